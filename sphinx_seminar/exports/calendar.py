"""The schedule as calendars (iCalendar, RFC 5545 and RFC 7986).

Every session is an event of its own: calendars differ on what an exception to a repeated event means. A calendar
knows an event again by its UID, which is made of the session's name, the project and the term: order, rooms and builds
change nothing about it, and who imports the file of a new term keeps the events of the old one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator

from icalendar import Event, Parameters, vCalAddress, vUri
from icalendar.prop import vDuration

from sphinx_seminar.book.book import CALENDAR_FILE
from sphinx_seminar.exports.calendar_text import FIRST_REVISION, UTC_NAMES, Entry, empty_calendar, entered, written
from sphinx_seminar.exports.edition import Edition, Meeting, meetings_of
from sphinx_seminar.exports.facts import Fact, categories, due_headline, facts, facts_of_work, headline, where
from sphinx_seminar.exports.values import absolute, clean, one_line, stretch, uri, utc
from sphinx_seminar.model import Assignment, GroupDue, Profile, Session, Slot, When
from sphinx_seminar.rendering.words import DUE, FACT_WORDS, ONLINE

#: Of two records of one event the one with the higher number counts (RFC 5546, section 2.1.5). There is no memory of
#: earlier builds: what the source says has to decide.
_REVISIONS = {"moved": 1, "cancelled": 2}
_STATUSES = {"tentative": "TENTATIVE", "cancelled": "CANCELLED"}
_REFRESH = dt.timedelta(hours=12)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
#: A parameter cannot hold quotation marks, and programs differ on backslashes in it (RFC 5545, section 3.2).
_NOT_IN_PARAMETERS = {ord('"'): "'", ord("\\"): "/"}


def calendars(edition: Edition) -> dict[str, bytes]:
    """Return the calendars by their paths: of the whole book, of what is due, of groups, and of single sessions.

    That of a group has what is for all, and its own of what groups have apart. Sessions whose day is known have files
    of their own, one more for each group that has them at its own time.
    """
    book, schedules, files = edition.book, edition.book.schedule_files, dict[str, bytes]()
    events: list[tuple[str, Entry]] = []
    for session in book.sessions:
        found = list(_session_entries(edition, session))
        for key in dict.fromkeys(["", *(group for group, _entry in found)]) if found else ():
            own = [entry for group, entry in found if key in ("", group)]
            files[book.session_file(session, "ics", key)] = written(empty_calendar(), own, edition.zone)
        events += found
    due = list(_due_entries(edition))
    events += due
    beside = list(_entries_beside(edition))
    title = edition.title
    files[CALENDAR_FILE] = _whole(edition, title, [*(entry for _group, entry in events), *beside])
    if "due" in schedules:
        due_title = f"{title}: {DUE}" if title else str(DUE)
        files[schedules["due"]] = _whole(edition, due_title, [entry for _group, entry in due])
    for group in book.groups:
        group_title = one_line(f"{title} ({group.name})" if title else group.name)
        own = [entry for key, entry in events if key in ("", group.key)]
        files[book.group_file(group.key)] = _whole(edition, group_title, [*own, *beside])
    return files


def _whole(edition: Edition, title: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar to subscribe to, with a name; files of single events have none, to rename no other."""
    calendar = empty_calendar()
    if title:
        calendar.add("NAME", title)
        calendar.add("X-WR-CALNAME", title)
    if edition.home:
        calendar.add("URL", edition.home)
    calendar.add("REFRESH-INTERVAL", vDuration(_REFRESH, Parameters({"VALUE": "DURATION"})))
    calendar.add("X-PUBLISHED-TTL", vDuration(_REFRESH))
    return written(calendar, sorted(entries, key=lambda entry: entry.order), edition.zone)


def _session_entries(edition: Edition, session: Session) -> Iterator[tuple[str, Entry]]:
    """Yield the meetings of a session whose day is known, each with the key of its group, ``""`` for all."""
    for meeting in meetings_of(session):
        entry = _meeting_entry(edition, meeting)
        if entry is not None:
            yield meeting.group, entry


def _meeting_entry(edition: Edition, meeting: Meeting) -> Entry | None:
    session = meeting.session
    label = session.online_label or str(ONLINE)
    return _entry(
        *(edition, "session", meeting.name, session.when, headline(edition, session, meeting.label)),
        revision=_REVISIONS.get(session.status, int(session.moved_from is not None)),
        STATUS=_STATUSES.get(session.status, "CONFIRMED"),
        TRANSP="TRANSPARENT" if session.status == "cancelled" else "",
        LOCATION=where(edition, session),
        URL=edition.page(session),
        DESCRIPTION=_description(session, facts(edition, session)),
        CATEGORIES=list(categories(session)),
        CONFERENCE=_conference(absolute(session.online), label),
        ORGANIZER=_organizer(edition),
    )


