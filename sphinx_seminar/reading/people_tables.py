"""Tables about people: who they are and where to find them, and the topics that they want to learn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from sphinx_seminar.model import PERSON_ROLES, Person, Place, Problem, Profile, Reading
from sphinx_seminar.model.course import Topic, Topics
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.resource import is_absolute, safe_address
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.reading.dates.regular_times import read_office_hours
from sphinx_seminar.reading.links import has_release, links_with_positions, read_online, split_label
from sphinx_seminar.reading.people import MAIL, read_people
from sphinx_seminar.reading.plain import is_blank, listed, one_line, says_open
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header

_PRONOUNS = re.compile(
    r"(?:she|he|they|sie|er|elle|il|iel|ella|él|elle|any pronouns)|[^\W\d_]{1,8}(?:\s?/\s?[^\W\d_]{1,8}){1,3}",
    re.IGNORECASE,
)
T = TypeVar("T")
#: What may stand behind a name in a record of one pair.
_PAIRED = ("role", "mail", "website")


@dataclass(frozen=True, slots=True)
class Written:
    """Where a table of people stands: line 1 of its data is behind ``place``; ``number`` is the directive's."""

    place: Place
    number: int
    language: str = "en"


def read_profiles(table: Table, written: Written, taken: set[str]) -> Reading[tuple[Profile, ...]]:
    """Read the rows; ``taken`` are the anchors that the document has already, to which those of the cards are added."""
    columns = [meaning_of(header, "people") for header in table.headers]
    if table.headers and not any(columns) and all(len(_filled(row)) == 1 for row in table.rows):
        return _read_pairs(table, written, taken)
    if table.headers and "name" not in columns:
        message = (
            f"no column of {', '.join(table.headers)} has names; expected one under Name. The first is taken for it"
        )
        problems = [Problem("person", message, table.line)]
        columns[0] = "name"
    else:
        problems = []
    profiles = []
    for row in table.rows:
        if any(cell.strip() for cell in row.cells):
            read = _profile(row, columns, table.headers, written, taken)
            profiles.append(read.value)
            problems += [Problem(problem.subtype, problem.message, row.line) for problem in read.problems]
    return Reading(tuple(profiles), tuple(problems))


def _filled(row: Row) -> list[int]:
    """Return the numbers of the cells of a row that are not blank."""
    return [number for number, cell in enumerate(row.cells) if cell.strip()]


def _read_pairs(table: Table, written: Written, taken: set[str]) -> Reading[tuple[Profile, ...]]:
    """Read records of one pair each, such as ``- Emmy Noether: lecturer``: the name, and the role or an address.

    A record without a key, which is found under the header "title", is a name alone.
    """
    rows, problems = [], []
    for row in table.rows:
        (number,) = _filled(row)
        name, said = table.headers[number], row.cells[number].strip()
        if name == "title":
            rows.append(replace(row, cells=(said, "", "", "")))
            continue
        key = "mail" if MAIL.fullmatch(said.strip("<>")) else "website" if is_absolute(said.strip("<>")) else "role"
        expected = quoted(f"name: {name}")
        message = (
            f"{quoted(f'{name}: {said}')} has a name for its key; expected {expected} and a line '{key}: …' below it"
        )
        problems.append(Problem("person", f"{message}. It is read so", row.line))
        rows.append(replace(row, cells=(name, *(said if kind == key else "" for kind in _PAIRED))))
    headers = ("Name", *(kind.capitalize() for kind in _PAIRED))
    read = read_profiles(replace(table, headers=headers, rows=tuple(rows)), written, taken)
    return Reading(read.value, (*problems, *read.problems))


def role_meant(role: str) -> str:
    """Return the role of a person that an author's words mean: that of "Head TA" is ``assistant``."""
    words = role.split()
    tried = (role, *(" ".join(words[start:]) for start in range(1, len(words))), *words)
    return next((meaning for part in tried if (meaning := meaning_of(part)) in PERSON_ROLES), "")


