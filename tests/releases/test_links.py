"""Links that wait, until a day or for a lecture: neither they nor their files are anywhere before."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.authoring import Manuscript
from tests.built import Built
from tests.decks import deck
from tests.editing import differences
from tests.releases.canaries import BIBLIOGRAPHY, BUILDERS, INSTRUCTORS, PUBLISHED, leaks_in

INDEX = """\
# Course

```{course} Course
:starts: 2026-10-05
:ends: 2026-12-18
:meets: Mon 10:00-12:00
:timezone: Europe/Berlin
:links: Zyqmoodle <https://example.org/zyq> (from ntk); Open <https://example.org/open>
:facts: Book: Zyqbook <https://example.org/zyqbook> (from ntk)
```

```{session-table}
```

```{toctree}
lectures
```
"""
LECTURES = """\
# Lectures

```{lecture} One
:slides: open.pdf; zyqdeck.pdf (from ntk); Zyqinstructors <https://example.org/zyqs> (from instructors)
:notes: zyqnotes.txt (from lecture 2 + 1 week)
```

```{lecture} Two
:name: ntk
:recording: https://example.org/zyqrecording (from end of ntk)
:material: zyqweb/index.html (from 2026-11-05)
:code: Zyqcode <https://example.org/zyqcode> (from nonsense)
```

Look at {slides}`Zyqpart <zyqrole.pdf (from 2026-11-05)>`.

```{slides} zyqembedded.pdf (from 2026-11-05 12:00)
:title: Zyqtitle
:embed:
```

```{slides} https://example.org/zyqsecond (from 2026-11-05)
:title: Zyqsecond
```

```{assignment} Homework
:due: ntk + 1 week
:late: 2 days
:exercises: zyqhomework.txt (from ntk)
:solution: zyqsolution.txt (from due)
```

```{session-table}
:file: rows.csv
```

```{session-table}
| Title | Slides | Comment |
|---|---|---|
| [Row](zyqrow.pdf) (from ntk) | [Zyqlabel](zyqcell.pdf) (from ntk) | [Zyqcomment](zyqcomment.pdf) (from ntk) |
```
"""
DECKS = ("deck", "role", "embedded", "row", "cell", "comment", "file")
FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "lectures.md": LECTURES,
    "open.pdf": deck("open"),
    "zyqnotes.txt": "zyqwords",
    "zyqweb/index.html": "<p>zyqslide</p>",
    "zyqweb/zyqscript.js": "zyqscript",
    "zyqhomework.txt": "zyqtask",
    "zyqsolution.txt": "zyqanswer",
    "rows.csv": "Title,Slides,Papers\nIn a file,zyqfile.pdf (from ntk),[PDF](https://example.org/zyqpaper) (from ntk)\n",
    **{f"zyq{name}.pdf": deck(f"zyq{name}") for name in DECKS},
}
#: Of the whole term: what is shown of each link, at which moment for the first time.
SHOWN = {
    "2026-10-12 10:00": (
        "zyqhomework.txt",
        "zyqdeck.pdf",
        "zyqrow.pdf",
        "zyqcell.pdf",
        "zyqcomment.pdf",
        "zyqfile.pdf",
    ),
    "2026-10-12 12:00": (),
    "2026-10-19": ("zyqnotes.txt",),
    "2026-10-21 23:58": (),
    "2026-10-21 23:59": ("zyqsolution.txt",),
    "2026-11-05": ("zyqrole.pdf", "zyqweb/index.html", "zyqweb/zyqscript.js"),
    "2026-11-05 12:00": ("zyqembedded.pdf",),
}
NOT_READ = "no lecture is named 'nonsense'"


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    conf = {"html_copy_source": True, "html_baseurl": "https://example.org/", "copyright": "A", "version": "A"}
    return Manuscript(tmp_path, FILES, conf)


def copied(built: Built) -> set[str]:
    return {name for name in built.files() if name in FILES}


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_of_links_that_instructors_saw(book: Manuscript, builder: str) -> None:
    assert leaks_in(book.build(builder, conf=INSTRUCTORS).folder), "nothing was hidden"
    hidden = book.build(builder, conf={"seminar_day": "2026-10-11"})
    assert [NOT_READ in warning.message for warning in hidden.warnings] == [True]
    assert leaks_in(hidden.folder) == []


def test_through_the_term_exactly_what_is_due_is_there(book: Manuscript) -> None:
    due = {"open.pdf"}
    for moment, files in SHOWN.items():
        due |= set(files)
        built = book.build(conf={"seminar_day": moment})
        assert copied(built) == due
        assert differences(built, book.build(conf={"seminar_day": moment}, into="fresh", fresh=True)) == []


def test_a_moved_lecture_moves_what_waits_for_it(book: Manuscript) -> None:
    day = {"seminar_day": "2026-10-12 10:00"}
    assert "zyqdeck.pdf" in copied(book.build(conf=day))
    book.edit("index.md", ":starts: 2026-10-05", ":starts: 2026-10-12")
    built = book.build(conf=day)
    assert leaks_in(built.folder) == []
    assert differences(built, book.build(conf=day, into="fresh", fresh=True)) == []
    assert "Slides from Mon 19 Oct, 10:00" in built.page("index").get_text()


def test_a_link_says_when_in_its_place_and_to_instructors_beside_it(book: Manuscript) -> None:
    hidden = book.build("text", conf={"seminar_day": "2026-10-11"}).text("lectures")
    assert "Look at from Thu 5 Nov." in hidden
    assert "from Mon 19 Oct" in hidden
    seen = " ".join(book.build("text", conf=INSTRUCTORS).text("lectures").split())
    assert "(PDF, 1 page, 1 kB) (for students from Thu 5 Nov)." in seen
    assert "(for instructors only)" in seen


def test_a_file_that_waits_somewhere_is_shown_nowhere(tmp_path: Path) -> None:
    page = """\
