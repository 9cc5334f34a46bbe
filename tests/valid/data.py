"""Data by their schemas: the course, its papers, and the programme in frab's format (https://c3voc.de/wiki/schedule)."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jsonschema import Draft202012Validator, FormatChecker

#: What the programme's format asks of texts, in the words of its two schemas.
_FORMS = {
    "acronym": r"[a-z0-9_-][a-z0-9_]{3,}",
    "slug": r"[a-z0-9_]{4,}-[a-z0-9_-]{3,}[a-z0-9]",
    "duration": r"[0-9]{2}:[0-9]{2}",
    "start": r"[0-2][0-9]:[0-5][0-9]",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})",
    "time_zone_name": r"[A-Z][a-z]+/[A-Z][a-z]+.*|UTC",
}
_OF_EVENT = (
    *(
        "abstract",
        "date",
        "duration",
        "guid",
        "id",
        "language",
        "links",
        "persons",
        "room",
        "slug",
        "start",
        "subtitle",
    ),
    *("title", "track", "type", "url"),
)


def problems(folder: Path) -> list[str]:
    """Return what is wrong with the data of a folder, each with its file."""
    found = [f"course.json: {problem}" for problem in _course(folder)]
    if (folder / "papers.csl.json").is_file():
        found += [f"papers.csl.json: {problem}" for problem in _papers(folder)]
    if (folder / "schedule.json").is_file() or (folder / "schedule.xml").is_file():
        found += [f"schedule: {problem}" for problem in _programme(folder)]
    return found


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _course(folder: Path) -> Iterator[str]:
    data, schema = _read(folder / "course.json"), _read(folder / "course.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for error in validator.iter_errors(data):
        yield f"{'/'.join(map(str, error.path))}: {error.message}"
    known = {
        "sessions": {session["name"] for session in data["sessions"]},
        "people": {person["name"] for person in data["people"]},
        "papers": {paper["key"] for paper in data["papers"]},
    }
    for session in data["sessions"]:
        yield from (
            f"{session['name']}: no paper {key}" for key in session.get("papers", ()) if key not in known["papers"]
        )
        people = (part["name"] for part in session.get("people", ()))
        yield from (f"{session['name']}: no person {name}" for name in people if name not in known["people"])
    for paper in data["papers"]:
        yield from (
            f"{paper['key']}: no session {name}" for name in paper.get("sessions", ()) if name not in known["sessions"]
        )


def _papers(folder: Path) -> Iterator[str]:
    papers = _read(folder / "papers.csl.json")
    ids = Counter(paper.get("id") for paper in papers)
    yield from (f"{count} papers have the id {name}" for name, count in ids.items() if count > 1 or not name)
    yield from (f"{paper['id']}: no type" for paper in papers if not paper.get("type"))


def _programme(folder: Path) -> Iterator[str]:
    schedule, root = _read(folder / "schedule.json")["schedule"], ET.parse(folder / "schedule.xml").getroot()
    conference = schedule["conference"]
    yield from _misformed(conference, conference["title"])
    days = conference["days"]
    if [day["index"] for day in days] != list(range(1, conference["daysCount"] + 1)):
        yield "its days are not counted from 1"
    events = [event for day in days for room in day["rooms"].values() for event in room]
    for event in events:
        yield from (f"{event['title']}: no {name}" for name in _OF_EVENT if name not in event)
        yield from _misformed(event, event["title"])
        if str(uuid.UUID(event["guid"])) != event["guid"] or not isinstance(event["id"], int) or event["id"] < 1:
            yield f"{event['title']}: its identifiers are none"
    for day in days:
        inside = [event for room in day["rooms"].values() for event in room]
        yield from (
            f"{event['title']}: it is not on its day" for event in inside if not event["date"].startswith(day["date"])
        )
    for name in ("id", "guid", "slug"):
        counts = Counter(event[name] for event in events)
        yield from (f"{count} events have the {name} {value}" for value, count in counts.items() if count > 1)
    written = [(event.get("guid"), event.findtext("date"), event.findtext("title")) for event in root.iter("event")]
    if written != [(event["guid"], event["date"], event["title"]) for event in events]:
        yield "its two forms differ"


def _misformed(thing: dict[str, Any], name: str) -> Iterator[str]:
    for field, form in _FORMS.items():
        # Of a conference the start is a day.
        if field in thing and not ("days" in thing and field == "start") and not re.fullmatch(form, thing[field]):
            yield f"{name}: its {field} is {thing[field]!r}"
