"""Claims of sessions on slots of the term plan, by their kinds, dates and options."""

from __future__ import annotations

from enum import Enum

from sphinx_seminar.model import Session, Slot, When


class Claim(Enum):
    """The slots of the term plan that a session asks for."""

    NOTHING = "no slot"
    NEXT = "the next free slot, in the order of the book"
    ITS_DAY = "the first free slot of its day"
    ITS_TIME = "every slot that it overlaps"
    ITS_ROOM = "every slot that it overlaps, unless it has a room of its own"


def claim_of(session: Session) -> Claim:
    """Return the claim of a session, by the manual's rule "who takes a slot"."""
    if session.slot is False:
        return Claim.NOTHING
    chosen = session.is_lecture or session.slot is True
    if undated(session):
        return Claim.NEXT if chosen else Claim.NOTHING
    when = session.when
    assert when is not None
    if not when.dated:
        return Claim.NOTHING
    if chosen:
        return claim_of_date(when)
    if when.starts is None or session.counts_as == "aside":
        return Claim.NOTHING
    if session.counts_as == "exam":
        return Claim.ITS_TIME
    return Claim.NOTHING if session.status == "cancelled" else Claim.ITS_ROOM


def claim_of_date(when: When) -> Claim:
    """Return the claim of a date: one without hours asks for one slot of its day, and gets the hours of that slot.

    Several days without hours are a block, which fills the slots of its days.
    """
    return Claim.ITS_DAY if when.starts is None and when.first == when.last else Claim.ITS_TIME


def keeps_old_date(session: Session) -> bool:
    """Tell whether the slot from which a session was moved stays its own, so that nobody else moves up."""
    fixed = session.is_lecture or session.counts_as == "exam" or session.slot is True
    return fixed and session.slot is not False and session.moved_from is not None and session.moved_from.dated


def undated(session: Session) -> bool:
    """Tell whether the author gave no date at all; one that was refused is a date."""
    when = session.when
    return when is None or (when.first is None and not when.tba and not when.text.strip())


def in_room_of(session: Session, slot: Slot, course_room: str) -> bool:
    """Tell whether a session is where the course meets: in no room of its own, that of the slot, or the course's."""
    return not session.location or _plain(session.location) in {_plain(slot.room), _plain(course_room)} - {""}


def _plain(room: str) -> str:
    return " ".join(room.casefold().split())
