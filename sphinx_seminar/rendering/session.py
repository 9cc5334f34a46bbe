"""The heads of sessions and assignments: a line with kind and date, buttons, and a list of facts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownAssignment, ShownSession
from sphinx_seminar.book.views.values import ShownDate, ShownLink
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.rendering.cells import coverage_nodes, late_nodes
from sphinx_seminar.rendering.lists import announcement_list
from sphinx_seminar.rendering.page import Page, export_reference, fact_list, joined, labelled, titled
from sphinx_seminar.rendering.papers import paper_list
from sphinx_seminar.rendering.people import role_fields
from sphinx_seminar.rendering.phrases import kind_word, points_word, status_class, status_word
from sphinx_seminar.rendering.resources import action_list, link_actions, link_nodes, online_action, papers_action
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.times import date_nodes, group_part
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import (
    ADD_TO_CALENDAR,
    ASSIGNMENT,
    COVERS,
    DUE,
    LATE,
    ONLINE,
    PAPERS,
    PART_OF,
    RESOURCE_WORDS,
    WHEN,
    WHERE,
    _,
    pgettext,
)

#: Resources that a reader opens before anything else: on a web page they are buttons.
_FIRST = ("slides", "recording")
_FIRST_OF_WORK = ("exercises", "submit")
#: Characters of a word for which a printed line, of some eighty, has no room.
_LONG_WORD = 40


def render_session(shown: ShownSession, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the title (if the session brings one), the line with kind and date, buttons, facts, and the abstract."""
    title, body = titled(page, shown.session.anchor, words) if shown.titled else ([], words)
    header = nodes.container(
        "", _session_line(shown, page), classes=["sem-session", status_class(shown.session.status)]
    )
    header += announcement_list(shown.announcements, page)
    if page.interactive:
        header += action_list(_actions(shown, page))
    header += [*fact_list(page, [*_session_fields(shown, page)]), *body]
    return [*title, header]


