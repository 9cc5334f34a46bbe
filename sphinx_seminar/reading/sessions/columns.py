"""The columns of a table by their meaning, and the record of a session that a row holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sphinx_seminar.model import Involvement, Resource, When


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """The session of one row as it was read; fields without a cell are empty.

    * ``line`` is that of the row in its file, from 1; the resources have it too.
    * ``when`` is ``None`` where the row has no date; ``duration`` is kept beside it.
    * ``papers`` are keys with their ``@``, or citations, as they were written.
    * ``number``, ``status``, ``kind``, ``online`` and ``open`` are as in :class:`~sphinx_seminar.model.Session`.
    * ``extra`` are the columns whose header has no meaning here, and what did not fit elsewhere: (header, text).
    """

    line: int
    title: str = ""
    kind: str = ""
    when: When | None = None
    duration: dt.timedelta | None = None
    people: tuple[Involvement, ...] = ()
    resources: tuple[Resource, ...] = ()
    papers: tuple[str, ...] = ()
    location: str = ""
    online: str = ""
    online_label: str = ""
    online_note: str = ""
    open: tuple[tuple[str, str], ...] = ()
    part: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    moved_from: When | None = None
    number: str = ""
    meetings: int = 1
    name: str = ""
    abstract: str = ""
    slot: bool | None = None
    extra: tuple[tuple[str, str], ...] = ()
