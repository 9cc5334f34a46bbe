"""The one writer of an import: whatever a page was, its words, links, code and formulas as Markdown, and nothing else.

All text is escaped. What stands unescaped was made here: a mark of emphasis, a list, a table, a link whose address was
decided by the caller, a formula that is harmless. So no directive, role, HTML or target of a page can go through.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from sphinx_seminar.cli.importing.markdown.code import code_block
from sphinx_seminar.cli.importing.markdown.html_tables import grid_of
from sphinx_seminar.cli.importing.markdown.html_tree import Element, parse_html
from sphinx_seminar.cli.importing.markdown.inline import (
    BREAK,
    Piece,
    code_span,
    formula,
    formula_block,
    joined,
    one_lined,
    paragraph,
)
from sphinx_seminar.cli.quoting import markdown_text

#: Elements without words for readers.
_SILENT = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "title", "meta", "link", "select", "comment", "math"}
)
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:|//)")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
#: In a text: an address, and what MathJax takes for a formula.
_IN_WORDS = re.compile(
    r"(?P<address>(?<![\w/])https?://[^\s<>`\[\]|]*[^\s<>`\[\]|.,;:!?'\"*_)])|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL
)
_WITH_DOLLARS = re.compile(
    rf"{_IN_WORDS.pattern}|\$\$([^$]+)\$\$"
    r"|(?<![\\\w$])\$(?=\S)((?:[^$\n]*[\\^_=][^$\n]*|[A-Za-z][\w'()+*/-]{0,20}))(?<=\S)\$(?![\w$])",
    re.DOTALL,
)
#: Elements whose address is shown as a link.
_EMBEDDED = {"iframe": "src", "video": "src", "audio": "src", "embed": "src", "source": "src", "object": "data"}
#: Elements that hold blocks; any other element is part of a line.
_BLOCKS = frozenset(
    {"", "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", *_HEADINGS}
    | {"tex-block", "note-text", "menu"}
)
#: How deep lists and quotations may stand in each other; MyST leaves out what is deeper than twice this.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: an address, none for a link that is no link here, and what stands behind its words then.

    ``picture`` says that an image is shown, and no link to it.
    """

    address: str = ""
    beside: str = ""
    picture: bool = False


def as_written(address: str, image: bool) -> Target:
    """Return an address as it is, for pages whose links are decided later."""
    return Target(address, picture=image)


