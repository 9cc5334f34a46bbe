"""Where authors, year and title stand: each arrangement that styles use, tried in turn.

An arrangement is a function from the text to the readings that it allows; the reading that costs least is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer
from sphinx_seminar.reading.citations.labelled import labelled
from sphinx_seminar.reading.citations.names.heads import (
    before_colon,
    name_goes_on,
    names_cost,
    surely_persons,
    unpointed,
)
from sphinx_seminar.reading.citations.names.lists import read_names
from sphinx_seminar.reading.citations.names.one_name import is_person
from sphinx_seminar.reading.citations.publication.months import MONTH, NO_DATE, YEAR, read_bracketed
from sphinx_seminar.reading.citations.publication.places import is_meeting
from sphinx_seminar.reading.citations.publication.whole import read_publication
from sphinx_seminar.reading.citations.titles.ends import divided, with_names
from sphinx_seminar.reading.citations.titles.quoted import OPENING, in_quotes, title_cost, title_words

_DATE_IN_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,40})[)\]]")
_BARE_DATE = re.compile(
    rf"(?:(?<=[,.:;)])\s|(?<=[^\W\d]\s)|"
    rf"(?<=et al\.\s))(?P<inside>{YEAR}[a-z]?(?:, {MONTH}(?: \d{{1,2}})?)?|{NO_DATE})(?=[.,:;]|\s)",
    re.IGNORECASE,
)
#: Marks after which names may have ended.
_AFTER_NAMES = re.compile(
    r"[^\s.]\.(?=\s)|(?<=[\w.)]) ?:(?=\s)|(?<=[\w.)])\s[–—-](?=\s)|…(?=\s)|\.\.\.(?=\s)|"
    r"\((?:[Hh]rsg|[Hh]gg?|[Ee]ds?|[Dd]irs?)\.\)(?=\s)|(?<=[\u3040-\u9fff])[.．：:]"
)
_FAMILIES_TO_A_COLON = re.compile(r"(?:[^\W\d_][\w’'-]+(?:,? (?:and|&) |, ))*[^\W\d_][\w’'-]+: ")
_MOST_READINGS = 60
_LONGEST_NAMES = 3_000


def readings(text: str, known: Draft, marked: str = "") -> Iterator[list[Draft]]:
    """Yield the readings of a text whose numbers and addresses are already taken out, one arrangement at a time.

    ``marked`` are the first words in bold or italics, which often are the title.
    """
    yield list(labelled(text, known))
    if marked:
        yield list(islice(_marked_title(text, known, marked), _MOST_READINGS))
    for arrangement in ARRANGEMENTS:
        yield list(islice(arrangement(text, known), _MOST_READINGS))


def _author_date(text: str, known: Draft) -> Iterator[Draft]:
    """APA, Harvard, ACM, Chicago's author-date: names, a date, a title, and the rest."""
    tried = 0
    for pattern in (_DATE_IN_BRACKETS, _BARE_DATE):
        for found in pattern.finditer(text[:_LONGEST_NAMES]):
            edition = re.fullmatch(rf"(?P<year>{YEAR}), (?P<edition>\d+\S{{0,3}} ?(?:ed|Aufl|edn)\.?)", found["inside"])
            date = (edition["year"], "") if edition else read_bracketed(found["inside"])
            if date is None:
                continue
            tried += 1
            if tried > 4:
                return
            names = read_names(unpointed(text[: found.start()].rstrip(" ,:;(–—-")))
            if names is None:
                continue
            rest = text[found.end() :].lstrip(" .,:;)–—-")
            dated = with_names(known._replace(year=date[0], month=date[1]), names)
            dated = dated._replace(edition=edition["edition"].partition(" ")[0]) if edition else dated
            bare = pattern is _BARE_DATE and text[found.end() : found.end() + 1] not in ".,:"
            if bare and re.match(rf"[\s;,.:{GONE}]*\Z", text[found.end() :]):
                continue
            lone = bare and len(names.authors) == 1 and names.authors[0].organisation
            yield from divided(rest, dearer(dated, 8 if lone else 2 if bare else 0))


def _dated_title(text: str, known: Draft) -> Iterator[Draft]:
    """APA without authors: a title, a date in brackets, and the rest; or a title with its authors before the date."""
    found = _DATE_IN_BRACKETS.search(text)
    date = read_bracketed(found["inside"]) if found else None
    if found is None or date is None or not found.start():
        return
    head, rest = text[: found.start()].strip(" ,"), text[found.end() :].lstrip(" .,:;")
    dated = known._replace(year=date[0], month=date[1], title=title_words(head))
    if re.match(r"[^\W\d_]", rest) and text[found.end() : found.end() + 1] == ",":
        yield from _names_after_title(rest, dated)
    if rest.strip(f" .{GONE}") or head.endswith((".", "?", "!")):
        yield dearer(read_publication(rest, dated), 5)


