"""Words in scripts that a book's own font has not, or that run from the right."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model import Fault
from sphinx_seminar.printing.fonts import has_our_fonts
from sphinx_seminar.rendering.print.commands import around
from sphinx_seminar.warnings_ import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.book import Book
    from sphinx_seminar.model import Place

#: Hebrew, Arabic and their like, with the spaces between their words.
_FROM_THE_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
#: Scripts and signs that the italics of few fonts have: Armenian, those of South Asia, arrows, stars, emoji.
_UPRIGHT_ALONE = r"[\u0530-\u058f\u0900-\u0eff\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff\U0001f000-\U0001faff]+"
_RIGHT = re.compile(_FROM_THE_RIGHT)
_OTHER_SCRIPTS = re.compile(f"(?P<right>{_FROM_THE_RIGHT})|(?P<upright>{_UPRIGHT_ALONE})")


def find_what_pdflatex_cannot_set(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Say once that names or titles need another engine than Sphinx's default, which stops at such a letter."""
    if app.builder.format == "latex" and app.config.latex_engine == "pdflatex":
        for place, words in _names_and_titles(domain_of(env).book):
            foreign = next((char for char in words if not _is_for_pdflatex(char)), "")
            if foreign:
                message = (
                    f"'{words}' has the letter '{foreign}', which latex_engine = 'pdflatex' cannot print; "
                    "set latex_engine = 'xelatex' in conf.py"
                )
                report([Fault(place, "export", message)], env.srcdir)
                break
    return []


def _names_and_titles(book: Book) -> Iterator[tuple[Place, str]]:
    for session in book.sessions:
        yield session.place, str(session.title)
        yield from ((session.place, part.person.name) for part in session.people)
    for entry in book.papers:
        yield from ((entry.paper.place, words) for words in (str(entry.paper.title), entry.paper.pasted) if words)


def _is_for_pdflatex(char: str) -> bool:
    """Tell whether a character is no letter, or one of the Latin alphabet."""
    return not char.isalpha() or char.isascii() or unicodedata.name(char, "").startswith("LATIN")


class SetOtherScripts(SphinxPostTransform):
    """Set words of scripts from the right, and of scripts without italics, in a font that has them.

    XeTeX does not look for another font by itself, and does not know where a word runs from the right.
    """

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Mark the words; where the author has chosen the fonts they are set as they are."""
        if not has_our_fonts(self.config):
            return
        title = next(iter(self.document.findall(nodes.title)), None)
        for text in list(self.document.findall(nodes.Text)):
            # The first heading is the book's title, which Sphinx takes from one text and prints from its settings.
            if text.parent is title:
                continue
            words = str(text)
            parent = text.parent
            if words.isascii() or isinstance(parent, (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw)):
                continue
            if isinstance(parent, nodes.Element) and _OTHER_SCRIPTS.search(words):
                parent.replace(text, [part for part in _parts(words) if part.astext()])


def _parts(words: str) -> Iterator[nodes.Node]:
    yield from (around(how, nodes.Text(part)) if how else nodes.Text(part) for how, part in split_scripts(words))


def isolated(words: str) -> str:
    """Return words with what runs from the right set apart: a number behind a name is no part of the name.

    The signs are those of Unicode's algorithm for text in two directions (UAX 9, section 2.4).
    """
    return words if words.isascii() else _RIGHT.sub(lambda found: f"\u2068{found[0]}\u2069", words)


def split_scripts(words: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text, each with the command that it is set with, ``""`` where it needs none."""
    end = 0
    for found in _OTHER_SCRIPTS.finditer(words):
        yield "", words[end : found.start()]
        yield ("right to left" if found["right"] else "upright"), found[0]
        end = found.end()
    yield "", words[end:]
