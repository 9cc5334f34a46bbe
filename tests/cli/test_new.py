"""A new book: each kind builds, any title is safe, nothing is overwritten, and a wrong answer is asked for again."""

from __future__ import annotations

import builtins
import json
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from sphinx_seminar.cli.answers import (
    Dialogue,
    Meetings,
    UnansweredError,
    machine_zone,
    read_kind,
    read_meetings,
    read_timezone,
)
from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.new import ask_for, template_files
from tests.authoring import Manuscript
from tests.bibliographies import read_bibliography

TERM = "Mon 14:00-16:00, 2026-10-12..2027-02-05"
WHEN = {"course": TERM, "seminar": TERM, "reading group": f"{TERM}, every 2 weeks", "workshop": "2026-06-14 8:30"}
NOTHING = dict.fromkeys(("kind", "title", "meets", "starts", "ends", "timezone"))
AWKWARD = r""""Kerne": was\neue $Netze$ `lernen` & *warum* #1 {ref}`x` <b> [a](b) 'über' α % _x_ |"""


def new_book(folder: Path, kind: str, title: str = "Kernels", when: str | None = None) -> Manuscript:
    meets = ["--meets", WHEN[kind] if when is None else when]
    arguments = ["new", str(folder / "source"), "--kind", kind, "--title", title, *meets, "--timezone", "Europe/Berlin"]
    assert main([*arguments, "--no-input"]) == 0
    return Manuscript(folder)


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
@pytest.mark.parametrize("kind", WHEN)
def test_each_kind_of_book_builds_without_a_warning(tmp_path: Path, kind: str, builder: str) -> None:
    assert new_book(tmp_path, kind).build(builder).warnings == []


@pytest.mark.parametrize("kind", ["course", "seminar", "reading group"])
def test_a_book_builds_before_its_term_is_known(tmp_path: Path, kind: str) -> None:
    assert new_book(tmp_path, kind, when="").build("text").warnings == []


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("course", ["2026-10-12T12:00:00Z", "2026-10-19T12:00:00Z"]),
        ("seminar", ["2026-10-12T12:00:00Z", "2026-10-19T12:00:00Z"]),
        ("reading group", ["2026-10-12T12:00:00Z", "2026-10-26T13:00:00Z"]),
        ("workshop", ["2026-06-14T06:30:00Z", "2026-06-14T06:40:00Z"]),
    ],
)
def test_the_sessions_have_the_dates_of_the_answer(tmp_path: Path, kind: str, days: list[str]) -> None:
    built = new_book(tmp_path, kind).build()
    assert built.warnings == []
    course = json.loads(built.read_file("course.json"))
    assert [session["when"]["start_utc"] for session in course["sessions"]][:2] == days


def test_any_title_is_safe_in_the_settings_and_on_the_page(tmp_path: Path) -> None:
    manuscript = new_book(tmp_path, "course", AWKWARD)
    assert runpy.run_path(str(manuscript.source / "conf.py"))["project"] == AWKWARD
    built = manuscript.build()
    assert built.warnings == []
    heading = built.page("index").find("h1")
    assert heading is not None
    assert (
        re.sub("[“”„]", '"', heading.get_text().removesuffix("#").strip()).replace("’", "'").replace("‘", "'")
        == AWKWARD
    )


def test_a_book_never_overwrites_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Makefile").write_text("mine")
    (tmp_path / "lectures").write_text("a file where a folder shall be")
    assert main(["new", str(tmp_path), "--title", "Kernels", "--no-input"]) == 1
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Makefile", "lectures"]
    assert (tmp_path / "Makefile").read_text() == "mine"
    complaint = capsys.readouterr().err
    assert "nothing was written" in complaint
    assert [line.strip() for line in complaint.splitlines()[1:]] == [
        str(tmp_path / "Makefile"),
        str(tmp_path / "lectures"),
    ]


def test_a_link_that_leads_nowhere_is_in_the_way_too(tmp_path: Path) -> None:
    (tmp_path / "conf.py").symlink_to(tmp_path / "elsewhere.py")
    assert main(["new", str(tmp_path), "--title", "Kernels", "--no-input"]) == 1
    assert not (tmp_path / "elsewhere.py").exists()


def test_files_of_the_instructor_beside_the_book_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Mine\n")
    assert main(["new", str(tmp_path), "--title", "Kernels", "--no-input"]) == 0
    assert (tmp_path / "README.md").read_text() == "# Mine\n"


