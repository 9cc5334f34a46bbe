"""The hostile course in every output: nothing runs, nothing leaks, nothing breaks."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
from bs4 import BeautifulSoup

from tests.browser import requests_of
from tests.hostile.book import ODD, SECRET, TRACE, hostile_book
from tests.typesetting import pdf_text, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

SCHEMES = {"", "http", "https", "mailto", "webcal", "ftp"}
#: Attributes that a browser follows.
ADDRESSES = ("href", "src", "data", "action", "formaction", "poster", "srcset", "xlink:href", "content", "cite")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_book(tmp_path_factory.mktemp("site")).build().folder


def pages(site: Path) -> Iterator[tuple[str, BeautifulSoup]]:
    for page in sorted(site.rglob("*.html")):
        yield page.name, BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def faults_of(soup: BeautifulSoup) -> Iterator[str]:
    """Yield everything on a page that could run, or lead where no link may lead."""
    for tag in soup.find_all(True):
        if tag.name in ("iframe", "embed", "svg", "base", "form") and tag.get("action") not in ("search.html", ""):
            yield str(tag)
        for name, value in tag.attrs.items():
            if name.startswith("on") or (name == "style" and "url" in value):
                yield f"{name}={value}"
            if name in ADDRESSES and tag.name != "meta" and scheme(str(value)) not in SCHEMES:
                yield f"{name}={value}"
    for script in soup.find_all("script"):
        if TRACE in script.get_text() and script.get("type") != "application/ld+json":
            yield str(script)
    yield from (str(image) for image in soup.find_all("img") if image.get("src") == "x")


def scheme(address: str) -> str:
    """Return the scheme that a browser sees (WHATWG URL, section 4.4)."""
    found = re.match(r"([a-z][a-z0-9+.\-]*):", re.sub(r"[\x00-\x20]", "", address).lower())
    return found[1] if found else ""


def test_no_page_holds_anything_that_runs(site: Path) -> None:
    found = {name: list(faults_of(soup)) for name, soup in pages(site)}
    assert {name for name in found if name in ("index.html", "chapter.html", "sem-people.html", "sem-papers.html")}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_words_are_on_the_page_as_they_were_written(site: Path) -> None:
    (text,) = (soup.select_one("div.body").get_text() for name, soup in pages(site) if name == "chapter.html")
    for words in ("<script>window.hacked=1</script>", r"\input{/etc/passwd}", r"\immediate\write18{touch hacked}"):
        assert text.count(words) > 20


def test_nothing_from_outside_the_book_is_in_its_output(site: Path) -> None:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert SECRET.encode() not in content, path
            assert b"root:x:0" not in content, path
    assert list(site.rglob("outside*")) == []
    assert list(site.rglob("secret*")) == []


def test_a_file_with_an_odd_name_is_a_link_like_any_other(site: Path) -> None:
    (chapter,) = (soup for name, soup in pages(site) if name == "chapter.html")
    targets = {unquote(link["href"]) for link in chapter.select("a.sem-file[href]")}
    assert {target for target in targets if not target.startswith("sessions/")} == {ODD}
    assert (site / ODD).read_text(encoding="utf-8") == "An odd name."


def test_a_browser_runs_nothing_and_asks_nobody(site: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(site)
    home = urlsplit(page.url).netloc
    asked, dialogs = requests_of(page), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name in ("index.html", "chapter.html", "sem-people.html", "sem-papers.html", "search.html?q=hacked"):
        page.goto(f"http://{home}/{name}")
        page.wait_for_load_state("load")
        page.evaluate(
            """() => document.querySelectorAll('*').forEach(element => {
                for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle'])
                    element.dispatchEvent(new Event(kind));
            })"""
        )
        assert page.evaluate(f"typeof window.{TRACE}") == "undefined", name
    assert dialogs == []
    assert [url for url in asked if urlsplit(url).netloc != home] == []


def test_every_calendar_has_its_own_events_alone(site: Path) -> None:
    calendars = [site / "schedule.ics", *sorted((site / "sessions").glob("*.ics"))]
    counts = []
    for path in calendars:
        content = path.read_bytes()
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        assert re.findall(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f]", content) == []
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        counts.append(len(events))
        assert TRACE not in [str(event["SUMMARY"]) for event in events]
        links = [str(event["URL"]) for event in events if "URL" in event]
        assert {scheme(link) for link in links} <= {"https"}
    # Three sessions and a milestone have a date; each session has a calendar of its own.
    assert sorted(counts) == [1, 1, 1, 4]


def test_json_and_feeds_are_read_by_their_parsers(site: Path) -> None:
    for name in ("course.json", "papers.csl.json"):
        json.loads((site / name).read_text(encoding="utf-8"))
    ElementTree.fromstring((site / "feed.xml").read_bytes())
    blocks = [
        script.get_text()
        for _name, soup in pages(site)
        for script in soup.find_all("script", type="application/ld+json")
    ]
    assert blocks
    for block in blocks:
        assert "<" not in block
        assert any(TRACE in str(value) for value in [json.loads(block)])


def test_an_electronic_book_is_well_formed(tmp_path: Path) -> None:
    (epub,) = hostile_book(tmp_path).build("epub").folder.glob("*.epub")
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert SECRET.encode() not in content
            if name.endswith((".xhtml", ".opf", ".ncx")):
                ElementTree.fromstring(content)
                assert list(faults_of(BeautifulSoup(content.partition(b"?>")[2] or content, "html.parser"))) == []


def test_plain_text_has_the_words_and_no_controls(tmp_path: Path) -> None:
    built = hostile_book(tmp_path).build("text")
    text = built.text("chapter")
    assert r"\input{/etc/passwd}" in text
    assert SECRET not in text
    assert re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text) == []


def test_a_printed_book_reads_no_file_and_runs_nothing(tmp_path: Path) -> None:
    folder = hostile_book(tmp_path).build("latex").folder
    text = pdf_text(typeset(folder))
    assert r"\input{/etc/passwd}" in " ".join(text.split())
    assert "root:x:0" not in text
    assert SECRET not in text
    assert list(tmp_path.rglob(TRACE)) == []
