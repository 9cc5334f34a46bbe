"""Tables that are read line by line: in Markdown, with commas, semicolons or tabs, and records in broken YAML.

The standard library's reader gives what follows a forgotten quotation mark as one cell, and drops marks that stand
in the wrong place; it also has one limit to the size of cells for the whole process. So the grammar is here: a cell in
quotation marks ends with its mark before a separator or a line end, and every other cell at the next separator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.tables.table import Row, Table, none_of, tabulated
from sphinx_seminar.reading.vocabulary import meaning_of

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
#: A vertical bar that separates cells, by the specification: any without a backslash before it.
_BAR = re.compile(r"(?:[^|\\]|\\.|\\\Z)*+")
#: The same, passing over code, links and addresses.
_BAR_OUTSIDE = re.compile(
    r"(?:``[^`]*``|`[^`|]*\|[^`]*`|`[^`]*`|\[[^\[\]]*\]\([^()\s]*\)|<[^<>\s]*>|[^|\\]|\\.|\\\Z)*+", re.DOTALL
)
#: The first line of an item of a list in YAML, and a key with its text.
_RECORD = re.compile(r"(?P<indent> *)-(?:\s|\Z)")
_PAIR = re.compile(r"\s*(?P<key>['\"]?[^\W\d_][^:#'\"]{0,60}?['\"]?)\s*:(?:\s+(?P<text>.*))?\Z")
#: Lines before the first item that say nothing of it: comments, marks of documents, the name of the list.
_SILENT = re.compile(r"\s*(?:#.*|---.*|\.\.\.|%.*|[^\s:#]+:)?\s*\Z")


def read_markdown_table(text: str) -> Reading[Table]:
    """Read a table; lines of text beside it are kept as rows of one cell, with a problem.

    A bar in code or in a link separates cells, as in GitHub, only where the row has too few cells without it.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        return none_of("this table is empty; expected headers and rows", 0)
    ruled = next((place for place in range(1, len(lines)) if _is_rule(lines, place)), 0)
    head = max(ruled - 1, 0) if ruled else next((place for place, (_, line) in enumerate(lines) if "|" in line), 0)
    problems = []
    if not ruled:
        message = (
            "no line such as |---|---| stands below the headers; expected one; the first line with bars is taken as "
            "the headers"
        )
        problems.append(Problem("data", message, lines[head][0]))
    headers = Row(lines[head][0], tuple(_at_bars(lines[head][1], _BAR)))
    rows = []
    for place, (number, line) in enumerate(lines):
        if place == head or (ruled and place == ruled):
            continue
        if "|" not in line and len(headers.cells) > 1:
            message = (
                f"the line {quoted(line.strip())} is no row of the table: expected cells between vertical bars; it is "
                "shown as a row of its own"
            )
            problems.append(Problem("data", message, number))
            # Words rather than a date: as a title they are nothing that could be misread.
            titles = [place for place, header in enumerate(headers.cells) if meaning_of(header) == "title"] or [0]
            rows.append(Row(number, tuple(line * (place == titles[0]) for place in range(len(headers.cells)))))
        else:
            rows.append(Row(number, tuple(_markdown_cells(line, len(headers.cells)))))
    read = tabulated(headers, [row for row in rows if any(row.cells)], " | ")
    return Reading(read.value, tuple(sorted((*problems, *read.problems), key=lambda problem: problem.line)))


def _is_rule(lines: list[tuple[int, str]], place: int) -> bool:
    (above, header), (number, line) = lines[place - 1 : place + 1]
    return number == above + 1 and "|" in line + header and _RULE.match(line) is not None


def _markdown_cells(line: str, expected: int) -> list[str]:
    cells = _at_bars(line, _BAR)
    outside = _at_bars(line, _BAR_OUTSIDE) if len(cells) > expected else cells
    return outside if len(outside) >= expected else cells


def _at_bars(line: str, cell: re.Pattern[str]) -> list[str]:
    """Split a line at its bars; the outer ones are optional."""
    line = line.strip().removeprefix("|")
    cells, position = [], 0
    while position <= len(line):
        found = cell.match(line, position)
        end = found.end() if found is not None else len(line)
        cells.append(line[position:end].replace(r"\|", "|").strip())
        position = end + 1
    return cells[:-1] if len(cells) > 1 and not cells[-1] and line.endswith("|") else cells


#: The separators that are looked for; the first wins a tie.
SEPARATORS = (",", ";", "\t")
#: A first line with which spreadsheets name the separator.
_DECLARED = re.compile(r"\A\"?sep=(?P<separator>[,;\t|])\"?\n", re.IGNORECASE)


