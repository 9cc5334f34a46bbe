"""Where authors, year and title stand: each arrangement that styles use, tried in turn until one is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.certainty import are_joined, certain_names, is_certain_title
from sphinx_seminar.reading.citations.identity import GONE
from sphinx_seminar.reading.citations.months import YEAR, read_bracketed
from sphinx_seminar.reading.citations.names.one_name import is_initials
from sphinx_seminar.reading.citations.names.orders import Names
from sphinx_seminar.reading.citations.publication import begins_publication, publishes
from sphinx_seminar.reading.citations.sentences import sentence_ends

Place = tuple[int, int]

_DATE = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,40})[)\]]")
_BARE_DATE = re.compile(rf"(?:(?<=[.,;)])|(?<=[^\W\d_])) ?(?<=\s)(?P<inside>{YEAR}[a-z]?)(?=[.,:;]\s|\.?\s?[“\"«A-Z])")
_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’", "'": "'", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_OPENING = re.compile(rf"(?:(?<=[\s,.:;)\[(])|\A)[{''.join(_QUOTES)}]|(?<=[\u3000-\u9fff])[「『《]")
_SKIPPED = f" .,:;–—-{GONE}"
#: Where names may have ended: a full stop, a colon, a dash.
_AFTER_NAMES = re.compile(r"(?<=[^\s.])\.+(?=\s)|:(?=\s)|\s[–—-](?=\s)|(?<=[\u3040-\u9fff])[.．：:]")
#: What ends a title in GB/T 7714: a letter for the kind of the work; and in APA: an edition, a volume, a thesis.
_MARKER = re.compile(
    r"\s?\[(?:[JCMDRNPSGAZ]|EB|DB|CP)(?:/OL)?\](?://)?|"
    r"\s\((?=\d+(?:st|nd|rd|th)\sed\.|[Rr]ev\.\sed\.|Vols?\.\s\d|(?:Unpublished\s)?(?:[Dd]octoral|[Mm]aster))"
)
#: Where authors behind a title may have ended, and where a publication may begin behind one.
_AFTER_AUTHORS = re.compile(rf"[.,]?\s\(?{YEAR}|\.(?=\s|\Z)|,\s|[({GONE}]|\Z|\s[–—|-]\s")
_BEFORE_PUBLICATION = re.compile(rf",\s|\s\(|\s?(?={GONE})")
_AND_LAST = re.compile(r"(?:\band|&|\bund|\bet)\s[^,&]+\Z|\bal\b\.?\Z")
_BARE_INITIALS = re.compile(r"\b[^\W\d_a-z]{1,3}(?:,|\Z)")
#: Words in small letters that no name has.
_WORDS_OF_A_TITLE = re.compile(r"(?<![\w’'])(?!(?:van|von|de|der|di|du|la|le|da|dos)\s)[a-z]{2}")
#: What follows a full stop of an initial inside a list of names.
_NAMES_GO_ON = re.compile(
    r"(?:[^\W\d_a-z][\w’'.-]*\s){0,2}[^\W\d_a-z][\w’'.-]*(?:,|\s(?:and|&|et)\s[A-Z])|[A-Z]\.|,|&|and\b|et al"
)
_LONGEST_NAMES = 3_000


class Heading(NamedTuple):
    """What an arrangement has found; ``rest`` is where the publication begins, ``used`` are the places read."""

    names: Names | None = None
    year: str = ""
    month: str = ""
    title: Place | None = None
    rest: int = 0
    used: tuple[Place, ...] = ()


class Source(NamedTuple):
    """The words of a citation without its numbers and addresses, and the places of what stands in italics or a link."""

    text: str
    marks: tuple[Place, ...]


def find_heading(source: Source) -> Heading:
    """Return what the first arrangement that fits finds; an empty heading where none does."""
    return next((found for arrangement in _ARRANGEMENTS for found in arrangement(source)), Heading())


def _author_date(source: Source) -> Iterator[Heading]:
    """APA, Harvard, ACM, Chicago's author-date: names, a date, a title, and the rest."""
    text = source.text
    for pattern in (_DATE, _BARE_DATE):
        for found in list(pattern.finditer(text[:_LONGEST_NAMES]))[:3]:
            date = read_bracketed(found["inside"])
            names = certain_names(text[: found.start()].rstrip(" (")) if date is not None else None
            if date is None or names is None:
                continue
            start = _skipped(text, found.end())
            title, rest = _title_at(source, start)
            if title is None and len(names.authors) > 1 and not are_joined(text[: found.start()]):
                continue
            used: tuple[Place, ...] = ((0, found.end()), *((title,) if title else ()))
            yield Heading(names, *date, title, rest, used)


