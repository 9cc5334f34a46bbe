"""Reading a publication: a journal or proceedings, as far as the punctuation of a style tells its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sphinx_seminar.reading.citations import WORDS
from sphinx_seminar.reading.citations.identity import GONE, YEAR, month_number
from sphinx_seminar.reading.citations.identity import MONTH as MONTHS

_END = re.compile(r"[.?!。．…]['\"”’)\]]?(?=[\s\ue000]|\Z)|[?!](?=,)|(?<=[^\W\d_])[.](?=[A-Z][a-z]+ )")


def is_abbreviation(word: str) -> bool:
    """Tell whether a full stop after the word is part of it."""
    bare = word.strip("([{\"“‘'").rstrip(".").casefold()
    return bare in WORDS["abbreviations"] or re.fullmatch(r"[^\W\d_](?:\.[^\W\d_])*", bare) is not None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a name in abbreviations or a series goes on: ", Invent. Math.", "Proc. R. Soc. London. Series B"."""
    if re.match(r" (?:I{1,3}|IV|VI{0,3})\. \S", text[end : end + 8]):
        return True
    if re.match(r" (?:Series|Ser\.|Section|Part) [A-Z]\b", text[end : end + 20]):
        return True
    row = not start or text[max(0, start - 2) : start].strip() in (",", ".", "”", '"', "»")
    following = re.match(r" ([A-Z][a-z]{1,9})\.", text[end : end + 14])
    return row and end - start < 10 and following is not None and is_abbreviation(following[1])


def sentence_ends(text: str, most: int = 14) -> Iterator[tuple[int, bool]]:
    """Yield the positions after the mark that ends a sentence, and whether an abbreviation makes that doubtful."""
    for end in islice(_END.finditer(text), most):
        start_of_word = max(text.rfind(mark, 0, end.start()) for mark in " -\ue000") + 1
        word = text[start_of_word : end.start()]
        if word.isdigit() and re.match(r"\s?(?:Aufl|[eé]d\b)", text[end.end() : end.end() + 6]):
            continue
        doubtful = end[0].startswith(".") and (is_abbreviation(word) or _goes_on(text, start_of_word, end.end()))
        if re.fullmatch(r"I{1,3}|IV|VI{0,3}", word) and text[:start_of_word].endswith((". ", "? ", "! ")):
            doubtful = False
        yield end.end(), doubtful


