"""``{described}``: a list of terms that must name everything of a kind that the code knows, and nothing else.

::

    ```{described} options of slides
    `:title:`
    : The words of the link.
    ```

A name that the code has and the list has not, or the other way round, is a warning; the manual is built with ``-W``.
"""

from collections.abc import Iterable

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS
from sphinx_seminar.config import CHECKS, EXPORTS, SETTINGS, STYLES
from sphinx_seminar.directives.base import COMMON_OPTIONS
from sphinx_seminar.directives.registry import DIRECTIVES, ROLES
from sphinx_seminar.warnings_ import SUBTYPES

logger = logging.getLogger(__name__)

#: What a list can be of, and the names that it must describe.
KINDS: dict[str, Iterable[str]] = {
    "directives": DIRECTIVES,
    "roles": ROLES,
    "columns": COLUMNS,
    "columns of assignments": WORK_COLUMNS,
    "settings": [setting.name for setting in SETTINGS],
    "exports": EXPORTS,
    "checks": CHECKS,
    "styles": STYLES,
    "common options": COMMON_OPTIONS,
    "warnings": SUBTYPES,
    **{
        f"options of {name}": [option for option in directive.option_spec or () if option not in COMMON_OPTIONS]
        for name, directive in DIRECTIVES.items()
    },
}


class Described(SphinxDirective):
    """Check the names of a definition list against the code, and give each an address."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the list; settings say what they accept and their default, as the code has it."""
        kind = " ".join(self.arguments[0].split())
        found = self.parse_content_to_nodes()
        terms = {name: term for node in found for term in node.findall(nodes.term) for name in names_of(term)}
        known = set(KINDS.get(kind, ()))
        for fault, names in (("are not described", known - set(terms)), ("do not exist", set(terms) - known)):
            if names:
                logger.warning("%s: these %s: %s", kind, fault, ", ".join(sorted(names)), location=self.get_location())
        for name, term in terms.items():
            term["ids"].append(nodes.make_id(f"{kind} {name}"))
        if kind == "settings":
            add_defaults(terms)
        return found


def names_of(term: nodes.term) -> list[str]:
    """Return the names of a term, one for each piece of code in it."""
    return [literal.astext().strip(":") for literal in term.findall(nodes.literal)]


def add_defaults(terms: dict[str, nodes.term]) -> None:
    """Say behind each setting what it accepts, and what holds without it."""
    for setting in SETTINGS:
        if setting.name in terms:
            definition = terms[setting.name].next_node(nodes.definition, descend=False, siblings=True)
            default = nodes.literal("", repr(setting.default))
            definition += nodes.paragraph("", "", nodes.Text(f"Expects {setting.expected}. Default: "), default)


def setup(app):
    """Add the directive."""
    app.add_directive("described", Described)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