def _profile(
    row: Row, columns: list[str], headers: tuple[str, ...], written: Written, taken: set[str]
) -> Reading[Profile]:
    """Read a row; of several columns about one thing the first counts, and the others are shown as they are."""
    problems: list[Problem] = []
    cells: dict[str, str] = {}
    extra = []
    for meaning, header, cell in zip(columns, headers, row.cells, strict=True):
        if has_release(cell) and meaning not in ("name", "online"):
            message = f"the link {quoted(cell)} cannot wait for its release; expected an address here. Nobody sees it"
            problems.append(Problem("release", message))
        elif cell.strip() and meaning and meaning not in cells:
            cells[meaning] = cell.strip()
        elif cell.strip():
            extra.append((header, one_line(cell)))

    def accept(reading: Reading[T]) -> T:
        problems.extend(replace(problem, subtype="person") for problem in reading.problems)
        return reading.value

    def accept_address(meaning: str, reading: Reading[str]) -> str:
        """Accept an address; one that is refused is shown as it was written."""
        cell = cells.get(meaning, "")
        if cell and not reading.value and not says_open(cell):
            extra.insert(0, (headers[columns.index(meaning)], one_line(cell)))
        return accept(reading)

    named = cells.get("name", "")
    person = _named(named, problems)
    note, pronouns = person.note, one_line(cells.get("pronouns", ""))
    if not pronouns and _PRONOUNS.fullmatch(note):
        note, pronouns = "", note
    website = accept_address("website", safe_address(split_label(cells.get("website", ""))[1].strip("<> ")))
    mail = accept_address("mail", _read_mail(cells.get("mail", "")))
    linked_mail = person.link.removeprefix("mailto:") if person.link.startswith("mailto:") else ""
    mail, website = mail or linked_mail, website or ("" if linked_mail else person.link)
    online = accept(read_online(cells.get("online", "")))
    hours, address = _words_and_link(cells.get("hours", ""))
    location, way_in = _words_and_link(cells.get("location", ""))
    alt, photo = split_label(cells.get("photo", "").lstrip("!"))
    if "://" in photo:
        message = f"the photo {quoted(photo)} is an address; expected a file of the source folder"
        problems.append(Problem("link", f"{message}. The card has no photo"))
        photo = ""
    role = one_line(cells.get("role", ""))
    anchor = unique(anchor_from("people", person.name), taken)
    taken.add(anchor)
    profile = Profile(
        Person(person.name, note, f"mailto:{mail}" if mail else website, person.inverted),
        replace(written.place, line=written.place.line + row.line),
        role="" if says_open(role) else role,
        counts_as=role_meant(role),
        pronouns=pronouns,
        photo="" if says_open(photo) else photo,
        alt=alt,
        mail=mail,
        website=website,
        written_hours=hours,
        hours=read_office_hours(hours, written.language).value,
        location=location,
        online=address or way_in or online.address,
        extra=tuple(extra),
        open=not named or says_open(named),
        anchor=anchor,
        table=written.number,
    )
    return Reading(profile, tuple(problems))


def _named(cell: str, problems: list[Problem]) -> Person:
    """Return the person whom a cell names; a row has a card even where it names nobody, or several."""
    people = read_people(cell)
    problems += people.problems
    if not cell:
        message = "this row names nobody; expected a name; its card is shown with a ? in its place"
        problems.append(Problem("person", message))
    if len(people.value) > 1:
        message = f"{quoted(cell)} names {len(people.value)} people; expected a row for each; one card has them all"
        problems.append(Problem("person", message))
    return people.value[0] if len(people.value) == 1 else Person(one_line(cell) or "?")


def _read_mail(cell: str) -> Reading[str]:
    """Read an e-mail address; anything else is refused, and shown as it was written."""
    words = split_label(cell)[1].strip("<> ").removeprefix("mailto:")
    if not words or says_open(cell) or MAIL.fullmatch(words):
        return Reading("" if says_open(cell) else words)
    message = f"{quoted(cell)} is no e-mail address; expected one such as name@example.org; it is shown as written"
    return Reading("", (Problem("person", message),))


def _words_and_link(cell: str) -> tuple[str, str]:
    """Return hours or a place in words, and the first address among them; what that is called stays."""
    words = " ".join(listed(cell, "; ").split())
    found = links_with_positions(words)
    if not found or not is_absolute(found[0][1]):
        return one_line(words), ""
    label, target, start, end = found[0]
    return one_line(f"{words[:start]}{label}{words[end:]}").strip(" ,;"), safe_address(target).value


#: Words in the header of the column that is counted, the surest first; those of others name who knows or suggests.
_WANTED = tuple(
    re.compile(words)
    for words in (
        r"\b(?:want|wants|wanted|like to learn|wish|interest|interested|interests|vote|votes|mochten|lernen|apprendre"
        r"|aprender|imparare|leren|wunsch|interesse)\b",
        r"\blearn(?:ers?|ing)?\b",
    )
)
_OTHERS = re.compile(r"\b(?:know|knows|known|suggested|proposed|suggestion)\b")


def read_topics(table: Table) -> Reading[Topics]:
    """Order the topics by the number of people who want to learn them; as many keep the order of the table.

    A table without such a column keeps its order, with a problem of subtype ``pool``.
    """
    titles = next((number for number, header in enumerate(table.headers) if meaning_of(header) == "title"), 0)
    wanted = _wanted_column(table)
    problems = []
    if wanted is None and table.headers:
        message = (
            "no header says who wants to learn a topic; expected one such as 'Want to learn'; the topics are shown "
            "in the order in which they were written"
        )
        problems.append(Problem("pool", message, table.line))
    if not table.rows:
        message = "this pool has no topics; expected rows below the headers Topic and Want to learn. Nothing is shown"
        problems.append(Problem("pool", message, table.line))
    topics = []
    for row in table.rows:
        cell = "" if wanted is None or is_blank(row.cells[wanted]) else row.cells[wanted]
        learners = tuple(person.name for person in read_people(cell, commas=True).value)
        topics.append(Topic(row.cells[titles], row.cells, learners, row.line))
    topics.sort(key=lambda topic: -len(topic.learners))
    return Reading(Topics(table.headers, tuple(topics)), tuple(problems))


def _wanted_column(table: Table) -> int | None:
    plain = [plain_header(header) for header in table.headers]
    for words in _WANTED:
        for number, header in enumerate(plain):
            if words.search(header) and not _OTHERS.search(header):
                return number
    return None