def _due_entries(edition: Edition) -> Iterator[tuple[str, Entry]]:
    """Yield the moments at which assignments are due, each with the key of the group that it is for, ``""`` for all."""
    for work in edition.book.assignments:
        # Groups that only get it at different times have one event.
        several = len({one.due_at for _time, one in work.apart}) > 1
        for group, one in work.apart if several else ((None, work),):
            entry = _due_entry(edition, one, group)
            if entry is not None:
                yield group.key if group is not None else "", entry


def _due_entry(edition: Edition, work: Assignment, group: GroupDue | None) -> Entry | None:
    return _entry(
        edition,
        "assignment",
        f"{work.name}.{group.key}" if group is not None else work.name,
        work.due_at,
        due_headline(work) + (f" ({one_line(group.label)})" if group is not None else ""),
        URL=edition.page(work),
        DESCRIPTION=_description(work, facts_of_work(edition, work)),
        CATEGORIES=[one_line(work.part_of)] if work.part_of else [],
    )


def _entries_beside(edition: Edition) -> Iterator[Entry]:
    """Yield the events of timelines and of office hours."""
    book, word = edition.book, str(FACT_WORDS["office-hours"])
    hours = [(f"office-hours-{number}", slot.when, word) for number, slot in enumerate(book.office_hours, 1)]
    lines = [(line.name, line.when, line.text) for _place, line in book.milestones]
    dated = (_entry(edition, "milestone", name, when, one_line(text)) for name, when, text in (*lines, *hours))
    staff = (_office_hour(edition, profile, slot) for profile, slot in book.staff_hours)
    yield from (entry for entry in (*dated, *staff) if entry is not None)


def _office_hour(edition: Edition, profile: Profile, slot: Slot) -> Entry | None:
    """Return an office hour of somebody, with their name and their place."""
    online = absolute(profile.online)
    return _entry(
        edition,
        "office-hours",
        f"{profile.anchor.removeprefix('people-')}-{slot.when.first}-{slot.when.starts:%H%M}",
        slot.when,
        one_line(f"{FACT_WORDS['office-hours']}: {profile.person.name}"),
        LOCATION=one_line(slot.room or profile.location or profile.online),
        CONFERENCE=_conference(online, str(ONLINE)),
        DESCRIPTION="\n".join(filter(None, (profile.mail, online))),
        URL=absolute(edition.address(profile.place.docname, profile.anchor)),
    )


def _entry(
    edition: Edition, kind: str, name: str, when: When | None, summary: str, *, revision: int = 0, **properties: object
) -> Entry | None:
    """Return the event of something whose day is known, ``None`` of all else; empty properties are left out.

    What the properties do not say otherwise is certain, and keeps nobody's time from being free.
    """
    times = stretch(when, edition.zone)
    if times is None:
        return None
    made = FIRST_REVISION + dt.timedelta(days=revision)
    known: dict[str, object] = {
        "UID": event_uid(kind, name, edition.scope),
        "SUMMARY": summary,
        "DTSTART": _time(times.start),
        "DTEND": times.end and _time(times.end),
        "DTSTAMP": made,
        "LAST-MODIFIED": made,
        "SEQUENCE": revision,
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
    }
    event = Event()
    for field, value in (known | properties).items():
        if field == "SUMMARY" or value not in (None, "", []):
            event.add(field, value)
    return entered(event)


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


def _time(moment: dt.date) -> dt.date:
    """Return a time with its zone, in UTC where the zone is another name of that."""
    if isinstance(moment, dt.datetime) and str(moment.tzinfo) in UTC_NAMES:
        return utc(moment) or moment
    return moment


def _conference(address: str, label: str) -> vUri | None:
    """Return the way in of a meeting online, beside the room of a hybrid one (RFC 7986, section 5.11)."""
    shown = one_line(label).translate(_NOT_IN_PARAMETERS)
    return vUri(address, params={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": shown}) if address else None


def _description(declared: Session | Assignment, known: Iterable[Fact]) -> str:
    abstract = clean(declared.abstract).strip()
    return "\n\n".join(filter(None, (abstract, "\n".join(_lines(known)))))


def _lines(known: Iterable[Fact]) -> Iterator[str]:
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
