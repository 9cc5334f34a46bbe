"""Elements within lines: emphasis, code, links, footnotes, citations; and formulas, displayed ones too."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.printing.typst.formulas import UnsettableError, formula
from sphinx_seminar.printing.typst.writer import Way, Writer, call, facts, first, string, text, within

#: A piece of code without spaces from this length on may break where its parts end.
_LONG_CODE = 24
_CODE_JOINTS = re.compile(r"(?<=[/._\-:=?&(,])(?=[^/._\-:=?&(,\s])")


def _nothing(_writer: Writer, _node: nodes.Element) -> str:
    return ""


def code(words: str) -> str:
    """Return a piece of code in a line."""
    words = " ".join(words.splitlines())
    longest = max(map(len, words.split(" ")), default=0)
    return f"#raw({string(_CODE_JOINTS.sub(chr(0x200B), words) if longest > _LONG_CODE else words)});"


def _abbreviation(writer: Writer, node: nodes.Element) -> str:
    """Return an abbreviation, with its explanation behind it where it first occurs in a document."""
    content, said = writer.inline(node), node.get("explanation", "")
    name = f"{writer.docname} abbreviation {node.astext()}"
    if not said or name in writer.noted:
        return content
    writer.noted.add(name)
    return f"{content} {text(f'({said})')}"


def _inline(writer: Writer, node: nodes.Element) -> str:
    """Return a span of words; of its classes only docutils' own have a look."""
    content = writer.inline(node)
    if "strike" in node["classes"]:
        return call("strike", content)
    return call("underline", content) if "underline" in node["classes"] else content


def _reference(writer: Writer, node: nodes.Element) -> str:
    content = writer.content(node)
    if not content:
        return ""
    label = writer.volume.target(writer.docname, node)
    if label:
        return call("goto", content, string(label))
    address = writer.volume.published(writer.docname, node)
    return call("link", content, string(address)) if address else content


def _raw(writer: Writer, node: Any) -> str:
    """Return the boxes of a task list, which MyST writes as raw HTML; other raw content is for other builders."""
    formats = node.get("format", "").split()
    if "typst" in formats:
        return str(node.astext())
    if "html" in formats and 'type="checkbox"' in node.astext():
        return "☑ " if "checked" in node.astext() else "☐ "
    return ""


def _footnote_reference(writer: Writer, node: nodes.Element) -> str:
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
        return f"#footnote[{_footnote_content(writer, note)}];"
    if label in writer.noted:
        return f"#footnote(label({string(f'note {label}')}));"
    writer.noted.add(label)
    return f"#[#footnote[{_footnote_content(writer, note)}]#label({string(f'note {label}')})];"


def _footnote_content(writer: Writer, note: nodes.Element) -> str:
    return writer.anchors(note) + writer.blocks(note, nodes.label)


def _footnote(writer: Writer, node: nodes.Element) -> str:
    """Return a footnote in its own place if nothing refers to it; others are written with their references."""
    labels = {writer.volume.label(node.get("docname", writer.docname), name) for name in node["ids"]}
    if labels & (writer.noted | writer.volume.referred):
        return ""
    return writer.anchors(node) + _with_label(writer, node)


def _with_label(writer: Writer, node: nodes.Element) -> str:
    label = first(node, nodes.label)
    words = label.astext() if label is not None else ""
    return facts("4em", [(text(f"[{words}]"), writer.blocks(node, nodes.label))])


_PARTS = re.compile(r"\n\s*\n")


def _said(source: str) -> str:
    """Return the text that a screen reader speaks for a formula: its source, in one line."""
    return string(" ".join(source.split()))


def _set(writer: Writer, node: nodes.Element, source: str) -> str | None:
    """Return a formula in Typst's mathematics, ``None``, with a warning, where it cannot be set.

    One that only defines macros is empty.
    """
    line = " ".join(source.split())
    short = line if len(line) <= 60 else f"{line[:57]}..."
    try:
        return " \\ ".join(
            filter(None, (formula(part, writer.macros) for part in _PARTS.split(source) if part.strip()))
        )
    except UnsettableError as error:
        writer.complain(node, f"seminar-pdf cannot set {error} in the formula '{short}'; its source is shown")
    except RecursionError:
        writer.complain(node, f"the formula '{short}' is nested too deeply; its source is shown")
    return None


def _math(writer: Writer, node: nodes.Element) -> str:
    source = node.astext()
    written = _set(writer, node, source)
    if written is None:
        return code(source)
    return f"#math.equation(alt: {_said(source)}, ${written}$);" if written else ""


def _display(writer: Writer, node: nodes.Element) -> str:
    source = node.astext()
    written, number = _set(writer, node, source), _equation_number(writer, node)
    if written is None:
        return f"#unset({string(source.strip())}, {string(number)})"
    given = f", numbering: _ => {string(number)}" if number else ""
    return f"#math.equation(block: true, alt: {_said(source)}{given}, $ {written} $)" if written else ""


def _equation_number(writer: Writer, node: nodes.Element) -> str:
    """Return the number of a formula as references show it."""
    if not node.get("number"):
        return ""
    env = writer.volume.env
    if not (env.config.math_numfig and env.config.numfig):
        return f"({node['number']})"
    numbers = env.toc_fignumbers.get(writer.docname, {}).get("displaymath", {})
    found = next((numbers[name] for name in node["ids"] if name in numbers), ())
    *chapters, last = map(str, found or (node["number"],))
    return f"({env.config.math_numsep.join(filter(None, ('.'.join(chapters), last)))})"


WAYS: dict[type, Way] = {
    **dict.fromkeys((nodes.emphasis, nodes.title_reference), within("emph")),
    **dict.fromkeys((addnodes.literal_emphasis, addnodes.manpage), within("emph")),
    **dict.fromkeys((nodes.strong, addnodes.literal_strong, nodes.problematic), within("strong")),
    nodes.subscript: within("sub"),
    nodes.superscript: within("super"),
    nodes.literal: lambda _writer, node: code(node.astext()),
    **dict.fromkeys((nodes.abbreviation, nodes.acronym), _abbreviation),
    nodes.inline: _inline,
    **dict.fromkeys((nodes.reference, addnodes.number_reference, addnodes.download_reference), _reference),
    **dict.fromkeys((addnodes.pending_xref, addnodes.pending_xref_condition), Writer.inline),
    **dict.fromkeys((nodes.target, nodes.generated), Writer.inline),
    nodes.raw: _raw,
    nodes.footnote_reference: _footnote_reference,
    nodes.footnote: _footnote,
    nodes.citation: _with_label,
    nodes.citation_reference: lambda _writer, node: text(f"[{node.astext()}]"),
    nodes.math: _math,
    nodes.math_block: _display,
    # What readers do not see.
    **dict.fromkeys((nodes.label, nodes.comment, nodes.substitution_definition, nodes.system_message), _nothing),
    **dict.fromkeys((nodes.meta, nodes.pending, nodes.decoration, addnodes.index, addnodes.toctree), _nothing),
    **dict.fromkeys((addnodes.highlightlang, addnodes.tabular_col_spec), _nothing),
}
