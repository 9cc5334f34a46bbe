"""Addresses of slides, recordings and the like, spelt out for readers of paper and plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.builders.latex.transforms import ShowUrlsTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.rendering.builders import spells_addresses
from sphinx_seminar.rendering.text import ancestors


def _links_to_spell_out(document: nodes.document) -> Iterator[nodes.reference]:
    """Yield the links of our views whose words are no address; tables list theirs below themselves."""
    for link in list(document.findall(nodes.reference)):
        address = link.get("refuri", "")
        if not _is_ours(link) or address.startswith("mailto:") or address == link.astext():
            continue
        if not any(isinstance(above, nodes.table) for above in ancestors(link)):
            yield link


def _is_ours(link: nodes.reference) -> bool:
    return bool({"sem-address", "sem-file"} & set(link["classes"]))


class AddressesInFootnotes(ShowUrlsTransform):
    """Spell out addresses in footnotes on paper, each once a chapter.

    Sphinx's own transform would make one of every link of a book (``latex_show_urls``), and print the address of a
    paper under its title and its number once more. It makes and numbers the footnotes.
    """

    default_priority = 390
    formats = ("latex", "typst")  # type: ignore[assignment]  # typed by its default, of one format

    def expand_show_urls(self) -> None:
        """Add a footnote with the address behind links of a printed book, each address once a document."""
        if not spells_addresses(domain_of(self.env).builder):
            return
        seen: set[tuple[str, str]] = set()
        for link in _links_to_spell_out(self.document):
            docname, address = self.get_docname_for_node(link), link["refuri"]
            if (docname, address) not in seen:
                seen.add((docname, address))
                place = link.parent.index(link) + 1
                link.parent[place:place] = self.create_footnote(address, docname)
                self.expanded = True


class AddressesInLine(SphinxPostTransform):
    """Spell out addresses behind their links in plain text.

    In manual pages the links themselves go: nothing there leads to an anchor, and whether an address is printed hangs
    on the version of docutils.
    """

    default_priority = 390
    formats = ("text", "man")

    def run(self, **_kwargs: Any) -> None:
        """Add the addresses."""
        builder = domain_of(self.env).builder
        if not spells_addresses(builder):
            return
        for link in _links_to_spell_out(self.document):
            link.parent.insert(link.parent.index(link) + 1, nodes.Text(f" <{link['refuri']}>"))
        if builder.format == "man":
            for link in list(self.document.findall(nodes.reference)):
                if _is_ours(link) or link.get("refuri", "").startswith("#"):
                    link.parent.replace(link, link.children)