def render_assignment(shown: ShownAssignment, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the title (if the assignment brings one), the line with the deadline, buttons, facts, and the body."""
    title, body = titled(page, shown.assignment.anchor, words) if shown.titled else ([], words)
    # The class of sessions: a browser says in the line how far it is.
    header = nodes.container("", _assignment_line(shown, page), classes=["sem-session", "sem-assignment"])
    if page.interactive:
        header += action_list(link_actions(page, [link for link in shown.links if link.kind in _FIRST_OF_WORK]))
    header += [*fact_list(page, [*_assignment_fields(shown, page)]), *body]
    return [*title, header]


def _session_line(shown: ShownSession, page: Page) -> nodes.paragraph:
    """Return the line above the facts: "Lecture 8 · Kernels · cancelled", in most outputs with when and where it is."""
    parts: list[list[nodes.Node]] = [
        [nodes.inline("", kind_word(shown.session.kind, shown.session.number), classes=["sem-kind"])]
    ]
    if shown.session.part:
        parts.append([nodes.inline("", shown.session.part, classes=["sem-part"])])
    times = date_nodes(shown.date, page) if shown.date is not None and _says_when(shown.date, page) else []
    # Those of groups have lines of their own, below.
    below = [nodes.Text(" "), *times] if shown.date is not None and shown.date.group is not None and times else []
    if times and not below:
        parts.append(times)
    if _in_one_line(page) and shown.location and _has_room(shown.location, page):
        parts.append([nodes.inline("", shown.location, classes=["sem-where"])])
    if shown.session.status:
        parts.append([nodes.strong("", status_word(shown.session.status), classes=["sem-status"])])
    return nodes.paragraph("", "", *joined(parts, " · "), *below, classes=["sem-summary"])


def _assignment_line(shown: ShownAssignment, page: Page) -> nodes.Element:
    """Return the line above the facts: "Assignment · Due Mon 14 June 2021, 23:59 · 20 points"."""
    parts: list[list[nodes.Node]] = [[nodes.inline("", str(ASSIGNMENT), classes=["sem-kind"])]]
    if shown.due is not None:
        parts.append([nodes.inline("", f"{DUE}: ", classes=["sem-due"]), *date_nodes(shown.due.date, page)])
    if shown.points:
        parts.append([nodes.Text(points_word(shown.points))])
    line = joined(parts, " · ")
    if page.interactive:
        return web(
            "p",
            {"data-work": shown.assignment.name, "data-title": str(shown.assignment.title)},
            *line,
            classes=("sem-summary",),
        )
    return nodes.paragraph("", "", *line, classes=["sem-summary"])


def _in_one_line(page: Page) -> bool:
    """Tell whether date and place stand in the line above the facts: in outputs where that is set off from the text."""
    return page.interactive or page.prints or page.packs


def _says_when(date: ShownDate, page: Page) -> bool:
    """Tell whether the line of facts has the date; groups with other times need a line each, which web pages have."""
    return _in_one_line(page) and (page.interactive or date.group is None)


def _has_room(location: str, page: Page) -> bool:
    """Tell whether a printed line has room for a place: one that cannot be broken would stand out."""
    return not page.prints or all(len(word) < _LONG_WORD for word in location.split())


def _actions(shown: ShownSession, page: Page) -> Iterator[list[nodes.Node]]:
    """Yield the buttons: slides and recording, the online room, the papers, the calendars."""
    yield from link_actions(page, [link for link in shown.links if link.kind in _FIRST])
    yield from online_action(shown.online if is_absolute(shown.online) else "", shown.session.online_label)
    yield from papers_action(page, shown.listed, shown.reading)
    for group, path in shown.calendars:
        link = export_reference(page, path, f"{ADD_TO_CALENDAR} ({group.label})")
        yield [group_part(group, link, classes=("sem-calendar",))]
    if shown.calendar and not shown.calendars:
        link = export_reference(page, shown.calendar, str(ADD_TO_CALENDAR))
        yield [nodes.inline("", "", link, classes=["sem-calendar"])]


def _session_fields(shown: ShownSession, page: Page) -> Iterator[nodes.field]:
    """Yield the facts that neither the line above them nor a button says."""
    if shown.date is not None and not _says_when(shown.date, page):
        yield labelled(WHEN, *date_nodes(shown.date, page), classes=("sem-when",))
    if shown.location and not (_in_one_line(page) and _has_room(shown.location, page)):
        yield labelled(WHERE, nodes.Text(shown.location))
    known = is_absolute(shown.online) and not shown.session.online_note if page.interactive else shown.shares_online
    if shown.online and not known:
        words = nodes.Text(shown.session.online_label or shown.online)
        note = [nodes.Text(f" {shown.session.online_note}")] if shown.session.online_note else []
        meeting = address_reference(shown.online, words) if is_absolute(shown.online) else words
        yield labelled(ONLINE, meeting, *note)
    yield from role_fields(shown.people, page)
    if shown.covers:
        yield labelled(COVERS, *joined([coverage_nodes(covered, page) for covered in shown.covers]))
    yield from _link_fields(shown.links, _FIRST, page)
    if page.handout and page.level == 2:
        link = nodes.reference("", posixpath.basename(page.handout), refuri=page.handout, internal=False)
        #: A lecture's chapter as a PDF.
        yield labelled(_("Handout"), link, classes=("sem-handout",))
    if shown.papers:
        papers = nodes.field_body("", paper_list(shown.papers, page, ()))
        yield nodes.field("", nodes.field_name("", str(PAPERS)), papers)
    if shown.session.tags:
        yield labelled(_("Tags"), nodes.Text(", ".join(shown.session.tags)))


def _assignment_fields(shown: ShownAssignment, page: Page) -> Iterator[nodes.field]:
    """Yield the facts that the line above does not say."""
    if shown.out is not None:
        yield labelled(pgettext("when work is handed out", "Out"), *date_nodes(shown.out, page))
    if shown.due is not None and (shown.due.until is not None or shown.due.note):
        yield labelled(LATE, *late_nodes(shown.due, page))
    if shown.part_of:
        yield labelled(PART_OF, nodes.Text(shown.part_of))
    if shown.covers:
        yield labelled(COVERS, *joined([coverage_nodes(covered, page) for covered in shown.covers]))
    yield from _link_fields(shown.links, _FIRST_OF_WORK, page)


def _link_fields(links: Sequence[ShownLink], first: Sequence[str], page: Page) -> Iterator[nodes.field]:
    """Yield a field for each kind of resources, except for kinds of which a web page has buttons that say everything.

    A name, a size, and what is left open say more than a button.
    """
    for kind, run in groupby(links, key=lambda link: link.kind):
        listed = list(run)
        says_more = any(link.label or link.file is not None or not link.target for link in listed)
        if says_more or kind not in first or not page.interactive:
            content = joined([link_nodes(page, link) for link in listed])
            yield labelled(RESOURCE_WORDS[kind], *content, classes=(f"sem-{kind}",))