def test_a_fresh_clone_keeps_its_gitignore(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (".gitignore", "README.md", "LICENSE"):
        (tmp_path / name).write_text("mine\n")
    assert main(["new", str(tmp_path), "--title", "Kernels", "--no-input"]) == 0
    assert {(tmp_path / name).read_text() for name in (".gitignore", "README.md", "LICENSE")} == {"mine\n"}
    assert (tmp_path / "conf.py").is_file()
    assert ".gitignore was there, and is left as it is; a book's has the lines _build/" in capsys.readouterr().out


def test_nobody_is_the_author_of_a_new_book(tmp_path: Path) -> None:
    book = new_book(tmp_path, "workshop")
    built = book.build()
    assert [
        entry.person.name for entry in built.app.env.domains["sem"].book.people if "Name" in entry.person.name
    ] == []
    assert "author" not in runpy.run_path(str(book.source / "conf.py"))
    assert "Your Name" not in built.page("index").get_text()


def test_a_new_book_shows_what_github_shows(tmp_path: Path) -> None:
    book = new_book(tmp_path, "course")
    page = """\
# Costs

It costs $5 and then $10, or $x + 1$.

- [x] Read
- [ ] Write

> [!NOTE]
> See https://example.org/page.
"""
    book.write("lectures/01-approximation.md", page)
    book.write("venv/lib/site-packages/docutils/COPYING.rst", "Broken\n==\n")
    book.write("node_modules/x/README.md", "# X\n")
    built = book.build()
    assert [warning for warning in built.warnings if "approximation" not in warning.message] == []
    shown = built.page("lectures/01-approximation")
    assert "It costs $5 and then $10, or" in shown.get_text()
    assert len(shown.select("input[type=checkbox]")) == 2
    assert shown.select_one("a[href='https://example.org/page']") is not None
    assert shown.select_one(".admonition") is not None


def test_a_title_that_begins_with_an_emoji_prints(tmp_path: Path) -> None:
    assert new_book(tmp_path, "course", "🚀 Kernels").build("latex").warnings == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--title is missing"),
        (["--title", "X", "--kind", "lesson"], "'lesson' is no kind of course; expected one of course, seminar"),
        (["--title", "X", "--timezone", "CET"], "did you mean Europe/Berlin?"),
        (["--title", "X", "--meets", "Mon 14:00-16:00"], "first and the last day of the term"),
        (["--title", "X", "--meets", "Mon", "--starts", "2026-10-12"], "last day is missing"),
        (["--title", "X", "--kind", "workshop"], "a programme needs its day"),
        (["--title", "X", "--kind", "workshop", "--meets", "03/04/2026"], "03/04/2026"),
    ],
)
def test_what_is_missing_or_wrong_is_said_where_nobody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["new", str(tmp_path / "book"), "--no-input", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "book").exists()


def new_jupyter_book(folder: Path, kind: str, title: str = "Kernels") -> Path:
    arguments = ["new", str(folder), "--jupyter-book", "--kind", kind, "--title", title, "--meets", WHEN[kind]]
    assert main([*arguments, "--timezone", "Europe/Berlin", "--no-input"]) == 0
    return folder


@pytest.mark.parametrize("kind", WHEN)
def test_a_jupyter_book_has_the_pages_of_a_book_in_their_order(tmp_path: Path, kind: str) -> None:
    new_book(tmp_path, kind)
    book = new_jupyter_book(tmp_path / "jupyter", kind)
    contents = yaml.safe_load((book / "_toc.yml").read_text(encoding="utf-8"))
    parts = contents.get("parts", [contents])
    pages = [f"{chapter['file']}.md" for part in parts for chapter in part["chapters"]]
    assert {page: (book / page).read_bytes() for page in pages} == {
        page: (tmp_path / "source" / page).read_bytes() for page in pages
    }
    index = (tmp_path / "source/index.md").read_text(encoding="utf-8")
    intro = (book / f"{contents['root']}.md").read_text(encoding="utf-8")
    assert index.startswith(intro)
    assert index.removeprefix(intro).split()[0] == "```{toctree}"
    assert [page.removesuffix(".md") for page in pages] == index.removeprefix(intro).split()[-1 - len(pages) : -1]
    assert [part["caption"] for part in contents.get("parts", ())] == re.findall(r":caption: (.*)", index)
    assert not (book / "conf.py").exists()


def test_any_title_is_safe_in_the_settings_of_a_jupyter_book(tmp_path: Path) -> None:
    settings = yaml.safe_load((new_jupyter_book(tmp_path, "course", AWKWARD) / "_config.yml").read_text("utf-8"))
    assert settings["title"] == AWKWARD
    assert settings["sphinx"]["config"]["seminar_timezone"] == "Europe/Berlin"


