"""The table of functions that write nodes, by the nodes' classes."""

from __future__ import annotations

from sphinx_seminar.printing.typst import arranged, blocks, code, inline, mathematics, notes, pictures, tables
from sphinx_seminar.printing.typst.writer import Way

#: A later row wins where two modules know a class.
WAYS: dict[type, Way] = {
    **inline.WAYS,
    **blocks.WAYS,
    **tables.WAYS,
    **pictures.WAYS,
    **code.WAYS,
    **notes.WAYS,
    **mathematics.WAYS,
    **arranged.WAYS,
}
