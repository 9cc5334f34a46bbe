"""The languages of pages: their dates are read, and the book speaks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_seminar.cli.commands import main


def imported(folder: Path, page: str, name: str = "page.md", *options: str) -> dict[str, str]:
    (folder / name).write_text(page, encoding="utf-8")
    assert main(["import", str(folder / name), str(folder / "book"), "--timezone", "UTC", *options]) == 0
    files = (file for file in (folder / "book").rglob("*") if file.suffix in (".md", ".py", ".csv"))
    return {file.relative_to(folder / "book").as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.mark.parametrize(
    ("language", "header", "cells"),
    [
        ("de", "Termin | Thema", ["Montag, 3. März 2025", "Do, 03.04.2025", "5. Mai 2025", "Mo 13. Okt. 2025"]),
        (
            "es",
            "Fecha | Tema",
            ["lunes 3 de marzo de 2025", "3 de abril de 2025", "5 de mayo de 2025", "jueves 2025-03-20"],
        ),
        ("fr", "Date | Sujet", ["lundi 3 mars 2025", "3 avril 2025", "5 mai 2025", "1er septembre 2025"]),
        ("ja", "日付 | テーマ", ["2025年3月3日", "2025年4月3日(木)", "2025年5月5日", "2025年6月2日 月曜日"]),
        ("zh_CN", "上课时间 | 主要内容", ["2025年3月3日", "2025.2.24 周一", "2025年5月5日", "2025年6月2日 星期一"]),
    ],
)
def test_dates_are_read_in_every_language_of_ours(tmp_path: Path, language: str, header: str, cells: list[str]) -> None:
    rows = "\n".join(f"| {cell} | {number} x |" for number, cell in enumerate(cells))
    files = imported(tmp_path, f"# X\n\n| {header} |\n|---|---|\n{rows}\n")
    assert f'language = "{language}"' in files["conf.py"]
    assert "As written" not in files["index.md"]
    assert (
        files["index.md"].count("| 2025-") + files["index.md"].count("| 2025年") + files["index.md"].count("| 2025.")
        == 4
    )


@pytest.mark.parametrize(
    ("page", "name", "language"),
    [
        ('<html lang="fr-FR"><body><h1>Réseaux</h1><p>Le cours.</p></body></html>', "page.html", "fr"),
        ("---\nlang: es-MX\n---\n# Redes\n", "page.md", "es"),
        (
            """\
# Seminar

| Date | Topic |
|---|---|
| Tue 8/26/2025 | Dynamo |
| Thu 8/28/2025 | Spanner |
""",
            "page.md",
            "en",
        ),
        (
            """\
# Seminar

## Week 1

Tue 12/03
: no class

## Week 2

Thu 11/07
: Kernels
""",
            "page.md",
            "en",
        ),
        (
            "# Netze\n\n" + "Das ist die Seite der Vorlesung, und sie ist für alle, die mit uns lernen. " * 4,
            "page.md",
            "de",
        ),
        (
            """\
# Seminar

Zeit: Dienstag, 14:15 Uhr, Ort: Raum 2

| Datum | Thema |
|---|---|
| 2026-10-13 | Kerne |
""",
            "page.md",
            "de",
        ),
        (
            """\
# Group

| Date | Topic | Room |
|---|---|---|
| 2026-10-13 | Kernels | MI 03.11 |
""",
            "page.md",
            "en",
        ),
    ],
)
def test_a_page_says_its_language_or_its_words_do(tmp_path: Path, page: str, name: str, language: str) -> None:
    assert f'language = "{language}"' in imported(tmp_path, page, name)["conf.py"]


def test_the_year_of_dates_in_another_language_is_that_of_the_term(tmp_path: Path) -> None:
    page = """\
# Netze, Wintersemester 2025/26

- Mo, 13. Oktober: Beginn
- Mo, 12. Januar: Ende
"""
    index = imported(tmp_path, page)["index.md"]
    assert "| 2025-10-13 | Beginn |" in index
    assert "| 2026-01-12 | Ende |" in index


def test_front_matter_has_the_title_and_the_term(tmp_path: Path) -> None:
    page = """\
---
title: Historiography
term: Spring 2018
---
# Introductions

## Week 1 (Jan 22)

A.

## Week 2 (Jan 29)

B.
"""
    files = imported(tmp_path, page)
    assert files["index.md"].startswith("# Historiography\n")
    assert ":date: Jan 22 2018" in files["chapters/01-week-1.md"]


def test_front_matter_may_be_toml(tmp_path: Path) -> None:
    page = """\
+++
title = "Kernels"
location = "Room 5"
instructor = ["Ann Lee", "Bo Roe"]
draft = false
+++

