"""The manual: it builds, its examples do what it says, and its reference describes what the code has, no more, no less."""

from __future__ import annotations

import ast
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from docutils import nodes

import sphinx_seminar
from sphinx_seminar.book.views.columns import COLUMNS
from sphinx_seminar.config import SETTINGS
from sphinx_seminar.directives.registry import DIRECTIVES
from sphinx_seminar.warnings_ import SUBTYPES
from tests.authoring import Manuscript
from tests.pictures import PICTURES, PRINTED

if TYPE_CHECKING:
    from tests.built import Built

FOLDER = Path(__file__).parents[1] / "docs/manual"
#: A file of a book that a page shows whole: a block of code with the file's path as its caption.
WHOLE_FILE = re.compile(r"^(`{3,})\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
COURSES = [path.parent.name for path in sorted((FOLDER.parent / "courses").glob("*/conf.py"))]
#: Where "make html" places our courses, as seen from the first page.
BESIDE = {f"../{course}/index.html" for course in COURSES}
#: What each list of the reference must be complete in.
KINDS = {
    *("directives", "roles", "columns", "settings", "exports", "checks", "styles", "common options", "warnings"),
    "columns of assignments",
    *(f"options of {name}" for name in DIRECTIVES),
}
#: How the subtype of a message is handed on: which argument of which call it is.
SUBTYPE_OF = {"Problem": 0, "Fault": 1, "fault": 0, "warn": 0, "reject": 2}


def pages(folder: str = "") -> dict[str, str]:
    """Return the sources of the manual's pages, by docname."""
    found = sorted((FOLDER / folder).rglob("*.md"))
    return {path.relative_to(FOLDER).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in found}


def whole_files(source: str) -> dict[str, str]:
    """Return the files that a page shows whole, by path; of one that is shown twice, the later."""
    return {path: text for _fence, path, text in WHOLE_FILE.findall(source)}


def subtypes() -> set[str]:
    """Return the subtypes of all messages of builds in the code; those of the command line are answers in a terminal."""
    found = set()
    package = Path(sphinx_seminar.__file__).parent
    for path in set(package.rglob("*.py")) - set((package / "cli").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                # Behind a subtype stands a message.
                told = len(call.args) > max(SUBTYPE_OF.get(name, 99), 1)
                argument = call.args[SUBTYPE_OF[name]] if told else None
                if isinstance(argument, ast.Constant):
                    found.add(argument.value)
    return found


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    return Manuscript.copy_of(FOLDER, tmp_path_factory.mktemp("manual"))


@pytest.fixture(scope="module")
def manual(manuscript: Manuscript) -> Built:
    return manuscript.build()


def test_the_manual_builds_and_names_each_page(manual: Built) -> None:
    assert manual.warnings == []
    assert {docname for docname, _source in pages().items()} == set(manual.app.env.found_docs)


@pytest.mark.parametrize("builder", ["latex", "text"])
def test_the_manual_builds_for_paper_and_as_text(manuscript: Manuscript, builder: str) -> None:
    assert manuscript.build(builder).warnings == []


def test_every_link_within_the_manual_leads_somewhere(manual: Built) -> None:
    dead = []
    for docname in manual.app.env.found_docs:
        for link in manual.page(docname).select("a[href]"):
            address = urlsplit(str(link["href"]))
            if address.scheme or address.netloc or link["href"] in BESIDE:
                continue
            here = Path(manual.app.outdir, f"{docname}.html")
            file = (here.parent / unquote(address.path)).resolve() if address.path else here
            if not file.is_file() or (address.fragment and not has_anchor(file, unquote(address.fragment))):
                dead.append((docname, link["href"]))
    assert dead == []


def test_the_first_page_shows_what_one_gets_and_leads_to_every_course(manual: Built) -> None:
    first = manual.page("index")
    assert {str(link["href"]) for link in first.select("a.extlink-built")} == BESIDE
    shown = {Path(str(picture["src"])).stem: str(picture["alt"]) for picture in first.select("figure img")}
    assert shown.keys() == {PRINTED, *(picture.name for picture in PICTURES)}
    assert [name for name, words in shown.items() if len(words) < 60] == []
    assert [path.name for path in (FOLDER / "pictures").iterdir() if path.stem not in shown] == []
    assert sum(path.stat().st_size for path in (FOLDER / "pictures").iterdir()) < 400_000
    # In print a section of the first page would be a chapter before the tutorial.
    assert len(list(manual.doctree("index").findall(nodes.section))) == 1


@pytest.mark.parametrize(("place", "address"), [(None, "../seminar/index.html"), ("demos", "demos/seminar/index.html")])
def test_the_courses_are_where_the_makefile_places_them(
    place: str | None, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COURSES_AT", raising=False)
    if place:
        monkeypatch.setenv("COURSES_AT", place)
    base, _words = runpy.run_path(str(FOLDER / "conf.py"))["extlinks"]["built"]
    assert base % "seminar" == address


def has_anchor(file: Path, anchor: str) -> bool:
    return file.suffix != ".html" or f'id="{anchor}"' in file.read_text(encoding="utf-8")


def test_the_reference_has_a_list_of_every_kind_once() -> None:
    lists = re.findall(r"^`{3,}\{described\} (.+)$", "\n".join(pages("reference").values()), re.MULTILINE)
    assert sorted(lists) == sorted(KINDS)


def test_a_list_of_the_reference_misses_no_name_and_has_none_too_many(tmp_path: Path) -> None:
    listed = "".join(f"`{setting.name}`\n: What it is.\n\n" for setting in SETTINGS[1:])
    text = f"""\
# Reference

```{{described}} settings
{listed}`seminar_colour`
: Not a setting.
```
"""
    files = {f"_ext/{path.name}": path.read_bytes() for path in (FOLDER / "_ext").glob("*.py")}
    conf = f"import sys\nsys.path.insert(0, {str(tmp_path / 'source/_ext')!r})\n"
    conf += "extensions = ['myst_parser', 'sphinx_seminar', 'described']\nmyst_enable_extensions = ['deflist']\n"
    built = Manuscript(tmp_path, {"index.md": text, "conf.py": conf, **files}).build()
    assert [(warning.line, warning.message) for warning in built.warnings] == [
        (3, f"settings: these are not described: {SETTINGS[0].name}"),
        (3, "settings: these do not exist: seminar_colour"),
    ]


def test_each_setting_and_column_has_an_address(manual: Built) -> None:
    settings, columns = manual.page("reference/configuration"), manual.page("reference/session-table")
    assert all(settings.find(id=f"settings-{setting.name.replace('_', '-')}") for setting in SETTINGS)
    assert all(columns.find(id=f"columns-{name}") for name in COLUMNS)


def test_every_subtype_of_messages_has_its_sentence() -> None:
    assert subtypes() == set(SUBTYPES)


def test_examples_show_their_source_and_their_result(manual: Built) -> None:
    example = manual.page("reference/session").select_one(".example")
    assert example is not None
    source, result = example.select_one(".highlight"), example.select_one(".example-result")
    assert source is not None
    assert result is not None
    assert ":speaker: Richard Courant" in source.get_text()
    # The date is that of the term plan of another page's example.
    assert "19 April 2021" in result.get_text()


@pytest.mark.parametrize(
    "docname", [docname for docname, source in pages("guides").items() if "index.md" in whole_files(source)]
)
def test_the_books_of_the_guides_build(docname: str, tmp_path: Path) -> None:
    files = whole_files(pages()[docname])
    bibliography = [path for path in files if path.endswith(".bib")]
    built = Manuscript(tmp_path, files, {"seminar_bibliography": bibliography}).build()
    assert built.warnings == []


def test_solutions_are_published_on_their_day(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, whole_files(pages()["guides/hiding"]))
    assert "solutions/first.html" not in book.build().files()
    built = book.build(conf={"seminar_day": "2026-11-12"})
    assert built.warnings == []
    assert "solutions/first.html" in built.files()


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    tutorial = pages("tutorial")
    (command,) = re.findall(r"^sphinx-seminar (new (?:.*\\\n)*.*)$", tutorial["tutorial/start"], re.MULTILINE)
    words = shlex.split(command.replace("\\\n", " "))
    arguments = [str(tmp_path / "source") if word == "kernels" else word for word in words]
    subprocess.run([sys.executable, "-m", "sphinx_seminar", *arguments], check=True, capture_output=True)
    book = Manuscript(tmp_path)
    assert book.build().warnings == []

    for path, text in whole_files(tutorial["tutorial/lectures"]).items():
        book.write(path, text)
    book.write("slides/tangent-kernel.pdf", (FOLDER / "slides/ntk.pdf").read_bytes())
    built = book.build()
    assert built.warnings == []
    assert dates(built) == ["12 Oct 2026", "19 Oct 2026", "26 Oct 2026"]

    book.edit("lectures/03-tangent-kernel.md", ".pdf\n", ".pdf\n:date: 2027-02-30\n")
    (warning,) = book.build().warnings
    (shown,) = re.findall(r"^```text\n(lectures.*?)\n```$", tutorial["tutorial/lectures"], re.DOTALL | re.MULTILINE)
    said = f"{warning.path}:{warning.line}: WARNING: {warning.message} [{warning.type}.{warning.subtype}]"
    assert said == " ".join(shown.split())
    book.edit("lectures/03-tangent-kernel.md", ":date: 2027-02-30\n", "")

    for path, text in whole_files(tutorial["tutorial/dates"]).items():
        book.write(path, text)
    built = book.build()
    assert built.warnings == []
    # The first homework is due when the second meeting of that lecture begins.
    lectures = ["12 Oct 2026", "19 Oct 2026", "26 Oct 2026; 2 Nov 2026", "2 Nov 2026", "9 Nov 2026"]
    assert dates(built)[:5] == lectures


def dates(built: Built) -> list[str]:
    """Return the column of dates of the first page's table."""
    rows = built.page("index").select("table tbody tr")
    return [" ".join(row.select("td, th")[1].get_text().split()) for row in rows]


def test_the_link_checker_collects_links_without_network(manuscript: Manuscript) -> None:
    built = manuscript.build("linkcheck", conf={"linkcheck_ignore": [".*"]})
    assert built.warnings == []
    checked = Path(built.app.outdir, "output.json").read_text(encoding="utf-8")
    assert "https://www.sphinx-doc.org" in checked
    assert '"status": "broken"' not in checked
