"""Views of the book that a document holds: what each place of it asks to see."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_seminar.model import Resource, When
from sphinx_seminar.model.timing import Release


@dataclass(frozen=True, slots=True)
class CourseView:
    """The card of the course's facts, of the ``{course}`` at ``anchor`` of the same document.

    ``titled`` says that the first child of the view's node is a title of the author's own.
    """

    anchor: str
    titled: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    """The header of the session at ``anchor`` of the same document; ``titled`` where it brings its own title."""

    anchor: str
    titled: bool
    papers: tuple[PaperItem, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """The header of the assignment at ``anchor`` of the same document; ``titled`` where it brings its own title."""

    anchor: str
    titled: bool


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The regular meetings of the ``{series}`` at ``anchor`` of the same document; its first child is the title."""

    anchor: str


@dataclass(frozen=True, slots=True)
class SlidesView:
    """One deck, where it stands in the text; ``inline`` for the role."""

    resource: Resource
    embed: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A line of a paper list: a listing of the document by its number, or a group with lines of its own.

    ``key`` is the author's, empty for a pasted citation. ``words`` counts which child of the view's node holds the note
    or the group's title, or is ``None``; ``lead`` likewise the words before a key.
    """

    listing: int = -1
    key: str = ""
    words: int | None = None
    lead: int | None = None
    items: tuple[PaperItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PapersView:
    """A list of key papers; ``session`` is the anchor of the session it belongs to.

    ``titled`` says that the first child of the view's node is a title of the author's own.
    """

    items: tuple[PaperItem, ...]
    session: str = ""
    titled: bool = False
    sort: str = "none"
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class ReadingListView:
    """The papers of the whole book, or of the sessions that the filters let through.

    ``number`` counts the reading lists of the document from 0. ``group_by`` is ``session``, ``year``, ``author`` or
    ``none``; filters are (name, wanted values).
    """

    number: int
    group_by: str = "none"
    sort: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the book's sessions: columns as (name, header or ``""``), filters as (name, wanted values).

    ``anchor`` is its id on the page, ``number`` counts the tables of the document from 0. ``own`` says that the table
    shows the sessions that it declares alone, those of ``file`` if that is given (a path as its author wrote it).
    ``groups`` are words for the groups whose times alone it shows. ``show_free`` asks for the free slots of the term
    plan. ``captioned`` says that the first child of the view's node is the caption.
    """

    anchor: str
    number: int = 0
    file: str = ""
    own: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group_by: str = ""
    sort: str = ""
    show_free: bool = False
    captioned: bool = False
    searchable: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentTableView:
    """A table of the book's assignments, of all or of those that it declares (``own``).

    The fields are those of :class:`TableView`; ``number`` counts the tables of assignments of the document, and
    ``parts`` are the parts of the grade whose assignments it shows, none for all.
    """

    anchor: str
    number: int = 0
    own: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    sort: str = ""
    captioned: bool = False
    searchable: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference from running text; ``kind`` is the role's name, ``any`` for references that name no kind."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline: the dates, in the author's order; child by child the view's node has the words."""

    dates: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class GradingView:
    """The weights of a grade as written ("40%"), and how deep each is nested; the view's node has the words of each."""

    weights: tuple[str, ...]
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PoolView:
    """A pool of topics, the most wanted first: headers and rows of cells."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnnouncementsView:
    """Announcements: those of the document at ``anchors``, child by child of the view's node, or all of the book.

    ``limit`` is how many are shown at most, 0 for all; ``banner`` asks for the newest in the theme's banner.
    """

    anchors: tuple[str, ...] = ()
    limit: int = 0
    banner: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """The line with the release of a block: in place of a ``hidden`` block, else above the block.

    ``anchor`` is that of the directive, of whose release the book may know more.
    """

    release: Release
    hidden: bool
    anchor: str = ""
    line: int = field(default=0, metadata={"digest": False})


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The cards of the people whom the directive of this number declares, in its document."""

    number: int


@dataclass(frozen=True, slots=True)
class GridView:
    """The term, a day or the regular week as a grid; ``shape`` is ``""`` where what the book has decides.

    ``anchor`` is its id on the page; filters are (name, wanted values). ``captioned`` says that the first child of the
    view's node is the caption.
    """

    anchor: str
    shape: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[str, ...] = ()
    captioned: bool = False


View = (
    CourseView
    | SeriesView
    | SessionView
    | AssignmentView
    | SlidesView
    | PapersView
    | ReadingListView
    | TableView
    | AssignmentTableView
    | ReferenceView
    | TimelineView
    | GradingView
    | PoolView
    | AnnouncementsView
    | PeopleView
    | GridView
    | ReleaseView
)
