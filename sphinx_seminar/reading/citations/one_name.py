"""Reading one name: whether words are a name, and which of them are the family name."""

from __future__ import annotations

import re
import unicodedata

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations import WORDS

SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|jun|sen)\.?", re.IGNORECASE)
_PARTICLES = WORDS["particles"]
#: These alone stand before nouns: "Grundbegriffe der Soziologie".
_ARTICLES = ("der", "des", "das", "und")
_INITIAL = r"[^\W\d_a-zà-öø-ÿа-я][’'a-zа-яё]{0,2}\."
_DOTTED = re.compile(rf"(?:{_INITIAL}(?:\s?-\s?(?:[a-z]\.)?|[\s.]+)?)+")
_BARE = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁŁŚŠŽČ]{1,3}(?:[- ][A-ZÀ-ÖØ-ÞА-ЯЁŁŚŠŽČ]{1,3}){0,3}")
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʻ`.\-–‐][^\W\d_]*)*\*?\Z")


def is_initials(words: str) -> bool:
    """Tell whether words are initials: ``W.``, ``R. T.``, ``J.-P.``, ``RT``, ``Yu. V.``, ``M. de``."""
    parts = words.split()
    while len(parts) > 1 and parts[-1].casefold() in _PARTICLES:
        parts = parts[:-1]
    bare = " ".join(parts)
    if SUFFIX.fullmatch(bare) and not bare.isupper():
        return bare.rstrip(".").isupper()
    return bool(bare) and (_DOTTED.fullmatch(bare) is not None or _BARE.fullmatch(bare.rstrip(".")) is not None)


def is_particle(word: str) -> bool:
    """Tell whether a word stands between given name and family: ``van``, ``Van``, ``de``."""
    return word.casefold() in _PARTICLES


def is_organisation(words: str) -> bool:
    """Tell whether a name is an institution's rather than a person's; a name such as ``PyTorch`` is one too."""
    if re.fullmatch(r"[A-Z][a-z]+[A-Z]\w*|\w+-AI", words) and not re.match(
        r"(?:Mc|Mac|De|Di|La|Le|Van|Du|O)[A-Z]", words
    ):
        return True
    return is_institution(words)


def is_institution(words: str) -> bool:
    """Tell whether a name says that it is an institution's."""
    if words.casefold().strip(".") in WORDS["known_organisations"]:
        return True
    if words.startswith(("A ", "An ", "On ")) or ":" in words or len(words.split()) > 12:
        return False
    if "." in words.rstrip(".") and not words.endswith("Inc."):
        return False
    if not all(
        word[:1].isupper() or word.casefold() in WORDS["small"] or _makes_an_institution(word) for word in words.split()
    ):
        return False
    return (words.startswith("The ") or len(words.split()) > 1) and any(
        map(_makes_an_institution, re.findall(r"\w+", words))
    )


def _makes_an_institution(word: str) -> bool:
    word = word.casefold()
    return word in WORDS["organisations"] or re.match(r"institut|laborator\w", word) is not None


def is_person(words: str) -> bool:
    """Tell whether words could be a person's name, given names first; one word alone counts too."""
    parts = words.split()
    if not parts or len(parts) > 6 or (len(parts) == 1 and len(words) > 2 and words.isupper() and words.isascii()):
        return False
    if is_ideographic(words):
        return len(words.replace(" ", "")) <= 8
    if any(part.casefold() in WORDS["no_name"] for part in parts):
        return False
    if len(parts) > 1 and is_initials(parts[-1]) and not SUFFIX.fullmatch(parts[-1]):
        return False
    in_full = [part for part in parts if part.casefold() not in _PARTICLES and not is_initials(part)]
    return all(_is_name_word(part) for part in parts) and len(in_full) <= 4 and not is_initials(parts[-1])


def _is_name_word(word: str) -> bool:
    if _WORD.match(word) is None:
        return False
    if (
        word.casefold() in _PARTICLES
        or SUFFIX.fullmatch(word)
        or (("-" in word or word.count(".") > 1) and _DOTTED.fullmatch(word))
    ):
        return True
    first = word[2:3] if word[:2].casefold() in ("d’", "d'", "l'", "l’") else word[:1]
    if unicodedata.category(first or word[0]) not in ("Lu", "Lt", "Lo") and "-" not in word:
        return False
    return not word.endswith(".") or len(word.rstrip(".")) <= 2 or word in ("Chr.", "Joh.", "Alex.", "Wm.", "Geo.")


def is_ideographic(words: str) -> bool:
    """Tell whether a name is written in Chinese, Japanese or Korean letters alone."""
    letters = [letter for letter in words if letter.isalpha()]
    return bool(letters) and all("\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\ud7ff" for letter in letters)


def is_vancouver(words: str) -> bool:
    """Tell whether a name is written ``Hu W`` or ``van der Berg JP``."""
    parts = words.split()
    if len(parts) < 2 or len(parts) > 6:
        return False
    if SUFFIX.fullmatch(parts[-1]) and len(parts) > 2:
        parts = parts[:-1]
    family, initials = parts[:-1], parts[-1] if "." in parts[-1][:-1] else parts[-1].rstrip(".")
    if re.fullmatch(r"[A-ZА-ЯЁ]", family[-1]) and len(family) > 1:
        family = family[:-1]
    if not ((_BARE.fullmatch(initials) and len(initials) <= 4) or _DOTTED.fullmatch(initials)):
        return False
    while len(family) > 1 and _DOTTED.fullmatch(family[-1]):
        family = family[:-1]
    return all(_is_name_word(part) and not part.endswith(".") for part in family) and not any(
        part.casefold() in WORDS["no_name"] for part in family
    )


def vancouver(words: str, recased: bool = False) -> Author:
    """Read ``Hu W``; ``recased`` turns a family's capitals (``HU W``) into an ordinary name."""
    parts = words.split()
    suffix = parts.pop() if SUFFIX.fullmatch(parts[-1]) and len(parts) > 2 else ""
    count = 1
    while count < len(parts) - 1 and (
        _DOTTED.fullmatch(parts[-count - 1]) or re.fullmatch(r"[A-ZА-ЯЁ]", parts[-count - 1])
    ):
        count += 1
    family, initials = parts[:-count], parts[-count:]
    if recased:
        family = [in_lower_case(part) for part in family]
    particle, rest = _leading_particles(family)
    return Author(rest, spaced_initials(" ".join(initials)), particle, suffix)


def in_lower_case(words: str) -> str:
    """Return words in capitals as ordinary words; initials stay."""
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), words)


def _recased(family: str) -> str:
    """Return a family's name that stands in capitals beside ordinary given names as an ordinary name."""
    return in_lower_case(family) if len(family) > 3 and family == family.upper() else family


def spaced_initials(words: str) -> str:
    """Return ``R. T.`` for ``RT``, ``R.T.`` and ``R T``; names in full stay as they are."""
    parts = words.split()
    return " ".join(_pointed(part, alone=len(parts) == 1 or all(map(is_initials, parts))) for part in parts)


def _pointed(part: str, alone: bool) -> str:
    if re.fullmatch(r"[A-ZÀ-ÖØ-Þ]{2,3}\.", part):
        # "Müller, KR.": one full stop for all of them.
        part, alone = part[:-1], True
    if "." in part:
        return re.sub(r"(?<=[^\W\d_]\.)(?=[^\W\d_])", " ", part)
    if _BARE.fullmatch(part) and len(part.replace("-", "")) <= 3 and (alone or len(part) > 1):
        return re.sub(r"(?<=\.)(?=[^\W\d_-])", " ", re.sub(r"([^\W\d_])", r"\1.", part))
    return part


def inverted(family: str, given: str, suffix: str) -> Author | None:
    """Put ``van Gennip``, ``Y.`` together; ``None`` when it is no name."""
    family, given = family.strip(), given.strip()
    words = family.split()
    if words and SUFFIX.fullmatch(words[-1]) and len(words) > 1 and not suffix:
        suffix, family = words[-1], " ".join(words[:-1])
    if not family or len(family.split()) > 5 or not all(_is_name_word(word) for word in family.split()):
        return None
    if any(word.casefold() in WORDS["no_name"] and not is_initials(given) for word in family.split()):
        return None
    if _capital_family(words):
        return None
    if (len(words) > 1 and (_DOTTED.fullmatch(words[0]) or _DOTTED.fullmatch(words[-1]))) or is_organisation(family):
        return None
    parts = given.split()
    trailing: list[str] = []
    while len(parts) > 1 and (parts[-1].casefold() in _PARTICLES and parts[-1][0].islower()):
        trailing.insert(0, parts.pop())
    if not parts or len(parts) > 4 or not all(_is_name_word(part) or is_initials(part) for part in parts):
        return None
    if any(part.casefold() in WORDS["no_name"] and not is_initials(part) for part in parts):
        return None
    particle, rest = _leading_particles(family.split())
    if any(letter.islower() for letter in given):
        rest = _recased(rest)
    return Author(
        rest, spaced_initials(" ".join(parts)), " ".join([*trailing, particle] if particle else trailing), suffix
    )


def _leading_particles(family: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(family) - 1 and family[count].casefold() in _PARTICLES and family[count][0].islower():
        count += 1
    return " ".join(family[:count]), " ".join(family[count:])


def _capital_family(parts: list[str]) -> int:
    """Count the words in capitals that begin a name and are its family: ``BOUCHERON Patrick``."""
    count = 0
    while count < len(parts) and len(parts[count]) > 2 and parts[count].isupper() and not is_initials(parts[count]):
        count += 1
    in_full = all(any(map(str.islower, part)) and part[0].isupper() for part in parts[count:])
    return count if count < len(parts) and in_full else 0


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
        return Author(family, spaced_initials(" ".join(parts[capitals:])), particle, suffix)
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in _PARTICLES:
        start -= 1
    if start < len(parts) - 1 and start == 0:
        return None
    particle, family = _leading_particles(parts[start:])
    if particle and all(map(is_particle, parts[:start])):
        return Author(" ".join(parts), suffix=suffix)
    if particle in _ARTICLES:
        return None
    if any(letter.islower() for part in parts[:start] for letter in part):
        family = _recased(family)
    return Author(family, spaced_initials(" ".join(parts[:start])), particle, suffix)
