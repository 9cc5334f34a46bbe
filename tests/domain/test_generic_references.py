"""``[](#name)``, ``{any}`` and ``{ref}``: references that do not say what they lead to."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """\
# Theory

```{toctree}
ntk
uses
jacot2018neural
```
"""
# The page has the name of its lecture.
LECTURE = """\
# The kernel $k$

```{lecture}
:name: ntk
:speaker: Bo Roe
```

```{key-papers}
- @jacot2018neural
- @Lee19
```
"""
# This one has the name of a paper, and headings with those of sessions.
NOTES = """\
# Notes on it

See [](#lab) below, and {ref}`lab`.

(lab)=
## Lab

```{session} Second lab
:name: second
```

(lee19)=
## On the second paper
"""
USES = """\
# Uses

[](#ntk), {any}`ntk`, {ref}`NTK`, [the *kernel*](#ntk), {any}`kernel <ntk>`, {ref}`kernel <ntk>`, [](ntk), [](ntk.md).

[](#jacot2018neural), {any}`jacot2018neural`, {ref}`@jacot2018neural`, [it](#jacot2018neural).

[](<#Bo Roe>), {any}`bo roe`, {ref}`Bo Roe`, [he](#Bo%20Roe).

```{session} Lab
```

{ref}`second`, {ref}`lee19`.
"""
BIBLIOGRAPHY = """\
@article{jacot2018neural, title={Neural}, author={Jacot, A. and Gabriel, F. and Hongler, C.}, year=2018, journal={J}}
@article{Lee19, title={Wide}, author={Lee, J. and Xiao, L.}, year=2019, journal={J}}
"""
FILES = {
    "index.md": INDEX,
    "ntk.md": LECTURE,
    "uses.md": USES,
    "jacot2018neural.md": NOTES,
    "refs.bib": BIBLIOGRAPHY,
}
CONF = {"seminar_bibliography": ["refs.bib"], "nitpicky": True, "myst_heading_anchors": 3}
BUILDERS = ("html", "dirhtml", "singlehtml", "latex", "text", "man", "texinfo", "xml", "gettext", "linkcheck")


def test_they_say_the_titles_of_what_they_lead_to(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    assert built.warnings == []
    lines = [
        [(link.get_text(), link["href"]) for link in line.select("a.reference")]
        for line in built.page("uses").select("section > p")
    ]
    kernel, lecture = "1. The kernel \\(k\\)", "ntk.html#sessions-ntk"
    paper, person = "ntk.html#papers-jacot2018neural", "sem-people.html#people-bo-roe"
    assert lines == [
        [
            *((kernel, lecture), (kernel, lecture), (kernel, lecture), ("the kernel", lecture), ("kernel", lecture)),
            *(("kernel", lecture), (kernel, lecture), ("The kernel k", "ntk.html")),
        ],
        [*[("Jacot et al. (2018)", paper)] * 3, ("it", paper)],
        [*[("Bo Roe", person)] * 3, ("he", person)],
        [("Second lab", "jacot2018neural.html#sessions-second"), ("On the second paper", "jacot2018neural.html#lee19")],
    ]
    assert not built.page("uses").select("section > p code")


def test_a_heading_of_the_same_page_stays_what_it_is(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, FILES, CONF).build().page("jacot2018neural")
    assert [link["href"] for link in page.select("p a.reference")] == ["#lab", "#lab"]


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_builder_complains_of_them(tmp_path: Path, builder: str) -> None:
    assert Manuscript(tmp_path, FILES, CONF).build(builder).warnings == []


def test_on_paper_they_have_their_page(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build("latex")
    lines = next(built.folder.glob("*.tex")).read_text(encoding="utf-8").splitlines()
    line = next(line for line in lines if "the \\sphinxstyleemphasis{kernel}" in line)
    # The last leads to the document itself, and is Sphinx's.
    assert line.count(r"\hyperref[\detokenize{ntk:sessions-ntk}]") == 7
    assert line.count(r"(\autopageref*{\detokenize{ntk:sessions-ntk}})") == 7


def test_a_new_title_comes_to_the_pages_that_name_it(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES | {"uses.md": "# Uses\n\n{ref}`Ntk`\n"}, CONF)
    book.build()
    book.edit("ntk.md", "# The kernel $k$", "# Kernels")
    built = book.build()
    assert "1. Kernels" in built.page("uses").get_text()


def test_a_link_keeps_the_title_that_its_author_gave(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, FILES | {"uses.md": '# Uses\n\n[it](#ntk "The first")\n'}, CONF).build().page("uses")
    # Before version 5, MyST-Parser forgets the title of every link to a name.
    kept = "The first" if int(version("myst-parser").split(".")[0]) >= 5 else None
    assert page.select_one("p a.reference").get("title") == kept


def test_a_label_that_has_the_name_of_a_paper_is_told(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES | {"uses.md": "# Uses\n\n{any}`lee19`\n"}, CONF)
    (warning,) = book.build().warnings
    assert warning.message.startswith("more than one target found for 'any' cross-reference 'lee19'")
