"""The authors of a citation, in the orders in which styles write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.one_name import (
    SUFFIX,
    inverted,
    is_ideographic,
    is_initials,
    is_organisation,
    is_person,
    is_vancouver,
    normal,
    vancouver,
)

_EDITORS = re.compile(
    r"[,\s]*(?:[(\[]\s*eds?\s*[)\]]|[(\[]?\b(?:eds?\.|eds|editors?|hrsg\.?|hgg?\.|dirs?\.|coords?\.|orgs?\.|ред\.)\s*[)\]]?)"
    r"\s*\Z",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?<![\w.])(?:\.\s?\.\s?\.(?:\s?\.)?|…)(?!\w)")
_ET_AL = re.compile(
    r"[,\s]*\b(?:(?:and|&)\s+)?(?:et\.?\s+al\b\.?|and others|и др\.?|u\.\s?a\.|等)\s*\Z|[,，\s]*等\s*\Z", re.IGNORECASE
)
#: "B. P. Abbott et al. (LIGO Scientific Collaboration)".
_TOGETHER = re.compile(r"\s*[(\[](?:the )?(?P<name>[^()\[\]]*\bCollaborations?\b[^()\[\]]*)[)\]]\Z")
_AND = re.compile(r"\s*,?\s*(?:&|\b(?:and|und|et|и|och|y|e)\b)\s+(?!al\b)")
_AND_ENGLISH = re.compile(r"\s*,?\s*(?:&|\band\b|\bund\b|\bet\b(?!\.?\s+al)|(?<=\s)и(?=\s))\s*")

#: "Álvarez, M. y Bisquerra, R.": between names "y" and "e" are particles, after an initial they join.
_AND_AFTER_INITIAL = re.compile(r"(?<=[^\W\d_]\.)\s+[ye]\s+(?=[^\W\d_a-z])")
#: "Serre (J.-P.)", as French lists write.
_GIVEN_IN_BRACKETS = re.compile(r"\b([^\W\d_][\w’'-]+) \(((?:[^\W\d_a-z][a-zé]?\.(?:\s?-\s?|\s)?)+)\)")


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names; ``cost`` is higher for a reading that is less likely."""

    authors: tuple[Author, ...] = ()
    truncated: bool = False
    last_after_gap: bool = False
    editors: bool = False
    cost: int = 0


@lru_cache(maxsize=512)
def read_names(block: str) -> Names | None:
    """Read a list of authors; ``None`` when the words don't look like one."""
    block = block.strip(" ,;:")
    editors = _EDITORS.search(block)
    if editors is not None:
        block = block[: editors.start()].strip(" ,;:")
    if not block or len(block) > 6_000:
        return None
    together = _TOGETHER.search(block)
    if together is not None and together.start():
        names = read_names(block[: together.start()])
        if names is not None:
            whole = Author(together["name"], organisation=True)
            return replace(names, authors=(*names.authors, whole))
    et_al = _ET_AL.search(block)
    block = (block[: et_al.start()] if et_al else block).strip(" ,;:，")
    before, gap, after = _split_gap(block)
    if not before:
        return None
    names = _list(before)
    if names is None:
        return None
    if gap and after:
        last = _list(after)
        if last is None or not names.authors:
            return None
        names = replace(names, authors=names.authors + last.authors, cost=names.cost + last.cost)
    truncated = bool(et_al) or gap
    last_after_gap = gap and bool(after) and not et_al
    return replace(names, truncated=truncated, last_after_gap=last_after_gap, editors=editors is not None)


def _split_gap(block: str) -> tuple[str, bool, str]:
    found = _GAP.search(block)
    if found is None:
        return block, False, ""
    after = re.sub(r"\A[,\s]*(?:&|and\b|und\b)?\s*", "", block[found.end() :])
    return block[: found.start()].strip(" ,;"), True, after.strip(" ,;")


def _list(block: str) -> Names | None:
    block = _GIVEN_IN_BRACKETS.sub(r"\1, \2", _AND_AFTER_INITIAL.sub(" & ", block))
    block = block.replace("・", ", ").replace("，", ", ").replace("、", ", ")
    if ";" in block or "·" in block:
        units = [unit.strip(" ,") for unit in re.split(r"[;·]", block)]
        units = [part for unit in units for part in (_joined_pair(unit) if unit else [])]
        return _each(units)
    whole = is_organisation(block)
    if whole and "," not in block and not re.search(r"\s&\s|\band\b", block):
        return Names((Author(block, organisation=True),))
    pieces = _pieces(block)
    if not pieces:
        return None
    if all(is_ideographic(piece) for piece in pieces):
        return _normal_list(pieces, block)
    for read in (_inverted_initials, _bibtex, _vancouver_list, _first_inverted, _normal_list):
        names = read(pieces, block)
        if names is not None:
            return names
    if whole:
        return Names((Author(block, organisation=True),), cost=1)
    return None


