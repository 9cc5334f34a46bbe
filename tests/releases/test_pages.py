"""Pages that wait for their day: not read, in no table of contents, and words where others link them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sphinx.application import Sphinx

from tests.authoring import Manuscript
from tests.built import Built
from tests.editing import differences
from tests.releases.canaries import (
    BEFORE,
    BESIDE,
    BIBLIOGRAPHY,
    BLOCK,
    BUILDERS,
    COURSE,
    INSTRUCTORS,
    NOTEBOOKS,
    ON_THE_DAY,
    PUBLISHED,
    leaks_in,
)

INDEX = (
    COURSE
    + """\
```{lecture} First
```

Look at [the solutions](zyqsolutions.md), {doc}`another word <zyqsolutions>`, [](zyqsolutions.md) and
[their end](zyqsolutions.md#zyqlabel); see [the key](#zyqlabel), {ref}`this <zyqlabel>`, {download}`the text <zyqsolutions.md>`
and {doc}`the old page <zyqrest>`.

```{toctree}
:caption: Chapters

exercises
Solutions of the first sheet <zyqsolutions>
zyqrest
notes/zyqinstructors
```

```{toctree}
:glob:

zyqmore/*
```

`````{release} 2026-11-05
```{toctree}
zyqonly
```
`````
"""
)
FILES: dict[str, str | bytes] = {
    **BESIDE,
    "refs.bib": BIBLIOGRAPHY,
    "index.md": INDEX,
    "exercises.md": """\
# Exercises

```{lecture} Second
```

See [it](/zyqonly.md).
""",
    "zyqsolutions.md": f"""\
---
seminar-release: 2026-11-05
---

# Zyqpage

{BLOCK}
```{{toctree}}
zyqbelow
```
""",
    "zyqbelow.md": "# Zyqbelow\n\nzyqwords\n",
    "zyqonly.md": "# Zyqonly\n\n```{lecture} Zyqlecture only\n:date: 2026-11-10\n```\n",
    "zyqrest.rst": """\
:seminar-release: 2026-11-05 08:00

Zyqrest
=======

zyqwords
""",
    "zyqmore/zyqone.md": "---\nseminar-release: 2026-11-05\n---\n# Zyqone\n",
    "notes/zyqinstructors.md": "---\nseminar-release: instructors\n---\n# Zyqnotes\n",
    "zyqorphan.md": "---\norphan: true\nseminar-release: 2026-11-05\n---\n# Zyqorphan\n",
}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES, PUBLISHED | {"suppress_warnings": ["myst.header"]})


def words_of(built: Built) -> str:
    return " ".join(built.page("index").get_text().split())


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_of_pages_that_instructors_saw(book: Manuscript, builder: str) -> None:
    assert leaks_in(book.build(builder, conf=INSTRUCTORS).folder), "nothing was hidden"
    hidden = book.build(builder, conf=BEFORE)
    assert hidden.warnings == []
    assert leaks_in(hidden.folder) == []
    assert sorted(hidden.app.env.found_docs) == ["exercises", "index"]


def test_links_are_words_and_a_link_without_words_says_when(book: Manuscript) -> None:
    hidden = book.build(conf=BEFORE)
    assert "Look at the solutions, another word, from Thu 5 Nov and their end;" in words_of(hidden)
    assert not hidden.page("index").select("a[href*=zyq]")
    assert [link.get_text() for link in hidden.page("index").select(".toctree-wrapper a")] == ["Exercises"]


def test_on_the_day_what_is_due_is_there(book: Manuscript) -> None:
    book.build(conf=BEFORE)
    shown = book.build(conf=ON_THE_DAY)
    assert sorted(shown.app.env.found_docs) == [
        *("exercises", "index", "zyqbelow", "zyqmore/zyqone", "zyqonly", "zyqorphan", "zyqsolutions")
    ]
    assert shown.page("index").select_one("a[href='zyqsolutions.html']") is not None
    assert differences(shown, book.build(conf=ON_THE_DAY, into="fresh", fresh=True)) == []


def test_instructors_see_all_and_below_each_heading_when_students_do(book: Manuscript) -> None:
    shown = book.build(conf=INSTRUCTORS)
    lines = {
        docname: [line.get_text() for line in shown.page(docname).select("p.sem-release")]
        for docname in ("exercises", "zyqsolutions", "zyqrest", "notes/zyqinstructors")
    }
    assert lines == {
        "exercises": [],
        "zyqsolutions": ["for students from Thu 5 Nov"],
        "zyqrest": ["for students from Thu 5 Nov, 08:00"],
        "notes/zyqinstructors": ["for instructors only"],
    }


def test_a_page_that_gets_a_release_leaves_the_folder_and_comes_back(book: Manuscript) -> None:
    book.build(conf=ON_THE_DAY)
    book.write("exercises.md", "---\nseminar-release: 2026-11-06\n---\n# Exercises\n")
    here, fresh = book.build(conf=ON_THE_DAY), book.build(conf=ON_THE_DAY, into="fresh", fresh=True)
    assert here.warnings == fresh.warnings == []
    assert differences(here, fresh) == []
    assert not (here.folder / "exercises.html").exists()
    book.write("exercises.md", "# Exercises\n")
    here, fresh = book.build(conf=ON_THE_DAY), book.build(conf=ON_THE_DAY, into="fresh", fresh=True)
    assert differences(here, fresh) == []
    assert book.build(conf=ON_THE_DAY).read == []


#: What an author may write in place of a page's release, each followed by a secret.
MISTAKES = {
    "another key": """\
---
seminar_release: 2026-11-05
---
# P

zyq
""",
    "a mistyped key": """\
---
seminar-realese: 2026-11-05
---
# P

zyq
""",
    "a key on a line of its own": """\
---
? seminar-release
: 2026-11-05
---
# P

zyq
""",
    "a key with an escape": """\
---
"seminar\\x2drelease": 2026-11-05
---
# P

zyq
""",
    "a hyphen that does not break": """\
---
seminar‑release: 2026-11-05
---
# P

zyq
""",
    "another word in the key": """\
---
seminar-from: 2026-11-05
---
# P

zyq
""",
    "a quoted option of a lecture": """\
# P

```{lecture} L
---
"release": "2026-11-05"
---
zyq
```
""",
    "options of a lecture in braces": """\
# P

```{lecture} L
---
{release: 2026-11-05}
---
zyq
```
""",
    "an option of a lecture behind an empty line": """\
# P

```{lecture} L
:date: 2026-10-06

:release: 2026-11-05

zyq
```
""",
    "half a key": """\
---
release: 2026-11-05
---
# P

zyq
""",
    "an empty line above": """\

---
seminar-release: 2026-11-05
---
# P

zyq
""",
    "below the heading": "# P\n\nseminar-release: 2026-11-05\n\nzyq\n",
    "no date": """\
---
seminar-release: next week
---
# P

zyq
""",
    "a fence that is too short": """\
# P

```{release} 2026-11-05
```{note}
zyq
```
zyq
```
""",
    "no braces": "# P\n\n```release 2026-11-05\nzyq\n```\n",
    "colons without the extension": "# P\n\n:::{release} 2026-11-05\nzyq\n:::\n",
    "within a listing": "# P\n\n    ```{release} 2026-11-05\n    zyq\n    ```\n",
    "behind a fence too many": """\
# P

```

```{release} 2026-11-05
zyq
```
""",
    "a fence with spaces in its braces": "# P\n\n```{ release } 2026-11-05\nzyq\n```\n",
    "capitals, within HTML": """\
# P

<div>
```{SEM:Release} 2026-11-05
zyq
```
</div>
""",
    "a body beside its item of a list": "# P\n\n- ```{release} 2026-11-05\nzyq\n```\n",
    "a body beside its quotation": """\
# P

> ```{release} 2026-11-05
> solved

zyq
""",
    "a role": "# P\n\n{release}`2026-11-05 zyq`\n",
    "bold words": "# P\n\n**seminar-release:** 2026-11-05\n\nzyq\n",
    "metadata of a cell": '+++ {"seminar-release": "2026-11-05"}\n# P\n\nzyq\n',
    "a mapping on one line": """\
---
{seminar-release: 2026-11-05}
---
# P

zyq
""",
    "two releases": """\
---
seminar-release: 2026-11-05
seminar-release: 2026-10-05
---
# P

zyq
""",
    "an included block that is text": "# P\n\n```{include} text.inc\n```\n",
    "one that is text, beside one that is included": """\
# P

```{include} block.inc
```

<div>
```{release} 2026-11-05
zyq
```
</div>
""",
    "a part of a file that begins in a block": "# P\n\n```{include} block.inc\n:start-after: solved\n```\n",
    "a file with a block, as it is": "# P\n\n```{include} block.inc\n:literal:\n```\n",
    "a page with a block, as it is": "# P\n\n```{literalinclude} blocks.md\n```\n",
    "a page with a block, as HTML": "# P\n\n```{raw} html\n:file: blocks.md\n```\n",
    "a page with a block, to download": "# P\n\n{download}`blocks.md`\n",
    "an included page": "# P\n\n```{include} hidden.md\n```\n",
    "an option of a directive that has none": """\
# P

```{note}
:release: instructors

zyq
```
""",
    "the same of a table": """\
# P

```{key-papers}
:release: end of lecture 2

- Zyq
```
""",
    "behind words": "# P\n\nSolution: ```{release} 2026-11-05\nzyq\n```\n",
    "on one line": "# P\n\n```{release} 2026-11-05 zyq```\n",
    "in a cell": "# P\n\n| Solution |\n|---|\n| ```{release} 2026-11-05 zyq``` |\n",
    "with two marks": "# P\n\n::{release} 2026-11-05\nzyq\n::\n",
    "in a definition, without the extension": """\
# P

Term
: ```{release} 2026-11-05
  zyq
  ```
""",
    "an equals sign": """\
---
seminar-release = 2026-11-05
---
# P

zyq
""",
    "a fence within that is not closed": """\
# P

~~~{release} 2026-11-05
```python
~~~
```
zyq
~~~
""",
    "an included text that begins in a block": "# P\n\n```{include} block.txt\n:start-line: 1\n```\n",
    "a page that is shown as code": "# P\n\n```{literalinclude} hidden.md\n```\n",
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_fails_closed_and_says_so(tmp_path: Path, mistake: str) -> None:
    files = {
        "index.md": "# Course\n\n```{toctree}\npage\n```\n",
        "page.md": MISTAKES[mistake],
        "hidden.md": """\
---
seminar-release: 2026-11-05
orphan: true
---
# Hidden

zyq
""",
        "blocks.md": """\
---
orphan: true
---
# Blocks

```{release} 2026-11-05
zyq
```
""",
        "block.inc": """\
Words.

```{release} 2026-11-05
solved
zyq
```
""",
        "block.txt": "```{release} 2026-11-05\nzyq\n```\n",
        "text.inc": "<div>\n```{release} 2026-11-05\nzyq\n```\n</div>\n",
    }
    built = Manuscript(tmp_path, files, {"html_copy_source": True, "myst_enable_extensions": []}).build(conf=BEFORE)
    assert leaks_in(built.folder) == []
    assert [warning.path for warning in built.complaints("release")] == ["page.md"]


NOTEBOOK = {
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python"}},
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# Zyq"]}],
    "nbformat": 4,
    "nbformat_minor": 4,
}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ({"metadata": {"seminar-release": "2026-11-05", "kernelspec": {"name": "python3"}}}, 0),
        ({"metadata": {"kernelspec": {"name": "python3"}, "myst": {"seminar_release": "2026-11-05"}}}, 1),
        ({"cells": [{"cell_type": "markdown", "metadata": {"seminar-release": "2026-11-05"}, "source": "# Zyq"}]}, 1),
    ],
)
def test_a_notebook_waits_by_its_metadata(tmp_path: Path, page: dict[str, Any], told: int) -> None:
    files = {"index.md": "# Course\n\n```{toctree}\npage\n```\n", "page.ipynb": json.dumps({**NOTEBOOK, **page})}
    built = Manuscript(tmp_path, files, NOTEBOOKS).build(conf=BEFORE)
    assert leaks_in(built.folder) == []
    assert [warning.path for warning in built.complaints("release")] == ["page.ipynb"] * told


def test_a_notebook_in_markdown_is_shown_on_its_day(tmp_path: Path) -> None:
    page = """\
---
kernelspec: {name: python3, display_name: Python}
seminar-release: 2026-11-05
---
# Zyq
"""
    files = {"index.md": "# Course\n\n```{toctree}\npage\n```\n", "page.md": page}
    book = Manuscript(tmp_path, files, NOTEBOOKS)
    assert leaks_in(book.build(conf=BEFORE).folder) == []
    assert book.build(conf=ON_THE_DAY).page("page").h1.get_text().startswith("Zyq")


def test_a_part_of_a_page_that_waits_hides_the_page(tmp_path: Path) -> None:
    page = """\
# P

```{include} parts/solution.md
```
"""
    part = """\
---
seminar-release: 2026-11-05
---

zyq
"""
    files = {"index.md": "# Course\n\n```{toctree}\npage\n```\n", "page.md": page, "parts/solution.md": part}
    book = Manuscript(tmp_path, files, {"exclude_patterns": ["build", "parts"]})
    built = book.build(conf=BEFORE)
    assert leaks_in(built.folder) == []
    assert [(each.path, each.line) for each in built.complaints("release")] == [("parts/solution.md", 2)]
    assert "zyq" in book.build(conf=ON_THE_DAY).page("page").get_text()


def test_the_reason_is_told_for_which_there_is_no_first_page(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# Course\n\nSolution: ```{release} 2026-11-05\nzyq\n```\n"})
    run = book.sphinx_build("html", "-q")
    assert run.returncode
    assert [(each.path, each.line) for each in run.warnings] == [("index.md", 3)]


def test_an_emptied_page_is_read_by_two_processes(tmp_path: Path) -> None:
    pages = {
        f"page{n}.md": """\
# P

<div>
```{release} 2026-11-05
zyq
```
</div>
"""
        for n in range(6)
    }
    contents = "".join(f"{name}\n" for name in pages)
    book = Manuscript(tmp_path, {"index.md": f"# Course\n\n```{{toctree}}\n{contents}```\n", **pages})
    built = book.build(conf=BEFORE, jobs=2)
    assert leaks_in(built.folder) == []
    assert len(built.complaints("release")) == 6


#: Pages of reStructuredText with a body that does not stand in its block, or a slip of the release.
ASIDE = {
    "a slip of the field": ":seminar-relase: 2026-11-05\n\nZyq\n===\n",
    "an indented field": "  :seminar-release: 2026-11-05\n\nZyq\n===\n",
    "a field of another directive": ".. meta::\n   :seminar-release: 2026-11-05\n\nZyq\n===\n",
    "a comment": """\
P
=

.. release: 2026-11-05

   zyq
""",
    "an option of another directive": "P\n=\n\n.. slides:: https://example.org/zyq\n   :release: instructors\n",
    "at the margin": """\
P
=

.. release:: 2026-11-05

zyq
""",
    "in a field": """\
P
=

Words.

:Solution: .. release:: 2026-11-05

           zyq
""",
}


@pytest.mark.parametrize("page", ASIDE.values(), ids=ASIDE)
def test_a_body_beside_its_block_is_not_shown(tmp_path: Path, page: str) -> None:
    files = {"index.md": "# Course\n\n```{toctree}\npage\n```\n", "page.rst": page}
    built = Manuscript(tmp_path, files, {"html_copy_source": True}).build(conf=BEFORE)
    assert leaks_in(built.folder) == []
    assert [warning.path for warning in built.complaints("release")] == ["page.rst"]


#: What speaks of releases, or has them, and hides no page.
HARMLESS = {
    "a listing": "````md\n```{release} 2026-11-05\nshown\n```\n````\n",
    "a listing with tildes": "~~~md\n```{release} 2026-11-05\nshown\n```\n~~~\n",
    "inline code": "shown: `{release}` and `` ```{release} `` and ``{release}`2026-11-05` ``\n",
    "prose": "shown: the seminar-release of a page\n",
    "a block with options and nested lists": """\
shown

- > ```{release} 2026-11-05
  > :name: zyq
  > - zyq
  >
  >   zyq
  > ```
""",
    "a block in capitals": "shown\n\n```{RELEASE} 2026-11-05\nzyq\n```\n",
    "an unfinished block": """\
shown

```{release} 2026-11-05
zyq

zyq
""",
    "an empty block": "shown\n\n```{release} 2026-11-05\n```\n",
    "an included block": "shown\n\n```{include} block.inc\n```\n",
    "a block in a footnote": "shown[^1]\n\n[^1]: ```{release} 2026-11-05\n    zyq\n    ```\n",
}


@pytest.mark.parametrize("page", HARMLESS.values(), ids=HARMLESS)
def test_what_hides_no_page(tmp_path: Path, page: str) -> None:
    files = {
        "index.md": "# Course\n\n```{toctree}\npage\n```\n",
        "page.md": f"# P\n\n{page}",
        "block.inc": "Words.\n\n```{release} 2026-11-05\nzyq\n```\n",
    }
    built = Manuscript(tmp_path, files).build(conf=BEFORE)
    assert built.warnings == []
    assert leaks_in(built.folder) == []
    assert "shown" in built.page("page").get_text()


@dataclass
class Contents:
    """What sphinx-external-toc knows of a page of ``_toc.yml``."""

    items: list[str]

    @property
    def subtrees(self) -> list[Contents]:
        return [self]

    def child_files(self) -> list[str]:
        return self.items


def test_pages_of_a_jupyter_book_wait_with_the_page_that_holds_them(tmp_path: Path) -> None:
    waiting = """\
---
seminar-release: 2026-11-05
---
# Zyq
"""
    book = Manuscript(tmp_path, {"index.md": "# Course\n", "zyqa.md": waiting, "zyqb.md": "# Zyq\n", "c.md": "# C\n"})
    contents = {"index": Contents(["zyqa.md", "c"]), "zyqa": Contents(["zyqb"])}

    def read_contents(app: Sphinx, *_documents: Any) -> list[str]:
        vars(app.config)["external_site_map"] = contents
        return []

    built = book.build(conf=BEFORE, connect={"env-get-outdated": read_contents})
    assert sorted(built.app.env.found_docs) == ["c", "index"]
    assert contents["index"].items == ["c"]
    assert leaks_in(built.folder) == []
