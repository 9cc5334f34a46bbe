"""Facts in lines, and what the command tells of what it saw and did not use."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.importing.facts import course_fact


def told(folder: Path, page: str) -> str:
    """Import a page, and return its first page in the book."""
    (folder / "page.md").write_text(page, encoding="utf-8")
    assert main(["import", str(folder / "page.md"), str(folder / "book"), "--timezone", "UTC"]) == 0
    return (folder / "book/index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "language", "fact"),
    [
        (
            "Tuesday/Thursday 11:40am–12:55pm, Gates Hall",
            "en",
            ("meets", "Tuesday/Thursday 11:40am–12:55pm @ Gates Hall"),
        ),
        ("Mo 14:00-16:00", "de", ("meets", "Mo 14:00-16:00")),
        ("Dozentin: Anna Berg", "en", ("instructors", "Anna Berg")),
        ("担当教員：山田太郎", "ja", ("instructors", "山田太郎")),
        ("**担当：**山田太郎", "ja", ("instructors", "山田太郎")),
        ("上课地点：二教 117", "zh_CN", ("location", "二教 117")),
        ("Profesora: Ana Ruiz", "es", ("instructors", "Ana Ruiz")),
        ("Chargé de TD : Luc Roux", "fr", ("instructors", "Luc Roux (chargé de td)")),
        ("Hörsaal: HS 3", "de", ("location", "HS 3")),
        ("TAs: Bo Roe", "en", ("assistants", "Bo Roe")),
        ("Aula: 5", "es", ("location", "5")),
        ("Monday is fine", "en", ("", "")),
        ("Mo, 13. Oktober: Beginn", "de", ("", "")),
        ("Monday, Gates Hall 5", "en", ("", "")),
        ("Monday 10:00 we met and it was 1999, as ever", "en", ("", "")),
    ],
)
def test_a_line_states_a_fact(line: str, language: str, fact: tuple[str, str]) -> None:
    assert course_fact(line, language) == fact


def test_a_fact_may_stand_under_its_label(tmp_path: Path) -> None:
    index = told(
        tmp_path,
        """\
# Course

### Instructor:

Ann Lee

### Policies

Be kind.
""",
    )
    assert ":instructors: Ann Lee" in index
    assert "Instructor" not in index
    assert "Be kind." in index


def test_dates_hours_and_tables_that_are_not_used_are_told_with_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = """\
# Course

The exam is on Dec 12, 2025, and there is cake.

We start at 9:30 am.

| Name | Office |
|---|---|
| Ann | 5 |

- Paper due Oct 3
"""
    told(tmp_path, page)
    said = capsys.readouterr().out
    for line in (
        "line 3: a date or hours are words here: 'The exam is on Dec 12, 2025, and there is cake.'",
        "line 5: a date or hours are words here: 'We start at 9:30 am.'",
        "line 7: a table is kept as one (Name, Office): it has no sessions with dates",
        "line 11: a date or hours are words here: 'Paper due Oct 3'",
    ):
        assert f"  {line}\n" in said


def test_the_year_of_the_other_dates_is_that_of_dates_without_one(tmp_path: Path) -> None:
    index = told(
        tmp_path,
        """\
# C

| Date | Topic |
|---|---|
| 9/30 | A |
| 10/7 | B |
| 10/28/2025 | C |
""",
    )
    for day in ("2025-09-30", "2025-10-07", "2025-10-28"):
        assert f"| {day} |" in index


def test_a_year_is_told_only_where_a_date_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(
        tmp_path,
        """\
# Course, Fall 2025

| Date | Topic |
|---|---|
| 2025-10-07 | A |
| 2025-10-14 | B |
""",
    )
    assert "without a year" not in capsys.readouterr().out


def test_a_line_of_a_cell_that_goes_on_is_no_part_of_a_list(tmp_path: Path) -> None:
    rows = "| 2025-09-30 | Trees and<br>their roots; what else? | A<br>B |\n| 2025-10-07 | M1:<br>Graphs | C |\n"
    index = told(tmp_path, f"# C\n\n| Date | Topic | More |\n|---|---|---|\n{rows}")
    assert "| 2025-09-30 | Trees and their roots; what else? | A; B |\n| 2025-10-07 | M1: Graphs | C |" in index


def test_a_term_over_two_years_is_that_of_days_in_numbers(tmp_path: Path) -> None:
    front = """\
---
title: Logique
lang: fr
semester: Semestre 5 · 2026/2027
---
"""
    rows = "| 14/12 | A |\n| 04/01 | B |\n| 11/01 | C |\n"
    index = told(tmp_path, f"{front}\n| Date | Thème |\n|---|---|\n{rows}")
    for day in ("2026-12-14", "2027-01-04", "2027-01-11"):
        assert f"| {day} |" in index


def test_a_column_that_counts_days_is_one_of_numbers(tmp_path: Path) -> None:
    index = told(
        tmp_path,
        """\
# C

| Día | Fecha | Tema |
|---|---|---|
| **5** | **Lun 27 abr 2026** | A |
| 6 | Mar 28 abr 2026 | B |
""",
    )
    assert "number=No. (Día), date=Fecha" in index
    assert "| 5 | 2026-04-27 | A |" in index


def test_what_is_due_is_an_assignment_once(tmp_path: Path) -> None:
    rows = """\
| 2025-09-02 | HW 1 due |
| 2025-09-04 | Trees |
| 2025-09-09 | HW 2 due |
| 2025-09-11 | HW 2 due |
"""
    index = told(tmp_path, f"# C\n\n| Date | Topic |\n|---|---|\n{rows}")
    assert "```{timeline}\n- 2025-09-11: HW 2 due\n```" in index
    table = """\
| Title | Due |
| --- | --- |
| HW 1 | 2025-09-02 |
| HW 2 | 2025-09-09 |"""
    assert f"## Assignments\n\n```{{assignment-table}}\n{table}\n```" in index


def test_a_badge_is_its_words_with_a_link(tmp_path: Path) -> None:
    index = told(tmp_path, "# Course\n\n[![MIT](https://example.org/m.svg)](https://example.org/license)\n")
    assert "[MIT](https://example.org/license) ([image](https://example.org/m.svg))" in index


def test_words_that_lead_to_links_go_with_them(tmp_path: Path) -> None:
    rows = "| 2025-09-02 | Dynamo <br> *optional:* [Cassandra](https://example.org/c) |\n| 2025-09-04 | Spanner |\n"
    index = told(tmp_path, f"# C\n\n| Date | Topic |\n|---|---|\n{rows}")
    assert "| 2025-09-02 | Dynamo | [optional: Cassandra](https://example.org/c) |" in index


def test_signs_and_links_of_headers_are_no_part_of_them(tmp_path: Path) -> None:
    rows = "| 1 | Sep 2 (Tue) | A | HW 1 |\n| 2 | Sep 4 (Thu) | B | HW 2 |\n"
    page = f"""\
# Course, Fall 2025

| # | Date | Topic | [Late deadline](#rules) |
|---|---|---|---|
{rows}
## Rules

X.
"""
    index = told(tmp_path, page)
    assert "| # | Date | Topic | Late deadline |" in index
    assert "| 1 | Sep 2 Tue 2025 | A | HW 1 |" in index
