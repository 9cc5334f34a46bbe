"""Lines such as "**Instructor:** Name <mail>" that state a fact of the course, or of a session."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from sphinx_seminar.cli.importing.lines import Year, dated, plain
from sphinx_seminar.cli.importing.markdown.blocks import Block, blocks_of
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.cli.importing.markdown.targets import MISSING, with_targets
from sphinx_seminar.model import PERSON_ROLES
from sphinx_seminar.model.people import Person
from sphinx_seminar.reading import word_lists
from sphinx_seminar.reading.dates.regular_times import read_regular_times, weekday_pattern
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.vocabulary import meaning_of

#: Labels that say no more of people than that the course is theirs.
_THEIRS = re.compile(
    r"tas?\Z|teaching|assistant|ayudante|instructor|dozent|dozierend|lehr|enseignant|profes|docente|taught|[^a-z]*\Z"
)
#: Options that several lines may state together.
_OF_PEOPLE = ("instructors", "assistants")
#: Options of ``{course}`` by the words before a colon that say the same.
_COURSE_OPTIONS = {
    word: option for option, words in word_lists(__package__, "course_words.toml").items() for word in words
}
_FIELD = re.compile(
    r"(?:\*\*|__)?(?P<label>[^\W\d_][\w /.'’・-]{1,30}?)\s*(?:(?:\*\*|__)\s*:\s+|:\s*(?:\*\*|__)\s*|:\s+)"
    r"(?P<value>\S.*)\Z"
)
#: What stands between facts on one line.
_BESIDE = re.compile(r"\s+[·•|]\s+(?=(?:\*\*|__)?[^\W\d_][\w ]{1,30}(?:\*\*|__)?:)|\s+(?=[^\W\d_]{2,6}：)")
#: How many facts make a list one that describes the course.
_SEVERAL = 2
#: Longer values are sentences (characters).
_LONGEST = 200


def field_of(text: str) -> tuple[str, str]:
    """Return label and value of a line "Label: value"; two empty texts for any other line."""
    found = _FIELD.match(" ".join(text.replace("：", ": ").split()))
    if found is None or len(found["value"]) > _LONGEST:
        return "", ""
    return found["label"].strip(), found["value"].strip()


def course_fact(text: str, language: str = "en") -> tuple[str, str]:
    """Return the option of ``{course}`` that a line states, and its value; two empty texts if it states none.

    ``language`` is that of the names of days.
    """
    label, value = field_of(text)
    if not label:
        return _regular(plain(text.strip()), language)
    option = _COURSE_OPTIONS.get(label.casefold(), "")
    if option in _OF_PEOPLE:
        value = people_option(value, "" if _THEIRS.match(label.casefold()) else _role(label))
    elif option and ("](" in value or "<" in value or value.endswith(":")):
        return "", ""
    return (option, plain(value)) if option and value else ("", "")


def _regular(text: str, language: str) -> tuple[str, str]:
    """Return days of the week with their hours, and the room behind a comma, as a fact; a line with more is none."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)) or weekday_pattern(language).match(text) is None:
        return "", ""
    days, _comma, room = text.rpartition(", ")
    for said, behind in ((text, ""), (days, room)):
        read = read_regular_times(said, language) if said else None
        timed = read is not None and read.value.times and all(time.starts is not None for time in read.value.times)
        if read is not None and timed and not read.problems:
            return "meets", f"{said} @ {behind}" if behind else said
    return "", ""


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
    return written_people(read.value, note)


def written_people(people: Iterable[Person], note: str = "") -> str:
    """Return people as an option has them; who has no note gets the one given."""
    parts = []
    for person in people:
        said = person.note or note
        link = f" <{person.link.removeprefix('mailto:')}>" if person.link else ""
        parts.append(f"{person.name}{f' ({said})' if said else ''}{link}")
    return "; ".join(parts)


def lines_of(block: Block) -> list[str]:
    """Return the items of a list without nested ones, or the lines of a paragraph; nothing for other blocks."""
    if block.kind == "list":
        return [] if any(item.rest.strip() for item in block.items) else [item.text for item in block.items]
    if block.kind == "terms":
        whole = not any(item.rest.strip() for item in block.items)
        return [f"{item.term}: {item.text}" for item in block.items] if whole else []
    if block.kind != "paragraph":
        return []
    lines = [line.removesuffix("\\") for line in block.text.split("\n")]
    return [part for line in lines for part in _BESIDE.split(line)]


def take_facts(block: Block, read: Callable[[str], tuple[str, str]], facts: dict[str, str]) -> list[Block]:
    """Take the options out of a block that its lines state, and return what is left of it.

    ``read`` returns option and value of a line, or two empty texts. An option that is among the ``facts`` stays.
    """
    own: dict[str, str] = {}
    others: list[str] = []
    for line in lines_of(block):
        option, value = read(line.strip().rstrip("\\").strip())
        if option in _OF_PEOPLE and option in own:
            own[option] += f"; {value}"
        elif option and option not in facts.keys() | own.keys():
            own[option] = value
        else:
            others.append(line)
    facts |= own
    return remaining(block, others) if own else [block]


def remaining(block: Block, lines: Sequence[str]) -> list[Block]:
    """Return the blocks that some lines of a list or a paragraph are."""
    return blocks_of("\n".join(f"- {line}" if block.kind == "list" else line for line in lines))


def stated_by(section: Section) -> str:
    """Return a heading with the one line below it as a line "Label: value"; ``""`` for any other section."""
    block = section.blocks[0] if len(section.blocks) == 1 and not section.children else None
    lines = lines_of(block) if block is not None else []
    label = section.title.strip().rstrip(":： ")
    return f"{label}: {lines[0]}" if len(lines) == 1 and label.casefold() in _COURSE_OPTIONS else ""


def course_facts(root: Section, language: str, named: Collection[str]) -> tuple[dict[str, str], list[Block]]:
    """Take the facts of the course out of a page: before its sections, in lists of several, sections that are one.

    Returns them, and the blocks before the sections without them. A section that is ``named`` stays where it is.
    """

    def read(line: str) -> tuple[str, str]:
        return course_fact(line, language)

    facts: dict[str, str] = {}
    blocks: list[Block] = []
    for block in root.blocks:
        stating = block.kind != "terms" or all(read(line)[0] for line in lines_of(block))
        blocks += take_facts(block, read, facts) if stating else [block]
    for child in root.children:
        for number, block in enumerate(child.blocks):
            lines = lines_of(block) if block.kind == "list" else []
            if sum(bool(read(line)[0]) for line in lines) >= _SEVERAL:
                child.blocks[number : number + 1] = take_facts(block, read, facts)
                break
    for child in list(root.children):
        option, value = read(stated_by(child)) if child.anchor not in named else ("", "")
        if option and option not in facts:
            facts[option] = value
            root.children.remove(child)
    return facts, blocks
