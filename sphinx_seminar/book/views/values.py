"""What a page shows of the book: plain values, complete enough to be drawn and compared without the book."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_seminar.citing import Citation
from sphinx_seminar.model import Text, When
from sphinx_seminar.model.file import FileFact


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A resource: ``target`` is an address, ``file`` a local file instead; with neither, the label stands alone.

    ``fragment`` is what follows a file's name ("#page=3").
    """

    kind: str
    label: str
    target: str = ""
    file: FileFact | None = None
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """A person in a role, as one place names them."""

    role: str
    name: str
    note: str = ""
    link: str = ""


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
class ShownDate:
    """One aspect of a date: ``when`` (all of it), ``date``, ``time`` or ``weekday``; ``before`` is the date it had.

    ``further`` are the other meetings of a session that has several. ``zone`` is the IANA zone of its times; ``held``
    is false for what does not take place: a cancelled session, a slot without one.
    """

    when: When
    aspect: str = "when"
    before: When | None = None
    further: tuple[When, ...] = ()
    zone: str = ""
    held: bool = True


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A line of a table that is no session: ``no-meeting`` with its reason, or a ``free`` slot."""

    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word that the book's language may have another for: of a ``kind`` of sessions, or of a ``status``."""

    of: str
    word: str


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One line of a paper list, or a group with ``items`` of its own.

    ``citation`` is ``None`` where the key is unknown; ``pasted`` says that it is the author's own words. ``links``
    are (kind, label, address). ``also`` are the other sessions that list it; all of them, where ``everywhere`` says so.
    ``written`` is a pasted citation, word for word, that is shown by its fields instead.
    A group's title is the author's (``words``, as in the view's item) or computed (``head``).
    """

    key: str
    anchor: str = ""
    citation: Citation | None = None
    pasted: bool = False
    links: tuple[tuple[str, str, str], ...] = ()
    also: tuple[ShownPlace, ...] = ()
    everywhere: bool = False
    bibtex: str = ""
    abstract: str = ""
    written: str = ""
    words: int | None = None
    head: ShownPlace | str = ""
    items: tuple[ShownPaper, ...] = ()


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
    """The header of a session; ``calendar`` is the path of its file for calendars."""

    kind: str
    number: str
    anchor: str
    titled: bool
    status: str = ""
    date: ShownDate | None = None
    timezone: str = ""
    location: str = ""
    online: str = ""
    part: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[ShownPerson, ...] = ()
    links: tuple[ShownLink, ...] = ()
    calendar: str = ""
    papers: tuple[ShownPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """The card of the course; ``facts`` are (option, value), ``files`` (kind, path) of the book's exports.

    ``agenda`` has the sessions that are held, by date, of which the browser shows the next.
    """

    anchor: str
    facts: tuple[tuple[str, str], ...] = ()
    instructors: tuple[ShownPerson, ...] = ()
    links: tuple[ShownLink, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    agenda: tuple[tuple[ShownDate, ShownPlace], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownSlides:
    """A deck where it stands in the text."""

    link: ShownLink
    embed: bool = False
    inline: bool = False


Cell = (
    str
    | Text
    | ShownPlace
    | ShownDate
    | ShownRemark
    | ShownWord
    | tuple[ShownLink, ...]
    | tuple[ShownPerson, ...]
    | tuple[ShownPlace, ...]
)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table; ``anchor`` is that of the session which stands here and nowhere else.

    ``calendar`` is the path of its file for calendars then. ``date`` is when it is, where no column says so.
    """

    cells: tuple[Cell, ...]
    anchor: str = ""
    calendar: str = ""
    date: ShownDate | None = None


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of sessions: columns as (name, the author's header or ``""``), rows under the labels of their groups.

    ``calendar`` is the path of the schedule, where the table has dates that it holds.
    """

    columns: tuple[tuple[str, str], ...]
    groups: tuple[tuple[Cell, tuple[ShownRow, ...]], ...]
    anchor: str
    captioned: bool = False
    searchable: bool = False
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """Dates, in the author's order, and the zone of their times; the view's node has the words of each."""

    dates: tuple[When, ...]
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ShownGrading:
    """The weights of the parts of a grade, as written; the view's node has the words of each."""

    weights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPool:
    """Topics: headers and rows of cells."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownReference:
    """Where a role's reference leads, and what it says."""

    goal: ShownPlace | None


Shown = (
    ShownCourse
    | ShownSession
    | ShownSlides
    | ShownPapers
    | ShownTable
    | ShownReference
    | ShownTimeline
    | ShownGrading
    | ShownPool
)
