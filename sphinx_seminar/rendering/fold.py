"""A part of a web page that readers unfold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.rendering.words import COPY

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class folded(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """Content behind a line that opens it; only web pages hold it, ``summary`` is the line."""


def fold(summary: str, *content: nodes.Node) -> folded:
    """Return content behind a summary; the search leaves it out, since it repeats what stands above."""
    return folded("", *content, summary=summary, classes=["sem-fold", "no-search"])


def _open(writer: HTML5Translator, node: folded) -> None:
    attributes: dict[str, Any] = {"data-copy": str(COPY)}
    writer.body.append(writer.starttag(node, "details", **attributes))
    summary = nodes.inline("", node["summary"])
    writer.body.append(f"{writer.starttag(summary, 'summary', suffix='')}{writer.encode(summary.astext())}</summary>\n")


def _close(writer: HTML5Translator, _node: folded) -> None:
    writer.body.append("</details>\n")


def setup_fold(app: Sphinx) -> None:
    """Register the node with the only writers that meet it."""
    app.add_node(folded, html=(_open, _close))
