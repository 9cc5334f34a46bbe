"""What browsers load: a style sheet and a script, both optional for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _add_path(_app: Sphinx, config: Config) -> None:
    # Not added to the list itself, which may be the default of every project.
    config.html_static_path = [*config.html_static_path, str(Path(__file__).parent / "files")]


def setup_static(app: Sphinx) -> None:
    """Add the files to every web page."""
    app.connect("config-inited", _add_path)
    app.add_css_file("seminar.css")
    app.add_js_file("seminar.js", loading_method="defer")
