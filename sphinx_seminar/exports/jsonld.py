"""Structured data of a page for search engines: the course, its sessions and papers (JSON-LD 1.1, schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.views.papers import best_address, paper_links
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.facts import room_of
from sphinx_seminar.exports.values import absolute, cleaned, given, one_line, stretch, uri
from sphinx_seminar.model import (
    Assignment,
    Author,
    Course,
    Paper,
    Person,
    Profile,
    Resource,
    Session,
)

Data = dict[str, Any]

_VOCABULARY = "https://schema.org/"
_STATUSES = {"cancelled": "EventCancelled", "moved": "EventRescheduled"}
#: The modes of attendance of schema.org, by the kinds of places that a session has.
_ATTENDANCE = {("Place",): "Offline", ("VirtualLocation",): "Online", ("Place", "VirtualLocation"): "Mixed"}
#: Roles whose people are performers in schema.org; all others are contributors.
_PERFORMERS = ("speaker", "leader", "presenter", "instructor")
#: The types of schema.org for publications that are no articles.
_WORKS = {
    "book": "Book",
    "phdthesis": "Thesis",
    "mastersthesis": "Thesis",
    "bachelorsthesis": "Thesis",
    "thesis": "Thesis",
    "techreport": "Report",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
}
#: The types of schema.org for containers of publications.
_CONTAINERS = {"article": "Periodical", "incollection": "Book", "inbook": "Book"}
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def page_data(edition: Edition, docname: str) -> Data | None:
    """Return course, dated sessions, assignments and papers of a page as JSON-LD; ``None`` of a page without any."""
    book, course = edition.book, edition.course
    graph = [_course(edition, course)] if course is not None and course.place.docname == docname else []
    sessions = [session for session in book.sessions if session.place.docname == docname]
    graph += [event for session in sessions if (event := _session(edition, session)) is not None]
    graph += [_assignment(edition, work) for work in book.assignments if work.place.docname == docname]
    graph += [
        _paper(entry.paper, _id(edition, docname, anchor))
        for entry in book.papers.on_page.get(docname, ())
        for anchor in _anchors(entry, docname)
    ]
    graph += [_profile(edition, profile) for profile in book.profiles if profile.place.docname == docname]
    return cleaned({"@context": "https://schema.org", "@graph": graph}) if graph else None


def script_text(data: Data) -> str:
    """Return data as the text of a ``script`` element, without ``</script>`` (HTML, section 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _id(edition: Edition, docname: str, anchor: str) -> str:
    """Return the ``@id`` of a thing on a page: an absolute address if the book knows its own."""
    return absolute(edition.address(docname, anchor)) or (f"#{anchor}" if anchor else "")


def _course_id(edition: Edition, course: Course) -> str:
    return _id(edition, course.place.docname, course.anchor)


def _instance_id(edition: Edition, course: Course) -> str:
    found = _course_id(edition, course)
    return f"{found}-instance" if "#" in found else f"{found}#instance"


def _course(edition: Edition, course: Course) -> Data:
    facts = {name: one_line(value) for name, value in course.facts}
    own_id = _course_id(edition, course)
    provider = given(name=facts.get("institution", ""))
    about = filter(None, (facts.get(name, "") for name in ("kind", "level", "term", "institution")))
    places = _places(one_line(course.location), course.online)
    instance = {"@type": "CourseInstance", "@id": _instance_id(edition, course)} | given(
        name=one_line(str(course.title)),
        inLanguage=facts.get("language", ""),
        instructor=[_person(part.person) for part in course.people],
        location=places if len(places) > 1 else next(iter(places), None),
        **_term(edition.book, course),
    )
    return {"@type": "Course", "@id": own_id} | given(
        name=one_line(str(course.title)),
        url=absolute(own_id),
        description=", ".join(about),
        courseCode=facts.get("code", ""),
        educationalLevel=facts.get("level", ""),
        inLanguage=facts.get("language", ""),
        provider=provider and {"@type": "Organization"} | provider,
        hasCourseInstance=instance,
    )


def _term(book: Book, course: Course) -> Data:
    """Return the first and last day of the course: those of its plan, else of its sessions."""
    days = [
        day
        for session in book.sessions
        for _time, one in session.apart
        if one.when is not None and one.when.dated
        for day in (one.when.first, one.when.last)
        if day is not None
    ]
    first = course.plan.starts if course.plan is not None else min(days, default=None)
    last = course.plan.ends if course.plan is not None else max(days, default=None)
    return given(startDate=first and first.isoformat(), endDate=last and last.isoformat())


def _session(edition: Edition, session: Session) -> Data | None:
    """Return a session whose day is known, with its groups: search engines take no event without one."""
    before = stretch(session.moved_from, edition.zone)
    docname, course = session.place.docname, edition.course
    own_id = _id(edition, docname, session.anchor)
    name = one_line(str(session.title)) or one_line(session.kind)
    apart = [place for _time, one in session.apart for place in _locations(edition, one)]
    places = [place for number, place in enumerate(apart) if place not in apart[:number]]
    event = _event(edition, session, own_id, name, places)
    if "startDate" not in event:
        return None
    return event | given(
        previousStartDate=before and before.start.isoformat(),
        eventStatus=_VOCABULARY + _STATUSES.get(session.status, "EventScheduled"),
        eventAttendanceMode=_attendance(places),
        description=one_line(session.abstract),
        url=absolute(own_id),
        keywords=[one_line(tag) for tag in session.tags],
        organizer=[_person(person) for person in course.instructors] if course is not None else [],
        subEvent=[
            _event(edition, one, f"{own_id}.{time.key}", f"{name} ({one_line(time.label)})", _locations(edition, one))
            for time, one in session.apart
            if time is not None
        ],
        superEvent={"@id": _instance_id(edition, course)} if course is not None else None,
        recordedIn=_resources(session, recorded=True),
        subjectOf=_resources(session, recorded=False),
        workFeatured=[
            {"@id": _id(edition, docname, anchor)}
            for entry in edition.book.papers.of(session)
            for anchor in _anchors(entry, docname)
        ],
    )


def _event(edition: Edition, session: Session, own_id: str, name: str, places: list[Data]) -> Data:
    """Return when and where a session is, as all or one of its groups have it, and with whom."""
    times = stretch(session.when, edition.zone)
    last = None
    if times is not None and session.when is not None:
        # The last day of what has no hours, else the moment at which it ends.
        last = session.when.last if session.when.precision == "day" else times.end
    return {"@type": "Event", "@id": own_id} | given(
        name=name,
        startDate=times and times.start.isoformat(),
        endDate=last and last.isoformat(),
        location=places,
        performer=_people(session, perform=True),
        contributor=_people(session, perform=False),
    )


def _assignment(edition: Edition, work: Assignment) -> Data:
    """Return an assignment as something to learn from: there is no word for when it is due."""
    own_id, course = _id(edition, work.place.docname, work.anchor), edition.course
    return {"@type": "LearningResource", "@id": own_id, "learningResourceType": "assignment"} | given(
        name=one_line(str(work.title)),
        url=absolute(own_id),
        description=one_line(work.abstract),
        isPartOf={"@id": _course_id(edition, course)} if course is not None else None,
    )


def _attendance(places: Iterable[Data]) -> str:
    mode = _ATTENDANCE.get(tuple(dict.fromkeys(place["@type"] for place in places)), "")
    return f"{_VOCABULARY}{mode}EventAttendanceMode" if mode else ""


def _locations(edition: Edition, session: Session) -> list[Data]:
    return _places(room_of(edition, session), session.online)


def _places(room: str, online: str) -> list[Data]:
    """Return where something is: in a room, online, or both."""
    places: list[Data] = [{"@type": "Place", "name": room}] if room else []
    if absolute(online):
        places.append({"@type": "VirtualLocation", "url": absolute(online)})
    return places


def _people(session: Session, *, perform: bool) -> list[Data]:
    involved = (part.person for part in session.people if (part.role in _PERFORMERS) is perform)
    return [_person(person) for person in dict.fromkeys(involved)]


def _person(person: Person) -> Data:
    link = uri(person.link)
    mail = link[len("mailto:") :] if link.lower().startswith("mailto:") else ""
    return {"@type": "Person", "name": one_line(person.name)} | given(
        email=mail, url="" if mail else absolute(link), description=one_line(person.note)
    )


def _profile(edition: Edition, profile: Profile) -> Data:
    """Return the schema.org data of a person who has a card."""
    photo = edition.book.file_of(profile.place.docname, Resource("photo", profile.photo)) if profile.photo else None
    return _person(profile.person) | given(
        **{"@id": _id(edition, profile.place.docname, profile.anchor)},
        jobTitle=one_line(profile.role),
        email=profile.mail,
        url=absolute(profile.website),
        image=edition.file(photo.path) if photo is not None else "",
    )


def _resources(session: Session, *, recorded: bool) -> list[Data]:
    """Return the recordings of a session, or its other resources, that have an address of their own."""
    return [
        {"@type": "CreativeWork", "url": absolute(resource.target)} | given(name=one_line(resource.label))
        for resource in session.resources
        if (resource.kind == "recording") is recorded and absolute(resource.target)
    ]


def _anchors(entry: PaperEntry, docname: str) -> list[str]:
    """Return the anchors of a paper in the lists of a page."""
    return [spot.anchor for spot in entry.places if spot.docname == docname and spot.anchor]


def _paper(paper: Paper, own_id: str) -> Data:
    """Return a publication; one whose title is not certain is called by the words that were pasted."""
    links = [target for _kind, _label, target in paper_links(paper)]
    known = {"@type": _WORKS.get(paper.kind, "ScholarlyArticle"), "@id": own_id} | given(
        url=absolute(best_address(paper)), sameAs=[link for link in map(absolute, links[1:]) if link]
    )
    container = _CONTAINERS.get(paper.kind, "CreativeWork")
    return known | given(
        name=one_line(str(paper.title) or paper.words) or paper.key,
        headline=one_line(str(paper.title)),
        author=[_author(author) for author in paper.authors],
        editor=[_author(author) for author in paper.editors],
        datePublished=_published(paper),
        isPartOf={"@type": container, "name": one_line(paper.venue)} if paper.venue else None,
        pagination=paper.pages,
        publisher={"@type": "Organization", "name": one_line(paper.publisher)} if paper.publisher else None,
        identifier=_identifiers(paper),
    )


def _identifiers(paper: Paper) -> list[Data]:
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in (("DOI", paper.doi), ("arXiv", paper.arxiv), ("ISBN", paper.isbn))
        if value
    ]


def _published(paper: Paper) -> str:
    """Return the year, and the month where it is a number, as ISO 8601 has them."""
    if not (len(paper.year) == 4 and paper.year.isdecimal() and paper.year.isascii()):
        return ""
    return f"{paper.year}-{paper.month_number:02d}" if paper.month_number else paper.year


def _author(author: Author) -> Data:
    if author.organisation:
        return {"@type": "Organization", "name": one_line(author.family)}
    family = one_line(f"{author.particle} {author.family}")
    name = one_line(f"{author.given} {family} {author.suffix}")
    return {"@type": "Person", "name": name} | given(givenName=one_line(author.given), familyName=family)
