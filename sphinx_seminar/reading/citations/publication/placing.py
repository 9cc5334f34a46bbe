"""What is left of a publication in parts, and the field that each part belongs to."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import Draft, dearer
from sphinx_seminar.reading.citations.names.one_name import is_person
from sphinx_seminar.reading.citations.publication.counting import counted
from sphinx_seminar.reading.citations.publication.months import YEAR
from sphinx_seminar.reading.citations.publication.places import (
    begins_with_town,
    has_town,
    imprint,
    is_known,
    is_meeting,
    is_publisher,
    is_town,
)

#: "SocInfo 2016" after the title of its proceedings.
_EVENT = re.compile(rf"[A-Z][\w&'’@-]*(?: [A-Z][\w&'’-]*){{0,4}} {YEAR}")
#: "Göppingen: Kümmerle": a town that is in no list, before a house that is in none.
_TOWN_AND_HOUSE = re.compile(r"[A-ZÀ-ÝА-Я][\w.’'-]+(?: [A-ZÀ-ÝА-Я][\w.’'-]+)?\s?: [A-ZÀ-ÝА-Я][\w.&’' -]{1,40}")
_INSTITUTIONAL = ("phdthesis", "mastersthesis", "techreport")


def placed(parts: list[str], draft: Draft, inside: bool) -> Draft:
    """Give each part its field: first the venue, then publisher and town; ``inside`` says that "In" stood before."""
    if draft.kind in _INSTITUTIONAL:
        return _with_institution(parts, draft)
    if not parts:
        alone = (draft.volume or draft.issue) and not (draft.arxiv or draft.venue)
        return _with_kind(dearer(draft, 6 if alone else 0), inside)
    parts, draft = _without_series(parts, draft, inside)
    parts = [*_at_town(parts[0]), *parts[1:]]
    numbered = counted(draft)
    if len(parts) == 1 and not numbered and re.match(r"(?:The )?Univ", parts[0]) and not is_publisher(parts[0]):
        return draft._replace(institution=parts[0], kind="misc")
    draft, rest = _with_first(parts, draft, inside)
    for number, part in enumerate(rest):
        house_follows = any(is_publisher(other) for other in rest[number + 1 :])
        draft = _with_later(part, draft, inside, inside and house_follows)
    if draft.venue and draft.address and not (inside or is_meeting(draft.venue)):
        # "Soziale Systeme. Grundriß einer Theorie, Frankfurt 1984": a town stands with books rather than journals.
        unnumbered = not (draft.volume or draft.issue or is_known(draft.venue))
        draft = dearer(draft, 3 if unnumbered or (draft.publisher and not numbered) else 0)
    unlikely = 0 if not draft.publisher or is_publisher(draft.publisher) else 2
    return _with_kind(dearer(draft, unlikely + _venue_cost(draft.venue, numbered or inside)), inside)


def _without_series(parts: list[str], draft: Draft, inside: bool) -> tuple[list[str], Draft]:
    """Take out the meeting that proceedings are of, and what calls itself a series."""
    if inside:
        events = [part for part in parts[1:] if _EVENT.fullmatch(part)]
        note = ". ".join(filter(None, (draft.note, *events)))
        return [part for part in parts if part not in events], draft._replace(note=note)
    for part in parts[:-1]:
        if re.search(r"\b[Ss]eries\Z", part) and not draft.series:
            draft, parts = draft._replace(series=part), [other for other in parts if other != part]
    return parts, draft


def _with_first(parts: list[str], draft: Draft, inside: bool) -> tuple[Draft, list[str]]:
    """Place the first part, which is a venue or, after a book, its publisher; return what is still to be placed."""
    first, rest = parts[0], parts[1:]
    numbered = counted(draft)
    book = _is_of_a_book(first, draft, inside)
    work, comma, town = first.rpartition(", ")
    if book and comma and (draft.issue or draft.pages) and is_town(town) and not is_publisher(work):
        return draft._replace(venue=work, address=town), rest
    if draft.edition and not rest and not (numbered or inside or is_meeting(first)):
        return _with_publisher(first, draft), []
    if is_town(first) and not inside:
        return draft._replace(address=first), rest
    if book:
        return _with_publisher(first, draft), rest
    venue, _, after = _venue_and_publisher(first)
    venue = re.sub(rf",\s{draft.year}\Z", "", venue) if draft.year.isdigit() else venue
    draft = dearer(draft._replace(venue=venue), 6 if re.search(r"(?<=[.?!] )In\b", venue) else 0)
    return draft, ([after] if after else []) + rest


def _is_of_a_book(first: str, draft: Draft, inside: bool) -> bool:
    """Tell whether the first part is a book's publisher rather than a venue."""
    if draft.venue:
        return True
    work, _, after = _venue_and_publisher(first)
    if inside or (after and re.search(r"(?<![\w.])[a-z]{3,}", work)):
        # "La philosophie du langage, Presses Universitaires": a work, and no town, stands before the house.
        return False
    _, colon, house = first.partition(":")
    if (colon and is_publisher(house)) or has_town(first):
        return True
    if not (counted(draft) or is_meeting(first)) and _TOWN_AND_HOUSE.fullmatch(first):
        return True
    in_a_journal = draft.volume and (draft.issue or draft.pages)
    return is_publisher(first) and not is_meeting(first) and not in_a_journal


