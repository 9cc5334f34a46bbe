"""Bibliographies as other programs write them, and as their users change them by hand."""

from __future__ import annotations

import pytest

from sphinx_seminar.model import Author, Paper
from sphinx_seminar.reading.bibtex.files import read_files
from sphinx_seminar.reading.bibtex.papers import read_paper
from tests.bibliographies import read_bibliography


def papers(source: str) -> dict[str, Paper]:
    """Return the papers of a file that holds no fault."""
    reading = read_bibliography(source.encode(), "refs.bib")
    assert reading.problems == ()
    return {paper.key: paper for paper in reading.value}


def only(fields: str, kind: str = "misc") -> Paper:
    return papers(f"@{kind}{{key,\n{fields}\n}}\n")["key"]


def faults(source: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in read_bibliography(source.encode(), "refs.bib").problems]


class TestComments:
    def test_a_field_that_is_commented_out_is_not_read(self) -> None:
        paper = only("  title = {Kept},\n  % note = {Not yet},\n  year = 2018, % as printed\n  volume = {3} % {4}")
        assert (str(paper.title), paper.note, paper.year, paper.volume) == ("Kept", "", "2018", "3")

    def test_an_entry_that_is_commented_out_is_not_read(self) -> None:
        source = """\
@misc{a, title = {A}}

%@misc{b,
%  title = {B}
%}
  % @misc{c, title = {C}}
@misc{d,}
"""
        assert list(papers(source)) == ["a", "d"]

    def test_a_per_cent_sign_inside_a_value_is_text(self) -> None:
        paper = only('  title = {First\n  % of all},\n  note = "5 % of {them}",\n  url = {https://example.org/a%20b}')
        assert (str(paper.title), paper.note, paper.url) == (
            "First % of all",
            "5 % of them",
            "https://example.org/a%20b",
        )

    def test_lines_are_counted_with_their_comments(self) -> None:
        ((line, _message),) = faults("@misc{a, % first\n  % second = {},\n  year = 2018,\n  year = 2019\n}\n")
        assert line == 4

    @pytest.mark.parametrize("comment", ["@Comment Summary: to be sorted", "@comment", "@COMMENT{ x }"])
    def test_a_comment_needs_no_braces(self, comment: str) -> None:
        assert list(papers(f"{comment}\n@misc{{a, title = {{A}}}}\n{comment}\n")) == ["a"]

    def test_a_kind_whose_name_begins_like_a_comment(self) -> None:
        assert papers("@commentary{a, title = {A}}")["a"].kind == "commentary"


class TestKeys:
    def test_a_kind_is_kept_where_a_field_stands_twice(self) -> None:
        source = "@article{a,\n  annote = {One},\n  annote = {Two}\n}"
        ((_line, message),) = faults(source)
        assert message.startswith("@article{a} has the field annote twice")

    @pytest.mark.parametrize("between", ["\n  ", " "])
    def test_a_comma_that_is_missing_after_the_key(self, between: str) -> None:
        source = f"""\
@article{{lee2019wide{between}title = {{Wide networks}},
  year = 2019
}}
"""
        assert faults(source) == [
            (1, "@article{lee2019wide}: a comma is missing after the key; it is read as if it were there")
        ]
        (paper,) = read_bibliography(source.encode(), "refs.bib").value
        assert (paper.key, str(paper.title), paper.year) == ("lee2019wide", "Wide networks", "2019")

    def test_a_broken_entry_without_a_key_is_not_lost(self) -> None:
        source = """\
@book{,
  title = {Rings},
  year = 1999,
@book{b, title = {Fields}}
"""
        (rings, fields) = read_bibliography(source.encode(), "refs.bib").value
        assert [(str(paper.title), paper.year) for paper in (rings, fields)] == [("Rings", "1999"), ("Fields", "")]
        assert [line for line, _message in faults(source)] == [1, 1]


