"""Blocks in Typst: sections, lists, admonitions, descriptions of code, and those of our own views."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels, get_translation

from sphinx_seminar.printing.typst.figures import SIZES, captioned, counted
from sphinx_seminar.printing.typst.writer import Way, Writer, call, facts, first, string, text, within
from sphinx_seminar.rendering.print import page_number, printed

in_sphinx_words = get_translation("sphinx")


def _section(writer: Writer, node: nodes.Element) -> str:
    """Return a section; the outermost one of a book has no heading, since its title is on the title page."""
    if writer.volume.whole and _holds_all(writer.volume.tree, node):
        return writer.anchors(node) + writer.blocks(node, nodes.title)
    return writer.blocks_within(node, depth=writer.depth + 1, level=writer.level + 1)


def _holds_all(tree: nodes.document, section: nodes.Element) -> bool:
    """Tell whether a section is the outermost one of a book; chapters still have their documents for parents."""
    sections = [child for child in tree.children if isinstance(child, nodes.section)]
    return len(sections) == 1 and sections[0] is section


def _title(writer: Writer, node: nodes.Element) -> str:
    if not isinstance(node.parent, nodes.section):
        return call("strong", writer.inline(node))
    level = writer.level - 1
    number = _number(writer, node.parent)
    with writer.holding() as held, writer.changed(in_title=True):
        content = writer.inline(node)
    # The identifiers stand behind the heading: the contents repeat what is in it, and a page may begin before it.
    names = ([""] if _begins_document(node.parent) else []) + node.parent["ids"]
    anchors = "".join([*(writer.anchor(name) for name in names), *held])
    heading = f"heading(level: {level})[{number}{content}]"
    if writer.depth > 1:
        return f"#section-head({writer.depth - 1}, {heading}){anchors}"
    begins = "#pagebreak(weak: true)\n" if writer.volume.whole and not writer.after_part else ""
    writer.after_part = False
    return f"{begins}#chapter[{number}{content}]\n#chapter-head({heading}){anchors}"


def _begins_document(section: nodes.Element) -> bool:
    return isinstance(section.parent, (addnodes.start_of_file, nodes.document))


def _number(writer: Writer, section: nodes.Element) -> str:
    """Return the number that Sphinx has given a section, where a table of contents is numbered."""
    numbers = writer.volume.env.toc_secnumbers.get(writer.docname, {})
    for name in [""] if _begins_document(section) else [f"#{name}" for name in section["ids"]]:
        if name in numbers:
            return text(".".join(map(str, numbers[name]))) + " #h(0.4em)"
    return ""


def _lined(writer: Writer, node: nodes.Element) -> str:
    """Return lines that end where their author ended them, indented as blocks are in blocks."""
    lines = []
    for child in node.children:
        if isinstance(child, nodes.line_block):
            lines.append(f"#block(inset: (left: 1.5em), above: 0.65em, below: 0.65em)[{_lined(writer, child)}]")
        else:
            lines.append(writer.write(child) or "~")
    return " #linebreak()\n".join(lines)


_NUMBERINGS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def _list(writer: Writer, node: nodes.Element) -> str:
    """Return a list; one of papers is in smaller type, so that those of a chapter do not begin another page."""
    items = [item for item in node.children if isinstance(item, nodes.list_item)]
    if not items:
        return ""
    function, options = "list", [f"tight: {'true' if all(map(_is_tight, items)) else 'false'}"]
    if isinstance(node, nodes.enumerated_list):
        kind = _NUMBERINGS.get(node.get("enumtype", "arabic"), "1")
        numbering = string(f"{node.get('prefix', '')}{kind}{node.get('suffix', '.') or '.'}")
        function, options = "enum", [*options, f"numbering: {numbering}"]
        options += [f"start: {node['start']}"] if "start" in node else []
    written = [f"[{writer.anchors(item)}{writer.blocks(item)}]" for item in items]
    listed = f"#{function}({', '.join([*options, *written])})"
    nested = isinstance(node.parent, nodes.list_item)
    return f"#papers[{listed}]" if "sem-papers" in node["classes"] and not nested else listed


def _is_tight(item: nodes.list_item) -> bool:
    """Tell whether an item is at most a paragraph, with lists below it."""
    alone = (nodes.paragraph, nodes.bullet_list, nodes.enumerated_list)
    return all(isinstance(part, alone) for part in item) and sum(isinstance(part, alone[0]) for part in item) < 2


def _definitions(writer: Writer, node: nodes.Element) -> str:
    """Return a definition list; several terms may share a definition, and have classifiers."""
    pairs = []
    for item in node.children:
        if not isinstance(item, nodes.definition_list_item):
            continue
        terms: list[str] = []
        for child in item.children:
            if isinstance(child, nodes.term):
                terms.append(writer.write(child))
            elif isinstance(child, nodes.classifier):
                terms[-1:] = [f"{terms[-1] if terms else ''} : #emph[{writer.inline(child)}]"]
        meaning = writer.blocks(item, (nodes.term, nodes.classifier))
        pairs.append(f"[{writer.anchors(item)}{' #linebreak() '.join(terms)}], [{meaning}]")
    return f"#definitions({', '.join(pairs)})" if pairs else ""


def _fields(writer: Writer, node: nodes.Element) -> str:
    """Return fields, or the options of a command, with their names on the left."""
    items = [item for item in node.children if isinstance(item, nodes.Element) and len(item) == 2]
    width = "12em" if isinstance(node, nodes.option_list) else writer.narrow_labels
    return facts(width, [(writer.write(name), writer.write(said)) for name, said in items])


def _admonition(writer: Writer, node: nodes.Element) -> str:
    """Return an admonition; Sphinx's own kinds have Sphinx's titles, and some of other extensions numbers: theorems."""
    title, kind = first(node, nodes.title), type(node).__name__
    words = writer.inline(title) if title is not None else text(str(admonitionlabels.get(kind, "")))
    return f"#admonition[{counted(writer, node)}{words}][{writer.blocks(node, nodes.title)}]"


def _quote(writer: Writer, node: nodes.Element) -> str:
    """Return a quotation with its attribution below."""
    attribution = first(node, nodes.attribution)
    said = writer.inline(attribution) if attribution is not None else ""
    return f"#quotation([{said}])[{writer.blocks(node, nodes.attribution)}]"


def _columns(writer: Writer, node: nodes.Element) -> str:
    columns = [f"[{writer.blocks(column)}]" for column in node.children if isinstance(column, nodes.Element)]
    return f"#grid(columns: {len(columns) or 1}, column-gutter: 1em, {', '.join(columns)})"


def _description(writer: Writer, node: nodes.Element) -> str:
    """Return the description of a program's object: its signatures and its text."""
    signatures = [writer.write(child) for child in node.children if isinstance(child, addnodes.desc_signature)]
    body = writer.blocks(node, addnodes.desc_signature)
    return f"#definitions([{' #linebreak() '.join(signatures)}], [{body}])"


