"""The words that readers see, in the language of the book.

They are looked up when they are shown, so that one process can build books in several languages.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from babel.dates import get_month_names

from sphinx_seminar.citing import Words
from sphinx_seminar.model import STATUSES
from sphinx_seminar.model.text import locale_of
from sphinx_seminar.rendering.dates import format_days_of_term
from sphinx_seminar.rendering.language import _, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.citing import Words

#: Roles of people: the word for one, and for several.
ROLE_WORDS = {
    "speaker": (_("Speaker"), _("Speakers")),
    "leader": (_("Leader"), _("Leaders")),
    "facilitator": (_("Facilitator"), _("Facilitators")),
    "chair": (_("Chair"), _("Chairs")),
    "presenter": (_("Presenter"), _("Presenters")),
    "instructor": (_("Instructor"), _("Instructors")),
    "coordinator": (_("Coordinator"), _("Coordinators")),
    "organiser": (_("Organiser"), _("Organisers")),
    "assistant": (_("Assistant"), _("Assistants")),
}

#: Kinds of resources, as a header and a table name them.
RESOURCE_WORDS = {
    "slides": _("Slides"),
    "recording": _("Recording"),
    "notes": _("Notes"),
    "material": _("Material"),
    "code": _("Code"),
    "exercises": _("Exercises"),
    "solution": _("Solution"),
    "submit": pgettext("where work is handed in", "Submit"),
    "link": _("Links"),
}

#: Columns of a session table.
COLUMN_WORDS = {
    "number": _("No."),
    "week": _("Week"),
    "date": _("Date"),
    "time": _("Time"),
    "weekday": _("Day"),
    "title": _("Title"),
    "kind": _("Kind"),
    "people": _("People"),
    **{role: word for role, (word, _several) in ROLE_WORDS.items()},
    "location": _("Location"),
    "resources": _("Resources"),
    "slides": _("Slides"),
    "recording": _("Recording"),
    "papers": _("Papers"),
    "part": _("Part"),
    "tags": _("Tags"),
    "status": _("Status"),
    "due": _("Due"),
}

#: Columns of a table of assignments that sessions have not.
WORK_WORDS = {
    "out": pgettext("when work is handed out", "Out"),
    "points": _("Points"),
    "part-of": _("Part of"),
    "covers": pgettext("sessions that an exam is about", "Covers"),
    "exercises": RESOURCE_WORDS["exercises"],
    "solution": RESOURCE_WORDS["solution"],
    "submit": RESOURCE_WORDS["submit"],
}

#: Facts of the course.
FACT_WORDS = {
    "kind": _("Kind"),
    "code": pgettext("of a course", "Code"),
    "term": _("Term"),
    "institution": _("Institution"),
    "credits": _("Credits"),
    "level": _("Level"),
    "language": _("Language"),
    "places": _("Places"),
    "location": _("Location"),
    "meets": _("Meets"),
    "groups": _("Groups"),
    "every": _("Every"),
    "office-hours": _("Office hours"),
}

#: The files of the schedule.
EXPORT_WORDS = {
    "ics": _("Calendar"),
    "due": _("Calendar of what is due"),
    "feed": _("News feed"),
    "frab": _("For conference apps"),
}

#: The index pages.
INDEX_WORDS = {"sem-papers": _("Papers"), "sem-people": _("People")}

#: Kinds of sessions that have a word of ours: in running text, as a heading, and as a heading with a number.
KIND_WORDS = {
    "lecture": (_("lecture"), _("Lecture"), _("Lecture %s")),
    "session": (_("session"), _("Session"), _("Session %s")),
}

STATUS_WORDS = {"tentative": _("tentative"), "cancelled": _("cancelled"), "moved": _("moved")}

WHEN = _("When")
WHERE = _("Where")
ONLINE = _("Online")
PAPERS = _("Papers")
TAGS = _("Tags")
TO_BE_ANNOUNCED = _("to be announced")
#: Before the groups of the course, among which a reader chooses.
YOUR_GROUPS = _("Your groups")
#: What undoes the choice.
ALL_GROUPS = pgettext("of participants", "all")
KEY_PAPERS = _("Key papers")
PAPER = _("Paper")
PERSON = _("Person")
ALSO_IN = _("Also in")
IN = pgettext("before the sessions that list a paper", "In")
ABSTRACT = _("Abstract")
SUBSCRIBE = _("Subscribe")
#: Before the address of a calendar, for those who have to give it to their program themselves.
SUBSCRIBE_HOW = _(
    "In a calendar program choose to add a calendar from the internet, and give it this address; "
    "it then follows every change:"
)
SUBSCRIBE_NOW = _("Subscribe in the calendar of this device")
ADD_TO_CALENDAR = _("Add to calendar")
#: A lecture's chapter as a PDF.
HANDOUT = _("Handout")
ALL_BIBTEX = _("BibTeX of all these papers")
NO_SESSIONS = _("No sessions yet.")
PART_OF_GRADE = pgettext("of a grade", "Part")
WEIGHT = _("Weight")
#: ``%s`` is when and where a course meets: "Mon 14:00–16:00, MI 02.07.014".
UNLESS = _("%s, unless a row says otherwise")
NO_MEETING = _("no meeting")
#: ``%s`` is the reason, as "Whit Monday".
NO_MEETING_BECAUSE = _("no meeting: %s")
FREE = _("free")
#: Of a date of a group for which nobody has chosen a topic.
TOPIC_FREE = _("Topic still free")
#: The heading of what a table by weeks or months knows no day of.
NO_DATE = _("No date yet")
#: ``%s`` is the number of a week of the term.
WEEK = _("Week %s")
IN_THIS_BOOK = _("In this book")
#: What the facts of the course are folded behind.
ABOUT = _("About")
ALL_DATES = _("All dates and deadlines")
DUE = _("Due")
ASSIGNMENT = _("Assignment")
#: ``%s`` is the title of what is due, in a calendar and a feed.
DUE_WORK = _("Due: %s")
HANDED_OUT = pgettext("when work is handed out", "Out")
LATE = pgettext("until when late work is taken", "Late")
#: ``%s`` is a date.
LATE_UNTIL = pgettext("late work", "until %s")
PART_OF = _("Part of")
COVERS = pgettext("sessions that an exam is about", "Covers")
NO_WORK = _("No assignments yet.")
JOIN_ONLINE = _("Join online")
#: ``%s`` is the name of a person.
MAIL_TO = _("E-mail to %s")
PAGE_OF = _("Web page of %s")
TEXT_VERSION = _("text version")
#: The picture of a deck, for those who do not see it; ``%s`` is the title of the deck.
FIRST_PAGE = _("First page of: %s")
#: What a deck is read with, as the name of a link.
AS_FILE = _("The file itself")
#: Of a deck whose pages cannot be searched or read aloud.
SCANNED = _("pictures without text")
#: ``%s`` is the number of a page, or numbers of pages, and what comes before further numbers in the search.
PAGE = _("page %s")
ALSO_ON = _("also on page")
#: ``%s`` is a number of results that are not shown at once.
MORE = _("%s more")
#: ``%s`` is a date that no longer holds.
WEBSITE = _("Website")
MOVED_FROM = _("moved from %s")
#: Of a time on the clocks of another zone.
THE_NEXT_DAY = _("the next day")
THE_DAY_BEFORE = _("the day before")

#: Where something waits; ``%s`` is a day, as "Thu 5 Nov".
FROM = pgettext("before the day of what is not shown yet", "from %s")
FROM_A_LATER_DAY = _("from a later day")
#: Above what only instructors see yet; ``%s`` is a day.
STUDENTS_FROM = _("for students from %s")
STUDENTS_LATER = _("for students from a later day")
FOR_INSTRUCTORS = _("for instructors only")

#: The words of citations, by their fields in :class:`Words`.
CITATION_WORDS = {
    "and_": pgettext("in a citation", "and"),
    "ampersand": pgettext("in a citation", "&"),
    "et_al": pgettext("in a citation", "et al."),
    "no_date": pgettext("in a citation", "n.d."),
    "in_": pgettext("in a citation", "In"),
    "in_lower": pgettext("in a citation", "in"),
    "editor": pgettext("in a citation", "Ed."),
    "editors": pgettext("in a citation", "Eds."),
    "edited_by": pgettext("in a citation", "edited by {}"),
    "retrieved": pgettext("in a citation", "Retrieved {}"),
    "volume": pgettext("in a citation", "Vol. {}"),
    "volume_lower": pgettext("in a citation", "vol. {}"),
    "number": pgettext("in a citation", "No. {}"),
    "number_lower": pgettext("in a citation", "no. {}"),
    "page": pgettext("in a citation", "p. {}"),
    "pages": pgettext("in a citation", "pp. {}"),
    "pages_whole": pgettext("in a citation", "pages {}"),
    "article": pgettext("in a citation", "Article {}"),
    "article_lower": pgettext("in a citation", "article {}"),
    "edition": pgettext("in a citation", "{} ed."),
    "edition_number": pgettext("in a citation", "ed. {}"),
    "preprint": pgettext("in a citation", "arXiv preprint {}"),
    "chapter": pgettext("in a citation", "Chapter {}"),
    "chapter_lower": pgettext("in a citation", "ch. {}"),
    "version": pgettext("in a citation", "Version {}"),
    "translator": pgettext("in a citation", "Trans."),
    "translated_by": pgettext("in a citation", "Translated by {}"),
    "original": pgettext("in a citation", "Original work published {}"),
    "circa": pgettext("in a citation", "ca. {}"),
    "before_our_era": pgettext("in a citation", "{} BCE"),
    "decade": pgettext("in a citation", "{}s"),
    "software": pgettext("in a citation", "Computer software"),
    "dataset": pgettext("in a citation", "Dataset"),
    "phd_thesis": pgettext("in a citation", "PhD thesis"),
    "thesis": pgettext("in a citation", "Thesis"),
    "doctoral_thesis": pgettext("in a citation", "Doctoral dissertation"),
    "masters_thesis": pgettext("in a citation", "Master's thesis"),
    "bachelors_thesis": pgettext("in a citation", "Bachelor's thesis"),
    "report": pgettext("in a citation", "Technical report"),
    "open_quote": pgettext("in a citation", "“"),
    "close_quote": pgettext("in a citation", "”"),
    "day": pgettext("in a citation", "{month} {day}, {year}"),
}


#: What the scripts of a page say, by the name they have for it. Words in braces are places for what they find out.
SCRIPT_WORDS = {
    "copy": _("Copy"),
    "over": _("Earlier"),
    "done": pgettext("papers of a list", "{read} read"),
    "due": _("Due {time}"),
    "finished": pgettext("mark on an assignment that the reader has done", "Done"),
    "finishedOf": pgettext("assignments", "{read} of {all} done"),
    "filter": _("Filter"),
    "hint": _("Title, person, tag"),
    "jump": _("In the schedule"),
    "matches": _("{shown} of {all}"),
    "next": pgettext("before the time of a session", "Next"),
    "read": pgettext("mark on a paper that the reader has read", "Read"),
    "nothing": _("nothing matches"),
    "progress": _("{read} of {all} read"),
    "sort": _("Sort by"),
    "subscribe": SUBSCRIBE_NOW,
    "tick": _("Tick what you have read; this browser remembers it."),
    "until": _("until {time}"),
    "yours": _("{time} your time"),
}


def several(role: str, count: int) -> str:
    """Return the word for one person in a role, or for several."""
    one, many = ROLE_WORDS[role]
    return str(one if count == 1 else many)


def shared_role(notes: Sequence[str], language: str) -> str:
    """Return the role that a note says of several people, as a label: "Organisers"; ``""`` if they share none."""
    note = notes[0] if len(notes) > 1 and len(set(notes)) == 1 and notes[0].isalpha() else ""
    plural = "s" if note and language.startswith("en") and not note.endswith("s") else ""
    return f"{note[:1].upper()}{note[1:]}{plural}"


def kind_word(kind: str, number: str = "") -> str:
    """Return a kind of session as a heading has it: the author's own words, but for lectures: "Lecture 8", "Oral"."""
    if kind not in KIND_WORDS:
        return f"{kind[:1].upper()}{kind[1:]} {number}".rstrip()
    _word, heading, numbered = KIND_WORDS[kind]
    return str(numbered) % number if number else str(heading)


