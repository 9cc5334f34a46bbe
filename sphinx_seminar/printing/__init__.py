"""The printed book of a course: additions to Sphinx's builders of LaTeX, EPUB and plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.printing.scripts import choose_fonts
from sphinx_seminar.printing.typst.builder import PdfBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def prepare(app: Sphinx) -> None:
    """Connect the transforms and handlers of the builder at work; builders of web pages need none."""
    builder = app.builder
    if builder.format in ("text", "man"):
        from sphinx_seminar.printing.addresses import AddressesInLine

        app.add_post_transform(AddressesInLine)
    if builder.name in ("singlehtml", "man", "texinfo"):
        from sphinx_seminar.printing.arrangement import ChaptersBehindSections

        app.add_post_transform(ChaptersBehindSections)
    if builder.format in ("latex", "typst"):
        from sphinx_seminar.printing.addresses import AddressesInFootnotes
        from sphinx_seminar.printing.arrangement import ArrangeBook

        app.add_post_transform(ArrangeBook)
        app.add_post_transform(AddressesInFootnotes)
    if builder.name in ("latex", "epub"):
        from sphinx_seminar.printing.title_page import entitle

        app.connect("env-updated", entitle, priority=900)
    if builder.format == "latex":
        from sphinx_seminar.printing.arrangement import PutIndicesLast, arranged_by_jupyter_book
        from sphinx_seminar.printing.scripts import SetOtherScripts, find_what_pdflatex_cannot_set
        from sphinx_seminar.printing.title_page import set_title_page

        app.connect("env-updated", find_what_pdflatex_cannot_set, priority=900)
        app.connect("doctree-resolved", set_title_page)
        app.add_post_transform(SetOtherScripts)
        if arranged_by_jupyter_book(builder):
            app.add_post_transform(PutIndicesLast)


def choose_settings(_app: Sphinx, config: Config) -> None:
    """Choose fonts, the contents of an EPUB, and the outputs of notebooks in our PDF, where the author did not.

    MyST-NB knows Sphinx's own builders alone. Web themes have tables of contents in the side bar, and authors hide
    those of the page: an EPUB's contents, which by default leave out what is hidden, would name the first page alone.
    For every builder: where two share doctrees, a setting that differs has all documents read again.
    """
    choose_fonts(config)
    if config.epub_tocscope == "default":
        config.epub_tocscope = "includehidden"
    if "nb_mime_priority_overrides" in config:
        kinds = ("image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/latex", "text/plain")
        ours = [(PdfBuilder.name, kind, 10 * number) for number, kind in enumerate(kinds, 1)]
        config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]


def setup_printing(app: Sphinx) -> None:
    """Connect to the events at which configuration and builder are known."""
    app.connect("config-inited", choose_settings, priority=900)
    app.connect("builder-inited", prepare)
    app.add_builder(PdfBuilder)
