"""The body of ``{key-papers}``, read from its own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.reading.paper_lists import PaperLine, read_line, read_paper_list


def shape(lines: tuple[PaperLine, ...]) -> list[object]:
    """Return the items as keys, texts, and groups of them."""
    return [
        (line.text, shape(line.items)) if line.items else f"@{line.key}" if line.key else line.text for line in lines
    ]


def read(body: str) -> list[object]:
    return shape(read_paper_list(body.splitlines()))


def test_items_run_over_lines() -> None:
    assert read("- Hu, W. (2019). A long\n  title. Venue.\n- Lee, J. Lazy\ncontinuation.\n") == [
        "Hu, W. (2019). A long title. Venue.",
        "Lee, J. Lazy continuation.",
    ]


def test_an_item_with_items_below_it_is_a_group() -> None:
    body = """\
- @a
- Which features?
  - @b: a note
  - Hu, W. (2019).
    On two lines.
- @c"""
    assert read(body) == ["@a", ("Which features?", ["@b", "Hu, W. (2019). On two lines."]), "@c"]


def test_groups_nest() -> None:
    assert read("* One\n    * Two\n        * @a\n* @b") == [("One", [("Two", ["@a"])]), "@b"]


@pytest.mark.parametrize("mark", ["- ", "* ", "+ ", "1. ", "12) ", "• "])
def test_marks_of_lists(mark: str) -> None:
    assert read(f"{mark}@a\n{mark}@b") == ["@a", "@b"]


def test_paragraphs_without_marks_are_items_too() -> None:
    assert read("Hu, W. (2019).\nTitle.\n\nLee, J. (2020). Other.") == [
        "Hu, W. (2019). Title.",
        "Lee, J. (2020). Other.",
    ]


def test_items_know_their_lines() -> None:
    assert [line.line for line in read_paper_list(["", "- @a", "", "- text", "  more", "- @b"])] == [1, 3, 5]


@pytest.mark.parametrize(
    ("text", "key", "note"),
    [
        ("@jacot2018neural", "jacot2018neural", ""),
        ("@lee:2019/a+b: read sections 1 to 3", "lee:2019/a+b", "read sections 1 to 3"),
        ("@lee, first half", "lee", "first half"),
        ("@lee.", "lee", ""),
        ("@王2019:", "王2019", ""),
    ],
)
def test_a_key_and_its_note(text: str, key: str, note: str) -> None:
    line = read_line(text)
    assert (line.key, line.note, line.paper) == (key, note, None)


@pytest.mark.parametrize(
    ("text", "before", "key", "versions", "note"),
    [
        ("**Required:** @lee", "**Required:**", "lee", (), ""),
        ("see @lee: section 3", "see", "lee", (), "section 3"),
        ("@lee; @longer", "", "lee", ("longer",), ""),
        ("read @lee; @longer: both", "read", "lee", ("longer",), "both"),
    ],
)
def test_words_before_a_key_and_versions_behind_it(
    text: str, before: str, key: str, versions: tuple[str, ...], note: str
) -> None:
    line = read_line(text)
    assert (line.before, line.key, line.versions, line.note) == (before, key, versions, note)


def test_keys_with_a_word_between_them_are_two_papers() -> None:
    assert [(line.before, line.key) for line in read_paper_list(["- see @lee and @hu"])] == [
        ("see", "lee"),
        ("and", "hu"),
    ]
    assert read("- @lee, @hu\n- @a") == ["@lee", "@hu", "@a"]


def test_a_pasted_entry_is_a_paper_with_its_own_key_whatever_its_lines() -> None:
    entry = """\
@article{roe2019,
  title = {Wide networks},

  author = {Roe, R.},
  year = 2019
}

- @b"""
    first, second = read_paper_list(entry.splitlines())
    assert first.paper is not None
    assert (first.paper.key, str(first.paper.title), first.paper.pasted, second.key) == (
        "roe2019",
        "Wide networks",
        "",
        "b",
    )


def test_two_citations_below_each_other_without_marks_are_two() -> None:
    body = """\
Hu, W. (2019). Deep nets and their
limits. Nature, 3(2), 4-9.
Lee, J. (2020). Wide nets. Nature, 4(1), 1-3.
https://doi.org/10.1000/wide
@roe
"""
    lines = read_paper_list(body.splitlines())
    assert [(line.line, line.key or str(line.paper and line.paper.title)) for line in lines] == [
        (0, "Deep nets and their limits"),
        (2, "Wide nets"),
        (4, "roe"),
    ]


def test_a_citation_that_is_wrapped_stays_one() -> None:
    body = "Hu, W. (2019). Deep nets. In\nLee, J. (Ed.), A book of nets\n(pp. 4-9). Nature Press, 2020."
    assert len(read(body)) == 1


@pytest.mark.parametrize("text", ["@ home with kernels", "write to a@b.org", "@a@b"])
def test_what_only_looks_like_a_key_is_a_citation(text: str) -> None:
    line = read_line(text)
    assert line.key == ""
    assert line.paper is not None
    assert line.paper.pasted == text


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=30), max_size=8
    )
)
def test_no_text_of_a_body_is_lost(lines: list[str]) -> None:
    def words(items: tuple[PaperLine, ...]) -> str:
        return "".join(item.text + words(item.items) for item in items)

    kept = [char for char in words(read_paper_list(lines)) if char.isalpha()]
    assert kept == [char for line in lines for char in line if char.isalpha()]
