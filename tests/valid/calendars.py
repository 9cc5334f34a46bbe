"""Calendars by two libraries, icalendar and vobject: what both read is the same, and what RFC 5545 asks for."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import vobject

#: The longest line, in octets (RFC 5545, section 3.1).
_LONGEST = 75
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "TRANSP", "SEQUENCE", "ORGANIZER", "URL")


def problems(folder: Path) -> list[str]:
    """Return what is wrong with the calendars of a folder, each with its file."""
    files = sorted(folder.rglob("*.ics"))
    found = [f"{file.relative_to(folder)}: {problem}" for file in files for problem in _of_file(file.read_bytes())]
    return found or ([] if files or not has_dates(folder) else ["there is no calendar"])


def has_dates(folder: Path) -> bool:
    """Tell whether a course has a session whose day is known, by its data."""
    data = folder / "course.json"
    sessions = json.loads(data.read_text(encoding="utf-8"))["sessions"] if data.is_file() else []
    return any(session.get("when", {}).get("precision") in ("minute", "day") for session in sessions)


def _of_file(data: bytes) -> Iterator[str]:
    yield from _form(data)
    # vobject keeps the first rules that it reads of a zone for all files of a process; each file has its own.
    zones = vars(vobject.icalendar)["__tzidMap"]
    for name in zones.keys() - {"UTC"}:
        del zones[name]
    try:
        ours = icalendar.Calendar.from_ical(data)
        theirs = vobject.readOne(data.decode("utf-8"))
    except (ValueError, KeyError, vobject.base.ParseError) as error:
        yield f"it cannot be read ({error})"
        return
    events = ours.walk("VEVENT")
    others = {event.uid.value: event for event in theirs.contents.get("vevent", ())}
    counts = Counter(str(event.get("UID")) for event in events)
    yield from (f"{count} events have the UID {uid}" for uid, count in counts.items() if count > 1)
    if missing := ours.get_missing_tzids():
        yield f"it has no rules of {', '.join(sorted(missing))}"
    for event in events:
        yield from (
            f"an event without {name}" for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if name not in event
        )
        other = others.get(str(event.get("UID")))
        if other is None:
            yield f"vobject does not read the event {event.get('UID')}"
        else:
            yield from (f"{event['UID']}: {difference}" for difference in _differences(event, other))


def _form(data: bytes) -> Iterator[str]:
    if b"\n" in data.replace(b"\r\n", b""):
        yield "its lines do not all end with CR and LF"
    yield from (
        f"line {number} is too long" for number, line in enumerate(data.split(b"\r\n"), 1) if len(line) > _LONGEST
    )


def _differences(event: Any, other: Any) -> Iterable[str]:
    """Yield where the two libraries read an event differently."""
    for name in ("DTSTART", "DTEND"):
        one = event[name].dt if name in event else None
        another = getattr(other, name.lower()).value if name.lower() in other.contents else None
        if _instant(one) != _instant(another):
            yield f"{name} is {one} for icalendar and {another} for vobject"
    start, end = (event[name].dt if name in event else None for name in ("DTSTART", "DTEND"))
    if start is not None and end is not None and not _instant(end) > _instant(start):
        yield "it ends before it begins"
    for name in _TEXTS:
        one = str(event[name]) if name in event else None
        another = getattr(other, name.lower()).value if name.lower() in other.contents else None
        if one != another:
            yield f"{name} is {one!r} for icalendar and {another!r} for vobject"


def _instant(moment: dt.date | None) -> Any:
    """Return what two readings of one moment have in common, whatever objects stand for its zone."""
    if isinstance(moment, dt.datetime) and moment.tzinfo is not None:
        return moment.astimezone(dt.UTC).replace(tzinfo=None)
    return moment