def _names_then_marked(source: Source) -> Iterator[Heading]:
    """MLA, Chicago, IEEE: names, and a title in quotation marks, in italics or in a link."""
    text = source.text
    opening = _OPENING.search(text)
    start = min([place[0] for place in source.marks] + ([opening.start()] if opening else []), default=0)
    names = certain_names(text[:start])
    if not start or names is None or re.search(r"\b[Ii]n:?\s*\Z", text[:start]):
        return
    title, rest = _set_off(source, start)
    if title is not None:
        yield Heading(names, title=title, rest=rest, used=((0, start), title))


def _names_first(source: Source) -> Iterator[Heading]:
    """Vancouver, Springer, BibTeX's plain: names up to a full stop or a colon, a title, and the rest."""
    text = source.text
    for end in list(_AFTER_NAMES.finditer(text[:_LONGEST_NAMES]))[:40]:
        head, following = text[: end.start()], text[end.end() :].lstrip()
        last = re.split(r"[\s.]", head)[-1]
        initial = end[0].startswith(".") and len(last) < 3 and last[:1].isupper()
        if initial and _NAMES_GO_ON.match(following):
            continue
        if last in ("al", "Jr", "Sr", "St", "Ch", "Yu", "Ya", "Th") and last != "al":
            continue
        names = certain_names(f"{head}." if initial or last == "al" else head)
        if (
            names is None
            or not _says_who(names, end[0])
            or not (end[0].startswith(".") or are_joined(head) or "," not in head)
        ):
            if not initial and last != "al":
                return
            continue
        if initial and "." in head and not _all_inverted(head, names):
            return
        if initial and "," not in head and re.match(r"[A-Z][\w’'-]+[.:]\s", following):
            # "Joan W. Scott. Gender": the family may come after the initial.
            return
        start = _skipped(text, end.end())
        title, rest = _title_at(source, start)
        if title is not None:
            yield Heading(names, title=title, rest=rest, used=((0, end.end()), title))
        return


def _says_who(names: Names, mark: str) -> bool:
    """Tell whether names are persons' beyond doubt, before a mark that may stand inside a title as well."""
    given = [author for author in names.authors if author.given]
    if len(given) < len(names.authors) and not names.truncated:
        return False
    initials = any(is_initials(author.given.split()[0]) for author in given)
    return bool(given or names.truncated) and (mark.startswith(".") or initials or len(given) > 1)


def _all_inverted(head: str, names: Names) -> bool:
    """Tell whether a list with full stops in it has each name in the order of an index: "Hu, W., Li, Z"."""
    return all(
        head.find(author.family) < head.find(author.given[:1], head.find(author.family)) for author in names.authors
    )


