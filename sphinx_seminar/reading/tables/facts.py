"""The smaller facts of a row: status, tags, papers, the address of an online meeting, the number of meetings."""

from __future__ import annotations

import re

from sphinx_seminar.model import STATUSES, Problem, Reading
from sphinx_seminar.reading.links import safe_address, split_list
from sphinx_seminar.reading.tables.link_cells import whole_link
from sphinx_seminar.reading.tables.table import quoted

#: Other words for the statuses.
_STATUS_WORDS = {
    "cancelled": "canceled|cancelled|called off|abgesagt|entfällt|fällt aus|ausgefallen|annulé|annulée|cancelado"
    "|cancelada|annullato|annullata|geannuleerd|✗|❌",
    "tentative": "tentative|provisional|unconfirmed|planned|to be confirmed|tbc|vorläufig|provisoire|provisional",
    "moved": "moved|postponed|rescheduled|verschoben|verlegt|reporté|reportée|déplacé|déplacée|aplazado|spostato"
    "|rinviato|adiado|verplaatst",
    "": "confirmed|scheduled|on|ok|as planned|done|held|past|bestätigt|findet statt|confirmé|confirmado|✓|✔|✅",
}
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words.split("|")}
_KEYS = re.compile(r"@[^\s@,;]+(?:[\s,;]+@[^\s@,;]+)+[\s,;]*\Z")
_COMPLETE = re.compile(r"@|https?:|(?:doi|arxiv)\b|.*(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.IGNORECASE | re.DOTALL)


def read_status(cell: str) -> Reading[str]:
    """Read a status, one of the model's ``STATUSES`` where the word is known; "confirmed" and the like are none."""
    known = _STATUSES.get(" ".join(cell.casefold().split()).rstrip("!."))
    if known is not None or not cell:
        return Reading(known or "")
    message = f"the status is {quoted(cell)}; expected one of {', '.join(STATUSES)}; it is shown as it was written"
    return Reading(cell, (Problem("data", message),))


def tags_in(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell, which commas, semicolons or line breaks separate."""
    return tuple(tag.strip() for tag in re.split(r"[,;\n]", cell) if tag.strip())


def paper_texts(cell: str) -> tuple[str, ...]:
    """Divide the papers of a cell; a semicolon between the authors of one citation separates nothing."""
    if _KEYS.match(cell):
        return tuple(re.findall(r"@[^\s@,;]+", cell))
    papers: list[str] = []
    for line in cell.split("\n"):
        parts = [part for _, part in split_list(line)]
        papers += parts if all(map(_COMPLETE.match, parts)) else [line.strip()]
    return tuple(paper for paper in papers if paper)


def read_address(cell: str) -> Reading[tuple[str, str]]:
    """Read where an online meeting is: its address, and the text beside it or in its place."""
    label, target = whole_link(cell)
    if not target and (":" not in cell or any(mark.isspace() for mark in cell)):
        return Reading(("", cell))
    address = safe_address(target or cell)
    if address.value:
        return Reading((address.value, label if target else ""))
    return Reading(("", cell), address.problems)


def read_meetings(cell: str) -> Reading[int]:
    """Read how many slots a session takes: 1 where nothing else is said."""
    if not cell:
        return Reading(1)
    if cell.isascii() and cell.isdecimal() and 0 < int(cell[:9]) < 1000:
        return Reading(int(cell[:9]))
    message = f"the number of meetings is {quoted(cell)}; expected a whole number of 1 or more; 1 is used"
    return Reading(1, (Problem("data", message),))
