"""The published book: where its pages stand, and what search engines read of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.exports.jsonld import page_data, script_text
from sphinx_seminar.rendering.builders import written_indices

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.exports.edition import Address


@dataclass(frozen=True, slots=True)
class Site:
    """Where and as what a book is published.

    ``address`` gives the pages' addresses, ``home`` is that of the first page and ``base`` that of the folder, empty
    where the book does not know its own (``html_baseurl``).
    """

    address: Address
    base: str
    home: str
    project: str
    author: str
    language: str
    #: The document of the first page.
    root: str = ""
    #: The index pages that it has, ``None`` where it has no search page.
    indices: tuple[str, ...] | None = None

    def within(self, docname: str, anchor: str) -> str:
        """Return the address of a page from the book's folder."""
        return self.address(docname, anchor).removeprefix(self.base)


def site_of(builder: Builder) -> Site:
    """Return where a builder's pages will stand."""
    config = builder.config
    base = f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""

    def address(docname: str, anchor: str) -> str:
        page, _hash, part = builder.get_target_uri(docname).partition("#")
        if part:
            # In a book of one page a document is a part of it, and the first one its whole.
            page = f"{config.root_doc}{getattr(builder, 'link_suffix', '') or '.html'}"
        anchor = anchor or ("" if docname == config.root_doc else part)
        return f"{base}{page}#{anchor}" if anchor else f"{base}{page}"

    home = address(config.root_doc, "") if base else ""
    indices = written_indices(builder) if getattr(builder, "search", False) else None
    # What Sphinx calls an author who is not named is nobody.
    author = config.author if config.author != config.values["author"].default else ""
    return Site(address, base, home, config.project, author, config.language, config.root_doc, indices)


def structured_data(domain: SeminarDomain, docname: str) -> str:
    """Return what search engines read of a page, ready for its script element; ``""`` where there is nothing."""
    if "jsonld" not in domain.book.sources.exports:
        return ""
    known = progress_of(domain.env).structured
    if docname not in known:
        data = page_data(domain.book, docname, site_of(domain.builder).address)
        known[docname] = "" if data is None else script_text(data)
    return known[docname]
