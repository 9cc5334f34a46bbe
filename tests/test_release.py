"""What waits for its day is in no file of the folder before it, whatever was built there before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring import Manuscript
from tests.built import Built
from tests.canaries import leaks_in
from tests.decks import deck

BUILDERS = ("html", "dirhtml", "singlehtml", "latex", "epub", "text", "xml", "gettext", "man", "texinfo")
BLOCK = """\
## Solutions zyqtitle

```{lecture} Zyqlecture
:name: zyqname
:date: 2026-11-06 14:00
:speaker: Ann Zyqspeaker <https://example.org/zyqspeaker>
:location: Zyqroom
:online: https://example.org/zyqonline
:tags: zyqtag
:part: Zyqpart
:slides: zyqdeck.pdf; Zyqlabel <https://example.org/zyqslides>
:notes: zyqnotes.txt
:papers: @zyqkey

Zyqabstract.
```

```{index} zyqindex
```

(zyqlabel)=
### Deeper zyqsection

Zyqbody {download}`zyqsheet.txt` ![zyqalternative](zyqpicture.png) {lecture}`zyqname` {paper}`zyqkey` [^zyqfootnote]
{slides}`Zyqrole <zyqrole.pdf>` {term}`Zyqterm` `zyqcode`, $zyqformula$ [zyqlink](https://example.org/zyqlink)

[^zyqfootnote]: Zyqnote.

% zyqcomment

```{math}
:label: zyqequation
zyqmath
```

```{code-block} python
:name: zyqlisting
:caption: Zyqcaption
zyqcode = 1
```

```{glossary}
Zyqterm
  Zyqdefinition.
```

```{py:function} zyqfunction(zyqargument)
:module: zyqmodule
```

```{raw} html
<b>zyqraw</b>
```

```{key-papers}
- @zyqkey: zyqnote
- Zyq, A. (2019). Zyqpasted things. Journal of Zyqs, 1, 1-2.
```

```{timeline}
- 2021-06-08: Zyqmilestone
```

```{grading}
- Zyqweight: 100%
```

```{topic-pool}
| Topic | Want to learn |
|---|---|
| Zyqtopic | Ann |
```

```{session-table}
:file: zyqtable.csv
```

```{session-table} Zyqcaption
| Date | Title | Zyqcolumn |
|---|---|---|
| 2026-11-07 | Zyqline | zyqcell |
```

```{note} Zyqnote
:class: zyqclass
```
"""
FIRST = """\
# Course

```{course} Course
:starts: 2026-10-05
:ends: 2026-12-18
:meets: Mon 10:00-12:00
```

```{session-table}
:columns: number, date, title
```

```{toctree}
exercises
rest
book
```
"""
#: What stands around the blocks: in the text, in a list, in a lecture, in a note.
AROUND = f"""\
# Exercises

```{{lecture}} First
```

Show that the kernel is symmetric.

`````{{release}} 2026-11-05
:name: zyqblock
:class: zyqblockclass

{BLOCK}`````

## Second

````{{lecture}}

An abstract.

```{{release}} 2026-11-05 12:00
Zyqinlecture.
```
````

- item

  ```{{release}} 2026-11-05
  Zyqinlist.
  ```

````{{note}}
A note.

```{{release}} 2026-11-05
Zyqinnote.
```
````

```{{release}} instructors
zyqinstructors
```
"""
RST = """\
Rest
====

.. lecture:: Third

.. release:: 2026-11-05
   Zyqfirst.

   Zyqheading
   ----------

   .. lecture:: Zyqlecture in rst

   .. image:: zyqpicture.png
      :alt: zyqalternative

.. note::

   .. release:: 2026-11-05

      zyqnested
"""
CELLS = ["# A notebook\n", "```{release} 2026-11-05\n## Zyqcellheading\n\nZyqcell\n```\n", "```{lecture} Fourth\n```\n"]
FILES: dict[str, str | bytes] = {
    "index.md": FIRST,
    "exercises.md": AROUND,
    "rest.rst": RST,
    "book.ipynb": json.dumps(
        {
            "cells": [{"cell_type": "markdown", "metadata": {}, "source": cell} for cell in CELLS],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ),
    "refs.bib": "@book{zyqkey, title={Zyqbook}, author={Zyqauthor, Ann}, year={2001}}\n",
    "zyqpicture.png": b"zyqpixels",
    "zyqsheet.txt": "zyqdownload",
    "zyqnotes.txt": "zyqlinked",
    "zyqtable.csv": "Date,Title\n2026-11-09,Zyqrow\n",
    "zyqdeck.pdf": deck("zyqslide"),
    "zyqrole.pdf": deck("zyqroleslide"),
}
CONF = {
    "extensions": ["myst_nb", "sphinx_seminar"],
    "nb_execution_mode": "off",
    "seminar_bibliography": ["refs.bib"],
    "html_copy_source": True,
    "html_baseurl": "https://example.org/",
    "copyright": "A",
    "version": "A",
    "suppress_warnings": ["myst.header"],
}
BEFORE = {"seminar_day": "2026-11-04"}
ON_THE_DAY = {"seminar_day": "2026-11-05"}
INSTRUCTORS = {"seminar_audience": "instructors"}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES, CONF)


def traces(built: Built) -> list[str]:
    """Return what a folder and its doctrees still have of what waits."""
    # Where the book is kept, the .bib file is kept whole, and what was read of decks, by their content.
    kept = leaks_in(Path(built.app.doctreedir))
    return [*leaks_in(built.folder), *(name for name in kept if not name.startswith(("seminar.", "seminar-decks/")))]


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_of_what_instructors_saw(book: Manuscript, builder: str) -> None:
    assert leaks_in(book.build(builder, conf=INSTRUCTORS).folder), "nothing was hidden"
    hidden = book.build(builder, conf=BEFORE)
    assert hidden.warnings == []
    assert traces(hidden) == []
