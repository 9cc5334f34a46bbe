"""Tables, pictures and code, which may have captions with numbers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.highlighting import PygmentsBridge
from sphinx.util.images import get_image_size

from sphinx_seminar.printing.typst.writer import Way, Writer, call, first, string, text, within
from sphinx_seminar.rendering.print.columns import share
from sphinx_seminar.rendering.text import ancestors

if TYPE_CHECKING:
    from pygments.style import Style
    from pygments.token import _TokenType


#: Sizes of a table's font, as parts of that around it.
SIZES = {"small": "0.9em", "smaller": "0.8em", "smallest": "0.7em"}


def _table(writer: Writer, node: nodes.Element) -> str:
    """Return a table, whose caption stands above it as on web pages."""
    written, caption = writer.blocks(node, nodes.title), first(node, nodes.title)
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
                heads = [_row(writer, row, set(range(len(specs)))) for row in part.children]
            rows.append(f"table.header({', '.join(heads)})")
        elif isinstance(part, nodes.tbody):
            rows += [_row(writer, row, stubs) for row in part.children]
    written = ",\n".join(filter(None, rows))
    table = f"{''.join(held)}#table(columns: ({', '.join(widths)},), {written})"
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
_LONG_CELL = 600


def _row(writer: Writer, row: Any, stubs: set[int]) -> str:
    cells = []
    # A row stays on one page, unless it might be longer than one.
    kept = max((len(entry.astext()) for entry in row.children), default=0) < _LONG_CELL
    for number, entry in enumerate(row.children):
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


#: Lengths of CSS in Typst's: 96 pixels are an inch, which is 72 points.
_UNITS = {
    "px": (0.75, "pt"),
    "": (0.75, "pt"),
    "pc": (12.0, "pt"),
    "ex": (0.45, "em"),
    "rem": (1.0, "em"),
    "%": (1.0, "%"),
}
#: How long a line is at most, in points: a picture that is wider is as wide as the line.
_LINE = 440
_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*([a-z%]*)\s*\Z")


def length(written: object) -> str:
    """Return a length as docutils has it, in Typst's units; ``""`` where it is none."""
    found = _LENGTH.match(str(written).lower())
    if found is None:
        return ""
    factor, unit = _UNITS.get(found[2], (1.0, found[2]))
    return f"{float(found[1]) * factor:g}{unit}" if unit in ("pt", "em", "%", "cm", "mm", "in") else ""


def _image(writer: Writer, node: nodes.Element) -> str:
    address: str = node["uri"]
    said = node.get("alt") or _caption_of(node) or Path(address).stem
    if "://" in address:
        writer.complain(
            node, f"the picture '{address}' is not in the source folder; the PDF shows its words and its address"
        )
        return call("link", f"#emph[{text(said)}]", string(address))
    path = Path(writer.volume.env.srcdir, address)
    if not path.is_file():
        return call("emph", text(said))
    given = [string(writer.volume.file(path, node)), f"alt: {string(said)}"]
    width, height = length(node.get("width", "")), length(node.get("height", ""))
    scale = node.get("scale", 100) / 100
    if not width and not height:
        size = get_image_size(str(path)) if path.suffix.lower() != ".pdf" else None
        width = f"{size[0] * 0.75 * scale:g}pt" if size and size[0] > 0 else ""
    if width.endswith("pt") and float(width[:-2]) > _LINE:
        width, height = "100%", ""
    given += [f"width: {width}"] * bool(width) + [f"height: {height}"] * bool(height)
    alone = not isinstance(node.parent, nodes.TextElement) or _is_alone(node)
    written = f"#picture({', '.join(given)}, inline: {'false' if alone else 'true'});"
    side = node.get("align", "")
    return f"#align({side})[{written}]" if alone and side in ("left", "center", "right") else written


def _is_alone(node: nodes.Element) -> bool:
    """Tell whether a picture is the only content of its paragraph."""
    holder = node.parent
    while isinstance(holder, nodes.reference) and len(holder) == 1:
        holder = holder.parent
    return len(holder) == 1 and isinstance(holder, (nodes.paragraph, nodes.figure))


def _caption_of(node: nodes.Element) -> str:
    figure = next((above for above in ancestors(node) if isinstance(above, nodes.figure)), None)
    caption = None if figure is None else first(figure, nodes.caption)
    return "" if caption is None else caption.astext()


