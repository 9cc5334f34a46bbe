"""Papers as items of CSL-JSON."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_seminar.citing.csl import csl_item
from sphinx_seminar.model import Author, Paper


@pytest.mark.parametrize(
    ("year", "issued"),
    [
        ("2018", {"date-parts": [[2018]]}),
        ("1994–1997", {"date-parts": [[1994], [1997]]}),
        ("1723~", {"date-parts": [[1723]], "circa": True}),
        ("-0379", {"date-parts": [[-380]]}),
        ("199X", {"literal": "199X"}),
        ("in press", {"literal": "in press"}),
    ],
)
def test_years(year: str, issued: dict[str, Any]) -> None:
    assert csl_item(Paper("k", year=year))["issued"] == issued


def test_what_changes_the_work() -> None:
    item = csl_item(
        Paper(
            "k", "phdthesis", genre="Habilitation", original="1899", version="2.1", chapter="7",
            translators=(Author("Guyer", "Paul"),), archive="HAL", eprint="hal-1", accessed="2021-05-03",
        )
    )  # fmt: skip
    assert item["genre"] == "Habilitation"
    assert item["original-date"] == {"date-parts": [[1899]]}
    assert (item["version"], item["chapter-number"]) == ("2.1", "7")
    assert item["translator"] == [{"family": "Guyer", "given": "Paul"}]
    assert (item["archive"], item["archive_location"]) == ("HAL", "hal-1")
    assert item["accessed"] == {"date-parts": [[2021, 5, 3]]}


def test_a_number_counts_what_csl_says() -> None:
    assert csl_item(Paper("k", "book", series="LNCS", issue="12"))["collection-number"] == "12"
    assert csl_item(Paper("k", "techreport", issue="12"))["number"] == "12"
    assert csl_item(Paper("k", "article", venue="J", issue="12"))["issue"] == "12"


def test_proceedings_in_a_journal() -> None:
    item = csl_item(Paper("k", "inproceedings", venue="41st Meeting", journal="PoS"))
    assert (item["container-title"], item["event-title"]) == ("PoS", "41st Meeting")
