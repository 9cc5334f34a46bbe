"""The agenda of the course: sessions, deadlines, and free dates, in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.assignments import shown_due
from sphinx_seminar.book.views.links import shown_date, shown_links, shown_people
from sphinx_seminar.book.views.values import ShownDate, ShownEvent, ShownPlace
from sphinx_seminar.model import PERSON_ROLES, Session, Text
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.model.when import in_zone

#: The kinds of resources that the agenda links beside a session.
_AT_HAND = ("slides", "recording")
#: The kinds of resources that the agenda links beside a deadline.
_FOR_WORK = ("exercises", "submit")


def show_agenda(book: Book) -> tuple[ShownEvent, ...]:
    """Return the sessions that are held on a known day, or at least month, what is due, and free dates.

    Free dates count where a table of the book shows them: that a course has slots to spare invites nobody.
    """
    events = [*_sessions(book), *_milestones(book), *_assignments(book), *_free_dates(book)]
    return tuple(sorted(events, key=lambda event: in_zone(event.date.when, book.timezone).sort_key))


def session_papers(book: Book, session: Session) -> tuple[int, ShownPlace | None]:
    """Return how many papers a session lists, and where on its page they begin."""
    papers = book.papers_of(session)
    docname = session.place.docname
    anchors = [anchor for entry in papers if (anchor := book.own_anchor(entry, docname))]
    return len(papers), ShownPlace(docname, anchors[0], Text()) if anchors else None


def _sessions(book: Book) -> Iterator[ShownEvent]:
    for session, date in _dated(book):
        papers, reading = session_papers(book, session)
        yield ShownEvent(
            replace(date, before=None, location=""),
            replace(book.place_of(session), status=session.status),
            location=session.location,
            online=session.online if is_absolute(session.online) else "",
            people=tuple(person for person in shown_people(session, PERSON_ROLES) if not person.open),
            links=tuple(link for link in shown_links(book, session, _AT_HAND) if link.file or link.target),
            papers=papers,
            reading=reading,
        )


def _dated(book: Book) -> Iterator[tuple[Session, ShownDate]]:
    """Yield the sessions that are held on known days, as each group has them."""
    for session in book.sessions:
        date = shown_date(book, session)
        shown = date.of_groups if date is not None else ()
        dates = {one.group.key if one.group is not None else "": one for one in shown}
        for time, one in session.apart:
            known = dates.get(time.key if time is not None else "")
            if known is not None and known.held and known.when.first is not None:
                yield one, known


def _milestones(book: Book) -> Iterator[ShownEvent]:
    for (_name, when, text), place in zip(book.milestones, book.milestone_places, strict=True):
        yield ShownEvent(
            ShownDate(when, zone=book.timezone), ShownPlace(place.docname, "", Text.plain(text)), kind="due"
        )


def _assignments(book: Book) -> Iterator[ShownEvent]:
    """Yield what is due on a known day, with where it is handed in."""
    for work in book.assignments:
        due = shown_due(book, work)
        links = shown_links(book, work, _FOR_WORK)
        for date in due.date.of_groups if due is not None else ():
            if date.when.first is not None:
                yield ShownEvent(
                    date,
                    book.place_of_assignment(work),
                    kind="due",
                    links=tuple(link for link in links if link.file or link.target),
                )


def _free_dates(book: Book) -> Iterator[ShownEvent]:
    if book.free_dates_at is None:
        return
    docname, anchor = book.free_dates_at
    for slot in book.free:
        yield ShownEvent(ShownDate(slot.when, zone=book.timezone), ShownPlace(docname, anchor, Text()), kind="free")
