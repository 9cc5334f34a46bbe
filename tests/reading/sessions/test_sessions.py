"""From the rows of a table to sessions: headers by their meaning, dates from several cells, people and links in one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Resource, Session
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.sessions.row_dates import day_of_band
from sphinx_seminar.reading.tables import Row, Table, read_table
from tests.iso import format_iso


def sessions(text: str, language: str = "en", default: dt.date | None = None) -> tuple[Session, ...]:
    read = read_sessions(read_table(text, "csv").value, language, default)
    assert read.problems == ()
    return read.sessions


def problems(text: str) -> list[tuple[int, str, str]]:
    read = read_sessions(read_table(text, "csv").value)
    return [(problem.line, problem.subtype, problem.message) for problem in read.problems]


def dates(text: str, language: str = "en", default: dt.date | None = None) -> list[str]:
    records = read_sessions(read_table(text, "csv").value, language, default).sessions
    return [format_iso(session.when) if session.when else "" for session in records]


def people(cell: str) -> list[str]:
    table = Table(("Title", "Speaker"), (Row(2, ("A", cell)),))
    return [involved.person.name for involved in read_sessions(table).sessions[0].people]


def links(cell: str, header: str = "Resources") -> list[tuple[str, str, str]]:
    table = Table(("Title", header), (Row(7, ("A", cell)),))
    found = read_sessions(table).sessions[0].resources
    assert {resource.line for resource in found} <= {7}
    return [(resource.kind, resource.label, resource.target) for resource in found]


def test_the_archive_of_a_reading_group() -> None:
    first, second = sessions(
        "Date,Leader,Topic,Resources\n"
        "Jan 25 2017,Jason Jo,Understanding deep learning,Link <https://arxiv.org/abs/1611.03530>\n"
        "Nov 29 2017,Sherjil Ozair,Generalization in GANs,Slides <gans.pdf>; Link <https://example.org>\n"
    )
    assert first.when is not None
    assert (first.place.line, str(first.title), first.when.first) == (
        2,
        "Understanding deep learning",
        dt.date(2017, 1, 25),
    )
    assert [(involved.role, involved.person.name) for involved in first.people] == [("leader", "Jason Jo")]
    assert first.resources == (Resource("link", "https://arxiv.org/abs/1611.03530", "Link", 2),)
    assert [(link.kind, link.target) for link in second.resources] == [
        ("slides", "gans.pdf"), ("link", "https://example.org"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "field"),
    [("Topic", "title"), ("TITLE:", "title"), ("**Talk title**", "title"), ("Thema", "title"), ("Título", "title"),
     ("Room", "location"), ("Where?", "location"), ("Hörsaal", "location"), ("Lieu", "location"), ("Venue", "location"),
     ("Type", "kind"), ("Module", "part"), ("No.", "number"), ("#", "number"), ("Nr.", "number"), ("Id", "name"),
     ("Abstract / Description", "abstract"), ("Zusammenfassung", "abstract"), ("Status", "status")],
)  # fmt: skip
def test_headers_are_matched_by_meaning(header: str, field: str) -> None:
    cell = "tentative" if field == "status" else "what it says"
    other = "Speaker" if field == "title" else "Title"
    (session,) = sessions(f"{header},{other}\n{cell},Somebody\n")
    assert str(getattr(session, field)) == cell
    assert session.extra == ()


@pytest.mark.parametrize(
    ("header", "role"),
    [("Speaker(s)", "speaker"), ("Who", "speaker"), ("Led by", "leader"), ("Discussion leader", "leader"),
     ("Host", "chair"), ("Moderator", "facilitator"), ("Dozentin", "instructor"), ("Presented by", "presenter"),
     ("Référent", "speaker"), ("Sponsor", ""), ("Intervenante", "speaker")],
)  # fmt: skip
def test_roles_are_matched_by_meaning(header: str, role: str) -> None:
    (session,) = sessions(f"Title,{header}\nA,Ann Li\n")
    assert [involved.role for involved in session.people] == ([role] if role else [])
    assert session.extra == (() if role else ((header, "Ann Li"),))


def test_numbered_columns_share_a_meaning() -> None:
    (session,) = sessions("Title,Speaker 1,Speaker 2,Slides 1\nA,Ann Li,Bo Xu,a.pdf\n")
    assert [involved.person.name for involved in session.people] == ["Ann Li", "Bo Xu"]
    assert [link.kind for link in session.resources] == ["slides"]


def test_unknown_and_doubled_columns_are_kept_as_they_are() -> None:
    (session,) = sessions("Week,Topic,Title,Date,Votes\n3,Kernels,More,2021-06-07,12\n")
    assert (str(session.title), session.extra) == ("Kernels", (("Week", "3"), ("Title", "More"), ("Votes", "12")))


def test_another_column_takes_the_place_of_a_title() -> None:
    assert [str(session.title) for session in sessions("Date,Paper\n2021-06-07,Entropy-SGD\n")] == ["Entropy-SGD"]
    (session,) = sessions("Session,Date,Title\n1,2021-06-07,A\n")
    assert (session.number, str(session.title)) == ("1", "A")
    (session,) = read_sessions(read_table("Date,What we did\n2021-06-07,GANs\n", "csv").value).sessions
    assert (str(session.title), session.extra) == ("GANs", ())
    assert [line for line, _, _ in problems("Date,What we did\n2021-06-07,GANs\n")] == [1]
    assert [str(session.title) for session in sessions("Time,Title,Type\n,,coffee break\n")] == ["Coffee break"]


def test_a_table_without_headers_is_pointed_out_and_read() -> None:
    read = read_sessions(read_table("2021-06-07,Kernels,x\n2021-06-14,GANs,y\n", "csv").value)
    assert [(session.place.line, str(session.title), session.extra) for session in read.sessions] == [
        (1, "Kernels", (("column 3", "x"),)), (2, "GANs", (("column 3", "y"),)),
    ]  # fmt: skip
    assert [problem.line for problem in read.problems] == [1]


# Dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["When,Title\n2019-06-14 8:30 - 8:40,A", "Date/Time,Title\n2019-06-14 8:30 - 8:40,A",
     "Date,Time,Title\n2019-06-14,8:30 a.m. - 8:40 a.m.,A", "Time,Title,Date\n08:30–08:40,A,14 June 2019",
     "Date,Start,End,Title\n2019-06-14,8:30,8:40,A", "Start,End,Title\n2019-06-14 8:30,2019-06-14 8:40,A",
     "Day,Date,Time,Title\nFri,2019-06-14,8:30-8:40,A", "Day,Date,Time,Title\nDay 1,2019-06-14,8:30-8:40,A",
     "Date,Time,Duration (min),Title\n2019-06-14,8:30,10,A", "Date,Start,Length,Title\n2019-06-14,8:30,10 min,A",
     "Date,Year,Time,Title\nJune 14,2019,8:30-8:40,A", "Date,Time,Minutes,Title\n2019-06-14,8:30-8:40,10,A"],
)  # fmt: skip
def test_a_moment_from_one_cell_or_several(text: str) -> None:
    assert dates(text) == ["2019-06-14T08:30/2019-06-14T08:40"]
    assert problems(text) == []


def test_a_stretch_of_days_from_two_columns() -> None:
    assert dates("From,Until,Title\n2021-02-25,2021-03-10,A") == ["2021-02-25/2021-03-10"]


def test_rows_with_a_time_alone_are_on_the_day_before() -> None:
    text = """\
