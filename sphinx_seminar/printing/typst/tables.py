"""Tables: their widths, spans, heads that every page repeats, and captions."""

from __future__ import annotations

from docutils import nodes

from sphinx_seminar.printing.typst.markup import text
from sphinx_seminar.printing.typst.writer import Way, Writer


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
    return f"{before}#table(columns: ({', '.join(widths)},), {rest})"


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