class TestCommands:
    def test_a_command_that_is_not_known_is_pointed_out(self) -> None:
        source = """\
@misc{a,
  title = {\\acro{TUG} and \\TUB, \\acro{TUG}},
  author = {Ivan \\Thanh},
  journal = {\\TUB},
  abstract = {\\foo}
}"""
        expected = "expected words, or commands of LaTeX for letters and styles"
        assert faults(source) == [
            (2, f"@misc{{a}}, title: \\acro, \\TUB: {expected}; what they hold is shown, or their names"),
            (3, f"@misc{{a}}, author: \\Thanh: {expected}; what it holds is shown, or its name"),
            (4, f"@misc{{a}}, journal: \\TUB: {expected}; what it holds is shown, or its name"),
        ]

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            (r"The \Package{xkey} package", "The xkey package"),
            (r"\KOMAScript{} for all", "KOMAScript for all"),
            (r"\foo{a \bar{b}} c", "a b c"),
            (r"$e^+e^-\to 4j\slashed{E}$ channel", r"$e^+e^-\to 4j{E}$ channel"),
        ],
    )
    def test_no_command_is_seen(self, written: str, shown: str) -> None:
        reading = read_bibliography(f"@misc{{a, title = {{{written}}}}}".encode(), "refs.bib")
        assert str(reading.value[0].title) == shown
        assert len(reading.problems) == 1

    @pytest.mark.parametrize("formula", ["x^2^3", r"\hat", "a_b_c", r"\frac{a}", r"\left( x", "x^2'"])
    def test_a_formula_that_latex_cannot_set_is_shown_as_written(self, formula: str) -> None:
        reading = read_bibliography(f"@misc{{a,\n title = {{On ${formula}$}}}}".encode(), "refs.bib")
        (paper,) = reading.value
        assert {span.kind for span in paper.title.spans} == {"text"}
        assert str(paper.title) == f"On ${formula}$"
        assert [(fault.line, fault.message) for fault in reading.problems] == [
            (
                2,
                f"@misc{{a}}, title: '${formula}$': expected a formula that LaTeX can set; it is shown as it was written",
            )
        ]

    @pytest.mark.parametrize("broken", ["x^2^3", r"\hat", r"\frac{a}"])
    def test_a_broken_formula_takes_no_other_along(self, broken: str) -> None:
        source = f"@misc{{a, title = {{On ${broken}$ and $\\alpha_1$ in {{\\'E}}cole}}}}"
        title = read_bibliography(source.encode(), "refs.bib").value[0].title
        assert [(span.kind, span.value) for span in title.spans] == [
            ("text", f"On ${broken}$ and "),
            ("math", r"\alpha_1"),
            ("text", " in École"),
        ]

    def test_a_backslash_is_no_command(self) -> None:
        assert str(only(r"title = {C:\textbackslash{}temp and $\alpha$}").title) == r"C:\temp and $\alpha$"


class TestSeveralFiles:
    """One bibliography in several files, as ``\\bibliography{strings,papers}`` reads them."""

    STRINGS = (
        b'@string{jmlr = "Journal of Machine Learning Research"}\n@proceedings{icml19, title={ICML 2019}, year=2019}'
    )
    PAPERS = b"@article{a, journal = jmlr}\n@inproceedings{b, title = {B}, crossref = {ICML19}}"

    def test_what_the_first_says_holds_in_the_second(self) -> None:
        strings, found = read_files([self.STRINGS, self.PAPERS])
        assert (strings.problems, found.problems) == ((), ())
        assert [read_paper(entry, "").value.venue for entry in found.value] == [
            "Journal of Machine Learning Research",
            "ICML 2019",
        ]

    def test_an_entry_may_name_one_of_a_later_file(self) -> None:
        found, _strings = read_files([self.PAPERS, self.STRINGS])
        assert read_paper(found.value[1], "").value.venue == "ICML 2019"

    def test_an_abbreviation_that_nobody_defines_is_told_once(self) -> None:
        source = "@article{a, journal = alg}\n" + "".join(f"@article{{b{n}, journal = alg}}\n" for n in range(3))
        assert faults(source + "@article{c, journal = mst, month = 13}\n@article{d, journal = mst}") == [
            (
                1,
                "@article{a}, journal: 'alg' is no abbreviation of an @string; expected {text}; "
                "the word itself is shown, here and in 3 more fields",
            ),
            (
                5,
                "@article{c}, journal: 'mst' is no abbreviation of an @string; expected {text}; "
                "the word itself is shown, here and in 1 more field",
            ),
        ]


