"""Options that several directives share: people, resources, and the filters of tables and reading lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.book.filters import BOUNDS, FILTERS
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Involvement, Person, Resource
from sphinx_seminar.model.declarations import AskedFor
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.sessions.kinds import read_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.directives.base import SeminarDirective

#: The option of each kind of resource; several links of no special kind are ``:links:``.
RESOURCE_OPTIONS = {("links" if kind == "link" else kind): kind for kind in RESOURCE_KINDS}


def people_of(directive: SeminarDirective, option: str) -> tuple[Person, ...]:
    """Return the people that an option names."""
    if not directive.option(option):
        return ()
    return directive.accept(read_people(directive.option(option)), directive.option_line(option))


def resources_of(directive: SeminarDirective, option: str) -> tuple[Resource, ...]:
    """Return the resources that an option links, each with its line in the document."""
    if not directive.option(option):
        return ()
    start = directive.option_line(option)
    found = directive.accept(read_links(directive.option(option), RESOURCE_OPTIONS[option]), start)
    return tuple(replace(resource, line=start + resource.line - 1) for resource in found)


def involvements(directive: SeminarDirective) -> tuple[Involvement, ...]:
    """Return everybody with a role, role by role."""
    return tuple(Involvement(role, person) for role in PERSON_ROLES for person in people_of(directive, role))


def all_resources(directive: SeminarDirective) -> tuple[Resource, ...]:
    """Return every resource, kind by kind."""
    return tuple(resource for option in RESOURCE_OPTIONS for resource in resources_of(directive, option))


def filters_of(
    directive: SeminarDirective, names: Iterable[str] = FILTERS, table: int | None = None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the filters that a directive gives, as (name, wanted values), and declare the words that they ask for.

    ``table`` is the number of the table whose own sessions are filtered; without one those of the book are.
    """
    filters = tuple((name, wanted) for name in names if (wanted := _wanted(directive, name)))
    directive.declared.filters += [
        AskedFor(name, wanted, directive.place(directive.option_line(name)), table)
        for name, wanted in filters
        if name not in BOUNDS
    ]
    return filters


def _wanted(directive: SeminarDirective, name: str) -> tuple[str, ...]:
    """Return the values that a filter lets through; a date as its first or last day."""
    value = directive.option(name)
    if name not in BOUNDS or not value:
        words = [part.strip() for part in value.replace(";", ",").split(",") if part.strip()]
        # "Vorlesung" in a German book is what "lecture" is in every book.
        return tuple(read_kind(word, directive.config.language).words if name == "kind" else word for word in words)
    read = read_when(value, directive.config.language, instead=f"Nothing is left out by :{name}:.")
    when = directive.accept(read, directive.option_line(name))
    day = when.first if name == "from" else when.last
    return () if day is None else (day.isoformat(),)
