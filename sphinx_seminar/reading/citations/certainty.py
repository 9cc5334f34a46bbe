"""Names and titles whose ends are certain, by their marks, by their words, or by the publication behind them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations import WORDS
from sphinx_seminar.reading.citations.identity import GONE, MONTH, YEAR
from sphinx_seminar.reading.citations.names import Names, read_names
from sphinx_seminar.reading.citations.one_name import is_ideographic, is_institution
from sphinx_seminar.reading.citations.publication import (
    NAME_OF_PUBLICATION,
    begins_publication,
    is_abbreviation,
    sentence_ends,
)

#: Patterns that no title contains.
_NO_TITLE = re.compile(
    "|".join(
        (
            r"\b(?:[Vv]\.|Pages?\b) \d|\b(?:vol|no|nos|pp?|ch|chap|hrsg|ed|eds)\.|\bIS[SB]N\b|\bet al\b",
            r"\b(?:\d+(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Rr]evised) [Ee]d(?:\.|n\b|ition|\Z)",
            r"\(\s*(?:\d+\w* )?[Ee]ds?\b",
            r"\([^()]*: [^()]*\)|\s//\s|\s[Ii]n:\s|\b(?:[Tt]rans(?:lated|\.)|[Ee]dited|[Ee]d\.) by\b",
            r"\b(?:Ph\.?\s?D\.?|[Mm]aster(?:’s|'s)?|[Dd]octoral) [Tt]hes[ie]s|\bTezi\b|\bTese\b|\bdissertation\b\]",
            rf"\(\s*{YEAR}\s*\)\Z|,\s*\(?{YEAR}\)?[a-z]?\Z|{MONTH}\s{YEAR}\Z",
            r"\d\s?\(\d+\)|\d[:;,]\s?\d+\s?[-–]\s?\d|;\s*\d|,\s\d+\Z",
            r"[“”«»„]\s*[,.]?\s*[A-Z]\w+ [A-Z]",
            # A publication behind a comma, as in "Dreams, Annals of Toys".
            rf"[,.]\s(?:[Ii]n )?{NAME_OF_PUBLICATION}",
            r"[,.]\s(?:[Ii]n )?(?:Workshop|Bulletin|Revista|Zeitschrift|Archives?|Univ(?:ersity)?)\b",
            r"[,.]\s(?:Working [Pp]aper|Technical [Rr]eport|Doctoral|Master|Chapter|Retrieved)\b",
        )
    )
)
#: How no title begins: with what is left of a name, the number of a list, or what leads to a book.
_NO_BEGINNING = re.compile(
    "|".join(
        (
            r"[A-Z]\.(?:[ ,;:]|[A-Z]\.)|[A-Z][\w’'-]+,? [A-Z]\.[ ,;:]|[a-z]{1,3}\. |Jr\b|Mr\b|&|and\b|et al|eds?\b",
            r"(?:Eds?|Trans|Hrsg|Hg|Dir|Coord)\.?\)|\(|,|\[?\d+\]|\d{4}\s|[a-z]+/",
            r"[Cc]hapters? (?:\d|[IVX]+\b|one|two|three|four|five|six|seven|eight|nine|ten)\S* ?(?:\(|of\b|in\b|\Z)",
            r"[Pp]p?\. ?\d|[Pp]ages? \d|[Ss]ections? \d|[Vv]ol(?:ume|\.) |[Ii]n:? (?:Proc|[A-Z][a-z]+ [A-Z]\.)",
            r"(?:Personal communication|Proceedings of|Journal of|Available|Retrieved)\b",
        )
    )
)
#: Patterns by which words without quotation marks are more than a title.
_TOO_MUCH = re.compile(
    "|".join(
        (
            r"\b(?:Press|Verlag|Publish(?:ers|ing)|Personal communication|[Ss]ubmitted)\b|\b[Vv]olume \d|\bEdition\b",
            rf",\s[\w.]{{1,5}}\Z|[A-Z]\.[A-Z]\Z|\s[a-z]\Z|\.,|\s{YEAR}\Z|\(\s*{YEAR}\s*\)|,\s\d+\s?[-–]\s?\d+\Z",
            r"\((?=[^()]*(?:\d|[Rr]eport|[Tt]hesis|[Dd]issertation|[EeÉé]d\b|[Ss]eries|[Pp]aper|[Bb]rief))[^()]*\)\Z",
        )
    )
)
#: Patterns that no list of authors contains.
_NO_NAMES = re.compile(
    r"[\d“”\"«»?!()\[\]:]|\.\.\.\.|\b(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]gg?|[Dd]irs?|[Cc]oords?|[Oo]rgs?|[Cc]omps?)\b\.?\s*\Z"
)
#: Marks of a list of names: "and", a semicolon, initials, "et al.".
_JOINED = re.compile(r"[ ,](?:and|&|und|et|y|e|и)\s|;|\b[^\W\d_a-z]\.|\bal\b|\b[A-Z]{1,3}(?:,|\Z)")
_INNER_STOP = re.compile(r"(?P<word>[^\s.]+)\.\s(?=[A-Z“\"‘(\d])")


def certain_names(block: str) -> Names | None:
    """Read a list of authors that can be nothing else; ``None`` where some of it could."""
    block = block.strip(f" ,;:–—-{GONE}")
    if not re.search(r"(?<![^\W\d_])(?:[^\W\d_]|al|Jr|Sr|jun|sen)\.\Z", block):
        block = block.rstrip(".")
    if not block or GONE in block or _NO_NAMES.search(block):
        return None
    names = read_names(block)
    if names is None or not names.authors:
        return None
    if len(names.authors) == 1 and not names.truncated and _is_bare(names.authors[0]) and not is_ideographic(block):
        return None
    whole = any(author.organisation for author in names.authors) and len(names.authors) > 1 and is_institution(block)
    return names if all(map(_is_certain, names.authors)) and not whole else None


def are_joined(block: str) -> bool:
    """Tell whether words have a mark of a list of names, such as "and" or initials: they are no name and title."""
    return _JOINED.search(block) is not None


def _is_bare(author: Author) -> bool:
    return not (author.given or author.organisation)


def _is_certain(author: Author) -> bool:
    if author.organisation:
        return len(author.family) > 2 and author.family[0].isupper() and "," not in author.family
    words = re.findall(r"[^\W\d_]+", f"{author.given} {author.family}")
    if any(word.casefold() in WORDS["no_author"] for word in words):
        return False
    if is_ideographic(author.family):
        return len(author.family) <= 5
    if author.family.endswith(("'s", "’s")):
        return False
    return len(author.family) > 1 or (author.family == "E" and bool(author.given))


def is_certain_title(title: str, *, set_off: bool) -> bool:
    """Tell whether words are a title and nothing but one; ``set_off`` where marks or italics say where it ends."""
    if len(re.findall(r"[^\W\d_]", title)) < 3 or len(title.split()) > 45 or GONE in title.strip(GONE):
        return False
    if _NO_BEGINNING.match(title) or _NO_TITLE.search(title):
        return False
    if title.count("(") != title.count(")") or title.count("“") != title.count("”"):
        return False
    if set_off:
        return True
    if _TOO_MUCH.search(title) or (re.search(r",|&", title) and read_names(title) is not None):
        return False
    return not any(not is_abbreviation(stop["word"]) for stop in _INNER_STOP.finditer(title))


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
