"""Together with other extensions in one book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

BIB = "@book{lee, title={Kernels}, author={Lee, Ann}, year=2003, publisher={Press}, address={Town}}\n@book{roe, title={Rings}, author={Roe, Bo}, year=2001, publisher={Press}, address={Town}}\n"
PAGE = """\
# Talk

```{lecture}
```

Both {cite}`lee` and {paper}`lee`.

```{key-papers}
- @lee
- @roe
```

```{bibliography}
```
"""


def test_sphinxcontrib_bibtex_and_ours_share_their_files_and_stay_apart(tmp_path: Path) -> None:
    conf = {"extensions": ["myst_parser", "sphinxcontrib.bibtex", "sphinx_seminar"], "bibtex_bibfiles": ["refs.bib"]}
    for builder in ("html", "latex"):
        built = Manuscript(tmp_path / builder, {"index.md": PAGE, "refs.bib": BIB}, conf).build(builder)
        assert built.warnings == []
        if builder == "html":
            page = built.page("index")
            assert len(page.select("li.sem-paper")) == 2
            assert page.select_one('a[href="#papers-lee"]').get_text() == "Lee (2003)"
            assert page.select_one("div.citation, dl.citation, div.citation-list") is not None


def test_sphinx_design_grids_and_cards_hold_ours(tmp_path: Path) -> None:
    page = (
        "# Talk\n\n::::{grid} 2\n:::{grid-item-card} Card\n\n```{slides} https://x.org/1.pdf\n:title: Deck\n```\n\n"
        "```{key-papers}\n- Hu, W. (2019). Simple methods. Journal of Methods, 1(2), 3-4.\n```\n:::\n::::\n"
    )
    conf = {"extensions": ["myst_parser", "sphinx_design", "sphinx_seminar"]}
    built = Manuscript(tmp_path, {"index.md": page}, conf).build()
    assert built.warnings == []
    card = built.page("index").select_one(".sd-card")
    assert card.select_one(".sem-deck-link a")["href"] == "https://x.org/1.pdf"
    assert card.select_one("li.sem-paper") is not None
