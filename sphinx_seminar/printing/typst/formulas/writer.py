r"""The writer of formulas: atoms with their scripts, and commands that arrange other parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from sphinx_seminar.printing.typst.formulas import symbols
from sphinx_seminar.printing.typst.formulas.source import Source, UnsettableError

#: Characters with a meaning in Typst's mathematics, escaped.
_ESCAPED = set("\\\"#$&'*/_^~`()[]{}|,;:.@")
_HYPHENS = {"-": "−", "*": "∗", "`": "‘"}
#: A bar may stand left, right or between; only the author's command says which, and without one it has no spaces.
_BARS = {"|", "‖", "∖"}
#: Tokens that end a part of a formula; the reader of the part consumes them.
_NOWHERE: frozenset[str] = frozenset()
#: The argument for a function of Typst where the author wrote an empty one.
EMPTY = '""'


def character(char: str) -> str:
    """Return one character as it stands in a formula."""
    if char in _HYPHENS:
        return _HYPHENS[char]
    if char in _BARS:
        return f'class("normal", \\{char})'
    if char in _ESCAPED or unicodedata.category(char) in ("Ps", "Pe"):
        return "\\" + char
    if char.isalpha() and ord(char) > 0x24F and not _is_mathematical(char):
        return string(char)
    return char


def _is_mathematical(char: str) -> bool:
    # From 2100 to 214F are the signs that look like letters.
    return 0x2100 <= ord(char) < 0x2150 or unicodedata.name(char, "").startswith(("GREEK", "MATHEMATICAL"))


def string(text: str) -> str:
    """Return a text as one of Typst's strings."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def row(source: Source, stop: frozenset[str] = _NOWHERE) -> str:
    """Return the markup of a source up to its end, or up to a token of ``stop``, which is read too.

    Raises:
        UnsettableError: something in it has no form in Typst.
    """
    atoms: list[str] = []
    while token := source.peek():
        if token in stop:
            source.take()
            return _joined(atoms)
        name = token[1:]
        if token[0] == "\\" and source.macros and name in source.macros:
            source.take()
            source.expand(name)
        elif token[0] == "\\" and name in _INFIX:
            source.take()
            return _INFIX[name](_joined(atoms), row(source, stop))
        elif token[0] == "\\" and name in _SWITCHES:
            source.take()
            return _joined([*atoms, _SWITCHES[name](row(source, stop))])
        elif token in ("\\limits", "\\nolimits", "\\displaylimits"):
            source.take()
            if atoms and token != "\\displaylimits":
                function = "limits" if token == "\\limits" else "scripts"
                atoms[-1] = f"{function}({atoms[-1]})"
            atoms[-1:] = [_with_scripts(atoms[-1], source)] if atoms else []
        else:
            base = "" if token in ("^", "_", "'") else _atom(source)
            if base is not None:
                atoms.append(_with_scripts(base, source))
    if stop:
        raise UnsettableError(f"a part without its '{sorted(stop)[0]}'")
    return _joined(atoms)


_TEXT_BEGINS = re.compile(r'(?:(?:sans|bold|italic|mono|upright)\()*"')
_TEXT_ENDS = re.compile(r'"\)*\Z')


def _joined(atoms: list[str]) -> str:
    """Return atoms one after another; beside words a space would be one on the page, so a comment parts the names."""
    found = ""
    for atom in filter(None, atoms):
        words = _TEXT_ENDS.search(found) or _TEXT_BEGINS.match(atom)
        found += ("/**/" if words else " ") * bool(found) + atom
    return found


def part(source: Source, text: str) -> str:
    """Return a part of a formula as an argument of one of Typst's functions: never empty."""
    return row(source.inner(text)) or EMPTY


def _with_scripts(base: str, source: Source) -> str:
    above: list[str] = []
    below = ""
    while (token := source.peek()) in ("^", "_", "'"):
        source.take()
        if token == "'":
            above.append("prime")
        elif token == "^":
            above.append(_script(source))
        else:
            below = _joined([below, _script(source)])
    given = [f"t: {_joined(above)}"] * bool(above) + [f"b: {below}"] * bool(below)
    return f"attach({', '.join([base or EMPTY, *given])})" if given else base


def _script(source: Source) -> str:
    """Return a script, above or below an atom: a group in braces, one character, or a command with its arguments."""
    token = source.peek()
    if token.startswith("\\") and token[1:] not in source.macros:
        return _atom(source) or EMPTY
    return part(source, source.argument())


