"""Which session is next, and when that is on the reader's own clock: said by the browser, whatever the day of the build."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

COURSE = """\
# Kernels

```{course} Kernels
:timezone: Europe/Berlin
```

```{session-table}
:columns: date, time, title
```

"""
SESSIONS = """\
```{session} Introduction
:date: 2021-06-07 14:00-16:00
```

```{session} Cancelled talk
:date: 2021-06-14 14:00-16:00
:status: cancelled
```

```{session} Moved talk
:date: 2021-06-22 14:00-16:00
:moved-from: 2021-06-16 14:00-16:00
:status: moved
```

```{session} Retreat
:date: 2021-06-25..2021-06-27
```

```{session} Excursion
:date: 2021-06-30
```

```{session} Exam
:date: 2021-08
```

```{session} Party
:date: TBA
```
"""
TIMELINE = """
```{timeline}
- 2021-05-03: Registration
- 2021-06-10: Reports
```
"""

#: On a morning or at an hour in Berlin: the rows that are marked, the first of them as the current one.
DAYS = {
    "2021-06-03 10:00": [("Introduction", "In 4 days")],
    "2021-06-06 23:30": [("Introduction", "Tomorrow")],
    "2021-06-07 00:30": [("Introduction", "Today")],
    "2021-06-07 13:30": [("Introduction", "In 30 minutes")],
    "2021-06-07 14:30": [("Introduction", "Now, until 16:00"), ("Moved talk", "In 2 weeks")],
    "2021-06-13 10:00": [("Moved talk", "In 9 days")],
    "2021-06-24 23:30": [("Retreat", "Tomorrow")],
    "2021-06-26 10:00": [("Retreat", "Now, until Sun 27 June"), ("Excursion", "In 4 days")],
    "2021-06-30 10:00": [("Excursion", "Today"), ("Exam", "In 2 months")],
    "2021-07-01 00:10": [("Exam", "Next month")],
    "2021-08-20 10:00": [("Exam", "This month")],
    "2021-09-01 10:00": [],
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("course")
    built = Manuscript(root, {"index.md": f"{COURSE}{SESSIONS}{TIMELINE}"}).build()
    assert built.warnings == []
    return built.folder


def look_again(page: Page, now: str) -> None:
    """Let time go by while the page stays open, until the reader comes back to it."""
    page.clock.set_fixed_time(now)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def marked(page: Page) -> list[tuple[str, str]]:
    rows = page.locator("table.sem-table tr.sem-next")
    return [(row.locator(".sem-col-title a").inner_text(), row.locator(".sem-soon").inner_text()) for row in rows.all()]


def test_the_next_session_is_marked_and_says_when_it_is(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, now="2021-01-01T00:00Z")
    for day, expected in DAYS.items():
        look_again(page, f"{day.replace(' ', 'T')}+02:00")
        assert marked(page) == expected, day
        current = page.locator("table.sem-table tr[aria-current=true] .sem-col-title a").all_inner_texts()
        assert current == [title for title, _words in expected][:1], day


def now_box(page: Page) -> list[list[str]]:
    """Return what the box of the first page says: the lines of each entry, the first of which is tinted."""
    entries = page.locator(".sem-course .sem-now > li").all()
    assert all(("sem-next" in entry.get_attribute("class")) == (number == 0) for number, entry in enumerate(entries))
    return [[line for line in entry.inner_text().split("\n") if line] for entry in entries]


def test_the_first_page_says_what_is_next_and_what_is_due_next(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, now="2021-06-06T10:00Z")
    assert now_box(page) == [
        ["Next: tomorrow, 14:00", "Introduction", "Mon 7 June 2021, 14:00–16:00 · In the schedule ↓"],
        ["Due in 4 days", "Reports", "Thu 10 June 2021"],
    ]
    assert page.locator(".sem-now").get_by_role("link", name="Introduction").get_attribute("href") == (
        "#sessions-introduction"
    )
    assert not page.locator(".sem-agenda").is_visible()
    page.locator(".sem-jump").click()
    assert page.url.endswith(f"#{page.locator('tr.sem-next').get_attribute('id')}")


def test_a_deadline_comes_before_a_session_that_is_far(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, now="2021-05-02T10:00Z")
    assert [entry[:2] for entry in now_box(page)] == [
        ["Due tomorrow", "Registration"],
        ["Next: in 5 weeks", "Introduction"],
    ]
    look_again(page, "2021-06-07T12:30Z")
    assert [entry[:2] for entry in now_box(page)] == [
        ["Now, until 16:00", "Introduction"],
        ["Due in 3 days", "Reports"],
    ]
    # After the last deadline, what goes on and what comes then.
    look_again(page, "2021-06-26T10:00Z")
    assert [entry[:2] for entry in now_box(page)] == [
        ["Now, until Sun 27 June", "Retreat"],
        ["Next: in 4 days", "Excursion"],
    ]
    look_again(page, "2021-09-01T10:00Z")
    assert now_box(page) == []
    assert page.locator(".sem-soon").count() == 0


def test_without_scripts_all_dates_are_folded_on_the_first_page(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, scripts=False)
    agenda = page.locator(".sem-course .sem-agenda")
    agenda.locator("summary").click()
    assert [entry.locator(".sem-now-title").inner_text() for entry in agenda.locator("ul > li").all()] == [
        "Due: Registration",
        "Introduction",
        "Due: Reports",
        "Moved talk moved",
        "Retreat",
        "Excursion",
        "Exam",
    ]


def test_the_box_says_where_and_what_one_can_do(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    lecture = """\
# Kernels

