"""Tables that other programs write: calendars (RFC 5545), and conference programmes in JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.tables.yaml_records import read_records

#: The columns of the table of a calendar.
_OF_CALENDARS = ("Date", "Title", "Location", "Links", "Status", "Abstract")
#: How often an event may come again, and how many characters a calendar has at most.
_MOST, _MOST_ICS = 500, 5_000_000
_STATUS = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}
#: What Google's and Microsoft's calendars put into descriptions.
_TAG, _INLINE_TAG = re.compile(r"<[^<>]+>"), re.compile(r"</?(?:a|b|em|font|i|span|strong|u)\b[^<>]*>", re.IGNORECASE)
_DAY = dt.timedelta(days=1)


def read_calendar(text: str) -> Reading[Table]:
    """Read the events of a calendar; a text that is none is a problem, and has no rows."""
    if len(text) > _MOST_ICS:
        said = f"this calendar has {len(text):,} characters; expected at most {_MOST_ICS:,}. Nothing of it is shown"
        return Reading(Table(), (Problem("data", said, 1),))
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        said = "this is no calendar that can be read; expected BEGIN:VCALENDAR and its events. Nothing of it is shown"
        return Reading(Table(), (Problem("data", said, 1),))
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip().upper() == "BEGIN:VEVENT"]
    events: list[Any] = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        said = "this calendar has no events; expected BEGIN:VEVENT and their beginnings. Nothing of it is shown"
        return Reading(Table(), (Problem("data", said, 1),))
    problems: list[Problem] = []
    names = (str(calendar["X-WR-TIMEZONE"]) for calendar in calendars if calendar.get("X-WR-TIMEZONE"))
    zone = read_zone(next(names, "")).value
    moved = {
        (str(event.get("UID", "")), _plain(event["RECURRENCE-ID"].dt)) for event in events if "RECURRENCE-ID" in event
    }
    rows: list[tuple[str, Row]] = []
    for event, line in zip(events, [*lines, *[1] * len(events)], strict=False):
        try:
            rows += [(cells[0], Row(line, cells)) for cells in _rows(event, moved, problems, line, zone)]
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError):
            said = (
                f"the event {quoted(str(event.get('SUMMARY', '')))} has no beginning that can be read; it is not shown"
            )
            problems.append(Problem("data", said, line))
    titles = (str(calendar["X-WR-CALNAME"]) for calendar in calendars if calendar.get("X-WR-CALNAME"))
    ordered = tuple(row for _date, row in sorted(rows, key=lambda one: one[0]))
    return Reading(Table(_OF_CALENDARS, ordered, title=next(titles, "")), tuple(problems))


def _rows(
    event: Any, moved: set[tuple[str, str]], problems: list[Problem], line: int, zone: str
) -> Iterator[tuple[str, ...]]:
    start = event["DTSTART"].dt
    if "DTEND" in event:
        length = event["DTEND"].dt - start
    else:
        length = event["DURATION"].dt if "DURATION" in event else dt.timedelta(0)
    links = [str(event[name]) for name in ("URL", "CONFERENCE") if event.get(name)]
    about = " ".join(str(event.get("DESCRIPTION", "")).split())
    rest = (
        " ".join(str(event.get("SUMMARY", "")).split()),
        " ".join(str(event.get("LOCATION", "")).split()),
        "; ".join(links),
        _STATUS.get(str(event.get("STATUS", "")).upper(), ""),
        " ".join(_TAG.sub(" ", _INLINE_TAG.sub("", about)).split()),
    )
    for begins in _times(event, start, moved, problems, line):
        # Google's calendar writes the hours of its own zone in UTC.
        there = zone and isinstance(begins, dt.datetime) and _zone(begins) == "UTC"
        yield (_date(begins.astimezone(ZoneInfo(zone)) if there else begins, length), *rest)


def _times(event: Any, start: Any, moved: set[tuple[str, str]], problems: list[Problem], line: int) -> Iterator[Any]:
    """Yield the beginnings of an event by its rule, without the excluded and the overridden ones."""
    if "RECURRENCE-ID" in event or "RRULE" not in event:
        yield start
        return
    from dateutil.rrule import rrulestr

    rule = event["RRULE"]
    name = quoted(str(event.get("SUMMARY", "")))
    if not ({"COUNT", "UNTIL"} & set(rule)):
        said = f"the event {name} comes again without an end; expected COUNT or UNTIL. Its first time is shown"
        problems.append(Problem("data", said, line))
        yield start
        return
    whole = isinstance(start, dt.datetime)
    first = start.replace(tzinfo=None) if whole else dt.datetime.combine(start, dt.time())
    written = rule.to_ical().decode()
    written = re.sub(r"UNTIL=[^;]*", lambda _found: f"UNTIL={_until(rule['UNTIL'][0], start):%Y%m%dT%H%M%S}", written)
    left_out = event.get("EXDATE", [])
    dates = left_out if isinstance(left_out, list) else [left_out]
    skipped = {_plain(one.dt) for each in dates for one in each.dts}
    found = list(islice(rrulestr(written, dtstart=first), _MOST + 1))
    if len(found) > _MOST:
        said = f"the event {name} comes more than {_MOST} times; expected less. The first {_MOST} are shown"
        problems.append(Problem("data", said, line))
    for each in found[:_MOST]:
        begins = each.replace(tzinfo=start.tzinfo) if whole else each.date()
        plain = _plain(begins)
        if plain not in skipped and (str(event.get("UID", "")), plain) not in moved:
            yield begins


def _until(last: Any, start: Any) -> dt.datetime:
    """Return the end of a rule in the zone of its event."""
    if not isinstance(last, dt.datetime):
        return dt.datetime.combine(last, dt.time(23, 59, 59))
    zone = start.tzinfo if isinstance(start, dt.datetime) else None
    return (last.astimezone(zone) if zone is not None and last.tzinfo is not None else last).replace(tzinfo=None)


def _plain(moment: Any) -> str:
    return f"{moment:%Y%m%d}" + (f"{moment:%H%M}" if isinstance(moment, dt.datetime) else "")


def _date(begins: Any, length: dt.timedelta) -> str:
    """Return an event's days and hours as a date in a table."""
    if not isinstance(begins, dt.datetime):
        last = begins + max(length, _DAY) - _DAY
        return f"{begins}" if last == begins else f"{begins}..{last}"
    ends = begins + length
    zone = f" {_zone(begins)}" if _zone(begins) else ""
    if not length:
        return f"{begins:%Y-%m-%d %H:%M}{zone}"
    if ends.date() == begins.date():
        return f"{begins:%Y-%m-%d %H:%M}-{ends:%H:%M}{zone}"
    return f"{begins:%Y-%m-%d %H:%M} .. {ends:%Y-%m-%d %H:%M}{zone}"


def _zone(moment: dt.datetime) -> str:
    name = str(getattr(moment.tzinfo, "key", "") or getattr(moment.tzinfo, "zone", "") or moment.tzinfo or "")
    return "" if name == "None" else "UTC" if name.upper().startswith("UTC") else name


#: The columns of the table of a programme, and how many characters its file has at most.
_OF_PROGRAMMES = ("Date", "Duration", "Title", "Kind", "Speaker", "Room", "Track", "Links", "Abstract")
_MOST_JSON = 20_000_000


def read_json(text: str) -> Reading[Table]:
    """Read the events of a programme, or the records of a list; a text that is no JSON is a problem without rows."""
    if len(text) > _MOST_JSON:
        said = f"this has {len(text):,} characters; expected at most {_MOST_JSON:,}. Nothing of it is shown"
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
    used = [number for number in range(len(_OF_PROGRAMMES)) if any(row.cells[number] for row in found)]
    rows_of_used = tuple(Row(row.line, tuple(row.cells[number] for number in used)) for row in found)
    return Table(tuple(_OF_PROGRAMMES[number] for number in used), rows_of_used, title=title)


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
