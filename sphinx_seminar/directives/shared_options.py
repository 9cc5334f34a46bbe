"""The options that name people and resources, which the course and its sessions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Involvement, Person, Resource
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.sessions.people import read_all_names

if TYPE_CHECKING:
    from sphinx_seminar.directives.base import SeminarDirective

#: The option of each kind of resource; several links of no special kind are ``:links:``.
RESOURCE_OPTIONS = {("links" if kind == "link" else kind): kind for kind in RESOURCE_KINDS}


def people_of(directive: SeminarDirective, option: str) -> tuple[Person, ...]:
    """Return the people that an option names."""
    if not directive.option(option):
        return ()
    return directive.accept(read_all_names(directive.option(option)), directive.option_line(option))


def resources_of(directive: SeminarDirective, option: str) -> tuple[Resource, ...]:
    """Return the resources that an option links, each with its line in the document."""
    if not directive.option(option):
        return ()
    start = directive.option_line(option)
    found = directive.accept(read_links(directive.option(option), RESOURCE_OPTIONS[option]), start)
    return tuple(
        Resource(resource.kind, resource.target, resource.label, start + resource.line - 1) for resource in found
    )


def involvements(directive: SeminarDirective) -> tuple[Involvement, ...]:
    """Return everybody with a role, role by role."""
    return tuple(Involvement(role, person) for role in PERSON_ROLES for person in people_of(directive, role))


def all_resources(directive: SeminarDirective) -> tuple[Resource, ...]:
    """Return every resource, kind by kind."""
    return tuple(resource for option in RESOURCE_OPTIONS for resource in resources_of(directive, option))
