"""Lists and tables of a page that are no sessions, as directives: papers, milestones, deadlines, weights of grades."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sphinx_seminar.cli.importing.book_pages import Directive, table_directive
from sphinx_seminar.cli.importing.chapters import cites
from sphinx_seminar.cli.importing.lines import Year, dated, plain, without_backslashes, written
from sphinx_seminar.cli.importing.markdown.blocks import Block, Item, blocks_of
from sphinx_seminar.cli.importing.markdown.targets import MISSING, links_in, missing_name, with_targets
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.lists import read_grading, read_timeline
from sphinx_seminar.reading.tables import Table
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header

_NUMBERED = re.compile(r"\s*(?:\\?\[[\w+-]{1,12}\\?\]|\(\d{1,3}\)|\d{1,3}[.)])\s+")
#: How many columns a table has that says what is when.
_PAIR = 2
_TIMELINE = re.compile(r"(?:.* )?(?:timeline|important dates|key dates|deadlines|dates|milestones|termine|fristen)\Z")
_GRADING = re.compile(r"(?:.* )?(?:grading|grades?|evaluation|assessment|marking|benotung|bewertung)(?: .*)?\Z")
_DIVIDED = re.compile(r"\s*(?::\s|\s[-–—]\s)\s*")
_DUE = re.compile(
    r"(?:(?:final|assignment) )?(?:due|deadline|due dates?|due on|hand ?in|abgabe|abgabetermin|abgabedatum|frist|fallig"
    r"|date de remise|remise|date limite|echeance|rendu|a rendre|entrega|fecha de entrega|fecha limite|vencimiento"
    r"|締切|締め切り|締切日|提出期限|提出日|截止|截止日期|截止时间|提交时间)"
)
#: "Homework 1 (released Sep 3, deadline Sep 17)": work, when it is given out, and when it is due.
_ASSIGNED = re.compile(
    r"(?P<title>(?:home ?work|hw|assignment|problem set|pset|exercise(?: sheet)?|project|lab|blatt|übungsblatt|aufgabe"
    r"|devoir|tarea)\b.{0,80}?)\s*[(:,–—-]+\s*"
    r"(?:(?:released?|out|assigned|ausgabe)\s*:?\s*(?:on\s+)?(?P<out>[^;()]+?)\s*[,;]\s*)?"
    r"(?:due|deadline|abgabe|à rendre|entrega)\s*:?\s*(?:(?:on|by|am|bis|le|el)\s+)?(?P<due>[^;()]+?)\s*\)?\.?",
    re.IGNORECASE,
)


def paper_lines(blocks: Sequence[Block]) -> list[str]:
    """Return the lines of a list of papers that some blocks are: one list, or paragraphs of one citation each.

    Nothing where they are no such list; then they are better left as they are.
    """
    if len(blocks) == 1 and blocks[0].kind == "list":
        items = blocks[0].items
        cited = sum(cites(item.text) or bool(item.rest and cites(item.rest)) for item in items)
        lines = [_lines(item) for item in items]
        if cited * 2 < len(items) or not all(lines):
            return []
        return [line for item in lines for line in item]
    if len(blocks) > 1 and all(block.kind == "paragraph" and cites(block.text) for block in blocks):
        return [f"- {_raw(_NUMBERED.sub('', block.text, count=1))}" for block in blocks]
    return []


def _lines(item: Item) -> list[str]:
    """Return an item as one line, or as a group of papers; nothing for a paper with a list of remarks."""
    if not item.rest.strip():
        return [f"- {_raw(item.text)}"] if item.text else []
    inside = blocks_of(item.rest)
    if all(block.kind == "paragraph" for block in inside):
        return [f"- {_raw(' '.join([item.text, *(block.text for block in inside)]))}"]
    nested = inside[0].items if len(inside) == 1 and inside[0].kind == "list" else ()
    if nested and not cites(item.text) and not any(inner.rest for inner in nested):
        return [f"- {_raw(item.text)}", *(f"  - {_raw(inner.text)}" for inner in nested)]
    return []


def _raw(markdown: str) -> str:
    """Return a citation without Markdown's backslashes, since it is read as plain text."""

    def named(label: str, target: str) -> str:
        if target.startswith("#"):
            return label
        return f"{label} ({missing_name(target)})" if target.startswith(MISSING) else f"[{label}]({target})"

    text = with_targets(" ".join(markdown.split()), named)
    return without_backslashes(re.sub(r"<((?:https?|ftp|mailto):[^<>\s]+)>", r"\1", text))


def numbered(blocks: Sequence[Block]) -> bool:
    """Tell whether all paragraphs of a list of papers have a number, to which the text may refer."""
    return len(blocks) > 1 and all(_NUMBERED.match(block.text) for block in blocks)


