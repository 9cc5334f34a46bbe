"""Names of authors and editors: BibTeX's three forms, biblatex's fourth, and common mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bibtexparser.middlewares.names import parse_single_name_into_parts

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.names import Names as CitedNames
from sphinx_seminar.reading.citations.names import read_names as read_cited_names
from sphinx_seminar.reading.latex import plain_latex, with_letters

_GAP = re.compile(r"\{?\s*(?:\.\.\.|…|\\l?dots(?:\{\})?)\s*\}?\Z")
_ET_AL = re.compile(r"(?:et\.?\s+al\.?|others)\Z", re.IGNORECASE)
#: "Born, L. et al.", without an "and".
_AND_MORE = re.compile(r"(?<=\S)[,\s]+(?:et\.?\s+al\.?)\s*\Z", re.IGNORECASE)
_GROUPED = re.compile(r"\\.|[{}]|[;,]", re.DOTALL)
#: What the splitter looks at: an escape, a brace, and the word between two names.
_BETWEEN = re.compile(r"\\.|[{}]|(?<!\S)and(?!\S)", re.DOTALL | re.IGNORECASE)
_PART = re.compile(r"\s*\"?\s*(family|given|middle|prefix|suffix)\s*=\s*(.*?)\s*\"?\s*\Z", re.DOTALL)
_NAMED_PART = re.compile(r"(?:\A|,)\s*\"?\s*(?:family|given)\s*=")
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)\Z")
#: What stands at the end of given names and belongs before the family name: "Luxburg, Ulrike von".
_PARTICLE = re.compile(
    r"(?:v[ao]n|von (?:de[mnr]|und zu)|van de[nr]?|d[aeiou]s?|del|della|de la|de las|de los|ten|ter|zu|zur|zum|af|av)\Z"
)


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a field, with what :class:`~sphinx_seminar.model.Paper` says about the list.

    ``fault`` says what was wrong with it, and how it was read.
    """

    authors: tuple[Author, ...] = ()
    truncated: bool = False
    last_after_gap: bool = False
    fault: str = ""


def read_names(source: str) -> Names:
    """Read ``A and B and others``; ``{A whole name in braces}`` is an organisation.

    The rules are those of Patashnik's *BibTeXing*, section 4, and of biblatex's manual, section 2.3.3, for
    ``family=Beethoven, given=Ludwig, prefix=van``. "et al." and "…" among the names count as "others". A list that
    nobody could take for one name, such as ``Hu, W.; Li, Z.``, is read as a citation's list of authors is.
    """
    written = split_names(source)
    if len(written) == 1 and (names := _listed(written[0])):
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
    names, start, depth = [], 0, 0
    for mark in _BETWEEN.finditer(source):
        if mark[0] in ("{", "}"):
            depth = max(0, depth + (1 if mark[0] == "{" else -1))
        elif mark[0].lower() == "and" and depth == 0:
            names.append(source[start : mark.start()])
            start = mark.end()
    return [name.strip() for name in (*names, source[start:]) if name.strip()]


def _listed(source: str) -> Names | None:
    """Read the names of a list without "and"; ``None`` for what may be one name."""
    outside = _outside_braces(source)
    marks = [source[position] for position in outside]
    # "Last, Jr., First" has two commas, but not three names of two words and more.
    full = len(outside) == 2 and all(len(part.split()) > 1 for part in source.split(","))
    if ";" not in marks and (len(marks) < 2 + (not full) or _NAMED_PART.search(source)):
        return None
    found = read_cited_names(plain_latex(source))
    if found is None or len(found.authors) < 2:
        return None
    separator = ";" if ";" in marks else ","
    fault = f"the names are separated by '{separator}'; expected 'and' between them; they are read as {_told(found)}"
    return Names(found.authors, found.truncated, found.last_after_gap, fault)


def _told(names: CitedNames) -> str:
    """Name the first people of a list and count the others."""
    authors = names.authors
    shown = [" ".join(filter(None, (person.given, person.particle, person.family))) for person in authors[:3]]
    return " and ".join(shown) + (f" and {len(authors) - 3} more" if len(authors) > 3 else "")


def _outside_braces(source: str) -> list[int]:
    """Return where commas and semicolons stand that no braces protect."""
    depth, found = 0, []
    for mark in _GROUPED.finditer(source):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if mark[0] in ",;" and depth == 0:
            found.append(mark.start())
    return found


def _author(source: str) -> Author:
    whole = with_letters(source.strip())
    if _is_one_group(whole):
        return Author(plain_latex(whole), organisation=True)
    if _NAMED_PART.search(whole):
        return _of_named_parts(whole)
    parts = parse_single_name_into_parts(whole, strict=False)
    first, last, von, jr = parts.first, parts.last, parts.von, parts.jr
    if jr and len(first) == 1 and _SUFFIX.match(first[0]):
        # "Fulton, James E., Jr." is how other styles write it; BibTeX wants "Fulton, Jr., James E."
        first, jr = jr, first
    if not jr and last and _SUFFIX.match(last[-1]):
        if len(last) > 1:
            last, jr = last[:-1], last[-1:]
        elif first and not von:
            first, last, jr = first[:-1], first[-1:], last
    given, particle = _without_particle(first) if not von else (first, von)
    return Author(
        family=_words(last) or plain_latex(whole.strip(" ,")),
        given=_words(given),
        particle=_words(particle),
        suffix=_words(jr),
    )


def _without_particle(given: list[str]) -> tuple[list[str], list[str]]:
    """Part given names from the particle of the family name at their end, as in "Luxburg, Ulrike von"."""
    for count in (3, 2, 1):
        if len(given) > count and _PARTICLE.match(" ".join(given[-count:])):
            return given[:-count], given[-count:]
    return given, []


def _of_named_parts(source: str) -> Author:
    """Read biblatex's ``family=Beethoven, given=Ludwig, prefix=van, useprefix=true``."""
    ends = [*(position for position in _outside_braces(source) if source[position] == ","), len(source)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    found = [_PART.match(source[start:end]) for start, end in zip(starts, ends, strict=True)]
    parts = {part[1]: plain_latex(part[2]) for part in found if part is not None}
    given = f"{parts.get('given', '')} {parts.get('middle', '')}".strip()
    return Author(
        parts.get("family") or given,
        given if "family" in parts else "",
        parts.get("prefix", ""),
        parts.get("suffix", ""),
    )


def _words(parts: Iterable[str]) -> str:
    return plain_latex(" ".join(parts))


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
