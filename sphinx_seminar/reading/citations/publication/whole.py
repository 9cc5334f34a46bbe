"""What stands after the title: where and by whom a paper was published."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer
from sphinx_seminar.reading.citations.publication.beside import (
    open_imprint,
    take_edited_by,
    take_editors,
    take_notes,
    take_series,
)
from sphinx_seminar.reading.citations.publication.counting import take_numbers, tidy_pages
from sphinx_seminar.reading.citations.publication.dating import take_date, take_late_month
from sphinx_seminar.reading.citations.publication.places import (
    is_publisher,
)
from sphinx_seminar.reading.citations.publication.placing import placed
from sphinx_seminar.reading.citations.publication.unpublished import take_report, take_thesis
from sphinx_seminar.reading.citations.titles.sentences import is_abbreviation, is_cut_short, sentence_ends

_IN = re.compile(
    r"(?:in\s*:|(?:in|(?:paper )?presented at|appears in|published in|to appear in|accepted (?:at|to|by|for)|dans)\b|"
    r"en\s*:|(?-i:en (?=[A-ZÁÉÍÓÚ]))|em\s*:|//)\s*(?=\S)",
    re.IGNORECASE,
)
#: "Pp. 73-98 in D. E. Slice, ed. Modern morphometrics".
_PAGES_FIRST = re.compile(r"[\s.,]*pp?\.?\s(?P<pages>\d+\s?[-–]\s?\d+),? in:?\s+", re.IGNORECASE)
#: "49 The Modern Law Review (1986), 168-194": the volume first, and the year before the pages.
_VOLUME_AND_DATE = re.compile(
    rf"[\s.,{GONE}]*(?P<volume>\d{{1,4}}) (?P<venue>[A-Z][^\d{GONE},]{{2,80}}?) {GONE}, "
    rf"(?P<pages>\d+[-–]\d+)[\s.,{GONE}]*\Z"
)
#: "113 Yale L.J. 541": volume, journal, page.
_VOLUME_FIRST = re.compile(
    rf"[\s.,{GONE}]*(?P<volume>\d{{1,4}}) (?P<venue>[A-Z][^\d{GONE},]{{2,80}}?) "
    rf"(?P<pages>\d+(?:, \d+[-–−]\d+)?)[\s.,{GONE}]*\Z"
)
_EMPTY = re.compile(rf"[(\[]\s*(?:[{GONE},;:.=\s]|in press|online)*[)\]]")
_FILLER = re.compile(
    r"(?<!\w)(?:\(?in press\)?|online|\[internet\]|\[online\]|epub|publisher:?|web|print|article|"
    r"accessed|retrieved|available|from|preprint|proceedings|"
    r"\[[JCMDR]\]|vol|no|pp|and|URL|DOI|doi|in|html|txt|электронный ресурс)(?!\w)",
    re.IGNORECASE,
)

#: No journal, conference or publisher takes more words than this.
_LONGEST = 1_000


def read_publication(tail: str, known: Draft) -> Draft:
    """Read the part after the title; ``known`` holds what is known already, the year above all."""
    if len(tail) > _LONGEST:
        return dearer(known, 60, tail[:40])
    draft = known
    tail, draft = take_notes(tail, draft)
    tail = open_imprint(tail)
    tail, draft = take_date(tail.strip(" ,;"), draft)
    tail, draft = take_thesis(tail, draft)
    tail, draft = take_report(tail, draft)
    law = _VOLUME_FIRST.match(tail) or _VOLUME_AND_DATE.match(tail)
    if law is not None and draft.year and not draft.venue:
        return draft._replace(
            venue=law["venue"],
            volume=law["volume"],
            pages=tidy_pages(law["pages"]),
            kind="article",
            cost=draft.cost - 2,
        )
    first = _PAGES_FIRST.match(tail)
    if first is not None and not draft.pages:
        tail, draft = f"in {tail[first.end() :]}", draft._replace(pages=tidy_pages(first["pages"]))
    inside = _IN.match(tail.lstrip(f" .,;{GONE}"))
    if inside is not None:
        lead = len(tail) - len(tail.lstrip(f" .,;{GONE}"))
        tail = tail[lead + inside.end() :]
        tail, draft = take_editors(tail, draft)
    else:
        tail, draft = take_edited_by(tail, draft)
    tail, draft = take_series(tail, draft)
    tail, draft = take_numbers(tail, draft, bare=True)
    tail, draft = take_late_month(tail, draft)
    return placed(_parts(tail), draft, inside is not None)


def _parts(tail: str) -> list[str]:
    """Divide what is left at the marks and at the ends of sentences."""
    for _ in range(3):
        tail = _EMPTY.sub(GONE, tail)
    parts: list[str] = []
    for stretch in tail.split(GONE):
        start = 0
        for end, doubtful in sentence_ends(stretch, 40):
            if not (doubtful or _goes_on(stretch[start:end])) or _ends_abbreviated(stretch, end):
                parts.append(stretch[start:end])
                start = end
        parts.append(stretch[start:])
    return [part for part in (_trimmed(part) for part in parts) if part]


def _goes_on(part: str) -> bool:
    """Tell whether a full stop stands in a row of abbreviations, known or not: "IEEE Trans. Intell. Transp."."""
    words = part.split()
    return (
        len(words) > 1
        and part.endswith(".")
        and words[-2].endswith(".")
        and is_abbreviation(words[-2])
        and len(words[-1]) < 9
    )


def _ends_abbreviated(stretch: str, end: int) -> bool:
    """Tell whether a name of abbreviations ends here: a publisher comes next."""
    following = stretch[end:].strip()
    before = stretch[:end].split()
    return (
        len(before) > 2 and is_publisher(following) and not following[:6].isupper() and not is_publisher(stretch[:end])
    )


def _trimmed(part: str) -> str:
    dotted = _is_dotted(part.rstrip(" ,;:"))
    part = part.strip(" ,;:.–—-•|/") + ("." if dotted else "")
    if part.count("(") > part.count(")"):
        part = part.rstrip("( ") if part.endswith("(") else part
    if part.count(")") > part.count("("):
        part = part.lstrip(") ")
    part = part.strip(" ,;:") if dotted else part.strip(" ,;:.")
    if part and part[-1].isalpha() is False and part[-1] in "([":
        part = part[:-1].strip()
    return "" if _FILLER.sub("", part).strip(" .,;:()[]/") == "" else part


def _is_dotted(part: str) -> bool:
    """Tell whether the full stop at the end belongs to an abbreviated name: "Phys. Rev. Lett.", "X, Inc."."""
    words = part.split()
    if words and (words[-1] in ("Inc.", "Ltd.", "Graph.") or re.fullmatch(r"(?:[A-Za-z]\.){2,}", words[-1])):
        return True
    if not part.endswith(".") or len(words) < 2:
        return False
    if not words[-2].endswith("."):
        return is_cut_short(words[-1]) and not any(len(word) < 3 or is_abbreviation(word) for word in words[:-1])
    return is_abbreviation(words[-1]) or (len(words[-1]) < 7 and words[-1][0].isupper() and is_abbreviation(words[-2]))
