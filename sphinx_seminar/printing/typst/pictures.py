"""Pictures and figures, with their alternative texts."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.util.images import get_image_size

from sphinx_seminar.printing.typst.markup import call, string
from sphinx_seminar.printing.typst.tables import numbered
from sphinx_seminar.printing.typst.writer import Way, Writer

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
        return call("link", f"#emph[{_words(said)}]", string(address))
    path = Path(writer.volume.env.srcdir, address)
    if not path.is_file():
        return call("emph", _words(said))
    suffix = path.suffix.lower()
    given = [string(writer.volume.file(path)), f"alt: {string(said)}"]
    width, height = length(node.get("width", "")), length(node.get("height", ""))
    scale = node.get("scale", 100) / 100
    if not width and not height:
        size = get_image_size(str(path)) if suffix != ".pdf" else None
        width = f"{size[0] * 0.75 * scale:g}pt" if size and size[0] > 0 else ""
    if width.endswith("pt") and float(width[:-2]) > _LINE:
        width, height = "100%", ""
    given += [f"width: {width}"] * bool(width) + [f"height: {height}"] * bool(height)
    alone = not isinstance(node.parent, nodes.TextElement) or _is_alone(node)
    written = f"#picture({', '.join(given)}, inline: {'false' if alone else 'true'});"
    side = node.get("align", "")
    return f"#align({side})[{written}]" if alone and side in ("left", "center", "right") else written


def _words(words: str) -> str:
    """Return the alternative text of a picture."""
    return f"#{string(words)};"


def _is_alone(node: nodes.Element) -> bool:
    """Tell whether a picture is the only content of its paragraph."""
    holder = node.parent
    while isinstance(holder, nodes.reference) and len(holder) == 1:
        holder = holder.parent
    return len(holder) == 1 and isinstance(holder, (nodes.paragraph, nodes.figure))


def _caption_of(node: nodes.Element) -> str:
    figure = node.parent
    while figure is not None and not isinstance(figure, nodes.figure):
        figure = figure.parent
    return "" if figure is None else "".join(part.astext() for part in figure if isinstance(part, nodes.caption))


def _figure(writer: Writer, node: nodes.Element) -> str:
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    written = "\n\n".join(
        writer.write(child) for child in node.children if not isinstance(child, (nodes.caption, nodes.legend))
    )
    legend = "\n\n".join(writer.blocks(child) for child in node.children if isinstance(child, nodes.legend))
    below = f"\n\n#legend[{legend}]" if legend else ""
    if caption is None:
        return f"#align(center)[{written}]{below}"
    words = f"{numbered(writer, node, 'figure')}{writer.anchors(caption)}{writer.inline(caption)}"
    return f"#captioned(image, [{words}])[{written}]{below}"


WAYS: dict[type, Way] = {
    nodes.image: _image,
    nodes.figure: _figure,
    nodes.caption: lambda writer, node: call("strong", writer.inline(node)),
    nodes.legend: lambda writer, node: writer.blocks(node),
}
