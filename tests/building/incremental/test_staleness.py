"""Stories of edits that once left something stale, and proof that these stories would find it again.

Each story ends with the differences from a fresh build. With one part of the mechanism switched off, its story must
find some: a comparison that finds nothing then would prove nothing.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_seminar.building import gathering, steps, writing_exports
from sphinx_seminar.building.incremental import digests, outdated, output_state
from sphinx_seminar.building.incremental.other_documents import Targets
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.domain.domain import SeminarDomain
from sphinx_seminar.reading.citations import reader
from tests.authoring import interrupted
from tests.editing import Course, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tests.built import Built


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def compared(course: Course, built: Built) -> list[str]:
    """Return the differences from a fresh build, in files and in warnings."""
    fresh = course.book.build(built.app.builder.name, into="fresh", fresh=True)
    warnings = set(built.complaints()) ^ set(fresh.complaints())
    return [*differences(built, fresh), *(warning.message for warning in sorted(warnings))]


def a_title(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", title="Nets")
    return compared(course, course.book.build("text"))


def two_builders(course: Course) -> list[str]:
    for builder in ("html", "dirhtml"):
        course.book.build(builder, doctrees="shared")
    course.change("b", title="Nets")
    course.book.build("html", doctrees="shared")
    return compared(course, course.book.build("dirhtml", doctrees="shared"))


def two_builders_and_an_included_file(course: Course) -> list[str]:
    course.change("b", body="```{include} /words.inc\n```\n")
    for builder in ("html", "text"):
        course.book.build(builder, doctrees="shared")
    course.write("words.inc", "Other words.\n")
    course.book.build("html", doctrees="shared")
    return compared(course, course.book.build("text", doctrees="shared"))


def two_builders_and_a_setting(course: Course) -> list[str]:
    for builder in ("html", "text"):
        course.book.build(builder, doctrees="shared")
    course.configure("language", "de")
    course.book.build("html", doctrees="shared")
    return compared(course, course.book.build("text", doctrees="shared"))


def two_builders_and_a_table_of_contents(course: Course) -> list[str]:
    for builder in ("html", "text"):
        course.book.build(builder, doctrees="shared")
    course.change("b", heading="Particulars")
    course.book.build("html", doctrees="shared")
    return compared(course, course.book.build("text", doctrees="shared"))


def a_deck_of_the_same_size(course: Course) -> list[str]:
    course.set_option("a", "slides", "deck.pdf")
    course.write("deck.pdf", b"no PDF")
    course.book.build()
    course.write("deck.pdf", b"PDF no")
    return compared(course, course.book.build())


def another_base_address(course: Course) -> list[str]:
    course.set_option("a", "slides", "deck.pdf")
    course.book.build("xml")
    course.configure("html_baseurl", "https://example.org/course/")
    return compared(course, course.book.build("xml"))


def a_heading_that_another_page_names(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", heading="Particulars")
    return compared(course, course.book.build("text"))


def one_file(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", title="Nets")
    course.book.build("text", only=["b.md"])
    return compared(course, course.book.build("text"))


def an_older_file(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", words="Other words.")
    course.book.build("text")
    course.restore("b.md")
    return compared(course, course.book.build("text"))


def an_older_included_file(course: Course) -> list[str]:
    course.change("b", body="```{include} /words.inc\n```\n")
    course.write("words.inc", "Other words.\n")
    course.book.build("text")
    course.restore("words.inc")
    return compared(course, course.book.build("text"))


def a_reference_that_stays_lost(course: Course) -> list[str]:
    course.change("b", words="See {lecture}`nobody`.")
    course.book.build("text")
    course.change("c", words="Other words.")
    return compared(course, course.book.build("text"))


def killed(course: Course, moment: str, nth: int, builder: str = "text") -> None:
    assert interrupted(course.book, moment, nth, builder=builder), f"there is no {moment} number {nth}"


def killed_before_writing(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", title="Nets")
    killed(course, "write-started", 1)
    return compared(course, course.book.build("text"))


def killed_while_writing(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", title="Nets")
    killed(course, "doctree-resolved", 5)
    course.change("b", title="Kernels")
    return compared(course, course.book.build("text"))


def killed_while_writing_the_exports(course: Course) -> list[str]:
    course.book.build()
    course.change("b", title="Nets")
    finish = output_state.save

    def save_and_die(outdir: Path, written: output_state.Written) -> None:
        if written.digest:
            raise KeyboardInterrupt
        finish(outdir, written)

    stopped(course, output_state, "save", save_and_die)
    course.change("b", title="Kernels")
    return compared(course, course.book.build())


def stopped(course: Course, owner: object, name: str, act: Callable[..., Any]) -> None:
    """Build until ``act``, which takes the place of something for this build alone, stops it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, act)
        with pytest.raises(KeyboardInterrupt):
            course.book.build()