```{lecture}
:date: 2021-06-07 14:00-16:00
:location: Room 2
:speaker: Ann Lee
:slides: https://example.org/kernels.pdf
:online: https://meet.example.org/kernels
```

```{key-papers}
- Lee, J. (2019). Wide networks. https://example.org/wide
- Roe, B. (2020). Deep networks. https://example.org/deep
```
"""
    first = COURSE + "```{toctree}\nkernels\n```\n"
    page = open_book(
        Manuscript(tmp_path, {"index.md": first, "kernels.md": lecture}).build().folder, now="2021-06-06T10:00Z"
    )
    assert now_box(page) == [
        [
            "Next: tomorrow, 14:00",
            "1. Kernels",
            "Mon 7 June 2021, 14:00–16:00 · Room 2 · Ann Lee · In the schedule ↓",
            "Slides",
            "Join online",
            "2 papers",
        ]
    ]
    page.locator(".sem-now").get_by_role("link", name="2 papers").click()
    page.wait_for_url("**/kernels.html#papers-lee2019wide")


def test_a_free_date_of_a_group_is_next(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    group = COURSE.replace(
        ":timezone: Europe/Berlin",
        ":timezone: Europe/Berlin\n:starts: 2021-06-07\n:ends: 2021-06-28\n:meets: Mon 13:00",
    )
    free = group.replace(":columns: date, time, title", ":columns: date, time, title\n:show-free:")
    for text, expected in ((group, []), (free, [["Next: tomorrow, 13:00", "Topic still free"]])):
        folder = tmp_path / str(len(expected))
        folder.mkdir()
        page = open_book(Manuscript(folder, {"index.md": text + SESSIONS[:0]}).build().folder, now="2021-06-06T10:00Z")
        assert [entry[:2] for entry in now_box(page)] == expected
    assert page.locator("tr.sem-next .sem-soon").inner_text() == "Tomorrow"


def test_midnight_on_the_readers_clock_is_a_time_and_no_date(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    late = COURSE.replace("Europe/Berlin", "America/Los_Angeles") + (
        "```{session} Late\n:date: 2021-06-07 14:45-15:00\n```\n"
    )
    page = open_book(Manuscript(tmp_path, {"index.md": late}).build().folder, now="2021-06-01T10:00Z")
    assert page.locator("td.sem-col-time .sem-yours").inner_text() == "23:45–00:00 your time"


def test_the_next_deadline_of_a_timeline_is_marked(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, now="2021-06-09T10:00Z")
    assert page.locator("dl.sem-timeline dt").all_inner_texts() == [
        "Mon 3 May 2021",
        "Thu 10 June 2021\nNext: tomorrow",
    ]


def test_a_reader_elsewhere_sees_their_own_time_beside_it(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, timezone="Asia/Tokyo", now="2021-06-06T10:00Z")
    row = page.locator("table.sem-table tr", has_text="Introduction")
    assert row.locator(".sem-col-time").inner_text().split("\n") == ["14:00–16:00", "21:00–23:00 your time"]
    assert row.locator(".sem-soon").inner_text() == "Tomorrow"
    header = page.locator(".sem-session .sem-yours").first
    assert header.inner_text() == "21:00–23:00 your time"
    # What has no hour has none elsewhere.
    assert page.locator("table.sem-table tr", has_text="Retreat").locator(".sem-yours").count() == 0


def test_the_own_time_names_its_day_where_it_is_another(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, timezone="Pacific/Auckland", now="2021-06-06T10:00Z")
    own = page.locator("table.sem-table tr", has_text="Introduction").locator(".sem-yours")
    assert own.inner_text() == "Tue 8 June, 00:00–02:00 your time"


def test_a_reader_whose_clock_agrees_sees_one_time(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, timezone="Europe/Madrid", now="2021-06-06T10:00Z")
    assert page.locator(".sem-yours").count() == 0


def test_a_table_without_dates_marks_the_next_session_too(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    book = Manuscript(tmp_path, {"index.md": COURSE.replace("date, time, title", "title, kind") + SESSIONS})
    page = open_book(book.build().folder, now="2021-06-06T10:00Z")
    assert marked(page) == [("Introduction", "Next: tomorrow, 14:00")]


def test_a_book_in_another_language_says_it_in_its_language(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(
        Manuscript(tmp_path, {"index.md": COURSE + SESSIONS}, {"language": "de"}).build().folder,
        now="2021-06-06T10:00Z",
    )
    assert page.locator("tr.sem-next .sem-soon").inner_text() == "Morgen"


def test_a_slot_without_a_session_is_not_next(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    plan = """\
:starts: 2021-05-17
:ends: 2021-06-07
:meets: Mon 14:00-16:00
:except: 2021-05-24 Whit Monday"""
    course = COURSE.replace(":timezone: Europe/Berlin", f":timezone: Europe/Berlin\n{plan}")
    chapters = {f"{name}.md": f"# {name}\n\n```{{lecture}}\n```\n" for name in ("one", "two")}
    book = Manuscript(tmp_path, {"index.md": f"{course}```{{toctree}}\none\ntwo\n```\n", **chapters})
    page = open_book(book.build().folder, now="2021-05-20T10:00Z")
    assert marked(page) == [("two", "In 11 days")]


def test_calendars_follow_the_schedule_from_its_table(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, now="2021-06-06T10:00Z")
    fold = page.locator("details.sem-subscribe")
    fold.locator("summary").click()
    address = urljoin(page.url, "schedule.ics")
    assert fold.get_by_role("link").all_inner_texts() == [address, "Subscribe in the calendar of this device"]
    assert fold.locator(".sem-webcal").get_attribute("href") == address.replace("http:", "webcal:")


def test_own_times_of_two_meetings_stand_below_each(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    plan = """\
:timezone: Europe/Berlin
:starts: 2021-06-07
:ends: 2021-06-14
:meets: Mon 14:00-16:00
"""
    lecture = "```{lecture} Kernels\n:meetings: 2\n```\n"
    table = "```{session-table}\n:columns: date, time, title\n```\n"
    book = Manuscript(
        tmp_path,
        {
            "index.md": f"""\
