"""Groups with the same content at times of their own: "Section 1: Tue 10:00-11:30 @ Aula; Section 2: Wed 13:00"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.plan import MeetingGroup
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import uncased
from sphinx_seminar.reading.dates.regular_times import read_parts, split_at_labels
from sphinx_seminar.reading.plain import says_open, split_list

_EXPECTED = "expected are labels and times such as Section 1: Tue 10:00-11:30 @ Aula; Section 2: Wed 13:00-14:30"


@dataclass(frozen=True, slots=True)
class MeetingGroups:
    """Groups in the order in which they are first named, and the time zone that their times name, if they do."""

    groups: tuple[MeetingGroup, ...] = ()
    zone: str = ""


@dataclass(slots=True)
class _Group:
    """A group while it is read: its label, the line of that, and its times as they are written, with their lines."""

    label: str
    line: int
    parts: list[tuple[int, str]] = field(default_factory=list)
    open: bool = False


def read_groups(text: str, language: str = "en") -> Reading[MeetingGroups]:
    """Read groups with their times; a label holds until the next one, and a group may be named again.

    What is not understood is left out; a group stays without times where they are open ("TBA") or not understood.
    ``language`` is a Sphinx language code. Problems have the subtypes ``group`` and ``plan``.
    """
    found: dict[str, _Group] = {}
    problems: list[Problem] = []
    group: _Group | None = None
    for line, part in split_list(text):
        for label, times in split_at_labels(part, language):
            if label:
                group = found.setdefault(uncased(label), _Group(label, line))
            if group is None:
                message = f"{quoted(times)} stands before the first label of a group; {_EXPECTED}. No group meets then."
                problems.append(Problem("group", message, line))
            elif says_open(times):
                group.open = True
            elif times:
                group.parts.append((line, times))
    groups, zone = [], ""
    for group in found.values():
        if not group.parts and not group.open:
            message = (
                f"the group {quoted(group.label)} has no times; {_EXPECTED}, or TBA. What it has is to be announced."
            )
            problems.append(Problem("group", message, group.line))
        read = read_parts(group.parts, language, zone)
        zone = read.value.zone
        problems += read.problems
        groups.append(MeetingGroup(group.label, read.value.times))
    return Reading(MeetingGroups(tuple(groups), zone), tuple(problems))


def split_by_group(text: str, labels: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield what stands behind the label of each group, as (line, label, text), first what stands before any.

    ``labels`` are those that there are, in any capitals; what is another's stays part of the text.
    """
    known = {uncased(label): label for label in labels}
    found = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True)) or "(?!)"
    marks = list(re.finditer(rf"(?:\A|[;,\n])\s*(?P<label>{found})\s*[:：]", text, re.IGNORECASE))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    if before := text[: marks[0].start() if marks else len(text)].strip():
        yield 1, "", before
    for mark, end in zip(marks, ends, strict=False):
        yield text.count("\n", 0, mark.end()) + 1, known[uncased(mark["label"])], text[mark.end() : end].strip()
