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
from sphinx_seminar.reading.citations.names.orders import Names, in_order, joined_pair, listing

_EDITORS = re.compile(
    r"[,\s]*(?:[(\[]\s*eds?\s*[)\]]|[(\[]?\b(?:eds?\.|eds|editors?|hrsg\.?|hgg?\.|dirs?\.|coords?\.|orgs?\.|comps?\.|ред\.)\s*[)\]]?)"
    r"\s*\Z",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?<![\w.])(?:\.\s?\.\s?\.(?:\s?\.)?|…)(?!\w)")
_ET_AL = re.compile(
    r"[,\s]*\b(?:(?:and|&)\s+)?(?:et\.?\s+al\b\.?|and others|и др\.?|u\.\s?a\.|等)\s*\Z|[,，\s]*等\s*\Z", re.IGNORECASE
)
#: "B. P. Abbott et al. (LIGO Scientific Collaboration)".
_TOGETHER = re.compile(r"\s*[(\[](?:the )?(?P<name>[^()\[\]]*\bCollaborations?\b[^()\[\]]*)[)\]]\Z")
#: "Álvarez, M. y Bisquerra, R.": between names "y" and "e" are particles, after an initial they join.
_AND_AFTER_INITIAL = re.compile(r"(?<=[^\W\d_]\.),?\s+[ye]\s+(?=[^\W\d_a-z])")
#: "Peter L. Berger/Brigitte Berger", as German lists write.
_STROKE = re.compile(r"(?<=[^\W\d_.])(?:\s/\s|/)(?=[^\W\d_])")
#: "Serre (J.-P.)", as French lists write.
_GIVEN_IN_BRACKETS = re.compile(
    r"\b([^\W\d_][\w’'-]+) \((?!Hg\.|Ed\.|Tr\.)((?:[^\W\d_a-z][a-zé]?\.(?:\s?-\s?|\s)?)+)\)"
)


@lru_cache(maxsize=512)
def read_names(block: str) -> Names | None:
    """Read a list of authors; ``None`` when the words don't look like one."""
    block = block.strip(" ,;:")
    if " AND " in block and block.upper() == block:
        block = in_lower_case(block).replace(" And ", " and ")
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
    # "Cervantes, Don Quijote, ed.": one editor is one name.
    alone = editors is not None and editors[0].strip(" ,") == "ed." and len(names.authors) > 1
    return replace(
        names,
        truncated=truncated,
        last_after_gap=last_after_gap,
        editors=editors is not None,
        cost=names.cost + (6 if alone else 0),
    )


def _split_gap(block: str) -> tuple[str, bool, str]:
    found = _GAP.search(block)
    if found is None:
        return block, False, ""
    after = re.sub(r"\A[,\s]*(?:&|and\b|und\b)?\s*", "", block[found.end() :])
    return block[: found.start()].strip(" ,;"), True, after.strip(" ,;")


def _list(block: str) -> Names | None:
    block = _GIVEN_IN_BRACKETS.sub(r"\1, \2", _AND_AFTER_INITIAL.sub(" & ", block))
    block = _STROKE.sub("; ", block).replace("・", ", ").replace("，", ", ").replace("、", ", ")
    if ";" in block or "·" in block:
        units = [unit.strip(" ,") for unit in re.split(r"[;·]", block)]
        return _each([part for unit in units if unit for part in joined_pair(unit)])
    whole = is_organisation(block)
    if whole and "," not in block and not re.search(r"\s&\s|\band\b", block):
        return Names((Author(block, organisation=True),))
    names = in_order(listing(block))
    if names is None and whole:
        return Names((Author(block, organisation=True),), cost=1)
    return names


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
