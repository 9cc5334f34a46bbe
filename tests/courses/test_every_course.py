"""What holds for each book: those of ``docs/courses``, and one that was written from the documentation alone."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.accessibility import violations
from tests.authoring import Manuscript
from tests.bibliographies import read_bibliography
from tests.browser import DESKTOP, PHONE, hosts, requests_of, resize
from tests.typesetting import missing_characters, pdf_text, standing_out, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.built import Built

ROOT = Path(__file__).parents[2]
COURSES = {
    folder.name: folder
    for folder in (*sorted((ROOT / "docs/courses").iterdir()), ROOT / "tests/books/second-course")
    if (folder / "conf.py").is_file()
}
BUILDERS = (
    *("html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo"),
    *("xml", "pseudoxml", "gettext", "changes", "linkcheck"),
)
every_course = pytest.mark.parametrize("course", COURSES)


@pytest.fixture
def book(course: str, build_course: Callable[[Path, str], Built]) -> Built:
    return build_course(COURSES[course], "html")


@pytest.mark.parametrize("builder", BUILDERS)
@every_course
def test_every_builder_builds_it_without_a_warning(
    build_course: Callable[[Path, str], Built], course: str, builder: str
) -> None:
    built = build_course(COURSES[course], builder)
    assert built.warnings == []
    if builder not in ("changes", "gettext", "linkcheck"):
        assert missing_titles(built) == []


#: A day in each of our own courses on which there is most to say above the table.
BUSY_DAYS = {
    "seminar": "2021-05-02T10:00+02:00",
    "deep-learning-theory": "2021-06-06T10:00+02:00",
    "workshop": "2019-06-14T11:10-07:00",
    "reading-group": "2021-10-10T10:00+02:00",
}


@pytest.mark.parametrize("course", BUSY_DAYS)
def test_the_schedule_is_on_the_first_screen(book: Built, open_book: Callable[..., Page], course: str) -> None:
    page = open_book(book.folder, now=BUSY_DAYS[course])
    for size, limit in ((DESKTOP, 700), (PHONE, 900)):
        resize(page, size)
        assert page.locator("table.sem-table").first.bounding_box()["y"] <= limit


@pytest.mark.parametrize("timezone", ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"])
@pytest.mark.parametrize("course", BUSY_DAYS)
def test_tables_fit_whatever_the_window_the_day_and_the_place_of_the_reader(
    book: Built, open_book: Callable[..., Page], course: str, timezone: str
) -> None:
    # After the term nothing is next.
    for now, widths in ((BUSY_DAYS[course], (320, 390, 768, 1280, 1920)), ("2031-01-01T00:00Z", (320, 1280))):
        page = open_book(book.folder, timezone=timezone, now=now)
        for width in widths:
            resize(page, (width, 900))
            for needed, given in page.locator("table.sem-table").evaluate_all(
                "tables => tables.map(table => [table.scrollWidth, table.parentElement.clientWidth])"
            ):
                assert needed <= given, width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".sem-now, .sem-next").count() == 0


def missing_titles(built: Built) -> list[str]:
    """Return the titles of sessions with words that no file of the output has; a cell of text breaks them over lines."""
    files = (path for path in built.folder.rglob("*") if path.suffix not in (".zip", ".epub", ".pickle", ".js"))
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file())
    words = {word for text in texts for word in re.findall("[A-Za-z]+", text)}
    objects = built.app.env.get_domain("sem").get_objects()
    titles = {title for _, title, kind, *_ in objects if kind in ("lecture", "session")}
    assert titles
    return sorted(
        title for title in titles if re.fullmatch("[A-Za-z ]+", title) and not words.issuperset(title.split())
    )


@every_course
def test_links_are_collected_to_be_checked(build_course: Callable[[Path, str], Built], course: str) -> None:
    built = build_course(COURSES[course], "linkcheck")
    found = [json.loads(line) for line in built.read_file("output.json").splitlines()]
    assert {link["status"] for link in found} <= {"ignored", "unchecked", "local", "working"}
    assert any(link["uri"].startswith("https://") for link in found)


@every_course
def test_every_link_within_the_book_leads_somewhere(book: Built) -> None:
    pages = {path.relative_to(book.folder).as_posix(): path for path in book.folder.rglob("*.html")}
    content = {name: book.page(name.removesuffix(".html"), whole=True) for name in pages}
    ids = {path.resolve(): {tag["id"] for tag in content[name].select("[id]")} for name, path in pages.items()}
    links = [(name, link["href"]) for name, page in content.items() for link in page.select("article a[href]")]
    within = [(name, href) for name, href in links if ":" not in href.partition("#")[0]]
    assert within
    for name, href in within:
        address, _hash, fragment = href.partition("#")
        target = (pages[name].parent / address.replace("%20", " ")).resolve() if address else pages[name].resolve()
        assert target.exists(), f"{name}: {href}"
        assert not fragment or fragment in ids.get(target, {fragment}), f"{name}: {href}"


@every_course
def test_no_id_stands_twice_on_a_page(book: Built) -> None:
    for path in book.folder.rglob("*.html"):
        page = book.page(path.relative_to(book.folder).as_posix().removesuffix(".html"), whole=True)
        # Old releases of the theme have their search field twice.
        ids = [tag["id"] for tag in page.select("[id]") if tag["id"] != "search-input"]
        assert [name for name in set(ids) if ids.count(name) > 1] == []


@every_course
def test_the_files_beside_the_pages_can_be_read(book: Built) -> None:
    data, schema = (json.loads(book.read_file(name)) for name in ("course.json", "course.schema.json"))
    Draft202012Validator(schema).validate(data)
    dated = [session for session in data["sessions"] if len(session.get("when", {}).get("first", "")) == 10]
    calendar = book.folder / "schedule.ics"
    events = Calendar.from_ical(calendar.read_bytes()).walk("VEVENT") if calendar.exists() else []
    assert len(events) >= len([session for session in dated if session["when"].get("precision") != "month"])
    if data["papers"]:
        assert read_bibliography(book.read_file("papers.bib"), "papers.bib").problems == ()


@every_course
def test_every_page_fits_its_window_and_those_of_our_own_courses_ask_nobody_outside(
    book: Built, open_book: Callable[..., Page], course: str
) -> None:
    page = open_book(book.folder)
    asked = requests_of(page)
    home = page.url.removesuffix("index.html")
    for path in sorted(book.folder.rglob("*.html")):
        name = path.relative_to(book.folder).as_posix()
        docname = name.removesuffix(".html")
        page.goto(home + name)
        if course in BUSY_DAYS and docname in book.app.env.found_docs:
            formulas = len(book.page(docname).select(".math"))
            page.wait_for_function("count => document.querySelectorAll('mjx-container').length >= count", arg=formulas)
        for size in (PHONE, DESKTOP):
            resize(page, size)
            # The theme's own mark beside a heading may stand out by a pixel.
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0] + 2, name
    if course in BUSY_DAYS:
        assert hosts(asked) == hosts([home])


def _pages_with_every_part(book: Built) -> list[str]:
    """Return pages that have, between them, every kind of thing that this course shows."""
    chosen: list[str] = []
    seen: set[str] = set()
    for path in sorted(book.folder.rglob("*.html"), key=lambda path: (-path.stat().st_size, path)):
        name = path.relative_to(book.folder).as_posix()
        tags = book.page(name.removesuffix(".html"), whole=True).select("[class*=sem-]")
        fresh = {word for tag in tags for word in tag["class"] if word.startswith("sem-")} - seen
        if fresh and not name.startswith("_static"):
            chosen.append(name)
            seen |= fresh
    return chosen


@every_course
def test_nobody_is_shut_out_by_a_part_of_ours(book: Built, open_book: Callable[..., Page]) -> None:
    page = open_book(book.folder, "genindex.html", size=PHONE, now="2021-04-18T10:00Z", timezone="Asia/Tokyo")
    home = page.url.removesuffix("genindex.html")
    page.emulate_media(color_scheme="dark")
    theirs = {rule for rule, _element in violations(page)}
    for name in _pages_with_every_part(book):
        page.goto(home + name)
        assert [found for found in violations(page) if found[0] not in theirs or "sem-" in found[1]] == [], name


@pytest.fixture
def printed(course: str, once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The printed book, by the engine that its author chose; one of them has Sphinx's default, pdflatex."""

    def make(folder: Path) -> None:
        built = Manuscript.copy_of(COURSES[course], folder).build("latex")
        typeset(built.folder, built.app.config.latex_engine)

    return next(once(course, make).rglob("latex/*.tex")).with_suffix(".pdf")


@every_course
def test_no_line_of_it_stands_out_on_paper_and_no_letter_is_lost(printed: Path) -> None:
    assert [width for width in standing_out(printed) if width > 10] == []
    assert missing_characters(printed) == set()


@every_course
def test_it_is_set_as_a_pdf_with_every_session_in_it(book: Built, printed: Path) -> None:
    # Fonts join letters: "ff" is one sign on paper.
    words = "".join(unicodedata.normalize("NFKC", pdf_text(printed)).split())
    titles = [session["title"] for session in json.loads(book.read_file("course.json"))["sessions"]]
    assert titles
    plain = [title for title in titles if "$" not in title and "-" not in title and title.isascii()]
    assert [title for title in plain if "".join(title.split()) not in words] == []
