"""The builder that says what is left to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sphinx_seminar import config
from sphinx_seminar.report.checks import CHECKS
from tests.authoring import Manuscript
from tests.built import Built

INDEX = """\
# Kernels

```{course} Kernels
:timezone: Pacific/Kiritimati
```

```{toctree}
ntk
```
"""
NTK = """# Neural Tangent Kernel

```{lecture}
:date: 2021-06-07
:slides: slides/ntk.pdf
:recording: https://example.org/ntk
:papers: @jacot2018neural
```
"""
BIB = "@article{jacot2018neural, title={Neural Tangent Kernel}, author={Jacot, A.}, year={2018}, eprint={1806.07572}, archiveprefix={arXiv}}\n"
DECK = (Path(__file__).parents[1] / "books/second-course/slides/mcmc.pdf").read_bytes()
FILES: dict[str, str | bytes] = {"index.md": INDEX, "ntk.md": NTK, "refs.bib": BIB, "slides/ntk.pdf": DECK}
CONF = {"seminar_bibliography": ["refs.bib"], "seminar_report_day": "2021-06-08"}


@pytest.fixture
def manuscript(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES, CONF)


def report(book: Manuscript, **conf: str) -> Built:
    return book.build("seminar-report", conf=conf)


def findings(built: Built) -> dict[str, list[str]]:
    data = json.loads(built.read_file("report.json"))
    Draft202012Validator(json.loads(built.read_file("report.schema.json"))).validate(data)
    found = {
        check["name"]: [f"{one['path']}:{one.get('line', '')}" for one in check["findings"]] for check in data["checks"]
    }
    assert data["count"] == sum(map(len, found.values()))
    return {name: places for name, places in found.items() if places}


def test_a_course_with_nothing_to_do_says_so_and_succeeds(manuscript: Manuscript) -> None:
    built = report(manuscript)
    assert built.warnings == []
    assert built.app.statuscode == 0
    assert "A course, 2021-06-08: nothing left to do.\n" in built.status
    assert findings(built) == {}


def test_what_is_left_is_said_on_the_terminal_in_a_text_and_as_data(manuscript: Manuscript) -> None:
    manuscript.edit("ntk.md", ":recording: https://example.org/ntk\n", "")
    manuscript.write("refs.bib", BIB + "\n@article{lee2019wide, title={Wide}, author={Lee, J.}, year={2019}}\n")
    manuscript.write("slides/spare.pdf", DECK)
    built = report(manuscript)
    assert built.app.statuscode == 1
    assert built.warnings == []
    assert findings(built) == {
        "recordings": ["ntk.md:3"],
        "unlinked-decks": ["slides/spare.pdf:"],
        "unlisted-papers": ["refs.bib:3"],
    }
    text = built.read_file("report.txt").decode()
    assert text in built.status
    lines = [
        "Add recordings (recordings, 1)",
        "  ntk.md:3: lecture 1, 'Neural Tangent Kernel' (2021-06-07) has no recording",
    ]
    assert [line for line in text.splitlines() if "recording" in line] == lines


def test_the_report_follows_every_edit_of_a_file(manuscript: Manuscript) -> None:
    report(manuscript)
    manuscript.delete("slides/ntk.pdf")
    assert findings(report(manuscript)) == {"slides": ["ntk.md:3"]}
    manuscript.write("slides/ntk.pdf", DECK)
    assert findings(report(manuscript)) == {}


def test_the_day_is_the_setting_s_else_the_epoch_s_in_the_course_s_zone(
    manuscript: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    def day(**conf: str) -> str:
        return str(json.loads(report(manuscript, **conf).read_file("report.json"))["day"])

    # 23:30 UTC is the next day on Kiritimati, 14 hours ahead.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1623022200")
    assert day(seminar_report_day="2021-06-01") == "2021-06-01"
    assert day(seminar_report_day="") == "2021-06-07"


def test_the_setting_knows_every_check() -> None:
    assert tuple(CHECKS) == config.CHECKS


def test_checks_can_be_chosen(manuscript: Manuscript) -> None:
    manuscript.write("slides/spare.pdf", DECK)
    built = report(manuscript, seminar_report_checks="slides,people")
    assert built.app.statuscode == 0
    assert [check["name"] for check in json.loads(built.read_file("report.json"))["checks"]] == ["slides", "people"]


def test_the_command_tells_by_its_exit_code(manuscript: Manuscript) -> None:
    assert manuscript.sphinx_build("seminar-report").returncode == 0
    manuscript.write("slides/spare.pdf", DECK)
    assert manuscript.sphinx_build("seminar-report", "-W").returncode == 1


def test_entries_that_another_extension_cites_are_not_idle(tmp_path: Path) -> None:
    entry = "@article{lee2019wide, title={Wide}, author={Lee, J.}, year={2019}, doi={10.1/1}}\n"
    page = NTK + "\n{cite:p}`lee2019wide`\n\n```{bibliography}\n```\n"
    conf = CONF | {
        "extensions": ["myst_parser", "sphinxcontrib.bibtex", "sphinx_seminar"],
        "bibtex_bibfiles": ["refs.bib"],
    }
    assert findings(report(Manuscript(tmp_path, FILES | {"ntk.md": page, "refs.bib": BIB + entry}, conf))) == {}


def test_the_proceedings_of_a_listed_paper_are_not_idle(manuscript: Manuscript) -> None:
    child = BIB.replace("year={2018}", "crossref={NIPS2018}")
    manuscript.write("refs.bib", child + "@proceedings{nips2018, title={NeurIPS}, year={2018}}\n")
    assert findings(report(manuscript)) == {}


def test_what_was_built_inside_the_source_is_no_deck(tmp_path: Path) -> None:
    copies = {f"{folder}/slides/old.pdf": DECK for folder in ("_build/html", ".cache")}
    book = Manuscript(tmp_path, FILES | copies, CONF)
    assert findings(report(book)) == {}


def test_a_deck_that_the_text_links_is_not_left_over(manuscript: Manuscript) -> None:
    manuscript.write("slides/spare.pdf", DECK)
    manuscript.write("ntk.md", NTK + "\n[More slides](slides/spare.pdf)\n")
    assert findings(report(manuscript)) == {}


def test_milestones_without_a_day_are_open(manuscript: Manuscript) -> None:
    timeline = """\
```{timeline}
- 2021-06-30: Reports
- TBA: Exam
- 2021-07: Talks
- 2021-05: Topics
```
"""
    manuscript.write("index.md", INDEX + timeline)
    first = INDEX.count("\n") + 2
    assert findings(report(manuscript)) == {"dates": [f"index.md:{first + 1}", f"index.md:{first + 2}"]}


def test_a_file_beside_the_documents_is_no_deck(manuscript: Manuscript) -> None:
    manuscript.rename("slides/ntk.pdf", "ntk.pdf")
    manuscript.edit("ntk.md", "slides/ntk.pdf", "ntk.pdf")
    manuscript.write("syllabus.pdf", DECK)
    assert findings(report(manuscript)) == {}
