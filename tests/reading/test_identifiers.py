"""DOI and arXiv numbers in their one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.reading.identifiers import find_arxiv, find_doi, normalise_arxiv, normalise_doi

_SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1038/nature14539", "10.1038/nature14539"),
        ("https://doi.org/10.1/X", "10.1/x"),
        ("http://dx.doi.org/10.1109/CVPR.2016.90.", "10.1109/cvpr.2016.90"),
        ("doi:10.1/x", "10.1/x"),
        ("DOI 10.1145/359545.359563", "10.1145/359545.359563"),
        ("see (https://doi.org/10.1016/S0022-2836(05)80360-2).", "10.1016/s0022-2836(05)80360-2"),
        ("<https://doi.org/10.1000/182>", "10.1000/182"),
        (_SICI.upper(), _SICI),
        ("https://doi.org/10.1002/%28SICI%291097-0258", "10.1002/(sici)1097-0258"),
        ("https://www.frontiersin.org/articles/10.3389/fpsyg.2013.00863/full", "10.3389/fpsyg.2013.00863"),
        ("no number 10.5 here", ""),
        ("version 110.1038/nature", ""),
        ("", ""),
    ],
)
def test_a_doi_has_one_form(written: str, doi: str) -> None:
    assert normalise_doi(written) == doi


@pytest.mark.parametrize(
    ("written", "number", "archive_class"),
    [
        ("1710.10345v2", "1710.10345", ""),
        ("arXiv:1806.07572v4 [cs.LG]", "1806.07572", "cs.LG"),
        ("https://arxiv.org/abs/1710.10345", "1710.10345", ""),
        ("https://arxiv.org/pdf/1710.10345v3.pdf", "1710.10345", ""),
        ("CoRR, abs/1708.00055", "1708.00055", ""),
        ("10.48550/arXiv.1905.11368", "1905.11368", ""),
        ("arXiv preprint physics/0004057", "physics/0004057", ""),
        ("hep-th/9711200", "hep-th/9711200", ""),
        ("math.GT/0309136", "math/0309136", "math.GT"),
        ("ARXIV:MATH.GT/0309136", "math/0309136", "math.GT"),
        ("arXiv:0704.0001", "0704.0001", ""),
        ("pages 1710.10345 in a list", "", ""),
        ("1799.10345", "", ""),
        ("", "", ""),
    ],
)
def test_an_arxiv_number_has_one_form(written: str, number: str, archive_class: str) -> None:
    assert normalise_arxiv(written) == (number, archive_class)


@given(st.text(alphabet="10./arXivdo:()<>[]v4567 math-", max_size=60))
def test_what_is_found_is_found_again(text: str) -> None:
    doi, start, end = find_doi(text)
    assert normalise_doi(doi) == doi
    assert 0 <= start <= end <= len(text)
    number, _, start, end = find_arxiv(text)
    assert not number or normalise_arxiv(number)[0] == number
    assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize("text", ["10.1002/%2e", "10.1002/ab%2e", "10.1002/ab%2c"])
def test_an_encoded_mark_at_the_end_is_no_part_of_a_doi(text: str) -> None:
    assert normalise_doi(normalise_doi(text)) == normalise_doi(text)
