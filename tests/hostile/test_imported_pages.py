"""Hostile pages, imported and built: nothing of them runs, is read or is fetched, and their last words are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.parsers.mdit import create_md_parser

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.importing.markdown.blocks import faults_in
from tests.authoring import Manuscript
from tests.browser import requests_of
from tests.hostile.book import SECRET, TRACE
from tests.hostile.pages import hostile_pages
from tests.hostile.test_book import faults_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from markdown_it.token import Token
    from playwright.sync_api import Page

OURS = re.compile(r"\{(?:course|lecture|session-table|key-papers|timeline|grading|topic-pool|rubric|toctree)\}")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import every page; each book has a folder of its own."""
    root = tmp_path_factory.mktemp("imported")
    secret = root / "secret.txt"
    secret.write_text(f"Title\n{SECRET}\n", encoding="utf-8")
    (root / "pages").mkdir()
    for name, text in hostile_pages(str(secret)).items():
        page = root / "pages" / name
        page.write_text(text, encoding="utf-8")
        book = root / "source" / name.replace(".", "-")
        assert main(["import", str(page), str(book), "--timezone", "UTC", "--title", "Book"]) == 0, name
    return root


@pytest.fixture(scope="module")
def site(books: Path) -> Path:
    """Build the books of every text at every depth, and of some texts as sessions and in HTML, as one."""
    names = sorted(
        path.name for kind in ("deep-*", "session-*0-*", "html-*5-*") for path in (books / "source").glob(kind)
    )
    assert len(names) > 60
    index = "# Books\n\n```{toctree}\n" + "".join(f"{name}/index\n" for name in names) + "```\n"
    # Chapters are named from the top of their own book.
    for page in (books / "source").glob("*/index.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"\]\(/chapters/", "](chapters/", text), encoding="utf-8")
    extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
    book = Manuscript(books, {"index.md": index, "mathjax.js": ""}, {"myst_enable_extensions": extensions})
    left = sorted({folder.name for folder in (books / "source").iterdir() if folder.is_dir()} - set(names))
    book.configure(
        exclude_patterns=["build", *left],
        mathjax_path="mathjax.js",
        html_static_path=["mathjax.js"],
        html_copy_source=False,
    )
    return book.build().folder


def written_pages(books: Path) -> Iterator[tuple[str, str]]:
    for page in sorted((books / "source").glob("*-*/**/*.md")):
        yield str(page.relative_to(books / "source")), page.read_text(encoding="utf-8")


def tokens_of(text: str) -> Iterator[Token]:
    """Read a page as MyST does, with more of its extensions than the book has."""
    extensions = {"amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "substitution"}
    parser = create_md_parser(MdParserConfig(enable_extensions=extensions), DocutilsRenderer)
    for token in parser.parse(text):
        yield token
        yield from token.children or ()


def test_there_are_enough_pages() -> None:
    assert len(hostile_pages("x")) > 200


def test_myst_finds_our_directives_and_text(books: Path) -> None:
    for name, text in written_pages(books):
        for token in tokens_of(text):
            assert not re.search("role|html|substitution|colon|amsmath|front|field", token.type), (name, token)
            if token.type == "fence" and token.info.startswith("{"):
                assert (OURS.match(token.info), token.level) != (None, 1), (name, token.info)
                assert OURS.match(token.info), (name, token.info)
            if token.type == "myst_line_comment":
                assert token.content.strip().startswith("import:"), (name, token.content)


def test_the_last_words_of_every_page_are_there(books: Path) -> None:
    pages: dict[str, str] = {}
    for name, text in written_pages(books):
        pages[name.split("/")[0]] = pages.get(name.split("/")[0], "") + text
    assert [name for name, text in pages.items() if "The last words." not in text] == []


def test_no_file_of_the_machine_is_in_a_book(books: Path, site: Path) -> None:
    for folder in (books / "source", site):
        assert [
            str(file) for file in folder.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()
        ] == []


def test_no_page_has_what_runs_or_leads_elsewhere(site: Path) -> None:
    for page in sorted(site.glob("*-*/**/*.html")):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for search in soup("form", class_="search"):
            search.decompose()
        assert list(faults_of(soup)) == [], page
        assert soup.find_all(["video", "audio", "object", "marquee", "noscript"]) == [], page
        assert [image["src"] for image in soup("img") if urlsplit(str(image["src"])).netloc] == [], page


def test_a_browser_runs_nothing_and_asks_nobody(site: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(site)
    home = urlsplit(page.url).netloc
    asked = requests_of(page)
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    for file in sorted(site.glob("*-*/**/*.html")):
        page.goto(f"http://{home}/{file.relative_to(site).as_posix()}", wait_until="load")
        page.evaluate(
            """() => document.querySelectorAll('main *, .body *').forEach(element => {
                for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle'])
                    element.dispatchEvent(new Event(kind));
            })"""
        )
        assert page.evaluate(f"typeof window.{TRACE}") == "undefined", file
    assert [url for url in asked if urlsplit(url).netloc != home] == []


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        ("```{include} x\n```", "directive"),
        ("- ```{include} x\n  ```", "directive"),
        (":::{include} x\n:::", "colon_fence"),
        ("{include}`x`", "myst_role"),
        ("a {{ x }}", "substitution_inline"),
        ("a <b>c</b>", "html_inline"),
        ("<div>", "html_block"),
        ("(x)=\n\na", "target"),
        ("% a", "comment"),
        ("+++", "myst_block_break"),
        ("\\begin{align}\nx\n\\end{align}", "amsmath"),
        ("[a](../x.pdf)", "address"),
        ("[a](ftp:x)", "address"),
        ("![a](https://example.org/a.png)", "address"),
        ("---\na: b\n---\n", "front_matter"),
        (":a: b", "field_list_open"),
        ("    code", "code_block"),
    ],
)
def test_what_was_not_meant_is_found_when_a_page_is_read_back(markdown: str, fault: str) -> None:
    assert [said.split(":")[0] for said in faults_in(markdown, [], [], lambda _path: False)][:1] == [fault]
