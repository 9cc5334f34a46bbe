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

from sphinx_seminar.book import Book, PaperEntry, PersonEntry
from sphinx_seminar.book.files import group_file
from sphinx_seminar.book.views.announcements import plain_words, sessions_named
from sphinx_seminar.book.views.papers import paper_links, shown_paper
from sphinx_seminar.exports.edition import Address
from sphinx_seminar.exports.values import cleaned, given, iso_utc, json_items, stretch
from sphinx_seminar.model import (
    Announcement,
    Assignment,
    Author,
    Course,
    Coverage,
    GradeWeight,
    GroupTime,
    Involvement,
    MeetingTime,
    Milestone,
    Paper,
    Place,
    Plan,
    Profile,
    Resource,
    Series,
    Session,
    When,
)
from sphinx_seminar.planning.timetable import Group

#: The version of the schema; it grows when a program that reads the old form would fail.
VERSION = 1
SCHEMA = "course.schema.json"

_PAPER_TEXTS = (
    *("key", "kind", "year", "month", "venue", "series", "volume", "issue", "pages", "article_number", "edition"),
    *("publisher", "institution", "address", "doi", "arxiv", "arxiv_class", "isbn", "url", "pdf", "accessed"),
    *("abstract", "note", "pasted"),
)


def course_json(book: Book, address: Address) -> str:
    """Return the book as JSON, its keys sorted, with a line break at its end."""
    data = {
        "version": VERSION,
        "timezone": book.timezone,
        "course": None if book.course is None else _course(book, book.course, address),
        "sessions": [_session(book, session, address) for session in book.sessions],
        "assignments": [_assignment(book, work, address) for work in book.assignments],
        **given(
            series=[_series(book, series, address) for series in book.series],
            groups=[_group(book, group) for group in book.groups],
        ),
        "people": [_person(book, entry, address) for entry in book.people],
        "papers": [_paper(book, entry, address) for entry in book.papers],
        "milestones": [_milestone(place.docname, line, book.timezone) for place, line in book.timeline],
        "announcements": [_announcement(book, place, told, address) for place, told in book.announcements],
        "grading": [_part_of_grade(docname, part) for docname, part in book.gradings],
        "topics": [
            {"page": docname, "cells": _pairs(zip(pool.headers, cells, strict=False))}
            for docname, pool in book.pools
            for cells in pool.rows
        ],
    }
    parts = (f"{json.dumps(name)}: {json_items(value)}" for name, value in sorted(cleaned(data).items()))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def course_schema() -> str:
    """Return the schema as it is published beside the data."""
    return files("sphinx_seminar.exports").joinpath(SCHEMA).read_text(encoding="utf-8")


def _course(book: Book, course: Course, address: Address) -> dict[str, Any]:
    return {"title": str(course.title), "page": course.place.docname} | given(
        anchor=course.anchor,
        address=address(course.place.docname, course.anchor),
        facts=_pairs(course.facts),
        instructors=[_name(book, person.name) for person in course.instructors],
        assistants=[_name(book, person.name) for person in course.assistants],
        links=[_resource(book, course.place.docname, link) for link in course.links if not link.waits],
        own_facts=[
            {"label": label}
            | given(parts=[_resource(book, course.place.docname, piece) for piece in pieces if not piece.waits])
            for label, pieces in course.own_facts
        ],
        location=course.location,
        online=course.online,
        online_note=course.online_note,
        also_zones=list(course.also_zones),
        plan=None if course.plan is None else _plan(course.plan),
    )


def _plan(plan: Plan) -> dict[str, Any]:
    return {"starts": plan.starts.isoformat(), "ends": plan.ends.isoformat(), "weeks": plan.every} | given(
        meetings=_meetings(plan.meetings),
        groups=[{"label": group.label} | given(meetings=_meetings(group.meetings)) for group in plan.groups],
        exceptions=[
            {"first": free.first.isoformat(), "last": free.last.isoformat()} | given(label=free.label)
            for free in plan.exceptions
        ],
    )


def _meetings(times: Iterable[MeetingTime]) -> list[dict[str, Any]]:
    return [
        {"weekday": meeting.weekday + 1}
        | given(starts=_clock(meeting.starts), ends=_clock(meeting.ends), room=meeting.room)
        for meeting in times
    ]