def _title_first(source: Source) -> Iterator[Heading]:
    """A title that is set off or a sentence, and its authors after it: "**Title**. Names. Venue, year"."""
    text = source.text
    start = _skipped(text, 0)
    title, rest = _set_off(source, start)
    marked = title is not None
    if not marked:
        stop = next((end for end, doubtful in sentence_ends(text) if not doubtful), 0)
        title, rest = _certain(text, start, stop, set_off=False)
    if title is None or len(text[slice(*title)].split()) < 3:
        return
    begin = re.compile(r"[\s,.:;–—)(\]|-]*(?P<by>[Bb]y:?\s)?").match(text, rest)
    assert begin is not None
    first = begin.end()
    for mark in list(_AFTER_AUTHORS.finditer(text, first))[:16]:
        names = certain_names(text[first : mark.start()])
        if names is not None and _are_authors(names, text[first : mark.start()], mark[0], marked, bool(begin["by"])):
            yield Heading(names, title=title, rest=mark.start(), used=(title, (rest, mark.start())))
            return


def _are_authors(names: Names, block: str, mark: str, marked: bool, by: bool) -> bool:
    """Tell whether names behind a title are its authors: in full, or families that "and" joins or a year follows."""
    joined = _AND_LAST.search(block) is not None
    if (mark.startswith(",") and not joined) or re.match(r"[Ii]n\b", block):
        return False
    several = len(names.authors) > 1
    if all(author.given for author in names.authors):
        return several or by
    families = not any(author.given for author in names.authors)
    return marked and families and (joined or (several and mark.strip().startswith("(")))


def _comma_styles(source: Source) -> Iterator[Heading]:
    """Mathematics, physics, law, history: names, a title and a publication between commas."""
    text = source.text
    for comma in reversed(list(re.finditer(r",\s", text[:_LONGEST_NAMES]))[:30]):
        names = certain_names(text[: comma.start()])
        if names is None or not all(map(_is_in_full, names.authors)):
            continue
        head = text[: comma.start()]
        initials = all(is_initials(author.given.split()[0]) for author in names.authors)
        if _BARE_INITIALS.search(head) or not (initials or len(names.authors) == 1 or _AND_LAST.search(head)):
            # "Mathilde Roe, West Germany, …": what looks like a second name may begin the title.
            return
        start = comma.end()
        ends = (end for end in _BEFORE_PUBLICATION.finditer(text, start) if publishes(text, end.start(), end[0]))
        end = next(ends, None)
        if end is not None and _WORDS_OF_A_TITLE.search(text, start, end.start()):
            title, _ = _certain(text, start, end.start(), set_off=False, ended=end[0].startswith(","))
            if title is not None and not re.search(r"[?\[\]]|\d-\d", text[slice(*title)]):
                yield Heading(names, title=title, rest=end.start(), used=((0, start), title))
        return


def _title_then_names(source: Source) -> Iterator[Heading]:
    """A seminar's own list: a title, its authors in full, and no more: "On the limits of nets, Ann Lee, Bo Roe"."""
    text = source.text.rstrip(_SKIPPED)
    if source.marks or re.search(YEAR, text) or " - " in text:
        return
    for comma in list(re.finditer(r",\s", text))[:12]:
        names = certain_names(text[comma.end() :])
        if names is None or not all(_is_in_full(author) for author in names.authors):
            continue
        title = text[: comma.start()]
        if len(title.split()) > (3 if len(names.authors) > 1 else 5) and _ends_in_no_name(title):
            place = (0, comma.start())
            if is_certain_title(title, set_off=False):
                yield Heading(names, title=place, rest=len(source.text), used=(place, (comma.start(), len(text))))
        return


def _ends_in_no_name(title: str) -> bool:
    """Tell whether the last words of a title cannot be a name that lacks its comma: "in Neural Networks"."""
    last = re.search(r"(?:\A|\s)(?P<small>[a-z][\w’-]*)?(?P<names>(?:\s?[^\Wa-z][\w’-]*)*)\Z", title)
    if last is None or not last["small"]:
        return False
    count = len(last["names"].split())
    return count < 3 or re.search(r"(?:s|tion|ing|ity|ness|ment|ence|ance|Net|Data)\Z", title) is not None