def _production(writer: Writer, node: nodes.Element) -> str:
    lines = [child.astext().rstrip("\n") for child in node.findall(addnodes.production)]
    return f"#raw(block: true, {string(chr(10).join(lines))})"


def _printed(writer: Writer, node: printed) -> str:
    """Return content with the markup that the table has for its class; content for TeX alone is left out."""
    how = node["how"]
    if how in SIZES:
        return f"#[#set text(size: {SIZES[how]})\n{writer.blocks(node)}]"
    if how in _AROUND:
        before, after = _AROUND[how]
        return f"{before}{writer.content(node)}{after}"
    if how in ("facts", "dates"):
        return writer.blocks_within(node, narrow_labels="8em" if how == "facts" else "13em")
    if how in ("part", "small part"):
        writer.after_part = True
        return f"#pagebreak(weak: true)\n#part[{writer.inline(node)}]"
    if how == "unnumbered":
        # A chapter that is in none of the parts.
        return writer.blocks_within(node, level=1)
    return _WITHIN.get(how) or writer.content(node)


#: Markup before and after blocks, by class.
_AROUND = {
    "frame": ("#framed[", "]"),
    "below": ("#align(center, text(size: 0.9em)[", "])"),
    "columns": ("#two-columns[", "]"),
    "hanging": ("#par(hanging-indent: 1.5em, justify: false)[", "]"),
}
#: Markup for commands within a line, such as places where a word may break.
_WITHIN = {"break": "\u200b", "hyphen": "#sym.hyph.soft;"}


def _page(writer: Writer, node: page_number) -> str:
    label = writer.volume.target(writer.docname, node)
    word = f"{in_sphinx_words('page')}\u00a0" if node["worded"] else ""
    return f"#page-of({string(label)}, [{text(word)}]);" if label else ""


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


WAYS: dict[type, Way] = {
    **dict.fromkeys((nodes.document, nodes.compound, addnodes.glossary, addnodes.acks), Writer.blocks),
    **dict.fromkeys((nodes.list_item, nodes.definition, nodes.field_body, nodes.description), Writer.blocks),
    addnodes.desc_content: Writer.blocks,
    **dict.fromkeys((nodes.paragraph, nodes.line, nodes.term, nodes.field_name), Writer.inline),
    **dict.fromkeys((addnodes.only, addnodes.versionmodified), Writer.content),
    addnodes.start_of_file: lambda writer, node: writer.blocks_within(node, docname=node["docname"]),
    nodes.section: _section,
    nodes.title: _title,
    nodes.subtitle: within("emph"),
    # A heading that stays out of the table of contents.
    nodes.rubric: within("rubric"),
    nodes.line_block: _lined,
    **dict.fromkeys((nodes.bullet_list, nodes.enumerated_list), _list),
    nodes.definition_list: _definitions,
    **dict.fromkeys((nodes.field_list, nodes.option_list), _fields),
    nodes.option_group: lambda _writer, node: text(", ").join(f"#raw({string(one.astext())});" for one in node),
    **dict.fromkeys((nodes.Admonition, nodes.topic, nodes.sidebar), _admonition),
    nodes.block_quote: _quote,
    nodes.transition: lambda _writer, node: "" if "footnotes" in node["classes"] else "#transition()",
    addnodes.centered: lambda writer, node: f"#align(center, strong[{writer.inline(node)}])",
    addnodes.hlist: _columns,
    addnodes.desc: _description,
    **dict.fromkeys(
        (addnodes.desc_signature, addnodes.desc_inline),
        lambda _writer, node: f"#raw({string(' '.join(node.astext().split()))});",
    ),
    addnodes.productionlist: _production,
    nodes.container: _container,
    printed: _printed,
    page_number: _page,
}
