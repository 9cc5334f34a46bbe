"""Where a title ends: each place where what follows may be the publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer
from sphinx_seminar.reading.citations.names.lists import read_names
from sphinx_seminar.reading.citations.names.orders import Names
from sphinx_seminar.reading.citations.publication.counting import EDITION, ORDINAL, counted
from sphinx_seminar.reading.citations.publication.months import YEAR, read_bracketed
from sphinx_seminar.reading.citations.publication.places import (
    begins_with_town,
    has_town,
    is_known,
    is_meeting,
    is_publisher,
)
from sphinx_seminar.reading.citations.publication.whole import read_publication
from sphinx_seminar.reading.citations.titles.quoted import OPENING, in_quotes, title_cost, title_words
from sphinx_seminar.reading.citations.titles.sentences import sentence_ends

#: A law review: the volume stands first.
_LEGAL = re.compile(r"\d{1,4} [A-Z][\w.&’' ]+(?: \d+(?:,\s\d+[-–−]\d+)?)?\s*\(")
#: A journal's name where no title is given: "ApJ", "A&A", "PNAS".
_SHORT_NAME = re.compile(r"[A-Z]\w?[A-Z&]{1,4}[a-z]?|[A-Z]{2,6}|(?:Nature|Science|Cell|Physica)(?: \([A-Z]\w+\))?")
#: "Physics 1, 195", with its year in brackets or taken out.
_JOURNAL_ALONE = re.compile(rf"[A-Z][a-z]+ \d{{1,4}}, \d+(?:\s?\({YEAR}\)|[\s.{GONE}]*)\.?")
_MEDICAL_ALONE = re.compile(rf"[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){{0,5}}\.? {YEAR};\s?\d")
_MARKER = re.compile(r"\s*\[(?P<letter>[JCMDRNPSGAZ]|EB|DB|CP)(?:/OL)?\]\s*(?:[.:]|//)?\s*")
_MARKED_KINDS = {"J": "article", "C": "inproceedings", "M": "book", "D": "phdthesis", "R": "techreport", "EB": "misc"}
#: GOST: the journal up to its year, volume or number.
_RUSSIAN_VENUE = re.compile(rf"[^\d–—]{{4,150}}?(?=\s(?:[–—-]\s)?(?:{YEAR}\b|Т\.|Вып|№))")
#: GOST: "title / people. — town: house".
_RUSSIAN_BOOK = re.compile(r"(?P<title>[^/]{3,300}) / (?P<people>[^/]{3,300}?)\.? [–—] (?=[А-ЯЁ])")
_MEDIUM = re.compile(
    r"\s*\[(?:Preprint|Online|Internet|Manuscript|Unpublished manuscript|Blog post|Conference paper|"
    r"Video|Web page|Paper presentation)\]",
    re.IGNORECASE,
)
_THESIS_TAIL = re.compile(
    r"\s*[\[(](?=(?:unpublished )?(?:ph\.?\s?d|doctoral|master|dissertation|thesis|bachelor|diploma|"
    r"m\.?sc|tech|(?:report )?no\. |working paper|discussion paper|research report|"
    rf"{ORDINAL} {EDITION}|vols?\. |eds?\.\)))",
    re.IGNORECASE,
)
_EDITION_AFTER = re.compile(rf",\s(?=(?i:{ORDINAL}\s?{EDITION})|[Vv]ol(?:ume|\.) (?:\d|[IVX]+\b))")
_BRACKET = re.compile(
    rf"\s\((?P<inside>[^()]{{0,120}}(?P<year>{YEAR})[^()]{{0,8}}|[A-Z][^()]{{1,60}}: [A-Z][^()]{{1,60}})\)"
)
#: "(JAIR 1996)": a short name with a year.
_BRACKETED_VENUE = re.compile(rf"[A-Z][A-Za-z&/-]{{1,14}}(?: [A-Z][A-Za-z]*){{0,3}},? {YEAR}")
#: "97-101" of a book that lawyers cite; "Oxford Classical Monographs" before "(Oxford: …)".
_BESIDE_TITLE = re.compile(
    r"(?P<pages>\s\d{1,4}[-–]\d{1,4})\Z|"
    r",\s(?P<series>[A-Z][\w ]*\b(?:Monographs|Studies|Texts|Series|Lecture Notes)(?: in [A-Z][\w ]*)?"
    r"(?:,? (?:vol\. )?\d{1,3})?)\Z"
)
_INSIDE = re.compile(r"(?<=[,.?!])\s+(?:in|In|In:|in:)\s+(?=[A-Z\d*])")


def with_names(draft: Draft, names: Names) -> Draft:
    """Return the reading with its authors, or its editors when the names are marked as theirs."""
    named = draft._replace(editors=names.authors) if names.editors else draft._replace(authors=names.authors)
    if names.editors and names.truncated:
        return dearer(named, names.cost, "et al")
    return named._replace(
        truncated=names.truncated,
        last_after_gap=names.last_after_gap,
        undecided=draft.undecided or names.undecided,
        cost=draft.cost + names.cost,
    )


def divided(text: str, known: Draft) -> Iterator[Draft]:
    """Divide what follows authors and date at each place where the title may end."""
    if OPENING.match(text):
        title, rest = in_quotes(text)
        if title:
            yield dearer(read_publication(rest, known._replace(title=title)), -1)
    yield from _marked(text, known)
    thesis = _THESIS_TAIL.search(text)
    if thesis is not None and thesis.start() > 3:
        yield dearer(
            read_publication(text[thesis.start() :], known._replace(title=title_words(text[: thesis.start()]))), -1
        )
    yield from _untitled(text, known)
    yield from _before_bracket(text, known)
    for cut in list(_EDITION_AFTER.finditer(text))[:2]:
        yield read_publication(text[cut.start() :], known._replace(title=title_words(text[: cut.start()])))
    ended, periods = False, 0
    for end, doubtful in sentence_ends(text):
        title, rest = text[:end], text[end:]
        title = _MEDIUM.sub("", title)
        draft = read_publication(rest, known._replace(title=title_words(title)))
        yield dearer(
            draft,
            (0 if not doubtful else 2 if text[end - 3 : end - 1] in (" I", " V") else 5)
            + title_cost(title, rest)
            + (2 + periods if periods else 0),
        )
        ended = True
        periods += not doubtful and text[end - 1] == "." and len(title.rpartition(". ")[2]) > 6
    for inside in list(_INSIDE.finditer(text))[:4]:
        draft = read_publication(text[inside.start() :], known._replace(title=title_words(text[: inside.start()])))
        yield dearer(draft, 1)
    gone = text.find(GONE)
    if (gone > 3 and not ended) or (gone > 3 and text[gone - 1] in " ,"):
        draft = read_publication(text[gone:], known._replace(title=title_words(text[:gone])))
        yield dearer(draft, 3 + title_cost(text[:gone], ""))
    for comma in list(re.finditer(r",\s", text))[:8]:
        rest = text[comma.end() :]
        draft = read_publication(rest, known._replace(title=title_words(text[: comma.start()])))
        at_town = begins_with_town(rest) and not (draft.issue or draft.volume)
        cost = 1 if at_town or _LEGAL.match(rest) else 2 if is_meeting(draft.venue) and not draft.publisher else 4
        unknown = draft.venue and not (counted(draft) or is_known(draft.venue) or draft.address)
        if unknown and ("," in draft.title or not draft.year):
            # "Models, Reasoning, Inference, 2009": the last of a row is no journal.
            draft = draft._replace(undecided=True)
        astray = _names_alone(draft.title) or is_publisher(draft.title.rpartition(". ")[2])
        yield dearer(draft, cost + (6 if astray else 0))
    if not ended or not text.strip(f" .{GONE}"):
        yield dearer(
            known._replace(title=title_words(text.replace(GONE, " "))), 6 if GONE in text.strip(f" .{GONE}") else 3
        )


def _before_bracket(text: str, known: Draft) -> Iterator[Draft]:
    """Read what brackets after a title hold: "(Cambridge, MA: Harvard University Press, 1983)", "(1993)"."""
    for bracket in list(_BRACKET.finditer(text))[:3]:
        title, inside, rest = text[: bracket.start()], bracket["inside"], text[bracket.end() :]
        dated = read_bracketed(inside) is not None
        if dated and len(title.split()) < 2:
            continue
        # "(Oxford: Blackwell)" after a year that stands before the title.
        undated = bracket["year"] is None
        if undated and not (known.year and has_town(inside)):
            continue
        house = is_publisher(inside) or is_meeting(inside) or ":" in inside or has_town(inside)
        short = _BRACKETED_VENUE.fullmatch(inside)
        if not (dated or house or short):
            continue
        tail = f" {inside}{GONE}{rest}" if undated or (short and not house) else text[bracket.start() :]
        draft, beside = known, _BESIDE_TITLE.search(title)
        if beside is not None and beside.start() > 3:
            # What belongs to the book stands between its title and the bracket: pages to be read, a series.
            title, tail = title[: beside.start()], f"{beside['pages'] or ''}{tail}"
            draft = known._replace(series=beside["series"] or known.series)
        draft = read_publication(tail, draft._replace(title=title_words(title)))
        ends = not rest.strip(f" .,;{GONE}")
        yield dearer(draft, (1 if ends or not dated else 3) + title_cost(title, ""))


def _names_alone(title: str) -> bool:
    """Tell whether what might be a title is a list of names: "Reed, and Clark"."""
    return len(title.split()) < 8 and re.search(r"\band\b|&", title) is not None and read_names(title) is not None


def _untitled(text: str, known: Draft) -> Iterator[Draft]:
    """Physics, astronomy and medicine leave the title out: "Phys. Rev. Lett. 116, 061102", "Lancet 2015;386:249-57"."""
    draft = read_publication(text, known)
    alone = _JOURNAL_ALONE.fullmatch(text) or _MEDICAL_ALONE.match(text)
    short = _is_short(draft.venue) or alone is not None
    if short and draft.volume and (draft.pages or draft.article_number) and not draft.title:
        yield dearer(draft, -4)


def _is_short(venue: str) -> bool:
    """Tell whether a journal's name is abbreviated throughout, as it is where no title stands beside it."""
    if _SHORT_NAME.fullmatch(venue):
        return True
    words = venue.split()
    return (
        len(words) <= 7
        and "," not in venue
        and (venue.endswith((".", ".)")) or re.search(r"\.\s[A-Z]\Z", venue) is not None)
        and all(word[0].isupper() or word[0] == "(" or word in ("of", "de", "and", "&") for word in words)
    )


