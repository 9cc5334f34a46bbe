"""Numbers, kinds, statuses, weeks and releases in words, and the words of citations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from babel.dates import get_month_names

from sphinx_seminar.citing import Words
from sphinx_seminar.model import STATUSES
from sphinx_seminar.model.text import locale_of
from sphinx_seminar.model.timing import Release
from sphinx_seminar.rendering.dates import format_days_of_term, format_release
from sphinx_seminar.rendering.words import (
    KIND_WORDS,
    PAGE,
    ROLE_WORDS,
    STATUS_WORDS,
    WEEK,
    ContextWord,
    _,
    ngettext,
    pgettext,
)

#: In place of a session, and the heading of what a table by weeks or months knows no day of.
_REMARKS = {"free": _("free"), "no-date": _("No date yet")}
#: Words of titles that say by themselves that something is due.
_DUE_WORDS = re.compile(
    r"\b(?:due|deadlines?|submission|fällig|fristen?|abgabe\w*|échéances?|date limite|fecha límite|plazos?|entregas?)\b"
    r"|締め?切|期限|提出|截止"
)


def several(role: str, count: int) -> str:
    """Return the word for one person in a role, or for several."""
    one, many = ROLE_WORDS[role]
    return str(one if count == 1 else many)


def shared_role(notes: Sequence[str], language: str) -> str:
    """Return the note that several people share as the label of their role: "Organisers"; ``""`` if they share none."""
    shared = len(notes) > 1 and len(set(notes)) == 1 and notes[0].isalpha()
    return several_in_words(notes[0], len(notes), language) if shared else ""


def several_in_words(role: str, count: int, language: str) -> str:
    """Return an author's own word for a role as a heading above so many people, in plain English with an s."""
    plural = count > 1 and language.startswith("en") and role[-1:].isalpha() and not role.endswith("s")
    return f"{role[:1].upper()}{role[1:]}{'s' if plural else ''}"


def kind_word(kind: str, number: str = "") -> str:
    """Return a kind of session as a heading has it: the author's own words, but for lectures: "Lecture 8", "Oral"."""
    if kind not in KIND_WORDS:
        return f"{kind[:1].upper()}{kind[1:]} {number}".rstrip()
    _word, heading, numbered = KIND_WORDS[kind]
    return str(numbered) % number if number else str(heading)


def kind_in_text(kind: str) -> str:
    """Return a kind of session as a cell of a table has it, and a category: "lecture", "oral"."""
    return str(KIND_WORDS[kind][0]) if kind in KIND_WORDS else kind


def status_class(status: str) -> str:
    """Return the CSS class of a status; all statuses in an author's own words share one."""
    known = status if status in STATUSES else "other"
    return f"sem-status-{known if status else 'regular'}"


def status_word(status: str) -> str:
    """Return a status as a reader sees it; one that we do not know is shown as it was written."""
    return str(STATUS_WORDS.get(status, status))


def says_due(title: str) -> bool:
    """Tell whether a title says by itself that something is due then, in a language of readers."""
    return _DUE_WORDS.search(title.casefold()) is not None


def week_words(number: int, first: dt.date, last: dt.date, language: str) -> str:
    """Return a week of the term as a heading: "Week 3 · 26–30 October"."""
    return f"{str(WEEK) % number} · {format_days_of_term(first, last, language)}"


def remark_words(kind: str, reason: str, groups: Sequence[str] = ()) -> str:
    """Return the words for a slot without a session ("no meeting: Whit Monday"), with the groups, if not all."""
    #: ``%s`` is the reason, as "Whit Monday".
    missed = str(_("no meeting: %s")) % reason if reason else str(_("no meeting"))
    words = str(_REMARKS[kind]) if kind in _REMARKS else missed
    return f"{words} ({', '.join(groups)})" if groups else words


def pages_word(count: int) -> str:
    """Return the number of pages in words."""
    return ngettext("%d page", "%d pages", count) % count


def points_word(points: str) -> str:
    """Return the points of an assignment in words, where they are a number alone, such as 20 or 12.5."""
    if not re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?", points):
        return points
    # What is no whole number has the plural.
    return ngettext("%d point", "%d points", int(points) if points.isdecimal() else 2).replace("%d", points)


def papers_word(count: int) -> str:
    """Return a number of papers in words."""
    return ngettext("%d paper", "%d papers", count) % count


def page_word(number: int) -> str:
    """Return the word for a page, capitalised as headings are in the language of the book."""
    words = str(PAGE) % number
    return words[:1].upper() + words[1:]


def citation_words(language: str = "en") -> Words:
    """Return the words of citations in the language of the book, and its names of months."""
    english = {field.name: field.default for field in fields(Words) if isinstance(field.default, str)}
    translated: dict[str, Any] = {name: str(ContextWord("in a citation", word)) for name, word in english.items()}
    words = Words(**translated)
    locale = locale_of(language)
    if locale is None or locale.language == "en":
        return words
    months = tuple(get_month_names("wide", locale=locale).values())
    return replace(words, months=months, months_short=months)


def release_words(release: Release, language: str, *, hidden: bool) -> str:
    """Return from when students see something: in its place where it is ``hidden``, else beside it for instructors."""
    if release.instructors:
        return "" if hidden else str(_("for instructors only"))
    if release.moment is None:
        return str(_("from a later day") if hidden else _("for students from a later day"))
    #: ``%s`` is a day, as "Thu 5 Nov"; the second stands above what only instructors see yet.
    word = pgettext("before the day of what is not shown yet", "from %s") if hidden else _("for students from %s")
    return str(word) % format_release(release.moment, language, timed=release.timed)
