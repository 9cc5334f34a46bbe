"""Views: what the places of a document ask the book to show.

Directives and roles put views into nodes of the document. The author's words are children of the view's node, counted
from 0. An ``anchor`` is an id within the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_seminar.model import Resource, When
from sphinx_seminar.model.timing import Release


@dataclass(frozen=True, slots=True)
class CourseView:
    """The card with the facts of the ``{course}`` at ``anchor`` of the same document.

    ``titled`` says that the first child of the view's node is a title of the author's own.
    """

    anchor: str
    titled: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    """The header of the session at ``anchor`` of the same document, with the ``papers`` that its option lists.

    ``titled`` says that the first child of the view's node is the title.
    """

    anchor: str
    titled: bool
    papers: tuple[PaperItem, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """The header of the assignment at ``anchor`` of the same document; ``titled`` as in :class:`SessionView`."""

    anchor: str
    titled: bool


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The regular meetings of the ``{series}`` at ``anchor`` of the document; the node's first child is the title."""

    anchor: str


@dataclass(frozen=True, slots=True)
class SlidesView:
    """A deck in the text: a link, and with ``embed`` the deck as well; ``inline`` is for the role ``{slides}``."""

    resource: Resource
    embed: bool = False
    inline: bool = False


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A line of a paper list: a listing of the document by its number, or a group with lines of its own.

    ``listing`` is -1 for a group. ``key`` is the author's, empty for a pasted citation. ``words`` is the number of the
    child of the view's node that holds the note or the group's title, ``lead`` that of the words before a key; both are
    ``None`` without such words.
    """

    listing: int = -1
    key: str = ""
    words: int | None = None
    lead: int | None = None
    items: tuple[PaperItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PapersView:
    """A list of key papers of the session at the anchor ``session``, ``""`` where it stands above all sessions.

    ``titled`` says that the first child of the view's node is a title of the author's own. ``sort`` is ``none``,
    ``year`` or ``author``, with ``-`` in front for descending.
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
    ``none``; ``sort`` is as in :class:`PapersView`, ``""`` for by author; filters are (name, wanted values).
    """

    number: int
    group_by: str = "none"
    sort: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the book's sessions: columns as (name, header or ``""``), filters as (name, wanted values).

    ``anchor`` is the table's id on the page, ``number`` counts the tables of the document from 0. ``own`` says that the
    table shows no other sessions than its own rows, those of ``file`` (a path as its author wrote it) or of its body.
    ``sort`` is a column, with ``-`` in front for descending, ``""`` for by date. ``groups`` are the author's words for
    groups of the course: dates of other groups are not shown. ``show_free`` asks for the free slots of the term plan.
    ``captioned`` says that the first child of the view's node is the caption.
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
    """A table of the book's assignments, or with ``own`` of those of its rows alone.

    The fields are those of :class:`TableView`, but ``number`` counts the tables of assignments of the document, and
    ``sort`` is ``""`` for by due date. ``parts`` name the parts of the grade whose assignments are shown, none for all.
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
    """A reference from running text; ``kind`` is the role's name, ``any`` for ``[](#name)`` and the like."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A timeline: the dates, in the author's order; each child of the view's node has the words of one date."""

    dates: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class GradingView:
    """The weights of a grade's parts as written ("40%"), and their levels from 0; each child of the node has a name."""

    weights: tuple[str, ...]
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PoolView:
    """A table of topics, the most wanted first; each child of the view's node has a cell, row by row."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnnouncementsView:
    """Announcements of the document at ``anchors``, or all of the book where ``anchors`` is empty.

    Each child of the view's node has the words of one anchor. ``limit`` is how many are shown at most, 0 for all;
    ``banner`` asks for the newest in the theme's banner.
    """

    anchors: tuple[str, ...] = ()
    limit: int = 0
    banner: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """The line that tells when a block is released: in place of a ``hidden`` block, else above the block.

    ``anchor`` is that of the session or assignment with the block, whose day the book may compute, ``""`` for others.
    ``line`` is the source line of the release.
    """

    release: Release
    hidden: bool
    anchor: str = ""
    line: int = field(default=0, metadata={"digest": False})


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The cards of the people of a ``{people}``; ``number`` counts those directives of the document from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class GridView:
    """The book as a grid; ``shape`` is ``term``, ``day`` or ``week``, or ``""`` for the one that fits the book.

    ``anchor``, ``filters``, ``groups`` and ``captioned`` are as in :class:`TableView`.
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
