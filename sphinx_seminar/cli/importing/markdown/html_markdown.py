"""HTML written as Markdown: headings, paragraphs, lists, tables and links; the rest by its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sphinx_seminar.cli.importing.markdown.html_tables import grid_of
from sphinx_seminar.cli.importing.markdown.html_tree import Element, parse_html
from sphinx_seminar.cli.quoting import markdown_line, markdown_text

#: Elements without words for readers.
_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "title", "meta", "link", "select"})
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:|//)")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
#: Elements that hold blocks; any other element is part of a line.
_BLOCKS = frozenset(
    {"", "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", *_HEADINGS}
)


def html_as_markdown(text: str) -> str:
    """Return a page, or a part of one, as Markdown: every word and every link of its body."""
    return "\n\n".join(_blocks(parse_html(text))).strip() + "\n"


def has_menus(text: str) -> bool:
    """Tell whether a page has menus of its site, which are no words of the page."""
    return any(_is_menu(element) for element in parse_html(text).find_all("nav", "div", "ul"))


def title_in_html(text: str) -> str:
    """Return what the window of a browser shows as the title of a page."""
    return next((element.text() for element in parse_html(text).find_all("title")), "")


def _blocks(parent: Element) -> Iterator[str]:
    """Yield the blocks of an element; words and inline elements between them are paragraphs."""
    line: list[Element | str] = []
    for child in (*parent.children, Element("hr-end")):
        if isinstance(child, str) or (
            child.name not in _BLOCKS and not _holds_blocks(child) and child.name != "hr-end"
        ):
            line.append(child)
            continue
        words = _inline(line)
        if words:
            yield markdown_line(words)
        line = []
        if not _is_silent(child):
            yield from _WRITERS.get(child.name, _blocks)(child)


def _is_silent(element: Element) -> bool:
    return element.name in _SILENT or _is_menu(element)


def _is_menu(element: Element) -> bool:
    """Tell whether an element only leads to other places of the same site; a menu with other links is kept."""
    if element.name != "nav" and element.attributes.get("role") != "navigation":
        return False
    addresses = [link.attributes.get("href", "") for link in element.find_all("a")]
    return bool(addresses) and not any(_ELSEWHERE.match(address) for address in addresses)


def _holds_blocks(element: Element) -> bool:
    return not _is_silent(element) and any(
        child.name in _BLOCKS or _holds_blocks(child) for child in element.elements()
    )


def _inline(parts: list[Element | str]) -> str:
    return _tidied("".join(_word(part) for part in parts))


def _tidied(text: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def _word(part: Element | str) -> str:
    if isinstance(part, str):
        spaced = re.sub(r"\s+", " ", part)
        lead, tail = " " * spaced.startswith(" "), " " * (spaced.endswith(" ") and len(spaced) > 1)
        return f"{lead}{markdown_text(spaced)}{tail}" if spaced.strip() else " " * bool(spaced)
    if _is_silent(part):
        return ""
    if part.name == "br":
        return "\n"
    if part.name == "img":
        return _image(part)
    if part.name == "iframe":
        address = _address(part.attributes.get("src", ""))
        return f"<{address}>" if ":" in address else ""
    inside = "".join(_word(child) for child in part.children)
    words = inside.strip()
    if part.name == "a" and part.attributes.get("href", "").strip() and words:
        lead, tail = " " * (inside[:1].isspace()), " " * (inside[-1:].isspace())
        return f"{lead}[{' '.join(words.split())}]({_address(part.attributes['href'])}){tail}"
    if part.name in ("code", "tt", "kbd") and words and "`" not in part.text():
        return f"`{part.text()}`"
    mark = _EMPHASIS.get(part.name, "")
    if mark and words and "*" not in words and "\n" not in words:
        return inside.replace(words, f"{mark}{words}{mark}", 1)
    return inside


def _image(element: Element) -> str:
    source, words = _address(element.attributes.get("src", "")), markdown_text(element.attributes.get("alt", ""))
    return f"![{words}]({source})" if source and not source.startswith("data:") else words


def _address(address: str) -> str:
    """Return an address as Markdown can hold it between round brackets."""
    written = "".join(address.split()) if "://" in address else address.strip()
    for char, code in ((" ", "%20"), ("<", "%3C"), (">", "%3E"), ("(", "%28"), (")", "%29"), ("\n", "")):
        written = written.replace(char, code)
    return written


def _heading(element: Element) -> Iterator[str]:
    words = " ".join(_inline(element.children).split())
    if words:
        yield f"{'#' * _HEADINGS[element.name]} {words}"


def _list(element: Element) -> Iterator[str]:
    items = []
    for number, child in enumerate((child for child in element.children if not _blank(child)), 1):
        mark = f"{number}. " if element.name == "ol" else "- "
        inside = (
            list(_blocks(child))
            if isinstance(child, Element) and child.name == "li"
            else list(_blocks(Element("", {}, [child])))
        )
        tight = "\n".join(inside) if all(part.startswith(("- ", "1. ")) for part in inside[1:]) else "\n\n".join(inside)
        if tight.strip():
            items.append(mark + tight.replace("\n", f"\n{' ' * len(mark)}"))
    if items:
        yield "\n".join(items)


def _blank(child: Element | str) -> bool:
    return isinstance(child, str) and not child.strip()


def _terms(element: Element) -> Iterator[str]:
    """Write a list of terms as Markdown's extension for them does."""
    lines: list[str] = []
    for child in _flattened(element):
        inside = "\n\n".join(_blocks(child))
        if not inside:
            continue
        if child.name == "dt":
            lines.append(("\n" if lines else "") + " ".join(inside.split()))
        else:
            lines.append(": " + inside.replace("\n", "\n  "))
    if lines:
        yield "\n".join(lines)


def _flattened(element: Element) -> Iterator[Element]:
    for child in element.elements():
        yield from [child] if child.name in ("dt", "dd") else _flattened(child)


def _quote(element: Element) -> Iterator[str]:
    inside = "\n\n".join(_blocks(element))
    if inside:
        yield "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))


def _code(element: Element) -> Iterator[str]:
    text = "".join(child if isinstance(child, str) else child.text() for child in element.children).strip("\n")
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    if text.strip():
        yield f"{fence}text\n{text}\n{fence}"


def _summary(element: Element) -> Iterator[str]:
    words = " ".join(_inline(element.children).split())
    if words:
        yield words if words.startswith("**") else f"**{words}**"


def _table(element: Element) -> Iterator[str]:
    """Write a table of data as a table, and one that only arranges a page by its cells."""
    grid = grid_of(element, _cell)
    if grid is None:
        yield from _blocks(element)
        return
    yield from (block for caption in element.elements() if caption.name == "caption" for block in _blocks(caption))
    if not grid:
        return
    header, *rows = grid
    lines = [header, ["---"] * len(header), *rows]
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(element: Element) -> str:
    """Return a cell on one line; what stands on lines of its own there is separated by semicolons."""
    parts = [
        re.sub(r"\n\s*(?:[-*]|\d+\.)?\s*", "; ", re.sub(r"\A(?:[-*]|\d+\.)\s+", "", part)) for part in _blocks(element)
    ]
    return "; ".join(part.strip("; ") for part in parts if part.strip("; ")).replace("|", "\\|")


def _rule(_element: Element) -> Iterator[str]:
    return iter(())


_WRITERS: dict[str, Callable[[Element], Iterator[str]]] = {
    **dict.fromkeys(_HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    "dl": _terms, "blockquote": _quote, "pre": _code, "summary": _summary, "table": _table, "hr": _rule,
    "hr-end": _rule,
}  # fmt: skip
