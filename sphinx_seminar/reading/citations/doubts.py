"""Signs that a reading has gone astray, although every word found a field."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE, Draft
from sphinx_seminar.reading.citations.names.lists import read_names
from sphinx_seminar.reading.citations.publication.counting import counted
from sphinx_seminar.reading.citations.publication.months import YEAR
from sphinx_seminar.reading.citations.publication.places import has_town_inside, is_known, is_town
from sphinx_seminar.reading.citations.titles.sentences import is_abbreviation

_IN_A_TITLE = re.compile(
    r"[,.][”\"’»]\s\S|\bvol\.\s?\d|\bno\.\s?\d|\bpp\.\s?\d|\d\s?\(\d+\)|\(eds?\.|\beds?\.\)|\bet al\b|"
    r"[.?!] In:? [A-Z\d]|"
    r"\A(?:[A-Z]\.[ -]?)+[A-Z][a-z]+|,\s(?:19|20)\d\d\Z|\A\(?(?:19|20)\d\d|[.?!]\s\S+\s(?:Press|Verlag)\b|"
    r",\s\d+\s[A-Z]\w*\Z|,\s[A-Z][a-z]{2,6}\Z|[”»]\s?,\s|\A\(|\d, \d+\Z|;\sProceedings|\A(?:[A-Z]\.)+(?:,| and |"
    r" &)|\(\d{4}\)\.?\s[“\"A-Z]|,\s[A-Z]\w+\.\s|\d\. ed\.|\A[A-Z]\w+, (?:and|&) [A-Z]\w+,|"
    r"\bPp?\. \d|(?:\A|,\s)ed\. [A-Z]|\A[A-Z][\w’'-]+, (?:[A-Z]\.[ -]?)+[,:]|\b[Üü]bers\. v|\bhr?s?g\Z|"
    r",\s(?:In )?Proc(?:eedings|\.)\s|,\s(?:1[89]|20)\d\d;|\bL\. Rev\b|\A(?:[A-Z]\.\s?)+\(|\A“[^”]+”\s[—–-]\s|"
    r"\A['‘“\"][^'’”\"]*\Z|\b(?:19|20)\d\d\. ['‘“\"]|,\scoll\b|,\s(?:[A-Z]\. ?)+[A-Z][a-z]+\Z|"
    r"(?:\A|,\s)(?:trad|transl?|dir|coord)\.?(?:\Z|\s[A-Z])",
)
_IN_A_VENUE = re.compile(
    r"\b(?:to|and|of|in|on|for|the|with|by)\Z|(?<!\w)(?:eds?\.\)|et al|pp\.)|[“”]|\(Eds|\A\W|\A(?:and|of|"
    r"by|in)\s|[?!]\s|\d/\d|,\s\d+e\b|;\s|\A(?:I{1,3}|IV)\.\s|\A\d+ (?:Bde|vols)",
    re.IGNORECASE,
)
_IN_ANY = re.compile(
    r"``|''|//|:[a-z]+:|\bders\.|\bHr?s?g\.|\b(?:edited|ed\.|translated|trans\.|revised) by\b|"
    r"\bURL:|\[|\]|\b(?:to appear|in press)\b",
    re.IGNORECASE,
)
#: An address that goes on with what is none: "Cambridge, & 13", "London, Especially".
_OF_A_PLACE = re.compile(r"\A(?:[a-z]|[IVX]+[-–])|, (?:[^\w\s]|[a-z]|Especially)|[«»]")
#: "The Web as a Parallel Corpus, Computational Linguistics": what may be a journal, where none is known.
_VENUE_LAST = re.compile(r",\s[A-Z]\w*\.?(?: (?:[A-Z]\w*\.?|of|for|in|and|&)){0,5}\Z")
#: A case at court: "Roe v. Wade", also with its names torn apart.
_CASE = re.compile(r"\bv(?:\.|\Z)|\bv(?= [A-Z])")
_OF_A_NAME = re.compile(r"[\d“”\"?!:()]|\A(?:in|In)\s")


def is_astray(draft: Draft) -> bool:
    """Tell whether a field holds what belongs to another one."""
    title = draft.title
    if title and " " not in title and title.isascii() and is_abbreviation(title):
        return True
    if GONE in title or _IN_A_TITLE.search(title) or not _balanced(title):
        return True
    if re.search(rf"\([^()]*{YEAR}\)\Z", title) or has_town_inside(title):
        return True
    if is_town(draft.venue) or (draft.publisher and is_town(title)):
        return True
    fields = (draft.venue, draft.publisher, draft.institution, draft.address, draft.series)
    if any(field and _IN_ANY.search(field) for field in (title, *fields)):
        return True
    if any(field and (_IN_A_VENUE.search(field) or not _balanced(field)) for field in fields):
        return True
    if _OF_A_PLACE.search(draft.address) or (draft.publisher and not re.search(r"[^\W\d_]", draft.publisher)):
        return True
    if any(re.search(rf"\b{YEAR}\Z", field) for field in (draft.publisher, draft.address)):
        return True
    if draft.venue.islower() and " " not in draft.venue:
        return True
    if _is_remark(draft) or _is_names(draft):
        return True
    if _CASE.search(title) and (not draft.authors or re.search(r"\bv\Z|\A(?:Inc|Co|Corp|Ltd)\b", title)):
        return True
    if draft.arxiv and re.match(r"arxiv\b", draft.venue, re.IGNORECASE):
        return True
    if not (draft.venue or draft.publisher or draft.institution) and _VENUE_LAST.search(title):
        return True
    people = (*draft.authors, *draft.editors)
    return any(_OF_A_NAME.search(f"{author.given}{author.family}") and not author.organisation for author in people)


def _is_remark(draft: Draft) -> bool:
    """Tell whether a journal is a sentence: what an instructor says of a paper stands where the journal would."""
    placed = counted(draft) or draft.publisher or draft.editors
    words = draft.venue.split()
    names = sum(word[0].isupper() for word in words)
    return len(words) > 7 and 3 * names < len(words) and not placed and not is_known(draft.venue)


def _is_names(draft: Draft) -> bool:
    """Tell whether a title is the rest of the authors: a year stands after them, and no more."""
    if draft.venue or draft.publisher or draft.institution or " and " not in draft.title or ":" in draft.title:
        return False
    names = read_names(draft.title) if len(draft.title.split()) < 14 else None
    return names is not None and all(author.given for author in names.authors)


def _balanced(words: str) -> bool:
    return words.count("(") == words.count(")") and words.count("“") == words.count("”")
