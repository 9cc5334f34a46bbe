"""Code, with the colours and weights of the web page's highlighting."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.styles import get_style_by_name
from sphinx.highlighting import PygmentsBridge
from sphinx.pygments_styles import SphinxStyle

from sphinx_seminar.printing.typst.markup import string
from sphinx_seminar.printing.typst.tables import numbered
from sphinx_seminar.printing.typst.writer import Way, Writer

if TYPE_CHECKING:
    from pygments.token import _TokenType

#: A piece of code without spaces from this length on may break everywhere, rather than leave the page.
_LONG = 60
_EVERY = re.compile(r".{8}")
_SPACE = re.compile(r"\s")
_BRIDGE = PygmentsBridge("html", "sphinx")


def _literal_block(writer: Writer, node: nodes.Element) -> str:
    """Return a block of code; a ``parsed-literal`` has links and emphasis and no highlighting."""
    if node.rawsource != node.astext() and any(isinstance(child, nodes.Element) for child in node.children):
        lines = writer.inline(node).replace("\n", " #linebreak()\n")
        return f"#parsed[{lines}]"
    return highlighted(writer, node, node.astext())


def highlighted(writer: Writer, node: nodes.Element, source: str) -> str:
    """Return code in its colours, with the numbers and marks of lines that its author asked for."""
    config = writer.volume.env.config
    language = node.get("language", config.highlight_language)
    marks: dict[str, Any] = node.get("highlight_args", {})
    options: dict[str, Any] = dict(config.highlight_options).get(language, {}) | marks.get("opts", {})
    # What a language cannot read is left plain; the builder of web pages says so.
    lexer = _BRIDGE.get_lexer(source, language, options, force=True, location=node)
    style = config.pygments_style or "sphinx"
    source = source.expandtabs(8)
    lines: list[list[str]] = [[]]
    for kind, value in lexer.get_tokens(source):
        for number, piece in enumerate(value.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(_token(style, kind, piece))
    text = source.rstrip("\n")
    styled = [f"[{''.join(line)}]" for line in lines[: text.count("\n") + 1]]
    first = f", first: {marks.get('linenostart', 1)}" if node.get("linenos") else ""
    marked = ", ".join(map(str, marks.get("hl_lines", ())))
    return f"#code({string(text)}, ({', '.join(styled)},){first}{f', marked: ({marked},)' if marked else ''})"


def _token(style: str, kind: _TokenType, piece: str) -> str:
    look = _look(style, kind)
    if len(piece) > _LONG and not _SPACE.search(piece):
        piece = _EVERY.sub("\\g<0>\u200b", piece)
    return f"#text({look}{string(piece)});" if look and piece.strip() else f"#{string(piece)};"


@cache
def _look(style: str, kind: _TokenType) -> str:
    """Return the look of a type of token in a style, that of its nearest parent type where the style has none."""
    found = SphinxStyle if style == "sphinx" else get_style_by_name(style)
    known = dict(iter(found))
    while kind not in known and kind.parent is not None:
        kind = kind.parent
    drawn = known[kind]
    given = [f'fill: rgb("#{drawn["color"]}"), '] if drawn["color"] else []
    given += ['weight: "bold", '] * bool(drawn["bold"]) + ['style: "italic", '] * bool(drawn["italic"])
    return "".join(given)


def _doctest(writer: Writer, node: nodes.Element) -> str:
    node["language"] = "pycon"
    return highlighted(writer, node, node.astext())


def captioned(writer: Writer, node: nodes.Element) -> str:
    """Return code with its caption, or any other container."""
    if "literal-block-wrapper" not in node["classes"]:
        return writer.content(node)
    caption = next(child for child in node.children if isinstance(child, nodes.caption))
    rest = "\n\n".join(writer.write(child) for child in node.children if child is not caption)
    words = f"{numbered(writer, node, 'code-block')}{writer.anchors(caption)}{writer.inline(caption)}"
    return f"#captioned(raw, [{words}])[{rest}]"


WAYS: dict[type, Way] = {
    nodes.literal_block: _literal_block,
    nodes.doctest_block: _doctest,
    nodes.FixedTextElement: _literal_block,
}
