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
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.sessions import meets_elsewhere
from sphinx_seminar.exports.edition import Address, Edition, title_of
from sphinx_seminar.exports.facts import Fact, facts, headline
from sphinx_seminar.exports.values import absolute, clean, cleaned, one_line, stretch
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
    """One meeting, in the zone of the course."""

    session: Session
    title: str
    guid: uuid.UUID
    number: int
    start: dt.datetime
    end: dt.datetime
    room: str
    slug: str


def programme(
    book: Book, address: Address, course_url: str, *, project: str = "", language: str = "en"
) -> dict[str, bytes]:
    """Return the programme as XML and as JSON by their paths; nothing of a book in which nothing has hours.

    ``address`` gives the pages' addresses, ``course_url`` is that of the first page. ``project`` tells this course from
    others; without one the course's title serves. ``language`` is a Sphinx language code.
    """
    edition = Edition(book, address, course_url, project or title_of(book), language)
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
    zone, acronym = ZoneInfo(edition.zone), _acronym(edition)
    found: list[_Event] = []
    taken: set[int] = set()
    for time, session in (part for each in edition.book.sessions for part in each.apart):
        meetings = [session, *(replace(session, when=when, moved_from=None) for when in session.further)]
        own = session.name if time is None else f"{session.name}.{time.key}"
        for count, meeting in enumerate(meetings, 1):
            times = stretch(meeting.when, edition.zone)
            if times is None or not isinstance(times.start, dt.datetime) or times.start.tzinfo is None:
                continue
            try:
                start = times.start.astimezone(zone)
                end = times.end.astimezone(zone) if isinstance(times.end, dt.datetime) else start
            except OverflowError:
                continue
            if end.astimezone(dt.UTC) - start.astimezone(dt.UTC) >= _LONGEST:
                continue
            name = own if count == 1 else f"{own}-{count}"
            guid = _guid(edition, f"session\n{name}")
            number = _number(guid)
            while number in taken:
                number += 1
            taken.add(number)
            slug = "-".join(filter(None, (acronym, str(number), _plain(name, "-"))))
            title = headline(edition, meeting, "" if time is None else time.label)
            found.append(_Event(meeting, title, guid, number, start, end, _room(edition, session), slug))
    return sorted(found, key=lambda event: (event.start.astimezone(dt.UTC), event.room))


def _guid(edition: Edition, name: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"sphinx-seminar\n{edition.scope}\n{clean(name)}")


def _number(guid: uuid.UUID) -> int:
    """Return a number for a name, made of its digest: two names hardly ever have the same."""
    return _LEAST + guid.int % (_MOST - _LEAST)


