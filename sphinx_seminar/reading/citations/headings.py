"""Finding authors, year and title: the arrangements of citation styles, tried in turn until one is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import NamedTuple

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.certainty import (
    OPENING,
    SKIPPED,
    Place,
    Source,
    are_joined,
    certain_names,
    certain_place,
    is_certain_title,
    set_off_title,
    skipped,
    title_at,
)
from sphinx_seminar.reading.citations.identity import GONE, YEAR, read_bracketed
from sphinx_seminar.reading.citations.names import Names
from sphinx_seminar.reading.citations.one_name import is_initials
from sphinx_seminar.reading.citations.publication import publishes, sentence_ends

_DATE = re.compile(r"[(\[](?P<inside>[^()\[\]]{4,40})[)\]]")
_BARE_DATE = re.compile(rf"(?:(?<=[.,;)])|(?<=[^\W\d_])) ?(?<=\s)(?P<inside>{YEAR}[a-z]?)(?=[.,:;]\s|\.?\s?[“\"«A-Z])")
#: Where names may have ended: a full stop, a colon, a dash.
_AFTER_NAMES = re.compile(r"(?<=[^\s.])\.+(?=\s)|:(?=\s)|\s[–—-](?=\s)|(?<=[\u3040-\u9fff])[.．：:]")
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
#: How words end that are no family's name.
_NOUNS = ("s", "tion", "ing", "ity", "ness", "ment", "ence", "ance", "Net", "Data")
_LONGEST_NAMES = 3_000


class Heading(NamedTuple):
    """Authors, year and title as an arrangement found them.

    ``rest`` is where the publication begins, ``used`` are the stretches of the text that were read.
    """

    names: Names | None = None
    year: str = ""
    month: str = ""
    title: Place | None = None
    rest: int = 0
    used: tuple[Place, ...] = ()


def find_heading(source: Source) -> Heading:
    """Return the heading of the first arrangement that fits, an empty one where none does."""
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
            start = skipped(text, found.end())
            title, rest = title_at(source, start)
            if title is None and len(names.authors) > 1 and not are_joined(text[: found.start()]):
                continue
            used: tuple[Place, ...] = ((0, found.end()), *((title,) if title else ()))
            yield Heading(names, *date, title, rest, used)


def _names_then_marked(source: Source) -> Iterator[Heading]:
    """MLA, Chicago, IEEE: names, and a title in quotation marks, in italics or in a link."""
    text = source.text
    opening = OPENING.search(text)
    start = min([place[0] for place in source.marks] + ([opening.start()] if opening else []), default=0)
    names = certain_names(text[:start])
    if not start or names is None or re.search(r"\b[Ii]n:?\s*\Z", text[:start]):
        return
    title, rest = set_off_title(source, start)
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
        if last in ("Jr", "Sr", "St", "Ch", "Yu", "Ya", "Th"):
            continue
        names = certain_names(f"{head}." if initial or last == "al" else head)
        certain = names is not None and _says_who(names, end[0])
        if names is None or not certain or not (end[0].startswith(".") or are_joined(head) or "," not in head):
            if not initial and last != "al":
                return
            continue
        # A list with full stops in it has each name in the order of an index: "Hu, W., Li, Z".
        places = [(head.find(author.family), author.given[:1]) for author in names.authors]
        if initial and "." in head and not all(family < head.find(given, family) for family, given in places):
            return
        if initial and "," not in head and re.match(r"[A-Z][\w’'-]+[.:]\s", following):
            # "Joan W. Scott. Gender": the family may come after the initial.
            return
        start = skipped(text, end.end())
        title, rest = title_at(source, start)
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


def _title_first(source: Source) -> Iterator[Heading]:
    """A title that is set off or a sentence, and its authors after it: "**Title**. Names. Venue, year"."""
    text = source.text
    start = skipped(text, 0)
    title, rest = set_off_title(source, start)
    marked = title is not None
    if not marked:
        stop = next((end for end, doubtful in sentence_ends(text) if not doubtful), 0)
        title, rest = certain_place(text, start, stop, set_off=False)
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
            title, _ = certain_place(text, start, end.start(), set_off=False, ended=end[0].startswith(","))
            if title is not None and not re.search(r"[?\[\]]|\d-\d", text[slice(*title)]):
                yield Heading(names, title=title, rest=end.start(), used=((0, start), title))
        return


def _title_then_names(source: Source) -> Iterator[Heading]:
    """A seminar's own list: a title, its authors in full, and no more: "On the limits of nets, Ann Lee, Bo Roe"."""
    text = source.text.rstrip(SKIPPED)
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
    capitals = list(takewhile(lambda word: not word[0].islower(), reversed(title.split())))
    return len(capitals) < 3 or capitals[0].endswith(_NOUNS)


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
