"""People as authors write them: ``Name (note) <link>``, several separated by ``;`` or line breaks."""

from __future__ import annotations

import re

from sphinx_seminar.model import Person, Problem, Reading
from sphinx_seminar.model.addresses import safe_address
from sphinx_seminar.model.messages import quoted
from sphinx_seminar.reading.citations.names.one_name import normal
from sphinx_seminar.reading.links import split_label, split_list

_NOTE = re.compile(r"(?P<name>[^(]*)\((?P<note>.*)\)\s*\Z", re.DOTALL)
_MAIL = re.compile(r"[^\s@:/<>]+@[^\s@:/<>]+\.[^\s@:/<>]+\Z")


def read_people(text: str) -> Reading[tuple[Person, ...]]:
    """Read a list of people; an e-mail address becomes a ``mailto:`` link.

    The same name twice in a list is one person. A refused link leaves the person without one.
    """
    people: dict[str, Person] = {}
    problems = []
    for line, part in split_list(text):
        name, target = split_label(part)
        if not name:
            name, target = target, target if _MAIL.match(target) else ""
        note = ""
        noted = _NOTE.match(name)
        if noted is not None and noted["name"].strip():
            name, note = noted["name"], noted["note"]
        link = safe_address(f"mailto:{target}" if _MAIL.match(target) else target)
        problems += [Problem("person", problem.message, line) for problem in link.problems]
        name = " ".join(name.split())
        person = Person(name, " ".join(note.split()), link.value, inverted(name))
        if not person.name:
            problems.append(
                Problem("person", f"{quoted(part)} names nobody; expected Name (note) <link>; it is left out", line)
            )
            continue
        people.setdefault(person.identity, person)
    return Reading(tuple(people.values()), tuple(problems))


def inverted(name: str) -> str:
    """Return a name as an index has it: "Noether, Emmy", "Finetti, Bruno de"; ``""`` for one that has no parts."""
    author = normal(name)
    if author is None or not author.given:
        return ""
    return ", ".join(filter(None, (author.family, f"{author.given} {author.particle}".strip(), author.suffix)))
