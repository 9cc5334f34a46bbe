r"""Which formulas of untrusted text may be set as mathematics.

A formula goes to TeX and to MathJax as it stands. Both run what it says: ``\input`` reads a file into the page,
``\href`` makes a link to anywhere. So what stands in a ``.bib`` file or a table is mathematics only where every command
in it is known to do nothing but show something (amsmath, LaTeX 2e); all else is shown as it was written.
"""

from __future__ import annotations

import re

from sphinx_seminar.reading.latex.setting import can_be_set

_GREEK = (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho "
    "sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_SYMBOLS = (
    "infty partial nabla ell hbar imath jmath Re Im aleph wp emptyset varnothing forall exists nexists neg lnot top "
    "bot angle triangle square Box Diamond bullet star ast circ cdot times div pm mp oplus ominus otimes oslash odot "
    "dagger ddagger amalg setminus smallsetminus wedge vee land lor cap cup uplus sqcap sqcup sum prod coprod int "
    "iint iiint oint bigcap bigcup bigvee bigwedge bigoplus bigotimes leq le geq ge neq ne ll gg equiv sim simeq "
    "approx cong propto prec succ preceq succeq subset supset subseteq supseteq subsetneq supsetneq in ni notin mid "
    "nmid parallel perp models vdash dashv Vdash lesssim gtrsim leqslant geqslant triangleq doteq asymp to rightarrow "
    "leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow longleftarrow Longrightarrow implies "
    "iff mapsto longmapsto hookrightarrow rightharpoonup rightleftharpoons uparrow downarrow updownarrow nearrow "
    "searrow rightsquigarrow twoheadrightarrow xrightarrow xleftarrow dots ldots cdots vdots ddots dotsc dotsb colon "
    "prime backslash lbrace rbrace langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert dag S P "
    "pounds copyright"
)
_OPERATORS = (
    "log ln lg exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan min max inf sup lim liminf limsup "
    "arg det dim ker deg gcd hom Pr bmod pmod mod"
)
_SHAPES = (
    "frac dfrac tfrac cfrac binom dbinom tbinom sqrt overline underline overbrace underbrace overset underset "
    "stackrel substack hat widehat tilde widetilde bar vec dot ddot acute grave breve check mathring boldsymbol "
    "mathbf mathbb mathcal mathfrak mathsf mathtt mathrm mathit mathnormal mathscr operatorname text textbf textit "
    "textrm mbox left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr limits nolimits "
    "displaystyle textstyle scriptstyle quad qquad thinspace phantom not rm bf it sf tt cal"
)
_COMMANDS = frozenset(" ".join((_GREEK, _SYMBOLS, _OPERATORS, _SHAPES)).split())

_TOKEN = re.compile(r"\\(?P<name>[A-Za-z]+)|\\(?P<sign>.)|(?P<wrong>\^\^|[%#&$~\\\n])", re.DOTALL)
#: Signs that a backslash makes a space, a bracket or themselves; a line end or a letter with an accent is none of them.
_SIGNS = frozenset(",;:!. {}|%#&$_>-/")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(\{\s*\})?")


def is_harmless(formula: str) -> bool:
    """Tell whether a formula, without its dollar signs, does nothing but show mathematics."""
    for token in _TOKEN.finditer(formula):
        name, sign = token["name"], token["sign"]
        if token["wrong"] or (name and name not in _COMMANDS) or (sign and sign not in _SIGNS):
            return False
    return bool(formula.strip()) and formula.isprintable() and can_be_set(formula)


def unknown_commands(formula: str) -> list[str]:
    """Return the commands of a formula that are not known to be mathematics, in order, each once."""
    return list(dict.fromkeys(f"\\{name}" for name, _braces in _COMMAND.findall(formula) if name not in _COMMANDS))


def readable(formula: str) -> str:
    r"""Return a formula that may be set, or ``""``.

    Of unknown commands what they hold stays, ``E`` of ``\slashed{E}``, and a tie is a space, as it is in mathematics.
    """
    spaced = formula.replace("~", r"\ ")
    known = _COMMAND.sub(lambda command: command[0] if command[1] in _COMMANDS else "", spaced).strip()
    return next(filter(is_harmless, (spaced, known)), "")
