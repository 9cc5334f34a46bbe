"""A part of a web page that readers unfold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class folded(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """Content behind a line that opens it; only web pages hold it, ``summary`` is the line."""


def fold(summary: str, *content: nodes.Node, classes: tuple[str, ...] = ("sem-fold",)) -> folded:
    """Return content behind a summary; the class ``no-search`` keeps what repeats other words out of the search."""
    return folded("", *content, summary=summary, classes=list(classes))


def _open(writer: HTML5Translator, node: folded) -> None:
    writer.body.append(writer.starttag(node, "details"))
    summary = nodes.inline("", node["summary"])
    writer.body.append(f"{writer.starttag(summary, 'summary', suffix='')}{writer.encode(summary.astext())}</summary>\n")


def _close(writer: HTML5Translator, _node: folded) -> None:
    writer.body.append("</details>\n")


def setup_fold(app: Sphinx) -> None:
    """Register the node with the only writers that meet it."""
    app.add_node(folded, html=(_open, _close))
