"""``{slides}``, ``{key-papers}`` and ``{reading-list}``: decks and papers of a session, and the papers of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.book.views.papers import GROUPS
from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import filters_of
from sphinx_seminar.model import Listing, Place
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import PaperItem, PapersView, ReadingListView, SlidesView
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.paper_lists import PaperLine, read_paper_list
from sphinx_seminar.reading.plain import says_open

if TYPE_CHECKING:
    from docutils import nodes

SORTS = ("none", "year", "author", "-year", "-author")


class SlidesDirective(SeminarDirective):
    """Show a deck: a link, or with ``:embed:`` the deck itself; it counts among the resources of the session above."""

    option_spec = option_spec("title", "embed")
    prose = True

    def run(self) -> list[nodes.Node]:
        """Declare the deck as a resource of the session before it."""
        if not self.argument:
            expected = "expected one behind it, such as slides/talk.pdf. None is shown"
            self.fault("slides", f"{{slides}} names no file; {expected}")
        views: list[nodes.Node] = []
        for deck in self.accept(read_links(self.argument, "slides"), self.lineno):
            resource = replace(deck, label=self.option("title") or deck.label, line=self.lineno)
            self.declared.resources.append((self.declared.current, resource, self.place()))
            views.append(self.view(SlidesView(resource, self.flag("embed"))))
        return [*views, *self.body()]


class KeyPapersDirective(SeminarDirective):
    """List papers, by keys of the book's ``.bib`` files or by pasted citations."""

    option_spec = option_spec("title", "sort", "numbered")

    def run(self) -> list[nodes.Node]:
        """Declare every line as a listing of the session that the list follows."""
        session = self.declared.current
        words: list[nodes.Element] = []
        title = self.option("title") or self.argument
        if title:
            words.append(self.heading(title, self.option_line("title") if self.option("title") else self.lineno))
        items = self._items(read_paper_list(list(self.content), self.known_citations), session, words)
        if not items:
            expected = "expected lines such as '- @key', or '- ' and a citation. Nothing is shown"
            self.fault("paper", f"this list of papers is empty; {expected}")
            return []
        self._point_out_doubles(items)
        view = PapersView(items, session, bool(title), self.choice("sort", SORTS, "none"), self.flag("numbered"))
        return [self.view(view, *words)]

    def _point_out_doubles(self, items: Sequence[PaperItem]) -> None:
        """Point out the keys that stand twice in the list, or in one group of it."""
        seen: dict[str, Place] = {}
        for item in items:
            self._point_out_doubles(item.items)
            if not item.key:
                continue
            place = self.declared.listings[item.listing].place
            first = seen.setdefault(item.key, place)
            if first is not place:
                message = (
                    f"{quoted('@' + item.key)} stands in this list twice; expected it once, as at {first}. Both are "
                    "shown"
                )
                self.fault("paper", message, place.line)

    def _items(self, lines: Sequence[PaperLine], session: str, words: list[nodes.Element]) -> tuple[PaperItem, ...]:
        return tuple(self._item(line, session, words) for line in lines)

    def _item(self, item: PaperLine, session: str, words: list[nodes.Element]) -> PaperItem:
        """Declare one line; its note or its group's title goes to ``words``."""
        line = self.body_line(item.line)
        position = self._own_words(item.text if item.items else item.note, line, words)
        lead = self._own_words(item.before, line, words)
        if item.items:
            if item.text.startswith("@"):
                message = (
                    f"{quoted(item.text)} has a list below it, and is the title of a group; expected a paper "
                    "and its note on one item, such as '- @key: note'. It is shown as words"
                )
                self.fault("paper", message, line)
            return PaperItem(words=position, items=self._items(item.items, session, words))
        if item.second is not None:
            message = (
                "a second paper seems to begin here, and the item has the numbers of two; expected '- ' before each "
                "paper. They are shown as one"
            )
            self.fault("citation", message, self.body_line(item.second))
        if not item.key and says_open(item.text):
            words.append(self.words(item.text, line))
            return PaperItem(words=len(words) - 1)
        number = len(self.declared.listings)
        for problem in item.problems:
            self.fault(problem.subtype, problem.message, line)
        listing = Listing(self.place(line), number, item.key, item.paper, session, versions=item.versions)
        self.declared.listings.append(listing)
        return PaperItem(number, item.key, position, lead)

    def _own_words(self, text: str, line: int, words: list[nodes.Element]) -> int | None:
        """Add an author's own words to those of the view, if there are any, and return their position."""
        if text:
            words.append(self.words(text, line))
        return len(words) - 1 if text else None


class ReadingListDirective(SeminarDirective):
    """Show the papers of the book, or those of the sessions that the filters let through; a body is text below."""

    takes_argument = False
    prose = True
    option_spec = option_spec("group-by", "sort", "kind", "part")

    def run(self) -> list[nodes.Node]:
        """Read the options into a view."""
        view = ReadingListView(
            number=sum(isinstance(view, ReadingListView) for view in self.declared.views),
            group_by=self.choice("group-by", tuple(GROUPS), "none"),
            sort=self.choice("sort", SORTS, "", instead="the papers are sorted by their authors"),
            filters=filters_of(self, ("kind", "part")),
        )
        return [self.view(view), *self.body()]