def killed_while_reading(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", words="Other words.")
    killed(course, "env-updated", 1)
    course.restore("b.md")
    # Chapter b names it, so that it is written from its doctree.
    course.change("a", title="Nets")
    return compared(course, course.book.build("text"))


def killed_after_reading(course: Course) -> list[str]:
    course.book.build("text")
    course.change("b", words="Other words.")
    killed(course, "write-started", 1)
    course.restore("b.md")
    killed(course, "write-started", 1)
    return compared(course, course.book.build("text"))


def killed_while_a_file_takes_its_place(course: Course) -> list[str]:
    course.book.build()
    course.change("b", title="Nets")
    replace = Path.replace

    def die(path: Path, target: Path) -> Path:
        if target.name == "schedule.ics":
            raise KeyboardInterrupt
        return replace(path, target)

    stopped(course, Path, "replace", die)
    course.change("b", title="Kernels")
    return compared(course, course.book.build())


def saved_while_it_is_read(course: Course) -> list[str]:
    def save(_app: object, docname: str, _source: object) -> None:
        if docname == "b":
            course.change("b", title="Nets")

    course.book.build("text", connect={"source-read": save})
    return compared(course, course.book.build("text"))


def an_included_file_saved_while_it_is_read(course: Course) -> list[str]:
    course.change("b", body="```{include} /words.inc\n```\n")
    course.book.build("text")
    course.change("b", words="Other words.")
    save = {"doctree-read": lambda *_values: course.write("words.inc", "Other words.\n")}
    course.book.build("text", connect=save)
    return compared(course, course.book.build("text"))


def one_file_of_an_epub(course: Course) -> list[str]:
    course.write(
        "alone.md",
        """\
---
orphan: true
---
# Alone

```{session-table}
:file: /rows.csv
```
""",
    )
    course.write("rows.csv", "Date,Title\n2017-03-01,Graphs\n")
    course.book.build("epub")
    course.write("rows.csv", "Date,Title\n2017-03-01,Trees\n")
    course.book.build("epub", only=["alone.md"])
    return compared(course, course.book.build("epub"))


def a_template_and_one_file(course: Course) -> list[str]:
    layout = '{{% extends "!layout.html" %}}{{% block footer %}}{}{{% endblock %}}'
    course.configure("templates_path", ["templates"])
    course.write("templates/layout.html", layout.format("One"))
    course.book.build()
    course.write("templates/layout.html", layout.format("Two"))
    course.book.build(only=["b.md"])
    return compared(course, course.book.build())


def a_chapter_that_is_still_in_the_contents(course: Course) -> list[str]:
    course.book.build()
    course.delete("b.md")
    return compared(course, course.book.build())


def a_linked_page_that_goes(course: Course) -> list[str]:
    course.book.build()
    course.delete("plain.md")
    return compared(course, course.book.build())


def a_linked_page_that_comes(course: Course) -> list[str]:
    course.change("b", body="[](late.md) and [a sheet](late.csv)\n")
    course.book.build()
    course.write("late.md", "---\norphan: true\n---\n# Late\n")
    course.write("late.csv", "1,2\n")
    return compared(course, course.book.build())


def a_missing_file_that_comes(course: Course) -> list[str]:
    course.change("b", body="```{csv-table}\n:file: late.csv\n```\n")
    course.book.build()
    course.write("late.csv", "1,2\n")
    return compared(course, course.book.build())


def built_again_by_one_application(course: Course) -> list[str]:
    return compared(course, course.book.build("text", edits=[lambda: course.change("b", title="Nets")]))


def built_again_by_one_application_and_taken_back(course: Course) -> list[str]:
    course.change("b", title="Graphs")
    course.book.build(edits=[lambda: course.change("b", title="Nets")])
    course.change("b", title="Graphs")
    return compared(course, course.book.build())


def in_parallel(course: Course) -> list[str]:
    return compared(course, course.book.build(jobs=2))


STORIES: dict[str, Callable[[Course], list[str]]] = {
    story.__name__: story
    for story in (
        *(a_title, two_builders, two_builders_and_an_included_file, two_builders_and_a_setting),
        *(
            two_builders_and_a_table_of_contents,
            a_deck_of_the_same_size,
            another_base_address,
            a_heading_that_another_page_names,
            one_file,
        ),
        *(an_older_file, an_older_included_file, a_reference_that_stays_lost),
        *(killed_before_writing, killed_while_writing, killed_while_writing_the_exports, killed_while_reading),
        *(killed_after_reading, killed_while_a_file_takes_its_place, in_parallel),
        *(saved_while_it_is_read, an_included_file_saved_while_it_is_read),
        *(one_file_of_an_epub, a_template_and_one_file, a_chapter_that_is_still_in_the_contents),
        *(a_linked_page_that_goes, a_linked_page_that_comes, a_missing_file_that_comes),
        *(built_again_by_one_application, built_again_by_one_application_and_taken_back),
    )
}


def test_a_deck_that_was_touched_is_compared_once(course: Course) -> None:
    course.set_option("a", "slides", "deck.pdf")
    course.book.build()
    course.touch("deck.pdf")
    builds = [course.book.build() for _build in range(2)]
    assert [built.written for built in builds] == [[], []]
    assert progress_of(builds[1].app.env).unchanged


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_it_ends_as_a_fresh_build(course: Course, story: Callable[[Course], list[str]]) -> None:
    assert story(course) == []


def nothing_is_stale(patch: pytest.MonkeyPatch) -> None:
    find_stale = steps.find_stale
    patch.setattr(steps, "find_stale", lambda app, env: find_stale(app, env)[:0])


def the_state_is_in_the_environment(patch: pytest.MonkeyPatch) -> None:
    find_stale = steps.find_stale

    def stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
        find_stale(app, env)
        fresh = progress_of(env).fingerprints
        before = vars(env).get("seminar_pages", {})
        vars(env)["seminar_pages"] = fresh
        return [docname for docname in fresh if before.get(docname) != fresh[docname]]

    patch.setattr(steps, "find_stale", stale)


def workers_are_not_heard(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SeminarDomain, "merge_domaindata", lambda *_values: None)


def nobody_knows_what_was_written(patch: pytest.MonkeyPatch) -> None:
    for module in (output_state, writing_exports):
        patch.setattr(module, "forget", lambda *_values: None)
    patch.setattr(output_state.Written, "garbled", lambda *_values: [])


def nobody_writes_down_what_is_read(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outdated, "begin_reading", lambda *_values: None)


def only_later_times_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outdated, "find_unread", lambda *_values: [])


