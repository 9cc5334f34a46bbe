"""The writer of imported pages: words, links, code and formulas of an HTML tree as Markdown, and nothing else.

All text is escaped. What stands unescaped was made here: a mark of emphasis, a list, a table, a link whose address was
decided by the caller, a formula that is harmless. So no directive, role, HTML or target of a page can go through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sphinx_seminar.cli.book_folder import markdown_text
from sphinx_seminar.cli.importing.markdown.html_tree import BLOCKS, Element, grid_of, rows_apart
from sphinx_seminar.cli.importing.markdown.inline import (
    code_block,
    code_span,
    formula_block,
    joined,
    one_lined,
    paragraph,
)
from sphinx_seminar.cli.importing.markdown.line_writer import SILENT, LineWriter, note_name

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
#: Elements that hold blocks; any other element is part of a line.
_BLOCKS = BLOCKS | (
    {"", "html", "body", "caption", "center", "dd", "dt", "figcaption", "li", "menu", "note-text", "summary", "tbody"}
    | {"td", "tex-block", "tfoot", "th", "thead", "tr"}
)
#: How deep lists and quotations may stand in each other; MyST leaves out what is deeper than twice this.
_DEEPEST = 8


#: A break in a line that goes on behind it, in small letters or behind a colon.
_FOR_LOOKS = re.compile(r"(?<=[^\W\d_])[ ]*\v\s*(?=[a-zß-ÿ])|(?<=:)[ ]*\v\s*(?=[^\W_])")


@dataclass(slots=True)
class MarkdownWriter(LineWriter):
    """Writes one page. ``target(address, is_image)`` decides where a link leads.

    ``notes`` are the footnotes that were met.
    """

    notes: dict[str, str] = field(default_factory=dict)
    depth: int = 0

    def page(self, root: Element) -> list[tuple[int, str]]:
        """Return the blocks of a page, each with its line."""
        self.used |= {note_name(mark.attributes.get("data-name", "")): None for mark in root.find_all("note-mark")}
        return list(self._blocks(root))

    def line(self, root: Element) -> str:
        """Return all of an element on one line."""
        return "; ".join(self._lines(root))

    def _blocks(self, parent: Element) -> Iterator[tuple[int, str]]:
        """Yield the blocks of an element; words and inline elements between them are paragraphs."""
        before, again = "", False
        for child in self._runs(parent):
            if isinstance(child, Element):
                again = child.name == before and child.name in ("ul", "ol") and not again
                for block in self._block(child, again):
                    before = child.name
                    yield block if isinstance(block, tuple) else (child.line, block)
            elif words := joined(piece for part in child for piece in self.pieces(part)):
                before = ""
                line = next((part.line for part in child if isinstance(part, Element)), parent.line)
                yield line, paragraph(words)

    def _runs(self, parent: Element) -> Iterator[Element | list[Element | str]]:
        """Yield the blocks in an element, and what stands between them, as lists."""
        run: list[Element | str] = []
        for child in parent.children:
            if isinstance(child, str) or not _is_block(child):
                run.append(child)
                continue
            if run:
                yield run
            run = []
            yield child
        if run:
            yield run

    def _block(self, element: Element, again: bool) -> Iterator[str | tuple[int, str]]:
        if self.is_silent(element):
            return iter(())
        if element.name in ("ul", "ol", "menu"):
            return self._list(element, again)
        if element.name == "a":
            return self._linked_blocks(element)
        return _WRITERS.get(element.name, MarkdownWriter._blocks)(self, element)

    def _heading(self, element: Element) -> Iterator[str]:
        words = one_lined(joined(piece for child in element.children for piece in self.pieces(child)))
        if words and self.depth:
            yield words if "*" in words else f"**{words}**"
        elif words:
            yield f"{'#' * _HEADINGS[element.name]} {words}"

    def _linked_blocks(self, element: Element) -> Iterator[tuple[int, str]]:
        """Write a link around blocks as a link in the first of them that has words, or else behind them."""
        holder = element
        while (block := next(filter(self._is_block_of_words, holder.elements()), None)) is not None:
            holder = block
        if holder is not element:
            holder.children = [Element("a", element.attributes, holder.children, holder.line)]
        else:
            element.children.append(
                Element("a", element.attributes, [element.attributes.get("href", "")], element.line)
            )
        return self._blocks(Element("", {}, element.children, element.line))

    def _is_block_of_words(self, element: Element) -> bool:
        return (
            _is_block(element)
            and element.name not in ("pre", "a")
            and not self.is_silent(element)
            and element.text() != ""
        )

    def _contained(self, element: Element) -> list[str]:
        self.depth += 1
        inside = [text for _line, text in self._blocks(element)]
        self.depth -= 1
        return inside

    def _list(self, element: Element, again: bool) -> Iterator[str | tuple[int, str]]:
        if self.depth >= _DEEPEST:
            yield from self._blocks(Element("", {}, list(element.elements()), element.line))
            return
        items: list[str] = []
        said = element.attributes.get("start", "")
        first = int(said) if re.fullmatch(r"[0-9]{1,8}", said) else 1
        width = 0
        children = (child for child in element.children if not isinstance(child, str) or child.strip())
        for number, child in enumerate(children, first):
            mark = f"{number}{')' if again else '.'} " if element.name == "ol" else "* " if again else "- "
            holder = (
                child if isinstance(child, Element) and child.name == "li" else Element("", {}, [child], element.line)
            )
            inside = self._contained(holder)
            if items and isinstance(child, Element) and child.name in ("ul", "ol"):
                # Browsers draw a list beside the items of another one below the item before it.
                items[-1] += "\n" + _indented(" " * width + "\n\n".join(inside), width)
                continue
            width = len(mark)
            close = all(re.match(r"[-*] |\d+[.)] ", part) for part in inside[1:])
            text = ("\n" if close else "\n\n").join(inside)
            if text.strip():
                items.append(mark + _indented(text, width))
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
            yield from (line.removeprefix(": ") for line in lines)
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
        beside: list[Element | str] = []
        element = rows_apart(element, beside)
        yield from self._blocks(Element("", {}, beside, element.line))
        grid = grid_of(element, self._cell)
        if grid is None:
            yield from self._blocks(element)
            return
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
                elif not self.is_silent(child):
                    yield from self._lines(child)
            else:
                words = joined(piece for part in child for piece in self.pieces(part))
                yield from filter(None, (part.strip() for part in re.split(r"[\n\v]", _FOR_LOOKS.sub(" ", words))))


def table_text(grid: list[list[str]]) -> str:
    """Return a table of cells that are Markdown on one line, without bars; the first row is the header."""
    header, *rows = grid
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, ["---"] * len(header), *rows))


def _is_block(element: Element) -> bool:
    """Tell whether an element stands on lines of its own: a block does, and whatever holds one."""
    return element.name in _BLOCKS or (element.name not in SILENT and any(map(_is_block, element.elements())))


def _indented(text: str, width: int) -> str:
    return re.sub(r"\n(?=[^\n])", f"\n{' ' * width}", text)


def _flattened(element: Element) -> Iterator[Element]:
    """Yield the terms and the explanations in a list of terms; anything else there explains, too."""
    for child in element.children:
        if isinstance(child, Element) and child.name in ("dt", "dd"):
            yield child
        elif isinstance(child, Element) and next(child.find_all("dt", "dd"), None) is not None:
            yield from _flattened(child)
        elif not isinstance(child, str) or child.strip():
            yield Element("dd", {}, [child], element.line)


_WRITERS: dict[str, Callable[[MarkdownWriter, Element], Iterator[str | tuple[int, str]]]] = {
    **dict.fromkeys(_HEADINGS, MarkdownWriter._heading),
    "dl": MarkdownWriter._terms, "blockquote": MarkdownWriter._quote, "pre": MarkdownWriter._code,
    "summary": MarkdownWriter._summary, "table": MarkdownWriter._table, "hr": lambda _writer, _element: iter(()),
    "tex-block": MarkdownWriter._formula, "note-text": MarkdownWriter._note,
}  # fmt: skip
