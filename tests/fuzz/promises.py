"""What readers promise for every text: each function returns what is wrong with a reading, or ``""``."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sphinx_seminar.model import Paper, Text
from sphinx_seminar.reading.citations.identity import month_number

if TYPE_CHECKING:
    from sphinx_seminar.model import Problem

#: What styles add to a citation's own words, in whose place a field says the same.
_ADDED = frozenset(
    (
        *("in", "dans", "and", "et", "al", "др", "others", "by", "s", "v", "p", "pp", "pg", "pe", "vol", "no"),
        *("ed", "eds", "edited", "edn", "edition", "aufl", "auflage", "hg", "hrsg", "article", "paper", "eprint"),
        *("technical", "report", "technicalreport", "arxiv", "preprint", "corr", "abs", "isbn", "doi", "org", "url"),
        *("thesis", "dissertation", "diss", "en", "ligne", "online", "verfügbar", "aquí", "ici", "here", "link"),
        *("page", "pages", "comp", "comps", "xxx", "lanl", "gov", "und", "issue", "band", "heft", "вып"),
        *("http", "https", "www", "dx", "pdf", "retrieved", "from", "available", "at", "accessed", "amp", "gt", "lt"),
    )
)
#: What Chinese styles say of the kind of a publication: "[J]", "[EB/OL]".
_KIND = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")


def letters(text: str) -> str:
    """Return the letters and digits of a text; the rest may be markup, which readers take off."""
    return "".join(mark for mark in text if mark.isalnum())


def kept(text: str, shown: Iterable[str], what: str = "text") -> str:
    """Ask that all letters are shown, in their order and no others."""
    wanted, found = letters(text), letters("".join(shown))
    if wanted == found:
        return ""
    same = next((place for place, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), None)
    place = min(len(wanted), len(found)) if same is None else same
    return f"{what} was not kept: {wanted[place : place + 40]!r} became {found[place : place + 40]!r}"


def all_present(text: str, shown: Iterable[str]) -> str:
    """Ask that each letter is shown as often as it was written, in whatever order."""
    missing = Counter(letters(text)) - Counter("".join(shown))
    return f"letters were lost: {''.join(sorted(missing))[:40]!r}" if missing else ""


def explained(text: str, value: object, problems: int) -> str:
    """Ask that a text which gives no value is blank, or has a problem."""
    return "" if value or problems or not text.strip() else "nothing was read, and nothing is said about it"


def placed(problems: Sequence[Problem], text: str, subtypes: set[str]) -> str:
    """Ask that problems have these subtypes, words, and lines within the text (0 where the line is not known)."""
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for problem in problems:
        if problem.subtype not in subtypes:
            return f"a problem has the subtype {problem.subtype!r}"
        if not 0 <= problem.line <= last:
            return f"a problem is on line {problem.line} of {last}"
        if not problem.message.strip():
            return "a problem says nothing"
    return ""


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without its numbers, which are written in many ways."""
    return re.findall(r"[^\W\d_]+", text.casefold())


def lost_words(paper: Paper) -> list[str]:
    """Return the words of a pasted citation that no field of its paper has and no style adds; months are numbers."""
    people = [f"{name.particle} {name.family} {name.given} {name.suffix}" for name in (*paper.authors, *paper.editors)]
    fields = [value for name in Paper.__slots__ if isinstance(value := getattr(paper, name), str) and name != "pasted"]
    shown = "".join(words_of(" ".join([*people, str(paper.title), *fields])))
    written = words_of(_KIND.sub("", paper.pasted))
    return [word for word in written if word not in shown and word not in _ADDED and month_number(word) == word]


def clean_text(text: Text) -> str:
    """Ask that spans hold something, and no control characters."""
    if any(not span.value for span in text.spans):
        return "a span is empty"
    return showable(span.value for span in text.spans)


def showable(texts: Iterable[str]) -> str:
    """Ask that texts hold no control character but those that XML counts as white space."""
    strange = {mark for text in texts for mark in text if unicodedata.category(mark) in ("Cc", "Cs")} - {*"\t\n\x85"}
    return f"control characters are shown: {''.join(sorted(strange))!r}" if strange else ""


def first_of(*faults: str) -> str:
    """Return the first promise that is broken."""
    return next(filter(None, faults), "")
