"""Whatever an author does between two builds, the second gives what a fresh build gives."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from tests.built import Built

BUILDERS = ("html", "dirhtml", "text")
CHAPTERS = st.sampled_from(["a", "b", "c", "d"])
TITLES = st.sampled_from(["Kernels", "Wide $n$ nets", "Dropout", "Ünsal's talk"])
KEYS = st.sampled_from(["lee", "roe", "poe", "nobody"])
PASTED = "Hu, W., & Li, Z. (2019). Simple methods. arXiv preprint arXiv:1905.11368."


def entry(key: str, title: str, year: int) -> str:
    return f"@book{{{key}, title={{{title}}}, author={{{key.title()}, Ann}}, year={year}}}\n"


def index(order: list[str], plan: str) -> str:
    return (
        f"# Course\n\n```{{course}} Theory\n:instructors: Ann Lee\n:timezone: Europe/Berlin\n{plan}```\n\n"
        "```{session-table}\n:columns: number, date, title, people, slides, papers\n```\n\n"
        "```{toctree}\n" + "\n".join([*order, "reading", "archive", "plain"]) + "\n```\n"
    )


PLANS = {
    "none": "",
    "spring": ":starts: 2021-04-12\n:ends: 2021-05-31\n:meets: Mon 14:00-16:00\n:except: 2021-05-24 Whit Monday\n",
    "autumn": ":starts: 2021-10-18\n:ends: 2021-11-30\n:meets: Mon 14:00-16:00; Thu 10:00-11:00\n",
}


class Author(RuleBasedStateMachine):
    """An author who edits a book with every directive, and builds it now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.book = Manuscript(self.folder, {}, {"seminar_bibliography": ["refs.bib"], "html_theme": "alabaster"})
        self.chapters: dict[str, dict[str, Any]] = {}
        self.order: list[str] = []
        self.plan = "none"
        self.entries = {"lee": ("Forms", 1999), "roe": ("Rings", 2003), "poe": ("Fields", 2003)}
        self.rows = [("2017-01-25", "Attention", "Bo Roe"), ("2017-02-08", "Nets", "Ann Lee")]

    @initialize()
    def begin(self) -> None:
        document = pypdfium2.PdfDocument.new()
        document.new_page(400, 300)
        document.save(self.folder / "one.pdf")
        document.new_page(400, 300)
        document.save(self.folder / "two.pdf")
        self.book.write("deck.pdf", (self.folder / "one.pdf").read_bytes())
        self.book.write("plain.md", "# Plain\n\nNothing of the book.\n\n```{timeline}\n- 2021-04-01: Begin\n```\n")
        self.book.write(
            "reading.md", "# Reading\n\n```{reading-list}\n:group-by: session\n```\n\n{any}`a` {person}`Ann Lee`\n"
        )
        self.book.write("archive.md", "# Archive\n\n```{session-table}\n:file: archive.csv\n:kind: meeting\n```\n")
        self._write_rows()
        self._write_entries()
        for name in ("a", "b"):
            self.add(name, "Kernels", "lee")

    def _write_index(self) -> None:
        self.book.write("index.md", index(self.order, PLANS[self.plan]))

    def _write_rows(self) -> None:
        lines = ["Date,Title,Speaker", *(",".join(row) for row in self.rows)]
        self.book.write("archive.csv", "\n".join(lines) + "\n")

    def _write_entries(self) -> None:
        self.book.write("refs.bib", "".join(entry(key, *facts) for key, facts in self.entries.items()))

    def _write_chapter(self, name: str) -> None:
        facts = self.chapters[name]
        others = " ".join(f"{{lecture}}`{other}`" for other in ("a", "b") if other != name)
        papers = "\n".join(f"- {paper}" for paper in facts["papers"])
        self.book.write(
            f"{name}.md",
            f"# {facts['title']}\n\n```{{lecture}}\n:name: {name}\n{facts['options']}```\n\n{facts['words']} {others} "
            f"{{paper}}`lee`\n\n```{{key-papers}}\n{papers}\n```\n",
        )

    @rule(name=CHAPTERS, title=TITLES, key=KEYS)
    def add(self, name: str, title: str, key: str) -> None:
        self.chapters[name] = {"title": title, "options": "", "words": "Words.", "papers": [f"@{key}", PASTED]}
        if name not in self.order:
            self.order.append(name)
        self._write_chapter(name)
        self._write_index()

    @precondition(lambda self: len(self.chapters) > 1)
    @rule(name=CHAPTERS)
    def remove(self, name: str) -> None:
        if self.chapters.pop(name, None) is not None:
            self.order.remove(name)
            self.book.delete(f"{name}.md")
            self._write_index()

    @rule(name=CHAPTERS, title=TITLES)
    def retitle(self, name: str, title: str) -> None:
        if name in self.chapters:
            self.chapters[name]["title"] = title
            self._write_chapter(name)

    @rule(
        name=CHAPTERS,
        options=st.sampled_from(
            [
                "",
                ":date: 2021-04-19\n",
                ":speaker: Bo Roe; Ann Lee\n",
                ":slides: deck.pdf\n",
                ":status: cancelled\n",
                ":date: whenever\n",
            ]
        ),
    )
    def change_options(self, name: str, options: str) -> None:
        if name in self.chapters:
            self.chapters[name]["options"] = options
            self._write_chapter(name)

    @rule(name=CHAPTERS, key=KEYS)
    def change_papers(self, name: str, key: str) -> None:
        if name in self.chapters:
            papers = self.chapters[name]["papers"]
            papers[:] = papers[1:] if len(papers) > 2 else [f"@{key}", *papers]
            self._write_chapter(name)

    @rule(name=CHAPTERS, words=st.sampled_from(["Prose.", "Other *prose*."]))
    def write_prose(self, name: str, words: str) -> None:
        if name in self.chapters:
            self.chapters[name]["words"] = words
            self._write_chapter(name)

    @rule(data=st.data())
    def reorder(self, data: st.DataObject) -> None:
        self.order = data.draw(st.permutations(self.order))
        self._write_index()

    @rule(plan=st.sampled_from(sorted(PLANS)))
    def move_the_term(self, plan: str) -> None:
        self.plan = plan
        self._write_index()

    @rule(key=st.sampled_from(["lee", "roe", "poe"]), title=TITLES)
    def edit_an_entry(self, key: str, title: str) -> None:
        self.entries[key] = (title, 2003)
        self._write_entries()

    @rule()
    def break_the_bibliography(self) -> None:
        self.book.write(
            "refs.bib", entry("lee", "Forms", 1999) + "@book{roe, title={no end\n" + entry("poe", "Fields", 2003)
        )

    @rule(row=st.sampled_from([("2017-03-01", "Graphs", "Cy Poe"), ("TBA", "Kernels", "Bo Roe")]))
    def add_a_row(self, row: tuple[str, str, str]) -> None:
        self.rows.append(row)
        self._write_rows()

    @precondition(lambda self: self.rows)
    @rule()
    def remove_a_row(self) -> None:
        self.rows.pop(0)
        self._write_rows()

    @rule(deck=st.sampled_from(["one.pdf", "two.pdf"]))
    def change_the_deck(self, deck: str) -> None:
        self.book.write("deck.pdf", (self.folder / deck).read_bytes())

    @rule(path=st.sampled_from(["refs.bib", "archive.csv", "plain.md"]))
    def touch(self, path: str) -> None:
        self.book.touch(path)

    @rule(style=st.sampled_from(["apa", "ieee"]))
    def change_the_style(self, style: str) -> None:
        self.book.configure(seminar_citation_style=style)

    @rule(builder=st.sampled_from(BUILDERS), shared=st.booleans())
    def build(self, builder: str, shared: bool) -> None:
        built = self.book.build(builder, doctrees="shared" if shared else "", into=f"{builder}-{shared}")
        self.compare(built, builder)

    @rule(name=CHAPTERS)
    def build_one_file(self, name: str) -> None:
        if name in self.chapters:
            self.book.build("html", into="html-False", doctrees="", only=[f"{name}.md"])

    def compare(self, built: Built, builder: str) -> None:
        # Sphinx keeps checksums by path in the process: one folder must hold one builder only.
        fresh = self.book.build(builder, into=f"fresh-{builder}", fresh=True)
        assert contents(built, self.chapters) == contents(fresh, self.chapters)
        assert built.complaints() == fresh.complaints()

    def teardown(self) -> None:
        try:
            if self.chapters:
                self.build("html", shared=False)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def contents(built: Built, chapters: dict[str, Any]) -> dict[str, object]:
    """Return what a build left, without what Sphinx itself leaves of documents and words that are gone."""
    gone = {"a", "b", "c", "d"} - set(chapters)
    files: dict[str, object] = {
        path: content
        for path, content in built.files().items()
        if not path.startswith(".build")
        and not any(path.split("/")[0].split(".")[0] == name for name in gone)
        and not any(path.startswith(f"_sources/{name}.") for name in gone)
    }
    if "searchindex.js" in files:
        found = built.search_index()
        for name in ("terms", "titleterms"):
            found[name] = {word: where for word, where in found[name].items() if where != []}
        files["searchindex.js"] = json.dumps(found, sort_keys=True)
    return files


TestAnyEdits = Author.TestCase
# A book takes a quarter of a second: making a failure small would take minutes, and the edits are few as it is.
TestAnyEdits.settings = settings(
    settings.default,
    max_examples=int(os.environ.get("SEQUENCES_OF_EDITS", "12")),
    stateful_step_count=10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
