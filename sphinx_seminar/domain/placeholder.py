"""The nodes that a directive or a role leaves behind, to be replaced when the book is known."""

from __future__ import annotations

from docutils import nodes

from sphinx_seminar.model.declarations import View


class placeholder(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """Where a view will stand: ``view`` says which, ``docname`` whose; its children are the author's own words."""


class inline_placeholder(nodes.Inline, nodes.TextElement):  # noqa: N801 -- docutils names its nodes in lower case
    """The same in running text."""


def stand_in(view: View, docname: str, *children: nodes.Node, classes: list[str]) -> placeholder:
    """Return the placeholder of a view."""
    return placeholder("", *children, view=view, docname=docname, classes=classes)
