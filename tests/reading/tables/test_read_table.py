"""Tables as spreadsheets and people leave them: every row arrives, with the line that it stands in."""

from __future__ import annotations

import csv
import io
import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.tables import Row, Table, read_table
from tests.limits import at_most

FORMATS: tuple[Format, ...] = ("csv", "tsv", "yaml", "markdown")


def rows(data: bytes | str, form: Format = "csv") -> list[tuple[int, tuple[str, ...]]]:
    return [(row.line, row.cells) for row in read_table(data, form).value.rows]


def messages(data: bytes | str, form: Format = "csv") -> list[tuple[int, str]]:
    read = read_table(data, form)
    assert {problem.subtype for problem in read.problems} <= {"data"}
    return [(problem.line, problem.message) for problem in read.problems]


# CSV ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheet_of_any_country_is_one_table(mark: str, end: str, separator: str) -> None:
    lines = ["Date,Topic,Room", "2021-06-07,Kernels,MI 1", "2021-06-14,Features,MI 2", ""]
    data = (mark + end.join(lines).replace(",", separator)).encode()
    assert read_table(data, "csv").problems == ()
    assert read_table(data, "csv").value.headers == ("Date", "Topic", "Room")
    assert rows(data) == [(2, ("2021-06-07", "Kernels", "MI 1")), (3, ("2021-06-14", "Features", "MI 2"))]


def test_commas_in_semicolon_files_are_text() -> None:
    assert rows("Date;Title, or topic;Led by\n2021-06-07;Fast, faster;Jo") == [
        (2, ("2021-06-07", "Fast, faster", "Jo"))
    ]


def test_a_spreadsheet_may_name_its_separator() -> None:
    assert rows("sep=|\nDate|Title\n2021-06-07|Kernels\n") == [(3, ("2021-06-07", "Kernels"))]


def test_quoted_cells_hold_separators_marks_and_line_ends() -> None:
    data = 'Title,Speaker\n"Train faster, generalize ""better""","A\nB"\nNext, "C, D" \n'
    assert rows(data) == [(2, ('Train faster, generalize "better"', "A\nB")), (4, ("Next", "C, D"))]
    assert messages(data) == []


def test_marks_inside_a_text_stay() -> None:
    assert rows('Title,Room\nThe 5" disk,A\n') == [(2, ('The 5" disk', "A"))]
    ((line, message),) = messages('Title,Room\n"Deep" learning,A\n')
    assert (line, rows('Title,Room\n"Deep" learning,A\n')) == (2, [(2, ('"Deep" learning', "A"))])
    assert "quotation mark" in message


def test_a_mark_that_is_never_closed_costs_its_own_line_alone() -> None:
    data = """\
Date,Title
2021-06-07,A
2021-06-14,"B
2021-06-21,C
2021-06-28,"D, E"
"""
    assert rows(data) == [
        (2, ("2021-06-07", "A")), (3, ("2021-06-14", '"B')), (4, ("2021-06-21", "C")), (5, ("2021-06-28", "D, E")),
    ]  # fmt: skip
    assert [line for line, _ in messages(data)] == [3]


def test_long_and_short_rows_are_kept_whole() -> None:
    data = """\
Date,Title
2021-06-07,Fast, faster
2021-06-14
2021-06-21,C,,,
"""
    assert rows(data) == [(2, ("2021-06-07", "Fast, faster")), (3, ("2021-06-14", "")), (4, ("2021-06-21", "C"))]
    assert [(line, message[:18]) for line, message in messages(data)] == [
        (2, "this row has 3 cel"), (3, "this row has 1 cel"),
    ]  # fmt: skip


def test_headers_are_made_different_and_empty_columns_dropped() -> None:
    data = "Date,Title,title,,,\n2021-06-07,A,B,C,,\n"
    assert read_table(data, "csv").value.headers == ("Date", "Title", "title (2)", "column 4")
    assert rows(data) == [(2, ("2021-06-07", "A", "B", "C"))]
    assert [line for line, _ in messages(data)] == [1, 1]


def test_comments_and_blank_lines_are_no_rows() -> None:
    data = """\
# our archive, of old

Date,Title
# 2021-06-01,Not held
,
2021-06-07,A
#
"""
    assert rows(data) == [(6, ("2021-06-07", "A"))]
    assert read_table(data, "csv").value.line == 3