def files_have_no_content(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outdated, "_content", lambda _files: "")


def settings_do_not_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(digests, "settings_digest", lambda *_values: "")
    patch.setattr(digests, "_SITE", ())


def titles_elsewhere_do_not_count(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(digests, "page_facts", lambda *_values: ())
    patch.setattr(Targets, "named_by", lambda *_values: ())


def what_is_looked_through_is_written(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(steps, "end_writing", lambda _app: [])


def a_build_goes_on_from_the_last_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(steps, "begin", lambda *_values: [])


MUTATIONS: list[tuple[Callable[[pytest.MonkeyPatch], None], Callable[[Course], list[str]]]] = [
    (nothing_is_stale, a_title),
    (the_state_is_in_the_environment, killed_before_writing),
    (the_state_is_in_the_environment, one_file),
    (workers_are_not_heard, in_parallel),
    (nobody_knows_what_was_written, killed_while_writing),
    (nobody_knows_what_was_written, killed_while_writing_the_exports),
    (nobody_writes_down_what_is_read, killed_while_reading),
    (nobody_writes_down_what_is_read, saved_while_it_is_read),
    (nobody_writes_down_what_is_read, an_included_file_saved_while_it_is_read),
    (what_is_looked_through_is_written, one_file_of_an_epub),
    (a_build_goes_on_from_the_last_one, built_again_by_one_application_and_taken_back),
    (only_later_times_count, an_older_file),
    (only_later_times_count, a_chapter_that_is_still_in_the_contents),
    (only_later_times_count, a_linked_page_that_goes),
    (only_later_times_count, a_linked_page_that_comes),
    (files_have_no_content, two_builders_and_an_included_file),
    (settings_do_not_count, another_base_address),
    (titles_elsewhere_do_not_count, two_builders_and_a_table_of_contents),
]


@pytest.mark.parametrize(("mutation", "story"), MUTATIONS, ids=lambda part: part.__name__)
def test_with_a_part_switched_off_its_story_finds_a_difference(
    course: Course,
    monkeypatch: pytest.MonkeyPatch,
    mutation: Callable[[pytest.MonkeyPatch], None],
    story: Callable[[Course], list[str]],
) -> None:
    mutation(monkeypatch)
    assert story(course) != []


def test_a_status_is_no_news_to_pages_that_only_name_the_session(course: Course) -> None:
    course.book.build()
    course.set_option("b", "status", "tentative")
    assert not {"a", "c"} & set(course.book.build().written)


def test_other_prose_asks_nothing_of_the_book_but_for_its_own_page(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = course.book.build()
    index = (built.folder / "sem-papers.html").stat().st_mtime_ns
    for module, name in ((gathering, "digests_of_pages"), (writing_exports, "write_exports")):
        monkeypatch.delattr(module, name)
    course.change("b", body="Nothing that another page would show.")
    built = course.book.build()
    assert "b" in built.written
    assert (built.folder / "sem-papers.html").stat().st_mtime_ns == index
    monkeypatch.undo()
    assert compared(course, built) == []


def test_a_citation_is_read_once_and_not_with_every_edit_around_it(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted = "- Jacot, A. (2018). Neural tangent kernel. NeurIPS.\n"
    course.change("b", body=f"```{{key-papers}}\n{pasted}```\n")
    course.book.build()
    monkeypatch.delattr(reader, "read_citation")
    course.change("b", body=f"New.\n\n```{{key-papers}}\n- @other\n{pasted}```\n")
    built = course.book.build()
    monkeypatch.undo()
    assert compared(course, built) == []


def old_environment(course: Course, change: Callable[[Any], None]) -> None:
    """Change the environment that the next build finds."""
    saved = course.book.root / "doctrees/html/environment.pickle"
    env = pickle.loads(saved.read_bytes())
    change(env)
    saved.write_bytes(pickle.dumps(env))


def test_an_environment_of_another_release_is_made_anew(course: Course) -> None:
    course.book.build()

    def as_it_was(env: Any) -> None:
        env.version["sphinx_seminar"] = 1
        env.domaindata["sem"] = {"version": 1, "documents": {"a": ("another", "shape")}}

    old_environment(course, as_it_was)
    built = course.book.build()
    assert set(built.read) == course.documents
    assert compared(course, built) == []


def test_another_release_writes_every_page(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    course.book.build()
    for module in (steps, digests):
        monkeypatch.setattr(module, "version", lambda _name: "99.0")
    built = course.book.build()
    assert built.read == []
    assert set(built.written) == course.documents


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"pages": 3, "files": 4, "exports": 5, "digest": 6}',
        b'{"pages": {"a": 1}, "files": [1], "exports": [null], "digest": null}',
        b'{"pages": {}, "files": ["../../source/deck.pdf"], "exports": ["/deck.pdf"], "digest": ""}',
    ],
    ids=range(7),
)
def test_a_state_file_that_was_damaged_is_not_believed(course: Course, state: bytes) -> None:
    built = course.book.build()
    (built.folder / ".seminar.json").write_bytes(state)
    course.change("b", title="Nets")
    assert compared(course, course.book.build()) == []
    assert (course.book.source / "deck.pdf").is_file()


@pytest.mark.parametrize("left", [0.0, 0.2, 0.9], ids=lambda left: f"{left:.0%}")
def test_a_kept_book_that_was_cut_short_is_computed_again(course: Course, left: float) -> None:
    built = course.book.build()
    kept = course.book.root / "doctrees/html/seminar.pickle"
    content = kept.read_bytes()
    kept.write_bytes(content[: int(len(content) * left)])
    (built.folder / "papers.bib").unlink()
    assert compared(course, course.book.build()) == []
