"""What stands after the title: where and by whom a paper was published."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.beside import (
    open_imprint,
    take_edited_by,
    take_editors,
    take_notes,
    take_series,
)
from sphinx_seminar.reading.citations.counting import take_numbers, tidy_pages
from sphinx_seminar.reading.citations.dating import take_date, take_late_month
from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer
from sphinx_seminar.reading.citations.months import YEAR
from sphinx_seminar.reading.citations.one_name import is_person
from sphinx_seminar.reading.citations.places import (
    begins_with_town,
    has_town,
    imprint,
    is_meeting,
    is_publisher,
    is_town,
)
from sphinx_seminar.reading.citations.sentences import is_abbreviation, is_cut_short, sentence_ends
from sphinx_seminar.reading.citations.unpublished import take_report, take_thesis

_IN = re.compile(
    r"(?:in\s*:|(?:in|(?:paper )?presented at|appears in|published in|to appear in|accepted (?:at|to|by|for)|dans)\b|"
    r"en\s*:|(?-i:en (?=[A-ZÁÉÍÓÚ]))|em\s*:|//)\s*(?=\S)",
    re.IGNORECASE,
)
#: "Pp. 73-98 in D. E. Slice, ed. Modern morphometrics".
_PAGES_FIRST = re.compile(r"[\s.,]*pp?\.?\s(?P<pages>\d+\s?[-–]\s?\d+),? in:?\s+", re.IGNORECASE)
#: "49 The Modern Law Review (1986), 168-194": the volume first, and the year before the pages.
_VOLUME_AND_DATE = re.compile(
    rf"[\s.,{GONE}]*(?P<volume>\d{{1,4}}) (?P<venue>[A-Z][^\d{GONE},]{{2,80}}?) {GONE}, (?P<pages>\d+[-–]\d+)[\s.,{GONE}]*\Z"
)
#: "SocInfo 2016" after the title of its proceedings.
_EVENT = re.compile(rf"[A-Z][\w&'’@-]*(?: [A-Z][\w&'’-]*){{0,4}} {YEAR}")
#: "113 Yale L.J. 541": volume, journal, page.
_VOLUME_FIRST = re.compile(
    rf"[\s.,{GONE}]*(?P<volume>\d{{1,4}}) (?P<venue>[A-Z][^\d{GONE},]{{2,80}}?) "
    rf"(?P<pages>\d+(?:, \d+[-–−]\d+)?)[\s.,{GONE}]*\Z"
)
#: "Göppingen: Kümmerle": a town that is in no list, before a house that is in none.
_TOWN_AND_HOUSE = re.compile(r"[A-ZÀ-ÝА-Я][\w.’'-]+(?: [A-ZÀ-ÝА-Я][\w.’'-]+)?\s?: [A-ZÀ-ÝА-Я][\w.&’' -]{1,40}")
_EMPTY = re.compile(rf"[(\[]\s*(?:[{GONE},;:.=\s]|in press|online)*[)\]]")
_FILLER = re.compile(
    r"(?<!\w)(?:\(?in press\)?|online|\[internet\]|\[online\]|epub|publisher:?|web|print|article|"
    r"accessed|retrieved|available|from|preprint|proceedings|"
    r"\[?[JCMDR]\]?|vol|no|pp|and|URL|DOI|doi|in|html|txt|электронный ресурс)(?!\w)",
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
    return _with_kind(_named(_parts(tail), draft, inside is not None), inside is not None)


def counted(draft: Draft) -> bool:
    """Tell whether numbers have been found that journals and proceedings have."""
    return bool(draft.volume or draft.issue or draft.pages or draft.article_number)


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
    if words and words[-1] in ("Inc.", "Ltd.", "Graph."):
        return True
    if not part.endswith(".") or len(words) < 2:
        return False
    if not words[-2].endswith("."):
        return is_cut_short(words[-1]) and not any(len(word) < 3 or is_abbreviation(word) for word in words[:-1])
    return is_abbreviation(words[-1]) or (len(words[-1]) < 7 and words[-1][0].isupper() and is_abbreviation(words[-2]))


def _named(parts: list[str], draft: Draft, inside: bool) -> Draft:
    """Give each part its field: first the venue, then publisher and town."""
    if draft.kind in ("phdthesis", "mastersthesis", "techreport"):
        return _with_institution(parts, draft)
    if not parts:
        return dearer(draft, 6 if (draft.volume or draft.issue) and not (draft.arxiv or draft.venue) else 0)
    numbered = counted(draft)
    if inside:
        events = [part for part in parts[1:] if _EVENT.fullmatch(part)]
        parts = [part for part in parts if part not in events]
        draft = draft._replace(note=". ".join(filter(None, (draft.note, *events))))
    for part in parts[:-1]:
        if re.search(r"\b[Ss]eries\Z", part) and not draft.series and not inside:
            draft, parts = draft._replace(series=part), [other for other in parts if other != part]
    parts = [*_at_town(parts[0]), *parts[1:]]
    first = parts[0]
    _, colon, house = first.partition(":")
    town_first = not numbered and is_meeting(first) is False and _TOWN_AND_HOUSE.fullmatch(first) is not None
    towns = ((bool(colon) and is_publisher(house)) or has_town(first) or town_first) and not inside
    if re.match(r"(?:The )?Univ", first) and not is_publisher(first) and not numbered and len(parts) == 1:
        return draft._replace(institution=first, kind="misc")
    book = bool(draft.venue) or (
        not inside
        and (
            (is_publisher(first) and not is_meeting(first) and not (draft.volume and (draft.issue or draft.pages)))
            or towns
        )
    )
    work, _, after = _venue_and_publisher(first)
    if after and re.search(r"(?<![\w.])[a-z]{3,}", work) and not draft.venue:
        # "La philosophie du langage, Presses Universitaires": a work, and no town, stands before the house.
        book = False
    house, comma, town = first.rpartition(", ")
    if book and comma and (draft.issue or draft.pages) and is_town(town) and not is_publisher(house):
        draft, rest = draft._replace(venue=house, address=town), parts[1:]
    elif draft.edition and len(parts) == 1 and not (numbered or inside or is_meeting(first)):
        draft, rest = _with_publisher(first, draft), []
    elif is_town(first) and not inside:
        draft, rest = draft._replace(address=first), parts[1:]
    elif book:
        draft = _with_publisher(parts[0], draft)
        rest = parts[1:]
    else:
        venue, _, after = _venue_and_publisher(first)
        venue = re.sub(rf",\s{draft.year}\Z", "", venue) if draft.year.isdigit() else venue
        draft = dearer(draft._replace(venue=venue), 6 if re.search(r"(?<=[.?!] )In\b", venue) else 0)
        rest = ([after] if after else []) + parts[1:]
    for number, part in enumerate(rest):
        later = any(is_publisher(other) for other in rest[number + 1 :])
        if re.match(r"In[ :]", part):
            draft = dearer(draft, 8, part)
        elif (is_town(part) and not draft.address) or (
            later and inside and not draft.address and not is_publisher(part) and len(part.split()) <= 5
        ):
            draft = draft._replace(address=part)
        elif not draft.publisher and (
            is_publisher(part) or inside or ":" in part or (not numbered and not draft.publisher)
        ):
            draft = _with_publisher(part, draft)
        elif not draft.address and len(part.split()) <= 5 and draft.publisher and not is_publisher(part):
            draft = draft._replace(address=part)
        elif draft.address and len(part.split()) <= 3 and draft.publisher:
            draft = draft._replace(address=f"{draft.address}, {part}")
        else:
            draft = dearer(draft, 6, part)
    if draft.venue and draft.publisher and draft.address and not (numbered or inside or is_meeting(draft.venue)):
        draft = dearer(draft, 3)
    unlikely = 0 if not draft.publisher or is_publisher(draft.publisher) else 2
    return dearer(draft, unlikely + _venue_cost(draft.venue, numbered or inside))


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
