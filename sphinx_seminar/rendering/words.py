"""The words that readers see, in the language of the book.

Sphinx knows the language of a build before it reads anything, but one process can make books in several languages, so
that no module can look a word up when it is imported: each is looked up when ``str()`` makes a text of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.locale import get_translation, get_translator

#: The name of our message catalogues.
CATALOGUE = "sphinx_seminar"

_ = get_translation(CATALOGUE)


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word with several meanings in English; ``str()`` translates it in its context."""

    context: str
    word: str

    def __str__(self) -> str:
        """Return the word in the language of the book."""
        return get_translator(CATALOGUE).pgettext(self.context, self.word)


#: By the name under which translators' tools know it.
pgettext = ContextWord


def ngettext(one: str, many: str, count: int) -> str:
    """Return the words for a number of things, as the language counts them; ``%d`` is the number."""
    return get_translator(CATALOGUE).ngettext(one, many, count)


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
TO_BE_ANNOUNCED = _("to be announced")
KEY_PAPERS = _("Key papers")
PAPER = _("Paper")
PERSON = _("Person")
IN = pgettext("before the sessions that list a paper", "In")
SUBSCRIBE = _("Subscribe")
SUBSCRIBE_NOW = _("Subscribe in the calendar of this device")
ADD_TO_CALENDAR = _("Add to calendar")
NO_SESSIONS = _("No sessions yet.")
#: ``%s`` is the number of a week of the term.
WEEK = _("Week %s")
IN_THIS_BOOK = _("In this book")
DUE = _("Due")
ASSIGNMENT = _("Assignment")
#: ``%s`` is the title of what is due, in a calendar and a feed.
DUE_WORK = _("Due: %s")
LATE = pgettext("until when late work is taken", "Late")
#: ``%s`` is a date.
LATE_UNTIL = pgettext("late work", "until %s")
PART_OF = _("Part of")
COVERS = pgettext("sessions that an exam is about", "Covers")
JOIN_ONLINE = _("Join online")
TEXT_VERSION = _("text version")
#: The picture of a deck, for those who do not see it; ``%s`` is the title of the deck.
FIRST_PAGE = _("First page of: %s")
#: What a deck is read with, as the name of a link.
AS_FILE = _("The file itself")
#: ``%s`` is the number of a page, or numbers of pages, and what comes before further numbers in the search.
PAGE = _("page %s")
ALSO_ON = _("also on page")
#: ``%s`` is a number of results that are not shown at once.
MORE = _("%s more")
#: ``%s`` is a date that no longer holds.
MOVED_FROM = _("moved from %s")


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
