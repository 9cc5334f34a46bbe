"""A book as it is published: where its pages stand, and in which language its files speak."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_seminar.book import Book
from sphinx_seminar.exports.addresses import Address, absolute
from sphinx_seminar.exports.texts import one_line
from sphinx_seminar.model import Course, Session


@dataclass(frozen=True, slots=True)
class Edition:
    """What the files about single sessions need to know.

    ``course_url`` is the address of the first page, ``project`` tells the book from others (its terms are told apart by
    :func:`term_of`), ``language`` is a Sphinx language code.
    """

    book: Book
    address: Address
    course_url: str
    project: str
    language: str

    @property
    def course(self) -> Course | None:
        """The course of the book."""
        return self.book.course

    @property
    def zone(self) -> str:
        """The zone of every date that names none."""
        return self.book.timezone

    @property
    def scope(self) -> str:
        """What tells this term's sessions from those of other terms and of other courses."""
        return "-".join(filter(None, (one_line(self.project), term_of(self.book))))

    def page(self, session: Session) -> str:
        """Return the absolute address of a session, or ``""`` where the book doesn't know its own."""
        return absolute(self.address(session.place.docname, session.anchor))


def title_of(book: Book) -> str:
    """Return the title of the course on one line; empty for a book without one."""
    return one_line(str(book.course.title)) if book.course is not None else ""


def term_of(book: Book) -> str:
    """Return the term of a course as its author calls it, else the year in which its plan or its first date begins."""
    course = book.course
    named = one_line(dict(course.facts).get("term", "")) if course is not None else ""
    if named:
        return named
    if course is not None and course.plan is not None:
        return str(course.plan.starts.year)
    dates = [when for session in book.sessions for when in (session.moved_from, session.when) if when is not None]
    lines = [when for _name, when, _words in book.milestones]
    days = [when.first for when in dates if when.first is not None] or [when.first for when in lines if when.first]
    return str(min(days).year) if days else ""
