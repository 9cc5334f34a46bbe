"""Labs and tutorials: regular meetings beside the course's own, in groups or for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

LABS = """\
# Labs

```{series} Lab
:groups: Group A: Wed 10:00-12:00 @ R1; Group B: Thu 10:00-12:00 @ R2
:starts: 2021-04-19
:instructor: Group A: Mei Lin; Group B: Ada Roe
```

```{session} Setup
:series: lab
```

```{session-table}
:columns: date, location, instructor, title

| Title   | Kind | Date             |
|---------|------|------------------|
| Sorting | Lab  |                  |
| Graphs  | lab  | 2021-05-07 09:00 |
| Trees   | lab  |                  |
```
"""
FILES = {
    "index.md": """\
# Course

```{course} Theory
:timezone: Europe/Berlin
:starts: 2021-04-12
:ends: 2021-05-14
:meets: Mon 14:00-16:00 @ Aula
:except: 2021-04-28 Closed
```

```{session-table}
:kind: lecture
:columns: date, title
```

```{toctree}
a
labs
```
""",
    "a.md": "# Alpha\n\n```{lecture}\n```\n",
    "labs.md": LABS,
}


def test_labs_take_the_slots_of_their_series_in_each_group(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    assert built.warnings == []
    rooms, people = "Group A: R1 Group B: R2", "Mei Lin (Group A), Ada Roe (Group B)"
    assert built.rows("labs") == [
        # The day off is the course's; only Group A meets on it.
        ["Group A: 5 May 2021 Group B: 29 Apr 2021", rooms, people, "Sorting"],
        ["Group A: 12 May 2021 Group B: 6 May 2021", rooms, people, "Trees"],
        ["7 May 2021", "", people, "Graphs"],
    ]
    setup = built.page("labs").select_one(".sem-session .sem-summary")
    assert "Group A: Wed 21 April 2021, 10:00–12:00, R1" in " ".join(setup.get_text().split())
    assert built.rows()[0] == ["12 Apr 2021", "Alpha"]


def test_the_card_of_a_series_says_when_each_group_meets(tmp_path: Path) -> None:
    card = Manuscript(tmp_path, FILES).build().page("labs").select_one(".sem-series")
    facts = [" ".join(line.get_text().split()) for line in card.select("dl.field-list > *")]
    assert facts == [
        "Group A:",
        "Wed 10:00–12:00, R1 · Mei Lin · Calendar",
        "Group B:",
        "Thu 10:00–12:00, R2 · Ada Roe · Calendar",
    ]


def test_a_series_without_groups_has_its_own_plan(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit(
        "labs.md", ":groups: Group A: Wed 10:00-12:00 @ R1; Group B: Thu 10:00-12:00 @ R2", ":meets: Fri 9:00-10:00"
    )
    book.edit("labs.md", "Group A: Mei Lin; Group B: Ada Roe", "Mei Lin\n:location: Pool")
    built = book.build()
    assert built.warnings == []
    assert built.rows("labs")[0] == ["30 Apr 2021", "Pool", "Mei Lin", "Sorting"]
    assert "Fri 23 April 2021, 09:00–10:00 · Pool" in built.page("labs").select_one(".sem-summary").get_text()


def test_a_lecture_in_a_series_takes_no_slot_of_the_course(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit(
        "a.md",
        "```{lecture}\n```\n",
        """\
```{lecture}
:series: Lab
```

## Beta

```{lecture} Beta
```
""",
    )
    assert book.build().rows()[0] == ["12 Apr 2021", "Beta"]


def test_one_person_in_two_groups_at_once_is_told_once(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("labs.md", "Group A: Mei Lin; Group B: Ada Roe", "Mei Lin")
    book.edit("labs.md", "Group B: Thu 10:00-12:00", "Group B: Wed 11:00-13:00")
    (warning,) = book.build().warnings
    assert warning.subtype == "date"
    assert (
        "of Group B and 'Setup' of Group A (labs.md:9) are at one time with the same person, Mei Lin" in warning.message
    )


def test_a_series_moves_with_the_term(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.build()
    book.edit("index.md", "2021-04-12", "2022-04-11")
    book.edit("index.md", "2021-05-14", "2022-05-13")
    book.edit("labs.md", ":starts: 2021-04-19\n", "")
    book.edit("labs.md", "2021-05-07 09:00", "")
    built = book.build()
    assert built.rows("labs")[0][0] == "Group A: 20 Apr 2022 Group B: 21 Apr 2022"
