"""The cards of the course and of a series of meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownCourse, ShownMeetings, ShownSeries
from sphinx_seminar.book.views.values import ShownEvent, ShownPerson
from sphinx_seminar.model import Text
from sphinx_seminar.rendering.dates import format_regular
from sphinx_seminar.rendering.page import (
    Page,
    as_heading,
    export_reference,
    fact_list,
    index_reference,
    joined,
    labelled,
    place_reference,
    place_with_status,
    titled,
    webcal_address,
)
from sphinx_seminar.rendering.people import person_nodes, role_fields
from sphinx_seminar.rendering.phrases import several, shared_role
from sphinx_seminar.rendering.resources import action_list, link_actions, link_nodes, online_action, papers_action
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.times import date_nodes
from sphinx_seminar.rendering.web.elements import fold, web
from sphinx_seminar.rendering.words import (
    DUE,
    EXPORT_WORDS,
    FACT_WORDS,
    IN_THIS_BOOK,
    ONLINE,
    RESOURCE_WORDS,
    SUBSCRIBE,
    TO_BE_ANNOUNCED,
    WHERE,
    _,
)

#: The facts that say at a glance which course this is; of those before the comma the part that names it.
_GLANCE = {"kind": False, "term": False, "institution": True, "credits": True, "language": False}
#: How many assistants are named at a glance.
_NAMED = 4


def render_course(shown: ShownCourse, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the card: the course's title unless the page's heading says it, the facts, and the author's words.

    A web page of a course that has sessions shows what it is in a line and folds the rest: the schedule comes first.
    """
    body = list(words)
    card = nodes.container(classes=["sem-course"])
    if body and isinstance(body[0], nodes.rubric):
        title = body.pop(0)
        if title.astext() != page.heading:
            card += as_heading(title, page, "sem-title")
    about = [*fact_list(page, _fields(shown, page)), *body]
    if page.interactive:
        card += [*_glance(shown, page), *_agenda(shown, page)]
    if page.interactive and shown.scheduled and about:
        #: What the facts of the course are folded behind.
        card += fold(_("About"), *about, classes=("sem-fold", "sem-about"))
    else:
        card += about
    return [nodes.target("", "", ids=[shown.course.anchor]), card]


def _fields(shown: ShownCourse, page: Page) -> list[nodes.field]:
    """Return all facts, each with its name."""
    fields = [labelled(FACT_WORDS[fact], nodes.Text(value)) for fact, value in shown.course.facts]
    if shown.online is not None:
        note = [nodes.Text(f" {shown.course.online_note}")] if shown.course.online_note else []
        fields.append(labelled(ONLINE, *link_nodes(page, shown.online), *note))
    for group in filter(None, (shown.instructors, shown.assistants)):
        label, people = _role(group, page)
        names = [person_nodes(page, person, address=not page.interactive) for person in people]
        spelt = [[*name, *_spelt_out(page, person)] for name, person in zip(names, people, strict=True)]
        fields.append(labelled(label, *joined(spelt)))
    for own, pieces in shown.own_facts:
        fields.append(labelled(own, *joined([link_nodes(page, piece) for piece in pieces])))
    if shown.links:
        fields.append(labelled(RESOURCE_WORDS["link"], *joined([link_nodes(page, link) for link in shown.links])))
    links = [[index_reference(page, name)] for name in page.indices]
    if page.interactive:
        links += [[export_reference(page, path, str(EXPORT_WORDS[kind]))] for kind, path in shown.files]
        calendar = str(EXPORT_WORDS["ics"])
        links += [[export_reference(page, path, f"{calendar}: {name}")] for name, path in shown.groups]
        addresses = [webcal_address(page, path) for kind, path in shown.files if kind == "ics"]
        links += [[address_reference(address, nodes.Text(str(SUBSCRIBE)))] for address in addresses if address]
    if links:
        fields.append(labelled(IN_THIS_BOOK, *joined(links)))
    return fields


def _role(people: Sequence[ShownPerson], page: Page) -> tuple[str, Sequence[ShownPerson]]:
    """Return the label for people of a course, and the people: a note that all share becomes the label."""
    shared = shared_role([person.note for person in people], page.language)
    if not shared:
        return several(people[0].role, len(people)), people
    return shared, [replace(person, note="") for person in people]


