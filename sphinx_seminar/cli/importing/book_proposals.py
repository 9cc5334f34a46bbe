"""Proposing places for ``{lecture}`` and ``{session-table}`` in a Jupyter Book, by its schedule and its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_seminar.cli.importing.apart import Aside, apart
from sphinx_seminar.cli.importing.book_pages import Directive, table_directive
from sphinx_seminar.cli.importing.dates import yearless_date
from sphinx_seminar.cli.importing.entries import read_entry, resource_kind
from sphinx_seminar.cli.importing.entry_lists import entries_of, is_list_of_sessions
from sphinx_seminar.cli.importing.findings import shortened
from sphinx_seminar.cli.importing.jupyter_books import (
    CONFIG,
    BookPage,
    JupyterBook,
    MarkdownFile,
    in_notebook,
    read_jupyter_book,
    with_extension,
    with_lines,
)
from sphinx_seminar.cli.importing.lecture import beside_options, has_options_for_all, options_of
from sphinx_seminar.cli.importing.lines import Year, plain
from sphinx_seminar.cli.importing.markdown.blocks import Block, blocks_of, blocks_of_page
from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.outline import outline_of
from sphinx_seminar.cli.importing.markdown.targets import Targets, links_in, with_targets
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter
from sphinx_seminar.cli.importing.overview import overview, shown_by
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule, with_dates
from sphinx_seminar.cli.importing.schedules import Schedule, schedule_of_entries, schedule_of_table
from sphinx_seminar.model import Text
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Row, Table, read_table
from sphinx_seminar.reading.vocabulary import plain_header

#: Roles that lead to a page or a file, and any role.
_PAGE_ROLE = re.compile(r"\{(?P<name>doc|download)\}`(?P<content>[^`\n]+)`")
_ROLE = re.compile(r"\{[A-Za-z][\w:.+-]*\}`[^`\n]*`")
_COUNTS = re.compile(r"(?:[^\W\d_]+ )?\d{0,2}")
#: Headers of a column that counts the weeks.
_WEEKS = frozenset({"week", "weeks", "wk", "woche", "semaine", "semana", "settimana", "週", "周"})
_REQUIREMENTS = "requirements.txt"
#: Words before a number that make a heading that of a lecture.
_LECTURES = frozenset({"lecture", "lec", "vorlesung", "cours", "clase", "lezione"})


@dataclass(slots=True)
class WrittenSchedule:
    """The sessions of a table or a list, the pages that one row each names, and its author's word for weeks."""

    schedule: Schedule
    matched: dict[int, BookPage] = field(default_factory=dict)
    week: str = ""


@dataclass(frozen=True, slots=True)
class RowLecture:
    """The ``{lecture}`` of a page: its title, its options, and lines of Markdown for what has no option."""

    page: BookPage
    title: str
    options: dict[str, str]
    body: tuple[str, ...] = ()


def unread_role(block: Block) -> str:
    """Return a role in a block that is no link to a page or a file, and so is not understood here."""
    found = _ROLE.search(_PAGE_ROLE.sub("", block.text))
    return found[0] if found is not None else ""


def written_schedule(
    block: Block, pages: Mapping[str, BookPage], year: Year | None, targets: Targets
) -> WrittenSchedule | None:
    """Return the schedule that a table or a list is, if half of its rows have a date or a number."""
    html = parse_html(markdown_as_html(_PAGE_ROLE.sub(_linked, block.text)), rendered=True)
    written = MarkdownWriter(targets.place).page(html)
    if block.kind == "list":
        entries = [one for inner in blocks_of_page(written) for one in entries_of(inner, year)]
        if not all(entry.date or entry.number for entry in entries) or not is_list_of_sessions(entries):
            return None
        found = WrittenSchedule(schedule_of_entries(entries))
    else:
        table = with_dates(read_table("\n".join(text for _line, text in written), "markdown").value, year)
        if not is_schedule(table):
            return None
        matched = _matched(table, pages, year)
        schedule = schedule_of_table(_without_links(table, matched), year, targets)
        matched = matched if len(schedule.rows) == len(table.rows) else {}
        found = WrittenSchedule(schedule, matched, _week_as_part(schedule))
    return found if _is_counted(found.schedule) else None


def _is_counted(schedule: Schedule) -> bool:
    heads = schedule.headers_of("date", "start", "number", "part")
    counted = sum(any(char.isdigit() for head in heads for char in row.get(head, "")) for row in schedule.rows)
    return len(schedule.rows) > 1 and counted * 2 >= len(schedule.rows)


def _linked(role: re.Match[str]) -> str:
    """Return the link that a role to a page or a file is."""
    found = re.fullmatch(r"(?P<label>.*?)\s*<(?P<target>[^<>]+)>", role["content"])
    label, target = (found["label"], found["target"]) if found is not None else ("", role["content"])
    return f"[{label}]({target})"


