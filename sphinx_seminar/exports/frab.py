"""The programme in the format of frab, which conference apps and recording teams read (https://c3voc.de/wiki/schedule).

It has every meeting with hours, by day and room; sessions of a whole day or a month have no place in this format.
Numbers and identifiers are made of names, as those of the calendar are.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from sphinx_seminar.book.views.sessions import meets_elsewhere
from sphinx_seminar.exports.edition import Edition, Meeting, meetings_of
from sphinx_seminar.exports.facts import Fact, facts, headline, room_of
from sphinx_seminar.exports.values import add_element, cleaned, one_line, stretch, xml_file
from sphinx_seminar.model import Session
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.rendering.words import ONLINE

XML_FILE = "schedule.xml"
JSON_FILE = "schedule.json"

_GENERATOR = "sphinx-seminar"
#: The length of a time slot that the format asks for.
_GRID = "00:05"
#: The longest duration that the format can hold, with two digits for hours.
_LONGEST = dt.timedelta(hours=100)
#: The room of meetings without one.
_NO_ROOM = "-"
_DAY = dt.timedelta(days=1)
#: Numbers of things: four digits at least, as the format's names of events have them, and at most 31 bits.
_LEAST, _MOST = 1_000, 2**31 - 1
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC\Z")


@dataclass(frozen=True, slots=True)
class _Event:
    """A meeting with hours, in the zone of the course."""

    meeting: Meeting
    guid: uuid.UUID
    number: int
    start: dt.datetime
    end: dt.datetime
    room: str


def programme(edition: Edition) -> dict[str, bytes]:
    """Return the programme as XML and as JSON by their paths; nothing of a book in which nothing has hours."""
    events = _events(edition)
    if not events:
        return {}
    days = [list(found) for _day, found in groupby(events, key=lambda event: event.start.date())]
    data = cleaned(_data(edition, days))
    # Apps read a programme anew when its version is another one.
    data["schedule"]["version"] = digest_of([json.dumps(data, sort_keys=True)])[:8]
    return {
        XML_FILE: _xml(data["schedule"]),
        JSON_FILE: (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(),
    }


def _events(edition: Edition) -> list[_Event]:
    """Return the meetings with hours, ordered by time, by room, and as in the book."""
    events: list[_Event] = []
    taken: set[int] = set()
    for meeting in (meeting for session in edition.book.sessions for meeting in meetings_of(session)):
        hours = _hours(edition, meeting.session)
        if hours is None:
            continue
        guid = edition.identity(f"session\n{meeting.name}")
        number = _number(guid)
        while number in taken:
            number += 1
        taken.add(number)
        events.append(_Event(meeting, guid, number, *hours, _room(edition, meeting.session)))
    return sorted(events, key=lambda event: (event.start.astimezone(dt.UTC), event.room))


def _hours(edition: Edition, session: Session) -> tuple[dt.datetime, dt.datetime] | None:
    """Return beginning and end of a session on the clocks of the course, ``None`` where they fit no file."""
    times, zone = stretch(session.when, edition.zone), ZoneInfo(edition.zone)
    if times is None or not isinstance(times.start, dt.datetime) or times.start.tzinfo is None:
        return None
    try:
        start = times.start.astimezone(zone)
        end = times.end.astimezone(zone) if isinstance(times.end, dt.datetime) else start
    except OverflowError:
        return None
    return (start, end) if _lasting(start, end) < _LONGEST else None


def _lasting(start: dt.datetime, end: dt.datetime) -> dt.timedelta:
    """Return how long something lasts; Python subtracts two times of one zone by their clocks alone."""
    return end.astimezone(dt.UTC) - start.astimezone(dt.UTC)


def _number(guid: uuid.UUID) -> int:
    """Return a number for a name, made of its digest: two names hardly ever have the same."""
    return _LEAST + guid.int % (_MOST - _LEAST)


def _plain(text: str, joint: str) -> str:
    """Return a text in small letters and digits of ASCII, its words joined."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return joint.join(re.findall(r"[a-z0-9]+", plain))


def _acronym(edition: Edition) -> str:
    """Return a short name of the course: its code, else its title."""
    code = dict(edition.course.facts).get("code", "") if edition.course is not None else ""
    name = _plain(re.split(r"[,;/]", code)[0], "_") or _plain(edition.name, "_")
    return (name if len(name) > 3 else f"course_{name}".rstrip("_"))[:40].rstrip("_")


def _room(edition: Edition, session: Session) -> str:
    room = room_of(edition, session)
    if not room and session.online and meets_elsewhere(edition.book, session):
        return str(ONLINE)
    course = edition.course
    return room or one_line(course.location if course is not None else "") or _NO_ROOM