def kind_in_text(kind: str) -> str:
    """Return a kind of session as a cell of a table has it, and a category: "lecture", "oral"."""
    return str(KIND_WORDS[kind][0]) if kind in KIND_WORDS else kind


def status_class(status: str) -> str:
    """Return the class of what has a status; one in an author's own words has none of its own."""
    known = status if status in STATUSES else "other"
    return f"sem-status-{known if status else 'regular'}"


def status_word(status: str) -> str:
    """Return a status as a reader sees it; one that we do not know is shown as it was written."""
    return str(STATUS_WORDS.get(status, status))


#: What stands in place of a session, or above those without a date.
_REMARKS = {"free": FREE, "no-date": NO_DATE}


_DUE_WORDS = re.compile(
    r"\b(?:due|deadlines?|submission|fällig|fristen?|abgabe\w*|échéances?|date limite|fecha límite|plazos?|entregas?)\b"
    r"|締め?切|期限|提出|截止"
)


def says_due(title: str) -> bool:
    """Tell whether a title says by itself that something is due then, in a language of readers."""
    return _DUE_WORDS.search(title.casefold()) is not None


def week_words(number: int, first: dt.date, last: dt.date, language: str) -> str:
    """Return a week of the term as a heading: "Week 3 · 26–30 October"."""
    return f"{str(WEEK) % number} · {format_days_of_term(first, last, language)}"


