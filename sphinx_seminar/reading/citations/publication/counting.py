"""Volume, issue, pages and the like, taken out of what stands after the title."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_seminar.reading.citations.draft import GONE, Draft, with_fields

_PAGE = r"(?:[A-Za-z]{1,2}\.?-?)?\d+[A-Za-z]?(?:[.:]e?\d+)?|[ivxlcdm]+(?=\s*[-–—−])"
_SPAN = rf"(?:{_PAGE})(?:\s*[-–—−‐]{{1,2}}\s*(?:{_PAGE}|[ivxlcdm]+))?"
_SPANS = rf"{_SPAN}(?:\s*(?:[,;]|\b(?:and|et|e|y|und)\b)\s*\d+\s*[-–—]\s*\d+)*\+?"
_LABELLED_PAGES = re.compile(
    rf"(?<![\w])(?:[Pp]ages?|pgs?\.?|pp?\s?\.?|Pp?\.(?=\s?\d)|págs?\.?|S\.|Seiten?|[СсCc]\.(?=\s?\d)|стр\.|頁|"
    rf"页)(?:\s+|(?<=[.\s頁页])|(?=\d))(?P<pages>{_SPANS})(?!\w)"
)
_PAGE_COUNT = re.compile(r"(?<!\w)(?P<count>(?:[IVXLC]+[-–,]\s?)?\d+\s?(?:pages|pp?\b\.?|с\.|S\.|Seiten))(?!\w)")
_VOLUME = re.compile(
    rf"(?<!\w)(?:vol(?:ume|s)?\b\.?|[Vv]\.(?=\s?\d)|Bd\.|Band|[Тт]\.(?=\s?\d)|t\.(?=\s?\d)|tome|"
    rf"tomo)\s*(?P<volume>[A-Z]?-?\d+[A-Za-z]?(?:[-–/]\d+)?|[IVXLC]+)(?!\w|:\s?[A-Z])(?!\s\((?!pp?\.|no|"
    rf"pages|\d|{GONE}))",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"(?<!\w)(?:nos?\.?(?=\s?\d)|n\.|number|issue|iss\.|nr\.|num\.|núm\.|№|n°|nº|heft|вып\.|"
    r"ser\.\s+\w+,\s+no\.)\s*(?P<issue>[A-Z]?\d+[A-Za-z]?(?:\s?[-–/&]\s?\d+)?|S\d+)(?!\w)",
    re.IGNORECASE,
)
#: What an edition is called.
EDITION = r"(?:[eé]d\b\.?|edn\b\.?|[eé]dition|edici[oó]n|edizione|edição|Aufl\.|Auflage)"
#: Which one it is: "2nd", "2d.", "second", "2. Aufl.", "2ème", "6.ª".
ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th|d\.?|[èe]me|e|a|\.?ª|\.(?=\s?(?:Aufl|ed\.)))|first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|revised|rev\.|expanded|international)"
)
_EDITION = re.compile(
    rf"[(,]?\s*(?<!\w)(?P<edition>{ORDINAL}(?: (?:revised|expanded|international|rev\.))?)\s*{EDITION}\s*\)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:art(?:icle|\.)|paper|artikel)(?:\s*(?:id|no\.?|number|nr\.?|"
    r"num\.))?\s*:?\s*(?P<article>[A-Za-z]{0,8}\.?\d[\w.-]*\w|\d)(?!\w)",
    re.IGNORECASE,
)
_ELECTRONIC = r"(?:e\d[\w-]*|[a-z]{3,8}\d+|0\d+|\d{5,}|[A-Z]{2,}\d{3,}|[A-Z]\d{5,})"
_ISSUE_INSIDE = (
    r"(?:(?:Suppl(?:ement)?|Pt|Part|Special Issue|S|spec)\.?\s?)?[A-Z]?\d{1,5}[A-Za-z]?(?:\s?[-–/&,]\s?[A-Z]?\d+)*"
    r"(?:\s(?:Suppl(?:ement)?|Pt|Part)\.?\s?\w*)?|Suppl(?:ement)?\.?\s?\w{0,3}|(?:[A-Z][a-z]+-)?[A-Z][a-z]{2,8}"
)
_SEP = rf"\s*(?:[,:;.]|{GONE})?\s*"
#: "12(3), 1-10", "12 (3): 1-10", "12(3):e123"; only after words, and never before a bracket that holds a year.
_BRACKETED = re.compile(
    rf"(?:(?<=[\s,;.:])|(?<={GONE})|\A)(?P<volume>[A-Z]?-?\d+[A-Za-z]?(?:[-–/]\d+)?)\s?\(\s?(?:no\.?\s|"
    rf"№\s?)?(?P<issue>{_ISSUE_INSIDE})\)"
    rf"(?:\s*[,:]\s*(?:pp?\.\s*)?(?P<pages>{_ELECTRONIC}(?!\s?[-–]|\w)|{_SPANS})(?!\w))?"
)
#: MLA's "12.3 (2019): 1-10", whose year has been taken out.
_DOTTED = re.compile(
    rf"(?<=[\s,;.])(?P<volume>\d+)\.(?P<issue>\d+[A-Z]?(?:[-–]\d+)?)"
    rf"\s*(?:{GONE}\s*)?(?:[:,]\s*(?P<pages>{_ELECTRONIC}(?!\s?[-–]|\w)|{_SPANS}))?(?!\w)"
)
#: "81/4", as in the humanities.
_STROKE = re.compile(rf"(?<=[^\W\d_] )(?P<volume>\d{{1,3}})/(?P<issue>\d{{1,2}})(?=\s*(?:[,:{GONE}]|\Z))")
#: "36, 4 (2017), 1-13" of the ACM, whose year has been taken out.
_ACM = re.compile(
    rf"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], )|(?<=[.)] ))(?P<volume>\d+), (?P<issue>\d+[A-Z]?(?:[-–]\d+)?)"
    rf"(?:\s*{GONE}\s*,\s*(?P<pages>{_SPANS})|(?=,\s*{GONE}\s*{GONE}))(?!\w)"
)
#: "6:1 (January 1995), 65-78", whose date has been taken out.
_COLON_ISSUE = re.compile(
    rf"(?<=[^\W\d_] )(?P<volume>\d{{1,3}}):(?P<issue>\d{{1,2}})\s*{GONE}\s*[,:]\s*"
    rf"(?:pp?\.\s*)?(?P<pages>{_SPANS})(?!\w)"
)
#: "521, 436-444", "12: 1-10", "12:1-10".
_PLAIN = re.compile(
    rf"(?:(?<=[\s,;.])|"
    rf"(?<={GONE}))(?P<volume>[A-Z]?\d+[A-Z]?(?:[-–/]\d+)?)"
    rf"\s*(?:{GONE}\s*)?[,:]\s*(?:{GONE}\s*[,:]?\s*){{0,3}}(?P<pages>{_ELECTRONIC}(?!\s?[-–]|\w)|{_SPANS})(?!\w)"
)
#: "45 (2003) 97-113" of Elsevier and the AMS, whose year has been taken out.
_YEAR_BETWEEN = re.compile(
    rf"(?:(?<=[^\W\d_] )|(?<=[.,)] ))(?P<volume>\d+[A-Z]?)\s*{GONE}\s*(?P<pages>\d+(?:\s?[-–]\s?\d+)?)(?!\w)"
)
_LAST_VOLUME = re.compile(
    rf"(?:(?<=[^\W\d_.)],\s)|(?<=[^\W\d_.)]\s)|(?<=[{GONE}])\s?|(?<=[^\W\d_]\.\s)(?=\d+\s*{GONE}))"
    rf"(?P<volume>\d{{1,3}})(?=[\s.,;:]*(?:{GONE}|\Z))"
)
_REST_PAGES = re.compile(
    rf"(?<![\w])(?P<pages>\d+\s*[-–—]\s*\d+|(?:(?<={GONE}[,:;])\s*|(?<={GONE}[,:;]\s))\d+(?!\s*[-–—]\s*\d))(?![\w-])"
)
_BRACKETED_PAGES = re.compile(r"\(\s?(?P<pages>\d+\s?[-–]\s?\d+)\s?\)")


def tidy_pages(written: str) -> str:
    """Return a span of pages with one en dash and no spaces around it."""
    return re.sub(r"\s*[-–—−‐]{1,2}\s*", "–", written.strip())


def _numbered(draft: Draft, found: re.Match[str]) -> Draft | None:
    """Note a volume with what follows it; a lone number is an article's when it is too long for a page."""
    values = {name: (value or "").strip() for name, value in found.groupdict().items()}
    pages = values.pop("pages", "")
    if any(getattr(draft, name) for name, value in values.items() if value):
        return None
    if pages and (draft.pages or draft.article_number):
        return None
    draft = with_fields(draft, {name: value for name, value in values.items() if value})
    return with_pages(draft, pages)


