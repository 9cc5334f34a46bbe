"""The whole course as data (RFC 8259), as the published schema describes it (JSON Schema, draft 2020-12).

Sessions, people and papers stand once each, and lead to each other by name and key; lines of timelines, parts of the
grade and topics of pools stand in the order of the book. What nobody wrote is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

from sphinx_seminar.book import Book, PersonEntry
from sphinx_seminar.book.views.announcements import plain_words, sessions_named
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.papers import paper_data
from sphinx_seminar.exports.values import cleaned, fields_of, given, iso_utc, json_items, stretch
from sphinx_seminar.model import (
    Announcement,
    Assignment,
    Course,
    Coverage,
    GradeWeight,
    GroupTime,
    Involvement,
    MeetingTime,
    Place,
    Plan,
    Profile,
    Resource,
    Series,
    Session,
    When,
)

#: The version of the schema; it grows when a program that reads the old form would fail.
VERSION = 1
SCHEMA = "course.schema.json"

#: An object of JSON.
Data = dict[str, Any]


def course_json(edition: Edition) -> str:
    """Return the book as JSON, its keys sorted, with a line break at its end."""
    book = edition.book
    data = {
        "version": VERSION,
        "timezone": edition.zone,
        "course": None if book.course is None else _course(edition, book.course),
        "sessions": [_session(edition, session) for session in book.sessions],
        "assignments": [_assignment(edition, work) for work in book.assignments],
        "people": [_person(edition, entry) for entry in book.people],
        "papers": [paper_data(edition, entry) for entry in book.papers.entries],
        # A line at the time of a session is here too, which calendars leave out.
        "milestones": [
            {"text": line.text, "page": place.docname} | given(when=_when(edition, line.when))
            for place, line in book.timeline
        ],
        "announcements": [_announcement(edition, place, told) for place, told in book.announcements],
        "grading": [_part_of_grade(docname, part) for docname, part in book.gradings],
        "topics": [
            {"page": docname, "cells": _pairs(zip(pool.headers, cells, strict=False))}
            for docname, pool in book.pools
            for cells in pool.rows
        ],
    } | given(
        series=[_series(edition, series) for series in book.series],
        groups=[
            {"key": group.key, "label": group.label} | given(series=group.series, calendar=book.group_file(group.key))
            for group in book.groups
        ],
    )
    parts = (f"{json.dumps(name)}: {json_items(value)}" for name, value in sorted(cleaned(data).items()))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def course_schema() -> str:
    """Return the schema as it is published beside the data."""
    return files("sphinx_seminar.exports").joinpath(SCHEMA).read_text(encoding="utf-8")


def _at(edition: Edition, place: Place, anchor: str) -> Data:
    """Return where in the book something stands: its page, its anchor, and the address of both."""
    return {"page": place.docname} | given(anchor=anchor, address=edition.address(place.docname, anchor))


def _course(edition: Edition, course: Course) -> Data:
    docname = course.place.docname
    return (
        {"title": str(course.title)}
        | _at(edition, course.place, course.anchor)
        | given(
            facts=_pairs(course.facts),
            instructors=[_name(edition.book, person.name) for person in course.instructors],
            assistants=[_name(edition.book, person.name) for person in course.assistants],
            links=_resources(edition.book, docname, course.links),
            own_facts=[
                {"label": label} | given(parts=_resources(edition.book, docname, pieces))
                for label, pieces in course.own_facts
            ],
            **fields_of(course, "location", "online", "online_note"),
            also_zones=list(course.also_zones),
            plan=None if course.plan is None else _plan(course.plan),
        )
    )


def _plan(plan: Plan) -> Data:
    return {"starts": plan.starts.isoformat(), "ends": plan.ends.isoformat(), "weeks": plan.every} | given(
        meetings=_meetings(plan.meetings),
        groups=[{"label": group.label} | given(meetings=_meetings(group.meetings)) for group in plan.groups],
        exceptions=[
            {"first": free.first.isoformat(), "last": free.last.isoformat()} | given(label=free.label)
            for free in plan.exceptions
        ],
    )


def _meetings(times: Iterable[MeetingTime]) -> list[Data]:
    return [
        {"weekday": meeting.weekday + 1}
        | given(starts=_clock(meeting.starts), ends=_clock(meeting.ends), room=meeting.room)
        for meeting in times
    ]


def _clock(time: dt.time | None) -> str:
    return "" if time is None else time.strftime("%H:%M")


def _session(edition: Edition, session: Session) -> Data:
    book = edition.book
    return (
        {"name": session.name, "title": str(session.title), "kind": session.kind}
        | _at(edition, session.place, session.anchor)
        | given(
            counts_as="lecture" if session.is_lecture and session.kind != "lecture" else "",
            **fields_of(session, "number", "series", "status", "location", "online", "part", "abstract"),
            when=_when(edition, session.when),
            covers=_coverages(book, session.covers),
            further=[_when(edition, when) for when in session.further],
            groups=[_group_time(edition, time) for time in session.times],
            moved_from=_when(edition, session.moved_from),
            minutes=None if session.duration is None else int(session.duration / dt.timedelta(minutes=1)),
            people=[_role(book, part) for part in session.people],
            resources=_resources(book, session.place.docname, session.resources),
            papers=[entry.paper.key for entry in book.papers.of(session)],
            tags=list(session.tags),
            extra=_pairs(session.extra),
        )
    )


def _assignment(edition: Edition, work: Assignment) -> Data:
    return (
        {"name": work.name, "title": str(work.title)}
        | _at(edition, work.place, work.anchor)
        | given(
            **fields_of(work, "number", "late_note", "part_of", "abstract"),
            out=_when(edition, work.out_at),
            due=_when(edition, work.due_at),
            groups=[
                {"group": time.key} | given(out=_when(edition, time.out_at), due=_when(edition, time.due_at))
                for time in work.times
            ],
            late_until=_when(edition, work.late_until),
            points=_points(work.points),
            covers=_coverages(edition.book, work.covers),
            resources=_resources(edition.book, work.place.docname, work.resources),
            extra=_pairs(work.extra),
        )
    )


def _points(written: str) -> int | float | str:
    """Return the points as a number where they are one, else as they were written."""
    try:
        points = Decimal(written)
    except InvalidOperation:
        return written
    if not points.is_finite():
        return written
    return int(points) if points == points.to_integral_value() and abs(points) < 10**9 else float(points)


def _coverages(book: Book, covered: Iterable[Coverage]) -> list[dict[str, str]]:
    """Return the names of the first and the last session of each coverage of which both are known."""
    ends = ((book.anchors.find(coverage.first), book.anchors.find(coverage.last)) for coverage in covered)
    return [{"first": first.name, "last": last.name} for first, last in ends if first is not None and last is not None]


def _group_time(edition: Edition, time: GroupTime) -> Data:
    """Return when and where one group has a session, and with whom."""
    return {"group": time.key} | given(
        when=_when(edition, time.when),
        further=[_when(edition, when) for when in time.further],
        location=time.location,
        people=[_role(edition.book, part) for part in time.people],
    )


def _series(edition: Edition, series: Series) -> Data:
    course = edition.course
    plan = series.plan(course.plan if course is not None else None)
    return (
        {"name": series.name}
        | _at(edition, series.place, series.anchor)
        | given(
            location=series.location,
            people=[_role(edition.book, part) for part in series.people],
            plan=None if plan is None else _plan(plan),
        )
    )


def _announcement(edition: Edition, place: Place, told: Announcement) -> Data:
    return (
        {"text": plain_words(edition.book, place, told)}
        | _at(edition, place, told.anchor)
        | given(
            when=_when(edition, told.when),
            ends=told.ends and told.ends.isoformat(),
            sessions=list(sessions_named(edition.book, place, told)),
        )
    )


def _part_of_grade(docname: str, part: GradeWeight) -> Data:
    weight = None if part.weight is None else float(part.weight)
    return {"label": part.label, "page": docname} | given(weight=weight, **fields_of(part, "written", "text"))


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _when(edition: Edition, when: When | None) -> Data | None:
    """Return a date: local days and times as they are written, and its moments in UTC where it has hours."""
    if when is None:
        return None
    times = stretch(when, edition.zone)
    start, end = (times.start, times.end) if times is not None else (None, None)
    return {"precision": when.precision} | given(
        written=when.text,
        first=when.first and when.first.isoformat(),
        last=when.last and when.last.isoformat(),
        starts=when.starts and when.starts.isoformat(timespec="minutes"),
        ends=when.ends and when.ends.isoformat(timespec="minutes"),
        timezone=(when.timezone or edition.zone) if when.starts else "",
        start_utc=iso_utc(start) if isinstance(start, dt.datetime) else "",
        end_utc=iso_utc(end) if isinstance(end, dt.datetime) else "",
        to_be_announced=when.tba or None,
    )


def _role(book: Book, part: Involvement) -> Data:
    return {"role": part.role, "name": _name(book, part.person.name)} | given(
        note=part.person.note, groups=list(part.groups)
    )


def _name(book: Book, mentioned: str) -> str:
    """Return the name of a person as the book's list of people has it."""
    entry = book.person_named(mentioned)
    return entry.person.name if entry is not None else mentioned