def remark_words(kind: str, reason: str, groups: Sequence[str] = ()) -> str:
    """Return what a table says of a slot that holds no session, and of which groups, where it is not all."""
    missed = str(NO_MEETING_BECAUSE) % reason if reason else str(NO_MEETING)
    words = str(_REMARKS[kind]) if kind in _REMARKS else missed
    return f"{words} ({', '.join(groups)})" if groups else words


def pages_word(count: int) -> str:
    """Return the number of pages in words."""
    return ngettext("%d page", "%d pages", count) % count


def points_word(points: str) -> str:
    """Return the points of an assignment in words, where they are a number alone."""
    if not points.isdecimal():
        return points
    return ngettext("%d point", "%d points", int(points)) % int(points)


def papers_word(count: int) -> str:
    """Return a number of papers in words."""
    return ngettext("%d paper", "%d papers", count) % count


def page_word(number: int) -> str:
    """Return the name of a page as a heading has it."""
    words = str(PAGE) % number
    return words[:1].upper() + words[1:]


def citation_words(language: str = "en") -> Words:
    """Return the words of citations in the language of the book, and its names of months."""
    told: dict[str, Any] = {name: str(word) for name, word in CITATION_WORDS.items()}
    words = Words(**told)
    locale = locale_of(language)
    if locale is None or locale.language == "en":
        return words
    months = tuple(get_month_names("wide", locale=locale).values())
    return replace(words, months=months, months_short=months)