def _figure(writer: Writer, node: nodes.Element) -> str:
    caption, legend = first(node, nodes.caption), first(node, nodes.legend)
    written = writer.blocks(node, (nodes.caption, nodes.legend))
    below = f"\n\n#legend[{writer.blocks(legend)}]" if legend is not None else ""
    if caption is None:
        return f"#align(center)[{written}]{below}"
    return f"#captioned(image, [{_caption_words(writer, node, caption, 'figure')}])[{written}]{below}"


def _caption_words(writer: Writer, node: nodes.Element, caption: nodes.Element, kind: str) -> str:
    return f"{numbered(writer, node, kind)}{writer.anchors(caption)}{writer.inline(caption)}"


#: A piece of code without spaces from this length on may break everywhere, rather than leave the page.
_LONG_CODE = 60
_EVERY = re.compile(r".{8}")
_SPACE = re.compile(r"\s")
_BRIDGE = PygmentsBridge("html", "sphinx")


def _literal_block(writer: Writer, node: nodes.Element) -> str:
    """Return a block of code; a ``parsed-literal`` has links and emphasis and no highlighting."""
    if node.rawsource != node.astext() and any(isinstance(child, nodes.Element) for child in node.children):
        with writer.changed(keeps_lines=True):
            return f"#parsed[{writer.inline(node)}]"
    return _highlighted(writer, node, node.get("language", writer.volume.env.config.highlight_language))


def _highlighted(writer: Writer, node: nodes.Element, language: str) -> str:
    """Return code in its colours, with the numbers and marks of lines that its author asked for."""
    config = writer.volume.env.config
    source = node.astext()
    marks: dict[str, Any] = node.get("highlight_args", {})
    options: dict[str, Any] = dict(config.highlight_options).get(language, {}) | marks.get("opts", {})
    # What a language cannot read is left plain; the builder of web pages says so.
    lexer = _BRIDGE.get_lexer(source, language, options, force=True, location=node)
    style = _BRIDGE.get_style(config.pygments_style or "sphinx")
    source = source.expandtabs(8).rstrip("\n")
    lines = [""]
    for kind, value in lexer.get_tokens(source):
        beginning, *more = (_token(style, kind, piece) for piece in value.split("\n"))
        lines[-1] += beginning
        lines += more
    styled = ", ".join(f"[{line}]" for line in lines[: source.count("\n") + 1])
    numbers = f", first: {marks.get('linenostart', 1)}" if node.get("linenos") else ""
    marked = "".join(f"{line}, " for line in marks.get("hl_lines", ()))
    return f"#code({string(source)}, ({styled},){numbers}{f', marked: ({marked})' if marked else ''})"


def _token(style: type[Style], kind: _TokenType, piece: str) -> str:
    if not piece:
        return ""
    if len(piece) > _LONG_CODE and not _SPACE.search(piece):
        piece = _EVERY.sub("\\g<0>\u200b", piece)
    look = _look(style, kind)
    return f"#text({look}{string(piece)});" if look and piece.strip() else f"#{string(piece)};"


@cache
def _look(style: type[Style], kind: _TokenType) -> str:
    """Return the look of a type of token in a style, that of its nearest parent type where the style has none."""
    while not style.styles_token(kind) and kind.parent is not None:
        kind = kind.parent
    drawn = style.style_for_token(kind)
    given = [f'fill: rgb("#{drawn["color"]}"), '] if drawn["color"] else []
    given += ['weight: "bold", '] * bool(drawn["bold"]) + ['style: "italic", '] * bool(drawn["italic"])
    return "".join(given)


def captioned(writer: Writer, node: nodes.Element) -> str:
    """Return code with its caption, or any other container."""
    if "literal-block-wrapper" not in node["classes"]:
        return writer.content(node)
    caption = first(node, nodes.caption)
    assert caption is not None
    words = _caption_words(writer, node, caption, "code-block")
    return f"#captioned(raw, [{words}])[{writer.blocks(node, nodes.caption)}]"


WAYS: dict[type, Way] = {
    nodes.table: _table,
    nodes.tgroup: _group,
    nodes.image: _image,
    nodes.figure: _figure,
    nodes.caption: within("strong"),
    nodes.legend: Writer.blocks,
    nodes.literal_block: _literal_block,
    nodes.doctest_block: lambda writer, node: _highlighted(writer, node, "pycon"),
    nodes.FixedTextElement: _literal_block,
}
