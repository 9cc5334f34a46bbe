r"""Formulas: from TeX, as authors write them, to Typst's mathematics.

What is written can always be compiled: every name in it is one of Typst's, and every character of the author's is
escaped or stands in a string. What has no such form is refused, so that the page can show the source instead.
"""

from __future__ import annotations

import re

from sphinx_seminar.printing.typst.formulas import commands
from sphinx_seminar.printing.typst.formulas.source import Macro, Source, UnsettableError, split
from sphinx_seminar.printing.typst.formulas.writer import COMMANDS, EMPTY, part, row

__all__ = ["Macro", "UnsettableError", "commands", "formula"]

_WHOLE = re.compile(
    r"\s*\\begin\{(?P<name>align|aligned|alignat|split|eqnarray|flalign|gather|gathered|multline|equation)\*?\}"
)
#: Typst reads parts in parts up to 256; a page may have some around the formula.
_DEEPEST = 100


def formula(text: str, macros: dict[str, Macro]) -> str:
    r"""Return a formula in Typst's mathematics, without its dollar signs.

    ``macros`` are the commands that the author has defined before; those that the formula defines are added.

    Raises:
        UnsettableError: something in the formula has no form in Typst; the error names it.
    """
    found = _formula(text, macros)
    if _depth(found) > _DEEPEST:
        raise UnsettableError("parts in parts, so many of them,")
    return found


def _depth(found: str) -> int:
    depth = deepest = 0
    for char in found:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


def _formula(text: str, macros: dict[str, Macro]) -> str:
    source = Source(text.strip(), macros)
    begin = _WHOLE.match(source.text)
    if begin is not None:
        inner = Source(source.text, macros, begin.end(), source.expansions)
        name = begin["name"]
        if name == "alignat":
            inner.argument()
        body = inner.environment(name)
        if not inner.text[inner.at :].strip():
            return _formula(body, macros) if name == "equation" else lines(source, body, name)
    if any(len(cells) > 1 for cells in split(source.text)) or len(split(source.text)) > 1:
        return lines(source, source.text)
    return row(source)


#: The delimiters left and right of each kind of matrix.
_MATRICES = {
    **{"matrix": "#none", "pmatrix": '"("', "bmatrix": '"["', "Bmatrix": '"{"', "vmatrix": '"|"'},
    **{"Vmatrix": '"‖"', "smallmatrix": "#none"},
}
#: Environments whose lines stand under each other at their ``&``; in the others each line is centred.
_ALIGNED = {"align", "aligned", "alignat", "alignedat", "split", "eqnarray", "flalign"}
_CENTRED = {"gather", "gathered", "multline", "equation", "displaymath", "math", "multlined"}
_LINED = _ALIGNED | _CENTRED
#: Environments whose name is followed by the number of their columns.
_COUNTED = {"alignat", "alignedat"}


def lines(source: Source, text: str, name: str = "aligned") -> str:
    """Return lines as they stand in a displayed formula of their own, with Typst's marks of alignment."""
    return " \\ ".join(_line(source, cells, name) for cells in split(text))


def _line(source: Source, cells: list[str], name: str) -> str:
    shown = [row(source.inner(cell)) for cell in cells]
    if name == "eqnarray" and len(shown) > 2:
        # Three columns there, right, centre and left, are two here.
        shown = [shown[0], " ".join(shown[1:])]
    return (" & " if name in _ALIGNED else " quad ").join(shown)


def _begin(source: Source, _name: str) -> str:
    name = source.argument().strip()
    star = name.endswith("*")
    name = name.removesuffix("*")
    if name in _COUNTED:
        source.argument()
    alignment = (
        source.optional() if name not in ("cases", "equation") and (star or name in (*_LINED, "array")) else None
    )
    columns = source.argument() if name in ("array", "subarray") else ""
    body = source.environment(name)
    if name in _MATRICES:
        given = f", align: {_side(alignment or '')}" if alignment else ""
        return f"mat(delim: {_MATRICES[name]}{given}, {_rows(source, body)})"
    if name in ("cases", "dcases", "rcases", "drcases"):
        branches = [" & quad ".join(_styled(source, cell, name) for cell in cells) for cells in split(body)]
        return f"cases({'reverse: #true, ' if 'r' in name[:2] else ''}{', '.join(branches)})"
    if name in ("array", "subarray"):
        return _array(source, columns, body)
    if name in _LINED:
        # Below one another in one cell, as they stand in one line of text.
        shown = [" & ".join(_displayed(source, cell) for cell in cells) for cells in split(body)]
        return f"mat(delim: #none, row-gap: #0.6em, {'; '.join(shown)})" if len(shown) > 1 else shown[0] or EMPTY
    raise UnsettableError(f"\\begin{{{name}}}")


def _displayed(source: Source, cell: str) -> str:
    found = row(source.inner(cell))
    return f"display({found})" if found else EMPTY


def _styled(source: Source, cell: str, name: str) -> str:
    found = part(source, cell)
    return f"display({found})" if name.startswith("d") else found


def _rows(source: Source, body: str) -> str:
    return "; ".join(", ".join(part(source, cell) for cell in cells) for cells in split(_unruled(body)))


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
    kept = re.sub(r"[@!]\{[^{}]*\}", "", columns)
    vertical, place = [], 0
    for char in kept:
        if char in "lcr":
            place += 1
        elif char == "|" and place > 0:
            vertical.append(place)
    rows = split(body)
    horizontal = [number for number, cells in enumerate(rows) if cells[0].lstrip().startswith("\\hline") and number]
    rules = [f"hline: ({', '.join(map(str, horizontal))},)"] * bool(horizontal)
    inside = [place for place in vertical if place < sum(kept.count(side) for side in "lcr")]
    rules += [f"vline: ({', '.join(map(str, inside))},)"] * bool(inside)
    augment = f", augment: #({', '.join(rules)})" if rules else ""
    sides = [char for char in kept if char in "lcr"]
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


COMMANDS["begin"] = _begin