def _quoted(text: str, known: Draft) -> Iterator[Draft]:
    """MLA, Chicago, IEEE: names, a title in quotation marks, and the rest; or the title first."""
    opening = OPENING.search(text)
    if opening is None:
        return
    title, rest = in_quotes(text[opening.start() :])
    if not title:
        return
    head = text[: opening.start()].strip(f" ,:;{GONE}").removesuffix("In").strip(" ,")
    if not head:
        yield from _names_after_title(rest, known._replace(title=title))
        yield dearer(read_publication(rest, known._replace(title=title)), 3)
        return
    names = read_names(unpointed(head))
    if names is not None:
        yield read_publication(rest, with_names(known._replace(title=title), names))


def _marked_title(text: str, known: Draft, marked: str) -> Iterator[Draft]:
    """A title in bold or italics after the names, or before them."""
    title = title_words(marked)
    start = text.find(marked)
    if start < 0 or OPENING.search(text) or re.search(rf"\d\s*\Z|{YEAR}|\bet al\b", title):
        return
    head, rest = text[:start].strip(f" ,:;{GONE}"), text[start + len(marked) :].lstrip(" ,.;:")
    if not head and read_names(title) is not None:
        return
    if len(title.split()) < 2 and (not head or not re.match(r"\s*[(,.]\s*[^\W\d_]", text[start + len(marked) :])):
        return
    titled = known._replace(title=title)
    if not head:
        yield from (dearer(reading, -3) for reading in _names_after_title(rest, titled))
        yield dearer(read_publication(rest, titled), 3)
        return
    dated = re.search(rf"[\s,.]*\((?P<year>{YEAR})\)[.,:]?\Z", head)
    if dated is not None:
        head, titled = head[: dated.start()], titled._replace(year=dated["year"])
    names = read_names(unpointed(head))
    if names is not None:
        yield dearer(read_publication(rest, with_names(titled, names)), names.cost + names_cost(names) - 1)


def _names_first(text: str, known: Draft) -> Iterator[Draft]:
    """Vancouver, plain, Springer, Nature: names up to a full stop or a colon, a title, and the rest."""
    ends = [found.end() for found in _AFTER_NAMES.finditer(text[:_LONGEST_NAMES])]
    tried = 0
    for end in reversed(ends[:40]):
        following = text[end:].lstrip(" –—")
        if re.match(r"(?:,|&|and\b|\.\.\.|…|et al)", following) or not following.strip(f" .,{GONE}"):
            continue
        mark = text[end - 1]
        head = text[:end].rstrip(" :–—-") if mark in ":–—-" else text[:end]
        names = read_names(unpointed(head))
        if names is None:
            continue
        tried += 1
        if tried > 4:
            return
        cost = names_cost(names) + (6 if name_goes_on(text[:end], following, names) else 0)
        named = dearer(with_names(known, names), cost)
        if mark in ":–—-":
            named = before_colon(head, named, names)
            # A title may be two words with a subtitle after a dash.
            named = named._replace(undecided=named.undecided or (mark != ":" and not surely_persons(head, names)))
        yield from divided(following, named)


def _names_comma_title(text: str, known: Draft) -> Iterator[Draft]:
    """Mathematics and physics: names, a title and the rest, all between commas."""
    commas = [found.start() for found in re.finditer(r",\s", text[:_LONGEST_NAMES])][:30]
    tried = 0
    for comma in reversed(commas):
        names = read_names(text[:comma])
        following = text[comma + 1 :].lstrip()
        if names is None or re.match(r"(?:and\b|&|et al|\.\.\.|Jr|[A-Z]\.)", following):
            continue
        tried += 1
        if tried > 3:
            return
        # "Hastie, Tibshirani, | Friedman: The": the last of some families is no title.
        family = _FAMILIES_TO_A_COLON.match(following) and re.fullmatch(r"[^\s.]+(?:, [^\s.]+)*", text[:comma])
        named = dearer(with_names(known, names), 2 + names_cost(names) + (6 if family else 0))
        yield from divided(following, named)


#: What stands before "by" where no author comes after it.
_NO_TITLE = re.compile(r"\b(?:trans|translated|ed|edited|rev|revised|given|übers|hr?s?g)\.?\Z", re.IGNORECASE)