def _with_later(part: str, draft: Draft, inside: bool, before_house: bool) -> Draft:
    """Place a part after the first: the publisher, its town, or what goes nowhere."""
    short = len(part.split()) <= 5 and not is_publisher(part)
    if re.match(r"In[ :]", part):
        return dearer(draft, 8, part)
    if not draft.address and (is_town(part) or (before_house and short)):
        return draft._replace(address=part)
    if not draft.publisher and (is_publisher(part) or inside or ":" in part or not counted(draft)):
        return _with_publisher(part, draft)
    if draft.publisher and not draft.address and short:
        return draft._replace(address=part)
    if draft.publisher and draft.address and len(part.split()) <= 3:
        return draft._replace(address=f"{draft.address}, {part}")
    return dearer(draft, 6, part)


def _at_town(words: str) -> list[str]:
    """Divide "Crisi della ragione, Torino: Einaudi" before the town."""
    for comma in re.finditer(r",\s", words):
        rest = words[comma.end() :]
        if begins_with_town(rest) or (is_town(rest) and not is_meeting(words) and not is_publisher(words)):
            return [words[: comma.start()], words[comma.end() :]]
    return [words]


def _venue_cost(venue: str, counted: bool) -> int:
    if not venue:
        return 0
    if not re.search(r"[^\W\d_]", venue):
        return 10
    words = venue.split()
    person, comma, _ = venue.partition(", ")
    if comma and len(person.split()) > 1 and is_person(person):
        return 8
    cost = 0 if counted or is_meeting(venue) else 2
    if venue[0].islower() and len(words) > 1 and not is_meeting(venue):
        cost += 3
    if re.search(r"[?!]|(?<!\w)[“”\"](?!\w)|\bet al\b", venue):
        cost += 4
    if len(words) > 16:
        cost += 3
    return cost + (2 if re.search(r"\.\s\S", re.sub(r"\b\w{1,8}\.(?=\s)", "", venue)) else 0)


def _venue_and_publisher(words: str) -> tuple[str, str, str]:
    """Divide "International Conference on Machine Learning, PMLR" at the last comma before a publisher."""
    before, comma, after = words.rpartition(",")
    work, again, house = before.rpartition(",")
    if again and is_town(after) and is_publisher(house) and not is_publisher(work) and len(house.split()) <= 5:
        return work.strip(), comma, f"{house.strip()}, {after.strip()}"
    if comma and is_publisher(after) and not is_meeting(after) and len(after.split()) <= 5 and not is_publisher(before):
        return before.strip(), comma, after.strip()
    return words, "", ""


def _with_publisher(part: str, draft: Draft) -> Draft:
    if is_town(part) and not draft.address:
        return draft._replace(address=part)
    publisher, address = imprint(part)
    if draft.address and address:
        return dearer(draft._replace(publisher=publisher), 4, address)
    return draft._replace(publisher=publisher, address=address or draft.address)


def _with_institution(parts: list[str], draft: Draft) -> Draft:
    if not parts:
        return draft
    institution, *rest = parts
    address = ", ".join(rest)
    draft = draft._replace(institution=re.sub(r"\A(?:in|at|from)\s+", "", institution), address=address)
    return dearer(draft, max(0, len(rest) - 1) * 2)


def _with_kind(draft: Draft, inside: bool) -> Draft:
    if draft.kind:
        return draft
    numbered = draft.volume or draft.issue
    # BibLaTeX says "In:" before a journal too.
    journal = draft.volume and draft.pages and not (draft.editors or draft.publisher or draft.series)
    if draft.venue and inside and not (journal and not is_meeting(draft.venue)):
        chapter = not is_meeting(draft.venue) and (draft.editors or draft.publisher)
        kind = "incollection" if chapter else "inproceedings"
    elif draft.venue and draft.publisher and not numbered and not is_meeting(draft.venue):
        kind = "incollection"
    elif draft.venue:
        kind = (
            "inproceedings"
            if is_meeting(draft.venue)
            and not numbered
            and not re.match(r"Proceedings of the (?:National|Royal|IEEE\Z)", draft.venue)
            else "article"
        )
    elif draft.publisher:
        kind = "book"
    else:
        kind = "misc"
    return draft._replace(kind=kind)
