"""The roles ``{lecture} {session} {paper} {paper:p} {person}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole

from sphinx_seminar.declarations import ReferenceView
from sphinx_seminar.domain import domain_of
from sphinx_seminar.nearby import suggestion
from sphinx_seminar.reporting import warn

if TYPE_CHECKING:
    from docutils.nodes import system_message
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

#: The roles, each with the words of the warning for a target that nobody knows.
ROLES = {
    "lecture": "session",
    "session": "session",
    "paper": "paper",
    "paper:p": "paper",
    "person": "person",
}


class BookReferenceRole(ReferenceRole):
    """A reference to something of the book.

    Sphinx's own ``XRefRole`` takes what stands before a colon in a role's name for a domain, and ``paper:p`` has one.
    """

    def __init__(self, kind: str) -> None:
        """Make the role of a kind of reference, one of :data:`ROLES`."""
        super().__init__()
        self.kind = kind

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        """Leave a reference that the domain resolves, and declare what the page shows of the book."""
        target = " ".join(self.target.split())
        domain_of(self.env).of_document(self.env.docname).views.append(ReferenceView(self.kind, target))
        words = nodes.inline(self.rawtext, self.title, classes=["xref", "sem", f"sem-{ROLES[self.kind]}-reference"])
        reference = addnodes.pending_xref(
            self.rawtext,
            words,
            refdomain="sem",
            reftype=self.kind,
            reftarget=target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=True,
        )
        self.set_source_info(reference)
        return [reference], []


def warn_missing(_app: Sphinx, domain: Domain, node: addnodes.pending_xref) -> bool | None:
    """Say of a reference that leads nowhere what it could have meant, in place of Sphinx's own message."""
    kind = node["reftype"]
    if node.get("refdomain") != "sem" or kind not in ROLES:
        return None
    known = domain_of(domain.env).book.names(kind)
    target = node["reftarget"]
    message = f"unknown {ROLES[kind]} '{target}'{suggestion(target, known) or '.'} It is shown as text."
    warn("reference", message, node)
    return True


def setup_references(app: Sphinx) -> None:
    """Register the roles with their domain."""
    for kind in ROLES:
        app.add_role_to_domain("sem", kind, BookReferenceRole(kind))
    app.connect("warn-missing-reference", warn_missing)