_MONTH = rf"(?i:{MONTHS})"
_NAME = rf"(?P<venue>[^\W\d_][^;()\[\]“”\"{GONE}\d]{{1,110}}?)"
_VOLUME = r"(?P<volume>\d{1,4}|[IVXLC]{1,6})"
_ISSUE = r"(?P<issue>[A-Z]?\d{1,5}(?:\s?[-–/]\s?\d{1,5})?)"
_NUMBER = rf"(?:,\s(?:no|iss|issue)\.\s?{_ISSUE})?"
_LABEL = r"(?:pp?\.\s?|pages\s|S\.\s)"
_PAGES = r"(?P<pages>[A-Za-z]?\d+(?:\s?[-–—−]{1,2}\s?[A-Za-z]?\d+)?)"
_WHEN = rf"(?:(?P<month>{_MONTH})\s(?:\d{{1,2}}[,\s]\s?)?)?{YEAR}"
_DATED = rf"\((?:{_MONTH}\s(?:\d{{1,2}},\s)?)?{YEAR}\)"
#: A journal as the styles write it: each says by its own punctuation what is volume, issue and pages.
_JOURNALS = tuple(
    re.compile(rf"{pattern}(?=[\s.,;{GONE})]|\Z)")
    for pattern in (
        # ACM: "Nature 217, 5129 (May 1968), 624–626"; Chicago with a colon: "6:1 (January 1995), 65-78".
        rf"{_NAME},?\s{_VOLUME}(?:,\s|:){_ISSUE}\s{_DATED}[,:]\s(?:{_LABEL})?{_PAGES}",
        # GB/T 7714: "Annals of Mathematics, 1995, 141(3): 443-551".
        rf"{_NAME},\s{YEAR},\s{_VOLUME}(?:\s?\({_ISSUE}\))?:\s?{_PAGES}",
        # APA, Scholar, Springer: "Nature, 12(3), 1–10", "Nature 12, 1–10 (2019)".
        rf"{_NAME},?\s{_VOLUME}\s?\({_ISSUE}\),\s(?:{YEAR},\s)?(?:{_LABEL})?{_PAGES}(?:\s{_DATED})?",
        rf"{_NAME},\s{_VOLUME},\s{_LABEL}?{_PAGES}(?:\s{_DATED})?",
        rf"{_NAME}\s{_VOLUME},\s{_PAGES}\s{_DATED}",
        rf"{_NAME},\s{_VOLUME}\s?\({_ISSUE}\)(?=\.|\Z)",
        rf"(?P<venue>(?:[A-Z][a-z]+(?:\s[A-Za-z]+){{0,8}}\s)?[Ss]ystems|Journal of [A-Z][\w\s]+),\s{_VOLUME}(?=\.)",
        # BibTeX's plain: "Nature, 12(3):1–10, 2019".
        rf"{_NAME},?\s{_VOLUME}(?:\s?\({_ISSUE}\))?:\s?{_PAGES}(?:,\s{_WHEN}|\s{_DATED})?",
        # Chicago and MLA: "Nature 12, no. 3 (2019): 1–10", "Nature 12.3 (2019): 1–10".
        rf"{_NAME},?\s{_VOLUME}(?:{_NUMBER}|\.(?P<point>\d{{1,4}}))\s{_DATED}(?:[:,]\s?(?:{_LABEL})?{_PAGES})?",
        # IEEE and MLA: "Nature, vol. 12, no. 3, pp. 1–10, May 2019".
        rf"{_NAME},\s[Vv]ol\.\s?{_VOLUME}{_NUMBER},\s{_LABEL}{_PAGES}(?:,\s{_WHEN})?",
        rf"{_NAME},\s[Vv]ol\.\s?{_VOLUME}{_NUMBER},\s{_WHEN}(?:,\s{_LABEL}{_PAGES})?",
        # Vancouver: "Nature. 2019 May;12(3):1-10".
        rf"{_NAME}\.?\s{YEAR}(?:\s{_MONTH}(?:\s\d{{1,2}})?)?;\s?{_VOLUME}(?:\s?\({_ISSUE}\))?(?::\s?{_PAGES})?",
    )
)
_MORE_PAGES = re.compile(r"\s?(?:,|and|&|e|et|y|und)\s\d+\s?[-–]\s?\d")
_MEETING = re.compile(
    r"\b(?:Proceedings|Proc\.|Conference|Symposium|Workshop|Conf\.|Symp\.|Advances in Neural|Annual Meeting|Congress|"
    r"Colloquium|Convention)"
)
#: Proceedings after "In": up to brackets with pages (Scholar), a comma and pages (BibTeX), the year, or a full stop.
_PROCEEDINGS = re.compile(
    rf"[Ii]n:?\s(?P<venue>[^()“”\"{GONE}]{{4,200}}?(?:\([A-Z][\w’' -]{{1,20}}\))?)(?:"
    rf"\s\((?:[Vv]ol\.\s?(?P<volume>\d+),\s)?(?:No\.\s?(?P<issue>\d+),\s)?{_LABEL}{_PAGES}\)|"
    rf",\s(?:volume\s(?P<vol>\d+),\s)?{_LABEL}(?P<more>\d+\s?[-–—−]{{1,2}}\s?\d+)(?:,\s{YEAR})?(?=[\s.,;]|\Z)|"
    rf"(?<!Proc)(?<!Conf)(?<!Symp)(?<!Int)(?<!Annu)(?=\.(?:\s|\Z))|(?=,\s{YEAR})|\Z)"
)
#: A month behind the name of proceedings; and what is no part of their name: editors, pages, a town.
_MONTH_LAST = re.compile(rf",\s{_MONTH}(?:\s\d{{1,2}}(?:[-–]\d{{1,2}})?)?\Z")
_NO_PROCEEDINGS = re.compile(
    r"(?<!\w)(?!Proc|Conf|Symp|Annu|Intern)[^\s.]{4,}\.\s|\b[Ee]d(?:s|ited by)?\b|\bpp?\.|\b[Vv]ol(?:ume)?\b|,\s\d|"
    rf",\s[A-Z][a-z]+\Z|,\s(?:[A-Z][\w.]*\s)*[A-Z][\w.]*,\s[A-Z]|(?<!’)(?<!')\b{YEAR}\Z"
)
_PUBLISHER = re.compile(
    r"\b(?:Press|Verlag|Publish\w*|Books|Springer|Elsevier|Wiley|Routledge|University|Univ\.|Editions?)\b"
)
#: How the name of a journal or of proceedings begins, and no title.
NAME_OF_PUBLICATION = (
    r"(?:Proc\.|(?:Proceedings|Conference|Symposium|Journal|Advances in|Lecture Notes|Transactions|Annals|IEEE|ACM|"
    r"arXiv|(?:International|Annual) (?:Conference|Journal|Workshop|Symposium|Meeting|Review))\b)"
)
#: Beginnings of publications, which cannot be the continuation of a title.
_BEGINNING = re.compile(
    "|".join(
        (
            r"[Ii]n:?\s(?=[A-Z“*\d])|\[|\(|(?:CoRR|Preprint|[Aa]vailable|Retrieved|Unpublished|Manuscript)\b",
            r"(?:Ph\.?D\.?|Doctoral|Master|Technical [Rr]eport|NBER|Working [Pp]aper)\b",
            NAME_OF_PUBLICATION,
            r"(?:[Vv]ol|pp?|[Ee]ds?|Trans)\.|[Ee]dited by|Translated|Revised|\d+(?:st|nd|rd|th) ed",
        )
    )
)

