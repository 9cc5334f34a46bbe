"""Finding the title of a citation: its end is certain by its marks, or by the publication behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_seminar.reading.citations.certainty import is_certain_title, sentence_ends
from sphinx_seminar.reading.citations.identity import GONE
from sphinx_seminar.reading.citations.publication import begins_publication

Place = tuple[int, int]

_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’", "'": "'", "「": "」", "『": "』", "《": "》", "〈": "〉"}
OPENING = re.compile(rf"(?:(?<=[\s,.:;)\[(])|\A)[{''.join(_QUOTES)}]|(?<=[\u3000-\u9fff])[「『《]")
SKIPPED = f" .,:;–—-{GONE}"
#: What ends a title in GB/T 7714: a letter for the kind of the work; and in APA: an edition, a volume, a thesis.
_MARKER = re.compile(
    r"\s?\[(?:[JCMDRNPSGAZ]|EB|DB|CP)(?:/OL)?\](?://)?|"
    r"\s\((?=\d+(?:st|nd|rd|th)\sed\.|[Rr]ev\.\sed\.|Vols?\.\s\d|(?:Unpublished\s)?(?:[Dd]octoral|[Mm]aster))"
)
#: An apostrophe at the end of a word inside single quotation marks.
_APOSTROPHE = re.compile(r"[^,.?!][’'] [a-z]")


class Source(NamedTuple):
    """The words of a citation without its numbers and addresses, and the places of what stands in italics or a link."""

    text: str
    marks: tuple[Place, ...]


def skipped(text: str, start: int) -> int:
    """Return the position of the next word behind punctuation."""
    while start < len(text) and text[start] in SKIPPED:
        start += 1
    return start


def title_at(source: Source, start: int) -> tuple[Place | None, int]:
    """Return the place of the title that begins here, and where it is over; ``None`` where its end is not certain."""
    title, rest = set_off_title(source, start)
    if title is not None or rest > start:
        return title, rest
    text = source.text
    marker = _MARKER.search(text, start)
    if marker is not None:
        return certain_place(text, start, marker.start(), set_off=False, after=marker.end())
    for end, doubtful in sentence_ends(text[start:]):
        stop = start + end
        if doubtful:
            if len(text[start:stop].split()) > 2 and begins_publication(text, stop, source.marks, strictly=True):
                return certain_place(text, start, stop, set_off=False)
            return None, start
        if begins_publication(text, stop, source.marks, strictly=text[stop - 1] in "?!"):
            return certain_place(text, start, stop, set_off=False, ended=bool(text[stop:].strip(" .,;:–—-")))
        return None, start
    gone = text.find(GONE, start)
    return certain_place(text, start, gone if gone > start else len(text), set_off=False, ended=False)


def set_off_title(source: Source, start: int) -> tuple[Place | None, int]:
    """Return the place of a title in quotation marks, italics or a link that begins here."""
    text = source.text
    if OPENING.match(text, start):
        end = _closing(text, start)
        if end and _ends_there(source, end):
            return certain_place(text, start + 1, end, set_off=True, after=end + 1)
        return None, start + 1
    for begin, end in source.marks:
        if begin <= start < end and not text[begin:start].strip(SKIPPED):
            if not re.match(rf"[\s.,:;({GONE}\[)\]–—|-]|\Z", text[end:]):
                return None, start + 1
            quoted = OPENING.match(text, begin)
            if quoted:
                break
            return certain_place(text, start, end, set_off=True)
    return None, start


def _ends_there(source: Source, end: int) -> bool:
    """Tell whether a title ends with its closing quotation mark rather than goes on behind it."""
    text = source.text
    if re.match(r"\s*[?!:–—-]\s*\w", text[end + 1 :]):
        return False
    marked = text[end - 1] in ",." or re.match(r"\s*(?:[,.;(\[]|[Ii]n\b)", text[end + 1 :]) is not None
    return marked or begins_publication(text, end + 1, source.marks, strictly=True)


def certain_place(
    text: str, start: int, end: int, *, set_off: bool, after: int = 0, ended: bool = True
) -> tuple[Place | None, int]:
    """Return the place of a title without the marks around it, if it is certain.

    One that is not ``ended`` by a publication behind it may hold that after a comma.
    """
    after = after or end
    while end > start and text[end - 1] in SKIPPED and not text[start:end].endswith("..."):
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    found = is_certain_title(text[start:end], set_off=set_off) and (ended or "," not in text[start:end])
    return ((start, end), after) if found else (None, start)


def _closing(text: str, start: int) -> int:
    """Return where the quotation that begins here ends; 0 where it does not."""
    opening, closing = text[start], _QUOTES[text[start]]
    depth = 0
    for position in range(start + 1, len(text)):
        mark, after = text[position], text[position + 1 : position + 2]
        if mark not in closing:
            depth += mark == opening
        elif depth:
            depth -= 1
        elif not after.isalnum() and position > start + 2 and not _APOSTROPHE.match(text, position - 1):
            return position
    return 0
