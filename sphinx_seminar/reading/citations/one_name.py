"""Reading one name: whether words are a name, and which of them are the family name."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations import WORDS

#: "Sen" and "Jun" are names; as words of German title pages they have a full stop and a small letter.
SUFFIX = re.compile(r"(?:[JS][Rr]|[js]r)\.?|III?\.?|IV\.?|(?:jun|sen)\.")
#: These alone stand before nouns: "Grundbegriffe der Soziologie".
_ARTICLES = ("der", "des", "das", "und")
_INITIAL = r"[^\W\d_a-zà-öø-ÿа-я][’'a-zа-яё]{0,2}\."
_DOTTED = re.compile(rf"(?:{_INITIAL}(?:\s?-\s?(?:[a-z]\.)?|[\s.]+)?)+")
_BARE = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁŁŚŠŽČ]{1,3}(?:[- ][A-ZÀ-ÖØ-ÞА-ЯЁŁŚŠŽČ]{1,3}){0,3}")
_LETTER = re.compile(r"[A-ZА-ЯЁ]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʻ`.\-–‐][^\W\d_]*)*\*?\Z")


def is_initials(words: str) -> bool:
    """Tell whether words are initials: ``W.``, ``R. T.``, ``J.-P.``, ``RT``, ``Yu. V.``, ``M. de``."""
    parts = words.split()
    while len(parts) > 1 and is_particle(parts[-1]):
        parts.pop()
    bare = " ".join(parts)
    if SUFFIX.fullmatch(bare) and not bare.isupper():
        return False
    return _DOTTED.fullmatch(bare) is not None or _BARE.fullmatch(bare.rstrip(".")) is not None


def is_particle(word: str) -> bool:
    """Tell whether a word stands between given name and family: ``van``, ``Van``, ``de``."""
    return word.casefold() in WORDS["particles"]


def is_organisation(words: str) -> bool:
    """Tell whether a name is an institution's rather than a person's; a name such as ``PyTorch`` is one too."""
    inner_capital = re.fullmatch(r"(?!Mc|Mac|De|Di|La|Le|Van|Du|O[A-Z])[A-Z][a-z]+[A-Z]\w*|\w+-AI", words)
    return inner_capital is not None or is_institution(words)


def is_institution(words: str) -> bool:
    """Tell whether a name says that it is an institution's."""
    if words.casefold().strip(".") in WORDS["known_organisations"]:
        return True
    parts = words.split()
    if len(parts) < 2 or words.startswith(("A ", "An ", "On ")) or "." in words.removesuffix("Inc.").rstrip("."):
        return False
    makes = list(map(_makes_an_institution, re.findall(r"\w+", words)))
    return any(makes) and all(
        part[0].isupper() or part.casefold() in WORDS["small"] or _makes_an_institution(part) for part in parts
    )


def _makes_an_institution(word: str) -> bool:
    word = word.casefold()
    return word in WORDS["organisations"] or re.match(r"institut|laborator\w", word) is not None


def is_person(words: str) -> bool:
    """Tell whether words could be a person's name, given names first; one word alone counts too."""
    parts = words.split()
    if is_ideographic(words):
        return len(words.replace(" ", "")) <= 8
    acronym = len(parts) == 1 and len(words) > 2 and words.isupper() and words.isascii()
    if not parts or acronym or _has_no_name(parts) or is_initials(parts[-1]):
        return False
    in_full = [part for part in parts if not is_particle(part) and not is_initials(part)]
    return len(parts) <= 6 and len(in_full) <= 4 and all(map(_is_name_word, parts))


def _has_no_name(parts: list[str]) -> bool:
    """Tell whether a word is among those that are part of no name."""
    return any(part.casefold() in WORDS["no_name"] for part in parts)


def _is_name_word(word: str) -> bool:
    if _WORD.match(word) is None:
        return False
    initials = ("-" in word or word.count(".") > 1) and _DOTTED.fullmatch(word)
    if is_particle(word) or SUFFIX.fullmatch(word) or initials:
        return True
    first = word[2:3] if word[:2].casefold() in ("d’", "d'", "l'", "l’") else word[:1]
    if unicodedata.category(first or word[0]) not in ("Lu", "Lt", "Lo") and "-" not in word:
        return False
    return not word.endswith(".") or len(word.rstrip(".")) <= 2 or word in ("Chr.", "Joh.", "Alex.", "Wm.", "Geo.")


def is_ideographic(words: str) -> bool:
    """Tell whether a name is written in Chinese, Japanese or Korean letters alone."""
    letters = [letter for letter in words if letter.isalpha()]
    return bool(letters) and all("\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\ud7ff" for letter in letters)


