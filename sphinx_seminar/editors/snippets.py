"""Snippets for MyST Markdown, in the form of Visual Studio Code.

Typing ``lecture`` offers the directive with the options that most have, ``:slides`` the line of an option, ``{paper``
a role (https://code.visualstudio.com/docs/editing/userdefinedsnippets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from sphinx_seminar.book.views.headings import GROUPS as TABLE_GROUPS
from sphinx_seminar.book.views.papers import GROUPS as LIST_GROUPS
from sphinx_seminar.directives.material import SORTS
from sphinx_seminar.directives.registry import DIRECTIVES
from sphinx_seminar.model import STATUSES


@dataclass(frozen=True, slots=True)
class Shape:
    """The snippet of a directive: its usual options, and the lines of its body.

    ``argument`` is an example of what stands behind its name.
    """

    meaning: str
    argument: str = ""
    options: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


_PAPERS = ("- @key", "- Author, A. (2021). Title. Venue.")

#: The directives by name.
SHAPES: dict[str, Shape] = {
    "course": Shape(
        "The course, once a book: its facts and its term plan.",
        "Title",
        ("term", "instructors", "timezone", "starts", "ends", "meets", "except"),
        ("What the course is about.",),
    ),
    "lecture": Shape(
        "A lecture; its title is the heading that it stands under.",
        options=("name", "date", "speaker", "slides", "recording"),
        body=("An abstract.",),
    ),
    "session": Shape(
        "Something else that happens: a meeting, a talk, an exam.",
        "Title",
        ("kind", "date", "location"),
        ("An abstract.",),
    ),
    "series": Shape(
        "Other regular meetings, such as labs, and the groups that have them.",
        "Lab",
        ("groups", "instructor"),
        ("What they are about.",),
    ),
    "slides": Shape("A deck of the session above.", "slides/part-2.pdf", ("title",)),
    "key-papers": Shape("What to read for the session above.", body=_PAPERS),
    "reading-list": Shape("Every paper of the book.", options=("group-by",)),
    "session-table": Shape("The sessions of the book, or those of a file.", options=("columns", "caption")),
    "assignment": Shape(
        "Work that is due: homework, a project, a report.",
        "Homework 1",
        ("out", "due", "points", "exercises", "submit"),
        ("What to do.",),
    ),
    "assignment-table": Shape("The assignments of the book, or those of a file.", options=("columns", "caption")),
    "announcements": Shape(
        "What all are told, the newest first.", body=("- 2021-05-10..2021-05-17: No class on Monday.",)
    ),
    "people": Shape(
        "Who belongs to the course: a card each.",
        body=(
            "| Name | Role | Photo | E-mail | Office hours | Place |",
            "|---|---|---|---|---|---|",
            "| Another Name (she/her) | Teaching assistant | | name@example.org | Tue 14:00-15:00 | Room 1 |",
        ),
    ),
    "session-grid": Shape("The term, a day or the regular week as a grid.", options=("shape",)),
    "timeline": Shape("Dated lines.", body=("- 2021-07-01: Reports are due",)),
    "release": Shape("Words that students see from a day on.", "2026-11-05 12:00", body=("The solution.",)),
    "grading": Shape("The parts of the grade.", body=("- Report: 40%", "- Presentation: 60%")),
    "topic-pool": Shape(
        "Topics that wait for a meeting, the most wanted first.",
        body=("| Topic | Suggested by | Know | Want to learn |", "|---|---|---|---|", "| Topic | | | |"),
    ),
}

#: The meaning of each option, and an example: a text, or a tuple of all values that it may have.
OPTIONS: dict[str, tuple[str, str | tuple[str, ...]]] = {
    "name": ("What references call it; unique in the book.", "name"),
    "class": ("Classes of CSS.", "class"),
    "kind": ("What it is, in words of your own; for a table or a list, the kinds that it shows.", "invited talk"),
    "code": ("Of a session, its source code; of the course, the numbers of its modules.", "https://example.org"),
    "term": ("When the course is held, in words.", "Summer 2021"),
    "institution": ("Who offers the course.", "University"),
    "credits": ("What the course counts.", "5 ECTS"),
    "level": ("For whom the course is.", "Master"),
    "language": ("The language of teaching.", "English"),
    "places": ("How many can take part.", "12"),
    "location": ("The room.", "Room 1"),
    "count-breaks": ("Whether weeks in which no meeting takes place are counted.", ("yes", "no")),
    "meets": ("The regular times of the term plan.", "Mon 14:00-16:00"),
    "groups": (
        "The regular times of groups that have the same content, each behind its label.",
        "Section 1: Tue 10:00-11:30 @ Room 1; Section 2: Wed 13:00-14:30",
    ),
    "group": ("The groups whose times alone the table shows.", "Section 1"),
    "release": ("When students see what it holds.", "2026-11-05 12:00"),
    "series": ("The series whose slots it takes.", "Lab"),
    "every": ("How often the course meets.", "2 weeks"),
    "office-hours": ("When students can come.", "Mon 14:00-15:00; Fri 14:00-15:00"),
    "starts": ("The first day of the term plan.", "2021-04-12"),
    "ends": ("The last day of the term plan.", "2021-07-16"),
    "except": ("Days without a meeting, each with its reason.", "2021-05-24 Whit Monday; 2021-06-03..2021-06-06"),
    "instructors": ("Who teaches the course.", "Name (note) <name@example.org>"),
    "assistants": ("Who assists in the course.", "Name <name@example.org>"),
    "facts": (
        "Facts of your own, each behind a label.",
        "Textbook: Deep Learning <https://example.org>; Exam: oral, 30 minutes",
    ),
    "also-zones": ("Further IANA time zones in which times are told.", "America/Toronto; Asia/Tokyo"),
    "links": ("Further links.", "Label <https://example.org>"),
    "timezone": ("The IANA time zone of the dates.", "Europe/Berlin"),
    "date": ("The date; of a table, the day of rows that name only their hours.", "2021-06-07 14:00-16:00"),
    "duration": ("How long it takes.", "2h"),
    "online": (
        "The address of an online meeting, of the course that of all.",
        "Zoom <https://example.org> (passcode 123)",
    ),
    "papers": ("What to read, in one line.", "@key; @key"),
    "out": ("When it is handed out: a date, or a lecture with a distance.", "ntk"),
    "due": ("When it is due: a date, or a lecture with a distance.", "ntk + 1 week 23:59"),
    "late": ("How long after that work is still taken.", "2 days"),
    "points": ("How much it counts.", "20"),
    "part-of": ("The part of the grade that it belongs to; for a table, the parts that it shows.", "Report"),
    "covers": ("The lectures that it is about, from the first to the last.", "ntk..ntk"),
    "solution": ("The solution.", "sheets/1-solution.pdf"),
    "submit": ("Where work is handed in.", "Label <https://example.org>"),
    "part": ("The part of the course; for a table or a list, the parts that it shows.", "Part"),
    "tags": ("Keywords; for a table, those that it shows.", "kernels, theory"),
    "status": ("Whether it takes place as planned; for a table, the statuses that it shows.", STATUSES),
    "moved-from": ("The date that it had before it was moved.", "2021-05-31 14:00-16:00"),
    "number": ("The number of the lecture or the assignment; none for a lecture without one.", "8"),
    "slot": ("Whether it takes a slot of the term plan, where the plan would decide otherwise.", ("yes", "no")),
    "meetings": ("How many slots of the term plan it takes.", "2"),
    "speaker": ("Who speaks.", "Name"),
    "leader": ("Who leads the discussion.", "Name"),
    "facilitator": ("Who moderates.", "Name"),
    "chair": ("Who chairs.", "Name"),
    "presenter": ("Who presents.", "Name"),
    "instructor": ("Who teaches this session.", "Name"),
    "coordinator": ("Who coordinates.", "Name"),
    "organiser": ("Who organises.", "Name"),
    "assistant": ("Who assists.", "Name"),
    "slides": ("The deck: a file of the book or an address.", "slides/deck.pdf"),
    "recording": ("The recording.", "https://example.org"),
    "notes": ("Lecture notes.", "notes/notes.pdf"),
    "material": ("Other material.", "https://example.org"),
    "exercises": ("Exercise sheets.", "sheets/1.pdf"),
    "title": ("The title that is shown.", "Title"),
    "embed": ("Show the deck in the page.", ""),
    "sort": (
        "The order: a column of a table, or how papers are sorted; - in front turns it round.",
        tuple(dict.fromkeys(("date", "-date", "title", *SORTS))),
    ),
    "numbered": ("Number the papers.", ""),
    "group-by": ("What the lines are grouped by.", tuple(dict.fromkeys((*LIST_GROUPS, *TABLE_GROUPS)))),
    "columns": ("The columns, each with a header of its own after =.", "number, title=Topic, resources"),
    "caption": ("The words above the table.", "Caption"),
    "shape": ("What the grid shows: the weeks of the term, a day, or the regular week.", ("term", "day", "week")),
    "limit": ("How many announcements are shown at most.", "3"),
    "banner": ("Show the newest announcement in the banner of the theme.", ""),
    "searchable": ("Let readers filter the table.", ""),
    "show-free": ("Show the free slots of the term plan.", ""),
    "file": ("The file that declares the rows: CSV, TSV, YAML, JSON, a calendar, a workbook.", "schedule.yml"),
    "whole-book": ("Show all sessions of the book beside those of the file or the body.", ""),
    "person": ("The people whose sessions the table shows.", "Name"),
    "from": ("The first day that the table shows.", "2021-04-12"),
    "to": ("The last day that the table shows.", "2021-07-16"),
}


Snippet = dict[str, Any]

#: For each role a sentence on its target.
ROLES = {
    "lecture": ("A lecture, by its name.", "name"),
    "session": ("A session, by its name.", "name"),
    "assignment": ("What is due, by its name.", "name"),
    "paper": ("A paper, as Jacot et al. (2018).", "key"),
    "paper:p": ("A paper in parentheses, as (Jacot et al., 2018).", "key"),
    "person": ("A person of the book.", "Name"),
    "slides": ("A deck in running text.", "Label <slides/deck.pdf>"),
}


def snippets() -> dict[str, Snippet]:
    """Return all snippets by their titles."""
    by_title = {f"{{{name}}}": _directive(name, shape) for name, shape in SHAPES.items()}
    by_title |= {f":{name}:": _option(name) for name in OPTIONS}
    return by_title | {f"{{{name}}}`…`": _role(name) for name in ROLES}


def _directive(name: str, shape: Shape) -> Snippet:
    stops = count(1)
    argument = f" {_stop(shape.argument, stops)}" if shape.argument else ""
    lines = [f"```{{{name}}}{argument}"]
    lines += [f":{option}: {_stop(OPTIONS[option][1], stops)}" for option in shape.options]
    lines += ["", *(_stop(line, stops) for line in shape.body)] if shape.options and shape.body else []
    lines += [] if shape.options else [_stop(line, stops) for line in shape.body]
    return _snippet(name, shape.meaning, [*lines, "```", "$0"])


def _option(name: str) -> Snippet:
    meaning, example = OPTIONS[name]
    takers = [taker for taker, directive in DIRECTIVES.items() if name in (directive.option_spec or ())]
    of = f" Of {', '.join(takers)}." if len(takers) < len(DIRECTIVES) else ""
    return _snippet(f":{name}", meaning + of, [f":{name}: {_stop(example, count(1))}".rstrip()])


def _role(name: str) -> Snippet:
    meaning, example = ROLES[name]
    return _snippet(f"{{{name}", meaning, [f"{{{name}}}`{_stop(example, count(1))}`$0"])


def _snippet(prefix: str, description: str, body: list[str]) -> Snippet:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _stop(example: str | tuple[str, ...], stops: Iterator[int]) -> str:
    """Return the tab stop of an option's value, with its example or choices; empty for an option without a value."""
    if not example:
        return ""
    if isinstance(example, str):
        return f"${{{next(stops)}:{_escaped(example, '}')}}}"
    return f"${{{next(stops)}|{','.join(_escaped(value, ',|') for value in example)}|}}"


def _escaped(text: str, special: str) -> str:
    return re.sub(rf"[\\${re.escape(special)}]", r"\\\g<0>", text)
