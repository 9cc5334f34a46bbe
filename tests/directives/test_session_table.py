"""``{session-table}``: the sessions of the whole book at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

CHAPTERS = {
    "a.md": """\
# Alpha

```{lecture}
:date: 2021-06-14 14:00-16:00
:speaker: Ann Lee
:part: One
:slides: https://x.org/a.pdf
```
""",
    "b.md": """\
# Beta

```{lecture}
:date: 2021-06-07
:speaker: Bo Roe; Ann Lee
:part: Two
:tags: hard
```
""",
    "c.md": """\
# Gamma

```{session}
:kind: exam
:location: Hall 1
```
""",
}


def table_of(tmp_path: Path, *options: str, builder: str = "html") -> Built:
    table = "\n".join(["```{session-table}", *options, "```"])
    index = f"""\
# Course

{table}

```{{toctree}}
a
b
c
```
"""
    return Manuscript(tmp_path, {"index.md": index, **CHAPTERS}).build(builder)


def headers(built: Built) -> list[str]:
    return [cell.get_text() for cell in built.page("index").select("table.sem-table thead th")]


def test_without_options_it_shows_the_columns_that_have_something_to_show(tmp_path: Path) -> None:
    built = table_of(tmp_path)
    assert built.warnings == []
    assert headers(built) == ["No.", "Date", "Time", "Title", "Kind", "People", "Location", "Resources", "Part"]
    assert built.rows() == [
        ["2", "7 Jun 2021", "", "Beta", "lecture", "Bo Roe, Ann Lee", "", "", "Two"],
        ["1", "14 Jun 2021", "14:00–16:00", "Alpha", "lecture", "Ann Lee", "", "Slides", "One"],
        ["", "", "", "Gamma", "exam", "", "Hall 1", "", ""],
    ]


def test_columns_are_chosen_renamed_and_ordered_by_the_author(tmp_path: Path) -> None:
    built = table_of(tmp_path, ":columns: title=Topic, speaker=Given by, weekday")
    assert headers(built) == ["Topic", "Given by", "Day"]
    assert built.rows()[0] == ["Beta", "Bo Roe, Ann Lee", "Mon"]


@pytest.mark.parametrize(
    ("option", "titles"),
    [
        (":kind: exam", ["Gamma"]),
        (":kind: lecture; exam", ["Beta", "Alpha", "Gamma"]),
        (":part: two", ["Beta"]),
        (":tags: hard", ["Beta"]),
        (":person: Bo Roe", ["Beta"]),
        (":from: 2021-06-08", ["Alpha"]),
        (":from: 2021-06-14", ["Alpha"]),
        (":to: 2021-06-08", ["Beta"]),
        (":to: 2021-06-07", ["Beta"]),
        (":sort: title", ["Alpha", "Beta", "Gamma"]),
        (":sort: -title", ["Gamma", "Beta", "Alpha"]),
        (":sort: number", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_filters_and_sorting(tmp_path: Path, option: str, titles: list[str]) -> None:
    built = table_of(tmp_path, ":columns: title", option)
    assert [row[0] for row in built.rows()] == titles
    assert built.warnings == []


def test_a_table_sorted_by_decks_counts_no_other_links(tmp_path: Path) -> None:
    data = """\
| Title | Slides | Notes |
|---|---|---|
| One | a.org/1.pdf | a.org/1; a.org/2; a.org/3 |
| Two | a.org/1.pdf; a.org/2.pdf | |
"""
    page = f"""\
# Course

```{{session-table}}
:sort: -slides
:columns: title
{data.replace("a.org", "https://a.org")}```
"""
    assert Manuscript(tmp_path, {"index.md": page}).build().rows() == [["Two"], ["One"]]


def test_groups_have_a_line_of_their_own(tmp_path: Path) -> None:
    built = table_of(tmp_path, ":columns: title", ":group-by: month")
    assert built.rows() == [["June 2021"], ["Beta"], ["Alpha"], ["No date yet"], ["Gamma"]]


def test_a_row_leads_to_its_session_and_to_its_people(tmp_path: Path) -> None:
    page = table_of(tmp_path, ":columns: title, people").page("index")
    assert page.select_one("td.sem-col-title a")["href"] == "b.html#sessions-beta"
    assert page.select_one("td.sem-col-people a")["href"] == "sem-people.html#people-bo-roe"


def test_a_caption_may_have_markup(tmp_path: Path) -> None:
    page = table_of(tmp_path, ":caption: *Past* meetings").page("index")
    assert page.select_one("table.sem-table caption em").get_text() == "Past"


def test_the_printed_table_breaks_across_pages(tmp_path: Path) -> None:
    latex = (table_of(tmp_path, builder="latex").folder / "acourse.tex").read_text(encoding="utf-8")
    table = latex[latex.index("\\begin{longtable}") : latex.index("\\end{longtable}")]
    assert "\\endhead" in table
    assert "Beta" in table


def test_a_table_of_nothing_says_so(tmp_path: Path) -> None:
    assert "No sessions yet." in table_of(tmp_path, ":kind: party").page("index").get_text()


def test_the_text_builder_shows_every_row(tmp_path: Path) -> None:
    text = table_of(tmp_path, ":columns: date, title", builder="text").text("index")
    assert "7 Jun 2021" in text
    assert [title for title in ("Beta", "Alpha", "Gamma") if title in text] == ["Beta", "Alpha", "Gamma"]


def test_a_switch_says_yes_or_no_or_stands_alone(tmp_path: Path) -> None:
    written = {"": True, "yes": True, "On": True, "1": True, "no": False, "off": False, "N": False, "0": False}
    tables = "\n".join(f"```{{session-table}}\n:searchable: {switch}\n```\n" for switch in written)
    built = Manuscript(tmp_path, {"index.md": f"# Course\n\n```{{lecture}} Alpha\n```\n\n{tables}"}).build()
    assert built.warnings == []
    shown = ["sem-searchable" in table["class"] for table in built.page("index").select("table.sem-table")]
    assert shown == list(written.values())


def test_tags_that_style_a_title_are_no_words_of_it(tmp_path: Path) -> None:
    page = """\
# Course

```{session-table}
```

```{session} CO<sub>2</sub> and<br><i>water</i>
:date: 2021-06-07
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert built.warnings == []
    assert "CO2 and water" in built.rows()[0]
    assert "CO2 and water" in [found.title for found in built.search_objects()]
