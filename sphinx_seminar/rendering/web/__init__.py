"""The style sheet and scripts of web pages, without which the pages can be read as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes

from sphinx_seminar.rendering.builders import packs_pages, publishes_files
from sphinx_seminar.rendering.web.elements import embedded_deck, web_text
from sphinx_seminar.rendering.words import SCRIPT_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config


def _is_dated(node: nodes.Node) -> bool:
    """Tell whether a node is a table of ours, or a moment that a browser can read."""
    is_table = isinstance(node, nodes.table) and "sem-table" in node["classes"]
    return is_table or (isinstance(node, web_text) and node["tag"] == "time")


def _is_ticked_or_opened(node: nodes.Node) -> bool:
    """Tell whether a node is a paper or an assignment that readers tick, or a deck that they open in the page."""
    ticked = isinstance(node, web_text) and not node["attributes"].keys().isdisjoint(("data-paper", "data-work"))
    return ticked or isinstance(node, embedded_deck)


#: The style sheets of web pages, and of an EPUB.
WEB_STYLES, EPUB_STYLES = "seminar.css", "seminar-epub.css"

#: For each script the nodes for which a page loads it.
_SCRIPTS: dict[str, Callable[[nodes.Node], bool]] = {
    "seminar-schedule.js": _is_dated,
    "seminar-material.js": _is_ticked_or_opened,
}


def add_script(app: Sphinx, script: str = "", **attributes: str) -> None:
    """Add a script to the web page that is being written, a file of ours or the text in ``body``.

    The application itself would add it to every page of the next build, where one of them builds again.
    """
    cast("StandaloneHTMLBuilder", app.builder).add_js_file(script, **attributes)


def add_words(app: Sphinx) -> None:
    """Add to the web page that is being written the words that scripts say."""
    words = json.dumps({name: str(word) for name, word in SCRIPT_WORDS.items()}, ensure_ascii=False)
    add_script(app, id="sem-words", type="application/json", body=words.replace("<", "\\u003c"))


def add_scripts(app: Sphinx, content: nodes.Element) -> None:
    """Add to the web page that is being written the scripts that its content needs, and their words.

    An EPUB has no scripts. The page is shown when they are done (``blocking``), where the browser knows this, so that
    nothing jumps.
    """
    if not publishes_files(app.builder):
        return
    needed = [script for script, wanted in _SCRIPTS.items() if any(content.findall(wanted))]
    if needed:
        add_words(app)
    for script in needed:
        add_script(app, script, defer="defer", blocking="render")


def _add_to_page(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is not None:
        add_scripts(app, doctree)
    if pagename == "search" and "search" in app.config.seminar_exports and getattr(app.builder, "search", False):
        # Deferred, it runs before Sphinx's own search begins.
        add_script(app, "seminar-search.js", defer="defer")


def _move_to_head(
    _app: Sphinx, _pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Move our scripts into the head of the page: some themes have all scripts at its end, where no page waits."""
    # Pages that are written as data, by the builders json and pickle, name no scripts.
    files = context.get("script_files", ())
    ours = [file for file in files if Path(str(getattr(file, "filename", file))).name in _SCRIPTS]
    if ours and "js_tag" in context:
        context["script_files"] = [file for file in files if file not in ours]
        tags = [context["js_tag"](file) for file in ours]
        context["metatags"] = "\n    ".join([context.get("metatags", ""), *tags])


def _extend_lists(_app: Sphinx, config: Config) -> None:
    """Add to lists of the configuration, each made anew: the one that is there may be the default of every project."""
    config.html_static_path = [*config.html_static_path, str(Path(__file__).parent / "files")]
    # sphinx-book-theme adds to this one.
    config.templates_path = [*config.templates_path]
    # The web's style sheet is none of an EPUB's; for every builder, since a setting that differs is a change.
    config.epub_exclude_files = [*config.epub_exclude_files, f"_static/{WEB_STYLES}"]


def _add_styles(app: Sphinx) -> None:
    """Add the style sheet; for an EPUB the one that old readers understand."""
    app.add_css_file(EPUB_STYLES if packs_pages(app.builder) else WEB_STYLES)


def setup_web(app: Sphinx) -> None:
    """Add the style sheet to every web page, and the scripts where they are needed."""
    app.connect("config-inited", _extend_lists, priority=100)
    app.connect("builder-inited", _add_styles)
    app.connect("html-page-context", _add_to_page)
    # After all that adds scripts to a page.
    app.connect("html-page-context", _move_to_head, priority=900)
