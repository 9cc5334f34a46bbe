r"""Commands of formulas that no row of a table can describe: delimiters, words, spaces, and environments."""

from __future__ import annotations

import re

from sphinx_seminar.printing.typst.formulas.source import Source, UnsettableError, split
from sphinx_seminar.printing.typst.formulas.writer import (
    COMMANDS,
    EMPTY,
    PAIRS,
    SIZES,
    TEXTS,
    argument,
    character,
    part,
    row,
    sign,
    string,
    texts,
)


def _roman(source: Source, _name: str) -> str:
    """Return upright letters; a word of them is one text, whose letters stand as in a word."""
    inner = source.argument().strip()
    return string(inner) if inner.isalpha() and len(inner) > 1 else f"upright({part(source, inner)})"


def _text(source: Source, name: str) -> str:
    return texts(source, source.argument(), TEXTS[name]) or EMPTY


def _operator(source: Source, _name: str) -> str:
    limits = ", limits: #true" if source.starred() else ""
    inner = source.argument()
    words = inner.replace("\\,", " ").replace("~", " ").strip()
    shown = string(words) if words.replace(" ", "").replace("-", "").isalnum() else f"upright({part(source, inner)})"
    return f"op({shown}{limits})"


def _brace(source: Source, name: str) -> str:
    """Return a brace over or under something, with the label that may follow as a script."""
    content = argument(source)
    if source.peek() == ("_" if name == "underbrace" else "^"):
        source.take()
        return f"{name}({content}, {argument(source)})"
    return f"{name}({content})"


def _arrow(source: Source, name: str) -> str:
    below, above = source.optional(), argument(source)
    scripts = f"t: {above}" + (f", b: {part(source, below)}" if below else "")
    arrow = PAIRS["arrows"][name]
    return f'class("relation", attach(limits(stretch({arrow}, size: #(100% + 1em))), {scripts}))'


def _delimiter(source: Source) -> str:
    """Read a delimiter; ``""`` for a dot, which stands for none."""
    token = source.take()
    if token[1:] in source.macros:
        source.expand(token[1:])
        token = source.take()
    if token == "{":
        source.at -= 1
        token = source.argument().strip()
    if token in ("", "."):
        return ""
    char = _sign_of({"<": r"\langle", ">": r"\rangle"}.get(token, token))
    if len(char) != 1:
        raise UnsettableError(f"{token} as a delimiter")
    return char if char.isalnum() else "\\" + char


def _sign_of(token: str) -> str:
    return sign(token[1:]) if token.startswith("\\") else token


def _left(source: Source, _name: str) -> str:
    parts = [_delimiter(source), row(source, frozenset({"\\right"})), _delimiter(source)]
    return f"lr({' '.join(filter(None, parts))})" if any(parts) else EMPTY


def _middle(source: Source, _name: str) -> str:
    found = _delimiter(source)
    return f"mid({found})" if found else EMPTY


def _sized(source: Source, name: str) -> str:
    sized = name if name in SIZES else name[:-1]
    side = {"l": "opening", "r": "closing", "m": "relation"}.get(name[len(sized) :], "normal")
    found = _delimiter(source)
    return f'class("{side}", lr(size: #{SIZES[sized]}em, {found}))' if found else EMPTY


def _not(source: Source, _name: str) -> str:
    """Return the negated form of the sign behind the command: ≠ for =."""
    char = _sign_of(source.argument().strip())
    if len(char) != 1:
        raise UnsettableError("\\not before more than a sign")
    return PAIRS["negated"].get(char) or f"cancel({character(char)})"


_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(em|ex|pt|cm|mm|in|mu)")


def _space(source: Source, name: str) -> str | None:
    """Return a space of a length; the stretch of a TeX length is dropped."""
    source.starred()
    if name in ("hspace", "mspace"):
        found = _LENGTH.match(source.argument())
    else:
        found = _LENGTH.match(source.text, source.at)
        source.at = found.end() if found is not None else source.at
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    factor, shown = {"ex": (0.43, "em"), "mu": (1 / 18, "em")}.get(unit, (1.0, unit))
    return f"#h({number * factor:.3g}{shown})"


def _tag(source: Source, _name: str) -> str:
    shown = source.argument() if source.starred() else f"({source.argument()})"
    return f"wide {texts(source, shown, '')}"


def _substack(source: Source, _name: str) -> str:
    rows = [" ".join(part(source, cell) for cell in cells) for cells in split(source.argument())]
    return f"mat(delim: #none, row-gap: #0.2em, {'; '.join(rows)})"


def _define(source: Source, name: str) -> None:
    source.define(name)


#: The delimiters left and right of each kind of matrix.
_MATRICES = {
    **{"matrix": "#none", "pmatrix": '"("', "bmatrix": '"["', "Bmatrix": '"{"', "vmatrix": '"|"'},
    **{"Vmatrix": '"‖"', "smallmatrix": "#none"},
}
#: Environments whose lines stand under each other at their ``&``; in the others each line is centred.
_ALIGNED = {"align", "aligned", "alignat", "alignedat", "split", "eqnarray", "flalign"}
_CENTRED = {"gather", "gathered", "multline", "equation", "displaymath", "math", "multlined"}
_LINED = _ALIGNED | _CENTRED


