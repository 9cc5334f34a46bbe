"""Each word of ``course_words.toml`` and ``site_words.toml`` does what its list says, on a line or in a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_seminar.cli.importing import SITE_WORDS
from sphinx_seminar.cli.importing.facts import course_fact
from sphinx_seminar.cli.importing.joining import join
from sphinx_seminar.cli.importing.schedule_kinds import without_looks
from sphinx_seminar.cli.importing.sites import Site, is_of_work, site_in
from sphinx_seminar.cli.importing.templates import Templates
from sphinx_seminar.reading import word_lists
from sphinx_seminar.reading.tables import Row, Table

COURSE_WORDS = word_lists("sphinx_seminar.cli.importing", "course_words.toml")


def site_with(folder: Path, pages: dict[str, str]) -> Site:
    """Write a site of Hugo, and return what its pages are."""
    for name, content in {"hugo.toml": 'title = "Course"\n', **pages}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return site_in(folder)


@pytest.mark.parametrize("option", COURSE_WORDS)
def test_a_word_before_a_colon_is_an_option_of_the_course(option: str) -> None:
    value = "Ann Lee" if option in ("instructors", "assistants") else "Mon 9:00"
    stated = {word: course_fact(f"**{word.capitalize()}:** {value}")[0] for word in COURSE_WORDS[option]}
    assert stated == dict.fromkeys(COURSE_WORDS[option], option)


def test_pages_are_news_or_people_by_their_folders(tmp_path: Path) -> None:
    pages = {f"content/{word}/a.md": "---\ntitle: Moved\n---\nHello.\n" for word in SITE_WORDS["news"]}
    pages |= {f"content/{word}/ann.md": "---\nname: Ann Lee\n---\n" for word in SITE_WORDS["staff"]}
    site = site_with(tmp_path, {**pages, "content/rules/a.md": "Words.\n"})
    assert {file.parent.name for file in site.news} == SITE_WORDS["news"]
    assert {file.parent.name for file in site.staff} == SITE_WORDS["staff"]
    assert [file.parent.name for file in site.pages] == ["rules"]


def test_dated_pages_of_some_folders_are_sessions(tmp_path: Path) -> None:
    page = "---\ntitle: Kernels\ndate: 2025-03-0{}\n---\nWords.\n"
    folders = sorted(SITE_WORDS["meetings"] | {"resource"})
    pages = {f"content/{word}/{day}.md": page.format(day) for word in folders for day in (3, 4)}
    joined = join(site_with(tmp_path, pages))
    headings = [heading.attributes["id"] for heading in joined.page.root.find_all("h2") if "2025" in heading.text()]
    held = {name.split("/")[1] for name in headings}
    # The date of a page in a folder that begins like a collection of weeks is that of a week.
    assert held | {"modules", "units", "weeks"} == SITE_WORDS["meetings"]


def test_pages_are_work_by_their_folders_and_their_names() -> None:
    assert all(is_of_work(Path(f"content/_{word}/1.md")) for word in SITE_WORDS["work"])
    assert all(is_of_work(Path(f"content/04-{word}.md")) for word in SITE_WORDS["named_work"])
    assert not is_of_work(Path("content/04-kernels.md"))


def test_pages_that_say_nothing_of_the_course_are_none_of_it(tmp_path: Path) -> None:
    aside = {f"content/{word.upper()}.md": "Words.\n" for word in SITE_WORDS["aside"]}
    assert site_with(tmp_path, {**aside, "content/rules.md": "Words.\n"}).pages == (tmp_path / "content/rules.md",)


def test_folders_that_were_built_hold_no_pages(tmp_path: Path) -> None:
    built = {f"{word}/page.md": "Words.\n" for word in SITE_WORDS["built"]}
    assert site_with(tmp_path, {**built, "rules.md": "Words.\n"}).pages == (tmp_path / "rules.md",)


@pytest.mark.parametrize("word", sorted(SITE_WORDS["looks"]))
def test_a_field_that_only_draws_a_record_is_left_out(word: str) -> None:
    table = Table(("date", "title", word.replace("bottom", "bottom-")), (Row(2, ("2025-03-03", "Kernels", "1")),))
    assert without_looks(table).headers == ("date", "title")


@pytest.mark.parametrize("tag", sorted(SITE_WORDS["tags"]))
def test_a_tag_of_liquid_is_no_label(tag: str) -> None:
    assert Templates().filled(f"Before {{% {tag} 3 %}} behind").split() in (
        ["Before", "behind"],
        ["Before", "3", "behind"],
    )
