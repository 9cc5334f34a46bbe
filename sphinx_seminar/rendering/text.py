"""Running text as nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_seminar.model import Span, Text

if TYPE_CHECKING:
    from sphinx_seminar.model.text import SpanKind

_STYLES: dict[str, Callable[[str], nodes.Node]] = {
    "text": nodes.Text,
    "math": lambda value: nodes.math(value, value),
    "emphasis": lambda value: nodes.emphasis(value, value),
    "strong": lambda value: nodes.strong(value, value),
    "literal": lambda value: nodes.literal(value, value),
}


def text_nodes(text: Text) -> list[nodes.Node]:
    """Return the spans of a text as inline nodes; neighbours that lead to one address are one link."""
    found: list[nodes.Node] = []
    for target, spans in groupby(text.spans, key=lambda span: span.target):
        inline = [_STYLES[span.kind](span.value) for span in spans]
        if target:
            said = "".join(node.astext() for node in inline)
            inline = [address_reference(target, *inline, classes=() if said == target else ("sem-address",))]
        found += inline
    return found


def read_text(node: nodes.Element) -> Text:
    """Return the words of a title node, with the little markup that other pages can repeat."""
    return Text(tuple(_spans(node)))


def _spans(node: nodes.Element) -> Iterator[Span]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield Span("text", str(child))
        elif isinstance(child, (nodes.math, nodes.emphasis, nodes.strong, nodes.literal)):
            yield Span(cast("SpanKind", type(child).__name__), child.astext())
        elif isinstance(child, nodes.Element):
            yield from _spans(child)


def address_reference(address: str, *children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.reference:
    """Return a link to an address outside the book."""
    return nodes.reference("", "", *children, refuri=address, internal=False, classes=list(classes))
