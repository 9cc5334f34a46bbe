"""The words of an author that no paragraph of a document holds: cells, headers, labels and notes, for translators.

Titles, abstracts and captions are words of the document itself, which Sphinx translates. What names a thing that
is compared with others (rooms, parts, tags, kinds) stays as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS
from sphinx_seminar.model import Assignment, Course, Milestone, Person, Profile, Resource, Session, Text
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.views import AssignmentTableView, PoolView, SlidesView, TableView, View

#: Gives back a text in the language of the book.
Say = Callable[[str], str]

#: The views that have words of their own.
WORDED = (TableView, AssignmentTableView, PoolView, SlidesView)

#: Facts of a course that are codes, by which others know it.
_CODES = ("code", "term", "credits")


def reworded(declared: Declarations, say: Say) -> Declarations:
    """Return what a document declares in other words."""
    return replace(
        declared,
        courses=[_course(course, say) for course in declared.courses],
        sessions=[_session(session, say) for session in declared.sessions],
        assignments=[_assignment(assignment, say) for assignment in declared.assignments],
        resources=[(anchor, _resource(resource, say), place) for anchor, resource, place in declared.resources],
        milestones=[(place, _milestone(milestone, say)) for place, milestone in declared.milestones],
        profiles=[_profile(profile, say) for profile in declared.profiles],
        views=[reworded_view(view, say) for view in declared.views],
    )


def reworded_view(view: View, say: Say) -> View:
    """Return a view in other words: the headers of a table, and the label of a deck."""
    if isinstance(view, TableView):
        columns = (((name if name in COLUMNS else say(name)), header and say(header)) for name, header in view.columns)
        return replace(view, columns=tuple(columns))
    if isinstance(view, AssignmentTableView):
        columns = (
            ((name if name in WORK_COLUMNS else say(name)), header and say(header)) for name, header in view.columns
        )
        return replace(view, columns=tuple(columns))
    if isinstance(view, PoolView):
        return replace(view, headers=tuple(map(say, view.headers)))
    if isinstance(view, SlidesView):
        return replace(view, resource=_resource(view.resource, say))
    return view


def words_of(declared: Declarations) -> Iterator[tuple[str, int]]:
    """Yield the words that :func:`reworded` says otherwise, each once and with its line (0 where none is known)."""
    lines: dict[str, int] = {}
    line = 0

    def note(text: str) -> str:
        if text:
            lines.setdefault(text, line)
        return text

    for course in declared.courses:
        line = course.place.line
        _course(course, note)
    for session in declared.sessions:
        line = session.place.line
        _session(session, note)
    for assignment in declared.assignments:
        line = assignment.place.line
        _assignment(assignment, note)
    for place, milestone in declared.milestones:
        line = place.line
        _milestone(milestone, note)
    for profile in declared.profiles:
        line = profile.place.line
        _profile(profile, note)
    line = 0
    for view in declared.views:
        reworded_view(view, note)
    yield from lines.items()


def _course(course: Course, say: Say) -> Course:
    return replace(
        course,
        facts=tuple((name, value if name in _CODES else say(value)) for name, value in course.facts),
        instructors=tuple(_person(person, say) for person in course.instructors),
        assistants=tuple(_person(person, say) for person in course.assistants),
        links=tuple(_resource(resource, say) for resource in course.links),
        own_facts=tuple(
            (say(label), tuple(_resource(piece, say) for piece in pieces)) for label, pieces in course.own_facts
        ),
    )


def _session(session: Session, say: Say) -> Session:
    return replace(
        session,
        # That of a directive is a word of its document.
        title=_title(session.title, say) if session.table >= 0 else session.title,
        people=tuple(replace(each, person=_person(each.person, say)) for each in session.people),
        resources=tuple(_resource(resource, say) for resource in session.resources),
        extra=tuple((say(header), say(text)) for header, text in session.extra),
    )


def _assignment(assignment: Assignment, say: Say) -> Assignment:
    return replace(
        assignment,
        title=_title(assignment.title, say) if assignment.table >= 0 else assignment.title,
        late_note=assignment.late_note and say(assignment.late_note),
        resources=tuple(_resource(resource, say) for resource in assignment.resources),
        extra=tuple((say(header), say(text)) for header, text in assignment.extra),
    )


def _title(title: Text, say: Say) -> Text:
    written = str(title)
    said = say(written)
    return title if said == written else Text.plain(said)


def _person(person: Person, say: Say) -> Person:
    return replace(person, note=person.note and say(person.note))


def _profile(profile: Profile, say: Say) -> Profile:
    extra = tuple((say(header), say(text)) for header, text in profile.extra)
    return replace(profile, role=profile.role and say(profile.role), extra=extra)


def _resource(resource: Resource, say: Say) -> Resource:
    return replace(resource, label=resource.label and say(resource.label))


def _milestone(milestone: Milestone, say: Say) -> Milestone:
    return replace(milestone, text=milestone.text and say(milestone.text))
