"""The feed, as a reader of feeds and an XML parser see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import feedparser
import pytest

from sphinx_seminar.book import Book, Sources
from sphinx_seminar.exports.feed import feed
from sphinx_seminar.model import Author, Paper, Person, Place, Text
from tests.exports.making import (
    DECK,
    DECK_FILE,
    HOME,
    JACOT,
    NOTES,
    PASCAL,
    SHIHUA,
    book,
    course,
    date,
    edition,
    relative_address,
    session,
)

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
#: What RFC 4287 allows in a feed and in an entry (sections 4.1.1 and 4.1.2): least and most, ``None`` for any number.
FEED_PARTS = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "author": (1, None),
    "link": (0, None),
    "entry": (0, None),
}
ENTRY_PARTS = {
    "id": (1, 1), "title": (1, 1), "updated": (1, 1), "content": (1, 1), "link": (0, 1), "contributor": (0, None), "category": (0, None),
}  # fmt: skip


def check(data: bytes) -> ET.Element:
    """Hold a feed against the rules of RFC 4287, and return its root."""
    root = ET.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    _check_parts(root, FEED_PARTS)
    for entry in root.iter(f"{ATOM}entry"):
        _check_parts(entry, ENTRY_PARTS)
        [content] = entry.iter(f"{ATOM}content")
        assert content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{XHTML}div"]
        assert all(part.tag.startswith(XHTML) for part in content[0].iter())
    ids = [found.text for found in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert all(found and ":" in found for found in ids)
    for updated in root.iter(f"{ATOM}updated"):
        assert dt.datetime.fromisoformat(updated.text or "").tzinfo is not None
    for person in (*root.iter(f"{ATOM}author"), *root.iter(f"{ATOM}contributor")):
        assert person.findtext(f"{ATOM}name")
    addresses = [link.get("href") for link in root.iter(f"{ATOM}link")] + [
        link.get("href") for link in root.iter(f"{XHTML}a")
    ]
    assert all(found and found.partition(":")[0] in ("http", "https", "mailto") for found in addresses)
    return root


def _check_parts(parent: ET.Element, allowed: dict[str, tuple[int, int | None]]) -> None:
    counts = dict.fromkeys(allowed, 0)
    for child in parent:
        name = child.tag.removeprefix(ATOM)
        assert name in counts
        counts[name] += 1
    for name, (least, most) in allowed.items():
        assert counts[name] >= least, name
        assert most is None or counts[name] <= most, name


def parsed(data: bytes) -> Any:
    check(data)
    found = feedparser.parse(data)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def term() -> Book:
    ntk = session(
        "Neural Tangent Kernel", "2021-06-07 14:00-16:00", name="ntk", people=[("speaker", SHIHUA)], resources=(DECK, NOTES),
        location="MI 02.07.014", part="Kernels", tags=("theory",), abstract="What a wide\nnetwork learns.\n\nAnd why.",
    )  # fmt: skip
    others = [
        session("Exam", "2021-07-20"),
        session("Flows", "2021-06-14 14:00"),
        session("Block", "2021-07"),
        session("Open", "TBA"),
        session("None"),
    ]
    return book(
        [ntk, *others],
        course(timezone="Europe/Berlin", instructors=(SHIHUA,)),
        [(ntk, JACOT)],
        Sources(files=DECK_FILE),
    )


def the_feed(made: Book, project: str = "Kernel methods") -> bytes:
    return feed(edition(made, project=project, author="TU Munich"))


def test_the_newest_session_comes_first_and_what_has_no_date_is_no_news() -> None:
    found = parsed(the_feed(term()))
    assert [entry.title for entry in found.entries] == ["Exam", "Block", "Flows", "Neural Tangent Kernel"]
    assert [entry.updated for entry in found.entries] == [
        "2021-07-20T00:00:00Z",
        "2021-07-01T00:00:00Z",
        "2021-06-14T12:00:00Z",
        "2021-06-07T12:00:00Z",
    ]
    assert found.feed.updated == "2021-07-20T00:00:00Z"


def test_an_entry_tells_when_where_who_and_what_to_read() -> None:
    root = check(the_feed(term()))
    ntk = root.findall(f"{ATOM}entry")[-1]
    div = ntk.find(f"{ATOM}content/{XHTML}div")
    assert div is not None
    assert [" ".join("".join(part.itertext()).split()) for part in div] == [
        "When: Mon 7 June 2021, 14:00–16:00 (Europe/Berlin)",
        "Where: MI 02.07.014",
        "Speaker: Shihua Zhang",
        "Slides: Part I",
        "Notes: Lecture notes",
        "Papers: Jacot (2018). Neural tangent kernel",
        "What a wide network learns.",
        "And why.",
    ]
    assert [link.get("href") for link in div.iter(f"{XHTML}a")] == [
        "https://example.org/~zhang", f"{HOME}slides/ntk.pdf#page=3", "https://example.org/notes.pdf", "https://doi.org/10.1/x",
    ]  # fmt: skip
    entry = parsed(the_feed(term())).entries[-1]
    assert entry.link == f"{HOME}kernels.html#sessions-ntk"
    assert [tag.term for tag in entry.tags] == ["lecture", "Kernels", "theory"]
    assert [person.name for person in entry.contributors] == ["Shihua Zhang"]


def test_the_feed_says_where_it_is_and_who_wrote_it() -> None:
    found = parsed(the_feed(term())).feed
    assert {(link.rel, link.href) for link in found.links} == {
        ("self", f"{HOME}feed.xml"),
        ("alternate", f"{HOME}index.html"),
    }
    assert (found.title, found.author_detail.name) == ("Kernel methods", "Shihua Zhang")


def test_the_authors_are_the_instructors_each_with_an_address() -> None:
    root = check(the_feed(book([session("Kernels", "2021-06-07")], course(instructors=(SHIHUA, PASCAL)))))
    authors = [
        [(part.tag.removeprefix(ATOM), part.text) for part in author] for author in root.findall(f"{ATOM}author")
    ]
    assert authors == [
        [("name", "Shihua Zhang"), ("uri", "https://example.org/~zhang")],
        [("name", "Pascal Esser"), ("email", "esser@in.tum.de")],
    ]
    assert check(the_feed(book([], course()))).findtext(f"{ATOM}author/{ATOM}name") == "TU Munich"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
@pytest.mark.parametrize(
    "when", ["2021-06-07 14:00-16:00", "2021-06-07 23:00", "2021-06-07", "2021-06-07..2021-06-09", "2021-06", "2021"]
)
def test_nothing_is_dated_after_what_it_tells(zone: str, when: str) -> None:
    root = check(the_feed(book([session("Kernels", when)], course(timezone=zone))))
    local = ZoneInfo(zone)
    last = date(when).last
    assert last is not None
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), local)
    for updated in root.iter(f"{ATOM}updated"):
        assert dt.datetime.fromisoformat(updated.text or "") <= end


def test_the_feed_of_another_term_has_other_entries() -> None:
    ids = [
        {entry.id for entry in parsed(the_feed(book([session("Kernels", "2021-06-07", name="ntk")], about))).entries}
        for about in (course(facts=(("term", "Summer"),)), course(facts=(("term", "Winter"),)))
    ]
    assert ids[0].isdisjoint(ids[1])


def test_a_book_that_does_not_know_its_address_has_a_valid_feed_without_addresses_of_its_own() -> None:
    data = feed(edition(term(), relative_address, project="Kernel methods"))
    root = check(data)
    assert list(root.iter(f"{ATOM}link")) == []
    assert parsed(data).feed.author == "Shihua Zhang"
    assert [found.text for found in root.iter(f"{ATOM}id")] == [
        found.text for found in check(the_feed(term())).iter(f"{ATOM}id")
    ]


def test_an_entry_keeps_its_id_when_it_is_moved_retitled_or_put_on_another_page() -> None:
    before = session("Kernels", "2021-06-07 14:00", name="ntk")
    after = replace(
        before, title=Text.plain("Wide kernels"), when=date("2021-06-09"), place=Place("late.md", 1, "late")
    )
    [one], [other] = (parsed(the_feed(book([each]), project="kernels")).entries for each in (before, after))
    assert one.id == other.id
    assert one.title != other.title
    [elsewhere] = parsed(the_feed(book([before]), project="flows")).entries
    assert elsewhere.id != one.id


@pytest.mark.parametrize("made", [book(), book([session("Open", "TBA")], course())])
def test_a_feed_without_entries_is_valid(made: Book) -> None:
    found = parsed(the_feed(made))
    assert found.entries == []
    assert found.feed.updated == "2000-01-01T00:00:00Z"


def test_a_cancelled_lecture_says_so() -> None:
    [entry] = parsed(the_feed(book([session("Kernels", "2021-06-07", status="cancelled")]))).entries
    assert entry.title == "Cancelled: Kernels"


@pytest.mark.parametrize(
    "text",
    [
        "nul\x00 esc\x1b \ufffe",
        "half \ud83d pair",
        "<b>&amp; ]]> \"'",
        "</script><script>alert(1)</script>",
        "😀" * 500,
        "two\nlines\u2028three",
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    bad = Person(text, text, "javascript:alert(1)")
    one = session(
        text, "2021-06-07 14:00", kind=text, location=text, part=text, tags=(text,), abstract=text, people=[("speaker", bad)],
        resources=(replace(NOTES, label=text, target=f"https://example.org/{text}"), replace(NOTES, label="bad", target="javascript:alert(1)")),
    )  # fmt: skip
    data = feed(edition(book([one], course(text)), project=text, author=text))
    root = check(data)
    assert (
        root.findtext(f"{ATOM}title")
        == root.findtext(f"{ATOM}entry/{ATOM}title")
        == root.findtext(f"{ATOM}author/{ATOM}name")
    )
    assert {part.tag for part in root.iter() if part.tag.startswith(XHTML)} == {f"{XHTML}div", f"{XHTML}p", f"{XHTML}a"}
    assert not feedparser.parse(data).bozo


def test_the_feed_is_the_same_each_time() -> None:
    assert the_feed(term()) == the_feed(term())


def test_what_is_to_be_read_is_named_as_readers_know_it() -> None:
    one = session("Kernels", "2021-06-07")
    papers = [
        (one, Paper("a", title=Text.plain("Kernels"), authors=(Author("Jacot", "A."),), year="2018", doi="10.1/x")),
        (one, Paper("b", pasted="Somebody,\n  somewhere, sometime", sure=False)),
        (one, Paper("c", title=Text.plain("Proceedings"), year="2019")),
    ]
    [entry] = parsed(the_feed(book([one], course(), papers))).entries
    content = ET.fromstring(f"<div>{entry.content[0].value}</div>")
    [listed] = (part for part in content.iter("p") if (part.text or "").startswith("Papers"))
    assert "".join(listed.itertext()) == (
        "Papers: Jacot (2018). Kernels; Somebody, somewhere, sometime; “Proceedings” (2019)"
    )
    assert [link.get("href") for link in listed.iter("a")] == ["https://doi.org/10.1/x"]
