"""The contents of views: plain values, complete enough to be drawn and compared without the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sphinx_seminar.citing import Citation
from sphinx_seminar.model import MeetingTime, Text, When
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.timing import Release


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A resource: ``target`` is an address, ``file`` a local file instead; with neither, the label stands alone.

    ``fragment`` is what follows a file's name ("#page=3"). ``release`` is when students see it: in place of a link that
    waits, or beside one that only instructors see yet.
    """

    kind: str
    label: str
    target: str = ""
    file: FileFact | None = None
    fragment: str = ""
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person in a role, as one place names them; ``open`` says that the name stands for one who is not known yet.

    ``index_name`` is what tables and indices sort by: "Noether, Emmy".
    """

    role: str
    name: str
    note: str = ""
    link: str = ""
    open: bool = False
    index_name: str = ""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A link to a session or a paper of the book; ``docname`` is empty where nothing can be linked.

    ``title`` is a paper's, which its short name does not say.
    """

    docname: str
    anchor: str
    label: Text
    status: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of participants, by the key that the browser knows it by, and what readers call it.

    ``series`` is what the browser knows its series by, or the course's own meetings: a reader is in one group of each.
    """

    key: str
    label: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class ShownDate:
    """One aspect of a date: ``when`` (all of it), ``date``, ``time`` or ``weekday``; ``before`` is the date it had.

    ``further`` are the other meetings of a session that has several. ``zone`` is the course's, an IANA name: hours
    in another name theirs; ``also`` are further zones, in which the beginning is told too. ``held`` is
    false for what does not take place: what is cancelled, by its own status or by an exception of the plan.
    ``deadline`` says that it is over when it begins. ``group`` is the one that it is the date of, at ``location`` where
    the page says no other; ``others`` are those of the other groups.
    """

    when: When
    aspect: str = "when"
    before: When | None = None
    further: tuple[When, ...] = ()
    zone: str = ""
    held: bool = True
    also: tuple[str, ...] = ()
    deadline: bool = False
    group: ShownGroup | None = None
    location: str = ""
    others: tuple[ShownDate, ...] = ()

    @property
    def of_groups(self) -> tuple[ShownDate, ...]:
        """The dates of all groups, each by itself."""
        return (replace(self, others=()), *self.others)


@dataclass(frozen=True, slots=True)
class ShownDue:
    """A due date: ``until`` is the end of late work, ``note`` the author's words on lateness."""

    date: ShownDate
    until: ShownDate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownCoverage:
    """The sessions that something is about: links to the first and the last, which may be one."""

    first: ShownPlace
    last: ShownPlace


@dataclass(frozen=True, slots=True)
class ShownRooms:
    """The rooms of groups that are in different ones."""

    rooms: tuple[tuple[ShownGroup, str], ...]


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A week of the term: its number, and the days from which to which it goes, a year or a weekend apart."""

    number: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A line of a table that is no session: ``no-meeting`` with its reason, a ``free`` slot, ``no-date`` of a group.

    ``groups`` are the labels of those that it tells of, where it is not all of them.
    """

    kind: str
    reason: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word that the book's language may have another for: of a ``kind`` of sessions, or of a ``status``."""

    of: str
    word: str


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One line of a paper list, or a group with ``items`` of its own.

    ``citation`` is ``None`` where the key is unknown; its title leads to ``address``. ``links`` are (kind, label,
    address). ``lead`` counts the words before a key as ``words`` does the note. ``also`` are the other sessions that
    list it; all of them, where ``everywhere`` says so.
    A group's title is the author's (``words``, as in the view's item) or computed (``head``).
    """

    key: str
    anchor: str = ""
    citation: Citation | None = None
    address: str = ""
    links: tuple[tuple[str, str, str], ...] = ()
    also: tuple[ShownPlace, ...] = ()
    everywhere: bool = False
    bibtex: str = ""
    abstract: str = ""
    words: int | None = None
    lead: int | None = None
    head: ShownPlace | str = ""
    items: tuple[ShownPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """What the course has on a date: a session, something that is ``due``, or a ``free`` date of the term plan.

    ``papers`` counts those of a session, the first of which is at ``reading``.
    """

    date: ShownDate
    place: ShownPlace
    kind: str = "session"
    location: str = ""
    online: str = ""
    people: tuple[ShownPerson, ...] = ()
    links: tuple[ShownLink, ...] = ()
    papers: int = 0
    reading: ShownPlace | None = None


Cell = (
    str
    | Text
    | ShownPlace
    | ShownDate
    | ShownDue
    | ShownRemark
    | ShownRooms
    | ShownWeek
    | ShownWord
    | tuple[str | ShownLink, ...]
    | tuple[ShownPerson, ...]
    | tuple[ShownPlace, ...]
    | tuple[ShownCoverage, ...]
    | tuple[ShownEvent, ...]
)


@dataclass(frozen=True, slots=True)
class ShownRegular:
    """The regular meetings, with their rooms, that most rows of a table are at, and the days between which it is."""

    meetings: tuple[MeetingTime, ...]
    first: dt.date
    last: dt.date