def lines(source: Source, text: str, name: str = "aligned") -> str:
    """Return lines as they stand in a displayed formula of their own, with Typst's marks of alignment."""
    return " \\ ".join(_line(source, cells, name) for cells in split(text))


def _line(source: Source, cells: list[str], name: str) -> str:
    shown = [row(source.inner(cell)) for cell in cells]
    if name == "eqnarray" and len(shown) > 2:
        # Three columns there, right, centre and left, are two here.
        shown = [shown[0], " ".join(shown[1:])]
    return (" & " if name in _ALIGNED else " quad ").join(shown)


def _environment(source: Source, _name: str) -> str:
    """Return an environment within a formula; some have a number of columns, or a side, behind their name."""
    starred = source.argument().strip()
    name = starred.removesuffix("*")
    if name in ("alignat", "alignedat"):
        source.argument()
    side = source.side() if name != starred or name in (*_LINED, "array") else ""
    columns = source.argument() if name in ("array", "subarray") else ""
    body = source.environment(name)
    if name in _MATRICES:
        given = f", align: {_side(side)}" if side else ""
        rows = [", ".join(part(source, cell) for cell in cells) for cells in split(_unruled(body))]
        return f"mat(delim: {_MATRICES[name]}{given}, {'; '.join(rows)})"
    if name in ("cases", "dcases", "rcases", "drcases"):
        shown = _displayed if name.startswith("d") else part
        branches = [" & quad ".join(shown(source, cell) for cell in cells) for cells in split(body)]
        return f"cases({'reverse: #true, ' if 'r' in name[:2] else ''}{', '.join(branches)})"
    if name in ("array", "subarray"):
        return _array(source, columns, body)
    if name in _LINED:
        # Below one another in one cell, as they stand in one line of text.
        rows = [" & ".join(_displayed(source, cell) for cell in cells) for cells in split(body)]
        return f"mat(delim: #none, row-gap: #0.6em, {'; '.join(rows)})" if len(rows) > 1 else rows[0] or EMPTY
    raise UnsettableError(f"\\begin{{{name}}}")


def _displayed(source: Source, cell: str) -> str:
    found = row(source.inner(cell))
    return f"display({found})" if found else EMPTY


def _unruled(body: str) -> str:
    return re.sub(r"\\hline\s*", "", body)


def _side(columns: str) -> str:
    found = re.search("[lcr]", columns)
    return {"l": "#left", "c": "#center", "r": "#right"}[found[0] if found else "c"]


def _array(source: Source, columns: str, body: str) -> str:
    r"""Return a table of formulas with its rules.

    Typst aligns all columns alike: where they differ, the cells have marks of alignment of their own, before or after
    what is in them.
    """
    kept = re.sub(r"[@!]\{[^{}]*\}", "", columns).lstrip("| ")
    sides = re.findall("[lcr]", kept)
    rows = split(body)
    rules = {
        "hline": [number for number, cells in enumerate(rows) if number and cells[0].lstrip().startswith("\\hline")],
        "vline": [len(re.findall("[lcr]", kept[: bar.start()])) for bar in re.finditer(r"\|(?=.*[lcr])", kept)],
    }
    drawn = ", ".join(f"{kind}: ({', '.join(map(str, at))},)" for kind, at in rules.items() if at)
    augment = f", augment: #({drawn})" if drawn else ""
    shown = [
        ", ".join(_placed(part(source, _unruled(cell)), sides, number) for number, cell in enumerate(cells))
        for cells in rows
    ]
    return f"mat(delim: #none, align: {_side(kept)}{augment}, {'; '.join(shown)})"


def _placed(cell: str, sides: list[str], number: int) -> str:
    """Return a cell with a mark of alignment, for a column that is aligned differently from the first."""
    side = sides[number] if number < len(sides) else "c"
    if not sides or side == sides[0] or side == "c":
        return cell
    return f"{cell} &" if side == "r" else f"& {cell}"


COMMANDS.update(
    {
        **dict.fromkeys(("mathrm", "mathup"), _roman),
        **dict.fromkeys(TEXTS, _text),
        **dict.fromkeys(("operatorname", "operatornamewithlimits"), _operator),
        **dict.fromkeys(("underbrace", "overbrace"), _brace),
        **dict.fromkeys(PAIRS["arrows"], _arrow),
        **dict.fromkeys([size + side for size in SIZES for side in ("", "l", "r", "m")], _sized),
        **dict.fromkeys(("hspace", "mspace", "hskip", "kern", "mskip", "mkern"), _space),
        **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "def", "DeclareMathOperator"), _define),
        **{"left": _left, "middle": _middle, "not": _not, "tag": _tag, "substack": _substack, "begin": _environment},
    }
)
