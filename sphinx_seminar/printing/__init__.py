"""The printed book of a course: what Sphinx's builders of LaTeX, EPUB and plain text cannot know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.printing.fonts import choose_fonts

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def prepare(app: Sphinx) -> None:
    """Connect what the builder at work needs; web pages need nothing of it."""
    builder = app.builder
    if builder.format in ("text", "man"):
        from sphinx_seminar.printing.addresses import AddressesInLine

        app.add_post_transform(AddressesInLine)
    if builder.name in ("latex", "epub"):
        from sphinx_seminar.printing.title_page import entitle

        app.connect("env-updated", entitle, priority=900)
    if builder.format == "latex":
        from sphinx_seminar.printing.addresses import AddressesInFootnotes
        from sphinx_seminar.printing.arrangement import ArrangeBook
        from sphinx_seminar.printing.scripts import SetOtherScripts, find_what_pdflatex_cannot_set
        from sphinx_seminar.printing.title_page import set_title_page

        app.connect("env-updated", find_what_pdflatex_cannot_set, priority=900)
        app.connect("doctree-resolved", set_title_page)
        for transform in (ArrangeBook, AddressesInFootnotes, SetOtherScripts):
            app.add_post_transform(transform)


def setup_printing(app: Sphinx) -> None:
    """Connect to the moments of a build at which each is known."""
    app.connect("config-inited", choose_fonts)
    app.connect("builder-inited", prepare)
