"""Announcements in lists, on the sessions that they name, in the banner, and as plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sphinx_seminar.book import Book
from sphinx_seminar.book.references import SESSIONS, find, find_any
from sphinx_seminar.book.views.shown import ShownAnnouncement, ShownAnnouncements
from sphinx_seminar.book.views.values import ShownDate, ShownPlace
from sphinx_seminar.model import Announcement, Mention, Place, Session, Text
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.views import AnnouncementsView


def show_announcements(book: Book, docname: str, view: AnnouncementsView) -> ShownAnnouncements:
    """Return the announcements of a view, or of the whole book where it has none of its own; the newest first.

    Those without a date stand before all; the view's ``limit`` cuts the list.
    """
    own = {(docname, anchor): number for number, anchor in enumerate(view.anchors)}
    items = [
        _shown(book, place, announcement, own.get((place.docname, announcement.anchor)))
        for place, announcement in book.announcements
        if not own or (place.docname, announcement.anchor) in own
    ]
    return ShownAnnouncements(tuple(items[: view.limit] if view.limit else items))


def announcements_of(book: Book, session: Session) -> tuple[ShownAnnouncement, ...]:
    """Return the announcements that refer to a session, the newest first."""
    return tuple(
        _shown(book, place, announcement, None)
        for place, announcement in book.announcements
        if session.name in sessions_named(book, place, announcement)
    )


def sessions_named(book: Book, place: Place, announcement: Announcement) -> tuple[str, ...]:
    """Return the names (``Session.name``) of the sessions that an announcement at ``place`` refers to, each once."""
    goals = [_goal(book, place.docname, piece) for piece in announcement.words if isinstance(piece, Mention)]
    sessions = (book.session_at(goal.docname, goal.anchor) for kind, goal in filter(None, goals) if kind in SESSIONS)
    return tuple(dict.fromkeys(session.name for session in sessions if session is not None))


def plain_words(book: Book, place: Place, announcement: Announcement) -> str:
    """Return an announcement as plain text: for each reference its author's words, or the title of its target."""
    return "".join(
        str(piece.label if isinstance(piece, ShownPlace) else piece) for piece in _said(book, place, announcement)
    )


def is_over(book: Book, announcement: Announcement) -> bool:
    """Tell whether the last day of an announcement is before that of the term; on paper such ones are left out."""
    return book.plan is not None and announcement.ends is not None and announcement.ends < book.plan.ends


def banner_of(book: Book, documents: Mapping[str, Declarations]) -> tuple[str, ShownPlace, dt.date | None] | None:
    """Return the newest dated announcement of the lists with a banner, or ``None``: its words, place and last day.

    A banner without a last day (``None``) stays; others go after that day.
    """
    wanted = {
        (docname, anchor)
        for docname, declared in documents.items()
        for view in declared.views
        if isinstance(view, AnnouncementsView) and view.banner
        for anchor in view.anchors or ("",)
    }
    everything = any(not anchor for _docname, anchor in wanted)
    announcements = (
        (place, told)
        for place, told in book.announcements
        if told.when.first is not None and (everything or (place.docname, told.anchor) in wanted)
    )
    place, told = next(announcements, (None, None))
    if place is None or told is None:
        return None
    return plain_words(book, place, told), ShownPlace(place.docname, told.anchor, Text()), told.ends


def _shown(book: Book, place: Place, announcement: Announcement, words: int | None) -> ShownAnnouncement:
    """Return an announcement to draw; ``words`` counts the child of the view's node with its words, if one has them."""
    when = announcement.when
    date = ShownDate(when, "date" if when.first is not None and when.starts is None else "when", zone=book.timezone)
    return ShownAnnouncement(
        date if when.first is not None or when.text or when.tba else None,
        () if words is not None else tuple(_said(book, place, announcement)),
        ShownPlace(place.docname, announcement.anchor, Text()),
        words,
        ends=announcement.ends is not None,
        over=is_over(book, announcement),
    )


def _said(book: Book, place: Place, announcement: Announcement) -> Iterator[Text | ShownPlace]:
    """Yield the words of an announcement, references as links; one that leads nowhere is its words or its target."""
    for piece in announcement.words:
        if isinstance(piece, Text):
            yield piece
            continue
        kind_and_goal = _goal(book, place.docname, piece)
        label = Text.plain(piece.words) if piece.words and not _is_name(piece) else Text()
        if kind_and_goal is None:
            yield label or Text.plain(piece.words or piece.target)
        else:
            goal = kind_and_goal[1]
            yield ShownPlace(goal.docname, goal.anchor, label or goal.label, title=goal.title)


def _is_name(mention: Mention) -> bool:
    """Tell whether the words of a reference only repeat its target, as "intro" for ``#intro``."""
    return mention.kind == "any" and mention.words.strip("#` ") == mention.target.strip("#` ")


def _goal(book: Book, docname: str, mention: Mention) -> tuple[str, ShownPlace] | None:
    """Return the kind of a reference's target ("session") and the link, or ``None`` where the target is unknown."""
    if mention.kind == "any":
        return find_any(book, mention.target.removeprefix("#"), docname)
    goal = find(book, mention.kind, mention.target, docname)
    return None if goal is None else (mention.kind, goal)
