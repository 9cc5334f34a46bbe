"""The frame itself: that a build is seen as it was, and that the commands of the Makefile speak clearly."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import warnings
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.deprecation import RemovedInNextVersionWarning

from tests import mutants
from tests.authoring import Manuscript
from tests.browser import PHONE, MissingProgramError, chromium_path
from tests.typesetting import pdf_text, typeset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

PLAIN = {"extensions": ["myst_parser"]}
TWO_CHAPTERS = {
    "index.md": """\
# Kernels

```{toctree}
ridge
wide
```
""",
    "ridge.md": "# Ridge regression\n\nSee [](wide.md).\n",
    "wide.md": "# Wide networks\n\nHuszár, 王伟, Ελένη and Иван.\n",
}
ROOT_FILES = (
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "RELEASING.md",
    "Makefile",
    ".ci/run",
)


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, TWO_CHAPTERS, PLAIN)


@pytest.mark.parametrize("theme", ["basic", "alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme"])
def test_the_page_is_the_text_without_the_frame_in_every_theme(book: Manuscript, theme: str) -> None:
    page = book.build(conf={"html_theme": theme}).page("ridge")
    assert [heading.get_text().rstrip("#¶") for heading in page.select("h1")] == ["Ridge regression"]
    assert page.select_one("nav") is None


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "xml", "epub"])
def test_the_file_of_a_document_is_found_in_every_builder(book: Manuscript, builder: str) -> None:
    assert "Huszár" in book.build(builder).text("wide")


def test_the_next_build_reads_only_what_was_edited(book: Manuscript) -> None:
    assert book.build().read == ["index", "ridge", "wide"]
    untouched = book.build()
    book.edit("ridge.md", "See", "Compare")
    edited = book.build()
    assert (untouched.read, untouched.written) == ([], [])
    assert edited.read == ["ridge"]
    assert "ridge" in edited.written
    assert "wide" not in edited.written


def test_a_fresh_build_forgets_what_was_there(book: Manuscript) -> None:
    book.build()
    assert book.build(fresh=True).read == ["index", "ridge", "wide"]


def test_two_outputs_may_share_their_doctrees(book: Manuscript) -> None:
    book.build(doctrees="shared")
    second = book.build("dirhtml", doctrees="shared")
    assert second.read == []
    assert second.page("wide").h1 is not None


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_read_and_written_is_seen_across_processes(tmp_path: Path, jobs: int) -> None:
    names = [f"chapter{number}" for number in range(12)]
    chapters = {f"{name}.md": f"# {name}\n" for name in names}
    toctree = "\n".join(names)
    book = Manuscript(tmp_path, {"index.md": f"# All\n\n```{{toctree}}\n{toctree}\n```\n", **chapters}, PLAIN)
    built = book.build(jobs=jobs)
    assert built.read == built.written == sorted([*names, "index"])


def test_a_document_may_be_moved_and_deleted(book: Manuscript) -> None:
    book.build()
    book.rename("wide.md", "broad.md")
    book.write("index.md", "# Kernels\n\n```{toctree}\nbroad\n```\n")
    book.delete("ridge.md")
    built = book.build()
    assert built.read == ["broad", "index"]
    assert built.warnings == []


def test_a_doctree_is_what_the_writer_got(book: Manuscript) -> None:
    built = book.build()
    (reference,) = built.doctree("ridge").findall(nodes.reference)
    assert reference["refuri"] == "wide.html"
    assert reference.astext() == "Wide networks"
    assert not list(built.declared_doctree("ridge").findall(nodes.reference))


@pytest.mark.parametrize("apart", [False, True])
def test_warnings_come_with_their_place(book: Manuscript, apart: bool) -> None:
    book.write(
        "ridge.md",
        """\
# Ridge

See {ref}`nowhere`.

