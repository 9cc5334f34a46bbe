"""Scripts and fonts of the printed book: people have names in every script, and words may run from the right.

XeLaTeX sets what its font has, and leaves a gap for what it has not. Sphinx's own choice of fonts has Latin, Greek and
Cyrillic letters, and no Chinese, Japanese or Korean ones but in books in these languages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model import Fault
from sphinx_seminar.rendering.print import around
from sphinx_seminar.warnings_ import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.book import Book
    from sphinx_seminar.model import Place


@cache
def _our_fonts() -> str:
    """Return the commands that choose the fonts.

    TeX Gyre has no Greek and no Cyrillic letters, so that words in these scripts are set in FreeSerif; FreeSerif sets
    the whole book where TeX Gyre is not installed. Where Noto is not installed CJK stays as it is with Sphinx. xeCJK
    counts dashes, quotation marks, the apostrophe, "…" and "·" as Chinese, and would set them as wide as a letter.
    """
    return "\n" + Path(__file__).with_name("fonts.tex").read_text(encoding="utf-8")


def choose_fonts(config: Config) -> None:
    """Choose the fonts of a book that XeLaTeX sets, unless its author or its language has chosen."""
    if config.latex_engine == "xelatex" and config.language[:2] not in ("zh", "ja", "ko"):
        config.latex_elements = {"fontpkg": _our_fonts(), **config.latex_elements}


def has_our_fonts(config: Config) -> bool:
    """Tell whether the fonts are ours, with their commands for other scripts."""
    return bool(config.latex_elements.get("fontpkg") == _our_fonts())


#: Hebrew, Arabic and their like, with the spaces between their words.
_FROM_THE_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
#: Scripts and signs that the italics of few fonts have: Armenian, those of South Asia, arrows, stars, emoji.
_UPRIGHT_ALONE = r"[\u0530-\u058f\u0900-\u0eff\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff\U0001f000-\U0001faff]+"
_RIGHT = re.compile(_FROM_THE_RIGHT)
_OTHER_SCRIPTS = re.compile(f"(?P<right>{_FROM_THE_RIGHT})|(?P<upright>{_UPRIGHT_ALONE})")


def find_what_pdflatex_cannot_set(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn once of names or titles with letters at which pdflatex, Sphinx's default engine, would stop."""
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
    for entry in book.papers.entries:
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
    """Return words with marks around those that run from the right, so that a number behind a name stays behind it.

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