class TestNames:
    @pytest.mark.parametrize(
        ("written", "author"),
        [
            (
                "family=Oord, given=Aaron, prefix=van den, useprefix=true",
                Author("Oord", "Aaron", "van den"),
            ),
            ("given={Ura Ru}, family={Juan}, suffix={Sr}, prefix={von}", Author("Juan", "Ura Ru", "von", "Sr")),
            ("given-i=Ph, family=Boronat, given=Philippe", Author("Boronat", "Philippe")),
            ('"family={Robert, Sons}", given=Ren{\\\'e}', Author("Robert, Sons", "René")),
            ("given=Plato", Author("Plato")),
            ("Fulton, James E., Jr.", Author("Fulton", "James E.", "", "Jr.")),
            (r"Jaroslav Ne\v set\v ril", Author("Nešetřil", "Jaroslav")),
            (r"N{\'{u}}{\~ n}ez, Ana", Author("Núñez", "Ana")),
            (r"Mu\~noz, Ana", Author("Muñoz", "Ana")),
            (r"Ana Mu\~{n}oz", Author("Muñoz", "Ana")),
            (r"Ana~Mar\'\i{}a N\'u\~ nez", Author("Núñez", "Ana María")),
        ],
    )
    def test_ways_to_write_one(self, written: str, author: Author) -> None:
        assert only(f"author = {{{written}}}").authors == (author,)

    def test_named_parts_stand_beside_the_other_ways(self) -> None:
        paper = only("author = {family=Dijk, given=Marten, prefix=van and Gentry, Craig and Shai Halevi}")
        assert paper.authors == (Author("Dijk", "Marten", "van"), Author("Gentry", "Craig"), Author("Halevi", "Shai"))

    @pytest.mark.parametrize(
        ("written", "families", "fault"),
        [
            ("Sa, M. C.; Kascheres, A.", ["Sa", "Kascheres"], "';'; expected 'and' between them; they are read as M. C. Sa and A. Kascheres"),
            ("Adam Czarnecki; Cezary Orłowski;", ["Czarnecki", "Orłowski"], "';'; expected 'and' between them; they are read as Adam Czarnecki and Cezary Orłowski"),
            (
                "Richard A. DeMillo,Richard J. Lipton, Fred G. Sayward",
                ["DeMillo", "Lipton", "Sayward"],
                "','; expected 'and' between them; they are read as Richard A. DeMillo and Richard J. Lipton and Fred G. Sayward",
            ),
            (
                "Kenneth Wood, Barbara Whitney, Jon Bjorkman, Michael Wolff",
                ["Wood", "Whitney", "Bjorkman", "Wolff"],
                "','; expected 'and' between them; they are read as Kenneth Wood and Barbara Whitney and Jon Bjorkman and 1 more",
            ),
        ],
    )  # fmt: skip
    def test_a_list_without_and(self, written: str, families: list[str], fault: str) -> None:
        source = f"@misc{{a,\n  author = {{{written}}}\n}}"
        (paper,) = read_bibliography(source.encode(), "refs.bib").value
        assert [author.family for author in paper.authors] == families
        assert faults(source) == [(2, f"@misc{{a}}, author: the names are separated by {fault}")]

    def test_a_list_that_ends_without_and(self) -> None:
        paper = only("author = {Born, L. et al.}")
        assert (paper.authors, paper.truncated) == ((Author("Born", "L."),), True)