def vancouver(words: str, *, recased: bool = False) -> Author | None:
    """Read ``Hu W`` or ``van der Berg JP``; ``recased`` turns a family's capitals (``HU W``) into an ordinary name."""
    family = words.split()
    suffix = family.pop() if len(family) > 2 and SUFFIX.fullmatch(family[-1]) else ""
    if not 2 <= len(family) <= 6:
        return None
    initials = [family.pop()]
    last = initials[0] if "." in initials[0][:-1] else initials[0].rstrip(".")
    if not ((_BARE.fullmatch(last) and len(last) <= 4) or _DOTTED.fullmatch(last)):
        return None
    while len(family) > 1 and (_DOTTED.fullmatch(family[-1]) or _LETTER.fullmatch(family[-1])):
        initials.insert(0, family.pop())
    if _has_no_name(family) or not all(_is_name_word(part) and not part.endswith(".") for part in family):
        return None
    particle, rest = _leading_particles([in_lower_case(part) for part in family] if recased else family)
    return Author(rest, _spaced_initials(" ".join(initials)), particle, suffix)


def in_lower_case(words: str) -> str:
    """Return words in capitals as ordinary words; initials stay."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), words)


def _recased(family: str, given: str) -> str:
    """Return a family's name that stands in capitals beside ordinary given names as an ordinary name."""
    capitals = len(family) > 3 and family == family.upper() and any(map(str.islower, given))
    return in_lower_case(family) if capitals else family


def _spaced_initials(words: str) -> str:
    """Return ``R. T.`` for ``RT``, ``R.T.`` and ``R T``; names in full stay as they are."""
    parts = words.split()
    alone = all(map(is_initials, parts)) or len(parts) == 1
    return " ".join(_pointed(part, alone=alone) for part in parts)


def _pointed(part: str, *, alone: bool) -> str:
    if re.fullmatch(r"[A-ZÀ-ÖØ-Þ]{2,3}\.", part):
        # "Müller, KR.": one full stop for all of them.
        part, alone = part[:-1], True
    if "." not in part and _BARE.fullmatch(part) and len(part.replace("-", "")) <= 3 and (alone or len(part) > 1):
        part = re.sub(r"([^\W\d_])", r"\1.", part)
    return re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", part)


def inverted(family: str, given: str, suffix: str = "") -> Author | None:
    """Put ``van Gennip``, ``Y.`` together; ``None`` when it is no name."""
    words, parts = family.split(), given.split()
    if len(words) > 1 and SUFFIX.fullmatch(words[-1]) and not suffix:
        suffix = words.pop()
    if not 1 <= len(words) <= 5 or not all(map(_is_name_word, words)) or _capital_family(words):
        return None
    ends_in_initials = len(words) > 1 and (_DOTTED.fullmatch(words[0]) or _DOTTED.fullmatch(words[-1]))
    if ends_in_initials or is_organisation(" ".join(words)) or (_has_no_name(words) and not is_initials(given)):
        return None
    parts, behind = without_particles(parts)
    in_full = [part for part in parts if not is_initials(part)]
    if not 1 <= len(parts) <= 4 or not all(map(_is_name_word, in_full)) or _has_no_name(in_full):
        return None
    particle, rest = _leading_particles(words)
    particles = " ".join(filter(None, (*behind, particle)))
    return Author(_recased(rest, given), _spaced_initials(" ".join(parts)), particles, suffix)


def without_particles(given: list[str]) -> tuple[list[str], list[str]]:
    """Divide given names from the particles of the family behind them, in small letters: ``Ulrike von``."""
    behind = list(takewhile(lambda word: is_particle(word) and word[0].islower(), given[:0:-1]))
    return given[: len(given) - len(behind)], behind[::-1]


def _leading_particles(family: list[str]) -> tuple[str, str]:
    """Divide a family name from the particles before it, which are in small letters."""
    particles = list(takewhile(lambda word: is_particle(word) and word[0].islower(), family[:-1]))
    return " ".join(particles), " ".join(family[len(particles) :])


def _capital_family(parts: list[str]) -> int:
    """Count the words in capitals that begin a name and are its family: ``BOUCHERON Patrick``."""
    capitals = list(takewhile(lambda part: len(part) > 2 and part.isupper() and not is_initials(part), parts))
    others = parts[len(capitals) :]
    in_full = all(any(map(str.islower, part)) and part[0].isupper() for part in others)
    return len(capitals) if others and in_full else 0


def normal(words: str) -> Author | None:
    """Read a name as one says it: ``Yves van Gennip``, ``Simon S. Du``; a name of ideographs stays whole."""
    parts = words.strip(" *").split()
    if is_ideographic(words):
        return Author(parts[0], " ".join(parts[1:])) if len(parts) == 2 else Author(words.strip())
    suffix = parts.pop() if len(parts) > 2 and SUFFIX.fullmatch(parts[-1]) else ""
    if not parts:
        return None
    capitals = _capital_family(parts)
    if capitals:
        particle, family = _leading_particles([in_lower_case(part) for part in parts[:capitals]])
        return Author(family, _spaced_initials(" ".join(parts[capitals:])), particle, suffix)
    start = len(parts) - 1
    while start > 1 and is_particle(parts[start - 1]):
        start -= 1
    given = parts[:start]
    particle, family = _leading_particles(parts[start:])
    if particle and all(map(is_particle, given)):
        return Author(" ".join(parts), suffix=suffix)
    if particle in _ARTICLES:
        return None
    return Author(_recased(family, " ".join(given)), _spaced_initials(" ".join(given)), particle, suffix)
