"""The body of ``{topic-pool}``: topics, and who wants to learn them."""

from __future__ import annotations

import re

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.course import Topic, Topics
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.sessions.headers import meaning_of, plain_header
from sphinx_seminar.reading.sessions.when import is_blank
from sphinx_seminar.reading.tables.table import Row, Table

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
    titles, wanted = _title_column(table), _wanted_column(table)
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
    topics = [_topic(row, titles, wanted) for row in table.rows]
    return Reading(Topics(table.headers, tuple(sorted(topics, key=_most_wanted))), tuple(problems))


def _most_wanted(topic: Topic) -> int:
    return -len(topic.learners)


def _topic(row: Row, titles: int, wanted: int | None) -> Topic:
    cell = "" if wanted is None else row.cells[wanted]
    names: dict[str, str] = {}
    for person in () if is_blank(cell) else read_people(cell, commas=True).value:
        names.setdefault(person.identity, person.name)
    return Topic(row.cells[titles], row.cells, tuple(names.values()), row.line)


def _title_column(table: Table) -> int:
    meant = [number for number, header in enumerate(table.headers) if meaning_of(header) == "title"]
    return meant[0] if meant else 0


def _wanted_column(table: Table) -> int | None:
    plain = [plain_header(header) for header in table.headers]
    for words in _WANTED:
        for number, header in enumerate(plain):
            if words.search(header) and not _OTHERS.search(header):
                return number
    return None
