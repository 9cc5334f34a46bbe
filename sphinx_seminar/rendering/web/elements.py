"""Elements of web pages with attributes that docutils' own nodes cannot carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class web_text(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801 -- docutils names its nodes in lower case
    """An HTML element around running text, by its ``tag`` and ``attributes``; only web pages hold it."""


class web_block(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """An HTML element around paragraphs, lists and tables; only web pages hold it."""


def web(tag: str, attributes: Mapping[str, str], *words: nodes.Node, classes: tuple[str, ...] = ()) -> web_text:
    """Return an element of a web page around running text; an attribute that is only there or not is ``""``."""
    return web_text("", "", *words, tag=tag, attributes=dict(attributes), classes=list(classes))


def web_box(*content: nodes.Node, classes: tuple[str, ...]) -> web_block:
    """Return a ``div`` of a web page, without the class of docutils' containers, to which frameworks give a look."""
    return web_block("", *content, tag="div", attributes={}, classes=list(classes))


def _open(writer: HTML5Translator, node: web_text | web_block) -> None:
    writer.body.append(writer.starttag(node, node["tag"], suffix="", **node["attributes"]))


def _close(writer: HTML5Translator, node: web_text | web_block) -> None:
    # A picture holds nothing, and has no end.
    writer.body.append(f"</{node['tag']}>" if node["tag"] != "img" else "")


class folded(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """Folded content (``<details>``) behind a line, its ``summary``; only web pages hold it."""


def fold(summary: object, *content: nodes.Node, classes: tuple[str, ...] = ("sem-fold",)) -> folded:
    """Return content behind a summary; the class ``no-search`` keeps what repeats other words out of the search."""
    return folded("", *content, summary=str(summary), classes=list(classes))


def _open_fold(writer: HTML5Translator, node: folded) -> None:
    writer.body.append(writer.starttag(node, "details"))
    summary = nodes.inline("", node["summary"])
    writer.body.append(f"{writer.starttag(summary, 'summary', suffix='')}{writer.encode(summary.astext())}</summary>\n")


def _close_fold(writer: HTML5Translator, _node: folded) -> None:
    writer.body.append("</details>\n")


class group_entry(nodes.entry):  # noqa: N801 -- docutils names its nodes in lower case
    """A header cell for the rows below it (``scope=rowgroup``), which docutils does not know, in web pages alone."""


def _open_group(writer: HTML5Translator, node: group_entry) -> None:
    cast("Any", node.parent).column += 1  # as the writer counts its own cells
    writer.body.append(writer.starttag(node, "th", "", scope="rowgroup", colspan=str(node.get("morecols", 0) + 1)))


def _close_group(writer: HTML5Translator, _node: group_entry) -> None:
    writer.body.append("</th>\n")


class embedded_deck(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """A PDF shown inside a web page, behind the picture of its first page.

    Its ``path`` and ``preview`` are paths from the book's folder; ``address`` and ``preview_address`` are what the page
    has for them, set when the page is known.
    """


def _write_deck(writer: HTML5Translator, node: embedded_deck) -> None:
    """Write the picture of the first page as a link to the deck; a script puts the viewer in its place on a click.

    Nothing of the deck is loaded before, and no wheel is caught in it. Without a script, on phones, whose browsers show
    no PDF within a page, and on paper the picture stays.
    """
    # The frame has the shape of a page, and shows the whole of one: no bars, which the links beside it stand for.
    whole_page = f"{node['fragment'] or '#page=1'}&view=Fit&toolbar=0&navpanes=0"
    link: dict[str, Any] = {"href": node["address"] + node["fragment"], "data-view": node["address"] + whole_page}
    writer.body.append(writer.starttag(nodes.inline(), "div", CLASS="sem-deck-frame"))
    writer.body.append(writer.starttag(node, "a", "", CLASS="sem-deck-preview", **link))
    if node["preview"]:
        width, height = node["preview_size"]
        picture: dict[str, Any] = {
            "src": node["preview_address"],
            "alt": node["title"],
            "width": str(width),
            "height": str(height),
            "loading": "lazy",
        }
        writer.body.append(writer.emptytag(nodes.inline(), "img", "", **picture))
    else:
        writer.body.append(writer.encode(node["title"]))
    writer.body.append("</a>\n</div>\n")
    raise nodes.SkipNode


def setup_web_elements(app: Sphinx) -> None:
    """Register the nodes with the only writers that meet them."""
    app.add_node(web_text, html=(_open, _close))
    app.add_node(web_block, html=(_open, _close))
    app.add_node(group_entry, html=(_open_group, _close_group))
    app.add_node(folded, html=(_open_fold, _close_fold))
    app.add_node(embedded_deck, html=(_write_deck, None))
