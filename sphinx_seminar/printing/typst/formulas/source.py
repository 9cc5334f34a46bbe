r"""The source of a formula, read from the left: commands, arguments, and the definitions that authors make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: A command, a number, or one character; comments and spaces before it do not count.
_TOKEN = re.compile(r"(?:\s|%[^\n]*\n?)*+(\\(?:[A-Za-z]+|.)|\d+(?:\.\d+)?|[^\s])", re.DOTALL)
_ENDS = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
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
            start, self.at = self.at, self._closing("{", "}")
            return self.text[start : self.at - 1]
        if not token or token == "}":
            raise UnsettableError("an argument that is missing")
        if token.isdigit() or (token[0].isdigit() and "." in token):
            # TeX takes one digit.
            self.at -= len(token) - 1
            return token[0]
        return token

    def optional(self) -> str | None:
        """Read an optional argument in brackets; ``None`` where there is none."""
        if self.peek() != "[":
            return None
        self.take()
        start, self.at = self.at, self._closing("[", "]")
        return self.text[start : self.at - 1]

    def starred(self) -> bool:
        """Read a star, if there is one."""
        if self.text[self.at : self.at + 1] == "*":
            self.at += 1
            return True
        return False

    def _closing(self, opening: str, closing: str) -> int:
        depth, braces, at = 1, 0, self.at
        while at < len(self.text):
            char = self.text[at]
            if char == "\\":
                at += 2
                continue
            if opening == "[":
                braces += (char == "{") - (char == "}")
            if not braces:
                depth += (char == opening) - (char == closing)
            at += 1
            if depth == 0:
                return at
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

    def expand(self, name: str) -> bool:
        """Replace a macro of the author by its definition; tell whether the token was one."""
        macro = self.macros.get(name)
        if macro is None:
            return False
        self.expansions[0] += 1
        if self.expansions[0] > _MOST_EXPANSIONS:
            raise UnsettableError(f"\\{name}, which is defined by itself")
        given: list[str] = []
        if macro.default is not None and macro.arguments:
            written = self.optional()
            given.append(macro.default if written is None else written)
        given += [self.argument() for _number in range(macro.arguments - len(given))]
        body = re.sub(r"#([1-9])", lambda found: _given(given, int(found[1])), macro.body)
        self.text, self.at = f"{body} {self.text[self.at :]}", 0
        return True

    def define(self, command: str) -> None:
        r"""Read a definition after ``\newcommand``, ``\def`` and the like."""
        starred = self.starred()
        name = self.argument().strip().lstrip("\\")
        if command == "DeclareMathOperator":
            self.macros[name] = Macro(0, rf"\operatorname{'*' if starred else ''}{{{self.argument()}}}")
        elif command == "def":
            start = self.at
            while self.peek() not in ("{", ""):
                self.take()
            arguments = self.text[start : self.at].count("#")
            self.macros[name] = Macro(arguments, f"{{{self.argument()}}}" if not arguments else self.argument())
        else:
            number, default = self.optional(), self.optional()
            defined = Macro(int(number) if number and number.isdigit() else 0, self.argument(), default)
            if command != "providecommand" or name not in self.macros:
                self.macros[name] = defined


def _given(arguments: list[str], number: int) -> str:
    return arguments[number - 1] if number <= len(arguments) else ""


def split(text: str) -> list[list[str]]:
    r"""Return the cells of the rows of a table of formulas: at ``&`` and ``\\`` outside braces and environments."""
    rows: list[list[str]] = [[]]
    depth, start, at = 0, 0, 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            ends = _ENDS.match(text, at)
            if ends is not None:
                depth += 1 if ends[1] == "begin" else -1
                at = ends.end()
                continue
            row = re.compile(r"\\\\(?:\s*\[-?[\d.]+\s*[a-z]+\]|\*)?|\\cr(?![A-Za-z])|\\newline(?![A-Za-z])").match(
                text, at
            )
            if row is not None and depth == 0:
                rows[-1].append(text[start:at])
                rows.append([])
                start = at = row.end()
            else:
                at += 2
            continue
        depth += (char == "{") - (char == "}")
        if char == "&" and depth == 0:
            rows[-1].append(text[start:at])
            start = at + 1
        elif char == "%":
            end = text.find("\n", at)
            text = text[:at] + (text[end:] if end >= 0 else "")
            continue
        at += 1
    rows[-1].append(text[start:])
    return rows if len(rows) == 1 or any(cell.strip() for cell in rows[-1]) else rows[:-1]