def _week_as_part(schedule: Schedule) -> str:
    """Let weeks that are counted by hand be parts, which chapters have too; return the word for them."""
    header = next((one for one in schedule.headers if plain_header(one) in _WEEKS), "")
    counts = [row.get(header, "") for row in schedule.rows]
    if not header or schedule.headers_of("part") or not all(map(_COUNTS.fullmatch, counts)):
        return ""
    schedule.headers[schedule.headers.index(header)] = "Part"
    for row, count in zip(schedule.rows, counts, strict=True):
        row.pop(header, None)
        row["Part"] = f"{header} {count}" if count.isdecimal() else count
    return header


def _matched(table: Table, pages: Mapping[str, BookPage], year: Year | None) -> dict[int, BookPage]:
    """Return the pages of rows: those that they link to, or whose heading is their title."""
    titles = columns_of(table).known.get("title", ())
    by_title: dict[str, list[BookPage]] = {}
    for page in pages.values():
        for words in {folded(page.heading), folded(read_entry(page.heading, year).title)} - {""}:
            by_title.setdefault(words, []).append(page)
    found: dict[int, BookPage] = {}
    for number, row in enumerate(table.rows):
        links = (_path(link["target"].strip("<>")) for cell in row.cells for link in links_in(cell))
        linked = [pages[path] for path in dict.fromkeys(links) if path in pages]
        shown = [plain(with_targets(row.cells[title], lambda label, _target: label)) for title in titles]
        candidates = linked or [page for said in shown for page in by_title.get(folded(said), ())]
        if len(candidates) == 1:
            found[number] = candidates[0]
    times = Counter(page.path for page in found.values())
    return {number: page for number, page in found.items() if page.open and times[page.path] == 1}


def _path(target: str) -> str:
    """Return the path of the page that a link in the book leads to, ``""`` for a link elsewhere."""
    return target.lstrip("/").partition("#")[0] if target.startswith("/") else ""


def _without_links(table: Table, matched: Mapping[int, BookPage]) -> Table:
    """Leave out of each row the link to its page, which the title in the new table leads to."""
    titles = columns_of(table).known.get("title", ())
    rows = []
    for number, row in enumerate(table.rows):
        cells = list(row.cells)
        for place, cell in enumerate(cells) if number in matched else ():
            cells[place] = _without_link(cell, matched[number], title=place in titles)
        rows.append(Row(row.line, tuple(cells)))
    return Table(table.headers, tuple(rows))


def _without_link(cell: str, page: BookPage, *, title: bool) -> str:
    def kept(label: str, target: str) -> str:
        if _path(target) != page.path:
            return f"[{label}]({target})"
        return label if title and not resource_kind(label) else ""

    bare = re.sub(r"\s*\(\s*\)", "", with_targets(cell, kept)).strip(" ;,")
    return bare or (page.heading if title else "")


def lectures_of(found: WrittenSchedule) -> tuple[dict[int, RowLecture], Schedule]:
    """Return the lectures of the rows that are pages, by their numbers, and the schedule of the other rows.

    A row stays one where its ``{lecture}`` would not say the same.
    """
    schedule = found.schedule
    read = read_sessions(schedule.table())
    lectures: dict[int, RowLecture] = {}
    for number, page in found.matched.items() if len(read.sessions) == len(schedule.rows) else ():
        session = read.sessions[number]
        if has_options_for_all(session):
            body = [f"**{header}**: {text}" for header, text in beside_options(session, read.papers[number])]
            lines = tuple("\n\n".join(body).split("\n")) if body else ()
            lectures[number] = RowLecture(page, _as_markdown(session.title), options_of(session), lines)
    others = Schedule(schedule.headers)
    others.keep([row for number, row in enumerate(schedule.rows) if number not in lectures])
    others.unread = [one for one in schedule.unread if any(one[0] in row.values() for row in others.rows)]
    return lectures, others


def _as_markdown(title: Text) -> str:
    marks = {"math": "$", "strong": "**", "emphasis": "*", "literal": "`", "text": ""}
    return "".join(f"{marks[span.kind]}{span.value}{marks[span.kind]}" for span in title.spans)


def proposals_for(folder: Path, into: Path, year: int | None, timezone: str) -> JupyterBook:
    """Return a Jupyter Book with the directives put in; ``timezone`` may be empty.

    Raises:
        OSError: a file cannot be read.
    """
    book = read_jupyter_book(folder, into, Year(year or 0))
    _configure(book, timezone)
    given: set[str] = set()
    schedules = [_propose_tables(book, path, given) for path, page in book.pages.items() if page.open]
    _propose_headed(book, given)
    if not any(schedules):
        book.findings.leave("no page has a table or a list of sessions with dates or numbers")
    return book


