"""Tables as Pandoc and Quarto have them, drawn as grids or below dashes, as the tables that every Markdown knows.

The tables of Pandoc's manual: https://pandoc.org/MANUAL.html#tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_FENCE = re.compile(r"\s{0,3}(?P<mark>`{3,}|~{3,})")
_RULE = re.compile(r"\+(?:[:]?[-=]+[:]?\+)+\s*\Z")
#: What surrounds a part of a page for its looks: "::: {.callout-note}".
_DIVISION, _END = re.compile(r":{3,}\s*\{\s*[.#][^{}]*\}\s*\Z"), re.compile(r":{3,}\s*\Z")
_DASHES = re.compile(r"\s{0,3}-{2,}(?: +-{2,})+\s*\Z")


def with_pipe_tables(text: str) -> str:
    """Return a page whose tables have bars, without the lines around its divisions; every other line stays in place."""
    lines = text.split("\n")
    number, fence, divisions = 0, "", 0
    while number < len(lines):
        mark = _FENCE.match(lines[number])
        if mark is not None and (not fence or lines[number].strip().startswith(fence)):
            fence = "" if fence else mark["mark"]
        elif not fence and (_DIVISION.match(lines[number]) or (divisions and _END.match(lines[number]))):
            divisions += 1 if _DIVISION.match(lines[number]) else -1
            lines[number] = ""
        elif not fence and _RULE.match(lines[number]):
            number += _gridded(lines, number)
        elif not fence and _DASHES.match(lines[number]) and number and lines[number - 1].strip():
            number += _dashed(lines, number)
        number += 1
    return "\n".join(lines)


def _gridded(lines: list[str], first: int) -> int:
    """Write the table that begins at a line; return how many lines it has besides."""
    last = first
    while last + 1 < len(lines) and lines[last + 1][:1] in ("|", "+") and lines[last + 1].rstrip()[-1:] in ("|", "+"):
        last += 1
    drawn = lines[first : last + 1]
    edges = [place for place, sign in enumerate(drawn[0].rstrip()) if sign == "+"]
    if last - first < 2 or not _RULE.match(drawn[-1]) or not all(_fits(line, edges) for line in drawn):
        return last - first
    rows: list[list[list[str]]] = [[]]
    headed = 0
    for line in drawn[1:]:
        if _RULE.match(line):
            headed = len(rows) if "=" in line and not headed else headed
            rows.append([])
        else:
            rows[-1].append([line[one + 1 : other].strip() for one, other in pairwise(edges)])
    written = [_row(row, len(edges) - 1) for row in rows if row]
    head = written[:headed] or [_row([], len(edges) - 1)]
    table = [head[0], "|" + "---|" * (len(edges) - 1), *head[1:], *written[headed:]]
    lines[first : last + 1] = [*table, *[""] * (len(drawn) - len(table))]
    return len(drawn) - 1


def _fits(line: str, edges: Sequence[int]) -> bool:
    """Tell whether a line has the columns of its table: no cell of it spans others, and nothing stands behind them."""
    return len(line.rstrip()) == edges[-1] + 1 and all(line[place : place + 1] in ("|", "+") for place in edges)


def _row(cells: Sequence[Sequence[str]], width: int) -> str:
    """Return a row of cells over several lines; a blank line in a cell, or an item of a list, begins a line there."""
    texts = []
    for column in range(width):
        text = ""
        for line in (part[column] for part in cells):
            item = re.sub(r"\A[-*+]\s+", "", line)
            text = f"{text}<br>{item}" if text and (not line or item != line) else f"{text} {line}"
        texts.append(re.sub(r"(?:<br>\s*)+", "<br>", text.strip()).removesuffix("<br>").replace("|", r"\|"))
    return f"| {' | '.join(texts)} |"


def _dashed(lines: list[str], rule: int) -> int:
    """Write the simple table whose headers stand above a line of dashes; return how many lines follow that line."""
    spans = [found.span() for found in re.finditer("-+", lines[rule])]
    last = rule
    while last + 1 < len(lines) and lines[last + 1].strip() and not re.fullmatch(r"\s*-[- ]*", lines[last + 1]):
        last += 1
    ends = [*(start for start, _end in spans[1:]), 10_000]
    starts = [0, *ends[:-1]]
    drawn = [lines[rule - 1], *lines[rule + 1 : last + 1]]
    rows = [[line[start:end].strip() for start, end in zip(starts, ends, strict=True)] for line in drawn]
    if len(rows) < 2 or not all(rows[0]):
        return 0
    closed = last + 1 < len(lines) and re.fullmatch(r"\s*-[- ]*", lines[last + 1]) is not None
    lines[rule - 1] = _row([rows[0]], len(spans))
    lines[rule] = "|" + "---|" * len(spans)
    lines[rule + 1 : last + 1] = [_row([row], len(spans)) for row in rows[1:]]
    if closed:
        lines[last + 1] = ""
    return last - rule