def _joined_pair(unit: str) -> list[str]:
    unit = re.sub(r"\A(?:and|&)\s+", "", unit)
    return [part for part in _AND_ENGLISH.split(unit) if part.strip()]


def _each(units: list[str]) -> Names | None:
    authors = [single(unit) for unit in units]
    if not authors or any(author is None for author in authors):
        return None
    return Names(tuple(author for author in authors if author is not None))


def single(unit: str) -> Author | None:
    """Read one name that stands alone, in any order of its parts."""
    unit = unit.strip(" ,")
    parts = [part.strip() for part in unit.split(",") if part.strip()]
    if len(parts) in (2, 3) and not is_organisation(unit):
        return inverted(parts[0], parts[1], parts[2] if len(parts) == 3 else "")
    if is_organisation(unit):
        return Author(unit, organisation=True)
    if is_vancouver(unit):
        return vancouver(unit)
    return normal(unit) if is_person(unit) else None


def _pieces(block: str) -> list[str]:
    """Divide at commas and "and"; an empty list when something else is in the way."""
    pieces = [piece.strip() for part in _AND_ENGLISH.split(block) for piece in re.split(r"[,，、]", part)]
    return [piece for piece in pieces if piece]


def _inverted_initials(pieces: list[str], block: str) -> Names | None:
    """Read ``Hu, W., Li, Z., & Yu, D.``; a name in full in its order, or an organisation, may stand between."""
    start = 1 if len(pieces) > 2 and is_organisation(pieces[0]) and not is_initials(pieces[1]) else 0
    if len(pieces) < 2 or not is_initials(pieces[start + 1]) or SUFFIX.fullmatch(pieces[start + 1].rstrip(".") + "."):
        return None
    authors: list[Author] = []
    cost, position = 0, 0
    while position < len(pieces):
        piece, after = pieces[position], pieces[position + 1] if position + 1 < len(pieces) else ""
        if after and is_initials(after):
            author, position = inverted(piece, after, ""), position + 2
        elif after and SUFFIX.fullmatch(after) and position + 2 < len(pieces) and is_initials(pieces[position + 2]):
            author, position = inverted(piece, pieces[position + 2], after), position + 3
        elif is_organisation(piece):
            author, position = Author(piece, organisation=True), position + 1
        elif is_person(piece):
            author, position = normal(piece), position + 1
        elif is_vancouver(piece):
            author, position = vancouver(piece), position + 1
        elif after and is_person(f"{after} {piece}") and len(after.split()) <= 2 and re.search(r"[a-z]{2}", after):
            # Scholar gives a first name in full now and then: "Ferreira, Pedro M., Li, Z."
            author, position, cost = inverted(piece, after, ""), position + 2, cost + 1
        else:
            return None
        if author is None:
            return None
        if position < len(pieces) and SUFFIX.fullmatch(pieces[position]) and not pieces[position].startswith("I,"):
            author, position = replace(author, suffix=pieces[position]), position + 1
        authors.append(author)
    return Names(tuple(authors), cost=cost)


def _bibtex(pieces: list[str], block: str) -> Names | None:
    """Read ``Hu, Wei and Li, Zhiyuan``: every part between "and" has one comma."""
    units = [unit for unit in _AND_ENGLISH.split(block) if unit.strip(" ,")]
    if len(units) < 2 or not all(unit.strip(" ,").count(",") == 1 for unit in units):
        return None
    if len(units) == 2 and all(len(part.split()) > 1 for part in units[1].split(",")):
        return None
    divided = [unit.strip(" ,").partition(",") for unit in units]
    authors = [inverted(family, given, "") for family, _, given in divided]
    if any(author is None for author in authors):
        return None
    return Names(tuple(author for author in authors if author), cost=1)


