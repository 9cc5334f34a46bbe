"""Lines such as "**Instructor:** Name <mail>" that state a fact of the course, or of a session."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sphinx_seminar.cli.importing.entries import Year, dated
from sphinx_seminar.cli.importing.markdown.blocks import Block, blocks_of
from sphinx_seminar.cli.importing.markdown.targets import MISSING, with_targets
from sphinx_seminar.model import PERSON_ROLES
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.sessions.headers import meaning_of

#: Words before a colon, by the option of ``{course}`` that says the same.
_COURSE = {
    "instructors": "instructor|instructors|lecturer|lecturers|organiser|organisers|organizer|organizers|teacher"
    "|teachers|organized by|organised by|taught by|dozent|dozentin|dozenten|enseignant|professor|coordinator"
    "|coordinators|ta|tas|teaching assistant|teaching assistants|tutor|tutors|assistant|assistants",
    "term": "term|semester|quarter", "location": "location|room|where|place|venue|raum|ort|lieu|salle",
    "meets": "time|times|when|meets|meeting time|meeting times|class time|class times|lecture time|zeit|termine",
    "credits": "credits|ects|units|credit points", "level": "level", "code": "code|course number|course code|course id",
    "language": "language|sprache", "institution": "institution|university|department|faculty",
    "office-hours": "office hours|office hour", "places": "places|number of participants|participants",
}  # fmt: skip
_COURSE_OPTIONS = {word: option for option, words in _COURSE.items() for word in words.split("|")}
_FIELD = re.compile(
    r"(?:\*\*|__)?(?P<label>[^\W\d_][\w /.'’-]{1,30}?)\s*(?:(?:\*\*|__)\s*:|:\s*(?:\*\*|__)|:)\s+(?P<value>\S.*)\Z"
)
#: What stands between facts on one line.
_BESIDE = re.compile(r"\s+[·•|]\s+(?=(?:\*\*|__)?[^\W\d_][\w ]{1,30}(?:\*\*|__)?:)")
#: Longer values are sentences (characters).
_LONGEST = 200


def field_of(text: str) -> tuple[str, str]:
    """Return label and value of a line "Label: value"; two empty texts for any other line."""
    found = _FIELD.match(" ".join(text.split()))
    if found is None or len(found["value"]) > _LONGEST:
        return "", ""
    return found["label"].strip(), found["value"].strip()


def course_fact(text: str) -> tuple[str, str]:
    """Return the option of ``{course}`` that a line states, and its value; two empty texts if it states none."""
    label, value = field_of(text)
    option = _COURSE_OPTIONS.get(label.casefold(), "")
    if option == "instructors":
        value = people_option(value, "" if label.casefold().startswith("instructor") else _role(label))
    elif option and ("](" in value or "<" in value or value.endswith(":")):
        return "", ""
    return (option, plain(value)) if option and value else ("", "")


def _role(label: str) -> str:
    """Return the word for one of the people after a label: "TA" of "TAs", "lecturer" of "Lecturers"."""
    return label[:2] if label[:2] == "TA" else label.casefold().removesuffix("s")


def session_fact(text: str, year: Year | None) -> tuple[str, str]:
    """Return the option of ``{lecture}`` that a line states, and its value; two empty texts if it states none."""
    label, value = field_of(text)
    meaning = meaning_of(label) if label else ""
    if meaning in PERSON_ROLES:
        value = people_option(value)
    elif meaning == "date":
        value = dated(value, year)
    elif meaning != "location" or "](" in value:
        return "", ""
    return (meaning, plain(value)) if value else ("", "")


def people_option(value: str, note: str = "") -> str:
    """Return people as an option has them, ``""`` if they are not understood; who has no note gets the one given."""
    if f"]({MISSING}" in value or "](#" in value or "](/" in value:
        return ""
    written = with_targets(value, lambda label, target: f"{label} <{target}>")
    read = read_people(written)
    if read.problems or not read.value or any(len(person.name.split()) > 6 for person in read.value):
        return ""
    parts = []
    for person in read.value:
        said = person.note or note
        link = f" <{person.link.removeprefix('mailto:')}>" if person.link else ""
        parts.append(f"{person.name}{f' ({said})' if said else ''}{link}")
    return "; ".join(parts)


def lines_of(block: Block) -> list[str]:
    """Return the items of a list without nested ones, or the lines of a paragraph; nothing for other blocks."""
    if block.kind == "list":
        return [] if any(item.rest.strip() for item in block.items) else [item.text for item in block.items]
    if block.kind != "paragraph":
        return []
    lines = [line.removesuffix("\\") for line in block.text.split("\n")]
    return [part for line in lines for part in _BESIDE.split(line)]


def facts_apart(
    block: Block, read: Callable[[str], tuple[str, str]], taken: set[str]
) -> tuple[list[tuple[str, str]], list[str]]:
    """Take the facts out of a block; return them and its other lines. A ``taken`` option is not given twice."""
    facts: list[tuple[str, str]] = []
    others: list[str] = []
    for line in lines_of(block):
        option, value = read(line.strip().rstrip("\\").strip())
        if option == "instructors" and (number := _place(facts, option)) is not None:
            facts[number] = (option, f"{facts[number][1]}; {value}")
        elif option and option not in taken:
            facts.append((option, value))
            taken.add(option)
        else:
            others.append(line)
    return facts, others


def _place(facts: Sequence[tuple[str, str]], option: str) -> int | None:
    return next((number for number, (name, _value) in enumerate(facts) if name == option), None)


def remaining(block: Block, others: Sequence[str]) -> Block:
    """Return a list or a paragraph of the lines that no fact was taken from."""
    lines = [f"- {line}" for line in others] if block.kind == "list" else list(others)
    return next(iter(blocks_of("\n".join(lines))), replace(block, text="\n".join(lines)))


def plain(text: str) -> str:
    """Return the words of a line of Markdown: without its marks of emphasis and its backslashes."""
    bare = re.sub(r"(\*\*|__|(?<!\\)\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)
