"""The places of a book as they show it: plain values, complete enough to be drawn and compared without the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sphinx_seminar.book.views.values import (
    Cell,
    ShownCoverage,
    ShownDate,
    ShownDue,
    ShownEvent,
    ShownGroup,
    ShownLink,
    ShownPaper,
    ShownPerson,
    ShownPlace,
    ShownRegular,
    ShownWeek,
)
from sphinx_seminar.model import Assignment, Course, MeetingTime, Profile, Series, Session, Text, When
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.views import GradingView, PoolView, ReleaseView


@dataclass(frozen=True, slots=True)
class ShownPapers:
    """A list of papers; ``title`` is ``own`` (the author's words), ``default`` or ``none``.

    ``export`` is the path of the file that has its BibTeX, ``""`` where none is written.
    """

    items: tuple[ShownPaper, ...]
    title: str = "default"
    numbered: bool = False
    export: str = ""


@dataclass(frozen=True, slots=True)
class ShownSession:
    """The header of a session, as the book knows it; ``location`` and ``online`` have the words where they are open.

    ``calendar`` is the path of its file for calendars, ``calendars`` those of its groups.
    ``reading`` is where its papers begin, ``listed`` their number; ``papers`` are those that the header itself has.
    ``shares_online`` says that its address online is the course's, whose card tells it too.
    """

    session: Session
    titled: bool
    date: ShownDate | None = None
    location: str = ""
    online: str = ""
    people: tuple[ShownPerson, ...] = ()
    links: tuple[ShownLink, ...] = ()
    calendar: str = ""
    calendars: tuple[tuple[ShownGroup, str], ...] = ()
    papers: tuple[ShownPaper, ...] = ()
    listed: int = 0
    reading: ShownPlace | None = None
    shares_online: bool = False
    covers: tuple[ShownCoverage, ...] = ()
    announcements: tuple[ShownAnnouncement, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownProfile:
    """The card of somebody; ``role`` is empty where the heading of the group says it."""

    profile: Profile
    role: str = ""
    photo: FileFact | None = None


@dataclass(frozen=True, slots=True)
class ShownPeople:
    """Cards under their roles: (the author's word, the role that it means, cards); one group alone has no heading."""

    groups: tuple[tuple[str, str, tuple[ShownProfile, ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownAnnouncement:
    """An announcement: its date, and its words, or the number of the child of the view's node that has them.

    ``place`` is where its list has it. ``ends`` says that it has a last day, ``over`` that this comes before that of
    the term.
    """

    date: ShownDate | None
    said: tuple[Text | ShownPlace, ...]
    place: ShownPlace
    words: int | None = None
    ends: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class ShownAnnouncements:
    """A list of announcements, the newest first."""

    items: tuple[ShownAnnouncement, ...]


@dataclass(frozen=True, slots=True)
class ShownAssignment:
    """The header of an assignment; ``points`` and ``part_of`` have the words where the author leaves them open."""

    assignment: Assignment
    titled: bool
    out: ShownDate | None = None
    due: ShownDue | None = None
    points: str = ""
    part_of: str = ""
    covers: tuple[ShownCoverage, ...] = ()
    links: tuple[ShownLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """The card of a course, as the book knows it; ``files`` are (kind, path) of the book's exports.

    ``agenda`` is what the course has on known dates, by date, of which the browser shows the next; ``scheduled`` says
    that the book has sessions, which its readers look for before anything else. ``own_facts`` are those under labels of
    the author's own, and ``online`` the way into all meetings. ``groups`` are those that have calendars, as (name,
    path).
    """

    course: Course
    instructors: tuple[ShownPerson, ...] = ()
    links: tuple[ShownLink, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    agenda: tuple[ShownEvent, ...] = ()
    scheduled: bool = False
    assistants: tuple[ShownPerson, ...] = ()
    own_facts: tuple[tuple[str, tuple[ShownLink, ...]], ...] = ()
    online: ShownLink | None = None
    groups: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownMeetings:
    """The regular times of a group, of all where ``group`` is none, with its people and the path of its calendar."""

    group: ShownGroup | None
    times: tuple[MeetingTime, ...]
    people: tuple[ShownPerson, ...] = ()
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """Regular meetings beside the course's own: when each group meets, and who is at all of them."""

    series: Series
    meetings: tuple[ShownMeetings, ...]
    people: tuple[ShownPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSlides:
    """A deck where it stands in the text."""

    link: ShownLink
    embed: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table; ``anchor`` is that of the session which stands here and nowhere else.

    ``calendar`` is the path of its file for calendars then. ``date`` is when it is, where no column says so. ``state``
    is what a glance tells it by: ``cancelled``, ``break``, ``milestone``, or the kind of a remark. ``papers`` counts
    those of a session, the first of which is at ``reading``, where no column names them; ``due`` is due on its day,
    where no column says so; ``work`` is the name of the assignment that the row is, for the reader's browser.
    ``regular`` says that it is at a regular time of the course.
    """

    cells: tuple[Cell, ...]
    anchor: str = ""
    calendar: str = ""
    date: ShownDate | None = None
    state: str = ""
    work: str = ""
    papers: int = 0
    reading: ShownPlace | None = None
    due: tuple[ShownEvent, ...] = ()
    regular: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of sessions: columns as (name, the author's header or ``""``), rows under the labels of their groups.

    ``calendar`` is the path of the schedule, where the table has dates that it holds; ``works`` says that its rows are
    assignments. ``choice`` are the groups of the dates, each with the path of its calendar, where there is a choice.
    ``regular`` is what most rows have in common, where the author names no columns.
    """

    columns: tuple[tuple[str, str], ...]
    groups: tuple[tuple[Cell, tuple[ShownRow, ...]], ...]
    anchor: str
    captioned: bool = False
    searchable: bool = False
    calendar: str = ""
    works: bool = False
    choice: tuple[tuple[ShownGroup, str], ...] = ()
    regular: ShownRegular | None = None


@dataclass(frozen=True, slots=True)
class ShownGridItem:
    """What stands in a cell of a grid: a ``session``, something ``due``, a day ``off``, or regular ``hours``.

    ``hours`` are told where the grid does not say them, ``group`` is the label of those who have it. ``span`` numbers
    the items of a cell that overlap in time: those of one number stand side by side.
    """

    kind: str
    label: Text
    place: ShownPlace | None = None
    hours: When | None = None
    group: str = ""
    location: str = ""
    word: str = ""
    span: int = 0


@dataclass(frozen=True, slots=True)
class ShownGridCell:
    """A cell: the day or the room that it stands for, as a list on a phone says it, and what is in it."""

    label: dt.date | int | str
    items: tuple[ShownGridItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGridRow:
    """A row: the week or the hours at its head, and a cell for each column; ``day`` heads the rows of another day."""

    head: ShownWeek | When
    cells: tuple[ShownGridCell, ...]
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """A grid of a ``shape``; its columns are weekdays, counted from 0, or rooms."""

    shape: str
    anchor: str
    columns: tuple[int | str, ...] = ()
    rows: tuple[ShownGridRow, ...] = ()
    zone: str = ""
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """Dates, in the author's order, and the zone of their times; the view's node has the words of each."""

    dates: tuple[When, ...]
    zone: str = ""


#: The content of a view; what a view of the document alone says is its own content.
Shown = (
    ShownCourse
    | ShownSeries
    | ShownSession
    | ShownAssignment
    | ShownSlides
    | ShownPapers
    | ShownTable
    | ShownTimeline
    | ShownPlace
    | GradingView
    | PoolView
    | ReleaseView
    | ShownAnnouncements
    | ShownPeople
    | ShownGrid
)
