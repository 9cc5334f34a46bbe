"""The authors of a citation, in the orders in which styles write them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.names.one_name import (
    in_lower_case,
    inverted,
    is_organisation,
    is_person,
    is_vancouver,
    normal,
    vancouver,
)
from sphinx_seminar.reading.citations.names.orders import Names, in_order, joined_pair, known_names, listing

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
        names = replace(names, authors=names.authors + last.authors)
    truncated = bool(et_al) or gap
    return replace(names, truncated=truncated, last_after_gap=gap and bool(after) and not et_al)


def _split_gap(block: str) -> tuple[str, bool, str]:
    found = _GAP.search(block)
    if found is None:
        return block, False, ""
    after = re.sub(r"\A[,\s]*(?:&|and\b|und\b)?\s*", "", block[found.end() :])
    return block[: found.start()].strip(" ,;"), True, after.strip(" ,;")


def _list(block: str) -> Names | None:
    block = re.sub("[・，、]", ", ", _STROKE.sub("; ", _AND_AFTER_INITIAL.sub(" & ", block)))
    if ";" in block or "·" in block:
        units = [unit.strip(" ,") for unit in re.split(r"[;·]", block)]
        return known_names(single(part) for unit in units if unit for part in joined_pair(unit))
    whole = is_organisation(block)
    if whole and "," not in block and not re.search(r"\s&\s|\band\b", block):
        return Names((Author(block, organisation=True),))
    names = in_order(listing(block))
    if names is None and whole:
        return Names((Author(block, organisation=True),))
    return names


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
