"""The readers, and what each of them promises for any text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields

from sphinx_seminar.citing.bibtex import title_latex
from sphinx_seminar.model import Session, When
from sphinx_seminar.model.declarations import Format
from sphinx_seminar.model.resource import SCHEMES, safe_address
from sphinx_seminar.model.when import check_local_time, instants, lasting
from sphinx_seminar.reading.citations.reader import read_citation
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.reading.dates.regular_times import read_office_hours
from sphinx_seminar.reading.dates.timing import read_timing, reads_as_timing
from sphinx_seminar.reading.identifiers import find_arxiv, find_doi, normalise_doi, trim_address
from sphinx_seminar.reading.latex import composed, latex_text, verbatim_latex
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.lists import read_grading, read_timeline
from sphinx_seminar.reading.marked import read_inline
from sphinx_seminar.reading.paper_lists import PaperLine, read_paper_list
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.people_tables import read_topics
from sphinx_seminar.reading.plain import listed, split_list
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import Row, Table, read_table
from tests.bibliographies import read_bibliography
from tests.fuzz import pages
from tests.fuzz.promises import (
    all_present,
    clean_text,
    explained,
    first_of,
    kept,
    lost_words,
    placed,
    showable,
    words_of,
)
from tests.iso import format_iso

_DATES = ("reading/dates/test_when.py", "reading/test_timeline.py")
_CITATIONS = tuple(
    f"reading/citations/corpus_{name}.yaml" for name in ("course", "fields", "gathered", "pages", "styles", "unseen")
)
_BIBLIOGRAPHIES = ("reading/bibtex/test_read_files.py", "reading/bibtex/test_of_programs.py")
_TABLES = (
    "reading/tables/test_read_table.py",
    "reading/sessions/test_sessions.py",
    "reading/sessions/test_programme.py",
)
_PAGES = (
    *(
        "cli/pages/weeks.md",
        "cli/pages/odd.md",
        "cli/pages/nested.html",
        "cli/pages/terms.html",
        "cli/pages/group.html",
    ),
    *("cli/importing/test_html.py", "cli/importing/test_what_is_kept.py", "cli/importing/test_tables_of_pages.py"),
)
_LANGUAGES = ("en", "de", "fr", "ja", "ru", "zh_CN")
#: Words that separate people, or stand for the cell above.
_BETWEEN_CELLS = frozenset(("and", "und", "et", "ditto", "dto", "idem", "same", "day"))
_DASHES = " \t\r\n-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader under test.

    * ``broken`` reads a text and returns which promise is broken, or ``""``.
    * ``rule`` starts its grammar; ``sources`` are files below ``tests/`` with real texts.
    * ``share`` is its part of all inputs: the quicker the reader and the more it decides, the more.
    """

    broken: Callable[[str], str]
    rule: str
    sources: tuple[str, ...]
    share: int


# Dates ---------------------------------------------------------------------------------------------------------------


def _date(text: str) -> str:
    read = read_when(text, _language(text), dt.date(2021, 6, 7))
    when = read.value
    return first_of(
        "" if when.text == text else "the text of a date is not what was written",
        "a refused date has a day" if read.problems and when.first else "",
        explained(text.strip(_DASHES), when.first or when.tba, len(read.problems)),
        placed(read.problems, text, {"date"}),
        _whole(when),
    )


def _whole(when: When) -> str:
    """Ask that a date is one: in order, with the parts that its precision says, and read again as it is written."""
    if when.first is None or when.last is None:
        parts = (when.first, when.last, when.starts, when.ends)
        return "" if parts == (None,) * 4 and when.precision == "unknown" else "half a date"
    if when.last < when.first:
        return "a date ends before it starts"
    if (when.precision == "minute") != (when.starts is not None):
        return "a time of day without its precision"
    again = read_when(format_iso(when).replace("/", " .. ")).value
    if (again.first, again.last, again.starts, again.ends) != (when.first, when.last, when.starts, when.ends):
        return f"{format_iso(when)} is read as {format_iso(again) if again.first else 'nothing'}"
    lasting(when, dt.timedelta(minutes=90))
    instants(when, "Europe/Berlin")
    return placed(check_local_time(when, "Europe/Berlin").problems, when.text, {"date"})


