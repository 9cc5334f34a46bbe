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
#: xeCJK counts dashes, quotation marks, the apostrophe, "…" and "·" as Chinese, and would set them as wide as a letter.
FONTS = r"""
\IfFontExistsTF{texgyrepagella-regular.otf}{%
  \setmainfont{texgyrepagella}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic]
  \setsansfont{texgyreheros}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic, Scale=MatchLowercase]
  \setmonofont{texgyrecursor}[Extension=.otf, UprightFont=*-regular, ItalicFont=*-italic,
    BoldFont=*-bold, BoldItalicFont=*-bolditalic, Scale=MatchLowercase]
}{%
  \IfFontExistsTF{FreeSerif.otf}{%
    \setmainfont{FreeSerif}[Extension=.otf, UprightFont=*, ItalicFont=*Italic,
      BoldFont=*Bold, BoldItalicFont=*BoldItalic]
    \setsansfont{FreeSans}[Extension=.otf, UprightFont=*, ItalicFont=*Oblique,
      BoldFont=*Bold, BoldItalicFont=*BoldOblique]
    \setmonofont{FreeMono}[Extension=.otf, UprightFont=*, ItalicFont=*Oblique,
      BoldFont=*Bold, BoldItalicFont=*BoldOblique, Scale=0.9]
  }{}
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
    \IfFileExists{ucharclasses.sty}{%
      \usepackage[Greek,Cyrillics]{ucharclasses}
      \setTransitionsForGreek{\begingroup\namesfont}{\endgroup}
      \setTransitionsForCyrillics{\begingroup\namesfont}{\endgroup}
    }{}
  }{}
}{%
  \newcommand{\inuprightfont}[1]{#1}
  \newcommand{\righttoleft}[1]{#1}
}
\IfFontExistsTF{Noto Serif CJK SC}{%
  \IfFileExists{xeCJK.sty}{%
    \usepackage{xeCJK}
    \xeCJKDeclareCharClass{Default}{"00B7, "2013 -> "2015, "2018 -> "201D, "2025 -> "2027}
    \setCJKmainfont{Noto Serif CJK SC}
    \setCJKsansfont{Noto Sans CJK SC}
    \setCJKmonofont{Noto Sans Mono CJK SC}
  }{}
}{}
"""


def choose_fonts(_app: Sphinx, config: Config) -> None:
    """Choose the fonts of a book that XeLaTeX sets, unless its author or its language has chosen."""
    if config.latex_engine == "xelatex" and config.language[:2] not in ("zh", "ja", "ko"):
        config.latex_elements = {"fontpkg": FONTS, **config.latex_elements}


def has_our_fonts(config: Config) -> bool:
    """Tell whether the fonts are ours, with their commands for other scripts."""
    return bool(config.latex_elements.get("fontpkg") == FONTS)
