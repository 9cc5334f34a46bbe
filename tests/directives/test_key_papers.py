"""``{key-papers}``: keys, pasted citations and groups, as a list that a student can scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

    from tests.built import Built

BIB = """\
@inproceedings{jacot2018neural, title={Neural Tangent Kernel}, author={Jacot, Arthur and Gabriel, Franck and
  Hongler, Cl{\\'e}ment}, booktitle={NeurIPS}, year={2018}, eprint={1806.07572}, archiveprefix={arXiv}}
@article{lee2019wide, title={Wide networks}, author={Lee, Jaehoon and Xiao, Lechao}, journal={J. Stat. Mech.}, year=2020,
  doi={10.1088/1742-5468/abc62b}}
@book{byrd, title={A book}, author={Byrd, Ann}, year={1999}, publisher={Press}}
"""


def book(tmp_path: Path, page: str, **files: str) -> Manuscript:
    conf = {"seminar_bibliography": ["refs.bib"]}
    return Manuscript(tmp_path, {"index.md": page, "refs.bib": BIB, **files}, conf)


def citations(built: Built, docname: str = "index") -> list[str]:
    return [line.get_text() for line in built.page(docname).select(".sem-citation")]


def paper(built: Built, anchor: str, docname: str = "index") -> Tag:
    target = built.page(docname).find(id=anchor)
    assert target is not None
    item = target.find_parent("li")
    assert item is not None
    return item


def test_a_list_shows_what_it_names_in_its_order_with_links_and_bibtex(tmp_path: Path) -> None:
    page = """\
# Kernels

```{key-papers}
- @lee2019wide: read *sections 1 to 3*
- @jacot2018neural
```
"""
    built = book(tmp_path, page).build()
    assert built.warnings == []
    assert built.page("index").select_one(".sem-papers-title").get_text() == "Key papers"
    first = paper(built, "papers-lee2019wide")
    assert first.select_one(".sem-note em").get_text() == "sections 1 to 3"
    assert [(link.get_text(), link["href"]) for link in first.select("a")] == [
        ("Wide networks", "https://doi.org/10.1088/1742-5468/abc62b"),
        ("DOI", "https://doi.org/10.1088/1742-5468/abc62b"),
    ]
    assert "@article{lee2019wide," in first.select_one("details pre").get_text()
    assert citations(built)[1].startswith("Jacot, A., Gabriel, F., & Hongler, C. (2018). Neural Tangent Kernel.")
    assert (
        paper(built, "papers-jacot2018neural").select_one(".sem-links a")["href"] == "https://arxiv.org/abs/1806.07572"
    )


def test_what_is_pasted_is_read(tmp_path: Path) -> None:
    pasted = (
        "Hu, W., Li, Z., & Yu, D. (2019). Simple and effective regularization methods for training on noisily labeled\n"
        "  data with generalization guarantee. arXiv preprint arXiv:1905.11368."
    )
    built = book(
        tmp_path,
        f"""\
# Kernels

```{{key-papers}}
- {pasted}
```

See {{paper}}`hu2019simple`.
""",
    ).build()
    assert built.warnings == []
    item = paper(built, "papers-hu2019simple")
    assert item.select_one(".sem-paper-title a")["href"] == "https://arxiv.org/abs/1905.11368"
    assert item.select_one(".sem-paper-title").get_text().startswith("Simple and effective regularization")
    assert citations(built)[0].startswith(" ".join(pasted.split()))
    assert built.page("index").select_one('a[href="#papers-hu2019simple"]').get_text() == "Hu et al. (2019)"


def test_two_chapters_of_one_book_are_shown_each_where_it_stands(tmp_path: Path) -> None:
    chapter = "Miller, A. (1999). *Birds of the Coast*. Dover Press. Chapter {}, pp. {}."
    lecture = """\
# Week {0}

```{{lecture}}
```

```{{key-papers}}
- {1}
```
"""
    lines = [chapter.format(2, "10-40"), chapter.format(7, "160-190")]
    files = {f"{name}.md": lecture.format(name, line) for name, line in zip("ab", lines, strict=True)}
    built = book(
        tmp_path,
        """\
# C

```{toctree}
a
b
```
""",
        **files,
    ).build()
    assert built.warnings == []
    # What was pasted stands, and behind it what running text calls each of the two.
    told = [f"{line.replace('*', '')} [Miller, 1999{letter}]" for line, letter in zip(lines, "ab", strict=True)]
    assert [citations(built, name)[0] for name in "ab"] == told
    assert len(built.page("sem-papers").select("li.sem-paper")) == 2


def test_words_before_a_key_stand_before_the_paper(tmp_path: Path) -> None:
    built = book(tmp_path, "# K\n\n```{key-papers}\n- **Required:** @lee2019wide: all of it\n```\n").build()
    assert built.warnings == []
    assert citations(built)[0].startswith("Required: Lee, J.")
    assert paper(built, "papers-lee2019wide").select_one(".sem-citation strong").get_text() == "Required:"


def test_versions_of_a_paper_are_one_entry_with_the_links_of_both(tmp_path: Path) -> None:
    built = book(tmp_path, "# K\n\n```{key-papers}\n- @lee2019wide; @jacot2018neural\n```\n").build()
    assert built.warnings == []
    links = [link["href"] for link in paper(built, "papers-lee2019wide").select(".sem-links a")]
    assert links == ["https://doi.org/10.1088/1742-5468/abc62b", "https://arxiv.org/abs/1806.07572"]
    assert len(built.page("sem-papers").select("li.sem-paper")) == 1


def test_what_the_fields_say_whole_can_be_shown_in_the_style_of_the_book(tmp_path: Path) -> None:
    body = "- Hu W, Li Z. Deep nets. Nature. 2019;3(2):4-9.\n- Roe, R. (2018). On towns. Dover Press.\n"
    made = book(tmp_path, f"# K\n\n```{{key-papers}}\n{body}```\n")
    built = made.build(conf={"seminar_pasted_citations": "styled"})
    assert citations(built) == [
        "Hu, W., & Li, Z. (2019). Deep nets. Nature, 3(2), 4–9.",
        "Roe, R. (2018). On towns. Dover Press.",
    ]


def test_what_cannot_be_read_stays_word_for_word_and_its_links_work(tmp_path: Path) -> None:
    words = "the blog post that everybody means, see https://example.org/post?a=1&b=2 and * & <hr>"
    built = book(tmp_path, f"# Kernels\n\n```{{key-papers}}\n- {words}\n```\n").build()
    assert built.warnings == []
    assert citations(built) == [words]
    link = built.page("index").select_one(".sem-citation a")
    assert link["href"] == "https://example.org/post?a=1&b=2"


def test_a_list_has_the_name_and_the_class_that_its_author_gives(tmp_path: Path) -> None:
    page = """\
# K

See {ref}`the list <to-read>`.

```{key-papers}
:name: to-read
:class: wide
- @byrd
```
"""
    built = book(tmp_path, page).build()
    assert built.warnings == []
    content = built.page("index")
    assert content.find(id=content.select_one("p a")["href"].lstrip("#")) is not None
    assert content.select_one("ul.sem-papers.wide") is not None


def test_groups_keep_their_titles_and_their_order(tmp_path: Path) -> None:
    page = """\
# K

```{key-papers}
- @byrd
- Which *features*?
  - @lee2019wide
  - @jacot2018neural
- Last
  * @byrd
```
"""
    built = book(tmp_path, page).build()
    listing = built.page("index").select_one("ul.sem-papers")
    assert [group.get_text() for group in listing.select(".sem-group")] == ["Which features?", "Last"]
    groups = listing.select(".sem-group-item")
    assert [line.get_text()[:5] for line in groups[0].select(".sem-citation")] == ["Lee, ", "Jacot"]
    assert built.warnings == []


def test_a_paper_of_two_sessions_is_one_paper_that_names_the_other_session(tmp_path: Path) -> None:
    lecture = """\
# {0}

```{{lecture}}
```

```{{key-papers}}
- {1}
```
"""
    files = {
        "a.md": lecture.format("Wide", "@lee2019wide"),
        "b.md": lecture.format(
            "Deep", "Lee, J., & Xiao, L. (2020). Wide networks. https://doi.org/10.1088/1742-5468/ABC62B"
        ),
    }
    built = book(
        tmp_path,
        """\
# C

```{toctree}
a
b
```
""",
        **files,
    ).build()
    assert built.warnings == []
    assert paper(built, "papers-lee2019wide", "a").select_one(".sem-also").get_text() == "Also in 2. Deep."
    assert paper(built, "papers-lee2019wide", "b").select_one(".sem-also a")["href"] == "a.html#sessions-wide"
    assert citations(built, "b")[0].startswith("Lee, J., & Xiao, L. (2020). Wide networks. https://doi.org/")
    assert len(built.page("sem-papers").select("li.sem-paper")) == 1


def test_a_list_can_be_sorted_numbered_and_titled(tmp_path: Path) -> None:
    page = """\
# K

```{key-papers}
:title: For *next* week
:sort: year
:numbered:
- @lee2019wide
- @byrd
- @jacot2018neural
```
"""
    built = book(tmp_path, page).build()
    content = built.page("index")
    assert content.select_one(".sem-papers-title").get_text() == "For next week"
    assert content.select_one("ol.sem-papers") is not None
    assert [line[:4] for line in citations(built)] == ["Byrd", "Jaco", "Lee,"]


def test_the_title_is_not_said_twice_below_a_heading_of_the_same_words(tmp_path: Path) -> None:
    built = book(
        tmp_path,
        """\
# K

## Key papers

```{key-papers}
- @byrd
```
""",
    ).build()
    assert built.page("index").select_one(".sem-papers-title") is None


def test_the_list_stands_in_its_place_in_the_printed_book(tmp_path: Path) -> None:
    page = """\
# K

Before.

```{key-papers}
- @byrd
```

After.
"""
    latex = (book(tmp_path, page).build("latex").folder / "acourse.tex").read_text(encoding="utf-8")
    assert latex.index("Before.") < latex.index("Byrd, A.") < latex.index("After.")
    assert "thebibliography" not in latex


def test_the_text_builder_says_the_same_without_bibtex(tmp_path: Path) -> None:
    text = book(tmp_path, "# K\n\n```{key-papers}\n- @lee2019wide: a note\n```\n").build("text").text("index")
    words = " ".join(text.split())
    assert "* Lee, J., & Xiao, L. (2020). Wide networks. *J. Stat. Mech.*" in words
    assert "doi:10.1088/1742-5468/abc62b a note" in words
    assert "@article" not in words


def test_a_number_that_the_author_has_written_is_written_once(tmp_path: Path) -> None:
    page = """\
# K

```{key-papers}
- doi:10.1088/1742-5468/ABC62B
- 10.1145/3292500.3330702
- https://doi.org/10.1038/nature14539
- arXiv:1806.07572
- Lee, J. (2015). Deep learning. Nature. doi:10.1038/nature14540
- See the great paper in DOI: 10.1038/nature14541, a must
```
"""
    written = book(tmp_path, page)
    lines = written.build("text").text("index").split("* ")[1:]
    assert [line.strip() for line in lines] == [
        "doi:10.1088/1742-5468/ABC62B",
        "10.1145/3292500.3330702",
        "https://doi.org/10.1038/nature14539",
        "arXiv:1806.07572",
        "Lee, J. (2015). Deep learning. Nature. doi:10.1038/nature14540",
        "See the great paper in DOI: 10.1038/nature14541, a must",
    ]
    latex = (written.build("latex").folder / "acourse.tex").read_text(encoding="utf-8")
    assert latex.count(r"\sphinxhref{https://doi.org/10.1145/3292500.3330702}{10.1145/3292500.3330702}") == 1
    assert latex.count(r"\sphinxhref{https://doi.org/10.1145/3292500.3330702}") == 1
    linked = [line.find("a") for line in written.build().page("index").select(".sem-citation")]
    assert [(link.get_text(), link["href"].rpartition("/")[2]) for link in linked if link is not None] == [
        ("doi:10.1088/1742-5468/ABC62B", "abc62b"),
        ("10.1145/3292500.3330702", "3292500.3330702"),
        ("https://doi.org/10.1038/nature14539", "nature14539"),
        ("arXiv:1806.07572", "1806.07572"),
        ("Deep learning", "nature14540"),
        ("DOI: 10.1038/nature14541", "nature14541"),
    ]


def test_an_entry_without_a_key_is_listed_by_the_one_that_its_warning_names(tmp_path: Path) -> None:
    bib = BIB + '@article{title={On the origin of species}, author={{\\AA}ngstr{\\"o}m, Eva}, year=1999}\n'
    built = book(tmp_path, "# Talk\n\n```{key-papers}\n- @angstrom1999origin\n```\n", **{"refs.bib": bib}).build()
    assert citations(built)[0].startswith("Ångström, E. (1999)")
    (warning,) = built.warnings
    assert (warning.path, warning.subtype) == ("refs.bib", "bibliography")
    assert "'angstrom1999origin'" in warning.message
