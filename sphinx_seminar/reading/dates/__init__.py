"""Dates as people write them, read without guessing: what is ambiguous or impossible is refused with its reason."""

from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.when import read_when

__all__ = ["read_duration", "read_when"]