@dataclass(slots=True)
class MarkdownWriter:
    """Writes one page. ``target(address, is_image)`` decides where a link leads.

    ``dollars`` says that text between dollars is a formula. ``notes`` are the footnotes that were met, ``used`` the
    names of those that are referred to; ``left_out`` counts what is not written, by its element.
    """

    target: Callable[[str, bool], Target] = as_written
    dollars: bool = False
    notes: dict[str, str] = field(default_factory=dict)
    used: dict[str, None] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    depth: int = 0
    holding: dict[int, tuple[Element, bool]] = field(default_factory=dict)

    def page(self, root: Element) -> list[tuple[int, str]]:
        """Return the blocks of a page, each with its line."""
        self.used |= {note_name(mark.attributes.get("data-name", "")): None for mark in root.find_all("note-mark")}
        return list(self._blocks(root))

    def line(self, root: Element) -> str:
        """Return all of an element on one line."""
        return "; ".join(self._lines(root))

    def _inner(self, parent: Element) -> list[str]:
        return [text for _line, text in self._blocks(parent)]

    def _blocks(self, parent: Element) -> Iterator[tuple[int, str]]:
        """Yield the blocks of an element; words and inline elements between them are paragraphs."""
        before, again = "", False
        for child in self._runs(parent):
            if isinstance(child, Element):
                again = child.name == before and child.name in ("ul", "ol") and not again
                for block in self._block(child, again):
                    before = child.name
                    yield block if isinstance(block, tuple) else (child.line, block)
            elif words := joined(piece for part in child for piece in self._pieces(part)):
                before = ""
                line = next((part.line for part in child if isinstance(part, Element)), parent.line)
                yield line, paragraph(words)

    def _runs(self, parent: Element) -> Iterator[Element | list[Element | str]]:
        """Yield the blocks in an element, and what stands between them, as lists."""
        run: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str) or (child.name not in _BLOCKS and not self._holds_blocks(child)):
                run.append(child)
                continue
            if run:
                yield run
            run = []
            yield child
        if run:
            yield run

    def _block(self, element: Element, again: bool) -> Iterator[str | tuple[int, str]]:
        if self._is_silent(element):
            return iter(())
        if element.name in ("ul", "ol", "menu"):
            return self._list(element, again)
        if element.name == "a":
            return self._linked_blocks(element)
        return _WRITERS.get(element.name, MarkdownWriter._blocks)(self, element)

    def _is_silent(self, element: Element) -> bool:
        silent = element.name in _SILENT or is_menu(element)
        if silent and element.name in ("script", "comment", "svg", "select"):
            self.left_out[element.name] += 1
        return silent

    def _holds_blocks(self, element: Element) -> bool:
        known = self.holding.get(id(element))
        if known is None:
            holds = element.name not in _SILENT and any(
                child.name in _BLOCKS or self._holds_blocks(child) for child in element.elements()
            )
            known = self.holding[id(element)] = element, holds
        return known[1]

    def _pieces(self, part: Element | str, linked: bool = False) -> Iterator[Piece]:
        if isinstance(part, str):
            yield from self._words(part, linked)
        elif part.name == "script" and part.attributes.get("type", "").startswith("math/tex"):
            yield formula(part.text())
        elif part.name == "math" or "katex-html" in part.attributes.get("class", ""):
            yield from (formula(tex.text()) for tex in part.find_all("annotation"))
        elif self._is_silent(part):
            return
        elif part.name == "br" or (part.name == "wbr" and "data-soft" in part.attributes):
            yield Piece(BREAK if part.name == "br" else "\n", made=True)
        elif part.name in _EMBEDDED or part.name == "img":
            yield from self._embedded(part, linked)
        elif part.name == "note-mark":
            name = note_name(part.attributes.get("data-name", ""))
            self.used[name] = None
            yield Piece(f"[^{name}]", made=True)
        elif part.name in ("code", "tt", "kbd", "samp"):
            yield code_span(part.text())
        elif part.name in ("tex-line", "tex-block"):
            yield formula(part.text())
        elif part.name in ("sup", "sub") and re.fullmatch(r"[\d+-]+|[a-z]", part.text()):
            yield Piece(f"{'^' if part.name == 'sup' else '_'}{part.text()}")
        else:
            yield from self._element(part, linked)

    def _element(self, part: Element, linked: bool) -> Iterator[Piece]:
        address = part.attributes.get("href", "").strip() if part.name == "a" and not linked else ""
        inside = [piece for child in part.children for piece in self._pieces(child, linked or bool(address))]
        if address:
            yield from self._link(address, inside)
        elif (mark := _EMPHASIS.get(part.name, "")) and all(not piece.made and not piece.mark for piece in inside):
            yield Piece("".join(piece.text for piece in inside), mark=mark)
        elif mark and len(inside) == 1 and inside[0].made and re.match(r"\[[^*]*\Z", inside[0].text):
            yield Piece(inside[0].text, made=True, mark=mark)
        else:
            yield from inside

    def _link(self, address: str, inside: list[Piece]) -> Iterator[Piece]:
        """Write a link around words; pictures in it stand behind it."""
        pictures = [piece for piece in inside if piece.made and piece.text.startswith(("![", "[image]("))]
        words = [piece for piece in inside if piece not in pictures]
        label = one_lined(joined(words))
        if pictures and not label:
            label = re.sub(r"\A!?\[(.*?)\]\(.*\Z", r"\1", pictures[0].text) or "image"
        spaced = "".join(piece.text for piece in words)
        target = self.target(address, False) if label else Target()
        if target.address and target.address in (spaced.strip(), f"mailto:{spaced.strip()}"):
            yield Piece(f"<{_address(spaced)}>", made=True)
        elif label:
            yield Piece(" " * spaced[:1].isspace())
            label = re.sub(r"(?<!\\)\]", r"\]", label) if "`" not in label else label
            yield Piece(f"[{label}]({_address(target.address)})" if target.address else label, made=True)
            yield Piece(target.beside, made=True)
        for picture in pictures:
            named = re.sub(r"\A(!?)\[.*?\]", r"\1[image]", picture.text)
            yield Piece(f" ({named})" if label else picture.text, made=True)
        yield Piece(" " * spaced[-1:].isspace())

    def _embedded(self, element: Element, linked: bool) -> Iterator[Piece]:
        image = element.name == "img"
        source = element.attributes.get("src" if image else _EMBEDDED[element.name], "").strip()
        words = one_lined(joined([Piece(element.attributes.get("alt" if image else "title", ""))])).replace("]", r"\]")
        if source and not source.startswith("data:"):
            target = self.target(source, image)
            here = target.picture
            if here or (target.address and not (linked and not image)):
                name = words or ("" if here else "image" if image else "")
                auto = not name and not here and re.fullmatch(r"https?:[^\s<>]+", target.address)
                name = name or ("" if here else one_lined(joined([Piece(source)])))
                address = _address(target.address)
                yield Piece(f"<{address}>" if auto else f"{'!' * here}[{name}]({address})", made=True)
                yield Piece(target.beside, made=True)
            else:
                yield Piece(f"{words or ('image' if image else '')}{target.beside}", made=True)
        elif words:
            yield Piece(words, made=True)
        for child in element.children:
            yield from self._pieces(child, linked)

    def _words(self, text: str, linked: bool) -> Iterator[Piece]:
        """Yield the formulas and the addresses of a text, and the words around them."""
        position = 0
        for found in (_WITH_DOLLARS if self.dollars else _IN_WORDS).finditer(text):
            if linked and found["address"]:
                continue
            if found.start() > position:
                yield Piece(text[position : found.start()])
            position = found.end()
            if found["address"]:
                yield from self._link(found["address"], [Piece(found["address"])])
            else:
                yield formula(next(filter(None, found.groups()[1:])))
        if position < len(text):
            yield Piece(text[position:])

    def _heading(self, element: Element) -> Iterator[str]:
        words = one_lined(joined(piece for child in element.children for piece in self._pieces(child)))
        if words and self.depth:
            yield words if "*" in words else f"**{words}**"
        elif words:
            yield f"{'#' * _HEADINGS[element.name]} {words}"

    def _linked_blocks(self, element: Element) -> Iterator[tuple[int, str]]:
        """Write a link around blocks as a link in the first of them that has words."""
        holder = element
        while (block := next(filter(self._is_block_of_words, holder.elements()), None)) is not None:
            holder = block
        if holder is not element:
            holder.children = [Element("a", element.attributes, holder.children, holder.line)]
        return self._blocks(Element("", {}, element.children, element.line))

    def _is_block_of_words(self, element: Element) -> bool:
        block = (element.name in _BLOCKS or self._holds_blocks(element)) and element.name != "pre"
        return block and not self._is_silent(element) and bool(element.text())

    def _contained(self, element: Element) -> list[str]:
        self.depth += 1
        inside = self._inner(element)
        self.depth -= 1
        return inside

    def _list(self, element: Element, again: bool) -> Iterator[str | tuple[int, str]]:
        if self.depth >= _DEEPEST:
            yield from self._blocks(Element("", {}, list(element.elements()), element.line))
            return
        items = []
        said = element.attributes.get("start", "")
        first = int(said) if re.fullmatch(r"[0-9]{1,8}", said) else 1
        children = (child for child in element.children if not isinstance(child, str) or child.strip())
        for number, child in enumerate(children, first):
            mark = f"{number}{')' if again else '.'} " if element.name == "ol" else "* " if again else "- "
            holder = (
                child if isinstance(child, Element) and child.name == "li" else Element("", {}, [child], element.line)
            )
            inside = self._contained(holder)
            close = all(re.match(r"[-*] |\d+[.)] ", part) for part in inside[1:])
            text = ("\n" if close else "\n\n").join(inside)
            if text.strip():
                items.append(mark + _indented(text, len(mark)))
        if items:
            yield "\n".join(items)

    def _terms(self, element: Element) -> Iterator[str]:
        """Write a list of terms as Markdown's extension for them does."""
        lines: list[str] = []
        for child in _flattened(element):
            if child.name == "dt" and (words := " ".join(self._lines(child))):
                lines.append(("\n" if lines else "") + paragraph(words))
            elif child.name == "dd" and (inside := self._contained(child)):
                lines.append(": " + _indented("\n\n".join(inside), 2))
        if lines and lines[0].startswith(": "):
            yield from (line[2:] for line in lines)
        elif lines:
            yield "\n".join(lines)

    def _quote(self, element: Element) -> Iterator[str]:
        inside = "\n\n".join(self._contained(element))
        if inside and self.depth < _DEEPEST:
            yield "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
        elif inside:
            yield inside

    def _code(self, element: Element) -> Iterator[str]:
        block = code_block(element)
        if block.formula and (written := formula_block(block.text)):
            yield written
        elif block.text.strip():
            yield block.markdown

    def _formula(self, element: Element) -> Iterator[str]:
        text = element.raw_text()
        yield formula_block(text) or code_block(Element("pre", {"data-info": "latex"}, [text])).markdown

    def _note(self, element: Element) -> Iterator[str]:
        """Put a footnote aside; one that nothing refers to, and a second one of its name, stay as text."""
        name = note_name(element.attributes.get("data-name", ""))
        inside = self._contained(element)
        if name in self.notes or name not in self.used:
            yield from [paragraph(f"{markdown_text(name)}:"), *inside]
        else:
            self.notes[name] = _indented("\n\n".join(inside), 4)

    def _summary(self, element: Element) -> Iterator[str]:
        words = " ".join(self._lines(element))
        if words:
            yield paragraph(words if "*" in words else f"**{words}**")

    def _table(self, element: Element) -> Iterator[str | tuple[int, str]]:
        """Write a table of data as a table, and one that only arranges a page by its cells."""
        grid = grid_of(element, self._cell)
        if grid is None:
            yield from self._blocks(element)
            return
        yield from (block for one in element.elements() if one.name == "caption" for block in self._blocks(one))
        if grid:
            yield table_text(grid)

    def _cell(self, element: Element) -> str:
        """Return a cell on one line; what stands on lines of its own there is separated by semicolons."""
        return self.line(element).replace("|", "\\|")

    def _lines(self, element: Element) -> Iterator[str]:
        """Yield the words of each line in an element, however deep its blocks are."""
        for child in self._runs(element):
            if isinstance(child, Element):
                if child.name == "pre":
                    yield code_span(code_block(child).text).text
                elif not self._is_silent(child):
                    yield from self._lines(child)
            else:
                words = joined(piece for part in child for piece in self._pieces(part))
                yield from filter(None, (part.strip() for part in re.split(r"[\n\v]", words)))


