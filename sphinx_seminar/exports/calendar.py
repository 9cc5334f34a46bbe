"""The schedule as a calendar (iCalendar, RFC 5545 and RFC 7986).

Every session is an event of its own: calendars differ on what an exception to a repeated event means. A calendar
knows an event again by its UID, which is made of the session's name, the project and the term: order, rooms and builds
change nothing about it, and who imports the file of a new term keeps the events of the old one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from icalendar import Calendar, Event, Parameters, vCalAddress
from icalendar.prop import vDuration

from sphinx_seminar.book import Book
from sphinx_seminar.book.files import group_file, session_file
from sphinx_seminar.exports.calendar_text import FIRST_REVISION, UTC_NAMES, Entry, empty_calendar, entered, written
from sphinx_seminar.exports.edition import Address, Edition, title_of
from sphinx_seminar.exports.facts import Fact, categories, due_headline, facts, facts_of_work, headline, where
from sphinx_seminar.exports.values import Stretch, absolute, clean, one_line, stretch, uri, utc
from sphinx_seminar.model import Assignment, GroupDue, Milestone, Profile, Session, Slot
from sphinx_seminar.rendering.words import DUE, FACT_WORDS, ONLINE

#: A line of a timeline: the name that its UID is made of, its date, its words.

#: Of two records of one event the one with the higher number counts (RFC 5546, section 2.1.5). There is no memory of
#: earlier builds: what the source says has to decide.
_REVISIONS = {"moved": 1, "cancelled": 2}
_STATUSES = {"tentative": "TENTATIVE", "cancelled": "CANCELLED"}
_REFRESH = dt.timedelta(hours=12)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
#: A parameter cannot hold quotation marks, and programs differ on backslashes in it (RFC 5545, section 3.2).
_NOT_IN_PARAMETERS = {ord('"'): "'", ord("\\"): "/"}


def calendars(
    book: Book,
    address: Address,
    course_url: str,
    *,
    project: str = "",
    language: str = "en",
) -> tuple[bytes, dict[str, bytes]]:
    """Return the calendar of the whole book, and one of each session whose day is known, by the session's name.

    ``address`` gives the pages' addresses, ``course_url`` is that of the first page; relative ones are left out.
    ``project`` tells this course's events from those of others, and is best never changed; without one the course's
    title serves. ``language`` is a Sphinx language code.
    """
    edition = Edition(book, address, course_url, project or title_of(book), language)
    single = {
        session.name: events
        for session in book.sessions
        if (events := [entered(event) for _group, event in _session_events(edition, session)])
    }
    found = [*(entry for entries in single.values() for entry in entries), *_beside(edition)]
    found += [entry for _group, entry in _due_entries(edition)]
    return (
        _whole(edition, title_of(book), found),
        {name: written(empty_calendar(), entries, edition.zone) for name, entries in single.items()},
    )


def due_calendar(book: Book, address: Address, course_url: str, *, project: str = "", language: str = "en") -> bytes:
    """Return the calendar of what is due, with the events of that of the whole book; see :func:`calendars`."""
    edition = Edition(book, address, course_url, project or title_of(book), language)
    title = title_of(book)
    entries = [entry for _group, entry in _due_entries(edition)]
    return _whole(edition, f"{title}: {DUE}" if title else str(DUE), entries)


def _due_entries(edition: Edition) -> list[tuple[str, Entry]]:
    """Return what is due, each with the key of the group that it is due for, ``""`` for all."""
    return [
        (time.key if time is not None else "", entered(event))
        for work in edition.book.assignments
        for time, one in _due_apart(work)
        if (event := _work_event(edition, one, time)) is not None
    ]


def _due_apart(work: Assignment) -> tuple[tuple[GroupDue | None, Assignment], ...]:
    """Return an assignment as each group has it to hand in: groups that only get it at different times are one."""
    return work.apart if len({one.due_at for _time, one in work.apart}) > 1 else ((None, work),)


def group_calendars(
    book: Book, address: Address, course_url: str, *, project: str = "", language: str = "en"
) -> dict[str, bytes]:
    """Return the calendars of groups by their paths: of each, what is for all and its own of what groups have apart.

    With them are those of single sessions that a group has at its own time. The events are those of
    :func:`calendars`, which has the same parameters.
    """
    if not book.groups:
        return {}
    edition = Edition(book, address, course_url, project or title_of(book), language)
    events: list[tuple[str, Entry]] = []
    files: dict[str, bytes] = {}
    for session in book.sessions:
        found = [(group, entered(event)) for group, event in _session_events(edition, session)]
        events += found
        for key in dict.fromkeys(group for group, _entry in found if group):
            own = [entry for group, entry in found if group == key]
            files[session_file(book, session, "ics", key)] = written(empty_calendar(), own, edition.zone)
    events += _due_entries(edition)
    title, beside = title_of(book), _beside(edition)
    for group in book.groups:
        files[group_file(book, group.key)] = _whole(
            edition,
            one_line(f"{title} ({group.name})" if title else group.name),
            [*(entry for key, entry in events if key in ("", group.key)), *beside],
        )
    return files


def _beside(edition: Edition) -> list[Entry]:
    """Return what is in the calendar besides sessions and what is due: lines of timelines, and office hours."""
    dated = (
        _milestone_event(edition, line)
        for line in (*(line for _place, line in edition.book.milestones), *_office_hours(edition))
    )
    staff = (_staff_event(edition, profile, slot) for profile, slot in edition.book.staff_hours)
    return [entered(event) for event in (*dated, *staff) if event is not None]


def _whole(edition: Edition, title: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar that one subscribes to."""
    calendar = empty_calendar()
    _describe(calendar, edition, title)
    return written(calendar, sorted(entries, key=lambda entry: entry.order), edition.zone)


