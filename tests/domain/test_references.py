"""Roles, from this book and from others, and the index pages that they lead to."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.md": """\
# C

```{course} Theory
:instructors: Ann Lee (lead) <ann@example.org>
```

```{toctree}
a
b
c
d
```
""",
    "a.md": """\
# The kernel $k$

```{lecture}
:name: ntk
:speaker: Bo Roe
```

```{key-papers}
- @jacot
```
""",
    "b.md": "# Uses\n\n{lecture}`ntk`; {session}`NTK`; {lecture}`here <ntk>`; {paper}`jacot`; {paper:p}`jacot`; {paper}`it <jacot>`;"
    " {person}`bo roe`; {sem:paper}`cited`; {any}`ntk`; {sem:paper:p}`jacot`.\n",
    "d.md": """\
# Several

:::{note}
{paper}`jacot, cited` {paper:p}`jacot;cited` {paper}`@jacot`
:::
""",
    "c.md": """\
# Own list

```{session} Group
:leader: Bo Roe
```

```{key-papers}
- @jacot
```

{paper}`jacot`
""",
    "refs.bib": "@article{jacot, title={Neural}, author={Jacot, A. and Gabriel, F. and Hongler, C.}, year=2018, journal={J}}\n"
    "@article{cited, title={Only cited}, author={Doe, Jo and Poe, Al}, year=2001, journal={J}}\n"
    "@article{never, title={Never}, author={Not, Me}, year=2001, journal={J}}\n",
}
CONF = {"seminar_bibliography": ["refs.bib"], "nitpicky": True}


def test_each_role_says_and_leads_where_it_should(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    assert built.warnings == []
    assert [(link.get_text(), link["href"]) for link in built.page("b").select("p a.reference")] == [
        ("1. The kernel \\(k\\)", "a.html#sessions-ntk"),
        ("1. The kernel \\(k\\)", "a.html#sessions-ntk"),
        ("here", "a.html#sessions-ntk"),
        ("Jacot et al. (2018)", "a.html#papers-jacot"),
        ("(Jacot et al., 2018)", "a.html#papers-jacot"),
        ("it", "a.html#papers-jacot"),
        ("Bo Roe", "sem-people.html#people-bo-roe"),
        ("Doe & Poe (2001)", "sem-papers.html#papers-cited"),
        ("1. The kernel \\(k\\)", "a.html#sessions-ntk"),
        ("(Jacot et al., 2018)", "a.html#papers-jacot"),
    ]


def test_several_papers_share_their_parentheses(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    assert built.page("d").select_one(".admonition p:last-child").get_text() == (
        "Jacot et al. (2018); Doe & Poe (2001) (Jacot et al., 2018; Doe & Poe, 2001) Jacot et al. (2018)"
    )


def test_a_list_of_the_same_page_goes_before_others(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, FILES, CONF).build().page("c")
    assert page.select("p a.reference")[-1]["href"] == "#papers-jacot"


def test_the_index_of_papers_names_their_sessions(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, FILES, CONF).build().page("sem-papers")
    papers = {item["id"]: item for item in page.select("li.sem-paper")}
    assert list(papers) == ["papers-cited", "papers-jacot"]
    assert [(link.get_text(), link["href"]) for link in papers["papers-jacot"].select(".sem-also a")] == [
        ("1. The kernel \\(k\\)", "a.html#sessions-ntk"),
        ("Group", "c.html#sessions-group"),
    ]
    assert len(page.select("h1")) == 1


def test_the_index_of_people_names_what_they_do(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, FILES, CONF).build().page("sem-people")
    lines = {item["id"]: " ".join(item.get_text().split()) for item in page.select("li.sem-person")}
    assert lines == {
        "people-ann-lee": "Ann Lee ✉ (lead) Instructor: Theory",
        "people-bo-roe": "Bo Roe Speaker: 1. The kernel \\(k\\); Leader: Group",
    }
    assert page.select_one("#people-ann-lee a")["href"] == "mailto:ann@example.org"


def test_an_address_to_write_to_is_spelt_out_where_no_link_can_be_followed(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, CONF)
    assert "Ann Lee (lead) <ann@example.org>" in book.build("text").text("index")
    assert "ann@example.org" not in book.build().page("index").get_text()


def test_people_stand_by_their_last_names_in_every_index(tmp_path: Path) -> None:
    page = """\
# Talks

```{course} Talks
:instructors: Zoe Ash; Bruno de Finetti; Ann Young
```
"""
    book = Manuscript(tmp_path, {"index.md": page})
    lines = [line.get_text() for line in book.build().page("sem-people").select("li.sem-person strong")]
    assert lines == ["Zoe Ash", "Bruno de Finetti", "Ann Young"]
    latex = next(book.build("latex").folder.glob("*.tex")).read_text(encoding="utf-8")
    assert re.findall(r"\\sphinxstylestrong\{(.+?)\}: Instructor", latex) == [
        "Ash, Zoe",
        "Finetti, Bruno de",
        "Young, Ann",
    ]


def test_people_stand_where_readers_look_for_their_letters(tmp_path: Path) -> None:
    page = """\
# Talks

