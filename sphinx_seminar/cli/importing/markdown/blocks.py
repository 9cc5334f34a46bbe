"""The blocks of a page that our writer wrote: headings, paragraphs, lists, tables, definitions, with their source.

The blocks hold Markdown, not what a parser made of it, so that it can be written again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["heading", "paragraph", "list", "table", "terms", "other"]

_KINDS: dict[str, Kind] = {
    "heading_open": "heading", "paragraph_open": "paragraph", "bullet_list_open": "list", "ordered_list_open": "list",
    "table_open": "table", "dl_open": "terms",
}  # fmt: skip
_MARK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|:)\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its first paragraph on one line, and the Markdown of what follows in it.

    ``term`` is what an item of a list of terms stands under.
    """

    text: str
    rest: str
    line: int
    term: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it was written; ``line`` counts from 1 in its page.

    ``text`` is Markdown; of a heading it is the words alone, with ``level``.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    items: tuple[Item, ...] = ()


def blocks_of_page(written: Iterable[tuple[int, str]]) -> list[Block]:
    """Return the blocks of a page that was written, block by block, each with its line in the page."""
    return [block for line, text in written for block in blocks_of(text, line)]


def blocks_of(markdown: str, first_line: int = 1) -> list[Block]:
    """Return the blocks of a text that begins on a line, in order."""
    lines = markdown.split("\n")
    tokens = _parser().parse(markdown)
    blocks = []
    for start, end in _top_level(tokens):
        token = tokens[start]
        if token.map is None:
            continue
        begin, last = token.map
        text = "\n".join(lines[begin:last]).rstrip()
        if token.type == "heading_open":
            blocks.append(Block("heading", tokens[start + 1].content, first_line + begin, int(token.tag[1])))
        elif text.strip():
            kind = _KINDS.get(token.type, "other")
            items = _items(tokens[start : end + 1], lines, first_line) if kind in ("list", "terms") else ()
            blocks.append(Block(kind, text, first_line + begin, items=tuple(items)))
    return blocks


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    return MarkdownIt("commonmark").enable("table").use(deflist_plugin).use(dollarmath_plugin)


def _top_level(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each outermost block."""
    start, depth = 0, 0
    for number, token in enumerate(tokens):
        if depth == 0:
            start = number
        depth += token.nesting
        if depth == 0:
            yield start, number


def _items(tokens: Sequence[Token], lines: Sequence[str], first_line: int) -> Iterator[Item]:
    """Yield the items of a list, or each explanation of a list of terms with its term."""
    term = ""
    for start, end in ((one + 1, other + 1) for one, other in _top_level(tokens[1:-1])):
        token = tokens[start]
        if token.type == "dt_open":
            term = tokens[start + 1].content
        elif token.type in ("list_item_open", "dd_open") and token.map is not None:
            inside = [tokens[one + start + 1 :] for one, _end in _top_level(tokens[start + 1 : end])]
            yield _item(inside[0] if inside else [], lines, token.map, term, first_line)


def _item(tokens: Sequence[Token], lines: Sequence[str], span: list[int], term: str, first_line: int) -> Item:
    """Return the item in a span of lines; ``tokens`` begin with those of its first block."""
    begin, end = span
    source = _dedented(lines[begin:end])
    # An explanation that has explanations of its own is a term for them.
    tokens = tokens[1:] if tokens and tokens[0].type == "dl_open" else tokens
    text, rest = "", source
    if tokens and tokens[0].type in ("paragraph_open", "dt_open"):
        text = " ".join(tokens[1].content.replace("\\\n", "\n").split())
        first, last = tokens[0].map or span
        # A term ends for the parser where it begins.
        rest = "\n".join(source.split("\n")[max(last, first + 1) - begin :])
    return Item(text, rest.strip("\n").rstrip(), first_line + begin, term, source)


def _dedented(lines: Sequence[str]) -> str:
    """Return the lines of an item without its mark, and without the indentation that the mark asks for."""
    if not lines:
        return ""
    found = _MARK.match(lines[0])
    width = found.end() if found is not None else 0
    body = [line[min(width, len(line) - len(line.lstrip())) :] for line in lines[1:]]
    return "\n".join([lines[0][width:], *body]).rstrip()