@lru_cache(maxsize=8)
def _grammar(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the expressions for a cell in quotation marks, and for any other."""
    mark = re.escape(separator)
    space = " " if separator == "\t" else r"[ \t]"
    # Possessive: a mark that is missing costs one look at the text up to the next mark.
    quoted_cell = re.compile(rf'{space}*+"((?:[^"]|"")*+)"{space}*+(?={mark}|\n|\Z)')
    return quoted_cell, re.compile(rf"[^{mark}\n]*+")


def read_separated(text: str, separator: str = "") -> Reading[Table]:
    """Read a table whose separator is known, or else found in its header line.

    Blank lines, and comments (``# `` at the start of a line), are skipped. A quotation mark that is never closed is
    shown as it stands, with a problem at its line, and its row ends with the line.
    """
    declared = _DECLARED.match(text)
    if declared is not None:
        separator, text = declared["separator"], "\n" + text[declared.end() :]
    if not separator or separator not in text:
        separator = _separator(text)
    problems: list[Problem] = []
    rows = list(_rows(text, separator, problems))
    if not rows:
        return none_of("this table is empty; expected headers and rows", 0)
    read = tabulated(rows[0], rows[1:], separator)
    return Reading(read.value, tuple(sorted((*problems, *read.problems), key=lambda problem: problem.line)))


def _separator(text: str) -> str:
    """Return the separator that makes the most sense of the header line, else of the number of its cells."""
    scores = []
    for candidate in SEPARATORS:
        header = next(_rows(text, candidate, []), Row(1, ()))
        known = sum(bool(meaning_of(cell)) for cell in header.cells)
        scores.append((known if len(header.cells) > 1 else 0, len(header.cells), candidate))
    return max(scores, key=lambda score: score[:2])[2]


def _rows(text: str, separator: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows with something in them, each with the line that it starts in."""
    position, line, headers = 0, 1, Row(0, ())
    while position < len(text):
        if text[position] == "#":
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            if _is_comment(text[position + 1 : end], separator, headers.cells):
                position, line = end + 1, line + 1
                continue
        cells, end = _cells(text, position, line, separator, problems)
        if any(cell.strip() for cell in cells):
            headers = headers if headers.cells else Row(line, cells)
            yield Row(line, cells)
        line += text.count("\n", position, end) + 1
        position = end + 1


def _is_comment(rest: str, separator: str, headers: Sequence[str]) -> bool:
    """Tell whether a line that starts with ``#`` is a comment, and no row whose first cell is ``#3`` or ``#tag``."""
    if rest.lstrip(" ").startswith(separator):
        return False
    spaced = rest[:1] in ("", " ", "\t")
    if separator not in rest:
        return spaced or len(headers) != 1
    return spaced and not (headers and meaning_of(headers[0]) == "number")


def _cells(text: str, position: int, line: int, separator: str, problems: list[Problem]) -> tuple[tuple[str, ...], int]:
    """Read one row; return its cells and where its line ends."""
    quoted_cell, plain_cell = _grammar(separator)
    cells: list[str] = []
    unclosed = ""
    while True:
        found = quoted_cell.match(text, position)
        if found is not None:
            cells.append(found[1].replace('""', '"'))
            line += 0 if unclosed else found[0].count("\n")
        else:
            found = plain_cell.match(text, position)
            assert found is not None
            cells.append(found[0])
            if not unclosed and found[0].lstrip().startswith('"'):
                unclosed = found[0].strip()
        position = found.end()
        if position >= len(text) or text[position] == "\n":
            if unclosed:
                message = (
                    f"the quotation mark that opens the cell {quoted(unclosed)} is not closed; expected another before "
                    "the next separator or the end of the line, and two for one inside of a cell. The cell is shown as "
                    "it stands"
                )
                problems.append(Problem("data", message, line))
            return tuple(cells), position
        position += 1


def chunks_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the items of the outermost list, each with its first line, from 1; and what stands before them."""
    lines = text.split("\n")
    items = [(number, mark["indent"]) for number, line in enumerate(lines) if (mark := _RECORD.match(line))]
    starts = [number for number, indent in items if indent == items[0][1]]
    before = lines[: starts[0]] if starts else lines
    skipped = next((number for number, line in enumerate(before) if line.strip()), None)
    if skipped is not None and not (starts and all(map(_SILENT.match, before))):
        yield skipped + 1, "\n".join(before[skipped:])
    for start, end in pairwise([*starts, len(lines)]):
        yield start + 1, "\n".join(lines[start:end])


def loose_cells(chunk: str) -> tuple[tuple[str, str], ...]:
    """Read ``key: text`` from each line that has it; other lines continue the text above them.

    Text before the first key has an empty one.
    """
    cells: list[tuple[str, list[str]]] = []
    for number, line in enumerate(chunk.split("\n")):
        if number == 0 and (item := _RECORD.match(line)):
            line = line[item.end() :]
        pair = _PAIR.match(line)
        if pair is not None:
            cells.append((pair["key"].strip("'\""), [pair["text"] or ""]))
        elif line.strip():
            if not cells:
                cells.append(("", []))
            cells[-1][1].append(line.strip())
    return tuple((key, _unquoted("\n".join(part for part in parts if part).strip())) for key, parts in cells)


def _unquoted(text: str) -> str:
    mark = text[:1]
    closed = len(text) > 1 and mark in ("'", '"') and text.endswith(mark) and mark not in text[1:-1]
    return text[1:-1] if closed else text
