"""Rendering Markdown of other tools as HTML, so that a page is read as its readers saw it, with Pandoc's tables.

Nothing is filtered here: HTML in the page stays what it is, and what comes out is read by :func:`parse_html` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

#: How deep quotations and lists may stand in each other; markdown-it drops what is deeper.
_DEEPEST = 100
_FORMULA = re.compile(r"\$\$|\$[^$\n]+\$")
_CODE = re.compile(r"(`[^`\n]*`)")
#: What generators of sites put into Markdown: Liquid's texts, links and variables, kramdown's and Pandoc's attributes.
_LIQUID = re.compile(r"\{\{\s*['\"]([^'\"{}]+)['\"]\s*\|[^{}]*\}\}|\{%-?\s*link\s+(\S+)\s*-?%\}")
_VARIABLE = re.compile(r"\{\{\s*(?:site|page)\.[\w.]+\s*(?:\|[^{}]*)?\}\}")
_KRAMDOWN = re.compile(r"(?<![ \t])[ \t]*\{:[^{}\n]*\}([\w\[]?)")
_PANDOC = re.compile(r"(?<=[)\]])\{[ \t]*(?:[.#][\w-]|[\w-]+=)[^{}\n]*\}")
_ICON = re.compile(r"\{\{<\s*(?:fa|bi|ai|icon|iconify)\b[^<>{}]*>\}\}[ \t]?")
_OF_HEADING = re.compile(r"[ \t]+\{(?:[ \t]*(?:[.#][\w-]+|[\w-]+=[^{}\s]*|-))+[ \t]*\}\Z")
#: A link between the brackets of an address.
_BRACKETED = re.compile(r"<(\[[^\[\]\n]*\]\([^()\s]*\))>")


def markdown_as_html(text: str) -> str:
    """Return a page as HTML; a block has its line in ``data-line``, a block of code its info in ``data-info``.

    Dollars are formulas only where the page has one that can be nothing else.
    """
    formulas = any(found[0] == "$$" or re.search(r"[\\^_=]", found[0]) for found in _FORMULA.finditer(text))
    parser = _parser_of_pages(formulas)
    text = re.sub(r"(?is)<table\b.*?</table>", lambda table: re.sub(r"\n\s*\n", "\n", table[0]), text)
    html = _rendered(parser, text, {})
    # Where something was too deep, the marks of quotations and lists are left out, and no word.
    return _rendered(parser, re.sub(r"(?m)^[ \t>*+-]+", "", text), {}) or "" if html is None else html


def written_as_html(text: str, notes: Iterable[str]) -> str:
    """Return Markdown of our writer as HTML; ``notes`` are the footnotes that it may refer to."""
    return _rendered(_parser_of_written(), text, {"footnotes": {"refs": {f":{name}": -1 for name in notes}}}) or ""


def line_as_html(text: str, notes: Iterable[str]) -> str:
    """Return one line of our writer's Markdown as HTML, without a block around it."""
    env: EnvType = {"footnotes": {"refs": {f":{name}": -1 for name in notes}}}
    rendered: str = _parser_of_written().renderInline(" ".join(text.split("\n")), env)
    return rendered


