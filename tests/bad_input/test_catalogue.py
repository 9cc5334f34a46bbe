"""Every mistake of the catalogue: the author is told what stands there, and nothing of the page is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

from tests.authoring import Manuscript
from tests.bad_input.catalogue import FOLDER, SUBJECTS, Case, subjects, type_of
from tests.bad_input.manual_pages import MANUAL, pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import BuildWarning, Built

CASES = [case for subject in subjects() for case in subject.cases]
#: The contract's subtypes.
SUBTYPES = {
    *("course", "name", "date", "plan", "person", "link", "slides", "paper", "bibliography", "citation", "column"),
    *("data", "timeline", "grading", "pool", "reference", "export", "assignment", "announcement", "release", "group"),
}


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_mistake_is_explained_and_nothing_is_lost(tmp_path: Path, case: Case) -> None:
    book = Manuscript(tmp_path, case.files, case.conf)
    if case.stops:
        with pytest.raises(ConfigError) as stopped:
            book.build("text")
        assert str(stopped.value) == case.stops
        return
    built = book.build("text")
    assert [_printed(built, warning) for warning in built.complaints()] == list(case.messages)
    others = {f"{warning.type}.{warning.subtype}".rstrip(".") for warning in built.warnings} - {"seminar"}
    assert [message for message in case.foreign if type_of(message) not in others] == []
    shown = " ".join(" ".join(built.text(docname) for docname in sorted(built.app.env.found_docs)).split())
    assert [words for words in case.shows if words not in shown] == []


def _printed(built: Built, warning: BuildWarning) -> str:
    """Return a message as the build prints it; lines of ``conf.py`` depend on the test's own."""
    path, line = warning.path, warning.line
    if path == "conf.py" and line is not None:
        written = (built.app.srcdir / "conf.py").read_text(encoding="utf-8").splitlines()[line - 1]
        assert written.startswith("seminar_"), "the line of conf.py is that of the value"
        line = 1
    return f"{path}:{line}: {warning.message} [{warning.type}.{warning.subtype}]"


def test_every_file_is_a_subject() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == sorted(SUBJECTS)
    assert len(CASES) >= 120
    assert len({case.id for case in CASES}) == len(CASES)


def test_the_types_are_those_of_the_contract() -> None:
    types = {type_of(message) for case in CASES for message in case.messages}
    assert {name.removeprefix("seminar.") for name in types} <= SUBTYPES


def test_the_manual_says_what_the_build_says() -> None:
    written = {path.relative_to(MANUAL).as_posix(): path.read_text("utf-8") for path in MANUAL.glob("messages*/*.md")}
    written["messages.md"] = (MANUAL / "messages.md").read_text("utf-8")
    assert written == pages(), "write them again: python -m tests.bad_input"


def test_the_overview_leads_to_each_subject_and_from_each_type() -> None:
    overview = pages()["messages.md"]
    linked = re.findall(r"\]\(messages/(\w+)\.md\)$", overview, re.MULTILINE)
    assert tuple(linked) == SUBJECTS
    types = {type_of(message) for case in CASES for message in (*case.messages, *case.foreign)}
    assert set(re.findall(r"^`\[([\w.]+)\]`$", overview, re.MULTILINE)) == types
