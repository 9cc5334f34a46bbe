"""``sphinx-seminar check`` and ``serve``: a book as its readers get it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sphinx_seminar.cli import checking
from sphinx_seminar.cli.commands import main
from tests.authoring import Manuscript

WHOLE = """\
# Kernels

```{lecture}
:date: 2021-06-07
:slides: https://example.org/kernels.pdf
:recording: https://example.org/kernels
```
"""


def test_a_book_without_a_fault_passes_and_its_website_can_be_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = Manuscript(tmp_path / "book", {"index.md": WHOLE})
    assert main(["check", str(book.source), "--strict", "--out", str(tmp_path / "kept")]) == 0
    assert capfd.readouterr().out.endswith("Nothing is wrong\n")
    assert (tmp_path / "kept/html/index.html").is_file()


def test_a_warning_and_links_that_lead_nowhere_fail(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    links = '\n<a href="gone.html">one</a> <a href="#nowhere">two</a> <a href="search.html#top">three</a>\n'
    book = Manuscript(tmp_path, {"index.md": WHOLE.replace("06-07", "13-07") + links})
    assert main(["check", str(book.source)]) == 1
    said = capfd.readouterr()
    assert "there is no month 13" in said.err
    assert "'gone.html' leads to a file that is not there" in said.out
    assert "'#nowhere' leads to a place that its page does not have" in said.out
    assert said.out.endswith("Failed: the build warns; links that lead nowhere: 2\n")


def test_what_is_left_to_do_is_told_and_fails_a_strict_check(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = Manuscript(
        tmp_path,
        {
            "index.md": """\
# Kernels

```{lecture}
:date: 2021-06-07
```
"""
        },
    )
    assert main(["check", str(book.source)]) == 0
    assert "has no slides" in capfd.readouterr().out
    assert main(["check", str(book.source), "--strict"]) == 1
    assert capfd.readouterr().out.endswith("Failed: something is left to do\n")


def test_a_setting_of_the_book_holds_for_the_check(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = Manuscript(tmp_path, {"index.md": WHOLE})
    assert main(["check", str(book.source), "--setting", "seminar_day=tomorrow"]) == 1
    assert "seminar_day" in capfd.readouterr().err


def test_a_folder_without_a_book_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "serve"):
        assert main([command, str(tmp_path)]) == 1
        assert "expected the folder of a book" in capsys.readouterr().err


def test_a_preview_follows_the_folder_and_says_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Manuscript(tmp_path, {"index.md": WHOLE})
    started: list[list[str]] = []

    def run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, returncode=0)

    monkeypatch.setattr(checking.subprocess, "run", run)
    monkeypatch.setattr(checking, "find_spec", lambda name: None)
    assert main(["serve", str(book.source)]) == 1
    assert "sphinx-seminar[live]" in capsys.readouterr().err
    assert started == []
    monkeypatch.setattr(checking, "find_spec", lambda name: name)
    assert main(["serve", str(book.source), "--port", "8123", "--no-browser"]) == 0
    assert started[0][1:5] == ["-m", "sphinx_autobuild", "--port", "8123"]
    assert started[0][-2:] == [str(book.source), str(book.source / "_build/html")]