def _data(edition: Edition, days: Sequence[Sequence[_Event]]) -> dict[str, Any]:
    """Return the programme as the JSON form of the format has it."""
    rooms = sorted({event.room for events in days for event in events})
    conference: dict[str, Any] = {
        "acronym": _acronym(edition),
        "title": edition.title or edition.name,
        "start": days[0][0].start.date().isoformat(),
        "end": days[-1][0].start.date().isoformat(),
        "daysCount": len(days),
        "timeslot_duration": _GRID,
        "rooms": [{"name": room, "guid": str(edition.identity(f"room\n{room}"))} for room in rooms],
        "days": [_day(edition, number, events) for number, events in enumerate(days, 1)],
    }
    if _ZONE.match(edition.zone):
        conference["time_zone_name"] = edition.zone
    schedule: dict[str, Any] = {"version": "", "conference": conference}
    if edition.home:
        conference["url"] = schedule["base_url"] = edition.home
    return {"generator": {"name": _GENERATOR}, "schedule": schedule}


def _day(edition: Edition, number: int, events: Sequence[_Event]) -> dict[str, Any]:
    first = events[0].start
    begins, midnight = (
        dt.datetime.combine(day, dt.time(), first.tzinfo) for day in (first.date(), first.date() + _DAY)
    )
    ends = max((midnight, *(event.end for event in events)), key=lambda moment: moment.astimezone(dt.UTC))
    by_room: dict[str, list[Any]] = {room: [] for room in sorted({event.room for event in events})}
    for event in events:
        by_room[event.room].append(_event(edition, event))
    return {
        "index": number,
        "date": first.date().isoformat(),
        "day_start": begins.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": by_room,
    }


def _event(edition: Edition, event: _Event) -> dict[str, Any]:
    session, name = event.meeting.session, event.meeting.name
    people = dict.fromkeys(part.person.name for part in session.people)
    persons = [(edition.identity(f"person\n{person.casefold()}"), one_line(person)) for person in people]
    minutes = int(_lasting(event.start, event.end).total_seconds()) // 60
    return {
        "id": event.number,
        "guid": str(event.guid),
        "date": event.start.isoformat(),
        "start": f"{event.start:%H:%M}",
        "duration": f"{minutes // 60:02d}:{minutes % 60:02d}",
        "room": event.room,
        "slug": "-".join(filter(None, (_acronym(edition), str(event.number), _plain(name, "-")))),
        "url": edition.page(session) or event.guid.urn,
        "title": headline(edition, session, event.meeting.label),
        "subtitle": "",
        "track": one_line(session.part),
        "type": one_line(session.kind),
        "language": edition.language.replace("_", "-"),
        "abstract": session.abstract,
        "description": "",
        "persons": [{"id": _number(guid), "guid": str(guid), "name": person} for guid, person in persons],
        "links": list(_links(facts(edition, session))),
    }


def _links(known: Iterable[Fact]) -> Iterator[dict[str, str]]:
    """Yield the resources and papers of a session that have an address on the web."""
    for fact in known:
        for text, address in fact.items:
            if address.startswith(("http://", "https://")):
                words = text or address
                yield {"title": f"{fact.label}: {words}" if fact.label else words, "url": address}


def _xml(schedule: dict[str, Any]) -> bytes:
    """Return the programme as the XML form of the format has it."""
    conference = schedule["conference"]
    root = ET.Element("schedule")
    add_element(root, "generator", name=_GENERATOR)
    add_element(root, "version", schedule["version"])
    about = add_element(root, "conference")
    for name in ("title", "acronym", "start", "end", "days", "timeslot_duration", "url", "time_zone_name"):
        if name in conference:
            add_element(about, name, str(conference["daysCount"] if name == "days" else conference[name]))
    for day in conference["days"]:
        moments = {"start": day["day_start"], "end": day["day_end"]}
        element = add_element(root, "day", index=str(day["index"]), date=day["date"], **moments)
        for name, events in day["rooms"].items():
            room = add_element(element, "room", name=name)
            for event in events:
                _add_event(room, event)
    return xml_file(root)


def _add_event(room: ET.Element, event: dict[str, Any]) -> None:
    element = add_element(room, "event", id=str(event["id"]), guid=event["guid"])
    names = ("date", "start", "duration", "room", "slug", "title", "subtitle", "track", "type", "language", "abstract")
    for name in names:
        add_element(element, name, event[name])
    if event["url"].startswith(("http://", "https://")):
        add_element(element, "url", event["url"])
    persons = add_element(element, "persons")
    for person in event["persons"]:
        add_element(persons, "person", person["name"], id=str(person["id"]), guid=person["guid"])
    links = add_element(element, "links")
    for link in event["links"]:
        add_element(links, "link", link["title"], href=link["url"])
