"""Footnotes at the foot of the page that refers to them, and citations."""

from __future__ import annotations

from docutils import nodes

from sphinx_seminar.printing.typst.markup import call, string, text
from sphinx_seminar.printing.typst.writer import Way, Writer


def _reference(writer: Writer, node: nodes.Element) -> str:
    """Return a footnote at the first reference to it, and its number at later ones."""
    docname = node.get("docname", writer.docname)
    label = writer.volume.label(docname, node.get("refid", ""))
    note = writer.volume.notes.get(label)
    if note is None:
        return call("super", text(node.astext()))
    if writer.in_title:
        # A table of contents and the head of every page would have it again.
        return ""
    if writer.held is not None:
        # The head of a table is on each of its pages, and so is the note.
        return f"#footnote[{_content(writer, note)}];"
    if label in writer.noted:
        return f"#footnote(label({string(f'note {label}')}));"
    writer.noted.add(label)
    return f"#[#footnote[{_content(writer, note)}]#label({string(f'note {label}')})];"


def _content(writer: Writer, note: nodes.Element) -> str:
    return writer.anchors(note) + "\n\n".join(
        writer.write(child) for child in note.children if not isinstance(child, nodes.label)
    )


def _footnote(writer: Writer, node: nodes.Element) -> str:
    """Return a footnote in its own place if nothing refers to it; others are written with their references."""
    labels = {writer.volume.label(node.get("docname", writer.docname), name) for name in node["ids"]}
    if labels & (writer.noted | writer.volume.referred):
        return ""
    return writer.anchors(node) + _with_label(writer, node)


def _with_label(writer: Writer, node: nodes.Element) -> str:
    label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
    body = "\n\n".join(writer.write(child) for child in node.children if not isinstance(child, nodes.label))
    return f"#facts(4em, [{text(f'[{label}]')}], [{body}])"


WAYS: dict[type, Way] = {
    nodes.footnote_reference: _reference,
    nodes.footnote: _footnote,
    nodes.citation: _with_label,
    nodes.citation_reference: lambda _writer, node: text(f"[{node.astext()}]"),
    nodes.label: lambda _writer, _node: "",
}
