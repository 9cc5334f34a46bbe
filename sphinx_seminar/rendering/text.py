"""Conversion of running text, with its formulas and links, to docutils nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.model import Mention, Span, Text

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
    inlines: list[nodes.Node] = []
    for target, spans in groupby(text.spans, key=lambda span: span.target):
        inline = [_STYLES[span.kind](span.value) for span in spans]
        if target:
            said = "".join(node.astext() for node in inline)
            inline = [address_reference(target, *inline, classes=() if said == target else ("sem-address",))]
        inlines += inline
    return inlines


def read_text(node: nodes.Node) -> Text:
    """Return the words of a title node, with the little markup that other pages can repeat."""
    return Text(tuple(_spans(node)))


def read_mentions(node: nodes.Node) -> tuple[Text | Mention, ...]:
    """Return the words of a paragraph as another page can repeat them: texts with their links, and references."""
    runs = groupby(_pieces(node, ""), key=lambda piece: isinstance(piece, Mention))
    return tuple(
        each
        for mentions, pieces in runs
        for each in (pieces if mentions else [Text(tuple(piece for piece in pieces if isinstance(piece, Span)))])
        if isinstance(each, (Text, Mention))
    )


def _pieces(node: nodes.Node, target: str) -> Iterator[Span | Mention]:
    for child in node.children:
        if isinstance(child, addnodes.pending_xref):
            kind = child["reftype"] if child.get("refdomain") == "sem" else "any"
            explicit = child.get("refexplicit") or kind == "any"
            yield Mention(kind, child["reftarget"], child.astext() if explicit else "")
        elif isinstance(child, nodes.reference):
            yield from _pieces(child, child.get("refuri", ""))
        elif isinstance(child, nodes.Text):
            yield Span("text", str(child), target)
        elif isinstance(child, (nodes.math, nodes.emphasis, nodes.strong, nodes.literal)):
            if any(child.findall(addnodes.pending_xref)) or any(child.findall(nodes.reference)):
                yield from _pieces(child, target)
            else:
                yield Span(cast("SpanKind", type(child).__name__), child.astext(), target)
        elif isinstance(child, nodes.raw):
            yield from _break(child)
        else:
            yield from _pieces(child, target)


def _spans(node: nodes.Node) -> Iterator[Span]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield Span("text", str(child))
        elif isinstance(child, (nodes.math, nodes.emphasis, nodes.strong, nodes.literal)):
            yield Span(cast("SpanKind", type(child).__name__), child.astext())
        elif isinstance(child, nodes.raw):
            yield from _break(child)
        else:
            yield from _spans(child)


def _break(tag: nodes.raw) -> Iterator[Span]:
    """Yield a space for a tag that ends a line; other tags are no words."""
    if tag.astext().lower().startswith("<br"):
        yield Span("text", " ")


def address_reference(address: str, *children: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.reference:
    """Return a link to an address outside the book."""
    return nodes.reference("", "", *children, refuri=address, internal=False, classes=list(classes))


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield the elements that a node stands in, from its parent to the document."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
