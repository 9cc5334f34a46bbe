"""Differences between Sphinx 7.4 to 9 and MyST-Parser 3 to 5; no other module depends on their versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from sphinx import version_info

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

B = TypeVar("B", bound="type[Builder]")


def domains_of(env: BuildEnvironment) -> list[Domain]:
    """Return the domains of an environment by their names; ``env.domains`` became a class of its own in Sphinx 8.1."""
    return [env.domains[name] for name in sorted(cast("Any", env.domains))]


def set_heading_level(rubric: nodes.Element, level: int) -> None:
    """Set the level, from 1, at which a rubric (a heading that opens no section) is drawn.

    MyST-Parser 3 draws every rubric itself, and reads the level from an attribute of its own.
    """
    rubric["heading-level"] = rubric["level"] = level


def writes_all_at_once(builder: B) -> B:
    """Let a class of builders write all documents in one call of ``write_documents``, also before Sphinx 8.1."""

    def write(self: Any, *_documents: Any) -> None:
        self.events.emit("write-started", self)
        self.write_documents(self.env.found_docs)

    if version_info < (8, 1):
        cast("Any", builder).write = write
    return builder