```{course} Talks
:instructors: Ann Zeh; Bo Østby; Cy Łach; Di Lyle; Ed Óbidos; Flo Pye
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    lines = [line.get_text() for line in built.page("sem-people").select("li.sem-person strong")]
    assert lines == ["Cy Łach", "Di Lyle", "Ed Óbidos", "Bo Østby", "Flo Pye", "Ann Zeh"]


def test_people_stand_under_letters_with_the_dates_of_what_they_do(tmp_path: Path) -> None:
    group = """\
    # Group

    ```{session-table}
    | Date | Leader | Title |
    |------|--------|-------|
    | 2021-06-07 | Ann Zeh | Kernels |
    | 2021-06-14 | Ann Zeh; Zoe Ash <zoe@example.org> | Networks |
    ```
    """
    page = Manuscript(tmp_path, {"index.md": dedent(group)}).build().page("sem-people")
    assert [heading.get_text().rstrip("#¶") for heading in page.select("h2")] == ["A", "Z"]
    lines = [" ".join(line.get_text().split()) for line in page.select("li.sem-person")]
    assert lines == [
        "Zoe Ash ✉ Leader: Networks (14 Jun 2021)",
        "Ann Zeh Leader: Kernels (7 Jun 2021) · Networks (14 Jun 2021)",
    ]
    assert [name.get_text() for name in page.select(".sem-family")] == ["Ash", "Zeh"]
    sign = page.select_one("li.sem-person a.sem-mail")
    assert (sign["href"], sign.span["aria-label"]) == ("mailto:zoe@example.org", "E-mail to Zoe Ash")


def test_search_and_inventory_know_every_session_paper_and_person(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    found = {(entry.kind, entry.title, entry.docname, entry.anchor) for entry in built.search_objects()}
    assert found == {
        ("lecture", "1. The kernel $k$", "a", "sessions-ntk"),
        ("session", "Group", "c", "sessions-group"),
        ("paper", "Jacot et al. (2018). Neural", "a", "papers-jacot"),
        ("person", "Ann Lee", "index", "course"),
        ("person", "Bo Roe", "a", "sessions-ntk"),
    }
    inventory = built.inventory()
    assert inventory["sem:lecture"] == {"ntk": ("a.html#sessions-ntk", "1. The kernel $k$")}
    assert inventory["sem:paper"]["jacot"] == ("a.html#papers-jacot", "Jacot et al. (2018). Neural")


def test_another_book_refers_to_this_one(tmp_path: Path) -> None:
    first = Manuscript(tmp_path / "one", FILES, CONF).build()
    conf = {
        "extensions": ["myst_parser", "sphinx_seminar", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"theory": ("https://theory.example.org/", str(first.folder / "objects.inv"))},
    }
    page = """\
# Other

{lecture}`ntk`, {paper}`Jacot's <jacot>`, {person}`Bo Roe`
"""
    built = Manuscript(tmp_path / "two", {"index.md": page}, conf).build()
    assert built.warnings == []
    assert [link["href"] for link in built.page("index").select("p a")] == [
        "https://theory.example.org/a.html#sessions-ntk",
        "https://theory.example.org/a.html#papers-jacot",
        "https://theory.example.org/a.html#sessions-ntk",
    ]


def test_where_another_extension_has_a_name_ours_steps_back(tmp_path: Path) -> None:
    other = """\
from docutils.parsers.rst import Directive
from docutils import nodes
class Slides(Directive):
    required_arguments = 1
    final_argument_whitespace = True
    def run(self):
        return [nodes.paragraph('', 'Not ours')]
def setup(app):
    app.add_directive('slides', Slides)
"""
    conf = """\
import sys, pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parent))
extensions = ['myst_parser', 'sphinx_seminar', 'others_slides']
html_theme = 'basic'
"""
    page = """\
# T

```{slides} https://x.org/1.pdf
```

```{sem:slides} https://x.org/2.pdf
```
"""
    run = Manuscript(tmp_path, {"index.md": page, "conf.py": conf, "others_slides.py": other}).sphinx_build()
    text = (run.folder / "index.html").read_text(encoding="utf-8")
    assert "Not ours" in text
    assert 'href="https://x.org/2.pdf"' in text
    assert run.warnings == []
    (message,) = [line for line in run.output.splitlines() if "sphinx_seminar:" in line]
    assert "{slides}" in message
    assert "sem:slides" in message


SAME_NAME = {
    "index.md": "# C\n\n```{toctree}\na\n```\n",
    "a.md": """\
# A

```{lecture}
```

```{key-papers}
- @beta
- @alpha
```

{paper}`alpha`; {paper:p}`beta p. 3-5, fn. 2`; {paper:p}`@alpha, p. 7; beta chap. 2`; {paper}`alpha § 4`; {paper}`the proof <beta p. 3>`

```{session-table}
:columns: title, papers
```
""",
    "refs.bib": '@misc{alpha, title={Alpha "beasts"}, author={Lee, Ann}, year=1986}\n'
    "@misc{beta, title={Beta}, author={Lee, Ann}, year=1986}\n",
}


def test_papers_of_one_short_name_are_told_apart_everywhere(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, SAME_NAME, CONF)
    built = book.build()
    assert built.warnings == []
    page = built.page("a")
    assert [" ".join(line.get_text().split()) for line in page.select("p.sem-citation")] == [
        "Lee, A. (1986b). Beta.",
        'Lee, A. (1986a). Alpha "beasts".',
    ]
    assert "Lee (1986b), Lee (1986a)" in " ".join(page.select_one("table").get_text().split()).replace(";", ",")
    assert "Lee, A. (1986b)" in book.build("text").text("a")


def test_a_reference_names_a_passage(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, SAME_NAME, CONF).build().page("a")
    paragraph = next(part for part in page.select("p") if "the proof" in part.get_text())
    assert " ".join(paragraph.get_text().split()) == (
        "Lee (1986a); (Lee, 1986b, p. 3–5, fn. 2); (Lee, 1986a, p. 7; Lee, 1986b, chap. 2); Lee (1986a, § 4); the proof"
    )


def test_a_short_name_shows_the_title_to_who_points_at_it(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, SAME_NAME, CONF).build().page("a")
    titles = [link.get("title") for link in page.select("p a.reference.internal, table a.reference.internal")]
    assert titles.count('Alpha "beasts"') == 4
    assert titles.count("Beta") == 4
