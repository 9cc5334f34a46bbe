"""Lists of authors in the orders in which styles write them: each order is tried in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.one_name import (
    SUFFIX,
    in_lower_case,
    inverted,
    is_ideographic,
    is_initials,
    is_institution,
    is_organisation,
    is_particle,
    is_person,
    normal,
    vancouver,
)

_AND = re.compile(r"\s*,?\s*(?:&|\band\b|\bund\b|\bet\b(?!\.?\s+al)|(?<=\s)и(?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names, with what :class:`~sphinx_seminar.model.Paper` says of one.

    ``fault`` says what was wrong with a list in a ``.bib`` file, and how it was read.
    """

    authors: tuple[Author, ...] = ()
    truncated: bool = False
    last_after_gap: bool = False
    fault: str = ""


class _Listing(NamedTuple):
    """A list of names divided: ``units`` between "and", and ``pieces`` between commas too."""

    text: str
    units: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def joined(self) -> bool:
        """Tell whether "and" stands before the last name."""
        return len(self.units) > 1


def _known_names(authors: Iterable[Author | None]) -> Names | None:
    """Return a list of names, if each of them is one."""
    found = tuple(authors)
    known = tuple(author for author in found if author is not None)
    return Names(known) if known and len(known) == len(found) else None


def _either(piece: str) -> Author | None:
    """Read an institution, or a person's name as one says it."""
    if is_organisation(piece):
        return Author(piece, organisation=True)
    return normal(piece) if is_person(piece) else None


def _is_suffix(piece: str) -> bool:
    return SUFFIX.fullmatch(piece) is not None


def _inverted_initials(names: _Listing) -> Names | None:
    """Read ``Hu, W., Li, Z., & Yu, D.``; a name in full in its order, or an organisation, may stand between."""
    pieces = list(names.pieces)
    start = 1 if len(pieces) > 2 and is_organisation(pieces[0]) and not is_initials(pieces[1]) else 0
    if len(pieces) < 2 or not is_initials(pieces[start + 1]) or _is_suffix(pieces[start + 1].rstrip(".") + "."):
        return None
    authors: list[Author | None] = []
    while pieces:
        if authors and authors[-1] and _is_suffix(pieces[0]):
            authors[-1] = replace(authors[-1], suffix=pieces.pop(0))
            continue
        author, count = _next_inverted(*pieces[:3])
        authors.append(author)
        del pieces[:count]
    return _known_names(authors)


def _next_inverted(piece: str, after: str = "", third: str = "") -> tuple[Author | None, int]:
    """Return the name that pieces begin with, and how many of them it takes."""
    if is_initials(after):
        return inverted(piece, after), 2
    if _is_suffix(after) and is_initials(third):
        return inverted(piece, third, after), 3
    if (author := _either(piece) or vancouver(piece)) is not None:
        return author, 1
    # Scholar gives a first name in full now and then: "Ferreira, Pedro M., Li, Z."
    in_full = is_person(f"{after} {piece}") and len(after.split()) <= 2 and re.search(r"[a-z]{2}", after)
    return (inverted(piece, after) if in_full else None), 2


def _bibtex(names: _Listing) -> Names | None:
    """Read ``Hu, Wei and Li, Zhiyuan``: every part between "and" has one comma."""
    divided = [unit.split(",") for unit in names.units if unit]
    if len(divided) < 2 or any(len(parts) != 2 for parts in divided):
        return None
    if len(divided) == 2 and all(len(part.split()) > 1 for part in divided[1]):
        return None
    return _known_names(inverted(family, given) for family, given in divided)


def _vancouver_list(names: _Listing) -> Names | None:
    """Read ``Hu W, Li Z``."""
    pieces = names.pieces if "." in names.text[:-1] else tuple(piece.rstrip(".") for piece in names.pieces)
    families = [piece.split()[0] for piece in pieces]
    capitals = all(len(word) > 1 and word.isupper() for word in families)
    people = [vancouver(piece, recased=capitals) for piece in pieces]
    if not any(people):
        return None
    return _known_names(
        person or (Author(piece, organisation=True) if is_organisation(piece) else None)
        for person, piece in zip(people, pieces, strict=True)
    )


def _first_inverted(names: _Listing) -> Names | None:
    """Read ``Hu, Wei, Zhiyuan Li, and Dingli Yu``: the first in the order of an index, the others in their own."""
    if "," not in names.units[0] or len(names.pieces) < 2:
        return None
    first, given, *rest = names.pieces
    suffix = ""
    if rest and _is_suffix(rest[0]):
        suffix = rest.pop(0)
    elif _is_suffix(given):
        if not rest:
            return None
        suffix, given = given, rest.pop(0)
    author = inverted(first, given, suffix) if _may_be_inverted(first, given, alone=not rest) else None
    if author is None:
        return None
    others = [_either(piece) for piece in rest]
    if None in others or (rest and all(" " not in piece for piece in rest)):
        return _all_inverted(names)
    if others and " " not in given and not is_initials(given) and all(other and _is_bare(other) for other in others):
        # "Hahn, Todd, Van der Klaauw": families, as the last of them is.
        return None
    return _known_names((author, *others))


def _may_be_inverted(first: str, given: str, *, alone: bool) -> bool:
    """Tell whether two pieces may be a family and its given name, and not two names as one says them."""
    if len([word for word in given.split() if not is_particle(word)]) > 3 or is_institution(given):
        return False
    two_names = is_person(first) and len(first.split()) > 1 and len(given.split()) > 1
    return not (two_names and (alone or not is_initials(given.split()[-1])))


