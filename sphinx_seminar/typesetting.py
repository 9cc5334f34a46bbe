r"""Fonts of the printed book: people have names in every script.

XeLaTeX sets what its font has, and leaves a gap for what it has not. Sphinx's own choice of fonts has Latin, Greek and
Cyrillic letters, and no Chinese, Japanese or Korean ones but in books in these languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: TeX Gyre has no Greek and no Cyrillic letters, so that words in these scripts are set in FreeSerif; FreeSerif sets
#: the whole book where TeX Gyre is not installed. Where Noto is not installed CJK stays as it is with Sphinx.
FONTS = r"""
\IfFontExistsTF{texgyrepagella-regular.otf}{%
  \setmainfont{texgyrepagella}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic]
  \setsansfont{texgyreheros}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic, Scale=MatchLowercase]
  \setmonofont{texgyrecursor}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic, Scale=MatchLowercase]
  \IfFontExistsTF{FreeSerif.otf}{%
    \newfontfamily\namesfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*Italic,
      BoldFont=*Bold, BoldItalicFont=*BoldItalic]
    \usepackage[Greek,Cyrillics]{ucharclasses}
    \setTransitionsForGreek{\begingroup\namesfont}{\endgroup}
    \setTransitionsForCyrillics{\begingroup\namesfont}{\endgroup}
  }{}
}{%
  \setmainfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*Italic,
    BoldFont=*Bold, BoldItalicFont=*BoldItalic]
  \setsansfont{FreeSans}[Extension=.otf, UprightFont=*, ItalicFont=*Oblique,
    BoldFont=*Bold, BoldItalicFont=*BoldOblique]
  \setmonofont{FreeMono}[Extension=.otf, UprightFont=*, ItalicFont=*Oblique,
    BoldFont=*Bold, BoldItalicFont=*BoldOblique, Scale=0.9]
}
\IfFontExistsTF{Noto Serif CJK SC}{%
  \usepackage{xeCJK}
  \setCJKmainfont{Noto Serif CJK SC}
  \setCJKsansfont{Noto Sans CJK SC}
  \setCJKmonofont{Noto Sans Mono CJK SC}
}{}
"""


def choose_fonts(_app: Sphinx, config: Config) -> None:
    """Choose the fonts of a book that XeLaTeX sets, unless its author or its language has chosen."""
    if config.latex_engine == "xelatex" and config.language[:2] not in ("zh", "ja", "ko"):
        config.latex_elements = {"fontpkg": FONTS, **config.latex_elements}


def setup_typesetting(app: Sphinx) -> None:
    """Choose when the configuration is known."""
    app.connect("config-inited", choose_fonts)
