"""People and what they do in a session."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sphinx_seminar.model.plan import MeetingTime
from sphinx_seminar.model.problem import Place

#: The roles that an option can give, in the order in which a header shows them.
PERSON_ROLES = (
    *("speaker", "leader", "facilitator", "chair", "presenter", "instructor"),
    *("coordinator", "organiser", "assistant"),
)


#: What stands before or behind a name in some places and not in others.
_TITLE = (
    r"(?:(?:apl|ao|em|hon|jun|univ|ass|asst|assoc|priv)\.?[-\s]*)*(?:prof|professor|professorin|doz|dozent)\b\.?"
    r"(?:in\b)?|dr\.?(?:[-\s]*(?:rer|nat|med|phil|jur|h|c|ing|habil|mult|sc|techn)\.)*(?=\s)|dra\.?|doctor|pd|pr\.|ing\."
    r"|(?:dipl|mag)\.(?:-\w+\.?)?|mr\.?|mrs\.?|ms\.?|herr|frau|sir|dame|m\.?\s?sc\.|b\.?\s?sc\.|m\.?\s?a\."
)
_BEFORE = re.compile(rf"(?:(?:{_TITLE})[-\s]+)+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:,\s*(?:ph\.?\s?d|m\.?\s?sc|b\.?\s?sc|m\.?d|esq)\.?|\s*(?:教授|准教授|博士|先生|老师|さん))+\s*\Z",
    re.IGNORECASE,
)


def without_titles(name: str) -> str:
    """Return a name without academic titles and forms of address."""
    return _BEHIND.sub("", _BEFORE.sub("", name, count=1) if _BEFORE.match(name) else name) or name


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as one place of the book names them: ``Name (note) <link>``.

    ``link`` is a web or ``mailto:`` address, or empty. ``inverted`` is the name as an index has it, "Noether, Emmy";
    it is empty where the name has no such form.
    """

    name: str
    note: str = ""
    link: str = ""
    inverted: str = field(default="", compare=False)

    @property
    def identity(self) -> str:
        """The key by which mentions are one person: the name without spacing, capitals and titles."""
        return " ".join(without_titles(self.name).split()).casefold()

    @property
    def index_name(self) -> str:
        """The name as an index has it."""
        return self.inverted or self.name


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody as ``{people}`` declares them, with what a card shows.

    * ``person`` has the name, what stands in brackets behind it, and the mail or the website as the link.
    * ``role`` is the author's word, ``counts_as`` one of :data:`PERSON_ROLES`, or ``""`` where it means none.
    * ``photo`` is the picture's path as written, ``alt`` the words in its place.
    * ``written_hours`` are the office hours in words, ``hours`` the same where they are times; ``location`` is where,
      ``online`` an address or words.
    * ``extra`` are the columns that have no meaning here, as (header, text); ``open`` says that nobody is known yet.
    * ``anchor`` is the id of the card, ``table`` counts the directives of the document from 0.
    """

    person: Person
    place: Place
    role: str = ""
    counts_as: str = ""
    pronouns: str = ""
    photo: str = ""
    alt: str = ""
    mail: str = ""
    website: str = ""
    written_hours: str = ""
    hours: tuple[MeetingTime, ...] = ()
    location: str = ""
    online: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    open: bool = False
    anchor: str = ""
    table: int = 0

    @property
    def says_more(self) -> bool:
        """Tell whether anything but the name and the role is known."""
        known = (self.pronouns, self.person.note, self.photo, self.mail, self.website, self.written_hours)
        return any((*known, self.location, self.online, self.extra))


@dataclass(frozen=True, slots=True)
class Involvement:
    """A person in a role, one of :data:`PERSON_ROLES`, of some ``groups`` (their labels), or of all."""

    role: str
    person: Person
    groups: tuple[str, ...] = ()