def _rendered(parser: MarkdownIt, text: str, env: EnvType) -> str | None:
    tokens = parser.parse(text, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return None
    for token in tokens:
        if token.map is not None and token.nesting >= 0:
            token.attrSet("data-line", str(token.map[0] + 1))
    rendered: str = parser.renderer.render(tokens, parser.options, env)
    return rendered


@lru_cache(maxsize=1)
def _parser_of_written() -> MarkdownIt:
    return _parser(formulas=True)


@lru_cache(maxsize=2)
def _parser_of_pages(formulas: bool) -> MarkdownIt:
    """Return a parser for the Markdown of site generators and notebooks."""
    parser = _parser(formulas=formulas, spaced=False).enable("strikethrough")
    parser.core.ruler.before("inline", "generators", _without_generators)
    return parser


def _parser(*, formulas: bool, spaced: bool = True) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.use(deflist_plugin).use(footnote_plugin).disable(["footnote_inline", "footnote_tail"], ignoreInvalid=True)
    if formulas:
        parser.use(dollarmath_plugin, allow_space=spaced, allow_digits=spaced, double_inline=not spaced)
    # Which addresses a link may have is decided where it is written.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # a hook that its class has as a method
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # as above
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # as above
    for kind, rule in _RULES.items():
        parser.add_render_rule(kind, _as_rule(rule))
    return parser


def _without_generators(state: StateCore) -> None:
    for before, token in pairwise(state.tokens):
        if before.type == "heading_open":
            token.content = _OF_HEADING.sub("", token.content)
        if token.type in ("inline", "html_block") and ("{" in token.content or "<[" in token.content):
            parts = _CODE.split(token.content) if token.type == "inline" else [token.content]
            parts[::2] = [_generated(part) for part in parts[::2]]
            token.content = "".join(parts)
        if token.type == "inline" and token.content[-1:].isdigit():
            # The plugin for formulas takes the last sign of a line for the one before the first.
            token.content += " "


def _generated(text: str) -> str:
    text = _VARIABLE.sub("", _LIQUID.sub(r"\1\2", _ICON.sub("", text)))
    text = _KRAMDOWN.sub(lambda found: f" {found[1]}" if found[1] else "", text)
    return _BRACKETED.sub(r"\1", _PANDOC.sub("", text))


def _code(token: Token) -> str:
    info = escape(token.info.strip())
    return f'<pre data-line="{_line_of(token)}" data-info="{info}">{escape(token.content)}</pre>'


def _formula(token: Token) -> str:
    name = "tex-line" if token.type.startswith("math_inline") else "tex-block"
    return f"<{name}>{escape(token.content)}</{name}>"


def _note(name: str, token: Token) -> str:
    return f'<{name} data-name="{escape(str(token.meta["label"]))}">'


def _line_of(token: Token) -> str:
    return str(token.attrGet("data-line") or "")


#: How the renderer writes tokens; all others are written as it does.
_RULES: dict[str, Callable[[Token], str]] = {
    "softbreak": lambda _token: "<wbr data-soft>",
    **dict.fromkeys(("fence", "code_block"), _code),
    "html_block": lambda token: f'<wbr data-line="{_line_of(token)}">{token.content}',
    **dict.fromkeys(("math_inline", "math_inline_double", "math_block", "math_block_label"), _formula),
    "footnote_ref": lambda token: f"{_note('note-mark', token)}</note-mark>",
    "footnote_reference_open": partial(_note, "note-text"),
    "footnote_reference_close": lambda _token: "</note-text>",
}


def _as_rule(write: Callable[[Token], str]) -> Callable[..., str]:
    """Return a function of a token as the renderer calls one."""

    def rule(_renderer: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType) -> str:
        return write(tokens[place])

    return rule


#: The tables of Pandoc's manual (https://pandoc.org/MANUAL.html#tables): drawn as grids, or below dashes.
_FENCE_OF_CODE = re.compile(r"\s{0,3}(?P<mark>`{3,}|~{3,})")
_RULE = re.compile(r"\+(?:[:]?[-=]+[:]?\+)+\s*\Z")
#: What surrounds a part of a page for its looks: "::: {.callout-note}".
_DIVISION, _DIVISION_END = re.compile(r":{3,}\s*\{\s*[.#][^{}]*\}\s*\Z"), re.compile(r":{3,}\s*\Z")
_DASHES = re.compile(r"\s{0,3}-{2,}(?: +-{2,})+\s*\Z")


def with_pipe_tables(text: str) -> str:
    """Return a page whose tables have bars, without the lines around its divisions; every other line stays in place."""
    lines = text.split("\n")
    number, fence, divisions = 0, "", 0
    while number < len(lines):
        mark = _FENCE_OF_CODE.match(lines[number])
        if mark is not None and (not fence or lines[number].strip().startswith(fence)):
            fence = "" if fence else mark["mark"]
        elif not fence and (_DIVISION.match(lines[number]) or (divisions and _DIVISION_END.match(lines[number]))):
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
