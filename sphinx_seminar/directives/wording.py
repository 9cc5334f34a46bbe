"""An author's words: substitutions where markup languages make none, and HTML in titles and cells.

``{{ room }}`` of MyST and ``|room|`` of reStructuredText are replaced by these in running text alone; we do it in
arguments, options and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import jinja2
from docutils import nodes
from docutils.parsers.rst.states import RSTState

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted, suggestion

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: A substitution in braces, and no braces of TeX as in ``x^{{2}}``.
_BRACES = re.compile(r"\{\{(?P<inside>\s*[A-Za-z_][^{}\n]*?)\}\}")
_BARS = re.compile(r"(?<![\w|])\|(?P<inside>[^\W\d][\w.-]*(?: [\w.-]+)*)\|(?![\w|])")
#: What other programs replace: Jinja, Python, shells.
_OTHERS = re.compile(r"\{%[^{}\n]*%\}|%\(\w+\)s|\$\{\w+\}")
#: Tags that can do nothing but style words, and those that have no end.
_STYLING = re.compile(r"<(/?)(sub|sup|small|kbd|mark|b|i|u|s|em|strong|code)\s*>", re.IGNORECASE)
_EMPTY = re.compile(r"</?(w?br)\s*/?>", re.IGNORECASE)
#: How deep the text of one substitution may name another.
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Substitutions:
    """What a document can replace: ``texts`` by their names, in braces or in bars.

    ``environment`` is what MyST's expressions may ask besides; without it names alone are replaced.
    """

    texts: Mapping[str, str]
    bars: bool = False
    environment: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, state: Any, config: Config, env: BuildEnvironment) -> Substitutions:
        """Collect the substitutions of the configuration, the front matter, or the reStructuredText read so far."""
        if isinstance(state, RSTState):
            defined = {name: node.astext() for name, node in state.document.substitution_defs.items()}
            return cls({"version": config.version, "release": config.release, **defined}, bars=True)
        renderer = getattr(state, "_renderer", None)
        settings = getattr(renderer, "md_config", None)
        if settings is None:
            return cls({})
        replaced = "substitution" in settings.enable_extensions
        return cls(
            {name: str(text) for name, text in settings.substitutions.items()},
            environment={**settings.substitutions, "env": env} if replaced else {},
        )

    def replace(self, text: str, *, in_words: bool = False) -> Reading[str]:
        """Replace the substitutions in a text; each that is unknown stays as it is, and is a problem.

        ``in_words`` says that the text is a title or a table, where braces and bars may mean themselves: then only
        ``{{ name }}`` with blanks is certainly a substitution.
        """
        mark = _BARS if self.bars else _BRACES
        for _ in range(_DEEPEST):
            replaced = mark.sub(self._text, text)
            if replaced == text:
                break
            text = replaced
        left = [found for found in mark.finditer(text) if not in_words or found["inside"][:1].isspace()]
        if not self.bars and not in_words:
            left += _BARS.finditer(text)
        foreign = () if in_words else tuple(self._problem(found) for found in _OTHERS.finditer(text))
        if "$" in text or (self.bars and in_words):
            return Reading(text, foreign)
        return Reading(text, (*foreign, *(self._problem(found) for found in left)))

    def _text(self, found: re.Match[str]) -> str:
        name = found["inside"].strip()
        if name in self.texts:
            return self.texts[name]
        if not self.environment:
            return found[0]
        try:
            environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
            return environment.from_string(found[0]).render(self.environment)
        # An expression of the author's may raise anything; MyST treats it alike.
        except Exception:
            return found[0]

    def _problem(self, found: re.Match[str]) -> Problem:
        name = found.groupdict().get("inside", "").strip()
        where = "above it" if self.bars else "in myst_substitutions or the front matter"
        expected = suggestion(name, self.texts) or f"; expected a substitution of this name {where}."
        return Problem("data", f"{quoted(found[0])} is not replaced{expected} It is shown as it was written")


def without_html(inlines: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes with HTML as text, except for tags that only style words and are closed again."""
    parent = nodes.inline("", "", *inlines)
    opened: list[tuple[nodes.raw, str]] = []
    for raw in list(parent.findall(nodes.raw)):
        html = raw.astext() if raw["format"] == "html" else ""
        tag, empty = _STYLING.fullmatch(html), _EMPTY.fullmatch(html)
        if empty is not None:
            # As XML has it: an EPUB is that.
            raw.replace_self(nodes.raw("", f"<{empty[1].lower()} />", format="html"))
        elif tag is not None and not tag[1]:
            opened.append((raw, tag[2].lower()))
        elif tag is not None and opened and opened[-1][1] == tag[2].lower():
            opened.pop()
        else:
            raw.replace_self(nodes.Text(raw.astext()))
    # One that nobody closes would go on over the rest of the page.
    for raw, _name in opened:
        raw.replace_self(nodes.Text(raw.astext()))
    return list(parent.children)
