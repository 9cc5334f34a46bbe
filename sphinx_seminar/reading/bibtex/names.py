"""Names of authors and editors: BibTeX's three forms, biblatex's fourth, and common mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.names import Names
from sphinx_seminar.reading.citations.names import read_names as read_cited_names
from sphinx_seminar.reading.citations.one_name import SUFFIX, is_particle, without_particles
from sphinx_seminar.reading.latex import plain_latex, with_letters

_GAP = re.compile(r"\{?\s*(?:\.\.\.|…|\\l?dots(?:\{\})?)\s*\}?\Z")
_ET_AL = re.compile(r"(?:et\.?\s+al\.?|others)\Z", re.IGNORECASE)
#: "Born, L. et al.", without an "and".
_AND_MORE = re.compile(r"(?<=\S)[,\s]+(?:et\.?\s+al\.?)\s*\Z", re.IGNORECASE)
#: What stands between two names, or parts of one; and braces and escapes, which may hide it.
_AND, _FOREIGN_AND, _SEPARATOR, _COMMA, _BLANKS = (
    re.compile(rf"({mark})|\\.|[{{}}]", re.DOTALL | re.IGNORECASE)
    for mark in (r"(?<!\S)and(?!\S)", r"(?<!\S)(?:\\?&|und(?!\s+zu\b)|et(?!\s+al\b))(?!\S)", "[;,]", ",", r"[\s~]+")
)
_PART = re.compile(r"\s*\"?\s*(family|given|middle|prefix|suffix)\s*=\s*(.*?)\s*\"?\s*\Z", re.DOTALL)
_NAMED_PART = re.compile(r"(?:\A|,)\s*\"?\s*(?:family|given)\s*=")


def read_names(source: str) -> Names:
    """Read ``A and B and others``; ``{A whole name in braces}`` is an organisation.

    The rules are those of Patashnik's *BibTeXing*, section 4, and of biblatex's manual, section 2.3.3, for
    ``family=Beethoven, given=Ludwig, prefix=van``. "et al." and "…" among the names count as "others". A list that
    nobody could take for one name, such as ``Hu, W.; Li, Z.``, is read as a citation's list of authors is.
    """
    written = split_names(source)
    if names := _listed(source, written):
        return names
    cut = bool(written) and _AND_MORE.search(written[-1])
    if cut:
        written[-1] = written[-1][: cut.start()]
    gaps = [number for number, name in enumerate(written) if _GAP.match(name) or _ET_AL.match(name)]
    authors = tuple(_author(name) for number, name in enumerate(written) if number not in gaps)
    authors = tuple(author for author in authors if author.family)
    last_after_gap = bool(gaps) and gaps[-1] == len(written) - 2 and len(authors) > 1
    return Names(authors, bool(gaps) or bool(cut), last_after_gap)


def split_names(source: str) -> list[str]:
    """Return the names between which "and" stands outside braces; two of them, or one at either end, mean nothing.

    Each name is what stands there, letter for letter, so that it reads the same alone and in a list.
    """
    return _divided(source, _AND)


def _divided(source: str, mark: re.Pattern[str]) -> list[str]:
    """Return what stands between marks outside braces, and is more than blanks."""
    joints = list(_outside_braces(source, mark))
    starts, ends = [0, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(source)]
    return list(filter(None, (source[start:end].strip() for start, end in zip(starts, ends, strict=True))))


def _outside_braces(source: str, wanted: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what an expression finds that no braces protect; it finds braces and escapes as well."""
    depth = 0
    for found in wanted.finditer(source):
        if found[0] in ("{", "}"):
            depth = max(0, depth + (1 if found[0] == "{" else -1))
        elif depth == 0 and found[1]:
            yield found


