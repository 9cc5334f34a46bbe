"""What blocks of ``{release}`` leave behind in a document that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import placeholder
from sphinx_seminar.model.declarations import RELEASED_LINES, ReleaseView

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def take_out_of_plan(app: Sphinx, _doctree: nodes.document) -> None:
    """Take the sessions of blocks out of the term plan."""
    blocks = app.env.temp_data.get(RELEASED_LINES, [])
    if blocks:
        domain_of(app.env).of_document(app.env.docname).unplan(blocks)


def forget_sources(_app: Sphinx, doctree: nodes.document) -> None:
    """Take the source of what stands around a hidden block out of the tree: docutils keeps it with some nodes."""
    for node in doctree.findall(placeholder):
        view = node["view"]
        above = node.parent if isinstance(view, ReleaseView) and view.hidden else None
        while above is not None:
            above.rawsource = ""
            above = above.parent


def setup_releasing(app: Sphinx) -> None:
    """Connect to the end of reading a document, before the digest of what it declares is made."""
    app.connect("doctree-read", take_out_of_plan, priority=390)
    app.connect("doctree-read", forget_sources, priority=395)