def test_a_number_sign_may_also_number_the_sessions() -> None:
    assert rows("#,Title\n#1,A\n# 2,B\n") == [(2, ("#1", "A")), (3, ("# 2", "B"))]
    assert rows("Tag,Title\n#deep,A\n") == [(2, ("#deep", "A"))]


def test_cells_may_be_longer_than_the_standard_reader_allows() -> None:
    long = "x" * 200_000
    assert rows(f"Title,Abstract\nA,{long}\n") == [(2, ("A", long))]
    assert rows(f'Title,Abstract\nA,"{long}"\n') == [(2, ("A", long))]


@pytest.mark.parametrize(
    ("encoding", "name"), [("latin-1", "Latin-1"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-32", "UTF-32")]
)
def test_another_encoding_is_read_and_pointed_out(encoding: str, name: str) -> None:
    data = "Date,Leader\n2018-02-19,Rémi Le Priol\n".encode(encoding)
    assert rows(data) == [(2, ("2018-02-19", "Rémi Le Priol"))]
    ((line, message),) = messages(data)
    assert name in message
    assert line == (2 if encoding == "latin-1" else 1)


def test_control_characters_are_left_out() -> None:
    assert rows("Title\nA\0B\x1b\n") == [(2, ("AB",))]
    assert messages("Title\nA\0B\x1b\n") == [
        (2, "the character U+0000 is no text; expected a text file; it and others like it are left out")
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_makes_an_empty_table(form: Format) -> None:
    assert read_table("", form).value == Table()
    assert len(read_table(" \n\n", form).problems) == 1


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff#"), max_size=12)
LINED = st.text(st.sampled_from('ab"\n,;\té '), max_size=8)


@given(st.lists(st.lists(LINED, min_size=3, max_size=3), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_what_the_standard_writer_writes_is_read(table: list[list[str]], separator: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator="\n").writerows([["Date", "Title", "Room"], *table])
    read = read_table(file.getvalue(), "csv")
    expected = [tuple(cell.strip() for cell in row) for row in table]
    assert [row.cells for row in read.value.rows] == [row for row in expected if any(row)]


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=6))
def test_no_row_or_character_of_a_markdown_table_is_lost(table: list[list[str]]) -> None:
    table = [[" ".join(cell.split()).replace("\\", "/").strip() for cell in row] for row in table]
    lines = ["| Date | Title | Room |", "|---|---|---|"]
    lines += ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in table]
    read = read_table("\n".join(lines), "markdown")
    assert [row.cells for row in read.value.rows] == [tuple(row) for row in table if any(row)]
    assert read.problems == ()


def test_a_header_of_ten_thousand_words_takes_no_longer_than_its_length() -> None:
    headers = read_table("Title" + ",Room" * 10_000 + "\nA\n", "csv").value.headers
    assert (headers[:3], headers[-1]) == (("Title", "Room", "Room (2)"), "Room (10000)")


# Markdown ----------------------------------------------------------------------------------------------------------


def test_a_markdown_table() -> None:
    data = """\
Date | Title
:---|---:
2021-06-07 | a \\| b
2021-06-14 | `x|y` and [z](https://example.org/a|b)
"""
    assert rows(data, "markdown") == [
        (3, ("2021-06-07", "a | b")), (4, ("2021-06-14", "`x|y` and [z](https://example.org/a|b)")),
    ]  # fmt: skip
    assert messages(data, "markdown") == []


def test_a_rule_may_be_missing_and_text_may_stand_beside() -> None:
    assert rows("| Date | Title |\n| 2021-06-07 | A |", "markdown") == [(2, ("2021-06-07", "A"))]
    assert [line for line, _ in messages("| Date | Title |\n| 2021-06-07 | A |", "markdown")] == [1]
    data = """\
Before

| Date | Title |
|---|---|
| 2021-06-07 | A |

After
"""
    assert rows(data, "markdown") == [(1, ("", "Before")), (5, ("2021-06-07", "A")), (7, ("", "After"))]
    assert [line for line, _ in messages(data, "markdown")] == [1, 7]


# YAML --------------------------------------------------------------------------------------------------------------


def test_yaml_is_text_and_nothing_else() -> None:
    data = """\
- title: no
  start: 10:30
  number: 012
  date: 2021-06-07
  room: 1_000
  tags: 1e3
  part: ~
"""
    assert rows(data, "yaml") == [(1, ("no", "10:30", "012", "2021-06-07", "1_000", "1e3", ""))]
    assert messages(data, "yaml") == []


def test_records_may_have_keys_of_their_own_and_stand_under_one() -> None:
    data = """\
# The plan
sessions:
  - title: A
    abstract: |
      one
      two
  - Title: B
    room: R
"""
    assert read_table(data, "yaml").value.headers == ("title", "abstract", "room")
    assert rows(data, "yaml") == [(3, ("A", "one\ntwo", "")), (7, ("B", "", "R"))]
    assert messages(data, "yaml") == []


def test_lists_and_links_are_written_as_in_options() -> None:
    data = """\
- title: A
  speaker: [Ann Li, "Lee, Jason"]
  slides:
    - {label: Part I, url: a.pdf}
    - b.pdf
  resources: {slides: c.pdf, blog: https://example.org}
"""
    assert rows(data, "yaml")[0][1] == (
        "A", "Ann Li; Lee, Jason", "Part I <a.pdf>; b.pdf", "slides <c.pdf>; blog <https://example.org>",
    )  # fmt: skip


def test_other_shapes_are_records_too() -> None:
    assert rows("ntk: {title: Kernels}\ngnn: {title: Graphs}", "yaml") == [
        (1, ("Kernels", "ntk")),
        (2, ("Graphs", "gnn")),
    ]
    assert rows("spring:\n- title: A\nautumn:\n- title: B", "yaml") == [(2, ("A", "spring")), (4, ("B", "autumn"))]
    assert rows("title: A\n---\ntitle: B\n", "yaml") == [(1, ("A",)), (3, ("B",))]
    assert rows("- topic: A\n- Only text", "yaml") == [(1, ("A",)), (2, ("Only text",))]
    assert [line for line, _ in messages("- topic: A\n- Only text", "yaml")] == [2]
    assert [line for line, _ in messages("course: X\nsessions:\n- title: A", "yaml")] == [1]


def test_a_doubled_key_is_one_problem_with_both_lines_and_both_texts() -> None:
    data = "- title: A\n  room: R\n  title: B\n"
    assert rows(data, "yaml") == [(1, ("A", "R", "B"))]
    assert read_table(data, "yaml").value.headers == ("title", "room", "title (2)")
    ((line, message),) = messages(data, "yaml")
    assert line == 3
    assert "line 1" in message


def test_lines_are_those_of_an_editor() -> None:
    data = "- title: A\u2028B\x85C\n- title: D: E\n"
    assert rows(data, "yaml")[0] == (1, ("A B C",))
    assert [line for line, _ in messages(data, "yaml")] == [2]


def test_a_tag_makes_nothing_but_text() -> None:
    data = '- title: !!python/object/apply:os.system ["touch gone"]\n  room: !!str 10\n'
    assert rows(data, "yaml") == [(1, ("touch gone", "10"))]
    ((line, message),) = messages(data, "yaml")
    assert line == 1
    assert "not allowed" in message


def test_a_colon_in_a_title_costs_nothing_but_a_warning() -> None:
    data = """\
- title: A
  room: R
- title: Deep learning: a tour
  room: S
- title: 'C'
"""
    assert rows(data, "yaml") == [(1, ("A", "R")), (3, ("Deep learning: a tour", "S")), (5, ("C", ""))]
    ((line, message),) = messages(data, "yaml")
    assert line == 3
    assert "mapping values are not allowed here" in message


@pytest.mark.parametrize("fault", ["\troom: R", "  room: [R", "  room: *nobody", "  room: 'R", "  room: @R", "} x"])
def test_records_around_a_fault_are_read(fault: str) -> None:
    data = f"""\
- title: A
- title: B
{fault}
- title: C
"""
    titles = [row.cells[0] for row in read_table(data, "yaml").value.rows]
    assert (titles[0], titles[1][:1], titles[2]) == ("A", "B", "C")
    assert "R" in "".join("".join(cells) for _, cells in rows(data, "yaml")) or "R" not in fault
    assert 1 <= len(messages(data, "yaml")) <= 2


def test_aliases_repeat_and_merge_within_reason() -> None:
    data = """\
- &first
  title: A
  room: R
- <<: *first
  title: B
- *first
"""
    assert rows(data, "yaml") == [(1, ("A", "R")), (4, ("B", "R")), (1, ("A", "R"))]


def test_bombs_do_not_go_off() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with at_most(seconds=20, megabytes=200):
        bomb = read_table("\n".join(levels), "yaml")
    assert sum(len(cell) for row in bomb.value.rows for cell in row.cells) < 2_000
    assert "repeat more than is read" in bomb.problems[0].message
    deep = read_table("- " + "[" * 3000, "yaml")
    assert "nested more than 50 levels deep" in deep.problems[0].message
    assert "not read" in read_table("- a\n" * 2_000_000, "yaml").problems[0].message


KEYS = st.sampled_from(["title", "room", "speaker", "notes on it"])


@given(st.lists(st.dictionaries(KEYS, WORDS, min_size=1), min_size=1, max_size=5))
def test_no_row_or_character_of_a_yaml_file_is_lost(records: list[dict[str, str]]) -> None:
    read = read_table(yaml.safe_dump(records, allow_unicode=True, default_style='"'), "yaml")
    assert read.problems == ()
    assert len(read.value.rows) == len(records)
    for row, record in zip(read.value.rows, records, strict=True):
        cells = dict(zip(read.value.headers, row.cells, strict=True))
        assert {key: cells[key] for key in record} == {key: text.strip() for key, text in record.items()}


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=5))
def test_broken_yaml_keeps_its_characters(items: list[list[str]]) -> None:
    # Tags, anchors and the word for nothing are YAML's own, and no text.
    items = [[re.sub("[!&]|null", "", word) for word in words] for words in items]
    lines = [f"{'  ' if number else '- '}key{number}: {word}" for words in items for number, word in enumerate(words)]
    read = read_table("\n".join(["- title: 'never closed", *lines, "- title: 'closed' }"]), "yaml")
    shown = "".join(read.value.headers) + "".join(cell for row in read.value.rows for cell in row.cells)
    for word in "".join("".join(words) for words in items):
        assert word.isspace() or word in "'\"#&*!|>-~[]{}%@`,?:\u2028\u2029\x85" or word in shown