# Course

```{lecture} One
:exercises: zyqsheet.txt (from 2026-11-05); zyqpicture.png (from 2026-11-05)
```

```{lecture} Two
:exercises: zyqsheet.txt
```

Look at [it](zyqsheet.txt), {download}`again <zyqsheet.txt>` and ![a picture](zyqpicture.png).

```{literalinclude} zyqsheet.txt
```
"""
    files = {
        "index.md": page,
        "included.md": """\
---
orphan: true
---
# Another

```{include} zyqsheet.txt
```
""",
        "zyqsheet.txt": "zyqwords",
        "zyqpicture.png": b"zyqpixels",
    }
    conf = {"html_extra_path": ["zyqsheet.txt"], "html_copy_source": True}
    for builder in ("html", "epub", "text", "xml"):
        built = Manuscript(tmp_path / builder, files, conf).build(builder)
        assert leaks_in(built.folder) == []
        told = {(warning.path, warning.line) for warning in built.complaints("release")}
        assert {("index.md", 8), ("index.md", 1), ("included.md", 1)} <= told
    assert "again" in built.text("index")
    shown = Manuscript(tmp_path / "shown", files, conf).build(conf={"seminar_day": "2026-11-05"})
    assert shown.complaints("release") == []
    assert (shown.folder / "zyqsheet.txt").is_file()


def test_doctrees_in_the_folder_that_is_published_are_emptied(book: Manuscript) -> None:
    built = book.build(doctrees="../build/html/.doctrees", conf={"seminar_day": "2026-10-11"})
    assert (built.folder / ".doctrees").is_dir()
    assert leaks_in(built.folder) == []
    assert "say another folder with -d" in built.status


@pytest.mark.parametrize(
    "written",
    [
        "Sheet <zyq.txt> [from 2026-11-05]",
        "Sheet <zyq.txt (from 2026-11-05)>",
        "zyq.txt (from 2026-11-05) (optional)",
        "zyq.txt (from 2026-11-05)(optional)",
        "[from 2026-11-05](zyq.txt)",
        "(from 2026-11-05); zyq.txt",
        "[Sheet](zyq.txt) {from instructors}",
    ],
)
def test_a_release_that_stands_elsewhere_hides_its_links(tmp_path: Path, written: str) -> None:
    page = f"""\
