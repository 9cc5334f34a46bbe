"""Checks of people: two spellings of one name, told from the names of two people, and names with commas.

Words are compared without accents, capitals and punctuation (:func:`sphinx_seminar.model.text.collated`). The rules
would rather miss a pair than take two people for one: "Anna" and "Anne", "Zhang" and "Zheng" count as two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sphinx_seminar.book import PersonEntry
from sphinx_seminar.model import Place
from sphinx_seminar.model.people import without_titles
from sphinx_seminar.model.text import collated, folded
from sphinx_seminar.report.findings import Finding, Matter

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


#: Parts of names that are written behind a comma, such as "Jr.".
_BEHIND = ("jr", "sr", "ii", "iii", "iv")


def spelt_twice(matter: Matter) -> Iterator[Finding]:
    """Yield pairs of names that are probably one person's, at the rarer of the two.

    Two names of one session are two people, unless only accents tell them apart; a short form that fits several
    people is nobody's.
    """
    pairs = [(one, other, reason) for one, other in _candidates(matter) if (reason := _reason(one, other))]
    fits = Counter(entry.anchor for one, other, reason in pairs if reason == SHORTENED for entry in (one, other))
    for one, other, reason in pairs:
        shorter = min(one, other, key=lambda entry: len(entry.person.name))
        if reason == SHORTENED and fits[shorter.anchor] > 1:
            continue
        rarer, usual = sorted((one, other), key=lambda entry: (len(entry.roles), len(entry.person.name)))
        message = f"'{rarer.person.name}' and '{usual.person.name}' are probably one person: {reason}"
        yield Finding(_place(matter, rarer), rarer.person.name, message, (_place(matter, usual),))


def comma_names(matter: Matter) -> Iterator[Finding]:
    """Yield people with a comma in the name: it may be one in another order, two people, or somebody and a place."""
    for entry in matter.book.people:
        name, comma, rest = entry.person.name.partition(", ")
        if (
            comma
            and without_titles(entry.person.name) == entry.person.name
            and rest.casefold().rstrip(".") not in _BEHIND
        ):
            message = (
                f"'{entry.person.name}' is one person; write '{rest} {name}', '{name} ({rest})', or '{name}; {rest}'"
            )
            yield Finding(_place(matter, entry), entry.person.name, message)


def _candidates(matter: Matter) -> Iterator[tuple[PersonEntry, PersonEntry]]:
    """Yield the pairs of people whose names share one of :func:`marks_of`, each once, in book order."""
    people = matter.book.people
    sharing: dict[tuple[str, ...], list[int]] = {}
    for number, entry in enumerate(people):
        for mark in dict.fromkeys(marks_of(entry.person.name)):
            sharing.setdefault(mark, []).append(number)
    pairs = {
        (first, second)
        for numbers in sharing.values()
        for position, second in enumerate(numbers)
        for first in numbers[:position]
    }
    for first, second in sorted(pairs):
        yield people[first], people[second]


def _reason(one: PersonEntry, other: PersonEntry) -> str:
    """Return why two people are probably one; all roles in the course are at one place, as those in one session."""
    reason = likeness(one.person.name, other.person.name)
    together = {session for _role, session in one.roles} & {session for _role, session in other.roles}
    return "" if together and reason != SAME_LETTERS else reason


def _place(matter: Matter, entry: PersonEntry) -> Place:
    """Return where a name is first used."""
    session = entry.roles[0][1] if entry.roles else None
    if session is not None:
        return session.place
    if entry.profile is not None:
        return entry.profile.place
    assert matter.book.course is not None
    return matter.book.course.place
