"""What the manual's guide hides is in no file of the published folder, however one opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring import Manuscript
from tests.canaries import leaks_in
from tests.decks import deck
from tests.test_manual import pages, whole_files

#: A word for each place that an author may hide something in.
SOLUTIONS = """\
# Solutions zyqtitle

```{lecture}
:name: zyqname
:date: 2021-06-07 14:00
:speaker: Ann Zyqspeaker
:location: Zyqroom
:tags: zyqtag
:slides: zyqdeck.pdf; Zyqlabel <https://example.org/zyqslides>
:notes: zyqnotes.txt

Zyqabstract.
```

```{index} zyqindex
```

Zyqbody {download}`zyqsheet.txt` ![zyqalternative](zyqpicture.png) {lecture}`zyqname` @zyqkey

```{key-papers}
- @zyqkey: zyqnote
- Zyq, A. (2019). Zyqpasted things. Journal of Zyqs, 1, 1-2.
```

```{timeline}
- 2021-06-08: Zyqmilestone
```

```{grading}
- Zyqpart: 100%
```

```{topic-pool}
| Topic | Want to learn |
|---|---|
| Zyqtopic | Ann |
```

```{session-table}
:file: zyqtable.csv
```
"""
HIDDEN: dict[str, str | bytes] = {
    "solutions/first.md": f"---\nseminar-release: 2026-11-12\n---\n\n{SOLUTIONS}",
    "solutions/zyqpicture.png": b"zyqpixels",
    "solutions/zyqsheet.txt": "zyqdownload",
    "solutions/zyqnotes.txt": "zyqlinked",
    "solutions/zyqtable.csv": "Date,Title\n2021-06-09,Zyqrow\n",
    "solutions/zyqdeck.pdf": deck("zyqslide"),
}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    """Return the book of the guide, with a word in each hidden place."""
    files: dict[str, str | bytes] = {**whole_files(pages()["guides/hiding"]), **HIDDEN, "kernels.txt": "zyqwords"}
    conf, exercises = files["conf.py"], files["exercises.md"]
    assert isinstance(conf, str)
    assert isinstance(exercises, str)
    files["conf.py"] = (
        f'{conf}seminar_bibliography = ["papers.bib"]\nhtml_baseurl = "https://example.org/"\ncopyright = version = "A"\n'
    )
    files["exercises.md"] = exercises.replace("It is an inner product.", "Zyqproduct.").replace("many forgot", "zyq")
    # An entry that no page cites is published nowhere.
    files["papers.bib"] = "@book{zyqkey, title={Zyqbook}, author={Zyqauthor, Ann}, year={2001}}\n"
    return Manuscript(tmp_path, files)


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "text", "latex", "man"])
def test_what_the_guide_hides_is_in_no_file_of_the_folder_whatever_was_built_there_before(
    book: Manuscript, builder: str
) -> None:
    shown = book.build(builder, conf={"seminar_audience": "instructors"})
    assert leaks_in(shown.folder), "nothing was hidden"
    hidden = book.build(builder, conf={"seminar_day": "2026-11-05"})
    assert hidden.warnings == []
    assert leaks_in(hidden.folder) == []


def test_on_its_day_it_is_there(book: Manuscript) -> None:
    found = leaks_in(book.build(conf={"seminar_day": "2026-11-12"}).folder)
    for name in ("objects.inv", "searchindex.js", "seminarindex.js", "solutions/zyqdeck.pdf", "solutions/first.html"):
        assert name in found
    for name in ("schedule.ics", "feed.xml", "course.json", "papers.bib", "papers.csl.json", "genindex.html"):
        assert name in found
    assert any(name.startswith("_downloads") for name in found)
    assert any(name.startswith("_images") for name in found)