# Course

```{{lecture}} One
:material: {written}
```
"""
    built = Manuscript(tmp_path, {"index.md": page, "zyq.txt": "zyq"}).build(conf={"seminar_day": "2026-10-11"})
    assert leaks_in(built.folder) == []
    assert [warning.line for warning in built.complaints("release")] == [4]


def test_a_day_in_a_label_may_be_meant_as_a_release_and_is_told(tmp_path: Path) -> None:
    page = """\
# Course

```{lecture} One
:material: Old notes (from 2020-11-05) <https://example.org/old>
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build(conf={"seminar_day": "2026-10-11"})
    assert ["does not stand behind a link" in each.message for each in built.complaints("release")] == [True]
    assert built.page("index").select_one("a[href='https://example.org/old']") is not None


#: Files of sessions in which a link waits otherwise than by words behind it.
RECORDS = {
    "sessions.csv": "date,title,slides,release\n2026-10-06,One,zyq.txt,2026-11-05\n",
    "mapped.yaml": """\
- title: One
  date: 2026-10-06
  slides:
    - {label: Zyq, url: zyq.txt, from: 2026-11-05}
- title: Two
  date: 2026-10-07
  release: instructors
  slides: zyq.txt
""",
    "days.yaml": """\
- date: 2026-10-06
  release: 2026-11-05
  sessions:
    - {title: One, start: "10:00", slides: zyq.txt}
""",
    "several.yaml": """\
- title: One
  date: 2026-10-06
  slides: {url: [zyq.txt, https://example.org/zyq], from: 2026-11-05}
  links: {Notes: https://example.org/zyqnotes, from: 2026-11-05}
""",
    "whole.yaml": """\
release: instructors
sessions:
  - {title: One, date: 2026-10-06, slides: zyq.txt}
""",
}


@pytest.mark.parametrize("name", RECORDS)
def test_links_of_records_wait_by_a_key(tmp_path: Path, name: str) -> None:
    page = f"""\
# Course

```{{session-table}}
:file: {name}
```
"""
    files = {"index.md": page, name: RECORDS[name], "zyq.txt": "zyq"}
    book = Manuscript(tmp_path, files)
    hidden = book.build(conf={"seminar_day": "2026-11-04"})
    assert hidden.warnings == []
    assert leaks_in(hidden.folder) == []
    shown = book.build(conf=INSTRUCTORS)
    assert shown.page("index").select_one("a[href='zyq.txt']") is not None


@pytest.mark.parametrize(
    "table",
    [
        "- {title: One, slides: zyq.txt, release: Nov 5}",
        "- {title: One, slides: zyq.txt, Release: after the exam}",
        "- {title: One, slides: {url: zyq.txt, from: }}",
    ],
)
def test_a_release_in_a_file_that_cannot_be_read_hides(tmp_path: Path, table: str) -> None:
    page = """\
# Course

```{session-table}
:file: sessions.yaml
```
"""
    book = Manuscript(tmp_path, {"index.md": page, "sessions.yaml": table, "zyq.txt": "zyq"})
    built = book.build(conf={"seminar_day": "2030-01-01"})
    assert leaks_in(built.folder) == []
    assert [(warning.path, warning.line) for warning in built.complaints("release")] == [("sessions.yaml", 1)]


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_the_copy_of_the_environment_beside_data_is_removed(book: Manuscript, builder: str) -> None:
    assert leaks_in(book.build(builder, conf={"seminar_day": "2026-10-11"}).folder) == []


HELD = """\
# Course

```{course} Course
:starts: 2026-10-05
:ends: 2026-12-18
:meets: Mon 10:00-12:00
```

```{session-table}
```

`````{lecture} By a day
:release: 2026-10-12
:slides: zyqdeck.pdf
:papers: @zyqkey

Zyqabstract. ![zyqalternative](zyqpicture.png) {download}`zyqsheet.txt`

```{math}
:label: zyqequation
zyqmath
```

