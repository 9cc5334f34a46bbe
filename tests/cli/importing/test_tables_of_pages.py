"""Tables of course pages, as people write them in six languages: invented analogues of real ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.importing.lines import Year, date_at_head, dated_with_remark
from sphinx_seminar.cli.importing.schedule_kinds import rows_of_weeks
from sphinx_seminar.reading.tables import read_table
from tests.authoring import Manuscript


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported page: the folder of its book, its first page, and the report."""

    book: Path
    index: str
    report: str


@pytest.fixture
def imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Importer:
    """Return what imports a page that is given as text."""

    def run(page: str, name: str = "page.md", *options: str) -> Imported:
        (tmp_path / name).write_text(page, encoding="utf-8")
        book = tmp_path / "source"
        assert main(["import", str(tmp_path / name), str(book), "--timezone", "UTC", *options]) == 0
        return Imported(book, (book / "index.md").read_text(encoding="utf-8"), capsys.readouterr().out)

    return run


Importer = Callable[..., Imported]


def test_a_calendar_of_weeks_is_a_session_a_day(imported: Importer) -> None:
    page = """\
<h1>Sensing: Spring 2021</h1>
<table>
<tr><th>Monday</th><th>Tuesday</th><th>Wednesday</th><th>Thursday</th></tr>
<tr><td>Feb 1<br>Reg day</td><td>Feb 2<br><b>LEC 1</b>: Waves (<a href="https://example.org/w.pdf">Slides</a>)<br>Read ch. 1</td>
<td>Feb 3</td><td>Feb 4<br><b>LEC 2</b>: Echoes (<a href="https://example.org/a">Slides 1</a>, <a href="https://example.org/b">Slides 2</a>)</td></tr>
<tr><td>Feb 8<br>Presidents' day</td><td>Feb 9<br>LEC 3: Maps</td><td>Feb 10</td><td>Feb 11<br>Midterm</td></tr>
</table>
"""
    told = imported(page, "page.html")
    assert "- Feb 1 2021: Reg day\n- Feb 8 2021: Presidents' day" in told.index
    assert "| Feb 2 2021 | LEC 1: Waves | Read ch. 1 |" in told.index
    assert "| Feb 4 2021 | LEC 2: Echoes |" in told.index
    assert "| Feb 11 2021 | Midterm |" in told.index
    assert Manuscript(told.book.parent).build().warnings == []


def test_a_calendar_of_a_winter_term_goes_on_in_the_next_year(imported: Importer) -> None:
    page = """\
# Kernels, Winter 2024/25

| Week | Mon | Wed | Fri |
|---|---|---|---|
| 1 | 12/16: Kernels | 12/18 Networks | 12/20: Review |
| 2 | 1/6 Trees | 1/8: Forests | 1/31 End |
"""
    days = [line.split(" | ")[0] for line in imported(page).index.split("\n") if line.startswith("| 20")]
    assert days == [
        f"| {day}" for day in ("2024-12-16", "2024-12-18", "2024-12-20", "2025-01-06", "2025-01-08", "2025-01-31")
    ]


def test_brackets_around_links_go_with_them_and_a_calendar_may_have_two_days(imported: Importer) -> None:
    page = """\
# Nets, Fall 2023

| Wk | Mon | Wed |
| --- | --- | --- |
| 1 | 8/28 **Lecture #1:** Intro [[slides](https://example.org/1.pdf)] | 8/30 Graphs |
| 2 | 9/4 Labor Day | 9/6 Flows |
"""
    index = imported(page).index
    assert "| 2023-08-28 | Lecture #1: Intro | 1 | [slides](https://example.org/1.pdf) |" in index
    assert "- 2023-09-04: Labor Day" in index


def test_a_table_about_weekdays_without_dates_is_no_calendar() -> None:
    table = read_table(
        "| Hour | Monday | Tuesday | Friday |\n| --- | --- | --- | --- |\n| 9:00 | A | B | C |\n", "markdown"
    )
    assert rows_of_weeks(table.value, Year(2021)) is None


@pytest.mark.parametrize(
    ("cell", "language", "date", "remark"),
    [
        ("14 - 18 octobre (repos)", "fr", "2024-10-14..2024-10-18", "repos"),
        ("Feb 5; Reg day", "en", "Feb 5 2024", "Reg day"),
        ("3. Oktober – Feiertag", "de", "2024-10-03", "Feiertag"),
        ("Oct 3 (group 1); Oct 4 (group 2)", "en", "", ""),
        ("3 October, Monday", "en", "", ""),
        ("Room 5", "en", "", ""),
    ],
)
def test_a_cell_may_have_a_remark_behind_its_date(cell: str, language: str, date: str, remark: str) -> None:
    assert dated_with_remark(cell, Year(2024, 0, language)) == (date, remark)


def test_a_date_at_the_head_is_the_longest() -> None:
    assert date_at_head("14 May 2024: [Room 5](#)", None) == ("14 May 2024", "[Room 5](#)")