class TestDates:
    @pytest.mark.parametrize(
        ("fields", "year", "month"),
        [
            ("year = {2014-05-08}", "2014", "5"),
            ("year = {2014-09}", "2014", "9"),
            ("year = {15 November 2019}", "2019", "11"),
            ("year = {August, 2005}", "2005", "8"),
            ("date = {July 6, 2016}", "2016", "7"),
            ("date = {1999-XX-XX}", "1999", ""),
            ("date = {2014-24}", "2014", ""),
            ("date = {1984-03/1986-05}", "1984–1986", "3"),
            ("date = {1984-03/1984-05}", "1984", "3"),
            ("date = {1994/1997}", "1994–1997", ""),
            ("date = {1723~}", "1723~", ""),
            ("date = {1723?/1725~}", "1723?–1725~", ""),
            ("date = {199X}", "199X", ""),
            ("date = {-0379}", "-0379", ""),
            ("date = {/2004}", "–2004", ""),
            ("date = {2004/}", "2004–", ""),
            ("date = {2004/..}", "2004–", ""),
            ("year = {1994--1997}", "1994–1997", ""),
            ("year = 2014, date = {2014-05-08}", "2014", "5"),
            ("year = {[1893] 1984}", "[1893] 1984", ""),
            ("year = {Issue 2005}", "Issue 2005", ""),
            ("year = {1992--1993}", "1992–1993", ""),
            ("year = {n.d.}", "", ""),
            ("year = {Forthcoming}, date = {2018-02}", "Forthcoming", "2"),
            ("date = {2019-05-01/2019-05-03}", "2019", "5"),
            ("year = {2019-05-01/2019-05-03}", "2019", "5"),
            ("year = {5 2001}", "5 2001", ""),
            ("year = 2001, month = {October 22nd}", "2001", "10"),
            ("year = 2001, month = sep # {~3}", "2001", "9"),
            ("year = 2001, month = {22~} # oct", "2001", "10"),
            ("year = 2001, month = {Spring}", "2001", "Spring"),
            ("year = 2001, month = {März}", "2001", "3"),
            ("year = {3 mai 2001}", "2001", "5"),
            ("year = 2001, month = 13", "2001", "13"),
            ("year = 2001, month = {May and June}", "2001", "May and June"),
        ],
    )
    def test_ways_to_write_one(self, fields: str, year: str, month: str) -> None:
        paper = only(fields)
        assert (paper.year, paper.month) == (year, month)

    def test_a_visit_has_a_day_and_no_time(self) -> None:
        assert only("urldate = {2023-09-24T13:27:44Z}").accessed == "2023-09-24"