```{py:function} zyqfunction()
```
`````

`````{lecture} By a lecture
:name: second
:release: end of second
:recording: https://example.org/zyqrecording
:papers: @zyqkey

Zyqwaits. ![zyqalternative](zyqpicture.png)

```{index} zyqindex
```

```{key-papers}
- Zyq, A. (2019). Zyqpasted things. Journal of Zyqs, 1, 1-2.
```
`````

````{assignment} Homework
:due: second + 1 week
:release: due
:solution: zyqsolution.txt

Zyqtask.
````

```{lecture} For instructors
:release: instructors
:notes: zyqnotes.txt

Zyqnever.
```

See {lecture}`second`.
"""


@pytest.fixture
def held(tmp_path: Path) -> Manuscript:
    files: dict[str, str | bytes] = {
        "index.md": HELD,
        "refs.bib": BIBLIOGRAPHY,
        "zyqdeck.pdf": deck("zyqslide"),
        "zyqpicture.png": b"zyqpixels",
        **{f"zyq{name}.txt": f"zyq{name}words" for name in ("sheet", "solution", "notes")},
    }
    return Manuscript(tmp_path, files, PUBLISHED)


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_of_what_a_lecture_holds(held: Manuscript, builder: str) -> None:
    assert leaks_in(held.build(builder, conf=INSTRUCTORS).folder), "nothing was hidden"
    hidden = held.build(builder, conf={"seminar_day": "2026-10-11"})
    assert hidden.warnings == []
    assert leaks_in(hidden.folder) == []


def test_what_a_lecture_holds_comes_in_its_time_and_its_title_stands(held: Manuscript) -> None:
    words = {"2026-10-11": (), "2026-10-12": ("Zyqabstract",), "2026-10-12 12:00": ("Zyqabstract", "Zyqwaits")}
    words["2026-10-20"] = ("Zyqabstract", "Zyqwaits", "Zyqtask")
    for day, shown in words.items():
        built = held.build(conf={"seminar_day": day})
        text = built.page("index").get_text()
        every = ("Zyqabstract", "Zyqwaits", "Zyqtask", "Zyqnever")
        assert tuple(word for word in every if word in text) == shown
        assert [row.select("td")[0].get_text() for row in built.page("index").select("table.sem-table tbody tr")] == [
            *("1", "2", "3")
        ]
        assert "See 2. By a lecture." in " ".join(text.split())
        assert differences(built, held.build(conf={"seminar_day": day}, into="fresh", fresh=True)) == []


def test_a_plan_that_moves_takes_back_what_was_shown(held: Manuscript) -> None:
    day = {"seminar_day": "2026-10-12 12:00"}
    assert "Zyqwaits" in held.build(conf=day).page("index").get_text()
    held.edit("index.md", ":starts: 2026-10-05", ":starts: 2026-10-12")
    built = held.build(conf=day)
    assert "Zyqwaits" not in built.page("index").get_text()
    assert differences(built, held.build(conf=day, into="fresh", fresh=True)) == []


@pytest.mark.parametrize("written", ["", "next week", "nobody + 1 week", "2026-11"])
def test_a_release_of_a_lecture_that_cannot_be_read_hides(tmp_path: Path, written: str) -> None:
    page = f"""\
# Course

```{{lecture}} One
:release: {written}
:slides: https://example.org/zyq

