"""References that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain import domain_of
from sphinx_seminar.nearby import suggestion
from sphinx_seminar.reporting import warn

if TYPE_CHECKING:
    from sphinx import addnodes
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

#: The kinds of references, each with the word for what it leads to; ``paper:inside`` is one of several in parentheses.
REFERENCES = {
    "lecture": "session",
    "session": "session",
    "paper": "paper",
    "paper:p": "paper",
    "paper:inside": "paper",
    "person": "person",
}


def warn_missing(_app: Sphinx, domain: Domain, node: addnodes.pending_xref) -> bool | None:
    """Say of a reference that leads nowhere what it could have meant, in place of Sphinx's own message."""
    kind = node["reftype"]
    if node.get("refdomain") != "sem" or kind not in REFERENCES:
        return None
    known = domain_of(domain.env).book.names(kind)
    target = node["reftarget"]
    message = f"unknown {REFERENCES[kind]} '{target}'{suggestion(target, known) or '.'} It is shown as text."
    warn("reference", message, node)
    return True


def setup_unresolved(app: Sphinx) -> None:
    """Connect our message in place of Sphinx's."""
    app.connect("warn-missing-reference", warn_missing)