def _is_in_full(author: Author) -> bool:
    return bool(author.given) and not author.organisation and not is_initials(author.family)


_ARRANGEMENTS: tuple[Callable[[Source], Iterator[Heading]], ...] = (
    _author_date,
    _names_then_marked,
    _names_first,
    _title_first,
    _comma_styles,
    _title_then_names,
)


def _skipped(text: str, start: int) -> int:
    while start < len(text) and text[start] in _SKIPPED:
        start += 1
    return start


def _title_at(source: Source, start: int) -> tuple[Place | None, int]:
    """Return the place of the title that begins here, and where it is over; ``None`` where its end is not certain."""
    title, rest = _set_off(source, start)
    if title is not None or rest > start:
        return title, rest
    text = source.text
    marker = _MARKER.search(text, start)
    if marker is not None:
        return _certain(text, start, marker.start(), set_off=False, after=marker.end())
    for end, doubtful in sentence_ends(text[start:]):
        stop = start + end
        if doubtful:
            if len(text[start:stop].split()) > 2 and begins_publication(text, stop, source.marks, strictly=True):
                return _certain(text, start, stop, set_off=False)
            return None, start
        if begins_publication(text, stop, source.marks, strictly=text[stop - 1] in "?!"):
            return _certain(text, start, stop, set_off=False, ended=bool(text[stop:].strip(" .,;:–—-")))
        return None, start
    gone = text.find(GONE, start)
    return _certain(text, start, gone if gone > start else len(text), set_off=False, ended=False)


def _set_off(source: Source, start: int) -> tuple[Place | None, int]:
    """Return the place of a title in quotation marks, italics or a link that begins here."""
    text = source.text
    if _OPENING.match(text, start):
        end = _closing(text, start)
        if end and _ends_there(source, end):
            return _certain(text, start + 1, end, set_off=True, after=end + 1)
        return None, start + 1
    for begin, end in source.marks:
        if begin <= start < end and not text[begin:start].strip(_SKIPPED):
            if not re.match(rf"[\s.,:;({GONE}\[)\]–—|-]|\Z", text[end:]):
                return None, start + 1
            quoted = _OPENING.match(text, begin)
            if quoted:
                break
            return _certain(text, start, end, set_off=True)
    return None, start


def _ends_there(source: Source, end: int) -> bool:
    """Tell whether a title ends with its quotation marks, and does not go on behind them."""
    text = source.text
    if re.match(r"\s*[?!:–—-]\s*\w", text[end + 1 :]):
        return False
    marked = text[end - 1] in ",." or re.match(r"\s*(?:[,.;(\[]|[Ii]n\b)", text[end + 1 :]) is not None
    return marked or begins_publication(text, end + 1, source.marks, strictly=True)


def _certain(
    text: str, start: int, end: int, *, set_off: bool, after: int = 0, ended: bool = True
) -> tuple[Place | None, int]:
    """Return the place of a title without the marks around it, if it is certain.

    One that is not ``ended`` by a publication behind it may hold that after a comma.
    """
    after = after or end
    while end > start and text[end - 1] in _SKIPPED and not text[start:end].endswith("..."):
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    found = is_certain_title(text[start:end], set_off=set_off) and (ended or "," not in text[start:end])
    return ((start, end), after) if found else (None, start)


def _closing(text: str, start: int) -> int:
    """Return where the quotation that begins here ends; 0 where it does not."""
    opening, closing = text[start], _QUOTES[text[start]]
    depth = 0
    for position in range(start + 1, len(text)):
        mark = text[position]
        if mark == opening and mark not in closing:
            depth += 1
        if mark not in closing:
            continue
        if depth:
            depth -= 1
            continue
        after = text[position + 1 : position + 2]
        if after.isalnum() or position < start + 3:
            continue
        if mark in "’'" and re.match(r" [a-z]", text[position + 1 :]) and text[position - 1] not in ",.?!":
            continue
        return position
    return 0