Zyq.
```
"""
    built = Manuscript(tmp_path, {"index.md": page}, {"html_copy_source": True}).build(
        conf={"seminar_day": "2030-01-01"}
    )
    assert leaks_in(built.folder) == []
    assert [(warning.path, warning.line) for warning in built.complaints("release")] == [("index.md", 4)]


def test_day_by_day_through_a_term_of_twelve_lectures(tmp_path: Path) -> None:
    """Slides come when the lecture ends, its notes a day later, and the solution when the late days are over."""
    lectures = "".join(
        f"````{{lecture}} L{n}\n:name: n{n}\n:slides: s{n}.txt (from end of n{n})\n:notes: n{n}.txt (from n{n} + 1 day)\n````\n\n"
        f"````{{assignment}} H{n}\n:due: n{n} + 3 days\n:late: 1 day\n:solution: h{n}.txt (from due)\n````\n\n"
        for n in range(1, 13)
    )
    plan = """\
:starts: 2026-10-05
:ends: 2026-12-24
:meets: Mon 10:00-12:00
"""
    files = {f"{kind}{n}.txt": f"{kind}{n}" for kind in "snh" for n in range(1, 13)}
    files["index.md"] = f"""\
# Course

```{{course}} Course
{plan}```

{lectures}"""
    book = Manuscript(tmp_path, files, {"seminar_exports": []})
    first = dt.datetime(2026, 10, 5, 12)
    for week in (0, 1, 6, 11):
        for kind, days, clock in (("s", 0, "12:00"), ("n", 1, "00:00"), ("h", 4, "23:59")):
            moment = f"{(first + dt.timedelta(days=7 * week + days)).date()} {clock}"
            shown = book.build(conf={"seminar_day": moment}).files().keys() & files.keys() - {"index.md"}
            due = {"s": week + 1, "n": week + (kind in "nh"), "h": week + (kind == "h")}
            assert shown == {f"{each}{n}.txt" for each, last in due.items() for n in range(1, last + 1)}


@pytest.mark.parametrize(
    "written",
    [
        "zyqsolution.txt from due",
        "zyqsolution.txt (after due)",
        "zyqsolution.txt (form due)",
        "zyqsolution.txt (after end of lecture 1)",
        "zyqsolution.txt (until due + 1 day)",
        "zyqsolution.txt (not before 2031-01-01)",
        "zyqsolution.txt (hidden until 2031-01-01)",
        "zyqsolution.txt (visible from 2031-01-01)",
        "zyqsolution.txt (from2031-01-01)",
        "zyqsolution.txt （from 2031-01-01）",
        "zyqsolution.txt (instructors)",
        "zyqsolution.txt [from due]",
        "zyqsolution.txt (from due",
        "(from due) zyqsolution.txt",
        "Zyqlabel (from due) <zyqsolution.txt>",
        "Zyqlabel <zyqsolution.txt (from due)>",
        "open.txt; (from 2031-01-01) zyqsolution.txt",
        "(from due) Zyqlabel <zyqsolution.txt> (from 2026-11-05)",
        "zyqsolution.txt from instructors",
        "zyqsolution.txt (from due; open.txt",
        "Zyqlabel <zyqsolution.txt> {from 2031-01-01; Open <open.txt>",
        "Zyqlabel <zyqsolution.txt> (from due, open.txt",
        "Zyqlabel (from 2031-01-01, in class) <zyqsolution.txt>",
    ],
)
def test_a_release_with_a_slip_or_astray_hides_and_is_told(tmp_path: Path, written: str) -> None:
    page = f"""\
# Course

```{{lecture}} L
:date: 2031-01-01
```

```{{assignment}} A
:due: 2031-01-01
:solution: {written}
```
"""
    files = {"index.md": page, "zyqsolution.txt": "zyq", "open.txt": "open"}
    built = Manuscript(tmp_path, files).build()
    assert "release" in {warning.subtype for warning in built.warnings}
    assert not [path for path in built.folder.rglob("*") if "zyq" in path.name]
    assert "zyq" not in (built.folder / "index.html").read_text().lower()


@pytest.mark.parametrize("builder", ["html", "singlehtml", "latex"])
def test_a_file_that_waits_is_no_table_on_another_page(tmp_path: Path, builder: str) -> None:
    page = """\
# Page

```{csv-table}
:file: held.csv
```
"""
    lecture = "```{lecture} L\n:notes: held.csv (from instructors)\n```\n"
    files = {
        "index.md": f"""\
# Course

{lecture}
```{{toctree}}
page
```
""",
        "page.md": page,
        "held.csv": "a,zyq\n",
    }
    assert leaks_in(Manuscript(tmp_path, files).build(builder).folder) == []


#: Fields in which no link can wait.
ELSEWHERE = {
    "people": "```{lecture} L\n:speaker: Ann <https://example.org/zyq> (from 2031-01-01); Bob\n```\n",
    "a place": "```{lecture} L\n:location: Hall <https://example.org/zyq> (from 2031-01-01)\n```\n",
    "papers": "```{lecture} L\n:papers: https://example.org/zyq.pdf (from 2031-01-01)\n```\n",
    "a meeting": "```{lecture} L\n:online: Zoom <https://example.org/zyq> (from 2031-01-01)\n```\n",
    "a fact of the course": "```{course} C\n:institution: TU <https://example.org/zyq> (from 2031-01-01)\n```\n",
    "a table": """\
```{session-table}
| Title | Speaker |
|---|---|
| L | Ann <https://example.org/zyq> (from 2031-01-01) |
```
""",
    "cards": """\
```{people}
| Name | Page |
|---|---|
| Ann | <https://example.org/zyq> (from 2031-01-01) |
```
""",
}


