"""Names of authors as the styles and running text write them, and the order of papers by them."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.citing.parts import Parts, Words, date_of, filled
from sphinx_seminar.model import Author, Paper
from sphinx_seminar.model.text import collated

_GIVEN = re.compile(r"[\s~]+|(?<=\.)(?=[^\s.\-‐,])")
_HYPHENS = re.compile(r"([-‐])")
_GAP = "…"
_ENGLISH = Words()

#: Han, kana, bopomofo and hangul.
_EASTERN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)

NameForm = Callable[[Author], str]


def initials(given: str) -> str:
    """Return "Jean-Baptiste" as "J.-B."; a name in a script without capitals is kept whole."""
    return " ".join("".join(map(_letter, filter(None, _HYPHENS.split(name)))) for name in _GIVEN.split(given) if name)


def _letter(name: str) -> str:
    if len(name) > 2 and name.endswith("."):
        # "Ya." and "Th." are letters of other alphabets, shortened already.
        return name
    if not name[0].isalpha() or name[0].upper() == name[0].lower():
        return name
    return f"{name[0]}." if name[0].isupper() or len(name) > 1 else name


def is_eastern(author: Author) -> bool:
    """Tell whether a name is in a script that writes family and given names together, in this order."""
    letters = [letter for letter in author.family + author.given if letter.isalpha()]
    return bool(author.given and letters) and all(_EASTERN.match(letter) for letter in letters)


def family(author: Author) -> str:
    """Return the family name with its particle: "van Gennip"."""
    return " ".join(filter(None, (author.particle, author.family)))


def inverted_initials(author: Author) -> str:
    """Return "van Gennip, Y., Jr."."""
    return ", ".join(filter(None, (family(author), initials(author.given), author.suffix)))


def inverted(author: Author) -> str:
    """Return "van Gennip, Yves, Jr."."""
    return ", ".join(filter(None, (family(author), author.given, author.suffix)))


def initials_first(author: Author) -> str:
    """Return "Y. van Gennip Jr."."""
    return " ".join(filter(None, (initials(author.given), family(author), author.suffix)))


def whole(author: Author) -> str:
    """Return "Yves van Gennip Jr."."""
    return " ".join(filter(None, (author.given, family(author), author.suffix)))


def _written(author: Author, form: NameForm) -> str:
    """Return a name in a form; a Chinese, Japanese or Korean one is one word, "周, 志华" as 周志华."""
    return f"{author.family}{author.given}" if is_eastern(author) else form(author)


@dataclass(frozen=True, slots=True)
class NameList:
    """The way a style lists names: the form of the first and of the others, and the word before the last.

    Of more than ``most`` names the first ``kept`` are shown; with ``gap``, an ellipsis and the last one follow them,
    else "et al.". ``pair`` says whether a comma precedes the last of just two names, ``serial`` of more.
    """

    first: NameForm
    others: NameForm
    ampersand: bool = False
    pair: bool = False
    serial: bool = True
    most: int = 20
    kept: int = 19
    gap: bool = False

    def write(self, authors: Sequence[Author], words: Words, *, truncated: bool = False, gap: bool = False) -> str:
        """Return the names; ``truncated`` and ``gap`` are the paper's ``truncated`` and ``last_after_gap``."""
        names = [_written(author, self.others if number else self.first) for number, author in enumerate(authors)]
        shown = names
        if len(names) > self.most:
            shown = [*names[: self.kept], names[-1]] if self.gap and (gap or not truncated) else names[: self.kept]
            gap, truncated = self.gap and (gap or not truncated), True
        if gap and len(shown) > 1:
            return f"{', '.join(shown[:-1])}, {_GAP} {shown[-1]}"
        if truncated:
            return ", ".join((*shown, words.et_al)) if len(shown) != 1 or self.pair else f"{shown[0]} {words.et_al}"
        return self._listed(shown, words.ampersand if self.ampersand else words.and_)

    def _listed(self, names: Sequence[str], conjunction: str) -> str:
        if len(names) < 2:
            return "".join(names)
        comma = self.pair if len(names) == 2 else self.serial
        return f"{', '.join(names[:-1])}{',' if comma else ''} {conjunction} {names[-1]}"