def _resources(book: Book, docname: str, resources: Iterable[Resource]) -> list[Data]:
    """Return the links of a document that do not wait for their release."""
    return [_resource(book, docname, resource) for resource in resources if not resource.waits]


def _resource(book: Book, docname: str, resource: Resource) -> Data:
    """Return a link: an address, a page of the book, or the path of a file from the book's source folder."""
    file = book.file_of(docname, resource)
    if file is None:
        return {"kind": resource.kind} | given(label=resource.label, address=resource.target)
    if file.document:
        return {"kind": resource.kind, "page": file.document} | given(label=resource.label or file.title)
    return {"kind": resource.kind, "file": file.path} | given(
        label=resource.label,
        fragment=file.fragment(resource.target),
        bytes=file.size or None,
        pages=file.pages or None,
    )


def _person(edition: Edition, entry: PersonEntry) -> Data:
    roles = [
        {"role": role} | ({"session": session.name} if session is not None else {}) for role, session in entry.roles
    ]
    return {"name": entry.person.name, "roles": roles} | given(
        **fields_of(entry.person, "note", "link"),
        card=None if entry.profile is None else _card(edition, entry.profile),
    )


def _card(edition: Edition, profile: Profile) -> Data:
    """Return the card of somebody, with their office hours and where these are."""
    book = edition.book
    photo = book.file_of(profile.place.docname, Resource("photo", profile.photo)) if profile.photo else None
    return _at(edition, profile.place, profile.anchor) | given(
        **fields_of(profile, "role", "pronouns", "mail", "website", "location", "online"),
        photo=photo.path if photo is not None else "",
        office_hours=profile.written_hours,
        hours=[
            {"when": _when(edition, slot.when)} | given(location=slot.room or profile.location)
            for owner, slot in book.staff_hours
            if owner is profile
        ],
        extra=_pairs(profile.extra),
    )
