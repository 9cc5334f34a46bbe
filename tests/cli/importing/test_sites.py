"""Folders of generators of sites, tables of Pandoc, and sessions inside days and headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.importing.markdown.html_reading import with_pipe_tables
from sphinx_seminar.reading.tables import read_table

SITE = {
    "_config.yml": "title: CS 101, Fall 2023\n",
    "README.md": "How to build this.\n",
    "about.md": """\
---
title: About
---
Policies.
""",
    "index.md": """\
---
title: Home
---
# CS 101

Welcome.
""",
    "_modules/week-01.md": """\
---
title: Week 1
---
Sep 27
: [Maps](https://example.org/m)

Sep 29
: [Spectra](https://example.org/s)
""",
    "_staffers/ann.md": """\
---
name: Ann Lee
role: Instructor
email: ann@example.org
---
""",
    "_staffers/bo.md": """\
---
name: Bo Roe
role: Teaching Assistant
---
Likes tea.
""",
    "_announcements/one.md": """\
---
title: Moved
date: 2023-09-20
---
Hello world.
""",
    "_schedules/weekly.md": """\
---
timeline: [8:00 AM]
schedule:
- name: Monday
  events:
  - name: Lecture
    start: 9:30 AM
    end: 10:30 AM
    location: Hall 5
---
""",
    "_data/nav.yml": "- title: Home\n  url: /\n",
    "_data/talks.yml": """\
- date: 2023-10-02
  title: Talk
- date: 2023-10-09
  title: Other
""",
}


def imported(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Import a folder, and return the pages of the book."""
    for name, content in files.items():
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    assert main(["import", str(folder / "site"), str(folder / "book"), "--timezone", "UTC"]) == 0
    pages = (file for file in (folder / "book").rglob("*.md"))
    return {file.relative_to(folder / "book").as_posix(): file.read_text(encoding="utf-8") for file in pages}


def test_a_site_of_just_the_class_is_a_course(tmp_path: Path) -> None:
    book = imported(tmp_path, SITE)
    index = book["index.md"]
    assert index.startswith("# CS 101, Fall 2023\n")
    assert "Welcome." in index
    assert "| Sep 27 2023 | Maps |" in index
    assert "| 2023-10-02 | Talk |" in index
    assert "- Monday: Lecture, 9:30 AM – 10:30 AM, Hall 5" in index
    assert "```{announcements}\n- 2023-09-20: **Moved**. Hello world.\n```" in index
    assert "## Bo Roe\n\nLikes tea." in index
    assert "Policies." in book["about.md"]
    assert "How to build this" not in "".join(book.values())


def test_those_who_teach_are_cards_where_a_page_shows_them(tmp_path: Path) -> None:
    staff = {
        "staff.md": """\
# Staff

{% assign them = site.staffers | where: 'role', 'Instructor' %}
{% for one in them %}
{{ one }}
{% endfor %}
""",
        "_staffers/bo.md": """\
---
name: Bo Roe
role: Teaching Assistant
photo: bo.jpg
office-hours: Mon 9:00-10:00
---
""",
        "_data/people.yml": "lecturers:\n  - name: Cy Poe\n    webpage: https://example.org\n",
    }
    book = imported(tmp_path, SITE | staff)
    assert "{people}" not in book["index.md"]
    assert book["staff.md"].split("\n")[:8] == [
        "# Staff",
        "",
        "```{people}",
        "| Name | Role | E-mail | Office hours | Website |",
        "| --- | --- | --- | --- | --- |",
        "| Cy Poe | Lecturer |  |  | https://example.org |",
        "| Ann Lee | Instructor | ann@example.org |  |  |",
        "| Bo Roe | Teaching Assistant |  | Mon 9:00-10:00 |  |",
    ]


def test_a_photo_that_is_not_there_is_told_as_it_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(
        tmp_path,
        SITE
        | {
            "_staffers/bo.md": """\
---
name: Bo Roe
role: TA
photo: bo.jpg
---
"""
        },
    )
    told = [line.strip() for line in capsys.readouterr().out.split("\n") if "bo.jpg" in line]
    assert told == ["photos that are not beside the pages are left out (1: 'bo.jpg')"]


def test_photos_lie_where_the_settings_of_their_site_say(tmp_path: Path) -> None:
    config = """\
title: CS 101
defaults:
  - scope: {path: ""}
  - scope: {type: staffers}
    values: {subpath: /pictures/staff/}
"""
    files = {
        "_config.yml": config,
        "index.md": "# CS 101\n",
        "_staffers/bo.md": """\
---
name: Bo Roe
photo: bo.png
---
""",
        "pictures/staff/bo.png": "a picture",
    }
    assert "| Bo Roe | /pictures/staff/bo.png |" in imported(tmp_path, files)["index.md"]


def test_settings_that_are_a_list_say_nothing(tmp_path: Path) -> None:
    book = imported(tmp_path, {"_config.yml": "- title: CS 101\n", "index.md": "# Kernels\n\nHello.\n"})
    assert book["index.md"].startswith("# Kernels\n")


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("_config.yml", "exclude: 5\ncollections: {talks: {output: true}}\n"),
        ("_config.yml", "exclude: drafts\ncollections: 5\ndefaults: {a: b}\n"),
        ("_quarto.yml", "project: {render: 5, output-dir: [a]}\nwebsite: [a]\n"),
        ("_quarto.yml", "project: [a]\nbook: a\n"),
        ("hugo.toml", "title = 1979-05-27\nparams = [1]\n"),
    ],
)
def test_settings_of_another_form_than_their_generator_has_are_passed_over(
    tmp_path: Path, name: str, settings: str
) -> None:
    page = "# Kernels\n\nHello.\n"
    book = imported(tmp_path, {name: settings, "index.md": page, "drafts/old.md": "---\ntitle: Old\n---\nOld.\n"})
    assert book["index.md"].startswith("# Kernels\n")
    assert ("old.md" in book) == (name != "_config.yml" or "drafts" not in settings)


