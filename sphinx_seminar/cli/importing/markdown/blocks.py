"""Pages that our writer wrote, read again: their blocks with their source, and markup that was not intended.

The blocks hold Markdown, not what a parser made of it, so that it can be written again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sphinx_seminar.model.resource import is_absolute

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


#: The kinds of tokens that the writer produces; roles, targets and HTML are not among them.
_WRITTEN = frozenset(
    {"inline", "text", "text_special", "softbreak", "hardbreak", "code_inline", "fence", "image", "math_inline"}
    | {"math_block", "footnote_ref", "footnote_anchor", "myst_line_comment", "myst_target"}
    | {f"{name}_{end}" for name in ("heading", "paragraph", "blockquote", "em", "strong") for end in ("open", "close")}
    | {f"{name}_{end}" for name in ("bullet_list", "ordered_list", "list_item", "link") for end in ("open", "close")}
    | {f"{name}_{end}" for name in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")}
    | {f"{name}_{end}" for name in ("dl", "dt", "dd", "footnote_reference") for end in ("open", "close")}
)


def faults_in(
    markdown: str, fences: Sequence[tuple[str, str]], names: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[str]:
    """Yield a message for each piece of unintended markup in a page.

    ``fences`` are the first line and the content of each directive of the page, in order, ``names`` its targets, and
    ``is_known`` tells whether a path of the book may be linked.
    """
    expected = list(fences)
    for token in _tokens(_myst_parser().parse(markdown)):
        if token.type not in _WRITTEN:
            yield f"{token.type}: {token.content[:60]}"
        elif token.type == "fence" and token.info.startswith("{"):
            if token.level or not expected or (token.info.strip(), token.content.strip()) != expected.pop(0):
                yield f"directive: {token.info}"
        elif token.type == "fence" and not re.fullmatch(r"[\w+#-]+", token.info.strip()):
            yield f"code: {token.info}"
        elif token.type == "myst_line_comment" and not token.content.strip().startswith("import:"):
            yield f"comment: {token.content[:60]}"
        elif token.type == "myst_target" and token.content.strip() not in names:
            yield f"target: {token.content}"
        elif token.type in ("link_open", "image"):
            address = str(token.attrGet("href" if token.type == "link_open" else "src") or "")
            if (
                not (address.startswith("#") and address[1:] in names)
                and not is_known(address)
                and (token.type == "image" or not is_absolute(address))
            ):
                yield f"address: {address[:60]}"
    yield from (f"no directive: {info}" for info, _content in expected)


def _tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children and token.type == "inline":
            yield from token.children


@lru_cache(maxsize=1)
def _myst_parser() -> MarkdownIt:
    """Return MyST's parser with all extensions that give a text a meaning."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.field_list import fieldlist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin
    from mdit_py_plugins.substitution import substitution_plugin

    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(myst_block_plugin)
    parser.use(myst_role_plugin).use(footnote_plugin).use(dollarmath_plugin)
    parser.use(colon_fence_plugin).use(amsmath_plugin).use(deflist_plugin).use(fieldlist_plugin)
    return parser.use(substitution_plugin).disable(["footnote_inline", "footnote_tail"], ignoreInvalid=True)
