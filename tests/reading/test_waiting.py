"""What a source says of releases before it is parsed."""

from __future__ import annotations

import json

from sphinx_seminar.reading.waiting import outline_of, outline_of_notebook


def notebook(*cells: str) -> str:
    return json.dumps({"cells": [{"cell_type": "markdown", "source": cell} for cell in cells], "metadata": {}})


def test_blocks_have_the_releases_of_the_blocks_around_them() -> None:
    text = """\
````{release} 2026-11-05
One.

```{release} instructors
Two.
```
````
"""
    blocks = {block.line: (block.releases, block.length) for block in outline_of(text, markdown=True).blocks}
    assert blocks == {1: (("2026-11-05",), 4), 4: (("2026-11-05", "instructors"), 1)}


def test_restructured_text_in_markdown_has_its_own_grammar() -> None:
    text = """\
```{eval-rst}
.. release:: instructors

   .. include:: solutions.rst
```
"""
    outline = outline_of(text, markdown=True)
    assert [block.releases for block in outline.blocks] == [("instructors",)]
    assert [(each.target, each.within) for each in outline.includes] == [("solutions.rst", ("instructors",))]


def test_a_page_waits_by_the_first_cell_of_a_notebook_and_by_no_other() -> None:
    field = "---\nseminar-release: 2026-11-05\n---\n"
    first, second = outline_of_notebook(notebook(field, "Words")), outline_of_notebook(notebook("Words", field))
    assert (first.release, first.doubts) == ("2026-11-05", [])
    assert second.release is None
    assert ["stands in the text of the page" in message for message, _line in second.doubts] == [True]


def test_a_block_that_its_cell_leaves_open_is_doubted() -> None:
    outline = outline_of_notebook(notebook("```{release} 2026-11-05\nWords"))
    assert ["is not closed in its cell" in message for message, _line in outline.doubts] == [True]
