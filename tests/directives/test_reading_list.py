"""``{reading-list}``: everything that there is to read, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

LECTURE = """\
# {0}

```{{{1}}}
:part: {2}
```

```{{key-papers}}
{3}
```
"""
FILES = {
    "a.md": LECTURE.format("Alpha", "lecture", "One", "- @roe\n- @lee"),
    "b.md": LECTURE.format("Beta", "session", "Two", "- @lee\n- @poe") + "\n{paper}`cited`\n",
    "refs.bib": """\
@book{lee, title={L}, author={Lee, A.}, year=2003}
@book{roe, title={R}, author={Roe, B.}, year=2001}
@book{poe, title={P}, author={Poe, C.}, year=2003}
@book{cited, title={C}, author={Cox, D.}}
@book{no, title={N}}
""",
}


def reading_list(tmp_path: Path, *options: str, builder: str = "html") -> Built:
    directive = "\n".join(["```{reading-list}", *options, "```"])
    index = f"""\
# List

{directive}

```{{toctree}}
a
b
```
"""
    return Manuscript(tmp_path, {"index.md": index, **FILES}, {"seminar_bibliography": ["refs.bib"]}).build(builder)


def lines(built: Built) -> list[object]:
    """Return the first names of the lines, those of a group under its title."""
    found: list[object] = []
    for item in built.page("index").select_one("ul.sem-papers").find_all("li", recursive=False):
        if "sem-group-item" in item["class"]:
            found.append((item.p.get_text(), [line.get_text()[:3] for line in item.select(".sem-citation")]))
        else:
            found.append(item.get_text().strip()[:3])
    return found


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["Cox", "Lee", "Poe", "Roe"]),
        ((":sort: year",), ["Roe", "Lee", "Poe", "Cox"]),
        ((":sort: -year",), ["Lee", "Poe", "Roe", "Cox"]),
        ((":sort: none",), ["Roe", "Lee", "Poe", "Cox"]),
        ((":group-by: session",), [("1. Alpha", ["Roe", "Lee"]), ("Beta", ["Lee", "Poe"]), ("…", ["Cox"])]),
        ((":group-by: year",), [("2003", ["Lee", "Poe"]), ("2001", ["Roe"]), ("…", ["Cox"])]),
        ((":group-by: author",), [("Cox", ["Cox"]), ("Lee", ["Lee"]), ("Poe", ["Poe"]), ("Roe", ["Roe"])]),
        ((":kind: lecture",), ["Lee", "Roe"]),
        ((":part: two", ":group-by: session"), [("Beta", ["Lee", "Poe"])]),
    ],
)
def test_groups_sorting_and_filters(tmp_path: Path, options: tuple[str, ...], expected: list[object]) -> None:
    built = reading_list(tmp_path, *options)
    assert built.warnings == []
    assert lines(built) == expected


def test_each_line_leads_to_every_session_that_lists_the_paper(tmp_path: Path) -> None:
    built = reading_list(tmp_path)
    lee = built.page("index").find(id="reading-papers-lee").find_parent("li")
    assert lee.select_one(".sem-also").get_text() == "In 1. Alpha; Beta."
    assert [link["href"] for link in lee.select(".sem-also a")] == ["a.html#sessions-alpha", "b.html#sessions-beta"]


def test_a_paper_that_is_only_cited_is_found_in_the_list(tmp_path: Path) -> None:
    link = reading_list(tmp_path).page("b").select("p > a.reference")[-1]
    assert (link.get_text(), link["href"]) == ("Cox (n.d.)", "index.html#reading-papers-cited")


def test_ids_are_unique_where_a_paper_stands_twice_on_a_page(tmp_path: Path) -> None:
    page = reading_list(tmp_path, ":group-by: session").page("index", whole=True)
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_list_is_in_the_printed_book_where_it_stands(tmp_path: Path) -> None:
    latex = (reading_list(tmp_path, builder="latex").folder / "acourse.tex").read_text(encoding="utf-8")
    assert latex.index("Cox, D.") < latex.index("\\chapter{Alpha}")


def test_the_session_of_a_group_is_not_said_again_in_its_lines(tmp_path: Path) -> None:
    built = reading_list(tmp_path, ":group-by: session")
    lines_of = [line.get_text() for line in built.page("index").select(".sem-group-item .sem-also")]
    assert lines_of == ["Also in Beta.", "Also in 1. Alpha."]


def test_a_full_stop_stands_before_the_sessions(tmp_path: Path) -> None:
    page = """\
# A

```{lecture}
```

```{key-papers}
- Wide Networks. Jaehoon Lee, Lechao Xiao
```

```{reading-list}
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    line = built.page("index").select(".sem-papers")[-1].select_one("li .sem-citation").get_text()
    assert "Xiao. In 1. A." in line