def event_uid(kind: str, name: str, scope: str) -> str:
    """Return the UID of a ``session``, an ``assignment`` or a ``milestone``: ``session-ntk@learning-2021``.

    It has 255 octets at most.
    """
    return f"{kind}-{_identifier(name)}@{_identifier(scope) or 'course'}"


def _identifier(name: str) -> str:
    """Return a name in characters that every program takes (ASCII); a digest stands for those that are left out."""
    plain = _NOT_IN_NAMES.sub("-", name).strip("-")
    if plain == name and len(name) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{plain[:_LONGEST_NAME]}-{digest}".lstrip("-")


def _describe(calendar: Calendar, edition: Edition, title: str) -> None:
    """Name the calendar for those who subscribe to it; an event that is added to another must not rename that."""
    if title:
        calendar.add("NAME", title)
        calendar.add("X-WR-CALNAME", title)
    if absolute(edition.course_url):
        calendar.add("URL", absolute(edition.course_url))
    calendar.add("REFRESH-INTERVAL", vDuration(_REFRESH, Parameters({"VALUE": "DURATION"})))
    calendar.add("X-PUBLISHED-TTL", vDuration(_REFRESH))


def _session_events(edition: Edition, session: Session) -> Iterator[tuple[str, Event]]:
    """Yield the event of a session with the key of its group, ``""`` for all; one for each group and each meeting."""
    for time, one in session.apart:
        key, label = (time.key, time.label) if time is not None else ("", "")
        name = f"{session.name}.{key}" if key else session.name
        meetings = [one, *(replace(one, when=when, moved_from=None) for when in one.further)]
        for number, meeting in enumerate(meetings, 1):
            event = _session_event(edition, meeting, name if number == 1 else f"{name}-{number}", label)
            if event is not None:
                yield key, event


def _office_hours(edition: Edition) -> list[Milestone]:
    """Return the office hours through the term, as events that keep nobody's time from being free."""
    hours = enumerate(edition.book.office_hours, 1)
    return [
        Milestone(slot.when, str(FACT_WORDS["office-hours"]), name=f"office-hours-{number}") for number, slot in hours
    ]