def _listed(source: str, written: Sequence[str]) -> Names | None:
    """Read a list whose names "and" does not separate, or only the last one; ``None`` for what may be BibTeX's own."""
    if not 1 <= len(written) <= 2 or _NAMED_PART.search(source):
        return None
    first = written[0].rstrip(" ,")
    marks = [mark[0] for mark in _outside_braces(first, _SEPARATOR)]
    parts = _divided(first, _COMMA)
    # "Last, Jr., First" has two commas, but not three names of two words and more.
    full = all(len(part.split()) > 1 for part in parts)
    fewest, joint = 3 - full, ""
    if len(written) == 2:
        if any(map(SUFFIX.fullmatch, parts)) or not written[1].strip(" ,"):
            return None
        # Before "and" a comma closes a name.
        fewest = 1 if full and first != written[0] else 3
    elif all(len(part.split()) > 1 for part in _divided(source, _FOREIGN_AND)):
        # "Johnson & Johnson" may be a firm, and so may "Roe, Jane & Sons".
        joint = next((mark[0] for mark in _outside_braces(source, _FOREIGN_AND)), "")
    if not (joint or ";" in marks or len(marks) >= fewest):
        return None
    names = read_cited_names(plain_latex(source))
    if names is None or len(names.authors) < max(2, len(written)):
        return None
    told = [" ".join(filter(None, (person.given, person.particle, person.family))) for person in names.authors[:3]]
    told += [f"{len(names.authors) - 3} more"] if len(names.authors) > 3 else []
    separator = joint or (";" if ";" in marks else ",")
    fault = (
        f"the names are separated by '{separator}'; expected 'and' between them; they are read as {' and '.join(told)}"
    )
    return replace(names, fault=fault)


def _author(source: str) -> Author:
    whole = with_letters(source.strip())
    if _is_one_group(whole):
        return Author(plain_latex(whole), organisation=True)
    if _NAMED_PART.search(whole):
        return _of_named_parts(whole)
    given, particle, family, suffix = _parts(whole)
    before = [*particle, *family]
    if len(given) == 1 and not suffix and SUFFIX.fullmatch(given[0]) and len(before) > 1 and not _is_small(before[0]):
        # "Donald E. Knuth, Jr.", as a page of titles has it
        (given, particle, family, _), suffix = _parts(" ".join(before)), given
    if suffix and len(given) == 1 and SUFFIX.fullmatch(given[0]):
        # "Fulton, James E., Jr." is how other styles write it; BibTeX wants "Fulton, Jr., James E."
        given, suffix = suffix, given
    if not suffix and family and SUFFIX.fullmatch(family[-1]):
        if len(family) > 1:
            family, suffix = family[:-1], family[-1:]
        elif given and not particle:
            given, family, suffix = given[:-1], given[-1:], family
    if not particle:
        # "Luxburg, Ulrike von": the particle of the family name stands behind the given ones.
        given, particle = without_particles(given)
    return Author(
        family=plain_latex(" ".join(family)) or plain_latex(whole.strip(" ,")),
        given=plain_latex(" ".join(given)),
        particle=plain_latex(" ".join(particle)),
        suffix=plain_latex(" ".join(suffix)),
    )


def _parts(name: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the words of given names, particle, family and suffix, by BibTeX's commas and small letters."""
    first, *others = [_divided(section, _BLANKS) for section in _divided(name, _COMMA)] or [[]]
    small = [number for number, word in enumerate(first[:-1]) if _is_small(word)]
    if len(first) == 2 and not others and not is_particle(first[0]):
        # "harold jeffreys", where a program made all letters small
        small = []
    end = small[-1] + 1 if small else 0
    if others:
        suffix = others.pop(0) if len(others) > 1 else []
        return [word for section in others for word in section], first[:end], first[end:], suffix
    start, end = (small[0], end) if small else (len(first) - 1, len(first) - 1)
    return first[:start], first[start:end], first[end:], []


def _is_small(word: str) -> bool:
    r"""Tell whether the first letter of a word is small; braces hide letters, but for those of ``{\relax Ch}``."""
    letters = plain_latex(word) if word.startswith("{\\") else re.sub(r"\{.*\}|\{.*", "", word, flags=re.DOTALL)
    return next((letter.islower() for letter in letters if letter.isalpha()), False)


def _of_named_parts(source: str) -> Author:
    """Read biblatex's ``family=Beethoven, given=Ludwig, prefix=van, useprefix=true``."""
    found = [_PART.match(part) for part in _divided(source, _COMMA)]
    parts = {part[1]: plain_latex(part[2]) for part in found if part is not None}
    given = f"{parts.get('given', '')} {parts.get('middle', '')}".strip()
    return Author(
        parts.get("family") or given,
        given if "family" in parts else "",
        parts.get("prefix", ""),
        parts.get("suffix", ""),
    )


def _is_one_group(source: str) -> bool:
    r"""Tell whether one pair of braces holds the whole name; ``{\'E}`` is a letter, not a group."""
    if not source.startswith("{") or source.startswith("{\\"):
        return False
    depth = 0
    for position, mark in enumerate(source):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth == 0:
            return position == len(source) - 1
    return False
