"""The names at the head of a citation: where they end, and how likely they are to be names."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import Draft, dearer
from sphinx_seminar.reading.citations.names.one_name import is_ideographic, is_initials
from sphinx_seminar.reading.citations.names.orders import Names

_FAMILY_FIRST = re.compile(r"[^\W\d_][\w’'-]+, [^\W\d_a-z][\w’'.-]+(?: [^\W\d_a-z][\w’'-]*\.?){0,3}")
_POINTED = re.compile(r"(?:(?<![^\W\d_])[^\W\d_a-zа-я]|\bal|\bJr|\bSr|\b[Ee]ds?|[.…])\.\Z")


def unpointed(head: str) -> str:
    """Drop a full stop that ends the list of names, not one that belongs to an initial or to "et al."."""
    head = head.rstrip(" ,．")
    if re.search(r"等[.．]?\Z", head):
        return head.rstrip(".．")
    return head if _POINTED.search(head) else head.rstrip(" .")


def before_colon(head: str, named: Draft, names: Names) -> Draft:
    """Weigh names before a colon, where a title could stand as well."""
    if all(is_initials(author.given) for author in names.authors):
        return dearer(named, 1)
    if len(names.authors) == 1:
        return dearer(named, 2 if surely_persons(head, names) else 8)
    joined = re.search(r" and | & | und | et |;|/", head) is not None
    return dearer(named, 6 if len(names.authors) == 2 and not (joined or names.truncated) else 2)


def surely_persons(head: str, names: Names) -> bool:
    """Tell whether names can be no title: "Kant, Immanuel", "Leslie G. Valiant", "Wei Hu and Zhiyuan Li"."""
    if names.truncated or re.search(r"(?<![\w.])[^\W\d_a-z]\.", head) is not None:
        return True
    if len(names.authors) > 1:
        return all(author.given for author in names.authors)
    return _FAMILY_FIRST.fullmatch(head) is not None


#: What stands before and after a full stop that is an initial's inside a name, not the end of the names.
_INSIDE_A_NAME = (
    # "Mark A. | Hall & Ronald F. Wright, "
    (
        re.compile(r"(?:\A|, |/|& |and )[^\W\d_][\w’'-]+ (?:[A-Z]\. ?)+\Z"),
        re.compile(r"[^\W\d_a-z][\w’'-]+(?:,|,? &|,? and) [^\W\d_a-z]"),
    ),
    # "Guido Calabresi & A. | Douglas Melamed, "
    (re.compile(r"(?:& |and )[A-Z]\.\Z"), re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,")),
    # "Leslie G. | Valiant: A", "Robert K. | Merton – A", "Peter L. | Berger/Brigitte"
    (re.compile(r"\A[A-Z][a-z]+ [A-Z]\.\Z"), re.compile(r"[A-Z][\w’'-]+(?: ?: |\s[–—-]\s|\s?/\s?)[A-Z]")),
)


def name_goes_on(head: str, following: str, names: Names) -> bool:
    """Tell whether the full stop is an initial's inside a name, and not one of a list of families with initials."""
    if len(names.authors) > 1 and all(is_initials(author.given) for author in names.authors):
        return False
    return any(before.search(head) and after.match(following) for before, after in _INSIDE_A_NAME)


def names_cost(names: Names) -> int:
    """Count what speaks against names: families without given names may be any words."""
    alone = [author for author in names.authors if not author.given and not author.organisation]
    alone = [author for author in alone if not is_ideographic(author.family)]
    if len(alone) == len(names.authors) > 1:
        return 4
    return 1 + (0 if names.truncated else 3) * len(alone)