#: "(Oxford: Clarendon Press, 1994)", "(1994)"; "108 Harv. L. Rev. 1733 (1995)".
_IMPRINT = re.compile(rf"\s\((?:[A-Z][^()]{{2,80}}\s)?{YEAR}\)")
_LAW = re.compile(rf",\s\d{{1,3}}\s[A-Z][\w.&’' ]+\s\d+(?:,\s\d+[-–−]\d+)?\s\((?:\w+\s)?{YEAR}\)")
#: ", trans. A. J. Arberry", ", edited by Tom Ford".
_BY_OTHERS = re.compile(r",\s(?:(?:[Tt]rans|[Tt]rad|[Ee]ds?|[Üü]bers|[Hh]rsg|[Hh]g)\.|translated by|edited by)\s")
#: The part of a book that is to be read.
_PART = re.compile(r"(?<=\.)\s(?:[Ss]ections?|[Cc]hapters?|[Cc]hap\.|[Cc]h\.|pp?\.|[Pp]ages)\s.{1,60}\Z")


class Publication(NamedTuple):
    """The certain parts of a publication; ``end`` is where its words end."""

    kind: str = "misc"
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    month: str = ""
    end: int = 0


def begins_publication(text: str, at: int, marks: Iterable[tuple[int, int]], *, strictly: bool = False) -> bool:
    """Tell whether what follows a full stop can only be the publication, and not more of the title.

    ``strictly`` asks for marks of a publication; otherwise one sentence that has the form of a name will do.
    """
    start = at
    while start < len(text) and text[start] in f" .,;{GONE}":
        start += 1
    rest = _PART.sub("", text[start:]).rstrip(f" .,;{GONE}")
    if not rest:
        return True
    gone = GONE in text[at:start]
    if gone or any(begin <= start < end for begin, end in marks) or _BEGINNING.match(rest):
        return True
    if read_publication(text, start).venue or re.match(rf"{YEAR}\b(?!;)", rest):
        return True
    if strictly:
        return False
    if re.fullmatch(r"(?:[A-Z][\w.&’-]*\s){1,4}[Pp]ress", rest):
        return True
    journal = re.match(r"[A-Z][^.]{0,60}\b(?:Journal|Conference|Transactions)\b[^.()]*", rest)
    if journal is not None and _is_name(journal[0]):
        return True
    place = re.match(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}(?:, [A-Z][\w. ]+)?: [A-Z]", rest)
    alone = all(doubtful or end > len(rest) - 2 for end, doubtful in sentence_ends(rest))
    return place is not None or (alone and len(rest.split()) < 12 and _is_name(re.split(r",|\d|\(", rest)[0]))


