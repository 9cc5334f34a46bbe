"""One record a paper, however many lists name it and in whatever form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_seminar.book.papers import Papers, gather
from sphinx_seminar.book.views.papers import paper_links
from sphinx_seminar.model import Author, Listing, Paper, Place, Text

JACOT = Paper(
    "jacot2018neural",
    "inproceedings",
    Text.plain("Neural Tangent Kernel"),
    (Author("Jacot", "Arthur"),),
    year="2018",
    doi="10.1/X",
    arxiv="1806.07572",
)
BIB = {"jacot2018neural": JACOT}


def pasted(key: str, title: str = "", year: str = "", **facts: str) -> Paper:
    text = f"{title}. {year}. {facts}"
    return replace(Paper(key, title=Text.plain(title), year=year, pasted=text), **facts)


def listed(*entries: str | Paper) -> Papers:
    listings = [
        Listing(Place("a.md", number + 1, "a"), number, *((entry, None) if isinstance(entry, str) else ("", entry)))
        for number, entry in enumerate(entries)
    ]
    return gather(listings, (), BIB)


@pytest.mark.parametrize(
    "other",
    [
        pasted("x", "Something else", "1999", doi="10.1/x"),
        pasted("x", "Something else", "1999", arxiv="1806.07572"),
        pasted("x", "Neural tangent kernel", "2018"),
        pasted("x", "Neural  Tangent: Kernel!", "2018"),
    ],
    ids=["DOI", "arXiv number", "title and year", "title and year, spelt otherwise"],
)
def test_two_forms_of_one_paper_are_one(other: Paper) -> None:
    for order in (("jacot2018neural", other), (other, "jacot2018neural")):
        found = listed(*order)
        assert [entry.paper.key for entry in found.entries] == ["jacot2018neural"]
        assert [place.anchor for place in found.entries[0].places] == ["papers-jacot2018neural", ""]


@pytest.mark.parametrize(
    "other",
    [
        pasted("x", "Neural tangent kernel", "2019"),
        pasted("x", "Neural tangents", "2018"),
        pasted("jacot2018neural", "Other", "2018"),
    ],
)
def test_two_papers_stay_two(other: Paper) -> None:
    assert len(listed("jacot2018neural", other).entries) == 2


MILLER = Paper(
    "miller", title=Text.plain("Birds of the Coast"), authors=(Author("Miller", "A."),), year="1999", pasted="M"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(MILLER, doi="10.1/a"), replace(MILLER, doi="10.1/b")),
        (replace(MILLER, arxiv="1806.07572"), replace(MILLER, arxiv="1806.07573")),
        (MILLER, replace(MILLER, authors=(Author("Roe", "R."),))),
        (replace(MILLER, chapter="2"), replace(MILLER, chapter="7")),
        (replace(MILLER, kind="article"), replace(MILLER, kind="phdthesis")),
        (replace(MILLER, kind="book"), replace(MILLER, kind="incollection")),
        (replace(MILLER, title=Text.plain("Introduction")), replace(MILLER, title=Text.plain("Introduction"))),
        (replace(MILLER, pasted=""), replace(MILLER, pasted="", key="miller2")),
    ],
    ids=["DOI", "arXiv", "author", "chapter", "thesis", "book and chapter", "a word for a title", "two keys"],
)
def test_two_works_of_one_title_stay_two_however_they_meet(one: Paper, other: Paper) -> None:
    other = replace(other, pasted=other.pasted and "N")
    whole = replace(MILLER, pasted="W", authors=())
    for order in ((one, other), (one, whole, other), (whole, one, other)):
        found = listed(*order).at
        assert found["a", order.index(one)] != found["a", order.index(other)]


def test_a_record_never_takes_a_part_of_the_publication_of_another() -> None:
    here = replace(MILLER, kind="article", venue="Nature", volume="3", pasted="N")
    there = replace(MILLER, kind="article", venue="Science", pages="1–9", issue="2", pasted="S")
    [entry] = listed(here, there).entries
    assert (entry.paper.venue, entry.paper.volume, entry.paper.pages, entry.paper.issue) == ("Nature", "3", "", "")


def test_what_a_line_says_beyond_the_work_stays_with_the_line() -> None:
    chapter = replace(MILLER, chapter="7", note="skim", pasted="C")
    [entry] = listed(replace(MILLER, pasted="W"), chapter).entries
    assert (entry.paper.chapter, entry.paper.note) == ("", "")


def test_keys_that_a_line_names_together_are_versions_of_one_paper() -> None:
    longer = replace(JACOT, key="longer", title=Text.plain("NTK, extended"), year="2021", doi="10.9/long", arxiv="")
    bib = BIB | {"longer": longer}
    together = Listing(Place("a.md", 4, "a"), 0, "jacot2018neural", versions=("longer",))
    found = gather([together, Listing(Place("b.md", 4, "b"), 0, "longer")], (), bib)
    [entry] = found.entries
    assert (entry.paper, entry.versions, found.faults) == (JACOT, (longer,), ())
    assert (found.named["longer"], found.at["b", 0]) == (entry, entry)


def test_papers_are_joined_through_a_third_whatever_the_order() -> None:
    by_doi, by_title = pasted("x", "Preprint", "2017", doi="10.1/x"), pasted("y", "Neural tangent kernel", "2018")
    assert len(listed(by_doi, by_title, "jacot2018neural").entries) == 1


def test_a_record_takes_what_it_lacks_from_the_others() -> None:
    found = listed(
        "jacot2018neural", pasted("x", "Neural tangent kernel", "2018", venue="NeurIPS", url="https://x.org")
    )
    paper = found.entries[0].paper
    assert (paper.venue, paper.url, paper.authors) == ("NeurIPS", "https://x.org", JACOT.authors)
    assert paper.pasted == ""


def test_every_key_that_an_author_may_use_leads_to_the_paper() -> None:
    found = listed(pasted("hu2019simple", "Simple", "2019"), pasted("hu2019simple", "Simple too", "2019"))
    assert [entry.paper.key for entry in found.entries] == ["hu2019simple", "hu2019simpletoo"]
    assert dict(found.named) == dict(zip(("hu2019simple", "hu2019simpletoo"), found.entries, strict=True))


def test_a_made_key_does_not_depend_on_the_order_of_the_book() -> None:
    papers = [pasted("hu2019simple", f"A simple {word}", "2019") for word in ("rule", "proof", "rule of thumb")]
    expected = {"hu2019simplerule", "hu2019simpleproof", "hu2019simpleruleof"}
    for order in (papers, papers[::-1]):
        keys = {str(entry.paper.title): entry.paper.key for entry in listed(*order).entries}
        assert set(keys.values()) == expected


def test_a_made_key_gives_way_to_an_entry_of_a_bib_file() -> None:
    found = listed(pasted("jacot2018neural", "Another neural net", "2018"), "jacot2018neural")
    assert [entry.paper.key for entry in found.entries] == ["jacot2018neuralnet", "jacot2018neural"]


def test_the_key_of_a_pasted_citation_lists_it_again() -> None:
    found = listed("hu2019simple", pasted("hu2019simple", "Simple", "2019"))
    assert found.faults == ()
    assert [len(entry.places) for entry in found.entries] == [2]


def test_an_unknown_key_is_a_fault_and_takes_no_place() -> None:
    found = listed("jacot2018nerual")
    assert found.entries == ()
    (fault,) = found.faults
    assert (fault.subtype, fault.place.line) == ("paper", 1)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (pasted("x", "Neural tangent kernels", "2018", doi="10.1/x"), "title"),
        (pasted("x", "Neural tangent kernel", "2019", doi="10.1/x", venue="NeurIPS"), "year"),
        (replace(pasted("x", doi="10.1/x"), authors=(Author("Hongler"),)), "first author"),
    ],
)
def test_records_that_contradict_each_other_are_pointed_out_with_both_places(other: Paper, says: str) -> None:
    bib = {"jacot2018neural": replace(JACOT, venue="NeurIPS", place=Place("refs.bib", 7))}
    listings = [Listing(Place("a.md", 4, "a"), 0, "jacot2018neural"), Listing(Place("b.md", 9, "b"), 0, "", other)]
    (fault,) = gather(listings, (), bib).faults
    assert (str(fault.place), fault.subtype) == ("b.md:9", "paper")
    assert says in fault.message
    assert "refs.bib:7" in fault.message


def test_a_preprint_may_be_older_than_what_was_published() -> None:
    bib = {"jacot2018neural": replace(JACOT, venue="NeurIPS", place=Place("refs.bib", 7))}
    preprint = pasted("x", "Neural tangent kernel", "2017", arxiv="1806.07572")
    assert (
        gather(
            [Listing(Place("a.md", 4, "a"), 0, "jacot2018neural"), Listing(Place("b.md", 9, "b"), 0, "", preprint)],
            (),
            bib,
        ).faults
        == ()
    )


@pytest.mark.parametrize(
    ("url", "pdf", "links"),
    [
        ("", "", ["doi", "arxiv"]),
        ("https://www.example.org/ntk", "", ["doi", "arxiv", "url"]),
        ("https://www.example.org/ntk", "https://www.example.org/ntk.pdf", ["doi", "arxiv", "pdf", "url"]),
        # One address, or one number, is one link.
        ("https://www.example.org/ntk.pdf", "https://www.example.org/ntk.pdf", ["doi", "arxiv", "pdf"]),
        ("https://publisher.example.org/doi/10.1/X", "", ["doi", "arxiv"]),
        ("https://arxiv.org/abs/1806.07572v2", "", ["doi", "arxiv"]),
    ],
)
def test_a_paper_has_each_of_its_links_once(url: str, pdf: str, links: list[str]) -> None:
    found = paper_links(replace(JACOT, url=url, pdf=pdf))
    assert [kind for kind, _label, _address in found] == links
    labels = {kind: (label, address) for kind, label, address in found}
    assert labels["doi"] == ("doi:10.1/X", "https://doi.org/10.1/X")
    assert labels["arxiv"] == ("arXiv:1806.07572", "https://arxiv.org/abs/1806.07572")
    assert labels.get("pdf", ("PDF", pdf)) == ("PDF", pdf)
    assert labels.get("url", ("www.example.org", url)) == ("www.example.org", url)
