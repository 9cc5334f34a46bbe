"""The smaller facts of a row: status, tags, papers, the address of an online meeting, the number of meetings."""

from __future__ import annotations

import re

from sphinx_seminar.model import STATUSES, Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.links import labelled_links
from sphinx_seminar.reading.plain import listed, says_open, split_list
from sphinx_seminar.reading.vocabulary import YES_NO, words_of

_KEYS = re.compile(r"@[^\s@,;]+(?:[\s,;]+@[^\s@,;]+)+[\s,;]*\Z")
#: Labels of links to a paper that are not its title.
_GENERIC = re.compile(
    r"[\W_]*(?:(?:the )?papers?|links?|pdf|arxiv|here|url|html|web|website|doi|download|slides?|code|video|blog|bib)"
    r"[\W_]*\Z",
    re.IGNORECASE,
)
#: The start of one paper among several.
_COMPLETE = re.compile(r"@|https?:|\[|(?:doi|arxiv)\b|.*(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", re.IGNORECASE | re.DOTALL)


def read_status(cell: str) -> Reading[str]:
    """Read a status, one of the model's ``STATUSES`` where the word is known; "confirmed" and the like are none."""
    known = words_of("statuses").get(" ".join(cell.casefold().split()).rstrip("!."))
    if known is not None or not cell:
        return Reading(known if known in STATUSES else "")
    message = f"the status is {quoted(cell)}; expected one of {', '.join(STATUSES)}; it is shown as it was written"
    return Reading(cell, (Problem("data", message),))


def tags_in(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell, which commas, semicolons or line breaks separate."""
    return tuple(tag.strip() for tag in re.split(r"[,;\n]", cell) if tag.strip())


def papers_in(cell: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the papers of a cell, and links (label, target) that name none, such as ``[PDF](paper.pdf)``.

    A semicolon between the authors of one citation separates nothing; a link is the paper that its label names.
    """
    cell = listed(cell, "\n")
    if _KEYS.match(cell):
        return tuple(re.findall(r"@[^\s@,;]+", cell)), ()
    papers: list[str] = []
    others: list[tuple[str, str]] = []
    for line in cell.split("\n"):
        parts = [part for _, part in split_list(line)]
        for part in parts if all(map(_COMPLETE.match, parts)) else [line.strip()]:
            links = labelled_links(part)
            papers += [f"{label.rstrip('.')}. {target}" for label, target in links if not _GENERIC.match(label)]
            others += [link for link in links if _GENERIC.match(link[0])]
            papers += [] if links or not part or says_open(part) else [part]
    return tuple(papers), tuple(others)


def read_slot(cell: str) -> Reading[bool | None]:
    """Read whether a session takes a slot of the term plan; ``None`` where nothing is said."""
    known = YES_NO.get(cell.strip().casefold())
    if known is not None or not cell.strip():
        return Reading(known)
    message = f"whether it takes a slot is {quoted(cell)}; expected yes or no; the term plan decides"
    return Reading(None, (Problem("data", message),))


def read_meetings(cell: str) -> Reading[int]:
    """Read how many slots a session takes: 1 where nothing else is said."""
    if not cell:
        return Reading(1)
    if cell.isascii() and cell.isdecimal() and 0 < int(cell[:9]) < 1000:
        return Reading(int(cell[:9]))
    message = f"the number of meetings is {quoted(cell)}; expected a whole number of 1 or more; 1 is used"
    return Reading(1, (Problem("data", message),))