def _timing(text: str) -> str:
    read = read_timing(text, _language(text))
    timing = read.value
    reads_as_timing(text)
    return first_of(
        "" if timing.text == text else "the text of a time is not what was written",
        "" if timing.relative != (timing.date is not None) else "a time is neither a date nor of a lecture, or both",
        "a refused time has a day" if read.problems and timing.date is not None and timing.date.first else "",
        placed(read.problems, text, {"date"}),
        _whole(timing.date) if timing.date is not None else "",
    )


def _language(text: str) -> str:
    return _LANGUAGES[len(text) % len(_LANGUAGES)]


def _duration(text: str) -> str:
    read = read_duration(text)
    fits = read.value is None or dt.timedelta(0) < read.value <= dt.timedelta(days=366)
    return first_of(
        "" if fits else f"a duration of {read.value}",
        explained(text, read.value, len(read.problems)),
        placed(read.problems, text, {"date"}),
    )


def _zone(text: str) -> str:
    read = read_zone(text)
    return first_of(
        "" if read_zone(read.value).value == read.value else "the name of a zone is not read again",
        explained(text, read.value, len(read.problems)),
        placed(read.problems, text, {"date"}),
    )


def _plan(text: str) -> str:
    language = _language(text)
    whole = read_plan(dict.fromkeys(("starts", "ends", "meets", "every", "except"), text), language)
    read = read_plan({"starts": "2021-04-12", "ends": "2021-07-16", "meets": text, "except": text}, language)
    hours = read_office_hours(text, language)
    return first_of(
        placed((*whole.problems, *read.problems), text, {"plan"}),
        "a term with both its ends is no plan" if read.value is None else "",
        "office hours are words, and no fault" if hours.problems else "",
        explained(re.sub(r"[;\s]", "", text), read.value and read.value.meetings, len(read.problems)),
    )


# People, links, identifiers ------------------------------------------------------------------------------------------


def _people(text: str) -> str:
    read = read_people(text)
    names = {person.identity for person in read.value}
    # Somebody twice is one person, and a refused link leaves its person without one.
    several = re.search(r"[&·•|、，/,<]|\b(?:and|und|et)\b", text)
    whole = not read.problems and not several and len(list(split_list(text))) == len(read.value)
    return first_of(
        placed(read.problems, text, {"person"}),
        "a person without a name, or twice" if "" in names or len(names) != len(read.value) else "",
        _safe(person.link for person in read.value),
        all_present(text, (person.name + person.note + person.link for person in read.value)) if whole else "",
    )


