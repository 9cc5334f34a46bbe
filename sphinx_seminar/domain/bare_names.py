"""Directives and roles under names without ``sem:``, where no other extension has the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.parsers.rst import directives, roles
from sphinx.domains import Domain
from sphinx.util import logging

from sphinx_seminar.domain.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Set
    from typing import Any

    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class PaperDomain(Domain):
    """A domain for the role ``{paper:p}`` alone: Sphinx takes the part before a colon for a domain's name.

    Its references belong to the domain ``sem``.
    """

    name = "paper"
    label = "Papers"

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: this domain keeps no data of documents."""

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Find nothing: the domain ``sem`` finds papers."""
        return []


def claim_bare_names(env: BuildEnvironment) -> None:
    """Register the bare names that are free, when all extensions are loaded, and say which are not.

    Nothing of another extension is ever overridden; the names in the domain work whatever happens here.
    """
    domain = domain_of(env)
    if isinstance(env.domains["paper"], PaperDomain):
        env.domains["paper"].roles["p"] = domain.roles["paper:p"]
    taken = [
        *_claim(vars(directives)["_directives"], domain.directives, "directive"),
        *_claim(vars(roles)["_roles"], domain.roles, "role"),
    ]
    if taken:
        logger.info(
            "sphinx_seminar: another extension already has %s; write the names with sem: in front (%s)",
            ", ".join(taken),
            ", ".join(f"sem:{name.split()[-1].strip('{}')}" for name in taken),
        )


def _claim(registry: dict[str, object], ours: Mapping[str, object], kind: str) -> list[str]:
    """Register the names that are free, or ours from an earlier build in this process; return the others."""
    taken = []
    for name, what in ours.items():
        holder = registry.get(name)
        module = getattr(holder, "__module__", type(holder).__module__)
        if holder is None or str(module).startswith("sphinx_seminar"):
            registry[name] = what
        else:
            taken.append(f"the {kind} {{{name}}}")
    return taken


def setup_bare_names(app: Sphinx) -> None:
    """Add the domain for ``{paper:p}``."""
    if "paper" not in app.registry.domains:
        app.add_domain(PaperDomain)
