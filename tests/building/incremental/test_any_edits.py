"""Whatever an author does between two builds, the second gives what a fresh build gives, and does no more."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from sphinx_seminar.building import steps
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.views import ReferenceView
from sphinx_seminar.rendering.words import INDEX_WORDS
from tests import editing
from tests.authoring import Manuscript, interrupted
from tests.editing import CHAPTERS, Course, differences

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from tests.built import Built

NAMES = st.sampled_from(CHAPTERS)
TITLES = st.sampled_from(["Kernels", "Wide $n$ nets", "Dropout", "Ünsal's talk"])
FILES = st.sampled_from(
    ["a.md", "index.md", "plain.md", "refs.bib", "archive.csv", "schedule.yml", "words.inc", "deck.pdf"]
)

#: What an author does after an edit: goes on, or builds with a builder, in folders of its own or sharing doctrees, and
#: with so many workers.
BUILDERS = ("text", "html", "text", "dirhtml", "text", "xml", "html", "singlehtml", "epub")
THEN = st.one_of(st.just(None), st.tuples(st.sampled_from(BUILDERS), st.booleans(), st.sampled_from([1, 1, 1, 2])))
#: Where a build may be killed: while it reads, between reading and writing, while it writes, and when it ends.
MOMENTS = (
    "source-read",
    "doctree-read",
    "env-updated",
    "write-started",
    "doctree-resolved",
    "html-page-context",
    "build-finished",
)


def edit(**drawn: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a rule of what an author does to the sources; after it they build, or go on."""

    def make(act: Callable[..., None]) -> Callable[..., None]:
        def step(self: Author, then: tuple[str, bool, int] | None, **values: Any) -> None:
            act(self, **values)
            if then is not None:
                self.build(*then)

        step.__name__ = act.__name__
        return rule(then=THEN, **drawn)(step)

    return make