def _plain(text: str, joint: str) -> str:
    """Return a text in small letters and digits of ASCII, its words joined."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return joint.join(re.findall(r"[a-z0-9]+", plain))


def _acronym(edition: Edition) -> str:
    """Return a short name of the course: its code, else its title."""
    course = edition.course
    code = dict(course.facts).get("code", "") if course is not None else ""
    name = _plain(re.split(r"[,;/]", code)[0], "_") or _plain(edition.project, "_")
    return (name if len(name) > 3 else f"course_{name}".rstrip("_"))[:40].rstrip("_")


def _room(edition: Edition, session: Session) -> str:
    place = one_line(session.location)
    if not place and session.online and meets_elsewhere(edition.book, session):
        return str(ONLINE)
    course = edition.course
    return place or one_line(course.location if course is not None else "") or _NO_ROOM


def _data(edition: Edition, days: Sequence[Sequence[_Event]]) -> dict[str, Any]:
    """Return the programme as the JSON form of the format has it."""
    rooms = sorted({event.room for events in days for event in events})
    conference: dict[str, Any] = {
        "acronym": _acronym(edition),
        "title": title_of(edition.book) or one_line(edition.project),
        "start": days[0][0].start.date().isoformat(),
        "end": days[-1][0].start.date().isoformat(),
        "daysCount": len(days),
        "timeslot_duration": _GRID,
        "rooms": [{"name": room, "guid": str(_guid(edition, f"room\n{room}"))} for room in rooms],
        "days": [_day(edition, number, events) for number, events in enumerate(days, 1)],
    }
    if _ZONE.match(edition.zone):
        conference["time_zone_name"] = edition.zone
    schedule: dict[str, Any] = {"version": "", "conference": conference}
    if absolute(edition.course_url):
        conference["url"] = schedule["base_url"] = absolute(edition.course_url)
    return {"generator": {"name": _GENERATOR}, "schedule": schedule}


def _day(edition: Edition, number: int, events: Sequence[_Event]) -> dict[str, Any]:
    first = events[0].start
    begins = dt.datetime.combine(first.date(), dt.time(), first.tzinfo)
    ends = dt.datetime.combine(first.date() + _DAY, dt.time(), first.tzinfo)
    last = max((event.end for event in events), key=lambda end: end.astimezone(dt.UTC))
    by_room: dict[str, list[Any]] = {room: [] for room in sorted({event.room for event in events})}
    for event in events:
        by_room[event.room].append(_event(edition, event))
    return {
        "index": number,
        "date": first.date().isoformat(),
        "day_start": begins.isoformat(),
        "day_end": max(ends, last, key=lambda moment: moment.astimezone(dt.UTC)).isoformat(),
        "rooms": by_room,
    }


def _event(edition: Edition, event: _Event) -> dict[str, Any]:
    session = event.session
    people = dict.fromkeys(part.person.name for part in session.people)
    persons = [(_guid(edition, f"person\n{name.casefold()}"), one_line(name)) for name in people]
    minutes = int((event.end.astimezone(dt.UTC) - event.start.astimezone(dt.UTC)).total_seconds()) // 60
    return {
        "id": event.number,
        "guid": str(event.guid),
        "date": event.start.isoformat(),
        "start": f"{event.start:%H:%M}",
        "duration": f"{minutes // 60:02d}:{minutes % 60:02d}",
        "room": event.room,
        "slug": event.slug,
        "url": edition.page(session) or event.guid.urn,
        "title": event.title,
        "subtitle": "",
        "track": one_line(session.part),
        "type": one_line(session.kind),
        "language": edition.language.replace("_", "-"),
        "abstract": session.abstract,
        "description": "",
        "persons": [{"id": _number(guid), "guid": str(guid), "name": name} for guid, name in persons],
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
    ET.SubElement(root, "generator", name=_GENERATOR)
    _text(root, "version", schedule["version"])
    about = ET.SubElement(root, "conference")
    for name in ("title", "acronym", "start", "end"):
        _text(about, name, conference[name])
    _text(about, "days", str(conference["daysCount"]))
    _text(about, "timeslot_duration", conference["timeslot_duration"])
    for name in ("url", "time_zone_name"):
        if name in conference:
            _text(about, name, conference[name])
    for day in conference["days"]:
        element = ET.SubElement(
            root, "day", index=str(day["index"]), date=day["date"], start=day["day_start"], end=day["day_end"]
        )
        for name, events in day["rooms"].items():
            room = ET.SubElement(element, "room", name=name)
            for event in events:
                _xml_event(room, event)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _xml_event(room: ET.Element, event: dict[str, Any]) -> None:
    element = ET.SubElement(room, "event", id=str(event["id"]), guid=event["guid"])
    names = ("date", "start", "duration", "room", "slug", "title", "subtitle", "track", "type", "language", "abstract")
    for name in names:
        _text(element, name, event[name])
    if event["url"].startswith(("http://", "https://")):
        _text(element, "url", event["url"])
    persons = ET.SubElement(element, "persons")
    for person in event["persons"]:
        ET.SubElement(persons, "person", id=str(person["id"]), guid=person["guid"]).text = person["name"]
    links = ET.SubElement(element, "links")
    for link in event["links"]:
        ET.SubElement(links, "link", href=link["url"]).text = link["title"]


def _text(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = words
