"""Tables: their widths, spans, heads that every page repeats, and captions."""

from __future__ import annotations

from docutils import nodes

from sphinx_seminar.printing.typst.markup import text
from sphinx_seminar.printing.typst.writer import Way, Writer
from sphinx_seminar.rendering.print.columns import share

#: Sizes of a table's font, as parts of that around it.
SIZES = {"small": "0.9em", "smaller": "0.8em", "smallest": "0.7em"}


def _table(writer: Writer, node: nodes.Element) -> str:
    """Return a table, whose caption stands above it as on web pages."""
    written = "\n\n".join(writer.write(child) for child in node.children if not isinstance(child, nodes.title))
    caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if caption is None:
        return f"#table-block[{written}]"
    return f"#captioned(table, [{numbered(writer, node, 'table')}{writer.inline(caption)}])[{written}]"


def numbered(writer: Writer, node: nodes.Element, kind: str) -> str:
    """Return the words before a caption, "Fig. 3", where figures have numbers in this book."""
    numbers = writer.volume.env.toc_fignumbers.get(writer.docname, {}).get(kind, {})
    found = next((numbers[name] for name in node["ids"] if name in numbers), None)
    pattern = writer.volume.env.config.numfig_format.get(kind, "")
    if found is None or not writer.volume.env.config.numfig or "%s" not in pattern:
        return ""
    return f"{text(pattern % '.'.join(map(str, found)))} #h(0.4em)"


def counted(writer: Writer, node: nodes.Element) -> str:
    """Return the words before the title of a box that another extension counts, "Theorem 2"."""
    kinds = writer.volume.env.toc_fignumbers.get(writer.docname, {})
    found = next(filter(None, (numbered(writer, node, kind) for kind in kinds)), "")
    return found[:1].upper() + found[1:]


def _group(writer: Writer, node: nodes.Element) -> str:
    specs = [child for child in node.children if isinstance(child, nodes.colspec)]
    given = "colwidths-given" in node.parent["classes"]
    widths = [f"{spec.get('colwidth', 1) or 1}fr" if given else "auto" for spec in specs]
    stubs = {number for number, spec in enumerate(specs) if spec.get("stub")}
    rows: list[str] = []
    held: list[str] = []
    for part in node.children:
        if isinstance(part, nodes.thead):
            with writer.holding() as held:
                heads = [
                    _row(writer, row, set(range(len(specs)))) for row in part.children if isinstance(row, nodes.row)
                ]
            rows.append(f"table.header({', '.join(heads)})")
        elif isinstance(part, nodes.tbody):
            rows += [_row(writer, row, stubs) for row in part.children if isinstance(row, nodes.row)]
    before = "".join(held)
    rest = ",\n".join(filter(None, rows))
    table = f"{before}#table(columns: ({', '.join(widths)},), {rest})"
    size = "" if given else _size_for(node, len(specs))
    return f"#[#set text(size: {SIZES[size]})\n{table}]" if size else table


def _size_for(group: nodes.Element, columns: int) -> str:
    """Return the size in which the words of a table fit their columns; of one with spans nothing is said."""
    rows = [row for row in group.findall(nodes.row) if len(row) == columns]
    if not rows or any("morecols" in entry or "morerows" in entry for entry in group.findall(nodes.entry)):
        return ""
    texts = [[row[number].astext() for row in rows] for number in range(columns)]
    return share([(head, cells) for head, *cells in texts])[0]


#: A cell of more letters, in a narrow column, may be longer than half a page.
_LONG = 600


def _row(writer: Writer, row: nodes.Element, stubs: set[int]) -> str:
    cells = []
    # A row stays on one page, unless it might be longer than one.
    kept = max((len(entry.astext()) for entry in row.children), default=0) < _LONG
    for number, entry in enumerate(child for child in row.children if isinstance(child, nodes.entry)):
        spans = [f"colspan: {entry['morecols'] + 1}"] if entry.get("morecols") else []
        spans += [f"rowspan: {entry['morerows'] + 1}"] if entry.get("morerows") else []
        spans += [f"align: {side}" for side in ("left", "center", "right") if f"text-{side}" in entry["classes"]]
        spans += ["breakable: false"] * kept
        content = writer.anchors(entry) + writer.blocks(entry)
        if number in stubs:
            content = f"#strong[{content}]"
        cells.append(f"table.cell({', '.join(spans)})[{content}]" if spans else f"[{content}]")
    anchors = writer.anchors(row)
    if anchors and cells:
        cells[0] = cells[0].replace("[", f"[{anchors}", 1)
    return ", ".join(cells)


WAYS: dict[type, Way] = {nodes.table: _table, nodes.tgroup: _group}
