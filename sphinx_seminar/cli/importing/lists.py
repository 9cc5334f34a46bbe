"""Timelines and weights of grades among the lists of a page."""

from __future__ import annotations

import re

from sphinx_seminar.cli.importing.entries import Year, dated
from sphinx_seminar.cli.importing.facts import plain
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.parts import Directive
from sphinx_seminar.model.naming import folded
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.lists.grading import read_grading
from sphinx_seminar.reading.lists.timeline import read_timeline

_TIMELINE = re.compile(r"(?:.* )?(?:timeline|important dates|key dates|deadlines|dates|milestones|termine|fristen)\Z")
_GRADING = re.compile(r"(?:.* )?(?:grading|grades?|evaluation|assessment|marking|benotung|bewertung)(?: .*)?\Z")
_DIVIDED = re.compile(r"\s*(?::\s|\s[-–—]\s)\s*")


def timeline_of(block: Block, heading: str, year: Year | None) -> tuple[Directive | None, str]:
    """Return the directive for the dated items of a list under a heading of dates, and the other items as Markdown."""
    if _TIMELINE.match(folded(heading)) is None or any(item.rest or "](" in item.text for item in block.items):
        return None, ""
    dates: list[str] = []
    others: list[str] = []
    for item in block.items:
        line = _milestone(plain(item.text), year)
        (dates if line else others).append(line or f"- {item.text}")
    if len(dates) < 2 or read_timeline(dates).problems:
        return None, ""
    return Directive("timeline", lines=tuple(dates)), "\n".join(others)


def _milestone(text: str, year: Year | None) -> str:
    for mark in _DIVIDED.finditer(text, 0, 80):
        date, said = text[: mark.start()], text[mark.end() :]
        known = dated(date, year) or (date if read_when(date).value.first else "")
        if known and said:
            return f"- {known}: {said}"
    return ""


def grading_of(block: Block, heading: str) -> Directive | None:
    """Return the directive for a list of weights that add up, under a heading of grades; else nothing."""
    if _GRADING.match(folded(heading)) is None or any(item.rest or "](" in item.text for item in block.items):
        return None
    lines = [f"- {plain(item.text)}" for item in block.items]
    weighed = sum("%" in line for line in lines)
    if weighed < 2 or weighed * 2 < len(lines) or read_grading(lines).problems:
        return None
    return Directive("grading", lines=tuple(lines))
