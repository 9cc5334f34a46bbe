"""What stands after the title: where and by whom a paper was published."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_seminar.reading.citations.counting import take_numbers
from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer
from sphinx_seminar.reading.citations.months import MONTH_YEAR, YEAR, YEAR_MONTH, month_of, read_bracketed
from sphinx_seminar.reading.citations.names import read_names
from sphinx_seminar.reading.citations.places import has_town, imprint, is_meeting, is_publisher
from sphinx_seminar.reading.citations.sentences import is_abbreviation, sentence_ends

_IN = re.compile(
    r"(?:in\s*:|in\b|presented at|paper presented at|appears in|published in|to appear in|accepted (?:at|to|by|for)|"
    r"en\s*:|dans|em\s*:|//)\s*(?=\S)",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"[(\[]?\s*(?:unpublished |published )?(?:(?P<master>master['’]?s?(?: of \w+)?|m\.?\s?sc\.?|m\.?\s?a\.?|bachelor['’]?s?|b\.?\s?sc\.?|diploma|masterarbeit|diplomarbeit|bachelorarbeit)|"
    r"(?P<doctor>ph\.?\s?d\.?|d\.?\s?phil\.?|doctoral|habilitation))\.?\s*(?P<word>thesis|dissertation|diss\.?)?"
    r"|(?<!\w)(?P<diss>diss\.|dissertation|thèse de doctorat|tesis doctoral|докторская диссертация|habilitationsschrift)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"[(\[]?\s*(?:tech(?:nical|\.)\s*rep(?:ort|\.)|working paper|discussion paper|research report|tech report)\s*(?:series)?"
    r"(?:\s*,?\s*(?:no\.?|number|nr\.?|#)?\s*(?P<number>[A-Za-z]{0,8}[-/ ]?(?:[\w]+-)*\w*\d[\w.-]*(?<![.,])))?\s*[)\]]?",
    re.IGNORECASE,
)
_NUMBER_ONLY = re.compile(r"\A\s*[(\[](?:Report )?No\.\s(?P<number>[\w./-]+)[)\]]")
_EDITORS_LAST = re.compile(r"\s*[(\[]?\b(?:eds?\.?|editors?|hrsg\.)[)\]]?\s*[,.:]?\s*", re.IGNORECASE)
_EDITED_BY = re.compile(r"[,.]?\s*\b(?:edited by|ed\. by|eds?\.|hrsg\. von|herausgegeben von)\s+", re.IGNORECASE)
_SERIES = re.compile(
    r"[,.(]?\s*(?P<series>(?:Lecture Notes in [A-Z][\w ]+|LNCS|LNAI|Proceedings of Machine Learning Research|JMLR Workshop and Conference Proceedings|"
    r"Springer Series in [A-Z][\w ]+|Graduate Texts in Mathematics|(?<=\()[A-Z][\w ]+ [Ss]eries))(?=[,.)\s:(]|\Z)"
)
_YEAR_BRACKETED = re.compile(r"\((?P<inside>[^()]{4,30})\)")
_YEAR_ALONE = re.compile(rf"(?:(?<=[\s,.;:])|(?<={GONE})|\A)(?P<year>{YEAR})[a-z]?(?=\s*(?:[.,;:)]|{GONE}|\Z|\(pp?\.))")
_EMPTY = re.compile(rf"[(\[]\s*(?:[{GONE},;:.\s]|in press|online)*[)\]]")
_FILLER = re.compile(
    r"(?<!\w)(?:\(?in press\)?|online|\[internet\]|\[online\]|epub|publisher:?|web|print|article|accessed|retrieved|available|from|preprint|"
    r"\[?[JCMDR]\]?|vol|no|pp|and|URL|DOI|doi|in|html|txt|электронный ресурс)(?!\w)",
    re.IGNORECASE,
)


def read_publication(tail: str, known: Draft) -> Draft:
    """Read the part after the title; ``known`` holds what is known already, the year above all."""
    draft = known
    tail, draft = _take_date(tail.strip(" ,;"), draft)
    tail, draft = _take_thesis(tail, draft)
    tail, draft = _take_report(tail, draft)
    inside = _IN.match(tail.lstrip(f" .,;{GONE}"))
    if inside is not None:
        lead = len(tail) - len(tail.lstrip(f" .,;{GONE}"))
        tail = tail[lead + inside.end() :]
        tail, draft = _take_editors(tail, draft)
    else:
        tail, draft = _take_edited_by(tail, draft)
    tail, draft = _take_series(tail, draft)
    tail, draft = take_numbers(tail, draft, bare=True)
    tail, draft = _second_date(tail, draft)
    return _with_kind(_named(_parts(tail), draft, inside is not None), inside is not None)


def _take_date(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Take a year in brackets, or a month with its year; then a year that stands alone."""
    for found in _YEAR_BRACKETED.finditer(tail):
        date = read_bracketed(found["inside"])
        if date is not None and draft.year in ("", date[0]):
            draft = replace(draft, year=date[0], month=draft.month or date[1])
            return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", draft
    for pattern in (MONTH_YEAR, YEAR_MONTH):
        for found in pattern.finditer(tail):
            if draft.year not in ("", found["year"]):
                continue
            month = month_of(found)
            draft = replace(draft, year=found["year"], month=draft.month or month)
            return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", draft
    years = [found for found in _YEAR_ALONE.finditer(tail) if draft.year in ("", found["year"])]
    if draft.year:
        years = [found for found in years if tail[: found.start()].rstrip(f" {GONE}")[-1:] in (*",.;:", "")]
    if not years or (draft.year and not draft.year.isdigit()):
        return tail, draft
    found = years[-1]
    return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", replace(draft, year=found["year"])


