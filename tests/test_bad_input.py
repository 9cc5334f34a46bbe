"""Mistakes of authors: each is one warning at its line, which helps, and nothing else of the page is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

BIB = """\
@article{jacot2018neural, title={Neural tangent kernel}, author={Jacot, Arthur}, year=2018}

@article{broken2019, title={No end, author={Lee, J.},

@article{lee2019wide, title={Wide networks}, author={Lee, Jaehoon}, year=2019}
"""


class Mistake(NamedTuple):
    """What an author wrote, the warning that it gets, and the words that the page must still show."""

    body: str
    line: int
    subtype: str
    says: tuple[str, ...]
    shown: str


HEAD = "# Talk\n\n"
MISTAKES = {
    "unknown key": Mistake(
        "```{lecture}\n```\n\n```{key-papers}\n- @lee2019wide\n- @jacot2018nerual\n- @jacot2018neural\n```\n",
        8,
        "paper",
        ("@jacot2018nerual", "did you mean 'jacot2018neural'"),
        "@jacot2018nerual",
    ),
    "missing deck": Mistake(
        "```{lecture}\n:slides: slides/ntk.pdf\n```\n",
        4,
        "slides",
        ("slides/ntk.pdf", "does not exist"),
        "slides/ntk.pdf",
    ),
    "deck that is no PDF": Mistake(
        "```{lecture}\n:slides: fake.pdf\n```\n", 4, "slides", ("fake.pdf", "is no PDF", "linked as it is"), "fake.pdf"
    ),
    "deck outside of the book": Mistake(
        "```{lecture}\n:slides: ../../secret.pdf\n```\n", 4, "slides", ("outside the source folder",), "secret.pdf"
    ),
    "dangerous link": Mistake(
        "```{lecture}\n:recording: Film <javascript:alert(1)>\n```\n", 4, "link", ("javascript", "https"), "Film"
    ),
    "dangerous link of a role": Mistake(
        "Text.\n\nSee {slides}`the deck <data:text/html,hello>`.\n", 5, "link", ("'data'",), "the deck"
    ),
    "dangerous link of a person": Mistake(
        "```{lecture}\n:speaker: Ann Lee <javascript:alert(1)>\n```\n", 4, "person", ("javascript",), "Ann Lee"
    ),
    "two sessions with one name": Mistake(
        "```{session} One\n:name: same\n```\n\n```{session} Two\n:name: same\n```\n",
        7,
        "name",
        ("'same'", "index.md:3"),
        "Two",
    ),
    "unreadable date": Mistake(
        "```{lecture}\n:location: Hall\n:date: the day after\n```\n", 5, "date", ("the day after",), "the day after"
    ),
    "ambiguous date": Mistake(
        "```{lecture}\n:date: 03/04/2021\n```\n", 4, "date", ("2021-04-03", "2021-03-04"), "03/04/2021"
    ),
    "unknown column": Mistake(
        "```{lecture}\n```\n\n```{session-table}\n:columns: number, titel, kind\n```\n",
        7,
        "column",
        ("'titel'", "did you mean 'title'"),
        "No.",
    ),
    "unknown name of a session": Mistake(
        "```{lecture}\n:name: kernels\n```\n\nSee {lecture}`kernel`.\n",
        7,
        "reference",
        ("unknown session 'kernel'", "did you mean 'kernels'"),
        "See kernel.",
    ),
    "unknown key of a role": Mistake(
        "See {paper}`jacot2018`.\n", 3, "reference", ("unknown paper 'jacot2018'", "jacot2018neural"), "See jacot2018."
    ),
    "unknown person": Mistake(
        "```{lecture}\n:speaker: Ann Lee\n```\n\nAsk {person}`Anne Lee`.\n",
        7,
        "reference",
        ("unknown person 'Anne Lee'", "Ann Lee"),
        "Ask Anne Lee.",
    ),
    "unknown status": Mistake("```{lecture}\n:status: maybe\n```\n", 4, "data", ("'maybe'", "tentative"), "maybe"),
    "meetings that are no number": Mistake(
        "```{lecture}\n:meetings: two\n```\n", 4, "plan", ("'two'", "whole number"), "Lecture 1"
    ),
    "unknown zone": Mistake(
        "```{lecture}\n:date: 2021-06-07 14:00\n:timezone: Europe/Berln\n```\n",
        5,
        "date",
        ("Europe/Berlin",),
        "7 June 2021",
    ),
    "empty list of papers": Mistake("```{key-papers}\n```\n\nAfter.\n", 3, "paper", ("empty",), "After."),
    "second course": Mistake("```{course} One\n```\n\n```{course} Two\n```\n", 6, "course", ("index.md:3",), "Two"),
    "unknown sorting": Mistake(
        "```{lecture}\n```\n\n```{session-table}\n:sort: dat\n```\n", 7, "column", ("'dat'", "date"), "Talk"
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_warning_at_its_line_and_nothing_is_lost(tmp_path: Path, mistake: Mistake) -> None:
    files = {
        "index.md": f"{HEAD}{mistake.body}\nThe last words.\n",
        "refs.bib": BIB.replace("@article{broken2019", "%"),
    }
    files |= {"fake.pdf": "not a PDF"}
    built = Manuscript(tmp_path / "book", files, {"seminar_bibliography": ["refs.bib"]}).build()
    (warning,) = [found for found in built.warnings if found.path != "refs.bib"]
    assert (warning.path, warning.type, warning.subtype, warning.line) == (
        "index.md",
        "seminar",
        mistake.subtype,
        mistake.line,
    )
    assert [part for part in mistake.says if part not in warning.message] == []
    page = built.page("index").get_text()
    assert mistake.shown in page
    assert "The last words." in page


def test_entries_after_a_broken_one_still_work(tmp_path: Path) -> None:
    files = {"index.md": "# T\n\n```{key-papers}\n- @jacot2018neural\n- @lee2019wide\n```\n", "refs.bib": BIB}
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["refs.bib"]}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("refs.bib", 3, "bibliography")
    assert len(built.page("index").select("li.sem-paper .sem-paper-title")) == 2


def test_a_missing_bibliography_is_named_with_the_files_that_could_be_meant(tmp_path: Path) -> None:
    files = {"index.md": "# T\n\n```{key-papers}\n- @jacot2018neural\n```\n", "references.bib": BIB}
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["reference.bib"]}).build()
    missing, key = sorted(built.warnings, key=lambda warning: warning.path)
    assert (missing.path, missing.subtype) == ("conf.py", "bibliography")
    conf = (tmp_path / "source/conf.py").read_text().splitlines()
    assert conf[missing.line - 1].startswith("seminar_bibliography")
    assert "references.bib" in missing.message
    assert (key.path, key.line, key.subtype) == ("index.md", 4, "paper")


def test_a_key_of_two_files_is_the_first_and_both_are_named(tmp_path: Path) -> None:
    entry = "@book{same, title={%s}, author={Lee, A.}, year=2001}\n"
    files = {"index.md": "# T\n\n```{key-papers}\n- @same\n```\n", "a.bib": entry % "One", "b.bib": entry % "Two"}
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["a.bib", "b.bib"]}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("b.bib", 1, "bibliography")
    assert "a.bib:1" in warning.message
    assert built.page("index").select_one(".sem-paper-title").get_text() == "One"


def test_a_lecture_with_neither_title_nor_heading(tmp_path: Path) -> None:
    files = {"index.md": "# C\n\n```{toctree}\nbare\n```\n", "bare.md": "```{lecture}\n:speaker: Ann Lee\n```\n"}
    built = Manuscript(tmp_path, files).build()
    (warning,) = built.complaints()
    assert (warning.path, warning.line, warning.subtype) == ("bare.md", 1, "name")
    assert "'bare'" in warning.message
    assert built.page("bare").select_one(".sem-title").get_text() == "bare"
    assert "Ann Lee" in built.page("bare").get_text()


def test_an_unknown_option_is_pointed_out_by_the_markup_language(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": "# T\n\n```{lecture}\n:speeker: Ann\n:location: Hall\n```\n"}).build()
    (warning,) = built.warnings
    assert warning.path.startswith("index.md")
    assert warning.type == "myst"
    assert "speeker" in warning.message
    assert "Hall" in built.page("index").get_text()


@pytest.mark.parametrize("subtype", ["paper", "date"])
def test_a_warning_can_be_silenced(tmp_path: Path, subtype: str) -> None:
    files = {"index.md": "# T\n\n```{lecture}\n:date: whenever\n```\n\n```{key-papers}\n- @nobody\n```\n"}
    built = Manuscript(tmp_path, files, {"suppress_warnings": [f"seminar.{subtype}"]}).build()
    assert {warning.subtype for warning in built.warnings} == {"paper", "date"} - {subtype}


def test_every_build_repeats_the_warnings_until_they_are_mended(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# T\n\n```{lecture}\n:date: whenever\n```\n"})
    first, second = book.build(), book.build()
    assert first.warnings == second.warnings != []
    book.edit("index.md", "whenever", "2021-06-07")
    assert book.build().warnings == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("seminar_bibliography", "refs.bib", "a list of .bib files"),
        ("seminar_timezone", "Berlin", "an IANA time zone"),
        ("seminar_citation_style", "mla", "one of apa"),
        ("seminar_exports", ["pdf"], "a list of names out of ics"),
        ("seminar_fresh_navigation", "yes", "True or False"),
    ],
)
def test_a_wrong_setting_ends_the_build_with_its_name(tmp_path: Path, name: str, value: object, expected: str) -> None:
    run = Manuscript(tmp_path, {"index.md": "# T\n"}, {name: value}).sphinx_build()
    assert run.returncode != 0
    assert f"{name} = {value!r}" in run.errors
    assert expected in run.errors


HOSTILE = "<script>alert(1)</script>\"'&lt;${jndi}\\input{/etc/passwd}%#_^~"


def test_hostile_text_is_text_in_every_output(tmp_path: Path) -> None:
    page = (
        f"# Talk\n\n```{{lecture}}\n:location: {HOSTILE.replace('#', '')}\n:speaker: {HOSTILE.replace('#', '').replace(';', '')}\n"
        f':slides: {HOSTILE.replace("#", "").replace(";", "").replace("<", "")} <https://x.org/?a="><script>>\n```\n\n```{{key-papers}}\n- {HOSTILE}\n```\n\n```{{session-table}}\n```\n'
    )
    book = Manuscript(tmp_path, {"index.md": page})
    html = book.build().page("index", whole=True)
    scripts = [script for script in html.select("script") if "alert" in script.get_text()]
    assert {script.get("type") for script in scripts} <= {"application/ld+json"}
    schemes = {link["href"].split(":")[0] for link in html.select("a[href]") if ":" in link["href"].split("/")[0]}
    assert schemes <= {"https", "http", "mailto"}
    latex = (book.build("latex").folder / "acourse.tex").read_text(encoding="utf-8")
    assert "\\input{/etc/passwd}" not in latex
