"""References without a kind (MyST's ``[](#name)``, ``{any}``, ``{ref}``) to sessions, papers and people."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: The kinds by (domain, type) of the node; a link of MyST to a document has the domain ``doc``.
_GENERIC = (("", "any"), ("", "myst"), (None, "myst"), ("std", "ref"))


def is_generic(node: addnodes.pending_xref) -> bool:
    """Tell whether a reference names no kind of what it leads to."""
    return (node.get("refdomain"), node["reftype"]) in _GENERIC


def generic_references(document: nodes.document) -> Iterator[addnodes.pending_xref]:
    """Yield the references of a document that may lead to a session, a paper or a person without saying so."""
    for node in document.findall(addnodes.pending_xref):
        if is_generic(node):
            yield node


class ResolveGenericReferences(SphinxPostTransform):
    """Resolve references to sessions, papers and people before MyST (priority 9) and Sphinx (10) look for the name.

    These would ask all domains, find a document of the same name besides, and call that ambiguous.
    """

    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Replace the references to our objects, and leave all others."""
        domain = domain_of(self.env)
        for node in list(generic_references(self.document)):
            docname = node.get("refdoc", self.env.docname)
            # What a printed book leaves out cannot be linked from it: the words stay.
            link: nodes.Node | None = node[0]
            with suppress(NoUri):
                link = domain.resolve_generic(domain.builder, docname, node)
            if isinstance(link, nodes.reference) and "reftitle" in node:
                link["reftitle"] = node["reftitle"]
            if link is not None:
                node.replace_self(link)


def setup_generic_references(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(ResolveGenericReferences)