def key_papers(lines: Sequence[str], title: str, counted: bool = False) -> Directive:
    """Return the directive with these lines; ``title`` where it is not the usual one."""
    usual = title.casefold().strip(":") in ("key papers", "")
    options = [*([] if usual else [("title", plain(title))]), *([("numbered", "")] if counted else [])]
    return Directive("key-papers", tuple(options), tuple(lines))


def timeline_of(block: Block, heading: str, year: Year | None) -> tuple[Directive | None, str]:
    """Return the directive for the dated items of a list under a heading of dates, and the other items as Markdown."""
    if _TIMELINE.match(folded(heading)) is None or any(item.rest or "](" in item.text for item in block.items):
        return None, ""
    dates: list[str] = []
    others: list[str] = []
    for item in block.items:
        line = _milestone(plain(item.text), year)
        (dates if line else others).append(line or f"- {item.text}")
    if len(dates) < 2 or read_timeline(dates).problems:
        return None, ""
    return Directive("timeline", lines=tuple(dates)), "\n".join(others)


def _milestone(text: str, year: Year | None) -> str:
    for mark in _DIVIDED.finditer(text, 0, 80):
        date, said = text[: mark.start()], text[mark.end() :]
        known = dated(date, year) or (date if read_when(date).value.first else "")
        if known and said:
            return f"- {known}: {said}"
    return ""


def is_of_deadlines(table: Table) -> bool:
    """Tell whether a table says what is due when, and so has no sessions."""
    dues = [header for header in table.headers if _DUE.fullmatch(plain_header(plain(header)))]
    return bool(dues) and not {"date", "start"} & {meaning_of(plain(header)) for header in table.headers}


def deadlines_of(table: Table, year: Year | None) -> dict[str, str]:
    """Return what is due by its title, with its day, if a table of deadlines says nothing else; else nothing."""
    if len(table.headers) != _PAIR or not is_of_deadlines(table):
        return {}
    due = next(number for number, header in enumerate(table.headers) if _DUE.fullmatch(plain_header(plain(header))))
    pairs = [(plain(row.cells[1 - due]).strip(), dated(plain(row.cells[due]), year)) for row in table.rows]
    days = {title: written(read_when(day).value) for title, day in pairs if day}
    whole = len(days) == len(pairs) and all(days.values()) and not any("](" in "".join(row.cells) for row in table.rows)
    return days if whole else {}


def milestones_of(table: Table, year: Year | None) -> Directive | None:
    """Return the timeline for a table of two columns, of what there is and when; one that names topics is none."""
    linked = any("](" in row.cells[0] for row in table.rows)
    if len(table.headers) != _PAIR or linked or meaning_of(plain(table.headers[0])) or is_of_deadlines(table):
        return None
    lines = [f"- {dated(plain(row.cells[1]), year)}: {plain(row.cells[0])}" for row in table.rows]
    read = len(lines) > 1 and all(dated(plain(row.cells[1]), year) and row.cells[0].strip() for row in table.rows)
    return Directive("timeline", lines=tuple(lines)) if read and not read_timeline(lines).problems else None


def assignment_table(work: Mapping[str, str], links: Mapping[str, str] | None = None) -> Directive:
    """Return the directive for what is due, by its titles, with the ``links`` of some of it."""
    known = links or {}
    headers = ["Title", "Due", *(["Exercises"] if known else [])]
    rows = [[title, due, *([known.get(title, "")] if known else [])] for title, due in work.items()]
    return table_directive("assignment-table", [headers, *rows])


def assignments_of(block: Block, year: Year | None) -> list[Directive]:
    """Return what a list of work says to be due, if all of its lines do, with dates that are certain; else nothing."""
    work = []
    for item in block.items:
        links = list(links_in(item.text))
        found = _ASSIGNED.fullmatch(plain(with_targets(item.text, lambda label, _target: label)).strip())
        if found is None or item.rest.strip() or len(links) > 1:
            return []
        out, due = (_day(found[name] or "", year) for name in ("out", "due"))
        leads_nowhere = any(link["target"].startswith(("#", MISSING)) for link in links)
        if not due or bool(found["out"]) != bool(out) or leads_nowhere:
            return []
        options = {"out": out, "due": due, "exercises": links[0]["target"].strip("<>") if links else ""}
        named = tuple((name, value) for name, value in options.items() if value)
        work.append(Directive("assignment", named, argument=found["title"].strip()))
    return work


def _day(text: str, year: Year | None) -> str:
    when = read_when(dated(text, year)).value
    return written(when) if when.first is not None and when.first == when.last else ""


def grading_of(block: Block, heading: str) -> Directive | None:
    """Return the directive for a list of weights that add up, under a heading of grades; else nothing."""
    if _GRADING.match(folded(heading)) is None or any(item.rest or "](" in item.text for item in block.items):
        return None
    lines = [f"- {plain(item.text)}" for item in block.items]
    weighed = sum("%" in line for line in lines)
    if weighed < 2 or weighed * 2 < len(lines) or read_grading(lines).problems:
        return None
    return Directive("grading", lines=tuple(lines))