def test_numbers_of_talks_are_no_people(imported: Importer) -> None:
    page = """\
| Ort | Datum | Titel | ID |
| --- | --- | --- | --- |
| Saal 1 | 27.10.2021 | Offene Daten | 1001 |
| Saal 2 | 28.10.2021 | Freie Karten | 1002 |
"""
    assert "speaker" not in imported(page).index


def test_the_title_is_a_column_that_most_rows_fill(imported: Importer) -> None:
    page = """\
# Projet 2025

| Semaine | Date | Rencontre | Remises |
| --- | --- | --- | --- |
| 1 | 2 sept. | Sujets | |
| 2 | 9 sept. | Suivi | **Rapport de fin de sprint, avec la planification du sprint suivant** (vendredi, 16 h) |
| 3 | 16 sept. | Semaine de lecture (pas de cours) | |
| 4 | 23 sept. | Suivi | |
"""
    index = imported(page).index
    assert "| 1 | 2 sept. 2025 | Sujets |" in index
    assert "- 16 sept. 2025: Semaine de lecture (pas de cours)\n" in index


def test_a_link_with_a_scheme_of_its_own_is_kept_as_words(imported: Importer) -> None:
    page = """\
# Waves

Add [the calendar](webcal://example.org/c.ics) to yours.
"""
    told = imported(page)
    assert "the calendar (`webcal://example.org/c.ics`)" in told.index
    assert "links that a page of the book may not have" in told.report


def test_cells_with_a_space_without_width_are_empty(imported: Importer) -> None:
    page = """\
# Systeme

| Datum | Thema | Bemerkung |
| --- | --- | --- |
| 26.09.2024 | Prozesse | \u200b |
| 10.10.2024 | \u200b | Abgabe |
| 24.10.2024 | entfällt | \u200b |
"""
    index = imported(page).index
    assert "\u200b" not in index
    assert "| 2024-10-24 | entfällt |  | cancelled |" in index


def test_a_table_of_days_of_the_term_is_a_timeline_and_one_of_deadlines_has_assignments(imported: Importer) -> None:
    page = """\
# Cours, automne 2026

| Repère | Date |
| --- | --- |
| Début de la session | 31 août 2026 |
| Semaine de lecture | 26 au 30 octobre 2026 |

## Travaux

| Travail | Date de remise |
| --- | --- |
| Rapport | 16 septembre |
| Projet | 9 décembre |

## Détails

| Travail | Remise | Points |
| --- | --- | --- |
| Rapport | 16 septembre | 40 |
| Projet | 9 décembre | 60 |
"""
    told = imported(page)
    assert "session-table" not in told.index
    assert "- 2026-08-31: Début de la session\n- 2026-10-26..2026-10-30: Semaine de lecture" in told.index
    assert (
        "## Travaux\n\n```{assignment-table}\n| Title | Due |\n| --- | --- |\n| Rapport | 2026-09-16 |\n| Projet | 2026-12-09 |"
        in told.index
    )
    assert "| Rapport | 16 septembre | 40 |" in told.index
    assert "line 17: a table is kept as one (Travail, Remise, Points)" in told.report


def test_a_list_of_nothing_but_deadlines_has_no_sessions(imported: Importer) -> None:
    page = """\
# Graphs, Fall 2021

- Sep 6: Labor Day - no class
- Sep 13: HW 1 due
- Sep 20: HW 2 due
"""
    told = imported(page)
    assert "session-table" not in told.index
    assert "- Sep 6 2021: Labor Day - no class" in told.index
    assert "| HW 1 | 2021-09-13 |" in told.index


@pytest.mark.parametrize("heading", ["講義計画", "课程安排", "Course schedule", "Semesterplan", "Plan du cours"])
def test_a_numbered_list_under_a_plan_is_its_sessions(imported: Importer, heading: str) -> None:
    items = "\n".join(f"{number}. Thema {number}" for number in range(1, 6))
    told = imported(f"""\
# Graphs

## {heading}

{items}

## Rules

{items}
""")
    assert "5 sessions in tables" in told.report
    assert "| 5 | Thema 5 |" in told.index
    assert told.index.count("5. Thema 5") == 1


def test_lines_that_begin_with_dates_are_sessions_without_bullets(imported: Importer) -> None:
    page = """\
<h1>Graphs, Fall 2021</h1>
<p>Remaining meetings:<br>Nov 8: Trees<br>Nov 15: Flows<br>Write to us before Nov 5.</p>
"""
    told = imported(page, "page.html")
    assert "| Nov 8 2021 | Trees |\n| Nov 15 2021 | Flows |" in told.index
    assert "Remaining meetings:" in told.index
    assert "a date or hours are words here: 'Write to us before Nov 5.'" in told.report


