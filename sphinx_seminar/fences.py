"""Fences that were meant as directives: a code block whose language is the name of one of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain import domain_of
from sphinx_seminar.locating import source_place
from sphinx_seminar.model import Fault

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Names that are languages of code as well, or could be.
_AMBIGUOUS = frozenset({"course", "session", "slides", "timeline"})


def note_fences(app: Sphinx, doctree: nodes.document) -> None:
    """Note each code block that lacks the braces around a directive's name."""
    docname = app.env.current_document.docname
    domain = domain_of(app.env)
    for block in doctree.findall(nodes.literal_block):
        name = block.get("language", "")
        if name in domain.directives and (name not in _AMBIGUOUS or block.astext().lstrip().startswith(":")):
            message = f"a fence is opened with '{name}'; expected '{{{name}}}' in braces. It is shown as a listing"
            source = block.source or str(app.env.doc2path(docname))
            place = source_place(app.env, docname, source, block.line or 0)
            domain.of_document(docname).faults.append(Fault(place, "data", message))


def setup_fences(app: Sphinx) -> None:
    """Look at every document when it has been read, before the digest of what it declares is made of it."""
    app.connect("doctree-read", note_fences, priority=400)
