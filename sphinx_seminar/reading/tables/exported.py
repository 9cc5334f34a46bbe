"""Tables that other programs write: calendars (RFC 5545), and conference programmes in JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.tables.table import Record, Row, Table, none_of, of_records
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
        return none_of(f"this calendar has {len(text):,} characters; expected at most {_MOST_ICS:,}")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return none_of("this is no calendar that can be read; expected BEGIN:VCALENDAR and its events")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip().upper() == "BEGIN:VEVENT"]
    events: list[Any] = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        return none_of("this calendar has no events; expected BEGIN:VEVENT and their beginnings")
    problems: list[Problem] = []
    zone = read_zone(_of_calendars(calendars, "X-WR-TIMEZONE")).value
    moved: dict[str, list[dt.date]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            moved.setdefault(_words(event, "UID"), []).append(event["RECURRENCE-ID"].dt)
    rows: list[Row] = []
    for event, line in zip(events, [*lines, *[1] * len(events)], strict=False):
        try:
            others = _other_cells(event)
            for begins in _beginnings(event, moved.get(_words(event, "UID"), ()), line, problems):
                # Google's calendar writes the hours of its own zone in UTC.
                if zone and isinstance(begins, dt.datetime) and _zone(begins) == "UTC":
                    begins = begins.astimezone(ZoneInfo(zone))
                rows.append(Row(line, (_date(begins, event.duration), *others)))
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError):
            message = f"the event {quoted(_words(event, 'SUMMARY'))} has no beginning that can be read; it is not shown"
            problems.append(Problem("data", message, line))
    rows.sort(key=lambda row: row.cells[0])
    title = _of_calendars(calendars, "X-WR-CALNAME")
    return Reading(Table(_OF_CALENDARS, tuple(rows), title=title), tuple(problems))


def _of_calendars(calendars: Iterable[Any], name: str) -> str:
    """Return what the first calendar that says it says of itself."""
    return next((str(calendar[name]) for calendar in calendars if calendar.get(name)), "")


def _words(event: Event, name: str) -> str:
    return " ".join(str(event.get(name, "")).split())


def _other_cells(event: Event) -> tuple[str, ...]:
    """Return the cells of an event behind its date."""
    return (
        _words(event, "SUMMARY"),
        _words(event, "LOCATION"),
        "; ".join(filter(None, (_words(event, "URL"), _words(event, "CONFERENCE")))),
        _STATUS.get(_words(event, "STATUS").upper(), ""),
        " ".join(_TAG.sub(" ", _INLINE_TAG.sub("", _words(event, "DESCRIPTION"))).split()),
    )


def _beginnings(event: Any, moved: Iterable[dt.date], line: int, problems: list[Problem]) -> Iterator[dt.date]:
    """Yield the beginnings of an event by its rule and its dates, without the excluded and the ``moved`` ones."""
    start, rules, dates = event.start, event.rrules, event.rdates
    name = quoted(_words(event, "SUMMARY"))
    if any(not {"COUNT", "UNTIL"} & set(rule) for rule in rules):
        said = f"the event {name} comes again without an end; expected COUNT or UNTIL. Its first time is shown"
        problems.append(Problem("data", said, line))
        rules = []
    if "RECURRENCE-ID" in event or not (rules or dates):
        yield start
        return
    from dateutil import rrule

    times: Any = rrule.rruleset()
    for rule in rules:
        bounded: Any = vRecur(rule)
        if "UNTIL" in rule:
            bounded["UNTIL"] = [_until(rule["UNTIL"][0], start)]
        times.rrule(rrule.rrulestr(bounded.to_ical().decode(), dtstart=_local(start, start)))
    for begins in (*((start,) if not rules else ()), *(begins for begins, _end in dates)):
        times.rdate(_local(begins, start))
    for left_out in (*event.exdates, *moved):
        times.exdate(_local(left_out, start))
    found = list(islice(times, _MOST + 1))
    if len(found) > _MOST:
        said = f"the event {name} comes more than {_MOST} times; expected less. The first {_MOST} are shown"
        problems.append(Problem("data", said, line))
    for each in found[:_MOST]:
        yield each.replace(tzinfo=start.tzinfo) if isinstance(start, dt.datetime) else each.date()


def _local(moment: dt.date, start: dt.date) -> dt.datetime:
    """Return a moment on the clocks of an event that begins at ``start``, without their zone; a day has its hour."""
    if not isinstance(start, dt.datetime):
        return dt.datetime(moment.year, moment.month, moment.day)
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, start.time())
    return (moment.astimezone(start.tzinfo) if start.tzinfo and moment.tzinfo else moment).replace(tzinfo=None)


def _until(last: dt.date, start: dt.date) -> dt.datetime:
    """Return the end of a rule on the clocks of its event; that of a day is the day's."""
    return _local(last, start) if isinstance(last, dt.datetime) else dt.datetime.combine(last, dt.time(23, 59, 59))


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
        return none_of(f"this has {len(text):,} characters; expected at most {_MOST_JSON:,}")
    try:
        read = json.loads(text)
    except json.JSONDecodeError as error:
        return none_of(f"this is no JSON: {error.msg}", error.lineno)
    except (RecursionError, ValueError):
        return none_of("this is no JSON that can be read")
    schedule = read.get("schedule", read) if isinstance(read, dict) else {}
    conference = schedule.get("conference") if isinstance(schedule, dict) else None
    if isinstance(conference, dict) and isinstance(conference.get("days"), list):
        return Reading(replace(_table(_of_frab(conference["days"]), text), title=_text(conference.get("title"))))
    found = read.get("results", read.get("talks")) if isinstance(read, dict) else read
    talks = _objects(found)
    titled = isinstance(found, list) and len(talks) == len(found) and all("title" in talk for talk in talks)
    if titled and any({"speakers", "slot", "slots"} & set(talk) for talk in talks):
        return Reading(_table(map(_of_pretalx, talks), text))
    return read_records(text.replace("\t", "  "))


