"""Widths of the columns of printed tables, and places where their words may break.

Lengths are in em, the size of the font; a letter is half of that on average. A line of 6.5 inches has 46 em.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from docutils import nodes

from sphinx_seminar.rendering.print import around

_LINE = 46.0
#: What stands left and right of a column: twice 6 points.
_BETWEEN = 1.2
#: The sizes of a table's font, largest first: its name among the commands, and how many more em a line has.
_SIZES = (("", 1.0), ("small", 1 / 0.9), ("smaller", 1 / 0.8), ("smallest", 1 / 0.7))
#: A word up to this length stays whole where the line has room for it: "Representation".
_WHOLE = 7.5
#: From this number of letters TeX may find no place for a hyphen.
_VERY_LONG = 16
#: No cell asks for more than this on one line.
_LONGEST = 80.0
#: What is longer does not fit on a page, where rows are never divided; TeX gives up at twenty pages.
_MOST_LINES = 40
#: Between 1, where a column with twice as much gets twice as much, and 0, where all get the same.
_EAGER = 0.65
#: The font of heads is wider than that of the cells.
_HEAD = 1.25
#: After these characters TeX ends a line by itself; two times of day belong together.
_PIECES = re.compile(r"(?<=[-\u2013\u2014])(?![-\u2013\u2014\d])|(?<=\s)(?=\S)")
_LETTERS = re.compile(r"[^\W\d_]+[^\w\s]*\s*\Z")


def width_of(text: str) -> float:
    """Return about how long a text is in a serif font, in em."""
    return sum(map(_width, text))


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in " .,:;'|!()[]ijltf\u2019":
        return 0.31
    if char in "mwMW@%\u2014":
        return 0.88
    return 0.7 if char.isupper() else 0.53


@dataclass(frozen=True, slots=True)
class _Column:
    """The needs of a column: the widths of its longest word, and of its longest cell on one line."""

    needs: float
    wants: float


def _column(head: str, cells: Sequence[str]) -> _Column:
    words = [width_of(piece.strip()) for cell in cells for piece in _PIECES.split(cell)]
    words += [width_of(piece.strip()) * _HEAD for piece in _PIECES.split(head)]
    needs = min(max(words), _WHOLE) + 0.3
    return _Column(needs, max([needs, *(min(width_of(cell) + 0.3, _LONGEST) for cell in cells)]))


def share(columns: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, tuple[float, ...]]:
    """Return the size of the font, and the width of each column, for columns of a head and cells.

    Every column gets what its words need. What is left goes first to those that want little more, so that dates, times
    and numbers stand on one line, and the long ones share the rest.
    """
    for size, larger in _SIZES:
        line = (_LINE - _BETWEEN * len(columns)) * larger
        measured = [_column(head, cells) for head, cells in columns]
        if sum(column.needs for column in measured) <= line:
            return size, _shared(measured, line)
    needed = sum(column.needs for column in measured)
    return size, tuple(column.needs * line / needed for column in measured)


def _shared(columns: Sequence[_Column], line: float) -> tuple[float, ...]:
    widths = [column.needs for column in columns]
    rest = line - sum(widths)
    open_columns = [index for index, column in enumerate(columns) if column.wants > column.needs]
    while open_columns and rest > 0.01:
        weights = {index: (columns[index].wants - widths[index]) ** _EAGER for index in open_columns}
        per_weight = rest / sum(weights.values())
        for index in list(open_columns):
            more = min(per_weight * weights[index], columns[index].wants - widths[index])
            widths[index] += more
            rest -= more
            if columns[index].wants - widths[index] < 0.01:
                open_columns.remove(index)
    spare = rest / sum(widths) if rest > 0.01 else 0.0
    return tuple(width * (1 + spare) for width in widths)


def fit(table: nodes.table) -> nodes.Element:
    """Give a table the column widths that its content needs; return it, in a smaller font where it needs one.

    The table has a head, and columns with nodes of their own; a cell that spans columns counts for none.
    """
    specs = list(table.findall(nodes.colspec))
    rows = [row for row in table.findall(nodes.row) if len(row) == len(specs)]
    columns = [(rows[0][index].astext(), [row[index].astext() for row in rows[1:]]) for index in range(len(specs))]
    size, widths = share(columns)
    for spec, width in zip(specs, widths, strict=True):
        spec["colwidth"] = round((width + _BETWEEN) * 10)
    for row in rows:
        for entry, width in zip(row, widths, strict=True):
            _cut(cast("nodes.Element", entry), width * _MOST_LINES)
            for text in list(entry.findall(nodes.Text)):
                _let_break(text, width)
    for entry in table.findall(nodes.entry):
        if entry.astext():
            entry.insert(0, around("ragged"))
    return around(size, table) if size else table


def _cut(entry: nodes.Element, room: float) -> None:
    """Cut the text of a cell that would not fit on a page; the session's own page has all of it."""
    if width_of(entry.astext()) <= room:
        return
    for text in list(entry.findall(nodes.Text)):
        fitting = bisect.bisect_right(list(itertools.accumulate(map(_width, text))), room)
        words = str(text)[:fitting].rstrip() + "\u2026" if 0 < fitting < len(text) else str(text)[:fitting]
        cast("nodes.Element", text.parent).replace(text, nodes.Text(words))
        room -= width_of(text)


def _let_break(text: nodes.Text, width: float) -> None:
    """Let the words of a text break that are longer than their column, and that TeX would leave whole."""
    pieces = _PIECES.split(str(text))
    if any(width_of(piece.strip()) > width for piece in pieces):
        cast("nodes.Element", text.parent).replace(text, [part for piece in pieces for part in _broken(piece, width)])


def _broken(piece: str, width: float) -> list[nodes.Node]:
    """Return a word with places to break: letters with hyphens, if the word is very long; anything else anywhere."""
    if width_of(piece.strip()) <= width:
        return [nodes.Text(piece)]
    if _LETTERS.match(piece):
        if len(piece) < _VERY_LONG and width_of(piece) < 2 * width:
            return [nodes.Text(piece)]
        how, step = "hyphen", 3
    else:
        how, step = "break", 1
    parts: list[nodes.Node] = []
    for start in range(0, len(piece), step):
        parts += [around(how)] if start and not piece[start].isspace() else []
        parts.append(nodes.Text(piece[start : start + step]))
    return parts
