"""Running text as nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_seminar.model import Span, Text
from sphinx_seminar.model.addresses import safe_address

if TYPE_CHECKING:
    from sphinx_seminar.model.text import SpanKind

_LINK = re.compile(r"\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]+)\)|<?(?P<address>https?://[^\s<>\"]+)>?")

_STYLES: dict[str, Callable[[str], nodes.Node]] = {
    "text": nodes.Text,
    "math": lambda value: nodes.math(value, value),
    "emphasis": lambda value: nodes.emphasis(value, value),
    "strong": lambda value: nodes.strong(value, value),
    "literal": lambda value: nodes.literal(value, value),
}


def text_nodes(text: Text) -> list[nodes.Node]:
    """Return the spans of a text as inline nodes."""
    return [_STYLES[span.kind](span.value) for span in text.spans]


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


def pasted_nodes(text: str) -> list[nodes.Node]:
    """Return an author's own words, with the addresses in them as links and every other character as it is."""
    found: list[nodes.Node] = []
    start = 0
    for link in _LINK.finditer(text):
        target = (link["target"] or link["address"]).rstrip(".,;:")
        address = safe_address(target).value
        if not address:
            continue
        end = link.end() if link["target"] else link.start("address") + len(target)
        if link["address"] and link[0].startswith("<") and link[0].endswith(">"):
            end = link.end()
        found.append(nodes.Text(text[start : link.start()]))
        classes = ("sem-address",) if link["label"] else ()
        found.append(address_reference(address, nodes.Text(link["label"] or target), classes=classes))
        start = end
    return [*(node for node in found if node.astext()), nodes.Text(text[start:])]