class Author(RuleBasedStateMachine):
    """An author who edits a book with every directive, and builds it now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.course = Course(self.folder)
        #: What stands in each output folder as the last whole build left it, nothing after one that was killed.
        self.known: dict[str, dict[str, Output]] = {}

    @edit(name=NAMES, title=TITLES)
    def add(self, name: str, title: str) -> None:
        self.course.add(name, title)

    @edit(name=NAMES)
    def remove(self, name: str) -> None:
        self.course.remove(name)

    @edit(name=NAMES)
    def move(self, name: str) -> None:
        self.course.move(name)

    @edit(name=NAMES, title=TITLES)
    def retitle(self, name: str, title: str) -> None:
        self.course.change(name, title=title)

    @edit(name=NAMES, heading=st.sampled_from(["Details", "Particulars"]))
    def change_a_heading(self, name: str, heading: str) -> None:
        self.course.change(name, heading=heading)

    @edit(name=NAMES, words=st.sampled_from(["Prose.", "Other *prose*."]))
    def write_prose(self, name: str, words: str) -> None:
        self.course.change(name, words=words)

    @edit(name=NAMES, body=st.sampled_from(editing.BODIES))
    def change_the_body(self, name: str, body: str) -> None:
        self.course.change(name, body=body)

    @edit(name=NAMES, slip=st.sampled_from(editing.SLIPS))
    def slip_and_mend(self, name: str, slip: str) -> None:
        self.course.change(name, slip=slip)

    @edit(name=NAMES, papers=st.sampled_from(editing.LISTS))
    def change_papers(self, name: str, papers: str) -> None:
        self.course.change(name, papers=papers)

    @edit(
        name=NAMES,
        choice=st.sampled_from([(name, value) for name in editing.OPTIONS for value in editing.OPTIONS[name]]),
    )
    def set_an_option(self, name: str, choice: tuple[str, str]) -> None:
        self.course.set_option(name, *choice)

    @edit(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        self.course.order = data.draw(st.permutations(self.course.order))
        self.course.write_index()

    @edit(plan=st.sampled_from(sorted(editing.PLANS)), table=st.sampled_from(editing.TABLES))
    def change_the_first_page(self, plan: str, table: str) -> None:
        self.course.plan, self.course.table = plan, table
        self.course.write_index()

    @edit(numbered=st.booleans())
    def number_the_chapters(self, numbered: bool) -> None:
        self.course.numbered = numbered
        self.course.write_index()

    @edit(piece=st.sampled_from([(name, text) for name in editing.FRONT for text in editing.FRONT[name]]))
    def change_a_list(self, piece: tuple[str, str]) -> None:
        name, text = piece
        self.course.front[name] = text
        self.course.write_index()

    @edit(key=st.sampled_from(["lee", "roe", "poe"]), title=TITLES)
    def change_an_entry(self, key: str, title: str) -> None:
        self.course.entries[key] = (title, 2003)
        self.course.write_entries()

    @edit(
        bibliography=st.sampled_from(
            [
                editing.entry("lee", "Forms", 1999)
                + "@book{roe, title={no end\n"
                + editing.entry("poe", "Fields", 2003),
                editing.entry("lee", "Forms", 1999) + editing.entry("lee", "Other forms", 2000),
                "",
                None,
            ]
        )
    )
    def break_the_bibliography(self, bibliography: str | None) -> None:
        if bibliography is None:
            self.course.delete("refs.bib")
        else:
            self.course.write("refs.bib", bibliography)

    @edit()
    def mend_the_bibliography(self) -> None:
        self.course.write_entries()

    @edit(row=st.sampled_from(["2017-03-01,Graphs,Cy Poe", "TBA,Kernels,Bo Roe", '2017-04-01,"no end,Bo Roe']))
    def add_a_row(self, row: str) -> None:
        self.course.rows.append(row)
        self.course.write_rows()

    @edit()
    def remove_a_row(self) -> None:
        if self.course.rows:
            self.course.rows.pop()
        self.course.write_rows()

    @edit(schedule=st.sampled_from(editing.SCHEDULE))
    def change_the_schedule(self, schedule: str) -> None:
        self.course.write("schedule.yml", schedule)

    @edit(path=st.sampled_from(["archive.csv", "schedule.yml", "deck.pdf", "plain.md"]))
    def delete_a_file(self, path: str) -> None:
        self.course.delete(path)

    @edit(name=NAMES)
    def forget_the_contents(self, name: str) -> None:
        if name in self.course.chapters:
            self.course.delete(f"{self.course.docname(name)}.md")

    @edit(deck=st.sampled_from([0, 1, 2]))
    def change_the_deck(self, deck: int) -> None:
        self.course.write("deck.pdf", [*self.course.decks, b"no PDF"][deck])

    @edit(words=st.sampled_from(["Words from elsewhere.\n", "Other words.\n"]))
    def change_what_is_included(self, words: str) -> None:
        self.course.write("words.inc", words)

    @edit(choice=st.sampled_from([(name, value) for name in editing.OURS for value in editing.OURS[name]]))
    def configure_the_book(self, choice: tuple[str, Any]) -> None:
        self.course.configure(*choice)
        if choice[0] == "seminar_exports":
            # XML has no links to the exports, and its pages are written all the same.
            self.known.pop("xml-False", None)
            self.known.pop("xml-True", None)

    @edit(choice=st.sampled_from([(name, value) for name in editing.THEIRS for value in editing.THEIRS[name]]))
    def configure_sphinx(self, choice: tuple[str, Any]) -> None:
        self.course.configure(*choice)
        # Sphinx then writes every page, whether it shows the value or not.
        self.known.clear()

    @edit(path=FILES)
    def touch(self, path: str) -> None:
        self.course.touch(path)

    @edit(path=FILES)
    def restore(self, path: str) -> None:
        self.course.restore(path)

    @rule(name=NAMES)
    def build_one_file(self, name: str) -> None:
        if self.course.stands(name):
            self.course.book.build("html", into="html-False", only=[f"{self.course.docname(name)}.md"])
            self.known.pop("html-False", None)

    @rule(
        moment=st.sampled_from(MOMENTS),
        nth=st.integers(1, 4),
        builder=st.sampled_from(["html", "text"]),
        shared=st.booleans(),
    )
    def kill_a_build(self, moment: str, nth: int, builder: str, shared: bool) -> None:
        into = f"{builder}-{shared}"
        self.known.pop(into, None)
        interrupted(self.course.book, moment, nth, builder=builder, into=into, doctrees="shared" if shared else "")

    def build(self, builder: str, shared: bool, jobs: int = 1) -> None:
        book, into = self.course.book, f"{builder}-{shared}"
        before = self.known.get(into)
        built = book.build(builder, doctrees="shared" if shared else "", into=into, jobs=jobs)
        fresh = book.build(builder, into=f"fresh-{builder}", fresh=True)
        assert differences(built, fresh) == []
        assert sorted(built.complaints()) == sorted(fresh.complaints())
        # Text shows no addresses, so that a page may be written for a link that nobody sees; Sphinx writes a book of one
        # page in every build.
        if before is not None and builder not in ("text", "singlehtml"):
            assert superfluous(built, before) == []
        self.known[into] = outputs(built)

    def teardown(self) -> None:
        try:
            for builder in ("html", "text"):
                self.build(builder, shared=False)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


class Output(NamedTuple):
    """A page in an output folder.

    Its content, when it was written, in the microseconds that Sphinx compares, and the numbers of its sections.
    """

    content: bytes
    time: int
    numbers: object


def outputs(built: Built) -> dict[str, Output]:
    """Return the pages of a build by docname, and those of our indices by their names."""
    env = built.app.env
    pages = {docname: built.path(docname) for docname in (*env.found_docs, *INDEX_WORDS)}
    return {
        docname: Output(page.read_bytes(), _time(page), env.toc_secnumbers.get(docname))
        for docname, page in pages.items()
        if page.is_file()
    }


def _time(file: Path) -> int:
    return file.stat().st_mtime_ns // 1_000


def superfluous(built: Built, before: Mapping[str, Output]) -> list[str]:
    """Return the pages that were written although they were neither read nor changed.

    Sphinx itself writes those whose source has a later time than they have, which it need not have read if a builder
    that shares its doctrees did, those whose table of contents holds a document that is written, and those whose
    sections it numbers anew, which XML does not show. A page with a
    reference that leads nowhere is written each time, so that this is said each time; one that names a person may be
    written when another session becomes their first, although web pages link them in the index. Where an index page
    comes or goes, themes may say so on every page.
    """
    if any((name in before) != built.path(name).is_file() for name in INDEX_WORDS):
        return []
    env = built.app.env
    naming = {
        docname
        for docname, declared in domain_of(env).documents.items()
        if any(isinstance(view, ReferenceView) and view.kind in ("person", "any") for view in declared.views)
    }
    holding = {parent for docname in built.written for parent in env.files_to_rebuild.get(docname, ())}
    lost = {warning.path for warning in built.complaints("reference")}
    same = [docname for docname in built.written if docname in before and _stands(built, docname, before[docname])]
    return [
        docname
        for docname in same
        if docname not in built.read
        and docname not in holding | naming
        and f"{docname}.md" not in lost
        and env.toc_secnumbers.get(docname) == before[docname].numbers
        and _time(Path(env.doc2path(docname))) <= before[docname].time
    ]


def _stands(built: Built, docname: str, before: Output) -> bool:
    """Tell whether a page is what it was."""
    return built.path(docname).read_bytes() == before.content


def test_sphinx_itself_writes_a_page_older_than_its_source_whoever_read_that(tmp_path: Path) -> None:
    files = {"index.md": "# Course\n\n```{toctree}\na\n```\n", "a.md": "# A\n"}
    book = Manuscript(tmp_path, files, {"extensions": ["myst_parser"]})
    built = book.build("html", doctrees="shared")
    book.touch("a.md")
    book.build("text", doctrees="shared")
    again = book.build("html", doctrees="shared")
    assert (again.read, again.written) == ([], ["a", "index"])
    assert again.files() == built.files()


def test_a_page_that_is_written_for_nothing_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = Course(tmp_path)
    before = outputs(course.book.build("html"))
    course.touch("a.md")
    assert superfluous(course.book.build("html"), before) == []
    before = outputs(course.book.build("html"))
    find_stale = steps.find_stale

    def all_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
        find_stale(app, env)
        return sorted(env.found_docs)

    monkeypatch.setattr(steps, "find_stale", all_pages)
    assert {"archive", "plain"} <= set(superfluous(course.book.build("html"), before))


TestAnyEdits = Author.TestCase
# A book takes half a second: making a failure small would take minutes, and the edits are few as it is.
TestAnyEdits.settings = settings(
    settings.default,
    max_examples=int(os.environ.get("SEQUENCES_OF_EDITS", "6")),
    stateful_step_count=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
