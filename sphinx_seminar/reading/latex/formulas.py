r"""Checks of formulas from untrusted text: harmless ones may be set as mathematics, if TeX can set them.

``x^2^3`` and ``\hat`` end a run of LaTeX, and with it the printed book. What is asked here of each command was tried
with LaTeX and amsmath: how many arguments it takes, and whether it may stand behind ``^`` without braces.

A formula goes to TeX and to MathJax as it stands. Both run what it says: ``\input`` reads a file into the page,
``\href`` makes a link to anywhere. So what stands in a ``.bib`` file or a table is mathematics only where every command
in it is known to do nothing but show something (amsmath, LaTeX 2e); all else is shown as it was written.
"""

from __future__ import annotations

import re

from sphinx_seminar.reading import word_lists

_LISTS = word_lists(__package__, "commands.toml")
_COMMANDS = frozenset().union(*_LISTS.values())
_FRACTIONS, _FONTS, _WORDS = (_LISTS[name] for name in ("fractions", "fonts", "words"))
_ARGUMENTS = {
    **dict.fromkeys(_LISTS["accents"] | _FONTS | _WORDS | _LISTS["shapes"], 1),
    **dict.fromkeys(_FRACTIONS | _LISTS["stacks"], 2),
}
_BEHIND_SCRIPTS = _LISTS["signs"] | _FONTS | _FRACTIONS | (_WORDS - {"mbox"})
_DELIMITERS = _LISTS["delimiters"] | frozenset("{}|()[]|/.<>")

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\S", re.DOTALL)
#: Signs that a backslash makes a space, a bracket or themselves; a line end or a letter with an accent is none of them.
_SIGNS = frozenset(",;:!. {}|%#&$_>-/")
#: Signs that do more than show themselves, unless a backslash stands before them; one at the end begins no command.
_ACTIVE = frozenset("%#&$~\\")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(\{\s*\})?")
#: What a text inside a formula may hold; scripts and most commands need mathematics.
_PROSE = re.compile(r"(?:[^\\^_{}$]|\\[ ,;:!%&#])*")


def is_harmless(formula: str) -> bool:
    """Tell whether a formula, without its dollar signs, does nothing but show mathematics, and can be set."""
    tokens = _TOKEN.findall(formula)
    shows = (
        token[1:] in _COMMANDS or token[1:] in _SIGNS if token[0] == "\\" else token not in _ACTIVE for token in tokens
    )
    return bool(tokens) and formula.isprintable() and all(shows) and _Formula(tokens).can_be_set()


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


class _Unsettable(Exception):  # noqa: N818 - it is no error of the program, but the way out of the descent
    """TeX would stop at the formula."""


def _require(condition: bool) -> None:
    if not condition:
        raise _Unsettable


class _Formula:
    """A formula that is being followed as TeX would, token by token: a sign, or a command with its backslash."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def can_be_set(self) -> bool:
        """Tell whether TeX sets the formula, and goes on."""
        try:
            self._list(closing="")
        except (_Unsettable, RecursionError):
            return False
        return self._at == len(self._tokens)

    def _peek(self) -> str:
        """Return the next token, ``""`` at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        _require(token != "")
        self._at += 1
        return token

    def _list(self, closing: str) -> None:
        """Follow the tokens between two braces, two brackets, or the ends of the formula."""
        scripts: set[str] = set()
        last, open_pairs = "", 0
        while self._peek() not in ("", closing):
            token = self._next()
            if token in ("^", "_"):
                _require(token not in scripts)
                scripts.add(token)
                self._argument(_BEHIND_SCRIPTS)
            elif token == "'":
                _require(last == "'" or not scripts & {"^", "'"})
                scripts.add("'")
                last = "'"
            elif token in (r"\limits", r"\nolimits"):
                _require(last[1:] in _LISTS["limits"])
            else:
                open_pairs += {r"\left": 1, r"\right": -1}.get(token, 0)
                _require(open_pairs >= 0)
                self._one(token)
                scripts, last = set(), token
        _require(open_pairs == 0)
        if closing:
            self._next()

    def _one(self, token: str) -> None:
        """Follow one sign, group or command with its arguments."""
        _require(token != "}")
        name = token[1:]
        if token == "{":
            self._list("}")
        elif name in _LISTS["sizes"]:
            _require(self._next().removeprefix("\\") in _DELIMITERS)
        elif name in _WORDS:
            self._text()
        else:
            if name in ("sqrt", "xrightarrow", "xleftarrow") and self._peek() == "[":
                self._next()
                self._list("]")
            for _ in range(_ARGUMENTS.get(name, 0)):
                self._argument(_LISTS["signs"] | (_FRACTIONS if name == "sqrt" else frozenset()))

    def _argument(self, commands: frozenset[str]) -> None:
        """Follow an argument: a group, a sign, or one of these commands."""
        token = self._next()
        _require(token not in ("^", "_", "'", "}"))
        _require(not token.startswith("\\") or token[1:] in commands or token[1:] in "{}|%#&$_")
        self._one(token)

    def _text(self) -> None:
        """Follow words between braces."""
        _require(self._next() == "{")
        words = []
        while (token := self._next()) != "}":
            words.append(token)
        _require(_PROSE.fullmatch("".join(words)) is not None)
