"""Reading the Markdown in pasted words: emphasis, code, formulas and links, as spans in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from sphinx_seminar.model import Span, Text
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.model.text import SpanKind
from sphinx_seminar.reading.identifiers import trim_address
from sphinx_seminar.reading.latex.formulas import is_harmless

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Inline markup of Markdown; of a title nothing else is read.
_MARKUP = re.compile(
    r"(?<![\\$\w])\$(?P<math>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![\w$])"
    r"|(?<!\w)\*\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*(?!\w)"
    r"|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)`(?P<literal>[^`\n]+)`(?!\w)"
)
_KINDS: tuple[SpanKind, ...] = ("math", "strong", "emphasis", "literal")


def read_inline(text: str) -> Text:
    """Read formulas, emphasis and code as Markdown has them; every other character stays as it is.

    A formula that would do more than show something stays as it is too.
    """
    spans: list[Span] = []
    start = 0
    for mark in _MARKUP.finditer(text):
        if mark["math"] is not None and not is_harmless(mark["math"]):
            continue
        if mark.start() > start:
            spans.append(Span("text", text[start : mark.start()]))
        spans += [Span(kind, mark[kind]) for kind in _KINDS if mark[kind] is not None]
        start = mark.end()
    if text[start:]:
        spans.append(Span("text", text[start:]))
    return Text(tuple(spans))


_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
#: The number of a list from which a citation was copied: "[3]", "[Hu19]", "(3)", "12.".
_NUMBER = re.compile(
    r"\s*(?:[•‣▪◦]\s+|(?:\.\.\s)?\[[A-Za-z+]{0,6}\d{1,4}[a-z]?\](?!\()\.?\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+)(?=\S)"
)
_LATEX_QUOTES = re.compile(r"``(?=\S)([^`]{1,600}?)(?<=\S)''(?!')")
#: A link as reStructuredText has it.
_REST_LINK = re.compile(r"`([^`<>]{1,500}?)\s*<([^`<>\s]+)>`__?")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”|]+")
_STYLES: dict[str, SpanKind] = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong"}
_TAG = re.compile(r"<(?P<close>/?)(?P<name>i|b|em|strong|u|sub|sup|span|cite|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """Pasted words: their spans, their plain text, and the stretches (start, end) in italics, bold or a link."""

    text: Text
    words: str
    marks: tuple[tuple[int, int], ...]

    def divided(self, start: int, end: int) -> tuple[Text, Text, Text]:
        """Return the spans before a stretch, in it and after it; a formula is not divided."""
        parts: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
        position = 0
        for span in self.text.spans:
            words = words_of(span)
            cuts = [min(max(cut - position, 0), len(words)) for cut in (start, end)]
            if span.kind == "math":
                cuts = [0 if cut < len(words) else cut for cut in cuts]
            for part, (begin, stop) in zip(parts, pairwise((0, *cuts, len(words))), strict=True):
                if begin < stop:
                    part.append(span if span.kind == "math" else replace(span, value=words[begin:stop]))
            position += len(words)
        before, within, after = (Text(tuple(part)) for part in parts)
        return before, within, after


@lru_cache(maxsize=4096)
def read_marked(pasted: str) -> Marked:
    """Read the Markdown of a pasted citation; the marks of lists are left out, and no word is."""
    source = _REST_LINK.sub(r"[\1](\2)", _LATEX_QUOTES.sub(r"“\1”", _INVISIBLE.sub("", pasted)))
    tokens = _parser().parseInline(source)
    spans = _without_number(list(_joined(_spans(tokens[0].children or ()))))
    marks: list[tuple[int, int]] = []
    position = 0
    for marked, group in groupby(spans, key=lambda span: span.target or span.kind not in ("text", "math")):
        length = sum(len(words_of(span)) for span in group)
        if marked:
            marks.append((position, position + length))
        position += length
    return Marked(Text(tuple(spans)), "".join(map(words_of, spans)), tuple(marks))


def words_of(span: Span) -> str:
    """Return the words of a span; a formula is its TeX between dollar signs."""
    return f"${span.value}$" if span.kind == "math" else span.value


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark").use(dollarmath_plugin, allow_space=False, double_inline=True)
    return parser.disable(["image", "newline"])


def _spans(tokens: Iterable[Token]) -> Iterator[Span]:
    """Yield the spans of a line; inside a link all have its address."""
    styles: list[SpanKind] = []
    target = ""
    refused = ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs["href"])
            target = safe_address(address).value
            refused = "" if target else address
            if refused:
                yield Span("text", "[")
        elif token.type == "link_close":
            if refused:
                yield Span("text", f"]({refused})")
            target = refused = ""
        elif token.type == "html_inline":
            yield from _of_tag(token.content, styles)
        elif token.tag in _STYLES:
            _turn(styles, _STYLES[token.tag], opens=token.nesting == 1)
        elif token.type in ("math_inline", "math_inline_double"):
            harmless = is_harmless(token.content)
            yield Span("math" if harmless else "text", token.content if harmless else f"${token.content}$", target)
        elif token.type == "code_inline":
            yield Span("literal", token.content, target)
        elif token.content:
            kind = styles[-1] if styles else "text"
            yield from [Span(kind, token.content, target)] if target else _addresses(token.content, kind)


def _of_tag(tag: str, styles: list[SpanKind]) -> Iterator[Span]:
    """Turn a style on or off, as a tag of HTML says; what no citation has for a tag is words."""
    found = _TAG.fullmatch(tag)
    if found is None:
        yield Span("text", tag)
    elif found["name"].casefold() == "br":
        yield Span("text", " ")
    elif found["name"].casefold() in _STYLES:
        _turn(styles, _STYLES[found["name"].casefold()], opens=not found["close"])


def _turn(styles: list[SpanKind], style: SpanKind, *, opens: bool) -> None:
    if opens:
        styles.append(style)
    elif style in styles:
        styles.remove(style)


def _addresses(words: str, kind: SpanKind) -> Iterator[Span]:
    """Yield words whose bare addresses are links."""
    start = 0
    for found in _ADDRESS.finditer(words):
        address = trim_address(found[0])
        target = safe_address(address).value
        if target:
            yield Span(kind, words[start : found.start()])
            yield Span(kind, address, target)
            start = found.start() + len(address)
    yield Span(kind, words[start:])


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    for (kind, target), group in groupby(spans, key=lambda span: (span.kind, span.target)):
        if kind == "math":
            yield from group
        elif value := "".join(span.value for span in group):
            yield Span(kind, value, target)


def _without_number(spans: list[Span]) -> list[Span]:
    """Drop the number of a list, in bold or not."""
    if not spans or spans[0].target:
        return spans
    whole = spans[0].value + "".join(words_of(span) for span in spans[1:])
    found = _NUMBER.match(whole)
    left = len(found[0]) if found else 0
    while spans and left and left >= len(spans[0].value):
        left -= len(spans[0].value)
        spans = spans[1:]
    return [Span(spans[0].kind, spans[0].value[left:], spans[0].target), *spans[1:]] if spans and left else spans
