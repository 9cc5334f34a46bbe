"""Reading tables in Markdown (GitHub Flavored Markdown, section 4.10), common mistakes included."""

from __future__ import annotations

import re

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.sessions.headers import meaning_of
from sphinx_seminar.reading.tables.table import Row, Table, tabulated

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
#: A vertical bar that separates cells, by the specification: any without a backslash before it.
_BAR = re.compile(r"(?:[^|\\]|\\.|\\\Z)*+")
#: The same, passing over code, links and addresses.
_BAR_OUTSIDE = re.compile(
    r"(?:``[^`]*``|`[^`|]*\|[^`]*`|`[^`]*`|\[[^\[\]]*\]\([^()\s]*\)|<[^<>\s]*>|[^|\\]|\\.|\\\Z)*+", re.DOTALL
)


def read_markdown_table(text: str) -> Reading[Table]:
    """Read a table; lines of text beside it are kept as rows of one cell, with a problem.

    A bar in code or in a link separates cells, as in GitHub, only where the row has too few cells without it.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        return Reading(
            Table(), (Problem("data", "this table is empty; expected headers and rows. Nothing of it is shown"),)
        )
    ruled = next((place for place in range(1, len(lines)) if _is_rule(lines, place)), 0)
    head = max(ruled - 1, 0) if ruled else next((place for place, (_, line) in enumerate(lines) if "|" in line), 0)
    problems = []
    if not ruled:
        message = (
            "no line such as |---|---| stands below the headers; expected one; the first line with bars is taken as "
            "the headers"
        )
        problems.append(Problem("data", message, lines[head][0]))
    headers = Row(lines[head][0], tuple(_split(lines[head][1], _BAR)))
    rows = []
    for place, (number, line) in enumerate(lines):
        if place == head or (ruled and place == ruled):
            continue
        if "|" not in line and len(headers.cells) > 1:
            problems.append(_no_row(line, number))
            # Words rather than a date: as a title they are nothing that could be misread.
            titles = [place for place, header in enumerate(headers.cells) if meaning_of(header) == "title"] or [0]
            rows.append(Row(number, tuple(line * (place == titles[0]) for place in range(len(headers.cells)))))
        else:
            rows.append(Row(number, tuple(_cells(line, len(headers.cells)))))
    read = tabulated(headers, [row for row in rows if any(row.cells)], " | ")
    return Reading(read.value, tuple(sorted((*problems, *read.problems), key=lambda problem: problem.line)))


def _is_rule(lines: list[tuple[int, str]], place: int) -> bool:
    (above, header), (number, line) = lines[place - 1 : place + 1]
    return number == above + 1 and "|" in line + header and _RULE.match(line) is not None


def _cells(line: str, expected: int) -> list[str]:
    cells = _split(line, _BAR)
    outside = _split(line, _BAR_OUTSIDE) if len(cells) > expected else cells
    return outside if len(outside) >= expected else cells


def _split(line: str, cell: re.Pattern[str]) -> list[str]:
    """Split a line at its bars; the outer ones are optional."""
    line = line.strip().removeprefix("|")
    cells, position = [], 0
    while position <= len(line):
        found = cell.match(line, position)
        end = found.end() if found is not None else len(line)
        cells.append(line[position:end].replace(r"\|", "|").strip())
        position = end + 1
    return cells[:-1] if len(cells) > 1 and not cells[-1] and line.endswith("|") else cells


def _no_row(line: str, number: int) -> Problem:
    message = (
        f"the line {quoted(line.strip())} is no row of the table: expected cells between vertical bars; it is shown as "
        "a row of its own"
    )
    return Problem("data", message, number)
