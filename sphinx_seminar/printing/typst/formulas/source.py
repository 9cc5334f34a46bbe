r"""The source of a formula, read from the left: commands, arguments, and the definitions that authors make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: A command, a number, or one character; comments and spaces before it do not count.
_TOKEN = re.compile(r"(?:\s|%[^\n]*\n?)*+(\\(?:[A-Za-z]+|.)|\d+(?:\.\d+)?|[^\s])", re.DOTALL)
_BRACKET = re.compile(r"\\.|[\[\]{}]", re.DOTALL)
_SIDE = re.compile(r"\[\s*([tbclr])\s*\]")
_ENDS = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
#: What ends a cell or a row of a table, what holds others, and comments.
_IN_TABLE = re.compile(
    r"(?P<opening>\{|\\begin\s*\{[^{}]*\})|(?P<closing>\}|\\end\s*\{[^{}]*\})|(?P<cell>&)|(?P<comment>%[^\n]*)"
    r"|(?P<row>\\\\(?:\s*\[-?[\d.]+\s*[a-z]+\]|\*)?|\\(?:cr|newline)(?![A-Za-z]))|\\.",
    re.DOTALL,
)
#: The most expansions of macros in one formula; more mean a macro that calls itself.
_MOST_EXPANSIONS = 2000


class UnsettableError(ValueError):
    """A formula contains a command or environment without a form in Typst; the text names it."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that an author has defined: its number of arguments, its body, the default of its first argument."""

    arguments: int
    body: str
    default: str | None = None


@dataclass(slots=True)
class Source:
    """A reader of TeX source, from left to right."""

    text: str
    macros: dict[str, Macro]
    at: int = 0
    expansions: list[int] = field(default_factory=lambda: [0])

    def inner(self, text: str) -> Source:
        """Return a reader of a part, which shares definitions and the count of expansions with the whole formula."""
        return Source(text, self.macros, 0, self.expansions)

    def peek(self) -> str:
        """Return the next token, ``""`` at the end."""
        found = _TOKEN.match(self.text, self.at)
        return found[1] if found is not None else ""

    def take(self) -> str:
        """Return the next token of a formula, and move behind it."""
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[1]

    def argument(self) -> str:
        """Read an argument: what stands in braces, or one command, or one character.

        Raises:
            UnsettableError: the formula ends before it, or a brace is not closed.
        """
        token = self.take()
        if token == "{":
            return self._bracketed("{", "}")
        if not token or token == "}":
            raise UnsettableError("an argument that is missing")
        if token[0].isdigit():
            # TeX takes one digit.
            self.at -= len(token) - 1
            return token[0]
        return token

    def optional(self) -> str | None:
        """Read an optional argument in brackets; ``None`` where there is none."""
        if self.peek() != "[":
            return None
        self.take()
        return self._bracketed("[", "]")

    def starred(self) -> bool:
        """Read a star, if there is one."""
        starred = self.text.startswith("*", self.at)
        self.at += starred
        return starred

    def side(self) -> str:
        """Read where an environment stands, or the side of its columns, which may follow its name: ``[t]``."""
        found = _SIDE.match(self.text, self.at)
        self.at = found.end() if found is not None else self.at
        return found[1] if found is not None else ""

    def _bracketed(self, opening: str, closing: str) -> str:
        """Read up to the closing bracket of an argument; a bracket in braces closes none."""
        depth, braces, start = 1, 0, self.at
        for bracket in _BRACKET.finditer(self.text, start):
            if opening == "[":
                braces += (bracket[0] == "{") - (bracket[0] == "}")
            if not braces:
                depth += (bracket[0] == opening) - (bracket[0] == closing)
            if depth == 0:
                self.at = bracket.end()
                return self.text[start : bracket.start()]
        raise UnsettableError(f"'{opening}' without '{closing}'")

    def environment(self, name: str) -> str:
        r"""Read the body of an environment whose ``\begin`` has been read, and its ``\end``."""
        depth, start = 1, self.at
        for found in _ENDS.finditer(self.text, self.at):
            depth += 1 if found[1] == "begin" else -1
            if depth == 0:
                self.at = found.end()
                return self.text[start : found.start()]
        raise UnsettableError(f"\\begin{{{name}}} without \\end{{{name}}}")

    def expand(self, name: str) -> None:
        """Put the definition of a macro of the author, which has just been read, in its place."""
        macro = self.macros[name]
        self.expansions[0] += 1
        if self.expansions[0] > _MOST_EXPANSIONS:
            raise UnsettableError(f"\\{name}, which is defined by itself")
        given: list[str] = []
        if macro.default is not None and macro.arguments:
            written = self.optional()
            given.append(macro.default if written is None else written)
        given += [self.argument() for _number in range(macro.arguments - len(given))]
        body = re.sub(r"#([1-9])", lambda found: "".join(given[int(found[1]) - 1 :][:1]), macro.body)
        self.text, self.at = f"{body} {self.text[self.at :]}", 0

    def define(self, command: str) -> None:
        r"""Read a definition after ``\newcommand``, ``\def`` and the like."""
        starred = self.starred()
        name = self.argument().strip().lstrip("\\")
        if command == "DeclareMathOperator":
            macro = Macro(0, rf"\operatorname{'*' if starred else ''}{{{self.argument()}}}")
        elif command == "def":
            start = self.at
            while self.peek() not in ("{", ""):
                self.take()
            arguments = self.text[start : self.at].count("#")
            macro = Macro(arguments, self.argument() if arguments else f"{{{self.argument()}}}")
        else:
            number, default = self.optional(), self.optional()
            macro = Macro(int(number) if number and number.isdigit() else 0, self.argument(), default)
        if name and (command != "providecommand" or name not in self.macros):
            self.macros[name] = macro


def split(text: str) -> list[list[str]]:
    r"""Return the cells of the rows of a table of formulas: at ``&`` and ``\\`` outside braces and environments."""
    rows = [[""]]
    depth = at = 0
    for found in _IN_TABLE.finditer(text):
        rows[-1][-1] += text[at : found.start()]
        at, kind = found.end(), found.lastgroup
        depth += (kind == "opening") - (kind == "closing")
        if kind == "row" and depth == 0:
            rows.append([""])
        elif kind == "cell" and depth == 0:
            rows[-1].append("")
        elif kind != "comment":
            rows[-1][-1] += found[0]
    rows[-1][-1] += text[at:]
    return rows if len(rows) == 1 or any(cell.strip() for cell in rows[-1]) else rows[:-1]
