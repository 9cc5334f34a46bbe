r"""Checks of formulas from untrusted text: harmless ones may be set as mathematics, if TeX can set them.

``x^2^3`` and ``\hat`` end a run of LaTeX, and with it the printed book. What is asked here of each command was tried
with LaTeX and amsmath: how many arguments it takes, and whether it may stand behind ``^`` without braces.

A formula goes to TeX and to MathJax as it stands. Both run what it says: ``\input`` reads a file into the page,
``\href`` makes a link to anywhere. So what stands in a ``.bib`` file or a table is mathematics only where every command
in it is known to do nothing but show something (amsmath, LaTeX 2e); all else is shown as it was written.
"""

from __future__ import annotations

import re


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ACCENTS = _names("hat widehat tilde widetilde bar vec dot ddot acute grave breve check mathring")
_FONTS = _names("mathbf mathbb mathcal mathfrak mathsf mathtt mathrm mathit mathnormal mathscr")
_WORDS = _names("text textbf textit textrm mbox")
_FRACTIONS = _names("frac dfrac tfrac cfrac binom dbinom tbinom")
_SHAPE_COMMANDS = _names(
    "sqrt overline underline overbrace underbrace substack boldsymbol operatorname phantom xrightarrow xleftarrow "
    "pmod mod"
)
_ARGUMENTS = {
    **dict.fromkeys((*_ACCENTS, *_FONTS, *_WORDS, *_SHAPE_COMMANDS), 1),
    **dict.fromkeys((*_FRACTIONS, "overset", "underset", "stackrel"), 2),
}
#: Commands that stand for one sign, so that they may be an argument without braces.
_SIGN_COMMANDS = _names(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho "
    "varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi "
    "Psi Omega infty partial nabla ell hbar imath jmath Re Im aleph wp emptyset varnothing forall exists top bot "
    "perp parallel angle triangle square Box Diamond bullet star ast circ cdot times div pm mp oplus ominus "
    "otimes oslash odot dagger ddagger dag prime neg lnot wedge vee cap cup to rightarrow leftarrow uparrow "
    "downarrow vert Vert le ge ne neq S P pounds copyright"
)
_BEHIND_SCRIPTS = _SIGN_COMMANDS | _FONTS | _FRACTIONS | (_WORDS - {"mbox"})
_SIZES = _names("left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr")
_DELIMITERS = _names(
    "langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace backslash uparrow "
    "downarrow updownarrow { } |"
) | frozenset("()[]|/.<>")
#: Commands that ``\limits`` may follow.
_WITH_LIMITS = _names(
    "sum prod coprod int iint iiint oint bigcap bigcup bigvee bigwedge bigoplus bigotimes lim liminf limsup min "
    "max inf sup det gcd Pr operatorname overbrace underbrace"
)
_SET_TOKEN = re.compile(r"\\([A-Za-z]+|.)|(\S)", re.DOTALL)
#: What a text inside a formula may hold; scripts and most commands need mathematics.
_PROSE = re.compile(r"(?:[^\\^_{}$]|\\[ ,;:!%&#])*")


class _Unsettable(Exception):  # noqa: N818 - it is no error of the program, but the way out of the descent
    """TeX would stop at the formula."""


def can_be_set(formula: str) -> bool:
    """Tell whether TeX sets a formula, without its dollar signs, and goes on."""
    tokens = [("command", found[1]) if found[1] else ("sign", found[2]) for found in _SET_TOKEN.finditer(formula)]
    try:
        return _Formula(tokens).list_ends_at_the_end()
    except (_Unsettable, RecursionError):
        return False


class _Formula:
    """A formula that is being followed, token by token, as TeX would."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def list_ends_at_the_end(self) -> bool:
        self._list(closing="")
        return self._at == len(self._tokens)

    def _next(self) -> tuple[str, str]:
        if self._at == len(self._tokens):
            raise _Unsettable
        self._at += 1
        return self._tokens[self._at - 1]

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _list(self, closing: str) -> None:
        """Follow the tokens between two braces, two brackets, or the ends of the formula."""
        scripts: set[str] = set()
        last, lefts = "", 0
        while self._peek() != ("end", ""):
            kind, value = self._next()
            if (kind, value) == ("sign", closing):
                break
            if kind == "sign" and value in "^_":
                if value in scripts:
                    raise _Unsettable
                scripts.add(value)
                self._argument(_BEHIND_SCRIPTS)
                continue
            if (kind, value) == ("sign", "'"):
                if scripts & {"^", "'"} and last != "'":
                    raise _Unsettable
                scripts.add("'")
                last = "'"
                continue
            if kind == "command" and value in ("limits", "nolimits"):
                if last not in _WITH_LIMITS:
                    raise _Unsettable
                continue
            lefts += {"left": 1, "right": -1}.get(value, 0) if kind == "command" else 0
            if lefts < 0:
                raise _Unsettable
            self._one(kind, value)
            scripts, last = set(), value
        else:
            if closing:
                raise _Unsettable
        if lefts:
            raise _Unsettable

    def _one(self, kind: str, value: str) -> None:
        """Follow one sign, group or command with its arguments."""
        if kind == "sign":
            if value == "}":
                raise _Unsettable
            if value == "{":
                self._list("}")
            return
        if value in _SIZES:
            if self._next()[1] not in _DELIMITERS:
                raise _Unsettable
        elif value in _WORDS:
            self._text()
        else:
            if value in ("sqrt", "xrightarrow", "xleftarrow") and self._peek() == ("sign", "["):
                self._next()
                self._list("]")
            for _ in range(_ARGUMENTS.get(value, 0)):
                self._argument(_SIGN_COMMANDS | (_FRACTIONS if value == "sqrt" else frozenset()))

    def _argument(self, commands: frozenset[str]) -> None:
        kind, value = self._next()
        if kind == "sign" and value in "^_'}":
            raise _Unsettable
        if kind == "command" and value not in commands and value not in "{}|%#&$_":
            raise _Unsettable
        self._one(kind, value)

    def _text(self) -> None:
        """Follow words between braces."""
        if self._next() != ("sign", "{"):
            raise _Unsettable
        words = []
        while (token := self._next()) != ("sign", "}"):
            words.append(("\\" if token[0] == "command" else "") + token[1])
        if not _PROSE.fullmatch("".join(words)):
            raise _Unsettable


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