def authors_of(parts: Parts, names: NameList, label: str = " ({})", *, lower: bool = False) -> str:
    """Return the authors as the style lists them, the editors with their ``label`` where there are none."""
    paper = parts.paper
    if paper.authors:
        return names.write(paper.authors, parts.words, truncated=paper.truncated, gap=paper.last_after_gap)
    return _edited(parts, names, label, lower=lower)


def editors_of(parts: Parts, names: NameList, label: str = " ({})", *, lower: bool = False) -> str:
    """Return the editors of the book that a paper is in, with their ``label``; without authors they stand in front."""
    return _edited(parts, names, label, lower=lower) if parts.paper.authors else ""


def _edited(parts: Parts, names: NameList, label: str, *, lower: bool) -> str:
    """Return the editors, with "Ed." or "Eds." in the place of ``{}``; English ones in small letters where asked."""
    editors = parts.paper.editors
    role = parts.words.editor if len(editors) == 1 else parts.words.editors
    role = role.lower() if lower and role in (_ENGLISH.editor, _ENGLISH.editors) else role
    return names.write(editors, parts.words) + label.replace("{}", role) if editors else ""


def translators_of(parts: Parts, names: NameList) -> str:
    """Return "Translated by Samuel Moore"."""
    return filled(parts.words.translated_by, names.write(parts.paper.translators, parts.words))


def sort_key(paper: Paper) -> tuple[str, str, str, str]:
    """Return the key that orders papers: authors, year, title; last the paper's key, so that no two are equal.

    Accents and capitals don't count. A paper without authors stands where its title belongs.
    """
    people = paper.authors or paper.editors
    names = "\x01".join(collated(f"{family(person)} {person.given}") for person in people)
    title = collated(str(paper.title) or paper.words)
    return names or title, paper.order_in_time, title, paper.key


_LONGEST = 40
_SUBTITLE = re.compile(r"(?<=[^\s]{2}):\s|\s[–—]\s|(?<=[?!])\s")
_TITLE_END = ".,;:"


def short(paper: Paper, words: Words) -> tuple[str, str]:
    """Return the authors and the year as running text names them.

    One author, two with "&", more with "et al."; the editors where there are no authors; the title in quotation marks
    where there are neither, and the number of a paper of which nothing else is known.
    """
    people = paper.authors or paper.editors
    names = [family(person) for person in people]
    if not names:
        return _short_title(paper, words), date_of(paper, words)
    if len(names) > 2 or (paper.truncated and people is paper.authors):
        return f"{names[0]} {words.et_al}", date_of(paper, words)
    return f" {words.ampersand} ".join(names), date_of(paper, words)


def tell_apart(papers: Sequence[Paper]) -> list[Paper]:
    """Give the papers of one short name letters, by their titles: "Arora et al. (2019a)", "(2019b)".

    A letter that an author wrote into a year is taken.
    """
    unlettered = (replace(paper, letter="") if paper.letter else paper for paper in papers)
    named = [tuple(part.casefold() for part in short(paper, _ENGLISH)) for paper in unlettered]
    taken = set(named)
    met: dict[tuple[str, ...], list[int]] = {}
    for number, name in enumerate(named):
        met.setdefault(name, []).append(number)
    found = list(papers)
    for (names, year), numbers in met.items():
        free = (letter for letter in _letters() if (names, f"{year}{letter}") not in taken)
        if len(numbers) > 1:
            for number in sorted(numbers, key=lambda number: sort_key(papers[number])):
                found[number] = replace(papers[number], letter=next(free))
    return found


def _letters() -> Iterator[str]:
    """Yield a, b, …, z, aa, ab and so on."""
    for count in itertools.count(1):
        yield from map("".join, itertools.product(string.ascii_lowercase, repeat=count))


def _short_title(paper: Paper, words: Words) -> str:
    if not paper.title and paper.pasted and " " not in paper.pasted and (paper.arxiv or paper.doi):
        return f"arXiv:{paper.arxiv}" if paper.arxiv else f"doi:{paper.doi}"
    title = str(paper.title) or paper.words or paper.key
    main = _SUBTITLE.split(title, maxsplit=1)[0].strip()
    if len(main) > _LONGEST:
        cut = main.rfind(" ", 0, _LONGEST)
        main = f"{main[: cut if cut > 0 else _LONGEST].rstrip(_TITLE_END)}…"
    return f"{words.open_quote}{main.rstrip(_TITLE_END)}{words.close_quote}"