def _atom(source: Source) -> str | None:
    """Return the next atom; ``None`` of a token that sets nothing."""
    token = source.peek()
    if token == "{":
        return _group(source)
    source.take()
    if token.startswith("\\"):
        return command(source, token[1:])
    if token == "}":
        raise UnsettableError("'}' without '{'")
    if token == "&":
        raise UnsettableError("'&' outside a table")
    if token == "~":
        return "space"
    return token if token[0].isdigit() else character(token)


def _group(source: Source) -> str:
    """Return a group in braces: TeX takes a sign in them for an ordinary one, without spaces around it."""
    inner = source.argument()
    found = row(source.inner(inner))
    if re.fullmatch(r"\s*(?:[-+=<>,;:/*|]|\\[A-Za-z]+)\s*", inner) and '"' not in found and "(" not in found[1:]:
        return f'class("normal", {found})' if found and not found.isalnum() else found
    return found or EMPTY


def command(source: Source, name: str) -> str | None:
    """Read the arguments of a command, and return its markup."""
    if name in COMMANDS:
        return COMMANDS[name](source, name)
    if name in symbols.SPACES:
        return symbols.SPACES[name] or None
    if name in symbols.FUNCTIONS:
        return f"op({string(name)})"
    if name in symbols.LIMITS:
        return f"op({string(symbols.LIMITS[name])}, limits: #true)"
    found = symbols.sign(name)
    if not found:
        raise UnsettableError(f"\\{name}")
    if name in symbols.SIDES:
        return f'class("{symbols.SIDES[name]}", \\{found})'
    return "∖" if name == "setminus" else character(found)


def texts(source: Source, text: str, alphabet: str) -> str:
    """Return words in a formula, with the formulas in the words."""
    parts = []
    for number, piece in enumerate(re.split(r"(?<!\\)\$", text)):
        if number % 2:
            parts.append(row(source.inner(piece)))
        elif piece:
            parts += _words(source, piece, alphabet)
    return _joined(parts)


_WORDS = re.compile(r"\\(text[a-z]+|emph|mbox|[a-zA-Z]+|.)\s*", re.DOTALL)


def _words(source: Source, text: str, alphabet: str) -> list[str]:
    """Return a text in parts, one for each way in which its words are set."""
    reading = source.inner(text)
    parts, plain = [], ""
    while reading.at < len(reading.text):
        char = reading.text[reading.at]
        found = _WORDS.match(reading.text, reading.at)
        if found is None:
            plain += "" if char in "{}" else "\u00a0" if char == "~" else char
            reading.at += 1
            continue
        reading.at = found.end()
        if found[1] in symbols.TEXTS:
            parts += [_worded(plain, alphabet), texts(source, reading.argument(), symbols.TEXTS[found[1]] or alphabet)]
            plain = ""
        elif found[1] in ("(", ")"):
            raise UnsettableError("\\( in words")
        elif found[1] in source.macros:
            reading.expand(found[1])
        else:
            shown = " " if found[1] in (*symbols.SPACES, "\\") else symbols.sign(found[1])
            if not shown:
                raise UnsettableError(f"\\{found[1]}")
            plain += shown
    return [*filter(None, parts), *filter(None, [_worded(plain, alphabet)])]


def _worded(text: str, alphabet: str) -> str:
    shown = string(re.sub(r"\s+", " ", text)) if text else ""
    return f"{alphabet}({shown})" if shown and alphabet else shown


def _over(above: str, below: str) -> str:
    return f"frac({above or EMPTY}, {below or EMPTY})"


_INFIX: dict[str, Callable[[str, str], str]] = {
    "over": _over,
    "choose": lambda above, below: f"binom({above or EMPTY}, {below or EMPTY})",
    "atop": lambda above, below: f"mat(delim: #none, {above or EMPTY}; {below or EMPTY})",
}


def _switch(function: str) -> Callable[[str], str]:
    return lambda rest: f"{function}({rest})" if rest else ""


#: Commands that apply to all that follows within their braces.
_SWITCHES: dict[str, Callable[[str], str]] = {
    "displaystyle": _switch("display"),
    "textstyle": _switch("inline"),
    "scriptstyle": _switch("script"),
    "scriptscriptstyle": _switch("sscript"),
    **{name: _switch(symbols.ALPHABETS[name]) for name in ("cal", "sf", "tt", "it", "rm", "frak", "boldmath")},
    "bf": lambda rest: f"bold(upright({rest}))" if rest else "",
    **{name: lambda rest: rest for name in ("large", "Large", "small", "footnotesize", "normalsize", "tiny", "huge")},
}

#: The functions that read a command's arguments and return its markup; filled by :mod:`.commands` and
#: the environments.
COMMANDS: dict[str, Callable[[Source, str], str | None]] = {}