```{nonsense}
```
""",
    )
    warnings = book.sphinx_build("html", "-j2").warnings if apart else book.build().warnings
    assert [(one.path, one.line, one.type, one.subtype) for one in warnings] == [
        ("ridge.md", 5, "myst", "directive_unknown"),
        ("ridge.md", 3, "ref", "ref"),
    ]
    assert warnings[0].message == "Unknown directive type: 'nonsense'"


def test_a_book_in_german_leaves_the_next_one_english(tmp_path: Path) -> None:
    german = Manuscript(tmp_path / "de", TWO_CHAPTERS, PLAIN | {"language": "de"})
    english = Manuscript(tmp_path / "en", TWO_CHAPTERS, PLAIN)
    headings = [book.build().page("search").find("h1") for book in (german, english)]
    assert [heading.get_text() for heading in headings if heading] == ["Suche", "Search"]


def test_inventory_and_search_know_what_the_standard_domain_declares(book: Manuscript) -> None:
    book.write("ridge.md", "# Ridge\n\n```{option} --depth\nHow deep.\n```\n")
    built = book.build()
    assert built.inventory()["std:doc"]["wide"] == ("wide.html", "Wide networks")
    (option,) = built.search_objects()
    assert (option.title, option.docname, option.anchor) == ("--depth", "ridge", "cmdoption-depth")


def test_a_run_of_its_own_ends_as_on_the_command_line(book: Manuscript) -> None:
    good = book.sphinx_build("html", "-W")
    book.write("wide.md", "# Wide\n\n```{nonsense}\n```\n")
    bad = book.sphinx_build("html", "-W")
    assert (good.returncode, good.warnings) == (0, [])
    assert bad.returncode != 0
    assert "Unknown directive type: 'nonsense'" in bad.errors


def test_a_reader_searches_the_book_and_reaches_nothing_outside(
    book: Manuscript, open_book: Callable[..., Page]
) -> None:
    book.write("wide.md", "# Wide networks\n\nHuszár.\n\n![](https://example.org/outside.png)\n")
    page = open_book(book.build().folder, "search.html?q=Huszár", size=PHONE)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.get_by_role("link", name="Wide networks").first.click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Wide networks")
    assert failed == ["https://example.org/outside.png"]


def test_what_latex_refuses_is_told_from_its_log(book: Manuscript) -> None:
    book.configure(latex_elements={"preamble": r"\nonsense"})
    with pytest.raises(AssertionError, match="Undefined control sequence"):
        typeset(book.build("latex").folder)


def test_a_missing_program_is_a_failure_that_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for ask in (chromium_path, lambda: typeset(tmp_path), lambda: pdf_text(tmp_path)):
        with pytest.raises(MissingProgramError, match="run 'make system'"):
            ask()


@pytest.mark.parametrize(("ci", "fails"), [("", False), ("true", True)])
def test_without_a_program_its_tests_are_left_out_and_counted_but_for_ci(
    tmp_path: Path, pytestconfig: pytest.Config, ci: str, fails: bool
) -> None:
    """Nothing is on this path, so that the one test of printing has no XeLaTeX."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'base'}",
         "tests/test_frame.py", "-k", "what_latex_refuses"],
        cwd=pytestconfig.rootpath,
        env={**os.environ, "PATH": str(tmp_path), "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert bool(done.returncode) == fails
    assert ("Tests left out: 1." in done.stdout) == (not fails)
    assert "make system" in done.stdout


def test_a_folder_on_disk_can_be_copied_and_edited(book: Manuscript, tmp_path: Path) -> None:
    copy = Manuscript.copy_of(book.source, tmp_path / "copy")
    copy.edit("ridge.md", "# Ridge regression", "# Smooth regression")
    heading = copy.build().page("ridge").h1
    assert heading is not None
    assert "Smooth" in heading.get_text()
    assert "Ridge" in (book.source / "ridge.md").read_text(encoding="utf-8")


def test_something_costly_is_made_once(once: Callable[[str, Callable[[Path], object]], Path]) -> None:
    made: list[Path] = []
    assert once("frame", made.append) == once("frame", made.append)
    assert len(made) == 1


#: A ``conf.py`` that does what a deprecated call in some module does.
OUTDATED = """\
import warnings
extensions = ["myst_parser"]
def setup(app):
    warnings.warn_explicit("old", PendingDeprecationWarning, "session.py", 1, module="{module}")
"""


@pytest.mark.parametrize("kind", [RemovedInNextVersionWarning, PendingDeprecationWarning, FutureWarning])
def test_a_deprecated_call_of_ours_is_a_fault(kind: type[Warning]) -> None:
    with pytest.raises(kind):
        warnings.warn_explicit("old", kind, "session.py", 1, module="sphinx_seminar.directives.session")


@pytest.mark.parametrize(
    ("module", "ends"), [("sphinx_seminar.directives.session", True), ("another.extension", False)]
)
def test_a_deprecated_call_of_ours_ends_a_run_of_its_own(book: Manuscript, module: str, ends: bool) -> None:
    book.write("conf.py", OUTDATED.format(module=module))
    assert bool(book.sphinx_build("html").returncode) == ends


def test_the_project_names_files_that_exist(pytestconfig: pytest.Config) -> None:
    root = pytestconfig.rootpath
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "sphinx-seminar"
    assert [name for name in ROOT_FILES if not (root / name).is_file()] == []
    assert os.access(root / ".ci/run", os.X_OK)


@pytest.mark.parametrize(
    ("goal", "advice"),
    [("html", "No Python 3.11 or newer"), ("xelatex-any", "XeLaTeX's book needs latexmk and xelatex")],
)
def test_what_is_missing_is_said_in_one_line(
    tmp_path: Path, pytestconfig: pytest.Config, goal: str, advice: str
) -> None:
    """Neither a Python nor a TeX is on this path; the books are one, so that there is something to make."""
    (tmp_path / "docs/courses/any").mkdir(parents=True)
    (tmp_path / "docs/courses/any/conf.py").touch()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bin").mkdir()
    if goal != "html":
        (tmp_path / ".venv").mkdir()
        for stamp in ("made", "docs"):
            (tmp_path / ".venv" / stamp).touch()
    makefile = pytestconfig.rootpath / "Makefile"
    done = subprocess.run(
        ["/usr/bin/env", "make", "--no-print-directory", "-f", str(makefile), goal, f"PATH={tmp_path / 'bin'}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith(advice)


def test_mutants_of_a_room_meet_tests_that_there_are(
    pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    root = pytestconfig.rootpath
    assert [room for room in mutants.TESTS if not (root / "sphinx_seminar" / room).is_dir()] == []
    assert [path for tests in mutants.TESTS.values() for path in tests if not (root / path).exists()] == []
    with pytest.raises(SystemExit):
        mutants.main(["nowhere"])
    assert "nowhere is no folder of sphinx_seminar with tests" in capsys.readouterr().err


#: A ``python`` that tells what it was asked for, and leaves an empty PDF in the folder that it was told last.
_PRETENDER = """\
#!/bin/sh
echo "$@"
for last; do :; done
mkdir -p "$last" && : > "$last/any.pdf"
"""


def test_make_pdf_takes_typst_where_there_is_no_tex(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    (tmp_path / "docs/courses/any").mkdir(parents=True)
    (tmp_path / "docs/courses/any/conf.py").touch()
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bin").mkdir()
    for program in ("make", "mkdir", "cp", "sh"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program) or "")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").write_text(_PRETENDER, encoding="utf-8")
    (tmp_path / ".venv/bin/python").chmod(0o755)
    for stamp in ("made", "docs", "pdf"):
        (tmp_path / ".venv" / stamp).touch()
    makefile = pytestconfig.rootpath / "Makefile"
    done = subprocess.run(
        ["/usr/bin/env", "make", "--no-print-directory", "-f", str(makefile), "pdf", f"PATH={tmp_path / 'bin'}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "-b seminar-pdf" in done.stdout
    assert (tmp_path / "build/pdf/any.pdf").is_file()


def test_clean_leaves_nothing_that_git_ignores(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    rooms = [tmp_path / room for room in ("sphinx_seminar/reading", "tests", "docs/courses/seminar")]
    anywhere = ("__pycache__/", "_build/")
    for pattern in (pytestconfig.rootpath / ".gitignore").read_text(encoding="utf-8").split():
        for folder in rooms if pattern in anywhere else [tmp_path]:
            (folder / pattern.replace("*", "any")).mkdir(parents=True)
    makefile = pytestconfig.rootpath / "Makefile"
    subprocess.run(["make", "--no-print-directory", "-f", str(makefile), "clean"], cwd=tmp_path, check=True)
    left = {path for path in tmp_path.rglob("*") if not any(room.is_relative_to(path) for room in rooms)}
    assert left == set()


def test_the_course_of_the_readme_builds_without_a_warning(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    readme = (pytestconfig.rootpath / "README.md").read_text(encoding="utf-8")
    files = dict(re.findall(r"^`([\w.]+)`:\n\n````\w+\n(.*?)^````$", readme, re.MULTILINE | re.DOTALL))
    built = Manuscript(tmp_path, files).build()
    assert sorted(files) == ["conf.py", "index.md", "ntk.md"]
    assert built.warnings == []
    assert built.page("ntk").h1 is not None