class TestKinds:
    @pytest.mark.parametrize(
        ("kind", "written", "read"),
        [
            ("thesis", "mathesis", "mastersthesis"),
            ("thesis", "Master thesis", "mastersthesis"),
            ("thesis", "Diplomarbeit", "mastersthesis"),
            ("phdthesis", "{Bachelor Thesis}", "bachelorsthesis"),
            ("thesis", "Doctoral Thesis", "phdthesis"),
            ("thesis", "Habilitation", "thesis"),
            ("misc", "Section", "misc"),
        ],
    )
    def test_a_thesis_says_what_it_is(self, kind: str, written: str, read: str) -> None:
        assert only(f"type = {{{written}}}", kind).kind == read


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            (r"\url{https://example.org/thesis.pdf} [freely available]", "https://example.org/thesis.pdf"),
            ("http://example.org/a.pdf;\n    https://example.org/b.pdf", "http://example.org/a.pdf"),
            (r"http://example.org/0911.3361{\%}0Ahttp://dx.doi.org/10.1000/1", "http://example.org/0911.3361"),
            (r"http://example.org/463-478{\%}5Cnhttp://example.org/short", "http://example.org/463-478"),
            ("https://web.archive.org/web/2020/https://example.org", "https://web.archive.org/web/2020/https://example.org"),
            ("10.1016/j.jeconom.2019.04.036", "https://doi.org/10.1016/j.jeconom.2019.04.036"),
        ],
    )  # fmt: skip
    def test_ways_to_write_one(self, written: str, read: str) -> None:
        assert only(f"url = {{{written}}}").url == read

    @pytest.mark.parametrize(
        ("fields", "read"),
        [
            ("eprint = {258228}, eprinttype = {jstor}", "https://www.jstor.org/stable/258228"),
            ("eprint = {55007279}, eprinttype = {pubmed}", "https://pubmed.ncbi.nlm.nih.gov/55007279"),
            ("eprint = {4HIWAAAAYAAJ}, eprinttype = {googlebooks}", "https://books.google.com/books?id=4HIWAAAAYAAJ"),
            ("eprint = {4}, eprinttype = {jstor}, url = {https://example.org}", "https://example.org"),
            ("eprint = {4}, eprinttype = {jstor}, doi = {10.1000/1}", ""),
        ],
    )
    def test_a_number_in_an_archive(self, fields: str, read: str) -> None:
        assert only(fields).url == read

    @pytest.mark.parametrize("written", ["10/cqxj", "https://doi.org/10/CQXJ", "doi:10/cqxj"])
    def test_a_short_doi(self, written: str) -> None:
        assert only(f"doi = {{{written}}}").doi == "10/cqxj"

    def test_a_doi_whose_slash_is_escaped(self) -> None:
        assert only("doi = {http://dx.doi.org/10.2307%2F2840430}").doi == "10.2307/2840430"


class TestFiles:
    TITLE = "@misc{a, title = {L’enfance}}\n"

    @pytest.mark.parametrize(
        ("first", "encoding", "name"),
        [
            ("", "windows-1252", "Windows-1252 (Latin-1)"),
            ("% Encoding: Cp1252\n", "windows-1252", "Windows-1252 (Latin-1)"),
            ("% This file was made with JabRef.\n% Encoding: GBK\n", "gbk", "GBK"),
            ("% Encoding: x-Mac\n", "windows-1252", "Windows-1252 (Latin-1)"),
        ],
    )
    def test_what_is_no_unicode(self, first: str, encoding: str, name: str) -> None:
        reading = read_bibliography((first + self.TITLE).encode(encoding), "refs.bib")
        assert str(reading.value[0].title) == "L’enfance"
        assert f"it is read as {name}" in reading.problems[0].message

    def test_what_several_entries_share(self) -> None:
        source = (
            "@xdata{acm, publisher = {ACM}, address = {New York}}\n@xdata{y, year = 2019}\n"
            "@book{a, title = {A}, address = {Paris}, xdata = {acm, y}}\n"
        )
        ((key, paper),) = papers(source).items()
        assert key == "a"
        assert (paper.publisher, paper.address, paper.year) == ("ACM", "Paris", "2019")

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("9780429459016,9780429459017", "9780429459016"),
            ("ISBN 0-486-60590-6 (print)", "0-486-60590-6"),
            (r"0162-1459$\backslash$r1537-274X", ""),
            ("1939-1315(Electronic);0022-3514(Print)", ""),
        ],
    )
    def test_one_isbn_of_those_that_are_named(self, written: str, read: str) -> None:
        assert only(f"isbn = {{{written}}}").isbn == read

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("2", "2"),
            ("2nd", "2"),
            ("3rd ed.", "3"),
            ("{Eighth Edition}", "8"),
            ("First", "1"),
            ("4., aktual. Aufl.", "4., aktual."),
            ("Revised", "Revised"),
        ],
    )
    def test_an_edition_is_its_number(self, written: str, read: str) -> None:
        assert only(f"edition = {{{written}}}", "book").edition == read