def test_a_book_of_quarto_has_its_chapters_in_their_order(tmp_path: Path) -> None:
    files = {
        "_quarto.yml": """\
project: {type: book}
book:
  title: Genes
  chapters: [index.qmd, b.qmd, a.qmd, ../x.qmd]
""",
        "index.qmd": "# Welcome\n\nHello. See [the other](a.qmd).\n",
        "a.qmd": "# A\n\nSecond.\n",
        "b.qmd": "# B\n\nFirst.\n",
    }
    book = imported(tmp_path, files)
    index = book["index.md"]
    assert index.startswith("# Genes\n")
    assert "Hello. See [the other](#section-a)." in index
    assert index.endswith(":maxdepth: 1\n\nb\na\n```\n")
    assert book["b.md"] == "# B\n\nFirst.\n"
    assert book["a.md"] == "(section-a)=\n# A\n\nSecond.\n"


def test_the_talks_of_a_site_of_hugo_are_sessions(tmp_path: Path) -> None:
    talk = """\
+++
title = "{}"
date = 2025-03-{}T14:00:00
speaker = "Ann Lee"
location = "Room 5"
+++

We talk.
"""
    files = {
        "hugo.toml": 'title = "Group"\n',
        "content/talks/a.md": talk.format("Kernels", "03"),
        "content/talks/b.md": talk.format("Networks", "10"),
    }
    book = imported(tmp_path, files)
    assert book["index.md"].startswith("# Group\n")
    chapter = book["chapters/01-kernels.md"]
    for line in (":date: 2025-03-03 14:00", ":speaker: Ann Lee", ":location: Room 5", "We talk."):
        assert line in chapter


def test_a_folder_without_pages_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path), str(tmp_path / "book")]) == 1
    assert "has no pages: expected Markdown or HTML" in capsys.readouterr().err


GRID = """\
Before

+-------+------------+
| Date  | Topic      |
+=======+============+
| 1 May | Intro to   |
|       | genes      |
|       |            |
|       | - a | b    |
+-------+------------+
| 8 May | Cells      |
+-------+------------+

After
"""


def test_a_grid_is_a_table_in_as_many_lines() -> None:
    assert with_pipe_tables(GRID).split("\n") == [
        *("Before", "", "| Date | Topic |", "|---|---|", r"| 1 May | Intro to genes<br>a \| b |", "| 8 May | Cells |"),
        *("", "", "", "", "", "", "", "After", ""),
    ]


def test_a_table_below_dashes_is_one() -> None:
    page = """\
Date     Topic
-------- ---------
1 May    Intro
8 May    Cells

After"""
    assert with_pipe_tables(page) == "| Date | Topic |\n|---|---|\n| 1 May | Intro |\n| 8 May | Cells |\n\nAfter"


def test_what_surrounds_a_division_is_left_out() -> None:
    page = """\
::: {.callout-note}
Words.
:::

:::{note} Mine
Other.
:::
"""
    assert (
        with_pipe_tables(page)
        == """\

Words.


:::{note} Mine
Other.
:::
"""
    )


