"""Formulas are drawn by the book's own MathJax, where its author wants that: nothing is asked of a server outside."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sphinx.errors import ConfigError

from sphinx_seminar.cli.commands import main
from sphinx_seminar.rendering.web import mathjax
from tests.authoring import Manuscript
from tests.browser import hosts, requests_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.built import Built

LOCAL = {"seminar_local_mathjax": True}
FORMULAS = r"""
Ridge regression minimises $\|y - Xw\|^2 + \lambda\|w\|^2$.

$$
\frac{\cancel{2} x}{\cancel{2}} = x
$$
"""
FILES = {
    "index.md": "# Kernels\n\n```{toctree}\nlectures/ridge\n```\n",
    "lectures/ridge.md": f"# Ridge regression\n\n```{{lecture}}\n```\n{FORMULAS}",
}


def test_a_formula_is_drawn_without_a_network(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(Manuscript(tmp_path, FILES, LOCAL).build().folder)
    asked = requests_of(page)
    page.get_by_role("link", name="Ridge regression").first.click()
    page.locator("mjx-container").nth(1).wait_for()
    page.wait_for_load_state("networkidle")
    assert hosts(asked) == {urlsplit(page.url).netloc}
    # What is rarely used is loaded when a formula asks for it, and so are the fonts.
    assert any(address.endswith("_static/mathjax/input/tex/extensions/cancel.js") for address in asked)
    assert page.evaluate("[...document.fonts].some(font => /MJX/.test(font.family) && font.status == 'loaded')")
    page.emulate_media(media="print")
    assert page.locator("mjx-container").evaluate_all("all => all.map(one => one.offsetHeight > 5)") == [True, True]
    assert page.locator("mjx-merror").count() == 0


def test_without_the_setting_sphinx_does_as_ever(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    assert urlsplit(script_of(built)).scheme == "https"
    assert not (built.folder / "_static/mathjax").exists()


@pytest.mark.parametrize("builder", ["epub", "latex", "linkcheck", "text"])
def test_other_outputs_have_no_use_for_it(tmp_path: Path, builder: str) -> None:
    built = Manuscript(tmp_path, FILES, LOCAL | {"version": "1", "copyright": "1"}).build(builder)
    assert built.warnings == []
    assert not (built.folder / "_static/mathjax").exists()


def test_workers_stay_at_work_and_a_lost_file_comes_back(tmp_path: Path) -> None:
    book = Manuscript(
        tmp_path, FILES | {f"p{number}.md": "---\norphan: true\n---\n# P\n" for number in range(9)}, LOCAL
    )
    built = book.build(jobs=2)
    assert built.warnings == []
    shutil.rmtree(built.folder / "_static/mathjax")
    assert (book.build(jobs=2).folder / "_static/mathjax/tex-mml-chtml.js").is_file()


def test_a_page_that_is_written_later_names_the_same_script(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, LOCAL)
    scripts = [script_of(book.build())]
    copied = tmp_path / "build/html/_static/mathjax/tex-mml-chtml.js"
    written = copied.stat().st_mtime_ns
    book.edit("lectures/ridge.md", "minimises", "minimizes")
    scripts.append(script_of(book.build()))
    assert scripts[0] == scripts[1]
    assert "?v=" in scripts[0]
    assert copied.stat().st_mtime_ns == written


def script_of(built: Built) -> str:
    (script,) = built.page("lectures/ridge", whole=True).select("script[src*=mathjax]")
    return str(script["src"])


def test_two_places_for_mathjax_are_one_too_many(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, LOCAL | {"mathjax_path": "https://example.org/mathjax.js"})
    with pytest.raises(ConfigError, match=r"mathjax_path = 'https://example.org/mathjax.js': expected one of the two"):
        book.build()


def test_a_missing_package_is_named_before_a_page_asks_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mathjax, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"True in conf\.py: .* pip install sphinx-mathjax-offline"):
        Manuscript(tmp_path, FILES, LOCAL).build()


def test_a_new_book_asks_nobody_outside(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    assert main(["new", str(tmp_path / "source"), "--title", "Kernels", "--no-input"]) == 0
    book = Manuscript(tmp_path)
    chapter = "lectures/01-approximation.md"
    book.write(chapter, f"{(book.source / chapter).read_text()}{FORMULAS}\n```python\nprint(1)\n```\n")
    page = open_book(book.build().folder)
    asked = requests_of(page)
    page.goto(page.url.replace("index", "lectures/01-approximation"))
    page.locator("mjx-container").nth(1).wait_for()
    page.wait_for_load_state("networkidle")
    assert hosts(asked) == {urlsplit(page.url).netloc}
    assert page.locator("button.copybtn").count() == 1
