"""Our own nodes and classes in Typst: those that views and arrangement add (:mod:`..rendering.print.commands`)."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_seminar.printing.typst.figures import SIZES, captioned
from sphinx_seminar.printing.typst.writer import Way, Writer, string, text
from sphinx_seminar.rendering.print import page_number, printed

_ = get_translation("sphinx")


def _printed(writer: Writer, node: printed) -> str:
    """Return content with the markup that the table has for its class; content for TeX alone is left out."""
    how = node["how"]
    if how in SIZES:
        return f"#[#set text(size: {SIZES[how]})\n{writer.blocks(node)}]"
    if how in _BLOCKS:
        before, after = _BLOCKS[how]
        return f"{before}{writer.content(node)}{after}"
    if how in ("facts", "dates"):
        before, writer.narrow_labels = writer.narrow_labels, "8em" if how == "facts" else "13em"
        written = writer.blocks(node)
        writer.narrow_labels = before
        return written
    if how in ("part", "small part"):
        writer.after_part = True
        return f"#pagebreak(weak: true)\n#part[{writer.inline(node)}]"
    if how == "unnumbered":
        # A chapter that is in none of the parts.
        level, writer.level = writer.level, 1
        written = writer.blocks(node)
        writer.level = level
        return written
    return _LINES.get(how) or writer.content(node)


#: Markup before and after blocks, by class.
_BLOCKS = {
    "frame": ("#framed[", "]"),
    "below": ("#align(center, text(size: 0.9em)[", "])"),
    "columns": ("#two-columns[", "]"),
    "hanging": ("#par(hanging-indent: 1.5em, justify: false)[", "]"),
}
#: Markup for commands within a line, such as places where a word may break.
_LINES = {"break": "\u200b", "hyphen": "#sym.hyph.soft;"}


def _page(writer: Writer, node: page_number) -> str:
    label = writer.volume.label(node["docname"], node["anchor"])
    if label not in writer.volume.anchors:
        return ""
    word = f"{_('page')}\u00a0" if node["worded"] else ""
    return f"#page-of({string(label)}, [{text(word)}]);"


def _container(writer: Writer, node: nodes.Element) -> str:
    """Return a container; the facts of a course or a session, with the line above them, stand between two rules."""
    facts = next((child for child in node.children if isinstance(child, printed) and child["how"] == "facts"), None)
    if "sd-card-title" in node["classes"]:
        return f"#rubric[{writer.content(node)}]"
    if facts is None or not {"sem-course", "sem-session"} & set(node["classes"]):
        return captioned(writer, node)
    place = node.index(facts) + 1
    head, rest = ("\n\n".join(map(writer.write, part)) for part in (node.children[:place], node.children[place:]))
    return f"#card[{head}]\n\n{rest}"


WAYS: dict[type, Way] = {nodes.container: _container, printed: _printed, page_number: _page}
