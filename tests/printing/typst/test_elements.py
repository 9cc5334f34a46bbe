"""The elements of reStructuredText and of Sphinx as they stand in a PDF without TeX."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from tests.authoring import Manuscript
from tests.typesetting import alternatives, pdf_text, structure

if TYPE_CHECKING:
    from pathlib import Path


def printed(root: Path, chapter: str, **conf: object) -> Path:
    """Return the PDF of a book of one chapter in reStructuredText, which has no fault."""
    page = f"""\
Book
====

Chapter
-------

{chapter}"""
    image = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(image, "PNG")
    built = Manuscript(root, {"index.rst": page, "dot.png": image.getvalue()}, conf).build("seminar-pdf")
    assert built.warnings == []
    (pdf,) = built.folder.glob("*.pdf")
    return pdf


def words_of(pdf: Path) -> str:
    """Return the words below the heading of the chapter, as they are read one after another."""
    (page,) = (page for page in pdf_text(pdf).split("\f") if page.lstrip().startswith("Chapter"))
    _heading, *words, _number_of_page = page.split()
    return " ".join(words)


ELEMENTS = [
    pytest.param(
        """\
| one
|   indented
|
| last
""",
        "one indented last",
        id="lines",
    ),
    pytest.param(
        """\
c. third
d. fourth

   (A) inner

- bullet
""",
        "c. third d. fourth (A) inner • bullet",
        id="lists",
    ),
    pytest.param(
        """\
term : kind
   Its meaning

.. glossary::

   kernel
   kern
      Of a machine
""",
        "term : kind Its meaning kernel kern Of a machine",
        id="terms",
    ),
    pytest.param(
        """\
:field: said

-b FILE    an option
--long=X, -l X   two options
""",
        "field -b FILE --long=X, -l X said an option two options",
        id="facts",
    ),
    pytest.param(
        """\
.. sidebar:: Beside
   :subtitle: below it

   Text

.. topic:: A topic

   Of it
""",
        "Beside below it Text A topic Of it",
        id="boxes",
    ),
    pytest.param(
        """\
   Said.

   -- Somebody

----

.. centered:: In the middle
""",
        "Said. — Somebody In the middle",
        id="quotation",
    ),
    pytest.param(
        """\
.. hlist::
   :columns: 2

   * left
   * right

.. acks::

   * Ann
""",
        "• left • right • Ann",
        id="columns",
    ),
    pytest.param(
        """\
.. py:function:: solve(a, b=1)

   Solves it.

.. productionlist::
   try: "try" suite
   suite: stmt

.. versionadded:: 1.0
   New.
""",
        'solve(a, b=1) Solves it. try ::= "try" suite suite ::= stmt Added in version 1.0: New.',
        id="objects of programs",
    ),
    pytest.param(
        """\
.. parsed-literal::

   if *it* is:
       go `home <https://example.org>`_

>>> 1 + 1
2
""",
        "if it is: go home >>> 1 + 1 2",
        id="code",
    ),
    pytest.param(
        """\
.. raw:: latex

   \\nothing

.. raw:: typst

   #emph[raw]

.. only:: latex

   On paper.

.. only:: html

   On the web.
""",
        "raw On paper.",
        id="for other builders",
    ),
    pytest.param(
        """\
A citation [CIT]_, :manpage:`ls(1)`, :download:`dot.png` and :sup:`up`.

.. [CIT] What is cited.
""",
        "A citation [CIT], ls(1), dot.png and up. [CIT] What is cited.",
        id="in a line",
    ),
]


@pytest.mark.parametrize(("chapter", "words"), ELEMENTS)
def test_an_element_stands_on_the_page(tmp_path: Path, chapter: str, words: str) -> None:
    assert words_of(printed(tmp_path, chapter)) == words


def test_a_parsed_literal_keeps_its_lines(tmp_path: Path) -> None:
    chapter = """\
.. parsed-literal::

   if *it* is:
       go
"""
    assert "if it is:\ngo\n" in pdf_text(printed(tmp_path, chapter))


def test_code_has_numbers_marks_and_captions_where_they_are_asked_for(tmp_path: Path) -> None:
    chapter = """\
.. code-block:: python
   :caption: A listing
   :lineno-start: 5
   :emphasize-lines: 2

   def f(x):
       return x

See :numref:`pictured`.

.. _pictured:

.. figure:: dot.png

   A figure

   Its legend
"""
    pdf = printed(tmp_path, chapter, numfig=True, pygments_style="none")
    assert words_of(pdf) == "Listing 1 A listing 5 def f(x): 6 return x See Fig. 1. Fig. 1 A figure Its legend"
    assert alternatives(pdf) == [("Figure", "A figure")]


def test_a_table_has_a_caption_and_heads_of_rows(tmp_path: Path) -> None:
    chapter = """\
.. csv-table:: Sizes
   :header: "what", "how many"
   :widths: 30, 70
   :stub-columns: 1

   trees, 2
"""
    pdf = printed(tmp_path, chapter)
    assert words_of(pdf) == "Sizes what how many trees 2"
    assert [tag.words for tag in structure(pdf) if tag.role == "TH"] == ["what", "how many"]


def test_a_note_in_the_head_of_a_table_and_one_in_a_heading_are_printed_once(tmp_path: Path) -> None:
    chapter = """\
.. csv-table::
   :header: "what [#head]_", "how many"

   trees, 2

Below [#title]_
~~~~~~~~~~~~~~~

.. role:: strike

It is :strike:`not` so [#title]_.

.. [#head] Of the head.
.. [#title] Of the heading.
"""
    words = words_of(printed(tmp_path, chapter))
    assert [words.count(note) for note in ("Of the head.", "Of the heading.", "It is not so")] == [1, 1, 1]


def test_chapters_and_formulas_have_the_numbers_that_the_web_has(tmp_path: Path) -> None:
    pages = {
        "index.rst": """\
Book
====

.. toctree::
   :numbered:

   one
""",
        "one.rst": """\
Kernels
=======

Ridge
-----

.. math:: x = y
   :label: same

See :eq:`same`.
""",
    }
    built = Manuscript(tmp_path, pages, {"numfig": True}).build("seminar-pdf")
    assert built.warnings == []
    (pdf,) = built.folder.glob("*.pdf")
    assert [tag.words for tag in structure(pdf) if tag.role in ("H1", "H2")][-2:] == ["1 Kernels", "1.1 Ridge"]
    assert pdf_text(pdf).count("(1.1)") == 2


def test_pictures_without_captions_have_their_sides_and_never_leave_the_line(tmp_path: Path) -> None:
    chapter = """\
.. figure:: dot.png
   :alt: in the middle

.. image:: dot.png
   :alt: wide
   :width: 3000px
   :height: 10px

.. image:: dot.png
   :alt: on the right
   :align: right
   :target: https://example.org

.. _row:

.. image:: dot.png
   :alt: no such unit
   :width: 3ch
"""
    pdf = printed(tmp_path, chapter)
    assert [words for _role, words in alternatives(pdf)] == ["in the middle", "wide", "on the right", "no such unit"]
    with closing(PdfDocument(pdf)) as document:
        boxes = [
            each.get_bounds() for page in document for each in page.get_objects() if each.type == FPDF_PAGEOBJ_IMAGE
        ]
        edges = [right for _left, _bottom, right, _top in boxes]
        assert len(edges) == 4
        assert max(edges) <= document[0].get_width() - 60
