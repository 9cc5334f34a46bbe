"""A programme by durations: a session that has no start begins when the one before it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.when import lasting
from sphinx_seminar.reading.sessions.columns import SessionRecord


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a session; ``chained`` says that its start was worked out."""

    moment: dt.datetime
    record: SessionRecord
    chained: bool


def chain(records: Sequence[SessionRecord]) -> Reading[tuple[SessionRecord, ...]]:
    """Work out the starts that durations imply, in the order of the rows.

    A fixed time that a duration above it contradicts is pointed out, with the subtype ``data``: an overlap, or a gap
    behind a start that was worked out. Fixed times are never changed.
    """
    chained: list[SessionRecord] = []
    problems = []
    before: _End | None = None
    for record in records:
        if not _follows(record, before):
            if before is not None:
                problems += _contradictions(before, record)
            chained.append(record)
            before = _end(record, chained=False)
            continue
        if before is None:
            if not chained or not _follows(chained[-1], None):
                problems.append(_unknown(record))
            chained.append(record)
            continue
        chained.append(_started(record, before))
        before = _end(chained[-1], chained=True)
    return Reading(tuple(chained), tuple(problems))


def _follows(record: SessionRecord, before: _End | None) -> bool:
    """Tell whether a session has a duration and no start, so that it begins where the one before it ends."""
    when = record.when
    if record.duration is None:
        return False
    if when is None:
        return True
    if before is None or when.precision != "day":
        return False
    return when.first == when.last == before.moment.date()


def _started(record: SessionRecord, before: _End) -> SessionRecord:
    assert record.duration is not None
    day, starts = before.moment.date(), before.moment.time()
    zone = before.record.when.timezone if before.record.when else ""
    if record.when is not None and record.when.timezone:
        zone = record.when.timezone
    text = record.when.text if record.when is not None else ""
    offset = before.record.when.offset if before.record.when else None
    when = When(text, day, day, starts, precision="minute", timezone=zone, offset=offset)
    return replace(record, when=lasting(when, record.duration))


def _end(record: SessionRecord, chained: bool) -> _End | None:
    when = record.when
    if when is None or when.last is None or when.ends is None:
        return None
    return _End(dt.datetime.combine(when.last, when.ends), record, chained)


def _contradictions(before: _End, record: SessionRecord) -> list[Problem]:
    when = record.when
    if when is None or when.first is None or when.starts is None or before.record.duration is None:
        return []
    start = dt.datetime.combine(when.first, when.starts)
    elsewhere = before.record.location and record.location and before.record.location != record.location
    if start < before.moment and start.date() == before.moment.date() and not elsewhere:
        fault = f"before {_named(before.record)} above it ends, at {before.moment:%H:%M}"
    elif before.chained and start > before.moment and start.date() == before.moment.date():
        fault = (
            f"{_minutes(start - before.moment)} after {_named(before.record)} above it ends, at {before.moment:%H:%M}"
        )
    else:
        return []
    message = (
        f"{_named(record)} starts at {start:%H:%M}, {fault}; expected a time or a duration that agrees. Both are "
        "shown as written"
    )
    return [Problem("data", message, record.line)]


def _unknown(record: SessionRecord) -> Problem:
    message = (
        f"{_named(record)} has a duration and no start, and the row before it has no end; expected a time, or a "
        "duration there; it is shown without a time"
    )
    return Problem("data", message, record.line)


def _named(record: SessionRecord) -> str:
    return quoted(record.title)


def _minutes(length: dt.timedelta) -> str:
    minutes = length // dt.timedelta(minutes=1)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
