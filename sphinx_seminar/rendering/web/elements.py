"""Elements of web pages with attributes that docutils' own nodes cannot carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class web_text(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801 -- docutils names its nodes in lower case
    """An HTML element around running text, by its ``tag`` and ``attributes``; only web pages hold it."""


class web_block(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """The same around paragraphs, lists and tables."""


def web(tag: str, attributes: Mapping[str, str], *words: nodes.Node, classes: tuple[str, ...] = ()) -> web_text:
    """Return an element of a web page around running text; an attribute that is only there or not is ``""``."""
    return web_text("", "", *words, tag=tag, attributes=dict(attributes), classes=list(classes))


def web_box(attributes: Mapping[str, str], *content: nodes.Node, classes: tuple[str, ...] = ()) -> web_block:
    """Return a ``div`` of a web page with attributes."""
    return web_block("", *content, tag="div", attributes=dict(attributes), classes=list(classes))


def _open(writer: HTML5Translator, node: web_text | web_block) -> None:
    writer.body.append(writer.starttag(node, node["tag"], suffix="", **node["attributes"]))


def _close(writer: HTML5Translator, node: web_text | web_block) -> None:
    writer.body.append(f"</{node['tag']}>")


def setup_web_elements(app: Sphinx) -> None:
    """Register the nodes with the only writers that meet them."""
    app.add_node(web_text, html=(_open, _close))
    app.add_node(web_block, html=(_open, _close))
