"""Bibliographies as instructors keep them, the good and the broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Author, Paper, Place, Problem, Reading
from tests.bibliographies import read_bibliography


def read(source: str | bytes) -> Reading[tuple[Paper, ...]]:
    return read_bibliography(source if isinstance(source, bytes) else source.encode(), "refs.bib")


def papers(source: str | bytes) -> dict[str, Paper]:
    return {paper.key: paper for paper in read(source).value}


def only(source: str) -> Paper:
    reading = read(source)
    assert reading.problems == ()
    (paper,) = reading.value
    return paper


def faults(source: str | bytes) -> list[tuple[str, int]]:
    return [(problem.subtype, problem.line) for problem in read(source).problems]


def one_problem(source: str | bytes) -> Problem:
    (problem,) = read(source).problems
    return problem


JACOT = r"""@inproceedings{jacot2018neural,
  title = {Neural {T}angent {K}ernel: Convergence and Generalization},
  author = {Jacot, Arthur and Gabriel, Franck and Hongler, Cl{\'e}ment},
  booktitle = {Advances in Neural Information Processing Systems},
  volume = 31,
  pages = {8571--8580},
  month = dec,
  year = {2018},
  publisher = {Curran Associates},
  doi = {https://doi.org/10.5555/3327757.3327948},
  eprint = {1806.07572v4}, archivePrefix = {arXiv}, primaryClass = {cs.LG},
  url = {https://papers.nips.cc/paper\_files/8076},
  abstract = {At initialization, 100% of networks},
}
"""
GOOD = "@misc{good,\n  title = {A good one},\n}\n"


def test_an_entry_with_all_that_it_has() -> None:
    paper = only(JACOT)
    assert paper.place == Place("refs.bib", 1)
    assert str(paper.title) == "Neural Tangent Kernel: Convergence and Generalization"
    assert paper.authors == (Author("Jacot", "Arthur"), Author("Gabriel", "Franck"), Author("Hongler", "Clément"))
    assert (paper.kind, paper.year, paper.month) == ("inproceedings", "2018", "12")
    assert (paper.volume, paper.pages, paper.publisher) == ("31", "8571–8580", "Curran Associates")
    assert paper.venue == "Advances in Neural Information Processing Systems"
    assert (paper.doi, paper.arxiv, paper.arxiv_class) == ("10.5555/3327757.3327948", "1806.07572", "cs.LG")
    assert paper.url == "https://papers.nips.cc/paper_files/8076"
    assert paper.abstract == "At initialization, 100% of networks"
    assert paper.sure
    assert paper.pasted == ""


class TestNames:
    @pytest.mark.parametrize(
        ("written", "author"),
        [
            ("Jacot, Arthur", Author("Jacot", "Arthur")),
            ("Arthur Jacot", Author("Jacot", "Arthur")),
            ("Ludwig van Beethoven", Author("Beethoven", "Ludwig", "van")),
            ("van Gennip, Yves", Author("Gennip", "Yves", "van")),
            ("de la Cruz, Ana", Author("Cruz", "Ana", "de la")),
            ("King, Jr., Martin Luther", Author("King", "Martin Luther", "", "Jr.")),
            ("{NASA}", Author("NASA", organisation=True)),
            ("{Barnes and Noble}", Author("Barnes and Noble", organisation=True)),
            (r"{\"O}zg{\"u}r, Ali", Author("Özgür", "Ali")),
            ("{van Dyke}, Philip", Author("van Dyke", "Philip")),
            ("Plato", Author("Plato")),
            ("Hu, Wei,", Author("Hu", "Wei")),
        ],
    )
    def test_ways_to_write_one(self, written: str, author: Author) -> None:
        assert only(f"@misc{{k, author = {{{written}}}}}").authors[0] == author

    @pytest.mark.parametrize("written", ["others", "et al.", "...", "{\\ldots}"])
    def test_a_list_that_goes_on(self, written: str) -> None:
        paper = only(f"@misc{{k, author = {{Hu, Wei and Li, Zhiyuan and {written}}}}}")
        assert [author.family for author in paper.authors] == ["Hu", "Li"]
        assert paper.truncated
        assert not paper.last_after_gap

    def test_a_list_with_its_last_name(self) -> None:
        paper = only("@misc{k, author = {Hu, Wei and Li, Zhiyuan and ... and Yu, Dingli}}")
        assert [author.family for author in paper.authors] == ["Hu", "Li", "Yu"]
        assert paper.truncated
        assert paper.last_after_gap

    def test_names_without_end_or_sense_are_kept(self) -> None:
        paper = only("@misc{k, author = {Foo, A, B, C and , and and}}")
        assert paper.authors[0].family == "Foo"


class TestIdentity:
    @pytest.mark.parametrize(
        "fields",
        [
            "eprint = {1806.07572}, archiveprefix = {arXiv}",
            "eprint = {arXiv:1806.07572v2}",
            "eprint = {1806.07572}, eprinttype = {arxiv}",
            "journal = {arXiv preprint arXiv:1806.07572}",
            "journal = {CoRR}, volume = {abs/1806.07572}",
            "url = {https://arxiv.org/abs/1806.07572}",
            "doi = {10.48550/arXiv.1806.07572}, publisher = {arXiv}",
        ],
    )
    def test_an_arxiv_number_wherever_it_stands(self, fields: str) -> None:
        paper = only(f"@article{{k, title = {{T}}, {fields}}}")
        assert paper.arxiv == "1806.07572"
        assert (paper.venue, paper.volume, paper.publisher) == ("", "", "")

    def test_a_journal_stays_beside_the_arxiv_number(self) -> None:
        paper = only("@article{k, journal = {Nature}, volume = {3}, eprint = {1806.07572}, eprintclass = {stat.ML}}")
        assert (paper.venue, paper.volume, paper.arxiv, paper.arxiv_class) == ("Nature", "3", "1806.07572", "stat.ML")

    def test_an_eprint_elsewhere_is_no_arxiv_number(self) -> None:
        assert only("@article{k, eprint = {1806.07572}, eprinttype = {jstor}}").arxiv == ""

    def test_a_doi_from_its_resolver(self) -> None:
        assert only("@misc{k, url = {https://doi.org/10.1000/xyz123}}").doi == "10.1000/xyz123"

    def test_what_is_no_doi_is_pointed_out(self) -> None:
        problem = one_problem("@misc{k,\n  doi = {forthcoming}\n}")
        assert problem.line == 2
        assert "'forthcoming' is no DOI" in problem.message


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        ["javascript:alert(1)", "JavaScript:alert(1)", "java\n   script:alert(1)", "data:text/html,x", "file:///etc/x",
         "vbscript:x", "a/relative/path", "java\tscript:alert(1)", "https:nowhere"],
    )  # fmt: skip
    def test_an_address_that_is_not_safe_is_refused(self, address: str) -> None:
        source = f"@misc{{k,\n  title = {{T}},\n  url = {{{address}}}\n}}"
        assert papers(source)["k"].url == ""
        assert faults(source) == [("link", 3)]

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("https://example.org/a b", "https://example.org/a%20b"),
            ("https://example.org/a\u2028b", "https://example.org/a%E2%80%A8b"),
            ("https://example.org/a\n    /b", "https://example.org/a/b"),
            ("mailto:a@example.org", "mailto:a@example.org"),
            ("ftp://example.org/x", "ftp://example.org/x"),
            ("www.example.org/x", "https://www.example.org/x"),
            (r"\url{https://example.org/x\_y}", "https://example.org/x_y"),
        ],
    )
    def test_an_address_that_is(self, written: str, read: str) -> None:
        assert only(f"@misc{{k, url = {{{written}}}}}").url == read

    def test_a_password_is_published_nowhere(self) -> None:
        source = "@misc{k,\n  url = {https://me:secret@example.org/x}\n}"
        assert papers(source)["k"].url == "https://example.org/x"
        assert "has a password in it" in one_problem(source).message
        assert "secret" not in one_problem(source).message

    def test_howpublished_is_an_address_or_a_place(self) -> None:
        assert only(r"@misc{k, howpublished = {\url{https://example.org}}}").url == "https://example.org"
        assert only("@misc{k, howpublished = {Blog post}}").venue == "Blog post"

    def test_files_on_a_disk_are_nobodys_business(self) -> None:
        assert only("@misc{k, file = {:home/me/x.pdf:PDF}}").pdf == ""
        assert only("@misc{k, pdf = {C:\\papers\\x.pdf}}").pdf == ""
        assert only("@misc{k, file = {https://example.org/x.pdf}}").pdf == "https://example.org/x.pdf"

    def test_a_script_as_a_pdf_is_refused(self) -> None:
        assert faults("@misc{k, pdf = {javascript:alert(1)}}") == [("link", 1)]


class TestBiblatex:
    def test_its_names_of_fields(self) -> None:
        paper = only(
            "@online{k, title = {Title}, subtitle = {Subtitle}, date = {2018-05-12/2018-06-01}, journaltitle = {J},"
            " location = {Vienna}, urldate = {2020-01-02}, number = 3, eid = {17}}"
        )
        assert str(paper.title) == "Title: Subtitle"
        assert (paper.year, paper.month, paper.venue, paper.address) == ("2018", "5", "J", "Vienna")
        assert (paper.accessed, paper.issue, paper.article_number) == ("2020-01-02", "3", "17")

    def test_a_date_in_words(self) -> None:
        assert only("@misc{k, pubstate = {inpress}}").year == "in press"
        assert only("@misc{k, year = {in press}}").year == "in press"
        assert only("@misc{k, date = {2018}}").month == ""

    @pytest.mark.parametrize(
        ("written", "read"),
        [("jun", "6"), ("{June}", "6"), ("{06}", "6"), ("6", "6"), ("sep", "9"), ('"12~" # may', "5")],
    )
    def test_months(self, written: str, read: str) -> None:
        assert only(f"@misc{{k, month = {written}}}").month == read


class TestAbbreviations:
    def test_strings_are_replaced_and_joined(self) -> None:
        source = """\
@STRING{nips = "Advances in NeurIPS"}
@string(jmlr = {JMLR})
@misc{a, howpublished = NIPS # " " # {31}}
@article{b, journal = jmlr}
"""
        assert {key: paper.venue for key, paper in papers(source).items()} == {
            "a": "Advances in NeurIPS 31",
            "b": "JMLR",
        }
        assert faults(source) == []

    def test_an_unknown_one_is_shown_as_it_is(self) -> None:
        source = "@article{a,\n  journal = jmlr\n}"
        assert papers(source)["a"].venue == "jmlr"
        assert one_problem(source).line == 2
        assert "'jmlr'" in one_problem(source).message


class TestCrossReferences:
    def test_a_paper_takes_what_it_lacks_from_its_volume(self) -> None:
        source = (
            "@inproceedings{child, crossref = {volume}, title = {A paper}, pages = {1--2}}\n"
            "@proceedings{volume, title = {The proceedings}, year = 2001, doi = {10.1000/volume}}\n"
        )
        child = papers(source)["child"]
        assert (str(child.title), child.venue, child.year, child.doi) == ("A paper", "The proceedings", "2001", "")
        assert faults(source) == []

    def test_capitals_in_the_key_do_not_count(self) -> None:
        source = "@article{child, crossref = {WHOLE}, title = {A}}\n@article{whole, journal = {Nature}}\n"
        assert papers(source)["child"].venue == "Nature"
        assert faults(source) == []

    def test_one_that_is_missing(self) -> None:
        source = "@misc{a,\n  title = {A},\n  crossref = {nowhere}\n}\n" + GOOD
        assert list(papers(source)) == ["a", "good"]
        assert one_problem(source).line == 3
        assert "nowhere" in one_problem(source).message

    def test_one_that_leads_in_a_circle(self) -> None:
        source = "@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}, year = 2001}\n"
        assert faults(source) == [("bibliography", 1), ("bibliography", 2)]
        assert papers(source)["a"].year == "2001"


class TestWhatIsNoEntry:
    def test_comments_and_preambles_say_nothing(self) -> None:
        source = (
            """\
% a comment, mail me@example.org
Free text.
@comment{jabref-meta: databaseType:bibtex;}
@preamble{ "\\newcommand{\\noopsort}[1]{}" }
"""
            + GOOD
            + "Some more text.\n"
        )
        assert only(source).key == "good"

    def test_a_byte_order_mark_and_carriage_returns_are_silent(self) -> None:
        assert read(GOOD.replace("\n", "\r\n").encode("utf-8-sig")) == read(GOOD)

    @pytest.mark.parametrize("data", [b"", b"\n\n", b"no entries at all", b"@", b"{", b"}"])
    def test_a_file_without_entries(self, data: bytes) -> None:
        assert read(data).value == ()

    def test_another_encoding_is_read_and_pointed_out(self) -> None:
        source = "@misc{a,\n  author = {Hongler, Clément}\n}\n"
        for encoding in ("latin-1", "utf-16", "utf-16-le", "utf-16-be"):
            assert papers(source.encode(encoding))["a"].authors[0].given == "Clément"
            assert "expected a file saved as UTF-8" in one_problem(source.encode(encoding)).message
        assert one_problem(source.encode("latin-1")).line == 2

    @pytest.mark.parametrize("control", ["\0", "\x01"])
    def test_control_characters(self, control: str) -> None:
        source = f"@misc{{a,\n  title = {{Zero{control} sum}}\n}}\n"
        assert str(papers(source)["a"].title) == "Zero sum"
        assert faults(source) == [("bibliography", 2)]


BROKEN = {
    "a missing brace in a field": """\
@article{bad,
  title = {No {end,
  author = {Doe, Jane},
  year = 2019
}
""",
    "no brace at the end": """\
@article{bad,
  title = {No end},
  author = {Doe, Jane},
  year = {2019}
""",
    "an open quotation mark": """\
@article{bad,
  title = "No end,
  author = {Doe, Jane},
  year = {2019}
}
""",
    "a brace too many": """\
@article{bad,
  title = {No end}},
  author = {Doe, Jane},
  year = {2019}
}
""",
}


class TestBrokenEntries:
    @pytest.mark.parametrize("bad", BROKEN.values(), ids=BROKEN.keys())
    def test_one_problem_and_its_neighbours_are_whole(self, bad: str) -> None:
        source = JACOT + bad + GOOD
        reading = read(source)
        assert [(problem.subtype, problem.line) for problem in reading.problems] == [
            ("bibliography", 1 + JACOT.count("\n"))
        ]
        found = papers(source)
        assert list(found) == ["jacot2018neural", "bad", "good"]
        assert found["jacot2018neural"] == only(JACOT)
        assert found["good"].place.line == 1 + (JACOT + bad).count("\n")

    @pytest.mark.parametrize("bad", BROKEN.values(), ids=BROKEN.keys())
    def test_what_can_be_read_line_by_line_is_shown(self, bad: str) -> None:
        paper = papers(bad)["bad"]
        assert str(paper.title).startswith("No ")
        assert str(paper.title).endswith("end")
        assert paper.authors == (Author("Doe", "Jane"),)
        assert paper.year == "2019"

    def test_a_long_run_of_spaces_takes_no_time(self) -> None:
        assert list(papers("@misc{one, title={A}}" + " " * 200_000 + "\n@misc{two, title={B}}")) == ["one", "two"]

    def test_files_that_were_put_together(self) -> None:
        """Each file began with a mark of its encoding, and a page that was copied has spaces that don't break."""
        papers = read("@misc{one, title={A}}\n\ufeff@misc{two, title={B}}\n\xa0@misc{three, title={C}}").value
        assert [paper.key for paper in papers] == ["one", "two", "three"]

    def test_a_stray_at_sign(self) -> None:
        assert faults("@\n" + GOOD) == [("bibliography", 1)]
        assert faults(GOOD + "@ nothing\n" + GOOD.replace("good", "better")) == [("bibliography", 4)]
        assert faults("@article jacot2018neural,\n title = {X}\n}\n" + GOOD) == [("bibliography", 1)]
        assert list(papers("@\n" + GOOD)) == ["good"]

    def test_an_at_sign_in_a_title_begins_nothing(self) -> None:
        assert str(only("@misc{a, title = {LeQua @ {CLEF} and @home{s}}}").title) == "LeQua @ CLEF and @homes"

    def test_a_missing_comma(self) -> None:
        source = "@misc{a,\n  title = {First 100% of it}\n  year = 2018\n}"
        paper = papers(source)["a"]
        assert (str(paper.title), paper.year) == ("First 100% of it", "2018")
        assert "a comma is missing before year" in one_problem(source).message

    def test_a_field_twice(self) -> None:
        source = "@misc{a,\n  title = {First},\n  Title = {Second}\n}"
        assert str(papers(source)["a"].title) == "First"
        problem = one_problem(source)
        assert problem.line == 3
        assert "lines 2 and 3" in problem.message

    def test_a_key_twice(self) -> None:
        source = GOOD + "\n" + GOOD.replace("A good one", "Another") + "@misc{later, title = {Later}}"
        assert [str(paper.title) for paper in read(source).value] == ["A good one", "Later"]
        problem = one_problem(source)
        assert problem.line == 5
        assert "lines 1 and 5" in problem.message

    @pytest.mark.parametrize("head", ["@article{, ", "@article{"])
    def test_no_key(self, head: str) -> None:
        source = f"{head}title = {{On the Origin of Species}}, author = {{Ångström, Eva}}, year = 1999}}\n" + GOOD
        assert list(papers(source)) == ["angstrom1999origin", "good"]
        assert "has no key" in one_problem(source).message

    def test_made_keys_are_all_different(self) -> None:
        source = """\
@book{title={Rings}}
@book{title={Rings}}
@misc{anonndrings, title={Other}}
@book{title={机器学习}}
"""
        keys = [paper.key for paper in read(source).value]
        assert keys[:3] == ["anonndrings-2", "anonndrings-3", "anonndrings"]
        assert keys[3].isalnum()

    def test_a_kind_that_nobody_knows(self) -> None:
        assert only("@podcast{a, title = {Talking}}").kind == "podcast"

    def test_an_entry_in_parentheses(self) -> None:
        assert str(only("@misc(a, title = {Round (brackets)})").title) == "Round (brackets)"
        assert str(only('@misc(a, title = "Round (brackets)")\nA remark (in brackets).\n').title) == "Round (brackets)"

    def test_a_broken_entry_in_parentheses(self) -> None:
        message = one_problem("@misc(a, title = {Round}, what?)").message
        assert message.startswith("the entry @misc(a is broken: expected a key and fields")

    def test_a_key_alone(self) -> None:
        assert only("@misc{a}").key == "a"

    def test_a_thousand_entries_and_one_broken_among_them(self) -> None:
        entries = [f"@misc{{k{number},\n  title = {{Paper {number}}},\n  year = 2018\n}}\n" for number in range(1000)]
        entries[500] = entries[500].replace("500}", "500")
        reading = read("\n".join(entries))
        assert [paper.key for paper in reading.value] == [f"k{number}" for number in range(1000)]
        assert [problem.line for problem in reading.problems] == [2501]

    def test_an_abstract_of_two_thousand_lines(self) -> None:
        source = "@misc{a,\n  abstract = {" + "words\n" * 2000 + "},\n  year = 2018\n}\n" + "\n" * 3000 + GOOD
        assert only_keys(source) == ["a", "good"]
        assert papers(source)["a"].abstract.count("words") == 2000


def only_keys(source: str) -> list[str]:
    reading = read(source)
    assert reading.problems == ()
    return [paper.key for paper in reading.value]


PIECES = st.sampled_from(
    ["@misc{a,", "@string{x=", "title", "=", "{", "}", '"', ",", "#", "\n", " ", "\\", "@", "$", "%", "é", "2018", "("]
)


@given(st.lists(PIECES, max_size=40))
def test_no_arrangement_of_pieces_ends_the_reading_or_hides_what_follows(pieces: list[str]) -> None:
    source = "".join(pieces) + "\n@misc{last,\n  title = {The last}\n}\n"
    reading = read(source)
    assert str(reading.value[-1].title) == "The last"
    assert all(0 < problem.line <= source.count("\n") + 1 for problem in reading.problems)


@given(st.binary())
def test_no_bytes_end_the_reading(data: bytes) -> None:
    assert isinstance(read(data).value, tuple)