def _staff_event(edition: Edition, profile: Profile, slot: Slot) -> Event | None:
    """Return an office hour of somebody, with their name and their place; it keeps nobody's time from being free."""
    when = slot.when
    name = f"{profile.anchor.removeprefix('people-')}-{when.first}-{when.starts:%H%M}"
    summary = one_line(f"{FACT_WORDS['office-hours']}: {profile.person.name}")
    event = _event(event_uid("office-hours", name, edition.scope), stretch(when, edition.zone), summary, 0)
    if event is None:
        return None
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    online = absolute(profile.online)
    place = one_line(slot.room or profile.location or profile.online)
    if place:
        event.add("LOCATION", place)
    if online:
        event.add("CONFERENCE", online, parameters={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": str(ONLINE)})
    said = [profile.mail, online]
    if any(said):
        event.add("DESCRIPTION", "\n".join(filter(None, said)))
    page = absolute(edition.address(profile.place.docname, profile.anchor))
    if page:
        event.add("URL", page)
    return event


def _session_event(edition: Edition, session: Session, name: str, group: str) -> Event | None:
    """Return the event of one meeting, by a name that no other has, of a group or (``""``) of all."""
    revision = _REVISIONS.get(session.status, int(session.moved_from is not None))
    event = _event(
        event_uid("session", name, edition.scope),
        stretch(session.when, edition.zone),
        headline(edition, session, group),
        revision,
    )
    if event is None:
        return None
    event.add("STATUS", _STATUSES.get(session.status, "CONFIRMED"))
    if session.status == "cancelled":
        event.add("TRANSP", "TRANSPARENT")
    texts = {
        "LOCATION": where(edition, session),
        "URL": edition.page(session),
        "DESCRIPTION": _description(session, facts(edition, session)),
    }
    for name, value in texts.items():
        if value:
            event.add(name, value)
    if categories(session):
        event.add("CATEGORIES", list(categories(session)))
    if absolute(session.online):
        # The way in, beside the room of a hybrid meeting (RFC 7986, section 5.11).
        label = one_line(session.online_label or str(ONLINE)).translate(_NOT_IN_PARAMETERS)
        known = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": label}
        event.add("CONFERENCE", absolute(session.online), parameters=known)
    organizer = _organizer(edition)
    if organizer is not None:
        event.add("ORGANIZER", organizer)
    return event


def _milestone_event(edition: Edition, milestone: Milestone) -> Event | None:
    """Return the event of a milestone, which keeps nobody's day from being free."""
    when = stretch(milestone.when, edition.zone)
    event = _event(event_uid("milestone", milestone.name, edition.scope), when, one_line(milestone.text), 0)
    if event is not None:
        event.add("STATUS", "CONFIRMED")
        event.add("TRANSP", "TRANSPARENT")
    return event


def _work_event(edition: Edition, work: Assignment, group: GroupDue | None) -> Event | None:
    """Return the event of the moment at which an assignment is due, which keeps nobody's time from being free."""
    uid = event_uid("assignment", f"{work.name}.{group.key}" if group is not None else work.name, edition.scope)
    title = due_headline(work) + (f" ({one_line(group.label)})" if group is not None else "")
    event = _event(uid, stretch(work.due_at, edition.zone), title, 0)
    if event is None:
        return None
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    texts = {"URL": edition.page(work), "DESCRIPTION": _description(work, facts_of_work(edition, work))}
    for name, value in texts.items():
        if value:
            event.add(name, value)
    if work.part_of:
        event.add("CATEGORIES", [one_line(work.part_of)])
    return event


def _event(uid: str, times: Stretch | None, summary: str, revision: int) -> Event | None:
    """Return an event with the properties that all our events have."""
    if times is None:
        return None
    event = Event()
    event.add("UID", uid)
    event.add("SUMMARY", summary)
    event.add("DTSTART", _time(times.start))
    if times.end is not None:
        event.add("DTEND", _time(times.end))
    made = FIRST_REVISION + dt.timedelta(days=revision)
    event.add("DTSTAMP", made)
    event.add("LAST-MODIFIED", made)
    event.add("SEQUENCE", revision)
    return event


def _time(moment: dt.date) -> dt.date:
    """Return a time as it is written: local with its zone, but UTC where the zone is that under another name."""
    if isinstance(moment, dt.datetime) and str(moment.tzinfo) in UTC_NAMES:
        return utc(moment) or moment
    return moment


def _description(declared: Session | Assignment, known: Iterable[Fact]) -> str:
    abstract = clean(declared.abstract).strip()
    return "\n\n".join(filter(None, (abstract, "\n".join(_lines(known)))))


def _lines(known: Iterable[Fact]) -> Iterable[str]:
    """Yield the facts, one a line, each address at the end of its line, where calendar programs make a link of it."""
    for fact in known:
        items = [text if address in ("", text) else f"{text} {address}".strip() for text, address in fact.items]
        if len(items) > 1 and any(address for _text, address in fact.items):
            yield f"{fact.label}:"
            yield from (f"- {item}" for item in items)
        else:
            yield (f"{fact.label}: " if fact.label else "") + ", ".join(items)


def _organizer(edition: Edition) -> vCalAddress | None:
    """Return the first instructor of the course whom one can write to."""
    for person in edition.course.instructors if edition.course is not None else ():
        link = uri(person.link)
        if link.lower().startswith("mailto:"):
            organizer = vCalAddress(link)
            organizer.params["CN"] = one_line(person.name).translate(_NOT_IN_PARAMETERS)
            return organizer
    return None
