r"""The writer of formulas: atoms with their scripts, and commands by their rows in ``commands.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from pylatexenc.latex2text import get_default_latex_context_db

from sphinx_seminar.printing.typst.formulas.source import Source, UnsettableError

_TABLES: dict[str, Any] = tomllib.loads(files(__package__).joinpath("commands.toml").read_text(encoding="utf-8"))
_WORDS = {name: frozenset(words.split()) for name, words in _TABLES["words"].items()}
#: The tables of pairs: commands and what is set for them.
PAIRS: dict[str, dict[str, str]] = {
    name: dict(zip(pairs.split()[::2], pairs.split()[1::2], strict=True)) for name, pairs in _TABLES["pairs"].items()
}
#: Commands of text, with the alphabet of their words.
TEXTS: dict[str, str] = dict.fromkeys(_WORDS["texts"], "") | PAIRS["texts"]
SIZES: dict[str, float] = _TABLES["sizes"]
_SPACES: dict[str, str] = PAIRS["spaces"] | {" ": "space", "\n": "space", "\t": "space", "/": ""}
_TEMPLATES: dict[str, str] = {
    **{name: f"{function}({{0}})" for name, function in PAIRS["alphabets"].items()},
    **{name: f"accent({{0}}, {accent})" for name, accent in PAIRS["accents"].items()},
    **_TABLES["templates"],
}
#: The functions that read a command's arguments and return its markup, where a row of a table does not say it; filled
#: by :mod:`.commands`.
COMMANDS: dict[str, Callable[[Source, str], str | None]] = {}

#: Characters with a meaning in Typst's mathematics, escaped.
_ESCAPED = set("\\\"#$&'*/_^~`()[]{}|,;:.@")
_HYPHENS = {"-": "−", "*": "∗", "`": "‘"}
#: A bar may stand left, right or between; only the author's command says which, and without one it has no spaces.
_BARS = {"|", "‖", "∖"}
#: Tokens that end a part of a formula; the reader of the part consumes them.
_NOWHERE: frozenset[str] = frozenset()
#: The argument for a function of Typst where the author wrote an empty one.
EMPTY = '""'


@cache
def sign(name: str) -> str:
    """Return the character of a command, from our table or that of pylatexenc, or ``""``."""
    if name in PAIRS["signs"]:
        return PAIRS["signs"][name]
    shown: object = getattr(get_default_latex_context_db().get_macro_spec(name), "simplify_repl", None)
    return shown if isinstance(shown, str) and len(shown) == 1 and not shown.isspace() else ""


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
        name = token[1:] if token[0] == "\\" else ""
        if token in stop:
            source.take()
            return _joined(atoms)
        if name in source.macros:
            source.take()
            source.expand(name)
        elif name in _TABLES["infix"]:
            source.take()
            return str(_TABLES["infix"][name]).format(_joined(atoms) or EMPTY, row(source, stop) or EMPTY)
        elif name in _TABLES["switches"]:
            source.take()
            rest = row(source, stop)
            return _joined([*atoms, _TABLES["switches"][name].format(rest) if rest else ""])
        elif name in ("limits", "nolimits", "displaylimits"):
            source.take()
            if atoms and name != "displaylimits":
                atoms[-1] = f"{'limits' if name == 'limits' else 'scripts'}({atoms[-1]})"
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


def argument(source: Source) -> str:
    """Read an argument of a command, and return its markup: never empty."""
    return part(source, source.argument())


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
    return argument(source)


def _atom(source: Source) -> str | None:
    """Return the next atom; ``None`` of a token that sets nothing."""
    token = source.peek()
    if token == "{":
        return _group(source)
    source.take()
    if token.startswith("\\"):
        return _command(source, token[1:])
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


def _command(source: Source, name: str) -> str | None:
    """Read the arguments of a command, and return its markup; ``None`` of one that sets nothing."""
    if name in COMMANDS:
        return COMMANDS[name](source, name)
    if name in _TEMPLATES:
        return _filled(source, name)
    if name in _TABLES["skipped"]:
        _skip(source, _TABLES["skipped"][name])
        return None
    if name in _SPACES:
        return _SPACES[name] or None
    if name in _WORDS["functions"]:
        return f"op({string(name)})"
    if name in _TABLES["limits"]:
        return f"op({string(_TABLES['limits'][name])}, limits: #true)"
    found = sign(name)
    if not found:
        raise UnsettableError(f"\\{name}")
    return character(found)


def _filled(source: Source, name: str) -> str:
    """Return the row of a command with its arguments; only those that the row shows are set."""
    optional = source.optional() if f"{name}[]" in _TEMPLATES else None
    template = _TEMPLATES[name if optional is None else f"{name}[]"]
    shown = set(map(int, re.findall(r"\{(\d)\}", template)))
    given = [] if optional is None else [optional]
    given += [source.argument() for _number in range(len(given), max(shown, default=-1) + 1)]
    return template.format(*(part(source, one) if number in shown else "" for number, one in enumerate(given)))


def _skip(source: Source, arguments: int) -> None:
    if arguments:
        source.starred()
        source.optional()
    for _number in range(arguments):
        source.argument()


def texts(source: Source, text: str, alphabet: str) -> str:
    """Return words in a formula, with the formulas in the words."""
    parts = []
    for number, piece in enumerate(re.split(r"(?<!\\)\$", text)):
        if number % 2:
            parts.append(row(source.inner(piece)))
        elif piece:
            parts += _words(source, piece, alphabet)
    return _joined(parts)


_IN_WORDS = re.compile(r"\\(?:(?P<word>[a-zA-Z]+)\s*|(?P<sign>.))", re.DOTALL)


def _words(source: Source, text: str, alphabet: str) -> list[str]:
    """Return a text in parts, one for each way in which its words are set."""
    reading = source.inner(text)
    parts, plain = [], ""
    while reading.at < len(reading.text):
        char = reading.text[reading.at]
        found = _IN_WORDS.match(reading.text, reading.at)
        if found is None:
            plain += "" if char in "{}" else "\u00a0" if char == "~" else char
            reading.at += 1
            continue
        reading.at = found.end()
        name = found["word"] or found["sign"]
        if name in TEXTS:
            parts += [_worded(plain, alphabet), texts(source, reading.argument(), TEXTS[name] or alphabet)]
            plain = ""
        elif name in ("(", ")"):
            raise UnsettableError("\\( in words")
        elif name in source.macros:
            reading.expand(name)
        else:
            shown = " " if name in (*_SPACES, "\\") else sign(name)
            if not shown:
                raise UnsettableError(f"\\{name}")
            plain += shown
    return [*filter(None, parts), *filter(None, [_worded(plain, alphabet)])]


def _worded(text: str, alphabet: str) -> str:
    shown = string(re.sub(r"\s+", " ", text)) if text else ""
    return f"{alphabet}({shown})" if shown and alphabet else shown