# Day

```{{course}}
{plan}```

{table}
{lecture}"""
        },
    )
    page = open_book(book.build().folder, now="2021-06-01T10:00Z", timezone="Asia/Tokyo")
    assert page.locator("td.sem-col-time").inner_text().split("\n") == [
        "14:00–16:00;",
        "21:00–23:00 your time",
        "14:00–16:00",
        "21:00–23:00 your time",
    ]


def test_a_session_of_a_table_goes_into_a_calendar_from_its_row(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    talks = """\
| When | Title |
|---|---|
| 2021-06-07 14:00 | Past |
| 2021-06-08 14:00 | Ahead |
| TBA | Open |
"""
    book = Manuscript(tmp_path, {"index.md": f"# Day\n\n```{{session-table}}\n{talks}```\n"})
    page = open_book(book.build().folder, now="2021-06-08T10:00Z", timezone="UTC")
    links = page.get_by_role("link", name="Add to calendar")
    assert [link.get_attribute("href") for link in links.all()] == ["sessions/ahead.ics"]
    with page.expect_download() as download:
        links.click()
    assert "SUMMARY:Ahead" in download.value.path().read_text()


def test_the_head_of_a_session_says_how_far_it_is(course: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(course, now="2021-06-06T10:00Z")
    line = page.locator(".sem-session .sem-summary").first
    assert line.inner_text() == "Session · Mon 7 June 2021, 14:00–16:00 · tomorrow"
    kept = page.locator(".sem-session").first.get_by_role("link", name="Add to calendar")
    assert kept.is_visible()
    look_again(page, "2021-06-07T12:30Z")
    assert line.inner_text().endswith(" · now, until 16:00")
    look_again(page, "2021-06-08T10:00Z")
    assert line.inner_text() == "Session · Mon 7 June 2021, 14:00–16:00"
    # What is over goes into no calendar.
    assert kept.count() == 0