def test_a_list_beside_the_items_of_a_list_belongs_to_the_one_before(imported: Importer) -> None:
    page = """\
<h1>計算数学</h1><p>2007年冬</p>
<ul><li>第1回：10月2日</li><ul><li>誤差</li></ul><li>第2回：12月18日</li><ul><li>出張のため休講</li></ul>
<li>第3回：1月15日</li><ul><li>数値積分</li><li>常微分方程式</li></ul></ul>
"""
    index = imported(page, "page.html").index
    assert "| 1 | 2007-10-02 | 誤差 |" in index
    assert "| 3 | 2008-01-15 | 数値積分; 常微分方程式 |" in index
    assert "- 2007-12-18: 出張のため休講" in index


def test_facts_in_a_list_below_a_heading_are_those_of_the_course(imported: Importer) -> None:
    page = """\
# 計算数理演習

## 概要

- **担当：** 山田太郎
- 曜日時間：金曜日・1限
- 場所：本館 117
- 評価：レポート
"""
    index = imported(page).index
    assert ":instructors: 山田太郎\n:meets: 金曜日・1限\n:location: 本館 117" in index
    assert "評価" in index
    assert "担当" not in index


def test_a_heading_with_code_above_sessions_is_one_of_the_first_page(imported: Importer) -> None:
    page = """\
# S

## The `pandas` part

Read [this](y.pdf).

## Week 1: A

Text.

## Week 2: B

Text.
"""
    told = imported(page)
    assert "## The `pandas` part" in told.index
    assert "Read this (`y.pdf`)." in told.index
    assert Manuscript(told.book.parent).build().warnings == []


def test_a_table_without_topics_has_sessions_without_titles(imported: Importer) -> None:
    index = imported(
        """\
# S

| Date | Speaker |
| --- | --- |
| 2021-03-01 | Ann Lee |
| 2021-03-08 | Bo Roe |
"""
    ).index
    assert "| 2021-03-01 | Ann Lee | … |" in index


def test_links_that_draw_an_icon_are_called_as_their_files(imported: Importer) -> None:
    page = """\
<h1>Waves</h1><p><a href="https://example.org/w1.pdf"><i class="fa fa-file"></i></a>
<a href="https://example.org/v" aria-label="Video"><svg></svg></a> <a href="https://example.org/n"/>Notes</a>
<a href="#top"><i></i></a><a href="https://example.org/empty"></a></p>
"""
    index = imported(page, "page.html").index
    assert (
        "[w1.pdf](https://example.org/w1.pdf) [Video](https://example.org/v) [Notes](https://example.org/n)\n" in index
    )


def test_a_chinese_page_has_its_facts_on_one_line(imported: Importer) -> None:
    page = "# 导论\n\n任课教师：王小明　上课时间：周三 3-4 节　地点：二教 101\n"
    assert ":instructors: 王小明\n:meets: 周三 3-4 节\n:location: 二教 101" in imported(page).index


def test_terms_may_be_the_numbers_of_japanese_sessions_with_dates_behind(imported: Importer) -> None:
    page = """\
# 特論 2024年度後期

第1回
: 10/3 (木) ガイダンス

第2回
: 1/9 (木) まとめ
"""
    assert "| 1 | 2024-10-03 | ガイダンス |\n| 2 | 2025-01-09 | まとめ |" in imported(page).index


def test_a_struck_item_of_a_list_is_a_cancelled_session(imported: Importer) -> None:
    page = """\
# Apprentissage, automne 2024

- **Séance 1** (mardi 10 septembre, 14h-16h) : Introduction
- ~~**Séance 2** (mardi 17 septembre) : Noyaux~~ annulée
- ~~**Séance 3** (mardi 24 septembre) : SVM~~
"""
    index = imported(page).index
    assert "| 1 | 2024-09-10 14:00-16:00 | Introduction |  |" in index
    assert "| 2 | 2024-09-17 | Noyaux | cancelled |\n| 3 | 2024-09-24 | SVM | cancelled |" in index


def test_what_only_decorates_a_page_of_markdown_is_left_out(imported: Importer) -> None:
    page = """\
# Waves {.unnumbered}

See {{< fa brands github >}} [the code](https://example.org).

| Date | Type | Topic |
| --- | --- | --- |
| 2021-03-01 | ![Lab](https://img.shields.io/badge/Lab-red) | Echoes |
| 2021-03-08 | ![Talk](https://img.shields.io/badge/Talk-blue) | Beats |
"""
    told = imported(page)
    assert told.index.startswith("# Waves\n")
    assert "See [the code](https://example.org)." in told.index
    assert "| 2021-03-01 | Lab | Echoes |" in told.index
    assert "shields" not in told.index


def test_formulas_between_dollars_may_begin_with_a_bracket_or_go_over_lines(imported: Importer) -> None:
    page = """\
<script>MathJax = {}</script><h1>Analysis</h1><p>On $[a,b]$ the roots
of $x^2
= 2$ cost 5$ and $6.</p>
"""
    assert "On $[a,b]$ the roots of $x^2 = 2$ cost 5\\$ and \\$6." in imported(page, "page.html").index