def _marked(text: str, known: Draft) -> Iterator[Draft]:
    """GB/T 7714, whose title ends with a letter in brackets, and GOST, where two strokes end it."""
    marker = _MARKER.search(text)
    if marker is not None and marker.start() > 1:
        draft = read_publication(text[marker.end() :], known._replace(title=title_words(text[: marker.start()])))
        kind = _MARKED_KINDS.get(marker["letter"], draft.kind)
        yield dearer(
            draft._replace(kind=kind if draft.kind in ("", "misc", "article", "inproceedings", "book") else draft.kind),
            -2,
        )
    book = _RUSSIAN_BOOK.match(text)
    if book is not None and " // " not in text:
        draft = known._replace(title=title_words(book["title"]))
        said_by = [part.strip() for part in book["people"].split(";")]
        names = read_names(said_by[0])
        if not draft.authors:
            draft = with_names(draft, names) if names else dearer(draft, 0, said_by[0])
        draft = draft._replace(note="; ".join(said_by[1:]) or draft.note)
        yield dearer(read_publication(text[book.end() :], draft), -3)
    title, strokes, rest = text.partition(" // ")
    if strokes:
        said, stroke, people = title.partition(" / ")
        if stroke and not known.authors:
            names = read_names(people.strip(" ."))
            known = with_names(known, names) if names else dearer(known, 0, people)
        rest = re.sub(r"\.?\s+[–—]\s+", ". ", rest)
        venue = _RUSSIAN_VENUE.match(rest)
        if venue is not None:
            name = venue[0].strip(" ,")
            name = name if "." in name[:-1] else name.rstrip(".")
            inner = known._replace(title=title_words(said), venue=name)
            yield dearer(read_publication(rest[venue.end() :], inner), -4)
        yield dearer(read_publication(rest, known._replace(title=title_words(said))), -2)
