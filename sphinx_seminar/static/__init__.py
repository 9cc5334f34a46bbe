"""What browsers load: a style sheet and scripts, all optional for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _add_path(_app: Sphinx, config: Config) -> None:
    # Not added to the list itself, which may be the default of every project.
    config.html_static_path = [*config.html_static_path, str(Path(__file__).parent / "files")]


def _add_search(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add our part of the search to the search page; deferred, it runs before Sphinx's begins."""
    if pagename == "search" and "search" in app.config.seminar_exports and getattr(app.builder, "search", False):
        app.add_js_file("seminar-search.js", loading_method="defer")


def setup_static(app: Sphinx) -> None:
    """Add the files to the web pages."""
    app.connect("config-inited", _add_path)
    app.add_css_file("seminar.css")
    app.add_js_file("seminar.js", loading_method="defer")
    app.connect("html-page-context", _add_search)