def _printed(text: str) -> str:
    """Return a text without control characters, which no reader keeps."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", "", text)


def _links(text: str) -> str:
    text = listed(text)
    read = read_links(text, "slides")
    # A host without a scheme gets one; control characters are left out.
    printed = _printed(text)
    written = (link.target.removeprefix("https://" if link.target not in printed else "") for link in read.value)
    shown = (link.label + target for link, target in zip(read.value, written, strict=True))
    whole = "" if read.problems else kept(text, shown)
    return first_of(
        placed(read.problems, text, {"link"}),
        _safe(link.target for link in read.value),
        "a link of nothing" if any(not link.label and not link.target for link in read.value) else "",
        whole,
        kept(text, (part for _, part in split_list(text))),
        _safe([safe_address(text).value]),
    )


def _safe(addresses: Iterable[str]) -> str:
    """Ask that no browser finds a dangerous scheme, whatever it leaves out before (WHATWG URL, section 4.4)."""
    for address in addresses:
        scheme = re.match(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\t\n\r]", "", address))
        if scheme and scheme[1].lower() not in SCHEMES:
            return f"a link to {address!r}"
    return ""


def _identifiers(text: str) -> str:
    doi, start, end = find_doi(text)
    number, _, first, last = find_arxiv(text)
    return first_of(
        "" if 0 <= start <= end <= len(text) and 0 <= first <= last <= len(text) else "an identifier beside its text",
        "" if normalise_doi(doi) == doi else f"the DOI {doi!r} is read as {normalise_doi(doi)!r}",
        "" if not number or re.fullmatch(r"\d{4}\.\d{4,5}|[a-z-]+/\d{7}", number) else f"an arXiv number {number!r}",
        "" if text.startswith(trim_address(text)) else "an address was changed",
    )


# Publications --------------------------------------------------------------------------------------------------------


def _citation(text: str) -> str:
    paper = read_citation(text)
    lost = lost_words(paper) if paper.sure else []
    return first_of(
        "" if paper.pasted == " ".join(text.split()) else "the citation is not what was pasted",
        "" if re.fullmatch("[a-z0-9]+", paper.key) else f"a key {paper.key!r}",
        f"it is sure, and has lost {lost}" if lost else "",
        _safe((paper.url, paper.pdf)),
        "" if all(span.value for span in paper.title.spans) else "an empty span in the title",
    )


def _paper_list(text: str) -> str:
    lines = text.split("\n")

    def texts(items: Iterable[PaperLine]) -> Iterable[str]:
        for item in items:
            yield item.text
            yield from texts(item.items)

    return _in_bullets(text, texts(read_paper_list(lines)))


def _bibtex(text: str) -> str:
    source = text + "\n@misc{the-last,\n  title = {The last}\n}\n"
    read = read_bibliography(source.encode(), "refs.bib")
    keys = [paper.key for paper in read.value]
    return first_of(
        placed(read.problems, source, {"bibliography", "paper", "link", "date"}),
        "" if "the-last" in keys else "what follows is not read",
        "" if len(set(keys)) == len(keys) and all(keys) else "a key twice, or none",
        *(clean_text(paper.title) for paper in read.value),
        _safe(address for paper in read.value for address in (paper.url, paper.pdf)),
    )


def _latex(text: str) -> str:
    read = latex_text(text)
    verbatim_latex(text)
    # Commands of TeX and elements of HTML are letters that no reader sees.
    words = "" if "\\" in text or re.search(r"</|&[^&]*;", text) else kept(composed(_printed(text)), [str(read)])
    return first_of(
        clean_text(read),
        words,
        ""
        if str(latex_text(title_latex(read))) == str(read)
        else f"{title_latex(read)!r} is written for {read.spans!r}",
    )


def _inline(text: str) -> str:
    return first_of(
        kept(text, (span.value for span in read_inline(text).spans)),
        "" if all(span.value for span in read_inline(text).spans) else "a span is empty",
    )


# Tables and lists ----------------------------------------------------------------------------------------------------


def _table(form: Format) -> Callable[[str], str]:
    def broken(text: str) -> str:
        read = read_table(text, form)
        table = read.value
        cells = (cell for row in table.rows for cell in row.cells)
        # YAML has words for its own use, comments have no place in a table, and a rule has no letters.
        whole = form == "yaml" or "#" in text or "sep=" in text.lower() or not table.headers
        return first_of(
            placed(read.problems, text, {"data"}),
            "a header twice, or empty" if len({*map(str.casefold, table.headers)}) < len(table.headers) else "",
            "" if all(len(row.cells) == len(table.headers) for row in table.rows) else "a row of another length",
            showable((*table.headers, *(cell for row in table.rows for cell in row.cells))),
            "" if whole else all_present(text, (*table.headers, *cells)),
            _sessions(table, text),
        )

    return broken


def _sessions(table: Table, text: str) -> str:
    read = read_sessions(table, _language(text), dt.date(2021, 6, 7))
    topics = read_topics(table)
    same = len(read.sessions) == len(table.rows)
    rows = zip(table.rows, read.sessions, read.papers, strict=True) if same else ()
    lost = (f"a row has lost {words}" for row in rows if (words := _lost(*row)))
    return first_of(
        placed((*read.problems, *topics.problems), text, {"data", "date", "person", "link", "pool"}),
        ""
        if 0 <= len(read.sessions) - len(table.rows) <= 1
        else f"{len(table.rows)} rows are {len(read.sessions)} sessions",
        _safe(resource.target for session in read.sessions for resource in session.resources),
        ""
        if sorted(topic.cells for topic in topics.value.topics) == sorted(row.cells for row in table.rows)
        else "a topic is lost",
        *(lost if not read.problems else ()),
    )


def _lost(row: Row, session: Session, papers: tuple[str, ...]) -> list[str]:
    """Return the words of a row that its session does not say; a length of time is a number there."""
    said = "".join(words_of(str([*(getattr(session, field.name) for field in fields(session)), papers])))
    words = words_of(" ".join(row.cells)) if session.duration is None else []
    return [word for word in words if word not in said and word not in _BETWEEN_CELLS]


def _timeline(text: str) -> str:
    read = read_timeline(text.split("\n"), _language(text))
    return first_of(
        placed(read.problems, text, {"timeline"}),
        _in_bullets(text, (item.when.text + item.text for item in read.value)),
        *(_whole(item.when) for item in read.value),
    )


def _grading(text: str) -> str:
    read = read_grading(text.split("\n"))
    return first_of(
        placed(read.problems, text, {"grading"}),
        _in_bullets(text, (f"{item.label} {item.text} {item.written}" for item in read.value), ordered=False),
    )


def _in_bullets(text: str, shown: Iterable[str], *, ordered: bool = True) -> str:
    """Ask that a list keeps its letters; the numbers of its items are marks."""
    without = re.sub(r"(?m)^\s*(?:[-*+•]|#\.|\d{1,3}[.)](?!\d))\s+(?=\S)", "", text)
    words = "".join(shown)
    if not ordered:
        return all_present(without, [words])
    # A mark of a list inside an item is a mark as well, wherever lines were joined.
    return kept(re.sub(r"\d", "", without), [re.sub(r"\d", "", words)])


READERS: Mapping[str, Reader] = {
    "date": Reader(_date, "date", _DATES, 14),
    "timing": Reader(_timing, "timing", ("reading/dates/test_timing.py", *_DATES), 8),
    "duration": Reader(_duration, "duration", ("reading/dates/test_durations.py",), 8),
    "zone": Reader(_zone, "zone", ("reading/dates/test_zones.py",), 2),
    "plan": Reader(_plan, "plan", ("reading/dates/test_plan.py",), 8),
    "people": Reader(_people, "people", ("reading/test_people.py", "reading/test_links.py"), 8),
    "links": Reader(_links, "links", ("reading/test_links.py", "reading/test_people.py"), 8),
    "identifiers": Reader(_identifiers, "address", ("reading/test_identifiers.py", *_CITATIONS), 6),
    "inline": Reader(_inline, "words", ("reading/latex/test_words.py", *_CITATIONS), 6),
    "citation": Reader(_citation, "citation", ("reading/citations/test_reading.py", *_CITATIONS), 12),
    "paper list": Reader(_paper_list, "paper-list", ("reading/test_paper_lists.py", *_CITATIONS), 4),
    "bibtex": Reader(_bibtex, "bibtex", (*_BIBLIOGRAPHIES, "books/second-course/references.bib"), 6),
    "latex": Reader(_latex, "tex", ("reading/latex/test_words.py", *_BIBLIOGRAPHIES), 8),
    "csv": Reader(_table("csv"), "csv", (*_TABLES, "../docs/courses/reading-group/archive.csv"), 4),
    "tsv": Reader(_table("tsv"), "tsv", _TABLES, 2),
    "markdown table": Reader(_table("markdown"), "markdown", (*_TABLES, "reading/test_topics.py"), 4),
    "yaml": Reader(_table("yaml"), "yaml", _TABLES, 4),
    "timeline": Reader(_timeline, "timeline", ("reading/test_timeline.py",), 6),
    "html page": Reader(pages.html, "html", _PAGES, 6),
    "markdown page": Reader(pages.markdown, "page", _PAGES, 6),
    "plain page": Reader(pages.plain, "page", (*_PAGES, "cli/pages/seminar.txt"), 4),
    "drawn tables": Reader(pages.pandoc, "drawn", _PAGES, 4),
    "front matter": Reader(pages.front, "front", _PAGES, 4),
    "session line": Reader(pages.session_line, "session-line", ("cli/importing/test_entries.py", *_DATES), 8),
    "calendar": Reader(pages.calendar, "calendar", _TABLES, 2),
    "programme": Reader(pages.programme, "programme", _TABLES, 2),
    "workbook": Reader(pages.workbook, "csv", _TABLES, 1),
    "imported page": Reader(pages.page, "page", _PAGES, 1),
    "grading": Reader(_grading, "grading", ("reading/test_grading.py",), 6),
}
