"""References without a kind (MyST's ``[](#name)``, ``{any}``, ``{ref}``), and warnings of those without a target."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.text import folded
from sphinx_seminar.warnings_ import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from sphinx_seminar.book import Book

#: The kinds of references, each with the word for what it leads to; ``paper:inside`` is one of several in parentheses.
REFERENCES = {
    "lecture": "session",
    "session": "session",
    "assignment": "assignment",
    "paper": "paper",
    "paper:p": "paper",
    "paper:inside": "paper",
    "person": "person",
}
#: What a reference names, for a message.
_EXPECTED = {
    "session": "the :name: of a session, or its title in small letters with hyphens",
    "assignment": "the :name: of an assignment, or its title in small letters with hyphens",
    "paper": "a key of the book's .bib files, or of a pasted citation",
    "person": "the name of a person as the book writes it",
}
#: The kinds by (domain, type) of the node; a link of MyST to a document has the domain ``doc``.
_GENERIC = (("", "any"), ("", "myst"), (None, "myst"), ("std", "ref"))


def is_generic(node: addnodes.pending_xref) -> bool:
    """Tell whether a reference names no kind of what it leads to."""
    return (node.get("refdomain"), node["reftype"]) in _GENERIC


class ResolveGenericReferences(SphinxPostTransform):
    """Resolve references to sessions, papers and people before MyST (priority 9) and Sphinx (10) look for the name.

    These would ask all domains, find a document of the same name besides, and call that ambiguous.
    """

    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Replace the references to our objects, and leave all others."""
        domain = domain_of(self.env)
        for node in filter(is_generic, list(self.document.findall(addnodes.pending_xref))):
            docname = node.get("refdoc", self.env.docname)
            # What a printed book leaves out cannot be linked from it: the words stay.
            link: nodes.Node | None = node[0]
            with suppress(NoUri):
                link = domain.resolve_generic(domain.builder, docname, node)
            if isinstance(link, nodes.reference) and "reftitle" in node:
                link["reftitle"] = node["reftitle"]
            if link is not None:
                node.replace_self(link)


def warn_missing(app: Sphinx, _domain: Domain | None, node: addnodes.pending_xref) -> bool | None:
    """Warn of a reference without a target in place of Sphinx, naming the targets that may be meant.

    Of ``{any}`` we speak only where a name of ours is near; of ``{ref}`` Sphinx speaks, whatever we say.
    """
    kind = node["reftype"]
    if is_generic(node) and kind == "any":
        return _warn_of_any_kind(domain_of(app.env).book, node)
    if node.get("refdomain") != "sem" or kind not in REFERENCES:
        return None
    from sphinx_seminar.book.references import names

    book = domain_of(app.env).book
    target, what = node["reftarget"], REFERENCES[kind]
    hint = (_named_so(book, target) if what == "session" else "") or suggestion(target, names(book, kind))
    message = f"unknown {what} {quoted(target)}{hint or f'; expected {_EXPECTED[what]}.'} It is shown as text."
    warn("reference", message, node)
    return True


def _warn_of_any_kind(book: Book, node: addnodes.pending_xref) -> bool | None:
    from sphinx_seminar.book.references import names

    target = node["reftarget"]
    hint = suggestion(target, (name for kind in _EXPECTED for name in names(book, kind)))
    if hint:
        warn("reference", f"nothing is called {quoted(target)}{hint} It is shown as text.", node)
    return bool(hint) or None


def _named_so(book: Book, title: str) -> str:
    """Suggest the name of a session of which a reference gives the title."""
    names = [session.name for session in book.sessions if folded(str(session.title)) == folded(title)]
    return f"; did you mean {quoted(names[0])}?" if names else ""


def setup_references(app: Sphinx) -> None:
    """Register the transform, and connect our message in place of Sphinx's."""
    app.add_post_transform(ResolveGenericReferences)
    app.connect("warn-missing-reference", warn_missing)