def test_the_workflows_of_a_jupyter_book_build_it_with_its_own_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = new_jupyter_book(tmp_path, "course")
    assert "jupyter-book build ." in capsys.readouterr().out
    lines = (book / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (needed,) = [Requirement(line) for line in lines if line.startswith("jupyter-book")]
    assert [needed.specifier.contains(release) for release in ("0.15.1", "1.0.4.post1", "2.0")] == [False, True, False]
    workflow = yaml.safe_load((book / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    steps = [step.get("run") or "" for step in workflow["jobs"]["build"]["steps"]]
    assert any(step.endswith("_config.yml && jupyter-book build -W --keep-going .") for step in steps)
    pages = yaml.safe_load((book / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    assert pages["script"][-1].endswith("jupyter-book build -W --keep-going . && mv _build/html public")
    assert 'seminar_day: ""' in (book / "_config.yml").read_text(encoding="utf-8")


def test_no_entry_is_read_from_the_comments_of_the_papers() -> None:
    # BibTeX and pybtex, which a Jupyter Book has, know no comments: an at sign begins an entry anywhere.
    assert TEMPLATES["references.bib"].count("@") == len(
        read_bibliography(TEMPLATES["references.bib"].encode(), "references.bib").value
    )


def answering(*answers: str) -> tuple[Dialogue, list[str]]:
    """Return a dialogue with somebody who gives these answers, and what they are told."""
    given, told = iter(answers), []

    def ask(_prompt: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    return Dialogue(ask, told.append), told


def test_a_wrong_answer_is_asked_for_again_with_a_reason() -> None:
    dialogue, told = answering(
        "5",
        "2",
        "",
        "Theory",
        "someday",
        "Mon 1400",
        "Mon 16:00-14:00, 2026-10-12..2027-02-05",
        TERM,
        "CET",
        "Europe/Berlin",
    )
    answers = ask_for(dialogue, NOTHING)
    assert (answers.kind, answers.title, answers.timezone) == ("seminar", "Theory", "Europe/Berlin")
    assert answers.meetings == Meetings("Mon 14:00-16:00", "2026-10-12", "2027-02-05")
    reasons = [
        "'5' is no kind",
        "needs a title",
        "names no day of the week",
        "hours '1400'",
        "not after its start",
        "did you mean",
    ]
    assert [reason in line for reason, line in zip(reasons, told, strict=True)] == [True] * 6


def test_only_what_the_options_do_not_say_is_asked() -> None:
    dialogue, _told = answering("Theory")
    given = NOTHING | {"kind": "workshop", "meets": "2026-06-14", "timezone": "UTC"}
    assert ask_for(dialogue, given).meetings == Meetings(starts="2026-06-14", hour="9:00")


def test_an_option_is_refused_rather_than_asked_for_again() -> None:
    with pytest.raises(UnansweredError, match="--kind"):
        ask_for(answering("course")[0], NOTHING | {"kind": "lesson"})


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | type[BaseException]]]:
    """Answers that somebody types at a terminal; an exception is what the keyboard does."""
    typed: list[str | type[BaseException]] = []

    def read(_prompt: str = "") -> str:
        line = typed.pop(0)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(builtins, "input", read)
    return iter([typed])


def test_four_answers_at_a_terminal_make_a_book(
    tmp_path: Path, terminal: Iterator[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    next(terminal).extend(["reading", "Theory Group", "", "America/Toronto"])
    assert main(["new", str(tmp_path / "a book")]) == 0
    assert (tmp_path / "a book/meetings.csv").is_file()
    wrote, *steps = capsys.readouterr().out.splitlines()
    assert "'Theory Group', a reading group" in wrote
    assert len(steps) == 3
    assert f"cd '{tmp_path}/a book'" in steps[0]


@pytest.mark.parametrize(("key", "code"), [(EOFError, 1), (KeyboardInterrupt, 130)])
def test_somebody_who_leaves_has_written_nothing(
    tmp_path: Path, terminal: Iterator[list[type[BaseException]]], key: type[BaseException], code: int
) -> None:
    next(terminal).append(key)
    assert main(["new", str(tmp_path / "book")]) == code
    assert not (tmp_path / "book").exists()


@pytest.mark.parametrize(
    ("said", "meetings"),
    [
        (TERM, Meetings("Mon 14:00-16:00", "2026-10-12", "2027-02-05")),
        (
            "Mon, Wed 10:00-11:30 from 12 Oct 2026 to 5 Feb 2027",
            Meetings("Mon, Wed 10:00-11:30", "2026-10-12", "2027-02-05"),
        ),
        ("2026-10..2027-01; Thu 9:00-10:00", Meetings("Thu 9:00-10:00", "2026-10-01", "2027-01-31")),
        (
            "Mon 13:00, every 2 weeks, Sept 2026 - Dec 2026",
            Meetings("Mon 13:00", "2026-09-01", "2026-12-31", "every 2 weeks"),
        ),
        ("  ", Meetings()),
    ],
)
def test_hours_rhythm_and_term_are_read_from_one_answer(said: str, meetings: Meetings) -> None:
    read = read_meetings(said, "course")
    assert (read.value, read.problems) == (meetings, ())


@pytest.mark.parametrize(
    ("said", "kind"), [("1", "course"), ("Reading-Group", "reading group"), ("w", "workshop"), ("se", "seminar")]
)
def test_a_kind_is_named_in_short(said: str, kind: str) -> None:
    assert read_kind(said).value == kind


def test_a_time_zone_that_there_is_none_of_names_what_it_may_mean() -> None:
    (problem,) = read_timezone("europe/berln").problems
    assert "Europe/Berlin" in problem.message


def test_without_a_command_the_answer_is_what_commands_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "sphinx-seminar new kernels" in said.err
    assert "sphinx-seminar import README.md book" in said.err


def test_help_imports_nothing_heavy() -> None:
    program = """\
import sys
from sphinx_seminar.cli.commands import main
try:
    main(['new', '--help'])
except SystemExit as end:
    assert end.code == 0
heavy = {'sphinx', 'docutils', 'myst_parser', 'markdown_it', 'babel', 'dateutil', 'yaml', 'pygments'}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "examples:" in done.stdout


TEMPLATES = {path: file.read_text(encoding="utf-8") for path, file in template_files("every")}


def test_github_builds_the_book_and_publishes_what_it_built() -> None:
    # YAML 1.1 reads the key "on" as a truth value.
    workflow = yaml.safe_load(TEMPLATES[".github/workflows/pages.yml"])
    assert workflow[True]["push"]["branches"] == ["main"]
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow["jobs"]["deploy"]["needs"] in workflow["jobs"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    (uploaded,) = [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")]
    assert any(step.get("run", "").endswith(f" . {uploaded}") for step in steps)


def test_gitlab_publishes_the_folder_that_it_builds() -> None:
    pages = yaml.safe_load(TEMPLATES[".gitlab-ci.yml"])["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert pages["script"][-1].endswith(" . public")


def test_read_the_docs_finds_the_settings_and_the_requirements() -> None:
    settings = yaml.safe_load(TEMPLATES[".readthedocs.yaml"])
    assert settings["version"] == 2
    assert settings["sphinx"]["configuration"] in TEMPLATES
    assert all(install["requirements"] in TEMPLATES for install in settings["python"]["install"])


def test_the_requirements_are_packages_and_the_papers_are_understood() -> None:
    lines = [line for line in TEMPLATES["requirements.txt"].splitlines() if not line.startswith("#")]
    assert "sphinx-seminar" in [Requirement(line).name for line in lines]
    assert read_bibliography(TEMPLATES["references.bib"].encode(), "references.bib").problems == ()


@pytest.mark.parametrize("target", ["html", "live", "pdf", "clean"])
def test_make_knows_what_the_makefile_promises(tmp_path: Path, target: str) -> None:
    make = shutil.which("make")
    assert make is not None, "make is not installed: run 'apt-get install make'"
    (tmp_path / "Makefile").write_text(TEMPLATES["Makefile"], encoding="utf-8")
    done = subprocess.run([make, "-n", target], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("programs", "options"),
    [
        # Sphinx knows the option -M only as the first.
        (("latexmk", "xelatex"), "-m sphinx -M latexpdf . _build"),
        (("latexmk",), "-b seminar-pdf . _build/pdf"),
        ((), "-b seminar-pdf . _build/pdf"),
    ],
)
def test_make_pdf_takes_xelatex_where_it_is_and_typst_where_it_is_not(
    tmp_path: Path, programs: tuple[str, ...], options: str
) -> None:
    (tmp_path / "Makefile").write_text(TEMPLATES["Makefile"], encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name, line in (("python3", 'echo "$@"'), *((program, "true") for program in programs)):
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    make = ["/usr/bin/env", "make", "pdf", f"PATH={tmp_path / 'bin'}", "SHELL=/bin/sh"]
    done = subprocess.run(make, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert options in done.stdout


def test_a_machine_whose_clock_is_universal_time_offers_it_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Etc/UTC")
    assert machine_zone() == "UTC"
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert machine_zone() == "Europe/Berlin"