def with_pages(draft: Draft, pages: str) -> Draft:
    """Note pages, or the number that an article has in their place."""
    if not pages:
        return draft
    if re.fullmatch(_ELECTRONIC, pages):
        return draft._replace(article_number=pages)
    return draft._replace(pages=tidy_pages(pages))


def _single(name: str) -> Callable[[Draft, re.Match[str]], Draft | None]:
    def note(draft: Draft, found: re.Match[str]) -> Draft | None:
        if name == "pages":
            return None if draft.pages else with_pages(draft, found["pages"])
        if name == "count":
            return draft._replace(note=". ".join(filter(None, (draft.note, found["count"]))))
        field = {"article": "article_number"}.get(name, name)
        return None if getattr(draft, field) else with_fields(draft, {field: found[name].strip()})

    return note


#: In the order in which they are looked for: what has a label first, bare numbers last.
_TABLE: tuple[tuple[re.Pattern[str], Callable[[Draft, re.Match[str]], Draft | None]], ...] = (
    (_EDITION, _single("edition")),
    (_ARTICLE, _single("article")),
    (_VOLUME, _single("volume")),
    (_ISSUE, _single("issue")),
    (_LABELLED_PAGES, _single("pages")),
    (_BRACKETED, _numbered),
    (_STROKE, _numbered),
    (_DOTTED, _numbered),
    (_ACM, _numbered),
    (_COLON_ISSUE, _numbered),
    (_PLAIN, _numbered),
    (_YEAR_BETWEEN, _numbered),
    (_PAGE_COUNT, _single("count")),
    (_BRACKETED_PAGES, _single("pages")),
    (_REST_PAGES, _single("pages")),
    (_LAST_VOLUME, _single("volume")),
)


def counted(draft: Draft) -> bool:
    """Tell whether numbers have been found that journals and proceedings have."""
    return bool(draft.volume or draft.issue or draft.pages or draft.article_number)


def take_numbers(tail: str, draft: Draft, bare: bool) -> tuple[str, Draft]:
    """Return the tail with a mark in place of each number that has been understood.

    ``bare`` allows numbers without a label, as after the name of a journal.
    """
    for pattern, note in _TABLE if bare else _TABLE[:5]:
        found = pattern.search(tail)
        if found is None:
            continue
        noted = note(draft, found)
        if noted is not None:
            draft = noted
            tail = f"{tail[: found.start()]}{GONE}{tail[found.end() :]}"
    return tail, draft
