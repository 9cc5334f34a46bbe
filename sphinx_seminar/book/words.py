"""The words of an author that no paragraph of a document holds: cells, headers, labels and notes, for translators.

Titles, abstracts and captions are words of the document itself, which Sphinx translates. What names a thing that
is compared with others (rooms, parts, tags, kinds) stays as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS
from sphinx_seminar.model import Assignment, Course, Person, Profile, Resource, Session, Text
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.views import AssignmentTableView, PoolView, SlidesView, TableView, View

#: Gives back a text in the language of the book, by the text and its line in the document (0 where none is known).
Say = Callable[[str, int], str]

#: The views that have words of their own.
WORDED = (TableView, AssignmentTableView, PoolView, SlidesView)

_Row = TypeVar("_Row", Session, Assignment)

#: Facts of a course that are codes, by which others know it.
_CODES = ("code", "term", "credits")


def reworded(declared: Declarations, say: Say) -> Declarations:
    """Return what a document declares in other words."""
    relabelled = declared.with_links(lambda link, place, _work: _Saying(say, place.line).link(link))
    return replace(
        relabelled,
        courses=[_course(course, _Saying(say, course.place.line)) for course in relabelled.courses],
        sessions=[_row(session, _Saying(say, session.place.line)) for session in relabelled.sessions],
        assignments=[_row(work, _Saying(say, work.place.line)) for work in relabelled.assignments],
        milestones=[
            (place, replace(line, text=_Saying(say, place.line).text(line.text))) for place, line in declared.milestones
        ],
        profiles=[_profile(profile, _Saying(say, profile.place.line)) for profile in declared.profiles],
        views=[reworded_view(view, say) for view in declared.views],
    )


def reworded_view(view: View, say: Say) -> View:
    """Return a view in other words: the headers of a table, and the label of a deck."""
    saying = _Saying(say, 0)
    if isinstance(view, (TableView, AssignmentTableView)):
        known = COLUMNS if isinstance(view, TableView) else WORK_COLUMNS
        columns = ((name if name in known else saying.text(name), saying.text(header)) for name, header in view.columns)
        return replace(view, columns=tuple(columns))
    if isinstance(view, PoolView):
        return replace(view, headers=tuple(map(saying.text, view.headers)))
    if isinstance(view, SlidesView):
        return replace(view, resource=saying.link(view.resource))
    return view


def words_of(declared: Declarations) -> Iterator[tuple[str, int]]:
    """Yield the words that :func:`reworded` says otherwise, each once and with its line (0 where none is known)."""
    lines: dict[str, int] = {}

    def note(text: str, line: int) -> str:
        lines.setdefault(text, line)
        return text

    reworded(declared, note)
    yield from lines.items()


@dataclass(frozen=True, slots=True)
class _Saying:
    """Says the words of what stands on a line of a document."""

    say: Say
    line: int

    def text(self, text: str) -> str:
        return text and self.say(text, self.line)

    def title(self, title: Text) -> Text:
        said = self.text(str(title))
        return title if said == str(title) else Text.plain(said)

    def person(self, person: Person) -> Person:
        return replace(person, note=self.text(person.note))

    def link(self, resource: Resource) -> Resource:
        return replace(resource, label=self.text(resource.label))

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Say headers and cells of columns that have no meaning here."""
        return tuple((self.text(header), self.text(text)) for header, text in pairs)


def _course(course: Course, saying: _Saying) -> Course:
    return replace(
        course,
        facts=tuple((name, value if name in _CODES else saying.text(value)) for name, value in course.facts),
        instructors=tuple(map(saying.person, course.instructors)),
        assistants=tuple(map(saying.person, course.assistants)),
        own_facts=tuple((saying.text(label), pieces) for label, pieces in course.own_facts),
    )


def _row(row: _Row, saying: _Saying) -> _Row:
    """Return a session or an assignment in other words; the title of a directive is a word of its document."""
    titled = replace(row, title=saying.title(row.title)) if row.table >= 0 else row
    if isinstance(titled, Session):
        people = tuple(replace(part, person=saying.person(part.person)) for part in titled.people)
        titled = replace(titled, people=people)
    else:
        titled = replace(titled, late_note=saying.text(titled.late_note))
    return replace(titled, extra=saying.pairs(titled.extra))


def _profile(profile: Profile, saying: _Saying) -> Profile:
    return replace(profile, extra=saying.pairs(profile.extra), role=saying.text(profile.role))
