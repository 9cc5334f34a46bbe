"""The course: what one book describes."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_seminar.model.people import Involvement, Person
from sphinx_seminar.model.plan import MeetingTime, Plan
from sphinx_seminar.model.problem import Place
from sphinx_seminar.model.resource import Resource
from sphinx_seminar.model.text import Text


@dataclass(frozen=True, slots=True)
class Course:
    """The facts of the course's card; ``open`` are those left open on purpose, as (option, words).

    ``facts`` are the free-text fields in the card's order, as (option, value), ``own_facts`` those under labels of the
    author's own, each of words and links. ``plan`` is the term plan, if there is one; ``hours`` are the office hours in
    a week, where they are times rather than words. ``online`` is the address of all meetings, or the words in its
    place, as in :class:`Session`; ``also_zones`` are the IANA names of the zones in which times are told besides.
    """

    title: Text
    place: Place
    anchor: str = "course"
    facts: tuple[tuple[str, str], ...] = ()
    instructors: tuple[Person, ...] = ()
    links: tuple[Resource, ...] = ()
    timezone: str = ""
    location: str = ""
    open: tuple[tuple[str, str], ...] = ()
    plan: Plan | None = None
    hours: tuple[MeetingTime, ...] = ()
    assistants: tuple[Person, ...] = ()
    own_facts: tuple[tuple[str, tuple[Resource, ...]], ...] = ()
    online: str = ""
    online_label: str = ""
    online_note: str = ""
    also_zones: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Involvement, ...]:
        """Everybody whom the course names, in their roles."""
        return (
            *(Involvement("instructor", person) for person in self.instructors),
            *(Involvement("assistant", person) for person in self.assistants),
        )
