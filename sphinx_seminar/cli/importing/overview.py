"""The table of the sessions that have pages, with the columns that have something to show."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_seminar.cli.importing.parts import Directive
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS

#: The columns of the table of sessions, each with what :func:`shown_by` calls it if not all sessions fill it.
_COLUMNS = (
    ("number", None), ("date", "date"), ("part", "part"), ("title", None), ("people", "speaker"),
    ("resources", "links"),
)  # fmt: skip
_LINKS = frozenset({"links", *RESOURCE_KINDS})


def shown_by(options: Iterable[str]) -> set[str]:
    """Return what the options of a session fill: people count as one, and so do links of all kinds."""
    return {"speaker" if name in PERSON_ROLES else "links" if name in _LINKS else name for name in options}


def overview(said: set[str]) -> Directive:
    """Return the directive; ``said`` is what the sessions fill."""
    columns = [name for name, option in _COLUMNS if option is None or option in said]
    return Directive("session-table", (("columns", ", ".join(columns)),))
