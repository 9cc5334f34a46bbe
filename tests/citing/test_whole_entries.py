r"""What stands in a ``.bib`` file is on its way to ``papers.bib`` lost nowhere, and no TeX is on a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_seminar.citing import STYLES, Words, cite
from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import Author, Paper
from sphinx_seminar.reading.bibtex.files import read_entries
from sphinx_seminar.reading.latex import plain_latex
from tests.bibliographies import read_bibliography


def read(source: str) -> Paper:
    (paper,) = read_bibliography(source.encode(), "refs.bib").value
    return paper


def written(source: str) -> dict[str, str]:
    """Return the fields that ``papers.bib`` has of an entry."""
    (entry,) = read_entries(bibtex_entry(read(source)).encode()).value
    return {name: field.source for name, field in entry.fields.items()}


def shown(source: str, style: str = "apa") -> str:
    return str(cite(read(source), style, Words()))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("@phdthesis{k, author={Neu, K}, title={T}, school={ETH}, year=1999, type={Habilitation}}", "Habilitation"),
        ("@mastersthesis{k, author={Neu, K}, title={T}, school={ETH}, year=1999, type={Diplomarbeit}}", "Diplomarbeit"),
        ("@techreport{k, author={Neu, K}, title={T}, institution={X}, year=1999, type={White paper}}", "White paper"),
        ("@book{k, author={Freud, S}, title={T}, year=2010, origdate={1899}}", "1899"),
        ("@book{k, author={Freud, S}, title={T}, year=2010, origyear={1899}}", "1899"),
        ("@book{k, author={Kant, I}, title={T}, year=2010, translator={Guyer, Paul}}", "Guyer"),
        ("@inbook{k, author={Good, I}, title={T}, year=2010, chapter={The middle}, publisher={P}}", "The middle"),
        ("@incollection{k, author={Good, I}, title={T}, booktitle={B}, year=2010, chapter={7}}", "7"),
        (
            "@incollection{k, author={Good, I}, title={T}, booktitle={B}, year=2010, series={LNCS}, number={1234}}",
            "1234",
        ),
        ("@software{k, author={Good, I}, title={T}, year=2010, version={2.1}}", "2.1"),
        ("@manual{k, author={Good, I}, title={T}, year=2010, version={2.1}}", "2.1"),
        ("@misc{k, author={Good, I}, title={T}, year=2010, eprint={zz-12}, eprinttype={Zenith}}", "Zenith: zz-12"),
        ("@booklet{k, author={Good, I}, title={T}, year=2010, howpublished={On the beach}}", "On the beach"),
        ("@techreport{k, author={Good, I}, title={T}, year=2010, howpublished={On the beach}}", "On the beach"),
        ("@inproceedings{k, title={T}, booktitle={41st Meeting}, journal={PoS}, volume={LAT24}, year=2024}", "PoS"),
        (
            "@inproceedings{k, title={T}, booktitle={41st Meeting}, journal={PoS}, volume={LAT24}, year=2024}",
            "41st Meeting",
        ),
        (
            "@inproceedings{k, title={T}, booktitle={Meeting}, booksubtitle={A summary}, year=2024}",
            "Meeting: A summary",
        ),
        ("@patent{k, author={Good, I}, title={T}, number={US1234}, year=2001}", "US1234"),
        ("@book{k, title={T}, year={-0379}}", "380 BCE"),
        ("@book{k, title={T}, date={1723~}}", "ca. 1723"),
        ("@book{k, title={T}, date={1723?}}", "1723?"),
        ("@book{k, title={T}, date={199X}}", "1990s"),
        ("@book{k, title={T}, date={1994/1997}}", "1994–1997"),
        ("@book{k, title={Caf&eacute; M{\\&}uuml;ller}, year=1999}", "Café Müller"),
    ],
)
def test_what_is_read_is_shown(style: str, entry: str, words: str) -> None:
    assert words in shown(entry, style).replace("T: ", "")


def test_the_publisher_of_a_journal_is_not() -> None:
    entry = "@article{k, author={A, B}, title={T}, journal={J}, year=1999, publisher={IEEE}, address={New York}}"
    for style in STYLES:
        assert "IEEE" not in shown(entry, style)
    assert (written(entry)["publisher"], written(entry)["address"]) == ("IEEE", "New York")


def test_a_chapter_in_a_book_of_its_author_has_the_author() -> None:
    source = """
        @inbook{ib, crossref={set}, title={Fundamental Algorithms}, volume=1}
        @incollection{ic, crossref={set}, title={By somebody else}}
        @book{set, author={Knuth, Donald}, title={The Art}, year=1968, publisher={AW}}
    """
    papers = {paper.key: paper for paper in read_bibliography(source.encode(), "refs.bib").value}
    assert papers["ib"].authors == (Author("Knuth", "Donald"),)
    assert papers["ic"].authors == ()


@pytest.mark.parametrize(
    "doi",
    [
        r"10.1175/1520(2003)033{\textless}0285:BE{\textgreater}2.0.CO;2",
        "10.1175/1520(2003)033{$<$}0285:BE{$>$}2.0.CO;2",
        "10.1175/1520(2003)033$<$0285:BE$>$2.0.CO;2",
        r"10.1175/1520(2003)033\textless0285:BE\textgreater2.0.CO;2",
        r"10.1175/1520(2003)033\ensuremath{<}0285:BE\ensuremath{>}2.0.CO;2",
        "10.1175/1520(2003)033&lt;0285:BE&gt;2.0.CO;2",
        r"10.1175/1520(2003)033\&lt;0285:BE\&gt;2.0.CO;2",
        "10.1175/1520(2003)033%3C0285:BE%3E2.0.CO;2",
        "https://doi.org/10.1175/1520(2003)033%3C0285:BE%3E2.0.CO;2",
        "{10.1175/1520(2003)033<0285:BE>2.0.CO;2}",
    ],
)
def test_a_doi_in_any_escape_is_one(doi: str) -> None:
    assert read(f"@misc{{k, title={{T}}, doi={{{doi}}}}}").doi == "10.1175/1520(2003)033<0285:be>2.0.co;2"


def test_fields_that_are_not_read_travel_as_they_are() -> None:
    entry = r"""@article{k, author={A, B}, title={T}, journal={J}, year=1999, date={1999-05-03}, annote={Foo {\bf bar} \foo{x}},
      keywords={a, b}, mrnumber={123}, titleaddon={Read it}, shortjournal={JJ}, eprint={999}, eprinttype={zz}, issn={1234-5678},
      note={One}, addendum={Two}, file={:/papers/me/x.pdf:PDF}, local-url={/papers/me/x.pdf}, x-y={stray}}"""
    fields = written(entry)
    for name, source in (
        ("annote", r"Foo {\bf bar} \foo{x}"),
        ("keywords", "a, b"),
        ("mrnumber", "123"),
        ("titleaddon", "Read it"),
        ("addendum", "Two"),
        ("date", "1999-05-03"),
        ("issn", "1234-5678"),
        ("x-y", "stray"),
        ("eprinttype", "zz"),
    ):
        assert fields[name] == source
    assert "/papers/me" not in bibtex_entry(read(entry))


@pytest.mark.parametrize(
    ("field", "name", "source"),
    [
        ("month = sep # {~3}", "month", "September~3"),
        ("year = {2019-09-03}", "year", "2019-09-03"),
        (
            "isbn = {978-0-262-03384-8 (print), 978-0-262-53305-8}",
            "isbn",
            "978-0-262-03384-8 (print), 978-0-262-53305-8",
        ),
    ],
)
def test_what_is_read_in_part_travels_whole_and_once(field: str, name: str, source: str) -> None:
    fields = written(f"@misc{{k, title = {{T}}, {field}}}")
    assert fields[name] == source
    assert fields.keys() <= {"title", "month", name}


def test_a_month_alone_is_one_of_ours() -> None:
    assert written("@misc{k, title = {T}, month = {Sept.}}") == {"title": "T", "month": "September"}


_FIELDS = (
    *("author", "editor", "translator", "title", "subtitle", "journal", "journaltitle", "booktitle", "booksubtitle"),
    *("maintitle", "eventtitle", "howpublished", "series", "volume", "part", "number", "issue", "pages", "chapter"),
    *("edition", "version", "publisher", "institution", "school", "organization", "address", "location", "note"),
    *("addendum", "type", "annote", "keywords", "abstract", "eid", "titleaddon", "venue", "language", "origyear"),
)
#: Names of one field, of which an entry has one.
_OF_ONE_MEANING = (
    {"journal", "journaltitle"},
    {"number", "issue"},
    {"institution", "school", "organization"},
    {"address", "location"},
    {"note", "addendum"},
)
_ENTRIES = st.builds(
    lambda kind, fields: (kind, {name: f"Word{_FIELDS.index(name)}x" for name in fields}),
    st.sampled_from(
        ["article", "inproceedings", "book", "inbook", "incollection", "phdthesis", "techreport", "misc", "online"]
    ),
    st.lists(st.sampled_from(_FIELDS), min_size=1, unique=True),
)


@given(_ENTRIES)
def test_no_entry_loses_a_field(entry: tuple[str, dict[str, str]]) -> None:
    kind, fields = entry
    source = f"@{kind}{{k,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
    there = " ".join(written(source).values())
    assert [value for value in fields.values() if value not in there] == []


@given(_ENTRIES)
def test_what_is_written_reads_back(entry: tuple[str, dict[str, str]]) -> None:
    kind, fields = entry
    assume(all(len(fields.keys() & names) < 2 for names in _OF_ONE_MEANING))
    assume("booksubtitle" not in fields or "booktitle" in fields)
    paper = read(f"@{kind}{{k,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n")
    again = read(bibtex_entry(paper))
    for style in STYLES:
        assert str(cite(again, style, Words())) == str(cite(paper, style, Words()))


@given(
    st.lists(
        st.sampled_from([r"\foo", r"\foo{Ab}", r"{\bar Cd}", r"\'e", r"\L{}", "{A}", r"\&", "word ", r"\baz[x]{y}"]),
        max_size=6,
    )
)
def test_no_tex_is_seen(pieces: list[str]) -> None:
    assert re.search(r"\\[A-Za-z]|[{}]", plain_latex("".join(pieces))) is None
