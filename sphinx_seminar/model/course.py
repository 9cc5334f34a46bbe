"""The course: what one book describes."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_seminar.model.people import Person
from sphinx_seminar.model.place import Place
from sphinx_seminar.model.resource import Resource
from sphinx_seminar.model.text import Text


@dataclass(frozen=True, slots=True)
class Course:
    """The facts of the course's card.

    ``facts`` are the free-text fields in the card's order, as (option, value). The five fields of the term plan
    (``starts ends meets every except_``) are kept as the author wrote them.
    """

    title: Text
    place: Place
    anchor: str = "course"
    facts: tuple[tuple[str, str], ...] = ()
    instructors: tuple[Person, ...] = ()
    links: tuple[Resource, ...] = ()
    timezone: str = ""
    location: str = ""
    starts: str = ""
    ends: str = ""
    meets: str = ""
    every: str = ""
    except_: str = ""
    office_hours: str = ""
