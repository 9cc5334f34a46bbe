"""The files, references and foreign names that a document was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.sources.stamps import State

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was read from: a digest of the content of its files, and the times and size of each.

    ``source`` is the name of its own file, whose ending says how it is read. ``references`` are its own, as (domain,
    kind, target): they show titles and numbers of what they lead to. ``sought`` are the files that were looked for,
    with whether they were there: MyST does so to see what a link is. ``abroad`` are the names that it took from the
    inventories of other books, each with a digest of what these had under it.
    """

    content: str = ""
    stamps: tuple[State, ...] = ()
    source: str = ""
    references: tuple[tuple[str, str, str], ...] = ()
    sought: tuple[tuple[str, bool], ...] = ()
    abroad: tuple[tuple[str, str], ...] = ()


def origins_of(env: BuildEnvironment) -> dict[str, Origin]:
    """Return the origin of each document, by docname; the domain saves origins with its declarations."""
    origins: dict[str, Origin] = domain_of(env).data["origins"]
    return origins
