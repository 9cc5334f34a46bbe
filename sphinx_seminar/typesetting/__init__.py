"""The printed book of a course: what Sphinx's LaTeX builder cannot know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.typesetting.addresses import AddressesInFootnotes, AddressesInLine
from sphinx_seminar.typesetting.arrangement import ArrangeBook
from sphinx_seminar.typesetting.fonts import SetOtherScripts, choose_fonts, find_what_pdflatex_cannot_set
from sphinx_seminar.typesetting.title_page import entitle, set_title_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_typesetting(app: Sphinx) -> None:
    """Connect to the moments of a build at which each is known."""
    app.connect("config-inited", choose_fonts)
    app.connect("env-updated", entitle, priority=900)
    app.connect("env-updated", find_what_pdflatex_cannot_set, priority=900)
    app.connect("doctree-resolved", set_title_page)
    app.add_post_transform(ArrangeBook)
    app.add_post_transform(AddressesInFootnotes)
    app.add_post_transform(AddressesInLine)
    app.add_post_transform(SetOtherScripts)
