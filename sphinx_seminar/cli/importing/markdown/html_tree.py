"""Parsing HTML to a tree, with omitted end tags (HTML Standard, section 13.1.2.4), and tables to grids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: Elements on lines of their own, before which a paragraph ends.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
#: A start tag closes these elements, if they are open inside the nearest element that holds them.
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu"}), "dt": ({"dt", "dd"}, {"dl"}), "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}), "td": ({"td", "th"}, {"table", "tr"}), "th": ({"td", "th"}, {"table", "tr"}),
    "tbody": ({"thead", "tbody", "tr", "td", "th"}, {"table"}), "thead": ({"tbody", "tr", "td", "th"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tr", "td", "th"}, {"table"}), "option": ({"option"}, {"select"}),
    **dict.fromkeys(BLOCKS, ({"p"}, {"td", "th", "li", "dd", "div", "table"})),
}  # fmt: skip
#: Spaces without a width, which editors leave in empty cells.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
#: How deep elements may stand in each other. What is deeper stands beside each other, as in browsers: pages of old have
#: marks of emphasis that nobody closed.
_DEEPEST = 100


@dataclass(slots=True)
class Element:
    """An element with its attributes, and what is in it: elements and text; ``line`` is where it begins in its page."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    line: int = 0

    def elements(self) -> Iterator[Element]:
        """Yield the elements that are directly in this one."""
        return (child for child in self.children if isinstance(child, Element))

    def find_all(self, *names: str) -> Iterator[Element]:
        """Yield all elements of these names in this one, in order, however deep."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.find_all(*names)

    def text(self) -> str:
        """Return all words inside the element, on one line."""
        return " ".join(self.raw_text().split())

    def raw_text(self) -> str:
        """Return the words with their white space, and a line end where one is shown."""
        parts = (
            child if isinstance(child, str) else "\n" if child.name == "br" else child.raw_text()
            for child in self.children
            if isinstance(child, str) or child.name != "comment"
        )
        return "".join(parts)

    def number(self, attribute: str) -> int:
        """Return an attribute that counts, 1 where it is missing or no number; at most 1000."""
        said = self.attributes.get(attribute, "")
        return min(max(int(said), 1), 1000) if said.isdecimal() and len(said) < 9 else 1


class _TreeBuilder(HTMLParser):
    def __init__(self, rendered: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]
        self.rendered = rendered
        self.line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        closed, within = _CLOSES.get(tag, (set(), set()))
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name in closed:
                links = [inner for inner in self.open[depth + 1 :] if inner.name == "a" and closed == {"p"}]
                del self.open[depth:]
                # A link goes on in the block that ends its paragraph.
                for link in links:
                    self._put(Element("a", link.attributes, [], link.line))
            elif self.open[depth].name in within:
                break
        element = Element(tag, {name: value or "" for name, value in attrs})
        said = element.attributes.get("data-line", "")
        if not self.rendered:
            self.line = self.getpos()[0]
        elif re.fullmatch(r"[0-9]{1,8}", said):
            self.line = int(said)
        element.line = self.line
        self._put(element)

    def _put(self, element: Element) -> None:
        self.open[-1].children.append(element)
        if element.name not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # Browsers pass over the slash in <a href="…"/>, so that what follows is linked.
        if tag not in _VOID and not (tag == "a" and any(name == "href" for name, _value in attrs)):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name == tag:
                del self.open[depth:]
                return
            if self.open[depth].name in ("table", "td", "th") and tag not in ("table", "tr", "tbody", "body", "html"):
                return

    def handle_comment(self, data: str) -> None:
        self.open[-1].children.append(Element("comment", {}, [data], self.line))

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data.translate(_UNSEEN))


def parse_html(text: str, *, rendered: bool = False) -> Element:
    """Read a page or a part of one; whatever the text, a tree comes back.

    Of HTML that was ``rendered`` from Markdown the lines are those of the Markdown, as ``data-line`` gives them.
    """
    builder = _TreeBuilder(rendered)
    builder.feed(_with_ends(text))
    builder.close()
    return builder.open[0]


def _with_ends(text: str) -> str:
    """Return HTML in which every tag, comment and script is closed; an opening without an end becomes text.

    The parser looks for such ends from each beginning to the end of the page, and gives up at some marked sections.
    """
    text = re.sub(r"<!\[[^<>]{0,200}>", "", text).replace("<![", "&lt;![")
    folded = text.lower()
    for opening, end in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        last = folded.rfind(end) if opening in folded else len(text)
        if last < len(text):
            unclosed = re.compile(f"<(?={re.escape(opening[1:])})", re.IGNORECASE)
            text = text[: last + 1] + unclosed.sub("&lt;" if opening == "<!--" else "<x-", text[last + 1 :])
            folded = text.lower()
    last = text.rfind(">") + 1
    return text[:last] + text[last:].replace("<", "&lt;")


#: More cells than this are no table that a person wrote.
_LARGEST = 100_000
_CELLS, _GROUPS = frozenset({"td", "th"}), frozenset({"thead", "tbody", "tfoot"})
_OF_TABLES = _CELLS | _GROUPS | {"tr"}
_NOT_IN_DATA = ("table", "h1", "h2", "h3", "h4", "pre")


def grid_of(table: Element, write: Callable[[Element], str]) -> list[list[str]] | None:
    """Return the rows of a table, the header first, all of one length; ``None`` for one that only arranges a page.

    ``write`` gives the text of a cell. A line that runs across the whole table, such as "Part I", becomes a column
    ``Part`` of the rows below it.
    """
    rows = [cells for row in _rows(table) if (cells := [cell for cell in row.elements() if cell.name in _CELLS])]
    if not rows:
        return []
    placed = _placed(rows)
    width = max((max(cells) + 1 for cells in placed), default=0)
    headed = any(cell.name == "th" for cell in rows[0])
    is_data = width > (not headed) and width * len(rows) <= _LARGEST
    if not is_data or next(table.find_all(*_NOT_IN_DATA), None) is not None:
        return None
    texts = {id(cell): write(cell) for row in rows for cell in row}
    filled = [[texts.get(id(cells.get(place)), "") for place in range(width)] for cells in placed]
    across = [width > 1 and len(row) == 1 and row[0].number("colspan") >= width for row in rows]
    heads = _header_rows(rows)
    header = _joined_headers(filled[:heads]) if heads else filled[0]
    return _with_parts(header, filled[max(heads, 1) :], across[max(heads, 1) :])


def rows_apart(part: Element, beside: list[Element | str]) -> Element:
    """Return a table, or a part of one, of nothing but rows and cells; what stands ``beside`` them is put there.

    Browsers draw that above the table, and make a row of cells that are in none (HTML, section 13.2.6.4.9).
    """
    kept: list[Element | str] = []
    for child in part.children:
        if isinstance(child, str) or child.name not in _OF_TABLES:
            beside.append(child)
        elif child.name not in _CELLS:
            kept.append(rows_apart(child, beside))
        elif part.name == "tr":
            kept.append(child)
        elif kept and isinstance(last := kept[-1], Element) and "made" in last.attributes:
            last.children.append(child)
        else:
            kept.append(Element("tr", {"made": ""}, [child], child.line))
    return Element(part.name, part.attributes, kept, part.line)


def _rows(table: Element) -> Iterator[Element]:
    for child in table.elements():
        if child.name == "tr":
            yield child
        elif child.name in _GROUPS:
            yield from _rows(child)


def _placed(rows: list[list[Element]]) -> list[dict[int, Element | None]]:
    """Return the cell whose text is at each place of each row (HTML, section 4.9.12).

    A cell over several rows is in each of them. One over several columns says what it says once, but for a header: its
    other places are ``None``. Nothing is returned for more cells than a person writes.
    """
    placed: list[dict[int, Element | None]] = []
    below: dict[int, tuple[int, Element | None]] = {}
    count = 0
    for row in rows:
        cells = {place: cell for place, (_left, cell) in below.items()}
        below = {place: (left - 1, cell) for place, (left, cell) in below.items() if left > 1}
        place = 0
        for cell in row:
            while place in cells:
                place += 1
            for offset in range(cell.number("colspan")):
                shown = cell if offset == 0 or cell.name == "th" else None
                cells.setdefault(place + offset, shown)
                if cell.number("rowspan") > 1:
                    below[place + offset] = (cell.number("rowspan") - 1, shown)
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
