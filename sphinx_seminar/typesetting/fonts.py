r"""Fonts of the printed book: people have names in every script.

XeLaTeX sets what its font has, and leaves a gap for what it has not. Sphinx's own choice of fonts has Latin, Greek and
Cyrillic letters, and no Chinese, Japanese or Korean ones but in books in these languages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.rendering.printed import around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: TeX Gyre has no Greek and no Cyrillic letters, so that words in these scripts are set in FreeSerif; FreeSerif sets
#: the whole book where TeX Gyre is not installed. Where Noto is not installed CJK stays as it is with Sphinx. xeCJK counts dashes, quotation marks, the
#: apostrophe, "…" and "·" as Chinese, and would set them as wide as a letter.
FONTS = r"""
\IfFontExistsTF{texgyrepagella-regular.otf}{%
  \setmainfont{texgyrepagella}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic]
  \setsansfont{texgyreheros}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic, Scale=MatchLowercase]
  \setmonofont{texgyrecursor}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic, Scale=MatchLowercase]
}{%
  \setmainfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*Italic,
    BoldFont=*Bold, BoldItalicFont=*BoldItalic]
  \setsansfont{FreeSans}[Extension=.otf, UprightFont=*, ItalicFont=*Oblique,
    BoldFont=*Bold, BoldItalicFont=*BoldOblique]
  \setmonofont{FreeMono}[Extension=.otf, UprightFont=*, ItalicFont=*Oblique,
    BoldFont=*Bold, BoldItalicFont=*BoldOblique, Scale=0.9]
}
\IfFontExistsTF{FreeSerif.otf}{%
  \newfontfamily\namesfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*Italic,
    BoldFont=*Bold, BoldItalicFont=*BoldItalic]
  \newfontfamily\uprightnamesfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*,
    BoldFont=*Bold, BoldItalicFont=*Bold]
  \newfontfamily\righttoleftnamesfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*,
    BoldFont=*Bold, BoldItalicFont=*Bold, Script=Arabic]
  \TeXXeTstate=1
  \DeclareRobustCommand{\inuprightfont}[1]{\texorpdfstring{{\uprightnamesfont #1}}{#1}}
  \DeclareRobustCommand{\righttoleft}[1]{\texorpdfstring{{\righttoleftnamesfont\beginR #1\endR}}{#1}}
  \IfFontExistsTF{texgyrepagella-regular.otf}{%
    \usepackage[Greek,Cyrillics]{ucharclasses}
    \setTransitionsForGreek{\begingroup\namesfont}{\endgroup}
    \setTransitionsForCyrillics{\begingroup\namesfont}{\endgroup}
  }{}
}{%
  \newcommand{\inuprightfont}[1]{#1}
  \newcommand{\righttoleft}[1]{#1}
}
\IfFontExistsTF{Noto Serif CJK SC}{%
  \usepackage{xeCJK}
  \xeCJKDeclareCharClass{Default}{"00B7, "2013 -> "2015, "2018 -> "201D, "2025 -> "2027}
  \setCJKmainfont{Noto Serif CJK SC}
  \setCJKsansfont{Noto Sans CJK SC}
  \setCJKmonofont{Noto Sans Mono CJK SC}
}{}
"""


def choose_fonts(_app: Sphinx, config: Config) -> None:
    """Choose the fonts of a book that XeLaTeX sets, unless its author or its language has chosen."""
    if config.latex_engine == "xelatex" and config.language[:2] not in ("zh", "ja", "ko"):
        config.latex_elements = {"fontpkg": FONTS, **config.latex_elements}


#: Hebrew, Arabic and their like, with the spaces between their words.
_FROM_THE_RIGHT = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*"
#: Scripts and signs that the italics of few fonts have: Armenian, those of South Asia, arrows, stars, emoji.
_UPRIGHT_ALONE = r"[\u0530-\u058f\u0900-\u0eff\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff\U0001f000-\U0001faff]+"
_OTHER_SCRIPTS = re.compile(f"(?P<right>{_FROM_THE_RIGHT})|(?P<upright>{_UPRIGHT_ALONE})")


class SetOtherScripts(SphinxPostTransform):
    """Set words of scripts from the right, and of scripts without italics, in a font that has them.

    XeTeX does not look for another font by itself, and does not know where a word runs from the right.
    """

    default_priority = 900
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Mark the words; where the author has chosen the fonts they are set as they are."""
        if self.config.latex_elements.get("fontpkg") != FONTS:
            return
        for text in list(self.document.findall(nodes.Text)):
            words = str(text)
            parent = text.parent
            if words.isascii() or isinstance(parent, (nodes.FixedTextElement, nodes.literal, nodes.math, nodes.raw)):
                continue
            if isinstance(parent, nodes.Element) and _OTHER_SCRIPTS.search(words):
                parent.replace(text, list(_parts(words)))


def _parts(words: str) -> Iterator[nodes.Node]:
    end = 0
    for found in _OTHER_SCRIPTS.finditer(words):
        if found.start() > end:
            yield nodes.Text(words[end : found.start()])
        yield around("right to left" if found["right"] else "upright", nodes.Text(found[0]))
        end = found.end()
    if end < len(words):
        yield nodes.Text(words[end:])
