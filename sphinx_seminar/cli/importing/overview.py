"""The ``{session-table}`` of an imported book, with columns for all that the page's own table had."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_seminar.cli.importing.book_pages import Directive
from sphinx_seminar.cli.importing.language import heading_in
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS
from sphinx_seminar.reading.paper_lists import read_line
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.sessions.facts import papers_in
from sphinx_seminar.reading.tables import Table
from sphinx_seminar.reading.vocabulary import meaning_of

#: What stands before the header of a column that our tables would not show by its meaning.
MORE_MARK = "More: "
_LINK_COLUMNS = frozenset({"resources", *RESOURCE_KINDS})
_CLOCK = frozenset({"time", "start", "end"})
#: Columns of our tables that show one meaning each.
_SAME = frozenset({"number", "date", "title", "kind", "location", "papers", "part", "tags", "status", *PERSON_ROLES})
#: Meanings that a table has no column for.
_ELSEWHERE = ("abstract", "meetings", "moved from")


def showable(table: Table) -> tuple[str, ...]:
    """Return the headers of a table such that each column is shown: some get a word before their own."""
    headers = list(table.headers)
    if (name := _name_of_title(table)) is not None:
        headers[name] = f"Title ({headers[name]})"
    known = columns_of(Table(tuple(headers), table.rows)).known
    cells = [[text for row in table.rows if (text := row.cells[number].strip())] for number in range(len(headers))]
    if "date" in known:
        for number in known.get("day", ()):
            if all(re.fullmatch(r"\W*\d{1,3}\W*", cell) for cell in cells[number]):
                # "Día 5" counts the days.
                headers[number] = f"No. ({headers[number]})"
    shown = [re.sub(r"\s*[,=;#]+\s*", " ", header).strip() if len(header) > 1 else header for header in headers]
    timeless = not known.keys() & {*_CLOCK, "date"}
    more = {number for name in (*_ELSEWHERE, *(["duration"] if timeless else [])) for number in known.get(name, ())}
    for number in known.get("name", ()):
        if known.keys() & set(PERSON_ROLES) or any(char.isdigit() for cell in cells[number] for char in cell):
            more.add(number)
        else:
            shown[number] = f"Speaker ({shown[number]})"
    for number in known.get("online", ()):
        shown[number] = f"Links ({shown[number]})"
    for number in known.get("papers", ()):
        if not all(_is_paper(paper) for cell in cells[number] for paper in papers_in(cell)[0]):
            more.add(number)
    for number in (number for kind in _LINK_COLUMNS for number in known.get(kind, ())):
        if cells[number] and not any(re.search(r"\]\(|://|\.\w{2,4}\b", cell) for cell in cells[number]):
            more.add(number)
    taken: list[str] = []
    for number, header in enumerate(shown):
        whole = f"{MORE_MARK}{header}" if number in more else header
        taken.append(f"{whole} {number + 1}" if whole.casefold() in map(str.casefold, taken) else whole)
    return tuple(taken)


def _name_of_title(table: Table) -> int | None:
    """Return the column of names that are those of sessions: no other one has their titles, or says who speaks."""
    meanings = [meaning_of(header) for header in table.headers]
    if "title" in meanings or "name" not in meanings or set(meanings) & set(PERSON_ROLES):
        return None
    return meanings.index("name")


def columns_option(table: Table, timed: bool, language: str) -> str:
    """Return the value of ``:columns:``: the columns of a table in their order, each under its own header.

    ``timed`` says that rows have hours. Headers that an import added are in the ``language`` of the book.
    """
    meanings = {number: meaning for meaning, numbers in columns_of(table).known.items() for number in numbers}
    linked = [number for number, meaning in meanings.items() if meaning in _LINK_COLUMNS]
    columns: dict[str, str] = {}
    for number, header in enumerate(table.headers):
        meaning = meanings.get(number, "")
        if not meaning:
            columns[header] = heading_in(language, header.removeprefix(MORE_MARK))
        elif meaning in _SAME:
            columns.setdefault(meaning, header)
        elif meaning in _CLOCK and meaning != "end":
            columns.setdefault("time" if "date" in meanings.values() or not _has_days(table) else "date", header)
        elif meaning in _LINK_COLUMNS:
            columns.setdefault("resources", heading_in(language, header) if len(linked) == 1 else "")
    ordered = list(columns.items())
    if timed and "time" not in columns:
        place = next((place for place, (name, _header) in enumerate(ordered) if name == "date"), -1)
        ordered.insert(place + 1, ("time", ""))
    return ", ".join(_named(name, header) for name, header in ordered)


def _is_paper(text: str) -> bool:
    """Tell whether a text is a publication beyond doubt; any other is better shown as it is."""
    read = read_line(text)
    paper = read.paper
    return bool(read.key or (paper is not None and paper.title and paper.authors and paper.year))


def _has_days(table: Table) -> bool:
    return any(session.when is not None and session.when.dated for session in read_sessions(table).sessions)


def _named(name: str, header: str) -> str:
    return name if not header or header.casefold() == name.casefold() else f"{name}={header}"


#: The columns of the table of sessions, each with what :func:`shown_by` calls it if not all sessions fill it.
_COLUMNS = (
    ("number", None), ("date", "date"), ("part", "part"), ("title", None), ("people", "speaker"),
    ("resources", "links"),
)  # fmt: skip
_LINKS = frozenset({"links", *RESOURCE_KINDS})


def shown_by(options: Iterable[str]) -> set[str]:
    """Return what the options of a session fill: people count as one, and so do links of all kinds."""
    return {"speaker" if name in PERSON_ROLES else "links" if name in _LINKS else name for name in options}


def overview(said: set[str]) -> Directive:
    """Return the directive; ``said`` is what the sessions fill."""
    columns = [name for name, option in _COLUMNS if option is None or option in said]
    return Directive("session-table", (("columns", ", ".join(columns)),))