def publishes(text: str, at: int, mark: str) -> bool:
    """Tell whether a publication follows ``mark``: a comma, a bracket, or a stretch that was taken out."""
    if mark == " (":
        return _IMPRINT.match(text, at) is not None
    if GONE in text[at : at + 3] or _BY_OTHERS.match(text, at) or _LAW.match(text, at):
        return True
    return bool(read_publication(text, at).venue)


def _is_name(words: str) -> bool:
    """Tell whether words have the form of a name: capitals but for small words."""
    found = [word.strip("(),.:’'") for word in words.split()]
    return bool(found) and all(not word or word in WORDS["small"] or not word[0].islower() for word in found)


def read_publication(text: str, start: int) -> Publication:
    """Read the publication that begins at a place of the text; an empty one where no style's own form is found."""
    while start < len(text) and text[start] in f' .,;”"’{GONE}':
        start += 1
    return _proceedings(text, start) or _journal(text, start) or Publication()


def _journal(text: str, start: int) -> Publication | None:
    for pattern in _JOURNALS:
        found = pattern.match(text, start)
        if found is None:
            continue
        groups = found.groupdict()
        name = _journal_name(groups["venue"])
        if name is None:
            continue
        issue = groups.get("issue") or groups.get("point") or ""
        pages = _range(groups.get("pages") or "")
        if re.fullmatch(YEAR, groups["volume"]) or re.match(YEAR, issue):
            continue
        if re.fullmatch(YEAR, pages) or _MORE_PAGES.match(text, found.end()):
            # "32, 1987" is the year of a volume; of "1-10, 20-30" the first would be half of it.
            pages = ""
        month = month_number(groups.get("month") or "")
        kind = "inproceedings" if groups["venue"][:3].casefold() == "in " and _MEETING.search(name) else "article"
        return Publication(kind, name, groups["volume"], issue, pages, month, found.end())
    return None


def _journal_name(words: str) -> str | None:
    """Return the name of a journal; ``None`` where the words may be more, or something else."""
    name = re.sub(r"\A[Ii]n:?\s", "", words.strip(" ,"))
    if re.match(r"[IVX]+\.\s|[A-Z]\.\s", name):
        return None
    stops = re.findall(r"([^\s.]+)\.\s", name)
    if any(not is_abbreviation(word) for word in stops) or _PUBLISHER.search(name) or name.count(",") > 1:
        return None
    if not _is_capitalised(name) or re.search(r"\b[Vv]ol\b|\bet al\b|[?!]|\bed[s.]?\b|Special Issue", name):
        return None
    last = name.split()[-1]
    return name if last.endswith(".") and is_abbreviation(last) else name.rstrip(".")


def _is_capitalised(name: str) -> bool:
    """Tell whether a name is written as names are, or as Scholar writes them, in small letters but the first."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", name) if word not in WORDS["small"]]
    return bool(words) and words[0][0].isupper() and len(words) < 12


def _proceedings(text: str, start: int) -> Publication | None:
    found = _PROCEEDINGS.match(text, start)
    if found is None or not _MEETING.search(found["venue"]) or _PUBLISHER.search(found["venue"]):
        return None
    venue = _MONTH_LAST.sub("", found["venue"].strip(" ,."))
    if _NO_PROCEEDINGS.search(venue) or is_abbreviation(venue.split()[-1]):
        return None
    pages = _range(found["pages"] or found["more"] or "")
    return Publication(
        "inproceedings", venue, found["volume"] or found["vol"] or "", found["issue"] or "", pages, "", found.end()
    )


def _range(pages: str) -> str:
    return re.sub(r"\s?[-–—−]{1,2}\s?", "–", pages)