def _spelt_out(page: Page, person: ShownPerson) -> list[nodes.Node]:
    """Return a person's e-mail address where a link cannot be followed: on paper, in plain text."""
    scheme, _colon, address = person.link.partition(":")
    if scheme != "mailto":
        return []
    written = f" <{address}>"
    return [web("span", {"data-paper-only": written}) if page.interactive else nodes.Text(written)]


def _glance(shown: ShownCourse, page: Page) -> list[nodes.Element]:
    """Return the line of facts that identify the course, and the lines of its instructors and assistants."""
    known = dict(shown.course.facts)
    said = [known[fact].partition(",")[0] if short else known[fact] for fact, short in _GLANCE.items() if fact in known]
    if len(said) < len(_GLANCE) - 1 and "meets" in known:
        rhythm = f", {str(FACT_WORDS['every']).lower()} {known['every']}" if "every" in known else ""
        said.append(known["meets"] + rhythm)
    lines: list[nodes.Element] = []
    if said:
        lines.append(nodes.paragraph("", " · ".join(said), classes=["sem-line", "sem-lead-line"]))
    # A row of names that goes on over the screen tells nobody who is who.
    assistants = shown.assistants if len(shown.assistants) <= _NAMED else ()
    for group in filter(None, (shown.instructors, assistants)):
        role, people = _role(group, page)
        named = joined([person_nodes(page, person, note=False) for person in people])
        before = [] if people is shown.instructors else [nodes.Text(f"{role}: ")]
        lines.append(nodes.paragraph("", "", *before, *named, classes=["sem-line"]))
    return lines


def _agenda(shown: ShownCourse, page: Page) -> list[nodes.Element]:
    """Return all dates and deadlines, folded: the browser shows the next session and deadline in their place."""
    if not shown.agenda:
        return []
    listing = nodes.bullet_list("", *(_event(event, page) for event in shown.agenda), bullet="*")
    return [fold(_("All dates and deadlines"), listing, classes=("sem-fold", "sem-agenda", "no-search"))]


def _event(event: ShownEvent, page: Page) -> nodes.list_item:
    """Return one entry of the agenda: its title, its date and room, and its buttons."""
    title = place_with_status(page, event.place)
    if event.kind == "free":
        #: Of a date of a group for which nobody has chosen a topic.
        title = [place_reference(page, replace(event.place, label=Text.plain(str(_("Topic still free")))))]
    elif event.kind == "due":
        title.insert(0, nodes.inline("", f"{DUE}: ", classes=["sem-due"]))
    facts = [date_nodes(event.date, page)]
    if event.location:
        facts.append([nodes.Text(event.location)])
    if event.people:
        facts.append(joined([person_nodes(page, person, note=False, address=False) for person in event.people]))
    actions = [
        *link_actions(page, event.links),
        *online_action(event.online),
        *papers_action(page, event.papers, event.reading),
    ]
    return nodes.list_item(
        "",
        nodes.paragraph("", "", *title, classes=["sem-now-title"]),
        nodes.paragraph("", "", *joined(facts, " · "), classes=["sem-line"]),
        *action_list(actions),
        classes=[f"sem-{event.kind}-event"],
    )


def render_series(shown: ShownSeries, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the title, a fact for each group, those of all groups, and the author's words."""
    title, body = titled(page, shown.series.anchor, words)
    fields = [_meetings(meetings, page) for meetings in shown.meetings if meetings.times or meetings.group]
    if shown.series.location:
        fields.append(labelled(WHERE, nodes.Text(shown.series.location)))
    fields += role_fields(shown.people, page)
    return [*title, nodes.container("", *fact_list(page, fields), *body, classes=["sem-series"])]


def _meetings(meetings: ShownMeetings, page: Page) -> nodes.field:
    """Return when a group meets, where, with whom, and its calendar."""
    times = [format_regular(time, page.language) + (f", {time.room}" if time.room else "") for time in meetings.times]
    parts: list[list[nodes.Node]] = [[nodes.Text("; ".join(times) or str(TO_BE_ANNOUNCED))]]
    parts += [person_nodes(page, person) for person in meetings.people]
    if page.interactive and meetings.calendar:
        parts.append([export_reference(page, meetings.calendar, str(EXPORT_WORDS["ics"]))])
    label = meetings.group.label if meetings.group is not None else str(FACT_WORDS["meets"])
    return labelled(label, *joined(parts, " · "))