@pytest.mark.parametrize("written", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_link_that_cannot_wait_is_shown_to_nobody_and_told(tmp_path: Path, written: str) -> None:
    book = Manuscript(tmp_path, {"index.md": f"# Course\n\n{written}"}, {"html_copy_source": True})
    built = book.build(conf={"seminar_day": "2026-10-11"})
    assert leaks_in(built.folder) == []
    assert len(built.complaints("release")) == 1


@pytest.mark.parametrize("when", ["2004", "2026-11"])
def test_a_release_that_is_a_stretch_of_time_hides_and_is_told(tmp_path: Path, when: str) -> None:
    page = f"""\
# Course

```{{lecture}} L
:date: 2026-10-06
:notes: zyq.txt (from {when})
```
"""
    built = Manuscript(tmp_path, {"index.md": page, "zyq.txt": "zyq"}).build(conf={"seminar_day": "2026-12-01"})
    (complaint,) = built.complaints("release")
    assert f"the release '{when}' is no single moment" in complaint.message
    assert leaks_in(built.folder) == []


@pytest.mark.parametrize("written", ["Part (from 2031-01-01) <zyq.txt>", "Part <zyq.txt (from next week)>"])
def test_a_deck_in_running_text_waits_and_says_so(tmp_path: Path, written: str) -> None:
    page = f"""\
# Course

```{{lecture}} L
:date: 2026-10-06
```

Take {{slides}}`{written}` home.
"""
    book = Manuscript(tmp_path, {"index.md": page, "zyq.txt": "zyq"}, {"html_copy_source": True})
    built = book.build(conf={"seminar_day": "2026-10-11"})
    assert leaks_in(built.folder) == []
    assert len(built.complaints("release")) == 1


@pytest.mark.parametrize(
    "written", ["[Slides (from MIT)](open.txt)", "Part 1 (see lecture 1) <open.txt>", "Open <open.txt> (page 3)"]
)
def test_words_in_brackets_that_are_no_time_hide_nothing(tmp_path: Path, written: str) -> None:
    page = f"""\
# Course

```{{lecture}} L
:date: 2031-01-01
:notes: {written}
```
"""
    built = Manuscript(tmp_path, {"index.md": page, "open.txt": "open"}).build()
    assert built.warnings == []
    assert [path for path in built.folder.rglob("open.txt") if "_sources" not in path.parts]


@pytest.mark.parametrize(("table", "column"), [("assignment", "Solution"), ("session", "Slides")])
def test_a_header_says_from_when_on_its_links_are_shown(tmp_path: Path, table: str, column: str) -> None:
    rows = f"""\
| Title | {column} (from 2031-01-01) |
|---|---|
| L | zyqa.txt; Zyq <zyqb.txt> |
| M | |
"""
    page = f"""\
# Course

```{{{table}-table}}
{rows}```
"""
    built = Manuscript(tmp_path, {"index.md": page, "zyqa.txt": "zyq", "zyqb.txt": "zyq"}).build()
    assert not [path for path in built.folder.rglob("*") if "zyq" in path.name]
    assert "zyq" not in (built.folder / "index.html").read_text().lower()
