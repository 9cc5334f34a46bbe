"""The files that exports write beside the pages, as pages link them: a path, ``""`` where none is written."""

from __future__ import annotations

from collections import Counter

from sphinx_seminar.book.book import Book
from sphinx_seminar.model import Session

#: The path of the papers as CSL-JSON.
CSL_FILE = "papers.csl.json"
#: The paths of the calendar and of the feed.
CALENDAR_FILE = "schedule.ics"
FEED_FILE = "feed.xml"

#: How many sessions with hours make the programme of a day.
_PROGRAMME = 4


def papers_file(book: Book) -> str:
    """Return the path of the file with every paper's BibTeX."""
    return "papers.bib" if "bib" in book.sources.exports else ""


def schedule_files(book: Book) -> dict[str, str]:
    """Return the files of the whole schedule by kind: ``ics``, ``feed``, ``due`` (a calendar), ``frab`` (a programme).

    None is written that would be empty: without a day that is known, and for the feed without an announcement.
    """
    whens = [session.when for session in book.sessions if session.when is not None]
    dues = [work.due_at for work in book.assignments if work.due_at is not None and work.due_at.dated]
    dated = bool(book.milestones or book.staff_hours or dues) or any(when.dated for when in whens)
    told = any(announcement.when.first is not None for _place, announcement in book.announcements)
    on_days = Counter(when.first for when in whens if when.starts)
    rows = (
        ("ics", "ics", CALENDAR_FILE, dated),
        ("feed", "feed", FEED_FILE, dated or told),
        ("due", "ics", "due.ics", bool(dues)),
        ("frab", "frab", "schedule.xml", any(number >= _PROGRAMME for number in on_days.values())),
    )
    return {kind: path for kind, export, path, filled in rows if filled and export in book.sources.exports}


def group_file(book: Book, key: str) -> str:
    """Return the path of the calendar of a group."""
    return f"schedule-{key}.ics" if "ics" in schedule_files(book) else ""


def session_file(book: Book, session: Session, kind: str, group: str = "") -> str:
    """Return the path of a session's own file of an export (``bib``, ``ics``).

    ``group`` is the key of a group that has the session at a time of its own.
    """
    stem = ".".join(filter(None, (book.stems[session.name], group)))
    return f"sessions/{stem}.{kind}" if kind in book.sources.exports else ""
