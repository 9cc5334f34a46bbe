"""The numbers and addresses in a citation: DOI, arXiv, ISBN, links, and the day of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer, with_fields
from sphinx_seminar.reading.citations.publication.months import MONTH, YEAR, month_number
from sphinx_seminar.reading.identifiers import find_arxiv, find_doi, trim_address

_URL = re.compile(
    r"(?<![A-Za-z])(?:https?|ftp)://[^\s\"“”|]+|(?<![\w./@])(?:www\.|arxiv\.org/|doi\.org/|openreview\.net/)[^\s\"“”|]+"
)
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_ARXIV_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)?(?:arxiv\.org)/", re.IGNORECASE)
#: The archive's first address, which old reading lists still give.
_FIRST_SITE = re.compile(r"https?://(?:[a-z]+\.)?(?:xxx\.lanl\.gov|lanl\.arxiv\.org)/", re.IGNORECASE)
#: What "arXiv" is called where a journal would stand.
_ARCHIVE = (
    r"(?:(?:In:?\s+)?(?:arXiv\.org|arXiv|CoRR|Computing Research Repository)(?:\s+(?:e-?prints?|"
    r"preprints?))?\b[,:;.]?\s*)"
)
_ARCHIVE_BEFORE = re.compile(rf"(?<!\w){_ARCHIVE}{{1,3}}\Z", re.IGNORECASE)
_PREPRINT_AFTER = re.compile(r"\s*[,.]?\s*\[?\(?(?:preprint|e-?print)\)?\]?", re.IGNORECASE)
_ARCHIVE_ALONE = re.compile(
    rf"(?<!\w)(?:Preprint (?:at|on)\s+)?{_ARCHIVE}(?:\[preprint\]|\(preprint\)|preprint)?"
    rf"(?=[\s.,;:()]*(?:{GONE}|\Z|\(?{YEAR}))",
    re.IGNORECASE,
)
_ARCHIVES = frozenset(
    ("cs", "math", "stat", "physics", "econ", "eess", "quant-ph", "hep-th", "hep-ph", "astro-ph", "gr-qc")
)
_LABEL_BEFORE = re.compile(
    r"(?:(?<!\w)(?:available at ssrn|ssrn|doi|d\.o\.i\.|https?://(?:dx\.)?doi\.org/|url|isbn(?:-1[03])?|link|"
    r"available (?:at|from|online(?: at)?|via)|"
    r"retrieved from|accessed (?:at|from|via)|accessible at|from|see|online at|at|preprint (?:at|on)|"
    r"режим доступа|verfügbar unter|"
    r"disponible (?:en|sur|à)|pdf|paper)\s*[:=]?\s*|\[(?:online|internet|en ligne)\s?(?:\][.:,]?|[:,])\s*|[<(\[]+)+\Z",
    re.IGNORECASE,
)
_DAY = (
    rf"(?:\d{{1,2}}\.?\s+{MONTH},?\s+{YEAR}|{MONTH}\s+\d{{1,2}},?\s+{YEAR}|{MONTH}\s+{YEAR}|"
    rf"{YEAR}-\d\d-\d\d|{YEAR}\s+{MONTH}\s+\d{{1,2}}|\d{{1,2}}[./]\d{{1,2}}[./]{YEAR}|{YEAR})"
)
_ACCESSED = re.compile(
    rf"[(\[]?\s*(?:(?:last |date )?(?:accessed|visited|retrieved|cited|viewed)(?:\s+on)?|zugriff am|abgerufen am|"
    rf"consulté le|consultado el|дата обращения)\s*:?\s*(?P<day>{_DAY})\s*[)\]]?[.,;:]?(?:\s*from\b:?)?",
    re.IGNORECASE,
)
#: What a page of the archive says of a preprint: its year is that of the first version.
_SUBMITTED = re.compile(
    rf"\[(?P<history>Submitted on \d{{1,2}} (?P<month>{MONTH}) (?P<year>{YEAR})[^\[\]]{{0,80}})\]", re.IGNORECASE
)
#: Two addresses of one paper.
_EITHER = re.compile(rf"{GONE}\s+or\s+{GONE}")
_ISBN = re.compile(r"(?:e-?)?ISBN(?:-1[03])?\s*:?\s*(?P<isbn>97[89][- ]?(?:\d[- ]?){9}\d|(?:\d[- ]?){9}[\dXx])(?!\w)")
#: Numbers in catalogues, and the catalogue that MLA names before an address of its own.
_REGISTERED = re.compile(
    rf"\b(?:JSTOR|Project MUSE|ProQuest|EBSCOhost|HeinOnline|Google Books)(?=,?\s*{GONE})|"
    r"\b(?:Epub \d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?(?=[.;,])|"
    r"(?:PMID|PMCID|PubMed PMID|HAL|hal|MR|Zbl|SSRN|eprint|ISSN)"
    r"\s?[:=#]?\s?(?:PMC)?[\w-]*\d[\w.-]*(?<![.,;]))"
)


def take_identity(text: str, targets: Iterable[str] = ()) -> tuple[str, Draft]:
    """Return the text with a mark in place of each number and address, and what they said.

    ``targets`` are the addresses of links whose label is in the text.
    """
    draft = Draft()
    for target in targets:
        draft = _addressed(draft, target)
    text, draft = _taken_history(text, draft)
    text, draft = _taken_urls(text, draft)
    text, draft = _taken_arxiv(text, draft)
    text, draft = _taken_doi(text, draft)
    text, draft = _taken_field(text, draft, _ISBN, "isbn")
    text, draft = _taken_notes(text, draft)
    accessed = _ACCESSED.search(text)
    if accessed is not None:
        draft = draft._replace(accessed=accessed["day"])
        text = _without(text, accessed.start(), accessed.end())
    if draft.arxiv:
        text = re.sub(rf"(?<![\w.]){re.escape(draft.arxiv)}(?:v\d+)?(?![\w/]|\.\d)", GONE, text)
        text = _ARCHIVE_ALONE.sub(GONE, text)
    return _EITHER.sub(GONE, text), draft


def _without(text: str, start: int, end: int) -> str:
    """Take a stretch out, with the label before it and brackets that are then empty."""
    before, after = text[:start], text[end:]
    label = _LABEL_BEFORE.search(before[-80:])
    if label is not None:
        before = before[: len(before) - (len(label[0]))]
        for opening, closing in ("()", "[]", "<>"):
            if opening in label[0] and after.startswith(closing):
                after = after[1:]
    return f"{before}{GONE}{after}"


def _addressed(draft: Draft, address: str) -> Draft:
    """Note an address: as the number that it stands for, or as the link that it is."""
    address = _FIRST_SITE.sub("https://arxiv.org/", address)
    if _RESOLVER.match(address):
        address = unquote(address)
    doi, arxiv, archive_class = find_doi(address)[0], "", ""
    if _ARXIV_SITE.match(address) or "10.48550" in address:
        arxiv, archive_class, _, _ = find_arxiv(address)
    if doi and _RESOLVER.match(address) and draft.doi in ("", doi):
        return draft._replace(doi=doi, arxiv=arxiv or draft.arxiv)
    if arxiv and draft.arxiv in ("", arxiv):
        return draft._replace(arxiv=arxiv, arxiv_class=archive_class or draft.arxiv_class)
    address = address if "://" in address else f"https://{address}"
    where = "pdf" if re.search(r"\.pdf(?:[?#]|\Z)", address, re.IGNORECASE) else "url"
    if getattr(draft, where) == address:
        return draft
    if draft.pdf and where == "pdf":
        where = "url"
    if getattr(draft, where):
        return dearer(draft, 0, address)
    if doi and not draft.doi:
        draft = draft._replace(doi=doi)
    return with_fields(draft, {where: address})


def _taken_history(text: str, draft: Draft) -> tuple[str, Draft]:
    """Take the year and the month of a preprint's first version; all the words stay as a note.

    On the page the history stands above title and authors, and nothing stands between those.
    """
    found = _SUBMITTED.search(text)
    if found is None:
        return text, draft
    draft = draft._replace(
        year=found["year"],
        month=month_number(found["month"]),
        note=found["history"],
        undecided=not re.search(r"[.,]\s*\Z", text[: found.start()]),
    )
    return f"{text[: found.start()]}{GONE}{text[found.end() :]}", draft


def _taken_urls(text: str, draft: Draft) -> tuple[str, Draft]:
    for _ in range(6):
        found = _URL.search(text)
        if found is None:
            break
        address = trim_address(found[0].rstrip("\\]"))
        if len(address) < 8:
            break
        draft = _addressed(draft, address)
        text = _without(text, found.start(), found.start() + len(address))
    return text, draft


def _taken_arxiv(text: str, draft: Draft) -> tuple[str, Draft]:
    number, archive_class, start, end = find_arxiv(text)
    if not number or draft.arxiv not in ("", number):
        return text, draft
    draft = draft._replace(arxiv=number, arxiv_class=archive_class or draft.arxiv_class)
    if text[start:end].startswith("10."):
        return text, draft
    before = _ARCHIVE_BEFORE.search(text[max(0, start - 60) : start])
    start -= len(before[0]) if before else 0
    after = _PREPRINT_AFTER.match(text, end)
    end = after.end() if after else end
    listed = re.match(
        r"\s*[\[(](?P<first>[a-z-]{2,9}(?:\.[A-Za-z-]+)?)(?P<more>(?:,\s[a-z-]{2,9}(?:\.[A-Za-z-]+)?)*)[\])]",
        text[end:],
    )
    if listed and ("." in listed["first"] or listed["more"] or listed["first"] in _ARCHIVES):
        end += listed.end()
        draft = draft._replace(arxiv_class=draft.arxiv_class or listed["first"] + listed["more"])
    return _without(text, start, end), draft


def _taken_doi(text: str, draft: Draft) -> tuple[str, Draft]:
    doi, start, end = find_doi(text)
    if not doi:
        return text, draft
    if draft.doi not in ("", doi):
        return text, dearer(draft, 0, doi)
    return _without(text, start, end), draft._replace(doi=doi)


def _taken_field(text: str, draft: Draft, pattern: re.Pattern[str], name: str) -> tuple[str, Draft]:
    found = pattern.search(text)
    if found is None:
        return text, draft
    return _without(text, found.start(), found.end()), with_fields(draft, {name: found[name].strip()})


def _taken_notes(text: str, draft: Draft) -> tuple[str, Draft]:
    """Numbers in catalogues have no field of their own; they are kept as a note."""
    notes = [draft.note] if draft.note else []
    for _ in range(4):
        found = _REGISTERED.search(text)
        if found is None:
            break
        notes.append(found[0])
        text = _without(text, found.start(), found.end())
    return text, draft._replace(note=". ".join(notes)) if notes else draft
