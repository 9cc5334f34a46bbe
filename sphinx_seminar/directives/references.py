"""The roles ``{lecture} {session} {paper} {paper:p} {person}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole

from sphinx_seminar.directives.locators import cited
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.unresolved import REFERENCES
from sphinx_seminar.model.declarations import ReferenceView

if TYPE_CHECKING:
    from docutils.nodes import system_message


class BookReferenceRole(ReferenceRole):
    """A reference to something of the book.

    Sphinx's own ``XRefRole`` takes what stands before a colon in a role's name for a domain, and ``paper:p`` has one.
    """

    def __init__(self, kind: str) -> None:
        """Make the role of a kind of reference, one of :data:`REFERENCES`."""
        super().__init__()
        self.kind = kind

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        """Leave a reference that the domain resolves; several keys of papers give several."""
        if REFERENCES[self.kind] != "paper":
            return [self._reference(self.kind, " ".join(self.target.split()), self.title)], []
        papers = list(cited(self.target))
        if len(papers) < 2 or self.has_explicit_title:
            key, locator = papers[0] if len(papers) == 1 else (" ".join(self.target.split()), "")
            return [self._reference(self.kind, key, self.title, locator)], []
        # In parentheses together: "(Jacot et al., 2018; Lee et al., 2019)".
        together = self.kind == "paper:p"
        found: list[nodes.Node] = []
        for key, locator in papers:
            found += [nodes.Text("; "), self._reference("paper:inside" if together else "paper", key, key, locator)]
        return ([nodes.Text("("), *found[1:], nodes.Text(")")] if together else found[1:]), []

    def _reference(self, kind: str, target: str, title: str, locator: str = "") -> addnodes.pending_xref:
        """Return one reference, and declare what the page shows of the book by it."""
        domain_of(self.env).of_document(self.env.docname).views.append(ReferenceView(kind, target))
        words = nodes.inline(self.rawtext, title, classes=["xref", "sem", f"sem-{REFERENCES[kind]}-reference"])
        reference = addnodes.pending_xref(
            self.rawtext,
            words,
            refdomain="sem",
            reftype=kind,
            reftarget=target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=True,
            locator=locator,
        )
        self.set_source_info(reference)
        return reference
