"""The text of a deck as a web page beside it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from sphinx_seminar.book import Sources
from sphinx_seminar.exports.deck_pages import text_versions
from sphinx_seminar.model import Deck, Resource
from sphinx_seminar.model.resource import FileFact
from tests.exports.making import book, edition, session


def test_a_deck_with_more_pages_than_pictures_has_the_text_of_all() -> None:
    file = FileFact("decks/ntk.pdf", pages=2, text="decks/ntk-pages.html")
    known = Deck(pages=2, texts=("Kernels\nof networks", "Limits"), pictures=((40, 30),))
    talk = session("Kernels", resources=(Resource("slides", "decks/ntk.pdf"),))
    made = book([talk], sources=Sources(files={("kernels", "decks/ntk.pdf"): file}))
    page = BeautifulSoup(text_versions(edition(made), {file.path: known})[file.text], "html.parser")
    sections = page.select("section")
    assert [section.h2.get_text() for section in sections] == ["Page 1: Kernels", "Page 2: Limits"]
    assert [section.h2.a["href"] for section in sections] == ["ntk.pdf#page=1", "ntk.pdf#page=2"]
    assert [[image["width"] for image in section.select("img")] for section in sections] == [["40"], []]