@pytest.mark.parametrize(
    "page",
    [
        f"```text\n{GRID}```\n",
        "+---+\n| a |\nno end\n",
        "+---+---+\n| a     |\n+---+---+\n",
        "Title\n-----\n\ntext\n",
        "--- ---\n",
        "a\n\n--- ---\n\nb",
    ],
)
def test_what_is_no_table_of_pandoc_stays(page: str) -> None:
    assert with_pipe_tables(page) == page


def test_the_talks_inside_a_session_inside_a_day() -> None:
    data = """
- date: 2023-10-02
  location: Hall
  sessions:
    - title: Morning
      time: 9:00
      talks:
        - title: A
          speaker: Ann Lee
          links: [{name: Paper, url: https://example.org}]
    - title: Evening
      time: 18:00
      location: Bar
"""
    table = read_table(data, "yaml").value
    rows = [{header: cell for header, cell in zip(table.headers, row.cells, strict=True) if cell} for row in table.rows]
    assert rows == [
        {"date": "2023-10-02", "location": "Hall", "title": "Morning", "time": "9:00"},
        {
            "date": "2023-10-02", "location": "Hall", "title": "A", "speaker": "Ann Lee",
            "links": "Paper <https://example.org>", "part": "Morning",
        },
        {"date": "2023-10-02", "title": "Evening", "time": "18:00", "location": "Bar"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("below", "title", "date"),
    [
        ("Thursday 8 September 12-3 pm\n\nHello.", "Session 1", "2022-09-08 12:00-15:00"),
        ("We meet on Thursday 8 September at noon.", "Session 1", ""),
    ],
)
def test_the_line_below_a_heading_may_be_its_date(tmp_path: Path, below: str, title: str, date: str) -> None:
    book = imported(
        tmp_path,
        {
            "page.md": f"""\
# Course 2022

## Session 1

{below}

## Session 2

Bye.
"""
        },
    )
    chapter = book["chapters/01-session-1.md"]
    assert chapter.startswith(f"# {title}\n")
    assert (f":date: {date}\n" in chapter) == bool(date)


def test_a_session_whose_heading_is_a_date_has_its_first_words_as_title(tmp_path: Path) -> None:
    page = """\
# Course

## 2022-09-22

**Kernels**

Text.

## 2022-09-29

A sentence stays where it is.
"""
    book = imported(tmp_path, {"page.md": page})
    assert """\
# Kernels

```{lecture}
:date: 2022-09-22
```

Text.
""" in book["chapters/01-kernels.md"]
    assert "A sentence stays" in book["chapters/02-2022-09-29.md"]


def test_bold_lines_with_dates_are_headings_of_sessions(tmp_path: Path) -> None:
    page = """\
# Writing

**1. Aug. 25, 2015 – Introduction**

A.

**2. Sep. 1, 2015 – Style**

B.

**Note**

C.
"""
    book = imported(tmp_path, {"page.md": page})
    assert ":date: Aug. 25, 2015" in book["chapters/01-introduction.md"]
    assert ":date: Sep. 1, 2015" in book["chapters/02-style.md"]


def test_a_link_to_a_file_elsewhere_is_no_page_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (tmp_path / "site/content").mkdir(parents=True)
    (tmp_path / "site/content/a.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "site/b.md").symlink_to(tmp_path / "secret.md")
    index = imported(tmp_path, {"hugo.toml": 'title = "Group"\n', "content/c.md": "# Group\n\nHello.\n"})["index.md"]
    assert "Hello." in index
    assert "Secret" not in index


MODULE = """\
---
title: Week 1
date: 2023-09-25
---
Sep 26
: **Lecture 1**{: .label } [Maps](https://example.org/maps)
  : **Read**{: .label } [Ch1](https://example.org/1)
: **Paper** [Old one](https://example.org/old)
: **HW 1 due**{: .label } [Sheet](https://example.org/hw1)

Sep 28
: {% lec 2 %}
"""


def test_labels_of_just_the_class_are_kinds_of_sessions_work_or_what_belongs_to_them(tmp_path: Path) -> None:
    index = imported(tmp_path, {"_config.yml": "title: CS 101, Fall 2023\n", "_modules/week-01.md": MODULE})["index.md"]
    (session,) = (line for line in index.split("\n") if "| Maps |" in line)
    assert session.startswith("| 1 | Sep 26 2023 | Maps | Lecture |")
    for address in ("/maps", "/1", "/old"):
        assert f"https://example.org{address}" in session
    assert "| HW 1 | 2023-09-26 | [Sheet](https://example.org/hw1) |" in index
    assert "| 2 | Sep 28 2023 |" in index


def test_a_session_with_a_page_is_none_of_the_schedule_again(tmp_path: Path) -> None:
    talk = """\
---
title: {}
date: 2025-03-{}
---
We talk.
"""
    schedule = """\
lessons:
  - title: Part one
    header: True
  - title: Kernels
    session: 1
    date: 2025-03-03
    room: Hall 5
    bg: 1
  - title: Homework 1 (submit by noon)
    date: 2025-03-04
    assignment: hw-1
  - title: Exam
    session: 2
    date: 2025-03-12
"""
    files = {
        "hugo.toml": 'title = "Group"\n',
        "content/lectures/a.md": talk.format("Kernels", "03"),
        "content/lectures/b.md": talk.format("Networks", "10"),
        "content/resource/c.md": talk.format("Installing", "11"),
        "data/schedule.yaml": schedule,
    }
    book = imported(tmp_path, files)
    for option in (":date: 2025-03-03", ":number: 1", ":location: Hall 5", ":part: Part one"):
        assert f"\n{option}\n" in book["chapters/01-kernels.md"]
    assert "Installing" not in "".join(text for path, text in book.items() if path.startswith("chapters/"))
    assert "Kernels" not in book["index.md"]
    assert "Exam | 2 | 2025-03-12 | Part one" in book["index.md"]
    assert "| Homework 1 | 2025-03-04 |" in book["index.md"]


def test_what_a_schedule_and_a_page_say_of_a_session_is_on_its_page(tmp_path: Path) -> None:
    page = """\
# Course 2025

| Date | Topic | Room | Slides | Note |
|---|---|---|---|---|
| 2025-03-03 | Kernels | Hall 5 | [deck](https://example.org/k.pdf) | Bring paper |
| 2025-03-10 14:00 | Networks | Hall 6 | | |
| 2025-03-17 | Exam | | | |

## Kernels (2025-03-03)

Location: Hall 7

Words.

## Networks (10 March 2025)

Words.
"""
    book = imported(tmp_path, {"page.md": page})
    chapter = book["chapters/01-kernels.md"]
    for line in (
        ":location: Hall 7",
        ":slides: deck <https://example.org/k.pdf>",
        "- Location: Hall 5",
        "- Note: Bring paper",
    ):
        assert f"\n{line}\n" in chapter
    assert ":date: 2025-03-10 14:00\n:location: Hall 6\n```\n\nWords." in book["chapters/02-networks.md"]
    assert "| 2025-03-17 | Exam |" in book["index.md"]
    assert "Hall 5" not in book["index.md"]


def test_data_without_dates_and_numbers_without_words_are_no_sessions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = """\
# Home

| Date | Load |
|---|---|
| 2016-06-30 15:00 | 2.53 |
| 2016-06-30 16:00 | 2.52 |
"""
    files = {
        "_config.yml": "title: Course\n",
        "_data/nav.yml": """\
- name: Home
  url: /
- name: Schedule
  url: /schedule/
""",
        "index.md": f"---\ntitle: Home\n---\n{page}",
    }
    index = imported(tmp_path, files)["index.md"]
    assert "{session-table}" not in index
    said = capsys.readouterr().out
    assert "_data/nav.yml is not read: it has no sessions with dates, and no people" in said


def test_what_a_site_tells_is_named_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(
        tmp_path,
        SITE
        | {
            "about.md": """\
---
title: About
---
Policies.

The exam is on Dec 12, 2025.
"""
        },
    )
    assert "about.md:6: a date or hours are words here: 'The exam is on Dec 12, 2025.'" in capsys.readouterr().out


def test_the_links_in_the_front_matter_of_a_session_are_its_own(tmp_path: Path) -> None:
    lecture = """\
---
title: Free speech
date: 2024-09-03
files:
  slides: https://example.org/deck
readings:
  - name: A History
    link: https://example.org/history
    publisher: Some Press
    year: 2016
  - name:
    link:
---
"""
    book = imported(
        tmp_path, {"_config.yml": "title: CS 101\n", "_lectures/01.md": lecture, "_lectures/02.md": lecture}
    )
    chapter = book["chapters/01-free-speech.md"]
    assert ":date: 2024-09-03\n:slides: slides <https://example.org/deck>" in chapter
    assert "- [A History](https://example.org/history), Some Press, 2016" in chapter


def test_the_tags_of_a_site_are_labels_and_what_they_count_is_no_session(tmp_path: Path) -> None:
    module = """\
---
title: Week 3
---
Tue 09/10
: {% lec 3 %}
  : {% survey 3 %}, Optional

Fri 09/13
: {% proj 1 %} [Podcast 1 Released](https://example.org/p)
"""
    lone = """\
---
title: Week 4
---
Tue 09/17
: {% lec 4 %}
"""
    files = {"_config.yml": "title: CS 5, Fall 2024\n", "_modules/3.md": module, "_modules/4.md": lone}
    index = imported(tmp_path, files)["index.md"]
    assert "| 3 | Tue 09/10/2024 | … | survey 3, Optional |" in index
    assert "- Fri 09/13/2024: proj 1 Podcast 1 Released" in index
    assert "| 4 | Tue 09/17/2024 | … |" in index


def test_data_that_no_page_of_a_site_loads_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = "date,title\n2025-03-{},{}\n2025-03-10,Other\n"
    files = {
        "_quarto.yml": "project: {type: website}\nwebsite: {title: Genes}\n",
        "index.qmd": """\
---
listing: {contents: data/talks.csv}
---
# Genes
""",
        "schedule.qmd": """\
# Plan

```{r}
read_csv(here("data", "plan.csv"))
```
""",
        "data/talks.csv": plan.format("03", "Talk"),
        "data/plan.csv": plan.format("04", "Cells"),
        "data/schedule.csv": plan.format("05", "Left over"),
    }
    text = "".join(imported(tmp_path, files).values())
    assert "| 2025-03-03 | Talk |" in text
    assert "| 2025-03-04 | Cells |" in text
    assert "Left over" not in text
    assert "data/schedule.csv is not read: no page of the site shows it" in capsys.readouterr().out


def test_a_site_that_names_some_of_its_data_shows_no_other(tmp_path: Path) -> None:
    talks = """\
- date: 2023-10-02
  title: {}
- date: 2023-10-09
  title: Other
"""
    files = {
        "_config.yml": "title: Course\n",
        "_includes/talks.html": "{% for talk in site.data.talks %}{{ talk.title }}{% endfor %}",
        "_data/talks.yml": talks.format("Talk"),
        "_data/old.yml": talks.format("Old"),
    }
    index = imported(tmp_path, files)["index.md"]
    assert "Talk" in index
    assert "Old" not in index


EXERCISE = """\
---
title: Exercise
date: 2025-03-0{}
---

## Topic 1

Read.

## Topic 2

## 2.1. Counting

## 2.2. Measuring
"""


def test_a_page_of_exercises_and_the_numbers_in_it_are_no_sessions(tmp_path: Path) -> None:
    files = {
        "_quarto.yml": "project: {type: website}\nwebsite: {title: Genes 2025}\n",
        "index.qmd": "# Genes 2025\n",
        "content/01-content.qmd": """\
---
title: Cells
date: 2025-03-03
---
We begin.
""",
        "content/02-content.qmd": """\
---
title: Maps
date: 2025-03-10
---
We go on.
""",
        "content/01-exercise.qmd": EXERCISE.format(3),
        "assignment/01.qmd": EXERCISE.format(4),
    }
    book = imported(tmp_path, files)
    assert [path for path in sorted(book) if path.startswith("chapters/")] == [
        "chapters/01-cells.md",
        "chapters/02-maps.md",
    ]
    assert "## Topic 1" in book["01-exercise.md"]


def test_a_table_without_dates_numbers_and_links_is_no_schedule(tmp_path: Path) -> None:
    table = """\
| Description | Code |
|---|---|
| Numbers | `sample(1)` |
| Words | `letters` |
"""
    assert "{session-table}" not in imported(tmp_path, {"page.md": f"# Course\n\n{table}"})["index.md"]


def test_days_in_figures_are_of_no_language(tmp_path: Path) -> None:
    page = """\
# Course, Fall 2024

- Tue 09/10: Maps
- Tue 09/17: Spectra
- Tue 09/24: Kernels
"""
    imported(tmp_path, {"page.md": page})
    assert 'language = "ja"' not in (tmp_path / "book/conf.py").read_text(encoding="utf-8")


def test_a_second_schedule_of_the_same_sessions_is_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = (("2025-03-03", "Maps"), ("2025-03-10", "Cells"), ("2025-03-17", "Genes"), ("2025-03-24", "Proteins"))
    head = "| Date | Title |\n|---|---|\n"
    short = head + "".join(f"| {date} | {title} |\n" for date, title in days)
    labs = head + "".join(f"| {date} | At the bench: {title} |\n" for date, title in days)
    files = {
        "hugo.toml": 'title = "Genes"\n',
        "content/a.md": f"# Plan in short\n\n{short}",
        "content/b.md": f"# Lectures\n\n{short}| 2025-03-31 | Review |\n",
        "content/c.md": f"# Labs\n\n{labs}",
    }
    book = imported(tmp_path, files)
    assert [name for name in sorted(book) if "{session-table}" in book[name]] == ["b.md", "c.md"]
    assert "| 2025-03-03 | Maps |" in book["a.md"]
    assert "content/a.md:3: a second table of the same sessions is kept as it is" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["due", "deadline", "due_date"])
def test_the_deadline_in_the_front_matter_of_work_is_its_due_date(tmp_path: Path, name: str) -> None:
    page = f"""\
---
title: Homework 1
{name}: 2024-09-17 23:59
---
Prove it.
"""
    index = imported(tmp_path, {"_config.yml": "title: CS 5\n", "_assignments/1.md": page})["index.md"]
    assert "| Homework 1 | 2024-09-17 23:59 |" in index
    assert "Prove it." in index


def test_work_that_a_schedule_and_its_page_name_is_due_once(tmp_path: Path) -> None:
    schedule = """\
- date: 2024-09-10
  title: Kernels
- date: 2024-09-17
  title: "Homework: Spectra due"
"""
    files = {
        "_config.yml": "title: CS 5\n",
        "_data/talks.yml": schedule,
        "_assignments/1.md": """\
---
title: Spectra
due: 2024-09-17
---
Prove it.
""",
    }
    index = imported(tmp_path, files)["index.md"]
    assert "| Spectra | 2024-09-17 |" in index
    assert "Homework: Spectra" not in index


def test_a_deadline_that_is_no_date_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = """\
---
title: Homework 1
due: before the exam
---
Prove it.
"""
    imported(tmp_path, {"_config.yml": "title: CS 5\n", "_assignments/1.md": page})
    assert "'before the exam' is no date: when 'Homework 1' is due is not known" in capsys.readouterr().out


def test_a_talk_of_hugo_may_be_a_folder(tmp_path: Path) -> None:
    talk = """\
+++
title = "{}"
date = 2025-03-{}
+++

We talk.
"""
    files = {
        "hugo.toml": 'title = "Group"\n',
        "content/talks/_index.md": "# Talks\n",
        "content/talks/a/index.md": talk.format("Kernels", "03"),
        "content/talks/b.md": talk.format("Networks", "10"),
    }
    chapters = "".join(text for path, text in imported(tmp_path, files).items() if path.startswith("chapters/"))
    for line in ("# Kernels\n", ":date: 2025-03-03\n", "# Networks\n", ":date: 2025-03-10\n"):
        assert line in chapters


def test_a_list_of_homework_is_one_of_assignments_when_its_dates_are_certain(tmp_path: Path) -> None:
    page = """\
# Course, Fall 2024

## Homework

- [Homework 1](https://example.org/1) (released Sep 3, deadline Sep 17)
- Homework 2: due Sep 24

## Projects

- Project 1 (deadline soon)
- Project 2 (deadline Dec 3)
"""
    index = imported(tmp_path, {"page.md": page})["index.md"]
    first = """\
```{assignment} Homework 1
:out: 2024-09-03
:due: 2024-09-17
:exercises: https://example.org/1
```"""
    assert first in index
    assert "```{assignment} Homework 2\n:due: 2024-09-24\n```" in index
    assert "- Project 2 (deadline Dec 3)" in index


def test_headers_that_an_import_adds_are_in_the_language_of_the_book(tmp_path: Path) -> None:
    page = """\
---
lang: de
---
# Genetik 2025

- 2025-03-03: Karten
  - Bitte lesen
- 2025-03-10: Zellen
"""
    assert "More=Mehr" in imported(tmp_path, {"page.md": page})["index.md"]


def test_readings_in_the_front_matter_are_kept_in_their_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lecture = """\
---
title: Risk
date: 2024-09-03
readings:
  - "Vapnik (1998), ch. 1"
---
"""
    book = imported(
        tmp_path, {"_config.yml": "title: CS 101\n", "_lectures/01.md": lecture, "_lectures/02.md": lecture}
    )
    assert "- Vapnik (1998), ch. 1" in book["chapters/01-risk.md"]
    assert "settings of a generator of sites" not in capsys.readouterr().out
