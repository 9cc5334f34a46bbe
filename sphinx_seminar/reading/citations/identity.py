"""The numbers of a pasted citation: year, DOI, arXiv number and addresses, each certain or absent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from babel import Locale

from sphinx_seminar.model import Paper
from sphinx_seminar.reading.identifiers import RESOLVER, find_arxiv, find_doi, trim_address
from sphinx_seminar.reading.marked import Marked

#: Months as citations name them: in full, in English also shortened.
_NAMES = {
    name.casefold().rstrip("."): number
    for language, width in (("en", "abbreviated"), *((other, "wide") for other in ("en", "fr", "de", "es", "ru")))
    for number, name in Locale(language).months["format"][width].items()
} | {"sept": 9}
#: The months that English citations name; other languages only where nothing else can be meant.
MONTH = "(?:" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + r")\b\.?"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_DAY = (
    rf"(?:(?P<month>{MONTH}|{_SEASON})(?:\s*[-–/]\s*{MONTH})?(?:\s*{_DAY_OF_MONTH}(?:\s*[-–]\s*(?:{MONTH}\s*)?{_DAY_OF_MONTH})?)?|"
    rf"{_DAY_OF_MONTH}(?:\s*[-–]\s*{_DAY_OF_MONTH})?\s+(?:de\s+)?(?P<month_after>{MONTH}))"
)
_NO_DATE = r"n\.\s?d\.?|no date|o\.\s?J\.|s\.\s?f\.|s\.\s?d\."
_STATE = r"in press|forthcoming|to appear|submitted|in preparation|accepted|under review"
#: What the brackets after the authors may hold: "(2019, May 3)", "(2019a)", "(n.d.)", "(2004/1781)".
_BRACKETED = re.compile(
    rf"(?P<year>{YEAR}(?:\s?[-–/]\s?\d{{2,4}})?)(?P<letter>[a-z])?(?:[,.]?\s+{_MONTH_DAY})?\Z", re.IGNORECASE
)
_REVERSED = re.compile(rf"{_MONTH_DAY}[,.]?\s+(?:de\s+)?(?P<year>{YEAR})\Z", re.IGNORECASE)
_WORDS = re.compile(rf"(?:{_NO_DATE}|{_STATE})\Z", re.IGNORECASE)


def month_number(name: str) -> str:
    """Return "5" for "May"; a season stays as it is written."""
    number = _NAMES.get(name.strip(" .").casefold())
    return str(number) if number else name


def read_bracketed(inside: str) -> tuple[str, str] | None:
    """Read the text in brackets after the authors as year, or words for one, and month; ``None`` of no date."""
    inside = inside.strip(" .,")
    if _WORDS.match(inside):
        return inside, ""
    found = _BRACKETED.match(inside) or _REVERSED.match(inside)
    return (found["year"], month_number(found["month"] or found["month_after"] or "")) if found is not None else None


#: Stands for each letter of what has been taken out, so that every place in the text stays where it is.
GONE = "\ue000"

_URL = re.compile(
    r"(?<![A-Za-z])(?:https?|ftp)://[^\s\"“”|]+|(?<![\w./@])(?:www\.|arxiv\.org/|doi\.org/|openreview\.net/)[^\s\"“”|]+"
)
_ARXIV_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)?arxiv\.org/|\S*10\.48550/", re.IGNORECASE)
#: The archive's first address, which old reading lists still give.
_FIRST_SITE = re.compile(r"https?://(?:[a-z]+\.)?(?:xxx\.lanl\.gov|lanl\.arxiv\.org)/", re.IGNORECASE)
_PDF = re.compile(r"\.pdf(?:[?#]|\Z)|arxiv\.org/pdf/", re.IGNORECASE)
#: What "arXiv" is called where a journal would stand.
_ARCHIVE = r"(?:(?:In:?\s+)?(?:arXiv\.org|arXiv|CoRR)(?:\s+(?:e-?prints?|preprints?))?\b[,:;.]?\s*)"
_ARCHIVE_ALONE = re.compile(
    rf"(?<!\w)(?:Preprint (?:at|on)\s+)?{_ARCHIVE}{{1,3}}(?:\[preprint\]|\(preprint\)|preprint)?"
    rf"(?=[\s.,;:()]*(?:{GONE}|\Z|\(?{YEAR}))",
    re.IGNORECASE,
)
_CLASS = re.compile(r"\s*[\[(](?P<class>[a-z-]{2,9}\.[A-Za-z-]+|cs|math|stat|hep-th|hep-ph|quant-ph)[\])]")
_LABEL_BEFORE = re.compile(
    r"(?:(?<!\w)(?:available at ssrn|ssrn|doi|d\.o\.i\.|https?://(?:dx\.)?doi\.org/|url|link|preprint (?:at|on)|"
    r"available (?:at|from|online(?: at)?|via)|retrieved from|accessed (?:at|from|via)|accessible at|see|online at)"
    r"\s*[:=]?\s*|[<(\[]+)+\Z",
    re.IGNORECASE,
)
_DAY = rf"(?:\d{{1,2}}\.?\s+{MONTH},?\s+{YEAR}|{MONTH}\s+\d{{1,2}},?\s+{YEAR}|{MONTH}\s+{YEAR}|{YEAR}-\d\d-\d\d|{YEAR})"
_ACCESSED = re.compile(
    rf"[(\[]?\s*(?:(?:last |date )?(?:accessed|visited|retrieved|cited|viewed)(?:\s+on)?|zugriff am|abgerufen am|"
    rf"consulté le|consultado el|дата обращения)\s*:?\s*{_DAY}\s*[)\]]?[.,;:]?(?:\s*from\b:?)?",
    re.IGNORECASE,
)
#: Numbers of catalogues.
_REGISTERED = re.compile(
    r"\b(?:PMID|PMCID|HAL|MR|Zbl|SSRN|ISSN|(?:e-?)?ISBN(?:-1[03])?)\s?[:=#]?\s?(?:PMC)?[\w-]*\d[\w.-]*"
)
#: What a link is called that leads to something beside the paper, or to the paper's file.
_BESIDE = re.compile(
    r"\W*(?:code|github|videos?|slides|talk|posters?|demo|supplement\w*|project(?: page)?|blog(?: post)?|data(?:set)?|"
    r"bibtex|notes|review|tutorial|website|summary|errata)\W*",
    re.IGNORECASE,
)


def take_identity(marked: Marked) -> tuple[str, Paper]:
    """Return the words with :data:`GONE` in place of numbers and addresses, and a paper of which these alone are known.

    A number that is given twice and differently is none, and the paper is not sure.
    """
    addresses = [span.target for span in marked.text.spans if span.target and not _BESIDE.fullmatch(span.value)]
    text, written = _taken_addresses(marked.words)
    addresses += [address for address in written if address not in addresses]
    addresses = [_FIRST_SITE.sub("https://arxiv.org/", address) for address in addresses]
    dois = [find_doi(unquote(address))[0] for address in addresses if RESOLVER.match(address)]
    arxivs = [find_arxiv(address)[:2] for address in addresses if _ARXIV_SITE.match(address)]
    text = _taken_numbers(text, dois, arxivs)
    text = _ARCHIVE_ALONE.sub(_gone, _REGISTERED.sub(_gone, _ACCESSED.sub(_gone, text)))
    numbers = [number for number, _class in arxivs]
    arxiv = _only(numbers)
    archive_class = next((listed for number, listed in arxivs if arxiv and number == arxiv and listed), "")
    dois = [doi for doi in dois if not arxiv or not doi.startswith("10.48550/arxiv.")]
    others = [address for address in addresses if not (RESOLVER.match(address) or _ARXIV_SITE.match(address))]
    others = [address if "://" in address else f"https://{address}" for address in others]
    pdfs = [address for address in others if _PDF.search(address)]
    pages = [address for address in others if address not in pdfs]
    doi, url, pdf = _only(dois), _only(pages), _only(pdfs)
    sure = all(value or not given for value, given in ((doi, dois), (arxiv, numbers), (url, pages), (pdf, pdfs)))
    return text, Paper(key="", doi=doi, arxiv=arxiv, arxiv_class=archive_class, url=url, pdf=pdf, sure=sure)


def _only(values: Iterable[str]) -> str:
    """Return the one value of some; two that differ are none."""
    found = {value for value in values if value}
    return found.pop() if len(found) == 1 else ""


def _taken_numbers(text: str, dois: list[str], arxivs: list[tuple[str, str]]) -> str:
    for _ in range(6):
        number, archive_class, start, end = find_arxiv(text)
        if not number:
            break
        listed = _CLASS.match(text, end)
        arxivs.append((number, archive_class or (listed["class"] if listed else "")))
        text = _without(text, start, listed.end() if listed else end)
    for _ in range(6):
        doi, start, end = find_doi(text)
        if not doi:
            break
        dois.append(doi)
        text = _without(text, start, end)
    return text


def _taken_addresses(text: str) -> tuple[str, list[str]]:
    """Take out the addresses; what is too short for one stays."""
    values: list[str] = []
    position = 0
    while (found := _URL.search(text, position)) is not None and len(values) < 12:
        value = trim_address(found[0].rstrip("\\]"))
        position = found.start() + max(1, len(value))
        if len(value) >= 8:
            values.append(value)
            text = _without(text, found.start(), found.start() + len(value))
    return text, values


def _without(text: str, start: int, end: int) -> str:
    """Take a stretch out, with the label before it and brackets around it."""
    label = _LABEL_BEFORE.search(text, max(0, start - 80), start)
    if label is not None:
        start = label.start()
        if end < len(text) and text[end] in ")]>" and "([<"[")]>".index(text[end])] in label[0]:
            end += 1
    return f"{text[:start]}{GONE * (end - start)}{text[end:]}"


def _gone(found: re.Match[str]) -> str:
    return GONE * len(found[0])