def _configure(book: JupyterBook, timezone: str) -> None:
    """Name the extension in the configuration, and the package among what the book needs."""
    changed, line = with_extension(book.text(CONFIG), {"seminar_timezone": timezone} if timezone else {})
    if line > 0:
        book.propose(CONFIG, line, changed, "sphinx_seminar among the extensions" + f", {timezone}" * bool(timezone))
    elif line < 0:
        book.findings.leave(f"{CONFIG}: name sphinx_seminar below 'sphinx: extra_extensions' yourself")
    text = book.text(_REQUIREMENTS) if _REQUIREMENTS in book.files else ""
    if text and not re.search(r"^\s*sphinx[-_.]seminar\b", text, re.MULTILINE | re.IGNORECASE):
        lines = text.splitlines()
        end = "\r\n" if "\r\n" in text else "\n"
        whole = text if text.endswith("\n") else f"{text}{end}"
        book.propose(_REQUIREMENTS, len(lines) + 1, f"{whole}sphinx-seminar{end}", "sphinx-seminar")


def _propose_tables(book: JupyterBook, path: str, given: set[str]) -> bool:
    """Put a ``{session-table}`` in the place of each schedule of a page; tell whether there are some.

    Their rows that are pages of the book are taken down in ``given``.
    """
    if path.endswith(".ipynb"):
        return False
    text = MarkdownFile(book.text(path))
    targets = Targets((book.folder / path).parent, root=book.folder)
    proposed = []
    for block in blocks_of(text.markdown):
        if block.kind not in ("table", "list"):
            continue
        if not book.year and (date := yearless_date(outline_of([block]), book.year.language)):
            book.leave(path, block.line, f"{date!r} names no year: give it with --year")
            continue
        pages = {name: page for name, page in book.pages.items() if name not in given and name != path}
        found = written_schedule(block, pages, book.year, targets)
        if found is None:
            continue
        if role := unread_role(block):
            book.leave(path, block.line, f"{shortened(role)} in a cell: this {block.kind} is left as it is")
            continue
        lectures, left = lectures_of(found)
        free = apart(left, beside=bool(lectures))
        for row, lecture in lectures.items():
            _propose_lecture(book, lecture, f"{path}:{block.line + row + 2}")
            given.add(lecture.page.path)
        table = _table(list(lectures.values()), left, free, found.week, book.year.language)
        text.replace(block.line, block.line + block.text.count("\n"), table.split("\n"))
        rows = f"{len(left.rows)} rows" + f"; {len(lectures)} more are chapters" * bool(lectures)
        rows += f"; {len(free)} are lines of a {{timeline}}" * bool(free)
        proposed.append((block.line, f"{{session-table}} in the place of the {block.kind}, {rows}"))
        for reason in left.left():
            book.leave(path, block.line, reason)
    for line, what in proposed:
        book.propose(path, line, text.changed(), what)
    for name in targets.missing if proposed else ():
        book.findings.leave(f"{path}: {shortened(name)!r} is no file of the book: it is kept as text")
    return bool(proposed)


def _table(lectures: Sequence[RowLecture], left: Schedule, free: Sequence[Aside], week: str, language: str) -> str:
    """Return the table of the sessions that are chapters and of other rows, and below it what is no session."""
    columns = left.columns(None, language).split(", ") if left.rows else []
    if lectures:
        named = {column.partition("=")[0] for column in (*columns, "number")}
        shown = overview(shown_by(name for lecture in lectures for name in lecture.options)).options[0][1]
        columns += [column for column in shown.split(", ") if column not in named]
    columns = [f"part={week}" if week and column == "part" else column for column in columns]
    options = [("columns", ", ".join(columns))]
    table = Directive("session-table", tuple(options))
    if left.rows:
        whole = [("whole-book", "")] if lectures else []
        table = table_directive("session-table", left.grid(), [*whole, *options])
    timeline = [Directive("timeline", lines=tuple(one.line for one in free))] if free else []
    return "\n\n".join(directive.markdown for directive in (table, *timeline))


def _propose_lecture(book: JupyterBook, lecture: RowLecture, source: str) -> None:
    page = lecture.page
    argument = lecture.title if lecture.title and folded(lecture.title) != folded(page.heading) else ""
    directive = Directive("lecture", tuple(lecture.options.items()), lecture.body, argument)
    new = ["", *directive.markdown.split("\n")]
    line, text = page.line, book.text(page.path)
    if page.path.endswith(".ipynb"):
        changed = in_notebook(text, page.markdown.split("\n")[line - 1], new)
        line = next((number for number, said in enumerate(text.split("\n"), 1) if page.heading in said), 1)
    else:
        changed = with_lines(text, line, new)
    book.propose(
        page.path, line, changed, f"{{lecture}} below the heading, with {', '.join(lecture.options)}, from {source}"
    )


def _propose_headed(book: JupyterBook, given: set[str]) -> None:
    """Put a ``{lecture}`` into pages that no schedule names, where their headings have a date or a number."""
    headed = []
    for page in book.pages.values():
        entry = read_entry(page.heading, book.year)
        number = entry.number.lstrip("0") if entry.unit.casefold() in _LECTURES else ""
        if page.path not in given and page.open and (entry.date or number):
            options = {name: said for name, said in (("date", entry.date), ("number", number)) if said}
            headed.append(RowLecture(page, plain(entry.title), options))
    for lecture in headed if len(headed) > 1 else ():
        _propose_lecture(book, lecture, f"{lecture.page.path}:{lecture.page.line}")