def _title_first(text: str, known: Draft) -> Iterator[Draft]:
    """Plain lists: a title, its authors, and perhaps a venue."""
    for mark in (r"(?<!\b[A-Z])[.?!]\s", r",\s", r"\s[–—|-]\s", r"\s(?:by|von|par)\s", r":\s", r"\s\((?=[A-Z])"):
        for found in list(re.finditer(mark, text[:1_000]))[:5]:
            end = found.start() + (found[0][0] in "?!")
            draft = known._replace(title=title_words(text[:end]))
            if len(draft.title.split()) < 2 or GONE in draft.title or OPENING.match(draft.title):
                continue
            last = draft.title.rpartition(", ")[2]
            named = len(last.split()) > 1 and is_person(last)
            head, colon, _ = draft.title.partition(": ")
            if _NO_TITLE.search(draft.title):
                continue
            people = read_names(head) if colon and re.search(r",| and | & ", head) else None
            if people is not None and all(author.given for author in people.authors):
                continue
            if re.search(r",| and | & |/", draft.title) and read_names(draft.title) is not None:
                continue
            if found[0][1:2] in "–—-|" and read_names(draft.title) is not None:
                draft = draft._replace(undecided=True)
            cost = (4 if named else 0) + title_cost(text[:end], "") - (2 if "by" in mark else 0)
            yield from (dearer(reading, cost) for reading in _names_after_title(text[found.end() :], draft))


def _names_after_title(rest: str, known: Draft) -> Iterator[Draft]:
    """Read names as far as they go, then the rest of the publication."""
    rest = rest.strip()
    dated = re.search(rf"\s+\((?P<year>{YEAR})\)\Z", known.title)
    if dated is not None and not known.year:
        known = known._replace(title=known.title[: dated.start()], year=dated["year"])
    enclosed = re.fullmatch(rf"\((?P<names>[^()\d]{{2,}}?),? (?P<year>{YEAR}[a-z]?)\)[.;]?", rest.strip(f" ,{GONE}"))
    if enclosed is not None:
        rest = f"{enclosed['names']} ({enclosed['year']})"
    bracket = re.match(rf"(?P<where>\([^()]{{0,60}}{YEAR}\))[\s,:.–—-]*(?P<names>[^\W\d_][^()]{{2,}})", rest)
    if bracket is not None:
        rest = f"{bracket['names']} {bracket['where']} {rest[bracket.end() :]}".rstrip()
    rest = re.sub(r"\A(?:by|von|par|–|—|-)\s+", "", rest)
    ends = [
        found.start()
        for found in re.finditer(rf"[,.;:](?=\s)|\s?[({GONE}]|\)|\s[–—|]\s|\s(?={YEAR})|\.?\Z", rest[:_LONGEST_NAMES])
    ][:40]
    tried = 0
    for end in reversed(ends):
        names = read_names(unpointed(rest[:end].rstrip(".")))
        following = rest[end:].lstrip(" ,.;:–—|").removeprefix(")")
        if names is None or re.match(r"(?:and\b|&|et al)", following):
            continue
        tried += 1
        if tried > 3:
            return
        draft = read_publication(following, with_names(known, names))
        if re.fullmatch(r"[^\W\d_]+, [^\W\d_]{3,}", rest[:end].strip()):
            # "Angrist, Imbens": after a title, two families stand as often as one with its given name.
            draft = draft._replace(undecided=True)
        at_end = re.fullmatch(rf"\s?\({YEAR}[a-z]?\)[\s.,;{GONE}]*", rest[end:]) is not None
        single_words = 0 if names.truncated else sum(not author.given for author in names.authors)
        if single_words == len(names.authors) > 1:
            single_words = 0
        # "Rubin (1974)": a family that a year alone follows is an author's.
        cost = 5 if at_end and known.title else 5 + 4 * single_words + (2 if len(names.authors) == 1 else 0)
        yield dearer(draft, cost)


def _title_alone(text: str, known: Draft) -> Iterator[Draft]:
    """A title with nothing but an address or a year."""
    words = title_words(text.replace(GONE, " "))
    if words[:1] == "“" and words.find("”") == len(words) - 1:
        words = words[1:-1]
    where = re.search(rf",\s(?P<venue>[A-Z][\w’' /-]{{1,50}}?),?\s(?P<year>{YEAR})[.\s]*\Z", words)
    if where is not None and where.start() > 6 and is_meeting(where["venue"]):
        title = title_words(words[: where.start()])
        yield dearer(known._replace(title=title, venue=where["venue"], year=where["year"], kind="inproceedings"), 8)
    found = re.search(rf"(?<![\s,.(])[\s,.(]*+(?P<year>{YEAR})\)?[.\s]*\Z", words)
    if found is not None and found.start() > 6:
        yield dearer(known._replace(title=title_words(words[: found.start()]), year=found["year"]), 12)
    inner = text.strip(f" .,;:{GONE}")
    busy = len(re.findall(r"[.,;:]\s", inner)) + 3 * inner.count(GONE)
    yield dearer(known._replace(title=" ".join(words.split())), 11 + busy)


ARRANGEMENTS: tuple[Callable[[str, Draft], Iterator[Draft]], ...] = (
    _author_date,
    _quoted,
    _names_first,
    _dated_title,
    _title_first,
    _names_comma_title,
    _title_alone,
)
