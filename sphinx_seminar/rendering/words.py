"""The words that readers see, in the language of the book.

They are looked up when they are shown, so that one process can build books in several languages.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx_seminar.citing import Words

_ = get_translation("sphinx_seminar")

#: Roles of people: the word for one, and for several.
ROLE_WORDS = {
    "speaker": (_("Speaker"), _("Speakers")),
    "leader": (_("Leader"), _("Leaders")),
    "facilitator": (_("Facilitator"), _("Facilitators")),
    "chair": (_("Chair"), _("Chairs")),
    "presenter": (_("Presenter"), _("Presenters")),
    "instructor": (_("Instructor"), _("Instructors")),
}

#: Kinds of resources, as a header and a table name them.
RESOURCE_WORDS = {
    "slides": _("Slides"),
    "recording": _("Recording"),
    "notes": _("Notes"),
    "material": _("Material"),
    "code": _("Code"),
    "exercises": _("Exercises"),
    "link": _("Links"),
}

#: Columns of a session table.
COLUMN_WORDS = {
    "number": _("No."),
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
}

#: Facts of the course.
FACT_WORDS = {
    "kind": _("Kind"),
    "code": _("Code"),
    "term": _("Term"),
    "institution": _("Institution"),
    "credits": _("Credits"),
    "level": _("Level"),
    "language": _("Language"),
    "places": _("Places"),
    "location": _("Location"),
    "meets": _("Meets"),
    "every": _("Every"),
    "office-hours": _("Office hours"),
}

#: The files of the schedule.
EXPORT_WORDS = {"ics": _("Calendar"), "feed": _("News feed")}

#: The index pages.
INDEX_WORDS = {"sem-papers": _("Papers"), "sem-people": _("People")}

STATUS_WORDS = {"tentative": _("tentative"), "cancelled": _("cancelled"), "moved": _("moved")}

WHEN = _("When")
WHERE = _("Where")
ONLINE = _("Online")
PAPERS = _("Papers")
PEOPLE = _("People")
TAGS = _("Tags")
KEY_PAPERS = _("Key papers")
LECTURE = _("Lecture")
ALSO_IN = _("Also in")
IN = _("In")
COPY = _("Copy")
AS_WRITTEN = _("As it was written")
SUBSCRIBE = _("Subscribe")
ADD_TO_CALENDAR = _("Add to calendar")
ALL_BIBTEX = _("BibTeX of all these papers")
NO_SESSIONS = _("No sessions yet.")
COURSE = _("Course")
PART_OF_GRADE = _("Part")
WEIGHT = _("Weight")
NO_MEETING = _("no meeting")
FREE = _("free")
IN_THIS_BOOK = _("In this book")
#: ``%s`` is a date that no longer holds.
MOVED_FROM = _("moved from %s")


def several(role: str, count: int) -> str:
    """Return the word for one person in a role, or for several."""
    one, many = ROLE_WORDS[role]
    return str(one if count == 1 else many)


def kind_word(kind: str) -> str:
    """Return a kind of session as a reader sees it: the author's own words, but for lectures."""
    return str(LECTURE) if kind == "lecture" else kind[:1].upper() + kind[1:]


def status_word(status: str) -> str:
    """Return a status as a reader sees it; one that we do not know is shown as it was written."""
    return str(STATUS_WORDS.get(status, status))


def remark_words(kind: str, reason: str) -> str:
    """Return what a table says of a slot that holds no session."""
    if kind == "free":
        return str(FREE)
    return f"{NO_MEETING}: {reason}" if reason else str(NO_MEETING)


def pages_word(count: int) -> str:
    """Return the number of pages in words."""
    return str(_("1 page")) if count == 1 else str(_("%d pages")) % count


def citation_words() -> Words:
    """Return the words of citations in the language of the book."""
    from sphinx_seminar.citing import Words

    return Words(**{field.name: str(_(str(field.default))) for field in fields(Words)})