def _clock(time: dt.time | None) -> str:
    return "" if time is None else time.strftime("%H:%M")


def _session(book: Book, session: Session, address: Address) -> dict[str, Any]:
    docname = session.place.docname
    return {"name": session.name, "title": str(session.title), "kind": session.kind, "page": docname} | given(
        anchor=session.anchor,
        address=address(docname, session.anchor),
        counts_as="lecture" if session.is_lecture and session.kind != "lecture" else "",
        number=session.number,
        when=_when(session.when, book.timezone),
        covers=[coverage for item in session.covers if (coverage := _coverage(book, item))],
        further=[_when(when, book.timezone) for when in session.further],
        series=session.series,
        groups=[_group_time(book, time) for time in session.times],
        moved_from=_when(session.moved_from, book.timezone),
        minutes=None if session.duration is None else int(session.duration / dt.timedelta(minutes=1)),
        status=session.status,
        people=[_role(book, part) for part in session.people],
        resources=[_resource(book, docname, resource) for resource in session.resources if not resource.waits],
        papers=[entry.paper.key for entry in book.papers_of(session)],
        location=session.location,
        online=session.online,
        part=session.part,
        tags=list(session.tags),
        abstract=session.abstract,
        extra=_pairs(session.extra),
    )


def _assignment(book: Book, work: Assignment, address: Address) -> dict[str, Any]:
    docname = work.place.docname
    return {"name": work.name, "title": str(work.title), "page": docname} | given(
        anchor=work.anchor,
        address=address(docname, work.anchor),
        number=work.number,
        out=_when(work.out_at, book.timezone),
        due=_when(work.due_at, book.timezone),
        groups=[
            {"group": time.key} | given(out=_when(time.out_at, book.timezone), due=_when(time.due_at, book.timezone))
            for time in work.times
        ],
        late_until=_when(work.late_until, book.timezone),
        late_note=work.late_note,
        points=_points(work.points),
        part_of=work.part_of,
        covers=[coverage for item in work.covers if (coverage := _coverage(book, item))],
        resources=[_resource(book, docname, resource) for resource in work.resources if not resource.waits],
        abstract=work.abstract,
        extra=_pairs(work.extra),
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


def _coverage(book: Book, coverage: Coverage) -> dict[str, str]:
    """Return the names of the first and the last session of a coverage, none where one of them is unknown."""
    first, last = (book.anchors.find(timing) for timing in (coverage.first, coverage.last))
    return {} if first is None or last is None else {"first": first.name, "last": last.name}


def _group_time(book: Book, time: GroupTime) -> dict[str, Any]:
    """Return when and where one group has a session, and with whom."""
    return {"group": time.key} | given(
        when=_when(time.when, book.timezone),
        further=[_when(when, book.timezone) for when in time.further],
        location=time.location,
        people=[_role(book, part) for part in time.people],
    )


def _group(book: Book, group: Group) -> dict[str, Any]:
    """Return a group by its key, with the path of its calendar."""
    return {"key": group.key, "label": group.label} | given(series=group.series, calendar=group_file(book, group.key))


def _series(book: Book, series: Series, address: Address) -> dict[str, Any]:
    plan = series.plan(book.plan)
    docname = series.place.docname
    return {"name": series.name, "page": docname} | given(
        anchor=series.anchor,
        address=address(docname, series.anchor),
        location=series.location,
        people=[_role(book, part) for part in series.people],
        plan=None if plan is None else _plan(plan),
    )


def _milestone(docname: str, line: Milestone, zone: str) -> dict[str, Any]:
    """Return a line of a timeline; also one at the time of a session, which calendars leave out."""
    return {"text": line.text, "page": docname} | given(when=_when(line.when, zone))


def _announcement(book: Book, place: Place, told: Announcement, address: Address) -> dict[str, Any]:
    return {"text": plain_words(book, place, told), "page": place.docname, "anchor": told.anchor} | given(
        address=address(place.docname, told.anchor),
        when=_when(told.when, book.timezone),
        ends=told.ends and told.ends.isoformat(),
        sessions=list(sessions_named(book, place, told)),
    )


def _part_of_grade(docname: str, part: GradeWeight) -> dict[str, Any]:
    weight = None if part.weight is None else float(part.weight)
    return {"label": part.label, "page": docname} | given(weight=weight, written=part.written, text=part.text)


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _when(when: When | None, zone: str) -> dict[str, Any] | None:
    """Return a date: local days and times as they are written, and its moments in UTC where it has hours."""
    if when is None:
        return None
    times = stretch(when, zone)
    start, end = (times.start, times.end) if times is not None else (None, None)
    return {"precision": when.precision} | given(
        written=when.text,
        first=when.first and when.first.isoformat(),
        last=when.last and when.last.isoformat(),
        starts=when.starts and when.starts.isoformat(timespec="minutes"),
        ends=when.ends and when.ends.isoformat(timespec="minutes"),
        timezone=(when.timezone or zone) if when.starts else "",
        start_utc=iso_utc(start) if isinstance(start, dt.datetime) else "",
        end_utc=iso_utc(end) if isinstance(end, dt.datetime) else "",
        to_be_announced=when.tba or None,
    )


def _role(book: Book, part: Involvement) -> dict[str, Any]:
    return {"role": part.role, "name": _name(book, part.person.name)} | given(
        note=part.person.note, groups=list(part.groups)
    )


def _name(book: Book, mentioned: str) -> str:
    """Return the name of a person as the book's list of people has it."""
    entry = book.person_named(mentioned)
    return entry.person.name if entry is not None else mentioned


def _resource(book: Book, docname: str, resource: Resource) -> dict[str, Any]:
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


def _person(book: Book, entry: PersonEntry, address: Address) -> dict[str, Any]:
    roles = [
        {"role": role} | ({"session": session.name} if session is not None else {}) for role, session in entry.roles
    ]
    return {"name": entry.person.name, "roles": roles} | given(
        note=entry.person.note,
        link=entry.person.link,
        card=None if entry.profile is None else _card(book, entry.profile, address),
    )


def _card(book: Book, profile: Profile, address: Address) -> dict[str, Any]:
    """Return what a card says of somebody, and when and where they are to be found."""
    photo = book.file_of(profile.place.docname, Resource("photo", profile.photo)) if profile.photo else None
    return {"page": profile.place.docname, "anchor": profile.anchor} | given(
        address=address(profile.place.docname, profile.anchor),
        role=profile.role,
        pronouns=profile.pronouns,
        photo=photo.path if photo is not None else "",
        mail=profile.mail,
        website=profile.website,
        location=profile.location,
        online=profile.online,
        office_hours=profile.written_hours,
        hours=[
            {"when": _when(slot.when, book.timezone)} | given(location=slot.room or profile.location)
            for owner, slot in book.staff_hours
            if owner is profile
        ],
        extra=_pairs(profile.extra),
    )


def _paper(book: Book, entry: PaperEntry, address: Address) -> dict[str, Any]:
    """Return a paper; ``understood`` is false where its fields do not cover the pasted citation."""
    paper = entry.paper
    place = book.place_of_paper(entry, "")
    return {
        "key": paper.key,
        "kind": paper.kind,
        "understood": paper.sure,
        "citation": str(shown_paper(book, entry).citation),
    } | given(
        **{name: getattr(paper, name) for name in _PAPER_TEXTS},
        title=str(paper.title),
        authors=_authors(paper.authors),
        editors=_authors(paper.editors),
        more_authors=_more(paper),
        links=[{"kind": kind, "address": target} for kind, _label, target in paper_links(paper)],
        sessions=[session.name for session in book.sessions_of(entry)],
        place=address(place.docname, place.anchor) if place.docname else "",
    )


def _authors(authors: Iterable[Author]) -> list[dict[str, Any]]:
    return [
        {"family": author.family}
        | given(
            given=author.given,
            particle=author.particle,
            suffix=author.suffix,
            organisation=author.organisation or None,
        )
        for author in authors
    ]


def _more(paper: Paper) -> str:
    """Return the place of unnamed authors ("et al."): after the last named one, or before it ("…, Zhang")."""
    if not paper.truncated:
        return ""
    return "before-last" if paper.last_after_gap else "after"
