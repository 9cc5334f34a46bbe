"""HTML tables as grids of text: merged cells are repeated, and double headers become one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_seminar.cli.importing.markdown.html_tree import Element

#: More cells than this are no table that a person wrote.
_LARGEST = 100_000
_NOT_IN_DATA = ("table", "h1", "h2", "h3", "h4", "pre")


def grid_of(table: Element, write: Callable[[Element], str]) -> list[list[str]] | None:
    """Return the rows of a table, the header first, all of one length; ``None`` for one that only arranges a page.

    ``write`` gives the text of a cell. A line that runs across the whole table, such as "Part I", becomes a column
    ``Part`` of the rows below it.
    """
    rows = [[cell for cell in row.elements() if cell.name in ("td", "th")] for row in _rows(table)]
    rows = [row for row in rows if row]
    if not rows:
        return []
    placed = _placed(rows)
    width = max((max(cells) + 1 for cells in placed), default=0)
    headed = any(cell.name == "th" for cell in rows[0])
    if (
        width < 1 + (not headed)
        or width * len(rows) > _LARGEST
        or next(table.find_all(*_NOT_IN_DATA), None) is not None
    ):
        return None
    texts = {id(cell): write(cell) for row in rows for cell in row}
    filled = [
        [texts[id(found[0])] if (found := cells.get(place)) and found[1] else "" for place in range(width)]
        for cells in placed
    ]
    across = [width > 1 and len(row) == 1 and row[0].number("colspan") >= width for row in rows]
    heads = _header_rows(rows)
    header = _joined_headers(filled[:heads]) if heads else filled[0]
    return _with_parts(header, filled[max(heads, 1) :], across[max(heads, 1) :])


def _rows(table: Element) -> Iterator[Element]:
    for child in table.elements():
        if child.name == "tr":
            yield child
        elif child.name in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _placed(rows: list[list[Element]]) -> list[dict[int, tuple[Element, bool]]]:
    """Return the cell at each place of each row, and whether its text is shown there too (HTML, section 4.9.12).

    A cell over several rows is in each of them. One over several columns says what it says once, but for a header.
    Nothing is returned for more cells than a person writes.
    """
    placed: list[dict[int, tuple[Element, bool]]] = []
    below: dict[int, tuple[int, Element, bool]] = {}
    count = 0
    for row in rows:
        cells = {place: (cell, shown) for place, (_left, cell, shown) in below.items()}
        below = {place: (left - 1, cell, shown) for place, (left, cell, shown) in below.items() if left > 1}
        place = 0
        for cell in row:
            while place in cells:
                place += 1
            for offset in range(cell.number("colspan")):
                shown = offset == 0 or cell.name == "th"
                cells.setdefault(place + offset, (cell, shown))
                if cell.number("rowspan") > 1:
                    below[place + offset] = (cell.number("rowspan") - 1, cell, shown)
        placed.append(cells)
        count += len(cells)
        if count > _LARGEST:
            return []
    return placed


def _header_rows(rows: list[list[Element]]) -> int:
    """Count the rows at the top that are headers: all their cells are, or they are in the table's head."""
    count = 0
    for row in rows:
        if not all(cell.name == "th" for cell in row):
            break
        count += 1
        if not any(cell.number("colspan") > 1 or cell.number("rowspan") > 1 for cell in row):
            break
    return min(count, len(rows) - 1) if len(rows) > 1 else 0


def _joined_headers(heads: list[list[str]]) -> list[str]:
    """Make one header of several above each other: the lowest says it, those above stand behind it in brackets."""
    joined = []
    for column in zip(*heads, strict=True):
        *above, lowest = dict.fromkeys(word for word in column if word) or [""]
        joined.append(f"{lowest} ({', '.join(above)})" if above else lowest)
    return joined


def _with_parts(header: list[str], rows: list[list[str]], across: list[bool]) -> list[list[str]]:
    if not any(across):
        return [header, *rows]
    part = ""
    grid = [[*header, "Part"]]
    for place, (row, is_part) in enumerate(zip(rows, across, strict=True)):
        follows = place + 1 < len(rows) and not across[place + 1]
        if is_part and follows:
            part = row[0]
        elif is_part:
            grid.append([*row, ""])
        else:
            grid.append([*row, part])
    return grid
