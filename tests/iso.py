"""Dates in few characters, for tests to compare: ISO 8601 (2019), sections 5.2 to 5.5."""

from __future__ import annotations

from sphinx_seminar.model import When


def format_iso(when: When) -> str:
    """Write a date as ISO 8601, an interval with a solidus: ``2021-06-07T14:00/2021-06-07T16:00``.

    Days are ``2021-06-07``, months ``2021-07``, years ``2021``; empty for a date that is not known. Times are local,
    without zone.
    """
    if when.first is None or when.last is None:
        return ""
    if when.precision == "minute" and when.starts is not None:
        start = f"{when.first.isoformat()}T{when.starts:%H:%M}"
        return start if when.ends is None else f"{start}/{when.last.isoformat()}T{when.ends:%H:%M}"
    length = {"year": 4, "month": 7}.get(when.precision, 10)
    first, last = (day.isoformat()[:length] for day in (when.first, when.last))
    return first if first == last else f"{first}/{last}"