Date,Time,Title
2019-06-14,8:30,A
,9:00,B
2019-06-15,8:30,C
,9:00,D
"""
    assert dates(text) == ["2019-06-14T08:30", "2019-06-14T09:00", "2019-06-15T08:30", "2019-06-15T09:00"]
    assert dates("Time,Title\n8:30 - 9:00,A\n", default=dt.date(2019, 6, 14)) == ["2019-06-14T08:30/2019-06-14T09:00"]
    assert [(line, subtype) for line, subtype, _ in problems("Time,Title\n8:30,A\n")] == [(2, "date")]


def test_a_mark_of_repetition_is_the_day_before() -> None:
    assert dates("Date,Time,Title\n2019-06-14,8:30,A\nditto,9:00,B\n〃,,C\n") == [
        "2019-06-14T08:30", "2019-06-14T09:00", "2019-06-14",
    ]  # fmt: skip


def test_a_date_that_is_refused_is_not_that_of_the_rows_below() -> None:
    text = """\
Date,Time,Title
2021-02-28,8:00,A
2021-02-30,8:30,B
,9:00,C
2021-03-01,8:30,D
"""
    assert dates(text) == ["2021-02-28T08:00", "", "", "2021-03-01T08:30"]
    assert [(line, subtype) for line, subtype, _ in problems(text)] == [(3, "date")]
    records = read_sessions(read_table(text, "csv").value).sessions
    assert [session.when.text for session in records if session.when] == [
        "2021-02-28 8:00", "2021-02-30 8:30", "9:00", "2021-03-01 8:30",
    ]  # fmt: skip


def test_an_hour_that_is_refused_leaves_the_day_for_the_rows_below() -> None:
    assert dates("Date,Time,Title\n2021-06-07,25:00,A\n,9:00,B\n") == ["", "2021-06-07T09:00"]


def test_a_wrong_weekday_and_an_end_against_the_duration_are_pointed_out() -> None:
    ((line, subtype, message),) = problems("Day,Date,Title\nMonday,2021-06-08,A\n")
    assert (line, subtype) == (2, "date")
    assert "Tuesday" in message
    ((line, subtype, message),) = problems("Date,Duration,Title\n2021-06-07 14:00-16:00,90 min,A\n")
    assert (line, subtype) == (2, "data")
    assert "16:00 is used" in message


def test_dates_in_the_language_of_the_book_and_zones() -> None:
    (session,) = sessions("Termin;Uhrzeit (Europe/Berlin);Thema\n7. Juni 2021;14:00 Uhr;Kerne\n", "de")
    assert session.when is not None
    assert (format_iso(session.when), session.when.timezone) == ("2021-06-07T14:00", "Europe/Berlin")
    ((line, subtype, message),) = problems("Date,Time (EST),Title\n2021-06-07,14:00,A\n")
    assert (line, subtype) == (1, "date")
    assert "America/New_York" in message
    (session,) = sessions("Date,Time,Timezone,Title\n2021-06-07,14:00,asia/kathmandu,A\n")
    assert session.when is not None
    assert session.when.timezone == "Asia/Kathmandu"


def test_open_dates_and_no_dates_are_no_faults() -> None:
    tba, none, dash = sessions("Date,Title\nTBA,A\n,B\n—,C\n")
    assert tba.when is not None
    assert tba.when.tba
    assert (none.when, dash.when) == (None, None)


def test_a_duration_that_is_not_read_is_kept() -> None:
    text = "Date,Duration,Title\n2021-06-07,2,A\n"
    assert [(line, subtype) for line, subtype, _ in problems(text)] == [(2, "date")]
    (session,) = read_sessions(read_table(text, "csv").value).sessions
    assert (session.duration, session.extra) == (None, (("Duration", "2"),))


# People ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Jason Jo", ["Jason Jo"]),
        ("Lee, Jason", ["Lee, Jason"]),
        ("Lee, Jason; Xu, Ann", ["Lee, Jason", "Xu, Ann"]),
        ("Le Priol, Rémi", ["Le Priol, Rémi"]),
        ("van der Berg, Jan Willem", ["van der Berg, Jan Willem"]),
        ("Charles H. Martin, Jr.", ["Charles H. Martin, Jr."]),
        ("Ann Li, PhD", ["Ann Li, PhD"]),
        ("Andrea Montanari, Stanford University", ["Andrea Montanari"]),
        ("Kyle Cranmer, New York University", ["Kyle Cranmer"]),
        ("Jason Jo, Brady Neal", ["Jason Jo", "Brady Neal"]),
        ("Jason Jo and Brady Neal", ["Jason Jo", "Brady Neal"]),
        ("Jason Jo & Brady Neal", ["Jason Jo", "Brady Neal"]),
        ("Lee, Jason and Xu, Ann", ["Lee, Jason", "Xu, Ann"]),
        ("Jason Jo, Brady Neal, and Rémi Le Priol", ["Jason Jo", "Brady Neal", "Rémi Le Priol"]),
        ("Alice, Bob and Carol", ["Alice", "Bob", "Carol"]),
        ("Alice, Bob, Carol", ["Alice", "Bob", "Carol"]),
        ("Jaehoon Lee · Max Welling\nJoan Bruna", ["Jaehoon Lee", "Max Welling", "Joan Bruna"]),
        ("Remi Tachet des Combes, Guy Gur-Ari, S. Du", ["Remi Tachet des Combes", "Guy Gur-Ari", "S. Du"]),
        ("Jo (Mila and McGill, Montréal)", ["Jo"]),
        ("Alexander Sandberg", ["Alexander Sandberg"]),
        ("—", []),
    ],
)
def test_several_people_in_a_cell(cell: str, names: list[str]) -> None:
    assert people(cell) == names


def test_people_have_notes_and_links() -> None:
    (session,) = sessions(
        "Title;Speaker\nA;Ann Li (Mila) <ann@example.org> and [Bo Xu](https://example.org) & Cy https://c.org\n"
    )
    assert [(i.person.name, i.person.note, i.person.link) for i in session.people] == [
        ("Ann Li", "Mila", "mailto:ann@example.org"), ("Bo Xu", "", "https://example.org"), ("Cy", "", "https://c.org"),
    ]  # fmt: skip


# Links -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("[Slides](a.pdf) [Link](https://e.org)", [("slides", "Slides", "a.pdf"), ("link", "Link", "https://e.org")]),
        ("Slides <a.pdf> Link <https://e.org>", [("slides", "Slides", "a.pdf"), ("link", "Link", "https://e.org")]),
        ("Slides: https://e.org/a, Video: https://e.org/b",
         [("slides", "Slides", "https://e.org/a"), ("recording", "Video", "https://e.org/b")]),
        ("https://e.org/a https://e.org/b", [("link", "", "https://e.org/a"), ("link", "", "https://e.org/b")]),
        ("See https://e.org/wiki/A_(b).", [("link", "See", "https://e.org/wiki/A_(b)")]),
        ("[A](https://e.org/A_(b)) · [C](<my file.pdf>)", [("link", "A", "https://e.org/A_(b)"), ("link", "C", "my file.pdf")]),
        ("a.pdf; notes/b c.pdf", [("link", "", "a.pdf"), ("link", "", "notes/b c.pdf")]),
        ("a.pdf, b.pdf", [("link", "", "a.pdf"), ("link", "", "b.pdf")]),
        ("Notes, part 2 <b.pdf>", [("link", "Notes, part 2", "b.pdf")]),
        ("www.e.org/a", [("link", "", "https://www.e.org/a")]),
        ("Link", [("link", "Link", "")]),
        ("N/A", [("link", "N/A", "")]),
        ("see Moodle; [x](y.pdf) (draft)", [("link", "see Moodle", ""), ("link", "x", "y.pdf"), ("link", "(draft)", "")]),
    ],
)  # fmt: skip
def test_several_links_in_a_cell(cell: str, expected: list[tuple[str, str, str]]) -> None:
    assert links(cell) == expected


def test_the_column_says_the_kind_of_its_links() -> None:
    assert links("[Part I](a.pdf)", "Slides") == [("slides", "Part I", "a.pdf")]
    assert links("a.mp4", "Video") == [("recording", "", "a.mp4")]
    assert links("Slides <a.pdf>; x.pdf", "Slides / Video") == [("slides", "Slides", "a.pdf"), ("link", "", "x.pdf")]


def test_a_link_that_could_do_harm_is_text() -> None:
    text = "Title,Links\nA,[x](javascript:alert) javascript:b\n"
    assert [(line, subtype) for line, subtype, _ in problems(text)] == [(2, "link"), (2, "link")]
    (session,) = read_sessions(read_table(text, "csv").value).sessions
    assert [(link.label, link.target) for link in session.resources] == [
        ("x", ""),
        ("javascript:b", ""),
    ]


def test_a_title_and_a_room_may_be_links() -> None:
    (session,) = sessions("Title,Room,Online\n[Kernels](https://e.org),MI 1 <https://map.org>,Zoom <https://z.org/1>\n")
    assert (str(session.title), session.location, session.online) == ("Kernels", "MI 1", "https://z.org/1")
    assert [(link.label, link.target) for link in session.resources] == [
        ("Kernels", "https://e.org"), ("MI 1", "https://map.org"),
    ]  # fmt: skip
    assert (session.online_label, session.extra) == ("Zoom", ())


# Other facts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "papers"),
    [
        ("@a; @b", ("@a", "@b")),
        ("@a, @b @c", ("@a", "@b", "@c")),
        (
            "Wei, C.; Ma, T. (2019). Data-dependent sample complexity.",
            ("Wei, C.; Ma, T. (2019). Data-dependent sample complexity.",),
        ),
        ("Hu (2019). One.; Li (2020). Two.", ("Hu (2019). One.", "Li (2020). Two.")),
        ("Entropy-SGD\nMINE", ("Entropy-SGD", "MINE")),
        (
            "[Entropy-SGD](https://e.org/a); [MINE.](https://e.org/b)",
            ("Entropy-SGD. https://e.org/a", "MINE. https://e.org/b"),
        ),
        ("Hu (2019). One. https://e.org/a", ("Hu (2019). One. https://e.org/a",)),
    ],
)
def test_papers_are_kept_as_they_were_written(cell: str, papers: tuple[str, ...]) -> None:
    table = Table(("Title", "Papers"), (Row(2, ("A", cell)),))
    assert read_sessions(table).papers[0] == papers


def test_a_link_that_names_no_paper_is_a_link() -> None:
    text = "Title,Paper\nA,[PDF](https://e.org/a.pdf) [arXiv](https://arxiv.org/abs/1611.01838)\n"
    read = read_sessions(read_table(text, "csv").value)
    (session,) = read.sessions
    assert (read.papers, read.problems) == (((),), ())
    assert [(link.kind, link.label) for link in session.resources] == [("link", "PDF"), ("link", "arXiv")]


@pytest.mark.parametrize(
    ("cell", "status"),
    [("Canceled", "cancelled"), ("ABGESAGT!", "cancelled"), ("postponed", "moved"), ("confirmed", "")],
)
def test_statuses_have_many_words(cell: str, status: str) -> None:
    assert [session.status for session in sessions(f"Title,Status\nA,{cell}\n")] == [status]


def test_an_unknown_status_is_kept() -> None:
    ((line, subtype, _),) = problems("Title,Status\nA,maybe\n")
    assert (line, subtype) == (2, "data")
    assert read_sessions(Table(("Title", "Status"), (Row(2, ("A", "maybe")),))).sessions[0].status == "maybe"


def test_tags_meetings_and_a_move() -> None:
    (session,) = sessions('Title,Tags,Meetings,Moved from\nA,"kernels, theory; x",2,2021-06-07\n')
    assert (session.tags, session.meetings) == (("kernels", "theory", "x"), 2)
    assert session.moved_from is not None
    assert session.moved_from.first == dt.date(2021, 6, 7)
    assert [line for line, _, _ in problems("Title,Meetings\nA,many\n")] == [2]


# Anything ----------------------------------------------------------------------------------------------------------

HEADERS = st.sampled_from(
    ["Date", "Time", "Start", "End", "Day", "Duration", "Title", "Topic", "Speaker", "Led by", "Room", "Online", "Links",
     "Slides", "Papers", "Kind", "Part", "No.", "Name", "Abstract", "Status", "Tags", "Year", "Votes", "Timezone", "?"]
)  # fmt: skip
CELLS = st.one_of(
    st.text(st.sampled_from("abcé 019:;,.-<>[]()@/&|\n#"), max_size=25),
    st.sampled_from(["2021-06-07", "14:00-16:00", "[a](b.pdf)", "Ann Li and Bo Xu", "90 min", "https://e.org", "TBA"]),
    st.text(max_size=12),
)


@given(st.lists(HEADERS, min_size=1, max_size=6, unique=True), st.data())
def test_no_row_is_lost_whatever_is_in_it(headers: list[str], data: st.DataObject) -> None:
    cells = st.lists(CELLS, min_size=len(headers), max_size=len(headers))
    table = Table(tuple(headers), tuple(Row(n, tuple(c.strip() for c in data.draw(cells))) for n in range(2, 5)))
    read = read_sessions(table)
    # A row that is nothing but a day is the heading of the hours below it.
    headings = {row.line for row in table.rows if day_of_band(row.cells, "en") is not None}
    assert {session.place.line for session in read.sessions} | headings == {2, 3, 4}
    assert {problem.line for problem in read.problems} <= {1, 2, 3, 4}


@given(st.sampled_from(["Date", "Time", "Title", "Speaker", "Room", "Links", "Online", "Papers", "Abstract", "Tags", "Votes",
                        "Duration", "Timezone", "Moved from", "Slides", "Year", "Day"]), CELLS)  # fmt: skip
def test_no_letter_of_a_cell_is_lost(header: str, cell: str) -> None:
    table = Table((header, "Topics"), (Row(2, (cell.strip(), "Z")),))
    read = read_sessions(table)
    shown = repr((read.sessions, read.papers)) + "".join(problem.message for problem in read.problems)
    # A length of time is shown in hours and minutes.
    for letter in cell if read.sessions[0].duration is None else "":
        assert not letter.isalnum() or letter in shown or not letter.isprintable()


@pytest.mark.parametrize(
    "cell", ["a.pdf; b.pdf", "a.pdf, b.pdf", "a.pdf<br>b.pdf", "A <a.pdf>\nB <b.pdf>", "[A](a.pdf) [B](b.pdf)"]
)
@pytest.mark.parametrize("header", ["Slides (from 2026-11-05)", "Notes (from Nov 5)"])
def test_a_release_over_a_column_is_that_of_every_link_below(header: str, cell: str) -> None:
    read = read_sessions(Table(("Title", header), (Row(2, ("One", cell)),)))
    (session,) = read.sessions
    assert [(link.target, link.release is not None) for link in session.resources] == [("a.pdf", True), ("b.pdf", True)]
    assert {problem.subtype for problem in read.problems} == {"release"}


@pytest.mark.parametrize("header", ["Starter files (from due)", "Papers (from 2026-11-05)"])
def test_links_wait_below_any_header_that_says_so(header: str) -> None:
    cell = "[Zyq](https://example.org/zyq)"
    (session,) = read_sessions(Table(("Title", header), (Row(2, ("One", cell)),))).sessions
    assert [(link.label, link.release is not None) for link in session.resources] == [("Zyq", True)]
    assert session.extra == ()


def test_words_over_a_column_that_are_no_time_hide_nothing() -> None:
    (session,) = sessions("Title,Slides (from Boyd)\nOne,a.pdf\n")
    assert [link.release for link in session.resources] == [None]
