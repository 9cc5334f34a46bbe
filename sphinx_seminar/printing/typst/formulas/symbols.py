"""Characters of TeX's commands: the tables of pylatexenc, and commands that it lacks or writes as plain text."""

from __future__ import annotations

from functools import cache
from typing import Any

from pylatexenc.latex2text import get_default_latex_context_db


def _pairs(table: str) -> dict[str, str]:
    """Return a mapping from a text of words, in pairs of a key and its value."""
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


#: Signs that pylatexenc lacks or writes as plain text.
_SIGNS = _pairs(
    r"""
    ne ≠  neq ≠  gets ←  lor ∨  land ∧  neg ¬  lnot ¬  owns ∋  iff ⟺  implies ⟹  impliedby ⟸  prime ′  dots …
    ldots …  cdots ⋯  dotsb ⋯  dotsc …  dotsm ⋯  dotsi ⋯  dotso …  vdots ⋮  ddots ⋱  colon :  mid ∣  vert |  Vert ‖
    | ‖  lvert |  rvert |  lVert ‖  rVert ‖  lbrace {  rbrace }  lbrack [  rbrack ]  langle ⟨  rangle ⟩  backslash ∖
    setminus ∖  { {  } }  _ _  # #  $ $  % %  & &  Re ℜ  Im ℑ  hbar ℏ  ell ℓ  imath ı  jmath ȷ  top ⊤  bot ⊥  perp ⟂
    parallel ∥  nparallel ∦  degree °  coloneqq ≔  eqqcolon ≕  triangleq ≜  doteq ≐  models ⊨  vDash ⊨  Vdash ⊩
    perthousand ‰  checkmark ✓  dagger †  ddagger ‡  dag †  ddag ‡  S §  P ¶  copyright ©  pounds £  square □  Box □
    blacksquare ■  qedsymbol □  bullet ∙  cdot ⋅  cdotp ⋅  ast ∗  star ⋆  wedge ∧  vee ∨  to →  slash /  aleph ℵ
    varnothing ∅  emptyset ∅  complement ∁  nexists ∄  leadsto ⇝  rightsquigarrow ⇝  upharpoonright ↾  restriction ↾
    lesssim ≲  gtrsim ≳  varpropto ∝  iint ∬  iiint ∭  oint ∮  coprod ∐  bigsqcup ⨆  biguplus ⨄  amalg ⨿  bigstar ★
    And &  lgroup ⟮  rgroup ⟯  ulcorner ⌜  urcorner ⌝  llcorner ⌞  lrcorner ⌟  ngeq ≱  nleq ≰  nsubseteq ⊈  nsim ≁
    ncong ≇  notin ∉  ni ∋  longmapsto ⟼  hookrightarrow ↪  hookleftarrow ↩  twoheadrightarrow ↠
    rightleftharpoons ⇌  ldotp .  infin ∞  isin ∈  empty ∅  R ℝ  N ℕ  Z ℤ  lt <  gt >  nmid ∤  sqcup ⊔  llbracket ⟦
    rrbracket ⟧  lang ⟨  rang ⟩  thetasym ϑ  omicron ο  digamma ϝ
    """
)

#: Names of functions, upright and with their spaces; and those that have what is below them under their name.
FUNCTIONS = {
    *("arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "dim", "exp", "hom", "ker"),
    *("lg", "ln", "log", "sec", "sin", "sinh", "tan", "tanh", "sech", "csch", "arccot", "arcsec", "arccsc"),
}
LIMITS = {
    **{name: name for name in ("det", "gcd", "inf", "lim", "max", "min", "sup", "Pr", "argmin", "argmax")},
    **{"liminf": "lim inf", "limsup": "lim sup", "injlim": "inj lim", "projlim": "proj lim"},
    **{"argmin": "arg min", "argmax": "arg max"},
}

#: Accents: MathML and Typst have them by one name each.
ACCENTS = _pairs(
    r"""
    hat hat  widehat hat  tilde tilde  widetilde tilde  bar macron  vec arrow  dot dot  ddot dot.double
    dddot dot.triple  check caron  widecheck caron  breve breve  acute acute  grave grave  mathring circle
    overrightarrow arrow  overleftarrow arrow.l  overleftrightarrow arrow.l.r
    """
)

#: Spaces. A negative one is a third of an em less.
SPACES = _pairs(
    r"""
    , thin  thinspace thin  : med  > med  medspace med  ; thick  thickspace thick  quad quad  qquad wide
    enspace #h(0.5em)  ~ space  nobreakspace space  ! #h(-0.167em)  negthinspace #h(-0.167em)
    negmedspace #h(-0.222em)  enskip #h(0.5em)  negthickspace #h(-0.278em)
    """
) | {" ": "space", "\n": "space", "\t": "space", "/": ""}

#: Commands of alphabets by Typst's functions; those for text are in :data:`TEXTS`.
ALPHABETS = _pairs(
    r"""
    mathbb bb  mathbbm bb  mathds bb  Bbb bb  mathcal cal  cal cal  mathscr scr  mathfrak frak  frak frak
    mathsf sans  sf sans  mathtt mono  tt mono  boldsymbol bold  bm bold  pmb bold  symbf bold  boldmath bold
    mathit italic  it italic  mathnormal italic  mathrm upright  rm upright  mathup upright
    """
)
UPRIGHT_BOLD = {"mathbf", "bf", "mathbfup", "mathbfit"}
TEXTS = dict.fromkeys(
    ("text", "textrm", "mbox", "hbox", "textnormal", "textup", "textmd", "fbox", "textsc"), ""
) | _pairs("textbf bold  textit italic  emph italic  textsl italic  textsf sans  texttt mono")

#: Bars that say on which side they stand.
SIDES = {"lvert": "opening", "rvert": "closing", "lVert": "opening", "rVert": "closing"}

#: Commands that change how large a delimiter is, in em.
SIZES = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}


@cache
def sign(command: str) -> str:
    """Return the character of a command, or ``""``."""
    if command in _SIGNS:
        return _SIGNS[command]
    known = _known().get_macro_spec(command)
    shown = getattr(known, "simplify_repl", None) if known is not None else None
    return shown if isinstance(shown, str) and len(shown) == 1 and not shown.isspace() else ""


@cache
def _known() -> Any:
    return get_default_latex_context_db()
