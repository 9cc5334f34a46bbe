"""The words in which calendars, feeds and the search tell when and where something is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_seminar.exports.facts import date_words, headline, rooms_words, when_words
from sphinx_seminar.model import Session, Text, When
from sphinx_seminar.model.session import GroupTime
from tests.exports.making import book, course, date, edition, session

MONDAY, FRIDAY = date("2021-06-07 14:00"), date("2021-06-11 14:00")
KERNELS = session("Kernels", MONDAY, location="Hall")


def apart(second: When | None, rooms: tuple[str, str] = ("", "")) -> Session:
    """Return a session that two groups have at times of their own."""
    times = (GroupTime("a", "Group A", MONDAY, (), rooms[0]), GroupTime("b", "Group B", second, (), rooms[1]))
    return replace(KERNELS, times=times)


@pytest.mark.parametrize(
    ("written", "zone", "words"),
    [
        ("2021-06-07", "Europe/Berlin", "Mon 7 June 2021"),
        ("2021-06-07 14:00", "Europe/Berlin", "Mon 7 June 2021, 14:00 (Europe/Berlin)"),
        ("2021-06-07 14:00 UTC", "Europe/Berlin", "Mon 7 June 2021, 14:00 (UTC)"),
        ("2021-06-07 14:00", "", "Mon 7 June 2021, 14:00"),
    ],
)
def test_hours_name_their_zone_where_readers_are_elsewhere(written: str, zone: str, words: str) -> None:
    assert date_words(date(written), "en", zone) == words
    assert date_words(None, "en", zone) == ""


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (MONDAY, "Mon 7 June 2021, 14:00"),
        (FRIDAY, "Group A: Mon 7 June 2021, 14:00; Group B: Fri 11 June 2021, 14:00"),
        (None, "Group A: Mon 7 June 2021, 14:00"),
    ],
)
def test_groups_are_named_where_they_differ(second: When | None, words: str) -> None:
    assert when_words(apart(second), "en") == words


def test_the_room_is_that_of_the_group_the_session_or_the_course() -> None:
    elsewhere = session("Limits", MONDAY)
    published = edition(book([KERNELS, elsewhere], course(location="MI 02")))
    rooms = [rooms_words(published, one) for one in (apart(FRIDAY, ("R1", "R2")), KERNELS, elsewhere)]
    assert rooms == ["Group A: R1; Group B: R2", "Hall", "MI 02"]
    online = replace(elsewhere, online="https://example.org/room")
    assert rooms_words(published, online) == ""


@pytest.mark.parametrize(
    ("title", "kind", "status", "group", "words"),
    [
        ("Kernels", "lecture", "", "", "Kernels"),
        ("Kernels", "lecture", "", "Group A", "Kernels (Group A)"),
        ("Kernels", "lecture", "moved", "", "Kernels"),
        ("Kernels", "lecture", "cancelled", "Group A", "Cancelled: Kernels (Group A)"),
        ("", "exam", "tentative", "", "Tentative: exam"),
        ("", "", "", "", "Kernel methods"),
    ],
)
def test_a_headline_says_what_programs_show_alone(title: str, kind: str, status: str, group: str, words: str) -> None:
    one = replace(KERNELS, title=Text.plain(title), kind=kind, status=status)
    assert headline(edition(book([], course())), one, group) == words