# Anything ----------------------------------------------------------------------------------------------------------

MARKS = st.text(st.sampled_from("abé01 \t\n\r,;|\"'#-:[]{}&*!<>()\\`~%@=?.\0\ufeff"), max_size=80)


@given(st.one_of(MARKS, st.text(), st.binary()), st.sampled_from(FORMATS))
@example("- \ud800: \udfff", "yaml")
@example('- "\\ud800\\UFFFFFFFF"', "yaml")
@example("%YAML 9.9\n--- !<tag:x> a", "yaml")
@example("? [a, b]\n: c\n<<: [d]", "yaml")
@example("|", "markdown")
@example(b"\xff\xfe\x00", "csv")
def test_whatever_comes_is_a_table(data: bytes | str, form: Format) -> None:
    read = read_table(data, form)
    assert len({header.casefold() for header in read.value.headers}) == len(read.value.headers)
    assert all(header.strip() for header in read.value.headers)
    assert all(len(row.cells) == len(read.value.headers) for row in read.value.rows)
    assert all(isinstance(row, Row) and row.line >= 1 for row in read.value.rows)
    assert [row.line for row in read.value.rows] == sorted(row.line for row in read.value.rows)


@given(MARKS)
def test_no_character_of_a_broken_csv_file_is_lost(text: str) -> None:
    read = read_table("Date,Title\n" + text.replace("#", ""), "csv")
    shown = "".join(cell for row in read.value.rows for cell in row.cells)
    kept = [mark for mark in text if not mark.isspace() and mark not in '#,;"\0\ufeff']
    assert [mark for mark in shown if not mark.isspace() and mark not in ',;"'] == kept


def test_a_template_that_nobody_filled_in_says_nothing() -> None:
    data = """\
- title: A
  speaker: {name: '', link: ''}
  reading: {name: Notes, link: ''}
  lab: {out: '', sheet: 3}
"""
    assert rows(data, "yaml") == [(1, ("A", "", "Notes", "sheet: 3"))]
