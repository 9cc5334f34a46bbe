"""Placeholder nodes, which directives and roles leave until the book is computed, with their places in the source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model import Place
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.views import View

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_place(env: BuildEnvironment, docname: str, source: str, line: int) -> Place:
    """Return a place in a document, in its own file or in one that it includes.

    ``source`` is the whole path of that file, of which one outside of the source folder keeps its name alone.
    """
    path, folder = Path(source), Path(env.srcdir)
    return Place(path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name, line, docname)


class placeholder(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """The placeholder of a ``view`` of the document ``docname``; its children are the author's own words.

    ``declared`` are the parts of the document's declarations that were made with it, by those of
    :class:`~sphinx_seminar.model.declarations.Conditional`.
    """


class inline_placeholder(nodes.Inline, nodes.TextElement):  # noqa: N801 -- docutils names its nodes in lower case
    """The placeholder of a view in running text."""


def stand_in(view: View, docname: str) -> placeholder:
    """Return the placeholder of a view of a document."""
    return placeholder("", view=view, docname=docname)


def parts_since(declared: Declarations, lengths: Mapping[str, int]) -> tuple[tuple[str, int, int], ...]:
    """Return what a document declared since its lists had these lengths, for where a placeholder notes its own."""
    return tuple((name, lengths[name], end) for name, end in declared.lengths.items() if end > lengths[name])
