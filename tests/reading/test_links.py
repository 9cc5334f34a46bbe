"""Links as authors write them, and the ones that no reader may be given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Resource
from sphinx_seminar.model.resource import SCHEMES, safe_address
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.plain import split_list

URL = "https://example.org/a?b=1&c=2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (URL, [("", URL)]),
        (f"Part I <{URL}>; slides/two.pdf", [("Part I", URL), ("", "slides/two.pdf")]),
        (f"[Part I]({URL})\nPart II <two.pdf>", [("Part I", URL), ("Part II", "two.pdf")]),
        ("a.pdf;b.pdf", [("", "a.pdf"), ("", "b.pdf")]),
        ("slides/v1.2/a;b.pdf; c.pdf", [("", "slides/v1.2/a;b.pdf"), ("", "c.pdf")]),
        ("https://x.org/a;b,c(d).pdf", [("", "https://x.org/a;b,c(d).pdf")]),
        ("https://x.org/a.pdf;b.pdf", [("", "https://x.org/a.pdf"), ("", "b.pdf")]),
        ("https://x.org/a;https://x.org/b", [("", "https://x.org/a"), ("", "https://x.org/b")]),
        ("https://x.org/a;Part II <b.pdf>", [("", "https://x.org/a"), ("Part II", "b.pdf")]),
        ("https://x.org/a;jsessionid=1; b.pdf", [("", "https://x.org/a;jsessionid=1"), ("", "b.pdf")]),
        ("Notes <https://x.org/a;b>", [("Notes", "https://x.org/a;b")]),
        ("[Wiki](https://x.org/A_(b))", [("Wiki", "https://x.org/A_(b)")]),
        ("webcal://x.org/c.ics", [("", "webcal://x.org/c.ics")]),
        (" ; \n ", []),
        (f"[Deck]({URL}), [Two](two.pdf)", [("Deck", URL), ("Two", "two.pdf")]),
        ("[a](u1)<br>[b](u2)", [("a", "u1"), ("b", "u2")]),
        ("<u1><br/><u2>", [("", "u1"), ("", "u2")]),
        (f"Deck <{URL}>, Two <two.pdf>", [("Deck", URL), ("Two", "two.pdf")]),
        (f"Deck: {URL}, Two: https://x.org", [("Deck", URL), ("Two", "https://x.org")]),
        ("https://x.org/a;https://y.org, c.pdf", [("", "https://x.org/a"), ("", "https://y.org"), ("", "c.pdf")]),
        ("https://x.org/a;b/c", [("", "https://x.org/a;b/c")]),
        ("https://x.org/v1.2;d.pdf", [("", "https://x.org/v1.2"), ("", "d.pdf")]),
        ("https://x.org/?a=1&amp;b=2", [("", "https://x.org/?a=1&b=2")]),
        ("- a.pdf\n- **Deck** <b.pdf>", [("", "a.pdf"), ("Deck", "b.pdf")]),
        ("a.pdf, b.pdf", [("", "a.pdf"), ("", "b.pdf")]),
        ("TBA", []),
        ("/deck.pdf; Part II <two.pdf>", [("", "/deck.pdf"), ("Part II", "two.pdf")]),
        ("[a](u1) / [b](u2)", [("a", "u1"), ("b", "u2")]),
        ("[a](u1) and [b](u2)", [("a", "u1"), ("b", "u2")]),
        ("coming soon; a.pdf", [("", "a.pdf")]),
    ],
)
def test_a_list_of_links(text: str, expected: list[tuple[str, str]]) -> None:
    reading = read_links(text, "slides")
    assert reading.problems == ()
    assert [(found.label, found.target) for found in reading.value] == expected


def test_each_link_knows_its_line() -> None:
    assert [found.line for found in read_links("a.pdf\n\nb.pdf; c.pdf", "notes").value] == [1, 3, 3]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "\x01javascript:x",
    ],
)
def test_a_dangerous_link_is_refused_and_its_words_stay(target: str) -> None:
    assert safe_address(target).value == ""
    reading = read_links(f"Film <{target}>".replace("\n", ""), "recording")
    assert reading.value == (Resource("recording", "", "Film", 1),)
    assert [problem.subtype for problem in reading.problems] == ["link"]


def test_a_refused_link_without_words_is_shown_as_it_was_written() -> None:
    assert read_links("javascript:alert(1)", "code").value[0].label == "javascript:alert(1)"


@pytest.mark.parametrize("text", ["<>", "[]()", "[ ]( )"])
def test_a_link_without_words_and_address_is_shown_as_it_was_written(text: str) -> None:
    assert [(found.label, found.target) for found in read_links(text, "code").value] == [(text, "")]


def test_a_long_list_takes_no_longer_than_its_length() -> None:
    assert [found.line for found in read_links(";\n" * 200_000 + "a.pdf", "code").value] == [200_001]
    assert read_links("Label" + " " * 200_000 + "a.pdf", "code").value[0].target.endswith(" a.pdf")


@given(st.text())
def test_an_address_that_passes_has_a_known_scheme_or_none(text: str) -> None:
    address = safe_address(text).value
    head = address.split("/")[0].split("?")[0].split("#")[0]
    scheme, colon, _rest = head.partition(":")
    if colon and scheme and scheme[0].isascii() and scheme[0].isalpha() and scheme.replace("+", "").isalnum():
        assert scheme.lower() in SCHEMES or not scheme.isascii()


@given(st.text())
def test_no_part_of_a_list_is_lost(text: str) -> None:
    parts = "".join(part for _line, part in split_list(text))
    assert [mark for mark in parts if mark.isalnum()] == [mark for mark in text if mark.isalnum()]


@pytest.mark.parametrize("text", ["www.", "www.x", "wWw .example.org"])
def test_what_only_begins_like_a_host_is_no_address(text: str) -> None:
    assert not safe_address(text).value.startswith("https://")


def test_a_host_without_a_scheme_is_an_address() -> None:
    assert safe_address("www.example.org/a").value == "https://www.example.org/a"


def test_a_release_without_a_time_hides_its_link_and_is_told() -> None:
    read = read_links("one.pdf; two.pdf (from )", "slides")
    assert [link.release is not None for link in read.value] == [False, True]
    assert ["names no time" in problem.message for problem in read.problems] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Solution <a.pdf>\n(from due)",
        "(from due)\nSolution <a.pdf>",
        "a.pdf (à partir du 05.11.2026)",
        "a.pdf (release: 2026-11-05)",
        "a.pdf (available 2026-11-05)",
    ],
)
def test_a_release_holds_its_link_where_it_is_written_otherwise(text: str) -> None:
    (link,) = read_links(text, "solution").value
    assert (link.target, link.release is not None) == ("a.pdf", True)


def test_a_release_on_a_line_of_its_own_holds_all_links_above_that_have_none() -> None:
    found = read_links("a.pdf (from 2026-11-05)\nb.pdf\n(from due)\nc.pdf", "solution").value
    assert [link.release and link.release.text for link in found] == ["2026-11-05", "due", None]