Text.
"""
    index = imported(tmp_path, page)["index.md"]
    assert index.startswith("# Kernels\n")
    assert ":location: Room 5" in index
    assert ":instructors: Ann Lee; Bo Roe" in index
    assert "draft" not in index


def test_citations_with_dates_are_no_sessions(tmp_path: Path) -> None:
    papers = "- Grath, Jim. “Days of Future Past” (July 19, 2017).\n- Doe, Jane. “Other days” (May 2, 2016).\n"
    files = imported(
        tmp_path,
        f"""\
# Course 2018

## Week 1 (Jan 22)

{papers}
## Week 2 (Jan 29)

Text.
""",
    )
    assert papers in files["chapters/01-week-1.md"]
    assert "session-table" not in files["chapters/01-week-1.md"]


def test_a_name_in_data_is_a_title_unless_there_is_one(tmp_path: Path) -> None:
    rows = """\
- name: Class introduction
  date: Jan 6, 2025
  description: Logistics
- name: ParaView and VTK
  date: Jan 13, 2025
"""
    index = imported(tmp_path, rows, "schedule.yml")["index.md"]
    assert "title=Title (name)" in index
    assert "Speaker" not in index


def test_facts_of_one_line_are_several(tmp_path: Path) -> None:
    page = """\
# Group

When: Thursdays, 4–5pm · Where: Hall 5 · Organisers: Ann Lee

TAs: Bo Roe<br>Office hours: Mon 14:00-15:00
"""
    index = imported(tmp_path, page)["index.md"]
    for line in (
        ":meets: Thursdays, 4–5pm",
        ":location: Hall 5",
        "Ann Lee (organiser)",
        ":office-hours: Mon 14:00-15:00",
    ):
        assert line in index


def test_sessions_that_are_counted_in_chinese_characters(tmp_path: Path) -> None:
    page = """\
# 輪読会 2025年度

## 第1回 4月10日(木)

担当：山田

## 第2回 4月17日(木)

担当：鈴木
"""
    files = imported(tmp_path, page)
    assert 'language = "ja"' in files["conf.py"]
    (chapter,) = (text for text in files.values() if "山田" in text)
    assert chapter == "# 第1回\n\n```{lecture}\n:date: 2025-04-10\n:speaker: 山田\n```\n"


def test_a_list_with_full_width_signs_is_one_of_sessions(tmp_path: Path) -> None:
    page = """\
# 讨论班

- 2025年3月3日：导论，[课件](https://example.org/1.pdf)
- 2025年3月10日：核方法（韩梅梅）
- 2025年3月17日：停课
"""
    index = imported(tmp_path, page)["index.md"]
    assert "| 2025-03-03 | 导论 | [课件](https://example.org/1.pdf) |" in index
    assert "| 2025-03-10 | 核方法（韩梅梅） |" in index
    assert "- 2025-03-17: 停课" in index


def test_a_column_of_dates_is_one_whatever_is_above_it(tmp_path: Path) -> None:
    index = imported(
        tmp_path,
        """\
# Oberseminar, WS 2025/26

| | |
|---|---|
| 16.10. | Anna Berg: Knoten |
| 15.1. | Homologie |
""",
    )
    assert "| Date | Topic |" in index["index.md"]
    assert "Homologie" in index["index.md"]
    assert "As written" not in index["index.md"]


def test_the_title_beside_records_is_that_of_the_book(tmp_path: Path) -> None:
    data = """\
title: Reading group
meetings:
  - date: 3 March 2025
    topic: A
  - date: 10 March 2025
    topic: B
"""
    assert imported(tmp_path, data, "group.yml")["index.md"].startswith("# Reading group\n")


def test_a_column_of_dates_may_be_called_after_its_lectures(tmp_path: Path) -> None:
    rows = """\
| 9/5 | [A](https://example.org/a) |
| 9/12 | B |
| 9/19 | C |
| TBD | D |
"""
    index = imported(tmp_path, f"# Course, Fall 2024\n\n| Lecture | Topic |\n|---|---|\n{rows}")["index.md"]
    assert "| 2024-09-05 |" in index
    assert "| 2024-09-12 | B |" in index


def test_a_subtitle_is_words_and_may_name_the_term(tmp_path: Path) -> None:
    page = """\
---
title: Statistics
subtitle: Spring 2025
---

| Date | Topic |
|---|---|
| Jan 15 | A |
| Jan 17 | B |
"""
    index = imported(tmp_path, page)["index.md"]
    assert "Spring 2025" in index
    assert "| Jan 15 2025 | A |" in index
