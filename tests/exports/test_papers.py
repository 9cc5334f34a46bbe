"""The papers of the book as other programs read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.authoring import Manuscript
from tests.bibliographies import read_bibliography

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.md": """\
# C

```{reading-list}
```

```{toctree}
a
b
```
""",
    "a.md": """\
# Alpha

```{lecture}
:name: Alpha
```

```{key-papers}
- @huszar
- Hu, W., & Li, Z. (2019). Simple methods. arXiv preprint arXiv:1905.11368.
- Something that Ann & Bo wrote on a napkin
```
""",
    "b.md": "# Beta\n\n```{lecture}\n```\n",
    "refs.bib": "@article{huszar, title={Photo-realistic {GAN} images of $\\alpha$}, author={Husz{\\'a}r, Ferenc and {DeepMind}}, "
    "journal={J}, year=2017, month=may, doi={10.1/x}}\n@book{unused, title={Unused}}\n",
}
CONF = {"seminar_bibliography": ["refs.bib"]}


def test_papers_bib_has_every_paper_of_the_book_and_reads_back(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    reading = read_bibliography(built.read_file("papers.bib"), "papers.bib")
    assert reading.problems == ()
    papers = {paper.key: paper for paper in reading.value}
    assert list(papers)[:2] == ["huszar", "hu2019simple"]
    assert len(papers) == 3
    assert "Huszár" in built.read_file("papers.bib").decode()
    assert (papers["huszar"].authors[0].family, papers["huszar"].authors[1].organisation) == ("Huszár", True)
    assert str(papers["huszar"].title) == "Photo-realistic GAN images of $\\alpha$"
    assert papers["hu2019simple"].arxiv == "1905.11368"
    assert "Something that Ann & Bo wrote on a napkin" in repr(list(papers.values())[2])


def test_each_session_has_a_file_of_its_own(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    assert len(read_bibliography(built.read_file("sessions/alpha.bib"), "").value) == 3
    assert [path.name for path in (built.folder / "sessions").glob("*.bib")] == ["alpha.bib"]
    assert built.page("a").select_one(".sem-export a")["href"] == "sessions/alpha.bib"
    assert built.page("index").select_one(".sem-export a")["href"] == "papers.bib"
    assert [link["href"] for link in built.page("sem-papers").select(".sem-export a")] == [
        "papers.bib",
        "papers.csl.json",
    ]


def test_csl_json_has_the_same_papers(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    items = {item["id"]: item for item in json.loads(built.read_file("papers.csl.json"))}
    assert items["huszar"] == {
        "id": "huszar",
        "type": "article-journal",
        "title": "Photo-realistic GAN images of $\\alpha$",
        "author": [{"family": "Huszár", "given": "Ferenc"}, {"literal": "DeepMind"}],
        "container-title": "J",
        "issued": {"date-parts": [[2017, 5]]},
        "DOI": "10.1/x",
    }
    assert items["hu2019simple"]["URL"] == "https://arxiv.org/abs/1905.11368"


def test_an_entry_with_little_in_it_can_be_found_and_read(tmp_path: Path) -> None:
    files = {
        "index.md": "# C\n\n```{key-papers}\n- @lee\n```\n",
        "refs.bib": "@misc{lee, author={Lee, Ann}, year=2020, month=13}",
    }
    built = Manuscript(tmp_path, files, CONF).build()
    assert [found.title for found in built.search_objects()] == ["Lee (2020)"]
    assert "Lee (2020)" in built.read_file("seminarindex.js").decode()
    assert json.loads(built.read_file("papers.csl.json"))[0]["issued"] == {"date-parts": [[2020]]}


def test_what_is_switched_off_is_neither_written_nor_linked(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, CONF)
    assert (book.build().folder / "papers.bib").exists()
    book.configure(seminar_exports=["csl"])
    built = book.build()
    assert not (built.folder / "papers.bib").exists()
    assert not (built.folder / "sessions/alpha.bib").exists()
    assert (built.folder / "papers.csl.json").exists()
    assert built.page("a").select_one(".sem-export") is None


def test_builders_that_write_no_folder_of_pages_write_no_files(tmp_path: Path) -> None:
    for builder in ("text", "latex", "epub"):
        folder = Manuscript(tmp_path / builder, FILES, CONF).build(builder).folder
        assert list(folder.rglob("papers.bib")) == []


def test_two_builds_write_the_same_bytes(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, CONF)
    assert book.build(into="one").read_file("papers.bib") == book.build(into="two").read_file("papers.bib")