def _objects(value: object) -> list[dict[str, Any]]:
    """Return the objects in a list; anything else has none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _of_frab(days: object) -> Iterator[tuple[str, ...]]:
    for day in _objects(days):
        rooms = day.get("rooms")
        for room, events in rooms.items() if isinstance(rooms, dict) else ():
            for event in _objects(events):
                date = _text(event.get("date"))
                links = [*_links(event.get("links")), *_links(event.get("attachments")), _text(event.get("url"))]
                yield (
                    date if "T" in date else f"{date or _text(day.get('date'))} {_text(event.get('start'))}".strip(),
                    _duration(_text(event.get("duration"))),
                    " – ".join(filter(None, (_text(event.get("title")), _text(event.get("subtitle"))))),
                    _text(event.get("type")),
                    _people(event.get("persons")),
                    _text(event.get("room")) or room,
                    _text(event.get("track")),
                    "; ".join(filter(None, links)),
                    _text(event.get("abstract")),
                )


def _of_pretalx(talk: dict[str, Any]) -> tuple[str, ...]:
    slot = next(iter(_objects([talk.get("slot")]) or _objects(talk.get("slots"))), {})
    minutes = talk.get("duration")
    return (
        _text(slot.get("start") or talk.get("start")),
        f"{minutes} min" if isinstance(minutes, int) else "",
        _text(talk.get("title")),
        _text(talk.get("submission_type")),
        _people(talk.get("speakers")),
        _text(slot.get("room") or talk.get("room")),
        _text(talk.get("track")),
        "; ".join(_links(talk.get("resources"))),
        _text(talk.get("abstract")),
    )


def _table(events: Iterable[tuple[str, ...]], text: str) -> Table:
    """Make a table of events, without the columns that none needs; each has the line of its title in the file."""
    rows, place = list(events), 0
    used = [number for number in range(len(_OF_PROGRAMMES)) if any(cells[number] for cells in rows)]
    records = []
    for cells in rows:
        title = cells[_OF_PROGRAMMES.index("Title")].partition(" – ")[0]
        spots = [text.find(json.dumps(title, ensure_ascii=escaped), place) for escaped in (True, False)]
        place = min((spot for spot in spots if spot >= 0), default=place)
        line = text.count("\n", 0, place) + 1
        records.append(Record(line, tuple((_OF_PROGRAMMES[number], cells[number]) for number in used)))
    return of_records(records)


def _text(value: object) -> str:
    """Return a text; of one in several languages the English one, or else the first."""
    if isinstance(value, dict):
        value = value.get("en") or value.get("name") or next(iter(value.values()), "")
        return _text(value) if isinstance(value, (dict, str)) else ""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _people(people: object) -> str:
    """Return the names of people, which are objects with a name each, or names."""
    keys = ("public_name", "full_public_name", "name", "full_name")
    names = []
    for person in people if isinstance(people, list) else ():
        told = [_text(person.get(key)) for key in keys] if isinstance(person, dict) else [_text(person)]
        names += list(filter(None, told))[:1]
    return "; ".join(names)


def _links(links: object) -> Iterator[str]:
    for link in _objects(links):
        target = _text(link.get("url") or link.get("link") or link.get("resource"))
        if target.startswith(("http://", "https://")):
            label = _text(link.get("title") or link.get("description")).replace(";", ",")
            yield f"{label} <{target}>" if label else target


def _duration(said: str) -> str:
    """Return "01:30" as minutes."""
    hours, colon, minutes = said.partition(":")
    counted = colon and hours.isdecimal() and minutes[:2].isdecimal() and len(said) < 9
    return f"{int(hours) * 60 + int(minutes[:2])} min" if counted else said