def _all_inverted(names: _Listing) -> Names | None:
    """Read ``Hu, Wei, Li, Zhiyuan, and Yu, Dingli``: after "and", too, comes a family with its given name."""
    pieces = names.pieces
    if len(pieces) < 4 or len(pieces) % 2 or (names.joined and "," not in names.units[-1]):
        return None
    if not names.joined and all(" " not in piece for piece in pieces):
        # Four families would look the same.
        return None
    return _known_names(map(inverted, pieces[::2], pieces[1::2]))


def _normal_list(names: _Listing) -> Names | None:
    """Read names as one says them: ``Wei Hu, Zhiyuan Li``; or families alone: ``Hu, Li & Yu``."""
    authors: list[Author] = []
    for piece in names.pieces:
        if _is_suffix(piece) and authors:
            authors[-1] = replace(authors[-1], suffix=piece)
            continue
        author = normal(piece) if re.fullmatch(r"[A-Z]\w{2,} E", piece) else _either(piece)
        if author is None:
            return None
        authors.append(author)
    bare = [_is_bare(author) for author in authors]
    if len(authors) > 1 and any(bare):
        # "Gordon and Van Durme": beside families, a particle begins another one.
        authors = [_family_whole(author) for author in authors]
    doubtful = sum(bare) > 2 and not names.joined
    # After "and" comes the last name, and no other.
    return None if doubtful or ("," in names.units[-1] and names.joined) else Names(tuple(authors))


def _is_bare(author: Author) -> bool:
    return not (author.given or author.organisation or is_ideographic(author.family))


def _family_whole(author: Author) -> Author:
    """Return ``Van Durme`` as a family, where ``Van`` was taken for a given name."""
    begins = [*author.given.split(), *author.particle.split()]
    if begins and all(map(is_particle, begins)):
        return Author(" ".join((*begins, author.family)), suffix=author.suffix)
    return author


#: The orders of names, of which the first that a list allows counts.
_ORDERS: tuple[Callable[[_Listing], Names | None], ...] = (
    *(_inverted_initials, _bibtex, _vancouver_list, _first_inverted, _normal_list),
)
_GAP = re.compile(r"(?<![\w.])(?:\.\s?\.\s?\.(?:\s?\.)?|…)(?!\w)")
_ET_AL = re.compile(
    r"[,\s]*\b(?:(?:and|&)\s+)?(?:et\.?\s+al\b\.?|and others|и др\.?|u\.\s?a\.|等)\s*\Z|[,，\s]*等\s*\Z", re.IGNORECASE
)
#: "Álvarez, M. y Bisquerra, R.": between names "y" and "e" are particles, after an initial they join.
_AND_AFTER_INITIAL = re.compile(r"(?<=[^\W\d_]\.),?\s+[ye]\s+(?=[^\W\d_a-z])")
#: "Peter L. Berger/Brigitte Berger", as German lists write.
_STROKE = re.compile(r"(?<=[^\W\d_.])(?:\s/\s|/)(?=[^\W\d_])")


@lru_cache(maxsize=512)
def read_names(block: str) -> Names | None:
    """Read a list of authors; ``None`` when the words don't look like one."""
    block = block.strip(" ,;:")
    if " AND " in block and block.upper() == block:
        block = in_lower_case(block).replace(" And ", " and ")
    if not block or len(block) > 6_000:
        return None
    et_al = _ET_AL.search(block)
    block = (block[: et_al.start()] if et_al else block).strip(" ,;:，")
    gap = _GAP.search(block)
    before = block[: gap.start()].strip(" ,;") if gap else block
    after = re.sub(r"\A[,\s]*(?:&|and\b|und\b)?\s*", "", block[gap.end() :]).strip(" ,;") if gap else ""
    names = _list(before) if before else None
    last = _list(after) if after else Names()
    if names is None or last is None:
        return None
    shortened = bool(et_al or gap)
    return Names(names.authors + last.authors, shortened, last_after_gap=bool(after) and not et_al)


def _list(block: str) -> Names | None:
    block = re.sub("[・，、]", ", ", _STROKE.sub("; ", _AND_AFTER_INITIAL.sub(" & ", block)))
    if ";" in block or "·" in block:
        units = [unit.strip(" ,") for unit in re.split(r"[;·]", block)]
        return _known_names(_alone(name) for unit in units if unit for name in _joined_pair(unit))
    whole = Names((Author(block, organisation=True),)) if is_organisation(block) else None
    if whole is not None and "," not in block and not re.search(r"\s&\s|\band\b", block):
        return whole
    units = [unit.strip(" ,") for unit in _AND.split(block)]
    pieces = tuple(piece.strip() for unit in units for piece in unit.split(",") if piece.strip())
    if not pieces:
        return None
    names = _Listing(block, tuple(units), pieces)
    orders = (_normal_list,) if all(map(is_ideographic, pieces)) else _ORDERS
    return next(filter(None, (order(names) for order in orders)), whole)


def _joined_pair(unit: str) -> list[str]:
    """Divide "A. and B." in a list whose other names stand between semicolons."""
    unit = re.sub(r"\A(?:and|&)\s+", "", unit)
    parts = [part for part in _AND.split(unit) if part.strip()]
    return parts if len(parts) > 1 or unit.count(",") < 2 else re.split(r"\s[ye]\s", unit)


def _alone(unit: str) -> Author | None:
    """Read one name that stands alone, in any order of its parts."""
    unit = unit.strip(" ,")
    parts = [part.strip() for part in unit.split(",") if part.strip()]
    if len(parts) in (2, 3) and not is_organisation(unit):
        return inverted(*parts)
    if not is_organisation(unit) and (author := vancouver(unit)):
        return author
    return _either(unit)
