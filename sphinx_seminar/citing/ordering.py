"""The order of papers in a list."""

from __future__ import annotations

from sphinx_seminar.citing.names import family
from sphinx_seminar.model import Paper
from sphinx_seminar.model.naming import collated


def sort_key(paper: Paper) -> tuple[str, str, str, str]:
    """Return what papers are sorted by: authors, year, title, and the key so that the order is never a matter of luck.

    Accents and capitals don't count. A paper without authors stands where its title belongs.
    """
    people = paper.authors or paper.editors
    names = "\x01".join(collated(f"{family(person)} {person.given}") for person in people)
    title = collated(str(paper.title) or paper.pasted)
    return names or title, paper.year or "\uffff", title, paper.key
