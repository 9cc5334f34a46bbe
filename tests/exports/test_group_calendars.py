"""A course of forty lessons in two sections, with labs in three groups, from October to April: two changes of clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from tests.authoring import Manuscript

BERLIN = ZoneInfo("Europe/Berlin")
LESSONS, LABS = 40, 10
COURSE = """\
# Course

```{course} Theory
:term: Winter 2026
:timezone: Europe/Berlin
:starts: 2026-10-19
:ends: 2027-04-30
:groups: Section 1: Mon 08:00-09:30; Wed 08:00-09:30; Section 2: Tue 14:00-15:30 @ Aula; Fri 22:30-00:00
:except: 2026-12-21..2027-01-17 Holidays; 2027-03-26 Good Friday; 2027-03-29 Easter Monday
```

```{series} Lab
:groups: A: Wed 10:00-12:00 @ R1; B: Thu 10:00-12:00 @ R2; C: Sun 01:30-02:30
:ends: 2027-03-01
```

```{session} Exam
:kind: exam
:date: 2027-04-30 09:00-11:00
```

```{session-table}
:file: lessons.csv
```
"""
LINES = [
    *(f"Lesson {number},lecture" for number in range(1, LESSONS + 1)),
    *(f"Lab {n},lab" for n in range(1, LABS + 1)),
]

#: An event as a reader of calendars sees it: its title, and when it begins and ends.
Event = tuple[str, dt.datetime, dt.datetime]


def by_icalendar(data: bytes) -> set[Event]:
    found = icalendar.Calendar.from_ical(data).events
    return {
        (str(event["SUMMARY"]), *(event[key].dt.astimezone(dt.UTC) for key in ("DTSTART", "DTEND"))) for event in found
    }


def by_vobject(data: bytes) -> set[Event]:
    # vobject keeps the first rules that it reads of a zone for all files of a process; each file has its own.
    zones = vars(vobject.icalendar)["__tzidMap"]
    before = dict(zones)
    for name in zones.keys() - {"UTC"}:
        del zones[name]
    calendar = vobject.readOne(data.decode())
    zones.clear()
    zones.update(before)
    return {
        (event.summary.value, event.dtstart.value.astimezone(dt.UTC), event.dtend.value.astimezone(dt.UTC))
        for event in calendar.vevent_list
    }


def meetings(count: int, group: str, *days: tuple[int, str, str]) -> set[Event]:
    """Return what a group has by the rules of the plan, written down once more: lesson after lesson, day by day."""
    found: list[Event] = []
    day = dt.date(2026, 10, 19)
    breaks = [dt.date(2026, 12, 21) + dt.timedelta(days=number) for number in range(28)]
    breaks += [dt.date(2027, 3, 26), dt.date(2027, 3, 29)]
    kind = "Lesson" if group.startswith("Section") else "Lab"
    while len(found) < count:
        for weekday, starts, ends in days:
            if day.weekday() == weekday and day not in breaks and len(found) < count:
                begin = dt.datetime.combine(day, dt.time.fromisoformat(starts), BERLIN)
                midnight = dt.timedelta(days=ends == "00:00")
                end = dt.datetime.combine(day + midnight, dt.time.fromisoformat(ends), BERLIN)
                title = f"{kind} {len(found) + 1} ({group})"
                found.append((title, begin.astimezone(dt.UTC), end.astimezone(dt.UTC)))
        day += dt.timedelta(days=1)
    return set(found)


EXAM = {("Exam", dt.datetime(2027, 4, 30, 7, tzinfo=dt.UTC), dt.datetime(2027, 4, 30, 9, tzinfo=dt.UTC))}
GROUPS = {
    "section-1": meetings(LESSONS, "Section 1", (0, "08:00", "09:30"), (2, "08:00", "09:30")),
    "section-2": meetings(LESSONS, "Section 2", (1, "14:00", "15:30"), (4, "22:30", "00:00")),
    "lab-a": meetings(LABS, "A", (2, "10:00", "12:00")),
    "lab-b": meetings(LABS, "B", (3, "10:00", "12:00")),
    "lab-c": meetings(LABS, "C", (6, "01:30", "02:30")),
}


@pytest.fixture
def folder(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    def build(place: Path) -> None:
        files = {"index.md": COURSE, "lessons.csv": "\n".join(["Title,Kind", *LINES, ""])}
        assert Manuscript(place, files).build().warnings == []

    return once("groups", build) / "build" / "html"


@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
@pytest.mark.parametrize("group", GROUPS)
def test_the_calendar_of_a_group_has_all_its_meetings_and_what_is_for_all(
    folder: Path, group: str, read: Callable[[bytes], set[Event]]
) -> None:
    assert len(GROUPS[group]) == (LESSONS if group.startswith("section") else LABS)
    assert read((folder / f"schedule-{group}.ics").read_bytes()) == GROUPS[group] | EXAM


@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
def test_the_calendar_of_the_course_has_the_meetings_of_all_groups(
    folder: Path, read: Callable[[bytes], set[Event]]
) -> None:
    assert read((folder / "schedule.ics").read_bytes()) == set().union(EXAM, *GROUPS.values())


def test_an_event_is_the_same_in_every_calendar(folder: Path) -> None:
    files = {path.name: icalendar.Calendar.from_ical(path.read_bytes()).events for path in folder.glob("schedule*.ics")}
    assert sorted(files) == sorted(["schedule.ics", *(f"schedule-{group}.ics" for group in GROUPS)])
    whole = {str(event["UID"]): event.to_ical() for event in files["schedule.ics"]}
    assert len(whole) == len(files["schedule.ics"])
    for event in (event for events in files.values() for event in events):
        assert whole[str(event["UID"])] == event.to_ical()


def test_both_clock_changes_lie_within_the_sections(folder: Path) -> None:
    offsets = {
        event["DTSTART"].dt.utcoffset()
        for event in icalendar.Calendar.from_ical((folder / "schedule-section-2.ics").read_bytes()).events
        if event["DTSTART"].dt.date() < dt.date(2026, 12, 1) or event["DTSTART"].dt.date() > dt.date(2027, 3, 1)
    }
    assert offsets == {dt.timedelta(hours=1), dt.timedelta(hours=2)}
    days = sorted(start.date() for _title, start, _end in GROUPS["section-2"])
    assert days[0] < dt.date(2026, 10, 25) < dt.date(2027, 3, 28) < days[-1]


def test_one_lesson_can_be_taken_into_a_calendar_at_the_time_of_a_group(folder: Path) -> None:
    [(title, start, _end)] = by_icalendar((folder / "sessions" / "lesson-3.section-1.ics").read_bytes())
    assert (title, start) == ("Lesson 3 (Section 1)", dt.datetime(2026, 10, 26, 7, tzinfo=dt.UTC))
    assert len(by_icalendar((folder / "sessions" / "lesson-3.ics").read_bytes())) == 2