def _vancouver_list(pieces: list[str], block: str) -> Names | None:
    if "." not in block[:-1]:
        pieces = [piece.rstrip(".") for piece in pieces]
    if len(pieces) > 2 and is_vancouver(pieces[0]) and is_initials(pieces[-1]) and is_person(pieces[-2]):
        # The last one after a comma all the same: "Strauss M. A., Dekel A. & Kolatt, T."
        pieces = [*pieces[:-2], f"{pieces[-2]} {pieces[-1]}"]
    if is_vancouver(pieces[0]) and any(map(_initials_first, pieces)):
        # "Hamilton W. D. and M. Zuk": the first in the order of an index, the others in their own.
        return _each(pieces) if all(is_vancouver(piece) or _initials_first(piece) for piece in pieces) else None
    if not all(is_vancouver(piece) or is_organisation(piece) for piece in pieces) or not any(map(is_vancouver, pieces)):
        return None
    capitals = all(_is_capital(piece.split()[0]) for piece in pieces)
    authors = [
        vancouver(piece, recased=capitals) if is_vancouver(piece) else Author(piece, organisation=True)
        for piece in pieces
    ]
    return Names(tuple(authors))


def _initials_first(piece: str) -> bool:
    return is_person(piece) and is_initials(piece.partition(" ")[0])


def _is_capital(word: str) -> bool:
    return len(word) > 1 and word.upper() == word and unicodedata.category(word[0]) == "Lu"


def _first_inverted(pieces: list[str], block: str) -> Names | None:
    """Read ``Hu, Wei, Zhiyuan Li, and Dingli Yu``: the first in the order of an index, the others in their own."""
    if len(pieces) < 2 or "," not in block:
        return None
    first, given, rest = pieces[0], pieces[1], pieces[2:]
    suffix = ""
    if not rest and SUFFIX.fullmatch(given):
        return None
    if rest and SUFFIX.fullmatch(rest[0]):
        suffix, rest = rest[0], rest[1:]
    elif SUFFIX.fullmatch(given) and rest:
        suffix, given, rest = given, rest[0], rest[1:]
    if len(given.split()) > 3 or is_organisation(given) or not _comma_between(block, first, given):
        return None
    if not rest and is_person(first) and len(given.split()) > 1 and len(first.split()) > 1:
        return None
    if is_person(first) and len(first.split()) > 1 and len(given.split()) > 1 and not is_initials(given.split()[-1]):
        return None
    author = inverted(first, given, suffix)
    if author is None:
        return None
    if not all(is_person(piece) or is_organisation(piece) for piece in rest):
        return _all_inverted(pieces)
    if rest and all(" " not in piece for piece in rest):
        return _all_inverted(pieces)
    others = [Author(piece, organisation=True) if is_organisation(piece) else normal(piece) for piece in rest]
    known = tuple(other for other in others if other is not None)
    if len(known) < len(others):
        return None
    return Names((author, *known), cost=0 if rest else 1)


def _comma_between(block: str, first: str, second: str) -> bool:
    return re.match(rf"{re.escape(first)}\s*[,，]\s*{re.escape(second)}", block) is not None


def _all_inverted(pieces: list[str]) -> Names | None:
    """Read ``Hu, Wei, Li, Zhiyuan, and Yu, Dingli``."""
    if len(pieces) < 4 or len(pieces) % 2:
        return None
    authors = [inverted(family, given, "") for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    if any(author is None for author in authors):
        return None
    return Names(tuple(author for author in authors if author), cost=2)


def _normal_list(pieces: list[str], block: str) -> Names | None:
    authors: list[Author] = []
    cost = 0
    for piece in pieces:
        if SUFFIX.fullmatch(piece) and authors:
            authors[-1] = replace(authors[-1], suffix=piece)
            continue
        if is_organisation(piece):
            author: Author | None = Author(piece, organisation=True)
        elif is_person(piece) or re.fullmatch(r"[A-Z]\w{2,} E", piece):
            author = normal(piece)
        else:
            return None
        if author is None:
            return None
        alone = not author.given and not author.organisation and not is_ideographic(author.family)
        cost += (2 if alone else 0) + max(0, len(piece.split()) - 4)
        authors.append(author)
    joined = len(_AND_ENGLISH.split(block)) > 1
    if joined and len(authors) > 1 and not any(author.given or author.organisation for author in authors):
        cost = 2
    if is_initials(authors[0].given) and any(
        other.given and not re.search(r"\b\w\.", other.given) for other in authors
    ):
        # Lists keep to one form: after "E. Noether", two words are more likely a title.
        cost += 3
    if "," in _AND_ENGLISH.split(block)[-1].rstrip(", ") and joined:
        # After "and" comes the last name, and no other.
        cost += 5
    return Names(tuple(authors), cost=cost)
