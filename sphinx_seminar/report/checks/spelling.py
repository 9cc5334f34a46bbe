"""Two spellings of one name, told from the names of two people.

Words are compared without accents, capitals and punctuation (:func:`sphinx_seminar.model.text.collated`). The rules
would rather miss a pair than take two people for one: "Anna" and "Anne", "Zhang" and "Zheng" count as two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_seminar.model.text import collated, folded

SAME_LETTERS = "only accents, capitals or punctuation differ"
OTHER_ORDER = "the same words in another order"
SHORTENED = "one name is a short form of the other"
SLIP = "one letter differs"

#: Letters that German and Danish write as two.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
#: A word must be this long (letters) for one wrong, one missing, or one doubled letter to be a slip.
_LONG, _MEDIUM = 6, 4


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(collated(name).split())


def marks_of(name: str) -> Iterator[tuple[str, ...]]:
    """Yield marks of a name; only names with a common mark are compared, so that a book of many people stays quick.

    Marks are the words in any order, the family name with the first initial, and the words without the start of one.
    """
    words = words_of(name)
    yield ("words", *sorted(words))
    yield ("words", *sorted(_spelt_out(name)))
    if len(words) > 1:
        yield ("initial", words[0][0], words[-1])
        for position, word in enumerate(words):
            if word.isalpha():
                yield ("slip", str(position), word[0], *words[:position], "", *words[position + 1 :])


def likeness(one: str, other: str) -> str:
    """Return why two names are probably one person's, ``""`` where they are not."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return ""
    if first == second or first == _spelt_out(other) or _spelt_out(one) == second:
        return SAME_LETTERS
    if sorted(first) == sorted(second):
        return OTHER_ORDER
    if _shortens(first, second):
        return SHORTENED
    return SLIP if _slips(first, second) else ""


def _spelt_out(name: str) -> tuple[str, ...]:
    return tuple(folded(name.casefold().translate(_TWO_LETTERS)).split())


def _shortens(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether two names agree but for initials and middle names; two people can have the same initials."""
    if first[-1] != second[-1] or len(first[-1]) < 2 or min(len(first), len(second)) < 2:
        return False
    given, other = first[:-1], second[:-1]
    if _is_initial(given[0]) and _is_initial(other[0]):
        return False
    return all(
        one == two or (one[0] == two[0] and (_is_initial(one) or _is_initial(two)))
        for one, two in zip(given, other, strict=False)
    )


def _is_initial(word: str) -> bool:
    """Tell whether a word is a letter with a full stop; a character of a script without capitals is a name."""
    return len(word) == 1 and word.upper() != word


def _slips(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether one word of several differs, by a slip."""
    if len(first) != len(second) or len(first) < 2:
        return False
    differing = [(one, two) for one, two in zip(first, second, strict=True) if one != two]
    family_differs = first[-1] != second[-1]
    return len(differing) == 1 and _is_slip(*sorted(differing[0], key=len), family=family_differs)


def _is_slip(short: str, long: str, *, family: bool) -> bool:
    """Tell whether two words are one apart: letters changed over, doubled, left out, or one for another.

    The first letter is hardly ever wrong. The last one of a given name tells Martin from Martina.
    """
    if not (short + long).isalpha() or short[0] != long[0]:
        return False
    start = next((at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    at_end = start >= len(short) - (len(short) == len(long))
    if len(short) == len(long):
        changed_over = short[start : start + 2] == long[start : start + 2][::-1]
        if changed_over and short[start + 2 :] == long[start + 2 :]:
            return len(short) >= _MEDIUM
        return len(short) >= _LONG and short[start + 1 :] == long[start + 1 :] and (family or not at_end)
    if len(long) != len(short) + 1 or short[start:] != long[start + 1 :]:
        return False
    doubled = long[start] in (long[start - 1], long[start + 1 : start + 2])
    return len(short) >= (_MEDIUM if doubled else _LONG) and (family or not at_end or doubled)
