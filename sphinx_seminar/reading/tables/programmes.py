"""Conference programmes in JSON as tables: those of frab and pretalx, and any list of records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.tables.yaml_records import read_records

_HEADERS = ("Date", "Duration", "Title", "Kind", "Speaker", "Room", "Track", "Links", "Abstract")
_LONGEST = 20_000_000


def read_json(text: str) -> Reading[Table]:
    """Read the events of a programme, or the records of a list; a text that is no JSON is a problem without rows."""
    if len(text) > _LONGEST:
        said = f"this has {len(text):,} characters; expected at most {_LONGEST:,}. Nothing of it is shown"
        return Reading(Table(), (Problem("data", said, 1),))
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        said = f"this is no JSON: {error.msg}. Nothing of it is shown"
        return Reading(Table(), (Problem("data", said, error.lineno),))
    except (RecursionError, ValueError):
        return Reading(Table(), (Problem("data", "this is no JSON that can be read. Nothing of it is shown", 1),))
    schedule = read.get("schedule", read) if isinstance(read, dict) else {}
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if isinstance(conference, dict) and isinstance(conference.get("days"), list):
        return Reading(_table(_of_frab(conference), text, _text(conference.get("title"))))
    found = read.get("results", read.get("talks")) if isinstance(read, dict) else read
    talks = found if isinstance(found, list) else []
    titled = all(isinstance(one, dict) and "title" in one for one in talks)
    if titled and any({"speakers", "slot", "slots"} & set(one) for one in talks):
        return Reading(_table(map(_of_pretalx, talks), text, ""))
    return read_records(text.replace("\t", "  "))


def _of_frab(conference: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for day in conference["days"]:
        rooms = day.get("rooms") if isinstance(day, dict) else None
        for room, events in rooms.items() if isinstance(rooms, dict) else ():
            for event in events if isinstance(events, list) else ():
                if isinstance(event, dict):
                    yield _event(event, _text(event.get("room")) or room, _text(day.get("date")))


def _event(event: dict[str, Any], room: str, day: str) -> tuple[str, ...]:
    date = _text(event.get("date"))
    subtitle = _text(event.get("subtitle"))
    return (
        date if "T" in date else f"{date or day} {_text(event.get('start'))}".strip(),
        _duration(_text(event.get("duration"))),
        " – ".join(filter(None, (_text(event.get("title")), subtitle))),
        _text(event.get("type")),
        "; ".join(_people(event.get("persons"))),
        room,
        _text(event.get("track")),
        "; ".join(
            [*_links(event.get("links")), *_links(event.get("attachments")), *filter(None, [_text(event.get("url"))])]
        ),
        _text(event.get("abstract")),
    )


def _of_pretalx(talk: dict[str, Any]) -> tuple[str, ...]:
    slots = talk.get("slots")
    slot = talk.get("slot") or (slots[0] if isinstance(slots, list) and slots else {})
    slot = slot if isinstance(slot, dict) else {}
    minutes = talk.get("duration")
    return (
        _text(slot.get("start") or talk.get("start")),
        f"{minutes} min" if isinstance(minutes, int) else "",
        _text(talk.get("title")),
        _text(talk.get("submission_type")),
        "; ".join(_people(talk.get("speakers"))),
        _text(slot.get("room") or talk.get("room")),
        _text(talk.get("track")),
        "; ".join(_links(talk.get("resources"))),
        _text(talk.get("abstract")),
    )


def _table(rows: Iterator[tuple[str, ...]] | map[tuple[str, ...]], text: str, title: str) -> Table:
    """Make a table of rows, without the columns that nothing stands in; each has the line of its title in the file."""
    found, place = [], 0
    for cells in rows:
        quoted = json.dumps(cells[2].partition(" – ")[0])
        plain = json.dumps(cells[2].partition(" – ")[0], ensure_ascii=False)
        at = min((spot for spot in (text.find(quoted, place), text.find(plain, place)) if spot >= 0), default=-1)
        place = at if at >= 0 else place
        found.append(Row(text.count("\n", 0, max(at, 0)) + 1, cells))
    used = [number for number in range(len(_HEADERS)) if any(row.cells[number] for row in found)]
    rows_of_used = tuple(Row(row.line, tuple(row.cells[number] for number in used)) for row in found)
    return Table(tuple(_HEADERS[number] for number in used), rows_of_used, title=title)


def _text(value: object) -> str:
    """Return a text; of one in several languages the English one, or else the first."""
    if isinstance(value, dict):
        value = value.get("en") or value.get("name") or next(iter(value.values()), "")
        return _text(value) if isinstance(value, (dict, str)) else ""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _people(people: object) -> Iterator[str]:
    for person in people if isinstance(people, list) else ():
        names = ("public_name", "full_public_name", "name", "full_name")
        said = next((name for key in names if (name := _text(person.get(key)))), "") if isinstance(person, dict) else ""
        yield from filter(None, [said or (person if isinstance(person, str) else "")])


def _links(links: object) -> Iterator[str]:
    for link in links if isinstance(links, list) else ():
        target = _text(link.get("url") or link.get("link") or link.get("resource")) if isinstance(link, dict) else ""
        if target.startswith(("http://", "https://")):
            label = _text(link.get("title") or link.get("description")).replace(";", ",")
            yield f"{label} <{target}>" if label else target


def _duration(said: str) -> str:
    """Return "01:30" as minutes."""
    hours, colon, minutes = said.partition(":")
    counted = colon and hours.isdecimal() and minutes[:2].isdecimal() and len(said) < 9
    return f"{int(hours) * 60 + int(minutes[:2])} min" if counted else said