def table_text(grid: list[list[str]]) -> str:
    """Return a table of cells that are Markdown on one line, without bars; the first row is the header."""
    header, *rows = grid
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, ["---"] * len(header), *rows))


def note_name(said: str) -> str:
    """Return the name of a footnote as Markdown can have it."""
    return re.sub(r"[^\w-]+", "-", said)[:60].strip("-") or "note"


def is_menu(element: Element) -> bool:
    """Tell whether an element only leads to other places of the same site; a menu with other links is kept."""
    if element.name != "nav" and element.attributes.get("role") != "navigation":
        return False
    addresses = [link.attributes.get("href", "") for link in element.find_all("a")]
    return bool(addresses) and not any(_ELSEWHERE.match(address) for address in addresses)


def html_as_markdown(text: str) -> str:
    """Return a page, or a part of one, as Markdown: every word and every link of its body."""
    return "\n\n".join(block for _line, block in MarkdownWriter().page(parse_html(text))).strip() + "\n"


def _address(address: str) -> str:
    """Return an address as Markdown can hold it between round brackets, in a table too."""
    kept = "".join(char for char in address.strip() if unicodedata.category(char) != "Cc")
    return re.sub(r"[\s<>()\[\]\\`|{}\"]", lambda char: quote(char[0]), kept)


def _indented(text: str, width: int) -> str:
    return re.sub(r"\n(?=[^\n])", f"\n{' ' * width}", text)


def _flattened(element: Element) -> Iterator[Element]:
    for child in element.elements():
        yield from [child] if child.name in ("dt", "dd") else _flattened(child)


_WRITERS: dict[str, Callable[[MarkdownWriter, Element], Iterator[str | tuple[int, str]]]] = {
    **dict.fromkeys(_HEADINGS, MarkdownWriter._heading),
    "dl": MarkdownWriter._terms, "blockquote": MarkdownWriter._quote, "pre": MarkdownWriter._code,
    "summary": MarkdownWriter._summary, "table": MarkdownWriter._table, "hr": lambda _writer, _element: iter(()),
    "tex-block": MarkdownWriter._formula, "note-text": MarkdownWriter._note,
}  # fmt: skip
