"""What one document declares, and the views it holds of the book."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_seminar.model import Course, Fault, Listing, Place, Resource, Session


@dataclass(frozen=True, slots=True)
class CourseView:
    """The card of the course's facts."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """The header of the session at ``anchor`` of the same document; ``titled`` where it brings its own title."""

    anchor: str
    titled: bool
    papers: tuple[PaperItem, ...] = ()


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
    or the group's title, or is ``None``.
    """

    listing: int = -1
    key: str = ""
    words: int | None = None
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

    ``anchor`` is its id on the page.
    ``show_free`` asks for the free slots of the term plan. ``captioned`` says that the first child of the view's node
    is the caption.
    """

    anchor: str
    columns: tuple[tuple[str, str], ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    group_by: str = ""
    sort: str = ""
    show_free: bool = False
    captioned: bool = False
    searchable: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference from running text; ``kind`` is the role's name, ``any`` for references that name no kind."""

    kind: str
    target: str


View = CourseView | SessionView | SlidesView | PapersView | ReadingListView | TableView | ReferenceView


@dataclass(slots=True)
class Declarations:
    """Everything that one document says about the course, in the document's order."""

    courses: list[Course] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    #: resources given by ``{slides}``, with the anchor of the session they follow ("" for none) and their place
    resources: list[tuple[str, Resource, Place]] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