def _second_date(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Take a month without a year, which is known from elsewhere: "no. 3, May"."""
    if draft.month or not draft.year:
        return tail, draft
    found = re.search(rf"(?<=[{GONE},]) ?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?(?=\s*[{GONE}.,]|\Z)", tail)
    if found is None:
        return tail, draft
    dated = read_bracketed(f"{draft.year}, {found[0].strip()}")
    return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", replace(draft, month=dated[1] if dated else "")


def _take_thesis(tail: str, draft: Draft) -> tuple[str, Draft]:
    found = _THESIS.search(tail)
    if found is None or not (found["word"] or found["diss"] or found["master"] or re.match(r"[(\[]?\s*ph", found[0], re.I)):
        return tail, draft
    if (found["master"] or found["doctor"]) and not found["word"] and not re.search(r"arbeit|diploma|habil|ph", found[0], re.I):
        return tail, draft
    kind = "mastersthesis" if found["master"] else "phdthesis"
    rest = f"{tail[: found.start()]}{GONE}{tail[found.end() :]}".replace("[", " ").replace("]", " ")
    rest = rest.replace("(", " ").replace(")", " ")
    return rest, replace(draft, kind=kind)


def _take_report(tail: str, draft: Draft) -> tuple[str, Draft]:
    found = _REPORT.search(tail) or _NUMBER_ONLY.search(tail)
    if found is None or draft.kind:
        return tail, draft
    rest = f"{tail[: found.start()]}{GONE}{tail[found.end() :]}"
    note = ""
    if not re.match(r"[(\[]?\s*tech", found[0], re.IGNORECASE) and found.re is _REPORT:
        note = re.match(r"[(\[]?\s*(\w+ \w+)", found[0])[1]  # type: ignore[index]
    return rest, replace(draft, kind="techreport", issue=(found["number"] or "").strip(), note=draft.note or note)


def _take_editors(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read "A. Editor & B. Editor (Eds.), Book" and "Editor, A., Editor, B. (eds.) Book"."""
    last = _EDITORS_LAST.search(tail[:600])
    if last is not None and last.start():
        names = read_names(tail[: last.start()])
        if names is not None:
            return tail[last.end() :], replace(draft, editors=names.authors)
    return _take_edited_by(tail, draft)


def _take_edited_by(tail: str, draft: Draft) -> tuple[str, Draft]:
    found = _EDITED_BY.search(tail)
    if found is None:
        return tail, draft
    before, after = tail[: found.start()], tail[found.end() :]
    ends = [position - 1 for position, _ in sentence_ends(after)]
    ends += [mark.start() for mark in re.finditer(rf",?\s*(?:{GONE}|\bpp?\.|\bvol\.|\d)|,", after)] + [len(after)]
    for end in sorted(set(ends), reverse=True):
        names = read_names(after[:end].rstrip(". "))
        if names is not None:
            return f"{before}. {GONE}{after[end:]}", replace(draft, editors=names.authors)
    return tail, draft


def _take_series(tail: str, draft: Draft) -> tuple[str, Draft]:
    found = _SERIES.search(tail)
    if found is None or found.start() < 4:
        return tail, draft
    return f"{tail[: found.start()]}.{GONE}{tail[found.end() :]}", replace(draft, series=found["series"].strip())


def _parts(tail: str) -> list[str]:
    """Divide what is left at the marks and at the ends of sentences."""
    for _ in range(3):
        tail = _EMPTY.sub(GONE, tail)
    parts: list[str] = []
    for stretch in tail.split(GONE):
        start = 0
        for end, doubtful in sentence_ends(stretch, 40):
            if not doubtful or _ends_abbreviated(stretch, end):
                parts.append(stretch[start:end])
                start = end
        parts.append(stretch[start:])
    return [part for part in (_trimmed(part) for part in parts) if part]


def _ends_abbreviated(stretch: str, end: int) -> bool:
    """Tell whether a name of abbreviations ends here: a publisher comes next."""
    following = stretch[end:].strip()
    before = stretch[:end].split()
    return len(before) > 2 and is_publisher(following) and not following[:6].isupper() and not is_publisher(stretch[:end])


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
    """Tell whether the full stop at the end belongs to an abbreviated name: "Phys. Rev. Lett."."""
    words = part.split()
    return part.endswith(".") and len(words) > 1 and is_abbreviation(words[-1]) and words[-2].endswith(".")


def _named(parts: list[str], draft: Draft, inside: bool) -> Draft:
    """Give each part its field: first the venue, then publisher and town."""
    if draft.kind in ("phdthesis", "mastersthesis", "techreport"):
        return _with_institution(parts, draft)
    if not parts:
        return dearer(draft, 6 if (draft.volume or draft.issue) and not draft.arxiv else 0)
    counted = bool(draft.volume or draft.issue or draft.pages or draft.article_number)
    for part in parts[:-1]:
        if re.search(r"\b[Ss]eries\Z", part) and not draft.series and not inside:
            draft, parts = replace(draft, series=part), [other for other in parts if other != part]
    first = parts[0]
    _, colon, house = first.partition(":")
    towns = (bool(colon) and is_publisher(house) or has_town(first)) and not inside
    if re.match(r"(?:The )?Univ", first) and not is_publisher(first) and not counted and len(parts) == 1:
        return replace(draft, institution=first, kind="misc")
    book = not inside and ((is_publisher(first) and not is_meeting(first) and not draft.volume) or towns)
    if book:
        draft = _with_publisher(parts[0], draft)
        rest = parts[1:]
    else:
        venue, _, after = _venue_and_publisher(first)
        draft = dearer(replace(draft, venue=venue), 6 if re.search(r"(?<=[.?!] )In\b", venue) else 0)
        rest = ([after] if after else []) + parts[1:]
    for number, part in enumerate(rest):
        later = any(is_publisher(other) for other in rest[number + 1 :])
        if re.match(r"In[ :]", part):
            draft = dearer(draft, 8, part)
        elif later and inside and not draft.address and not is_publisher(part) and len(part.split()) <= 5:
            draft = replace(draft, address=part)
        elif not draft.publisher and (is_publisher(part) or inside or ":" in part or (not counted and not draft.publisher)):
            draft = _with_publisher(part, draft)
        elif not draft.address and len(part.split()) <= 5 and draft.publisher and not is_publisher(part):
            draft = replace(draft, address=part)
        elif draft.address and len(part.split()) <= 3 and draft.publisher:
            draft = replace(draft, address=f"{draft.address}, {part}")
        else:
            draft = dearer(draft, 6, part)
    unlikely = 0 if not draft.publisher or is_publisher(draft.publisher) else 2
    return dearer(draft, unlikely + _venue_cost(draft.venue, counted or inside))


def _venue_cost(venue: str, counted: bool) -> int:
    if not venue:
        return 0
    if not re.search(r"[^\W\d_]", venue):
        return 10
    words = venue.split()
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
    if comma and is_publisher(after) and not is_meeting(after) and len(after.split()) <= 5 and not is_publisher(before):
        return before.strip(), comma, after.strip()
    return words, "", ""


def _with_publisher(part: str, draft: Draft) -> Draft:
    publisher, address = imprint(part)
    if draft.address and address:
        return dearer(replace(draft, publisher=publisher), 4, address)
    return replace(draft, publisher=publisher, address=address or draft.address)


def _with_institution(parts: list[str], draft: Draft) -> Draft:
    if not parts:
        return draft
    institution, *rest = parts
    address = ", ".join(rest)
    draft = replace(draft, institution=re.sub(r"\A(?:in|at|from)\s+", "", institution), address=address)
    return dearer(draft, max(0, len(rest) - 1) * 2)


def _with_kind(draft: Draft, inside: bool) -> Draft:
    if draft.kind:
        return draft
    numbered = draft.volume or draft.issue
    if draft.venue and inside:
        chapter = not is_meeting(draft.venue) and (draft.editors or draft.publisher)
        kind = "incollection" if chapter else "inproceedings"
    elif draft.venue and draft.publisher and not numbered and not is_meeting(draft.venue):
        kind = "incollection"
    elif draft.venue:
        kind = "inproceedings" if is_meeting(draft.venue) and not numbered and not re.match(r"Proceedings of the (?:National|Royal|IEEE\Z)", draft.venue) else "article"
    elif draft.publisher:
        kind = "book"
    else:
        kind = "misc"
    return replace(draft, kind=kind)
