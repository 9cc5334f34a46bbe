"""The published book: where its pages stand, and what search engines read of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.exports.jsonld import page_data, script_text

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_seminar.domain import SeminarDomain
    from sphinx_seminar.exports.addresses import Address


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


def site_of(builder: Builder) -> Site:
    """Return where a builder's pages will stand."""
    config = builder.config
    base = f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""

    def address(docname: str, anchor: str) -> str:
        target = builder.get_target_uri(docname)
        return f"{base}{target}#{anchor}" if anchor else f"{base}{target}"

    home = address(config.root_doc, "") if base else ""
    return Site(address, base, home, config.project, config.author, config.language)


def structured_data(domain: SeminarDomain, docname: str) -> str:
    """Return what search engines read of a page, ready for its script element; ``""`` where there is nothing."""
    if "jsonld" not in domain.book.sources.exports:
        return ""
    if docname not in domain.structured:
        data = page_data(domain.book, docname, site_of(domain.builder).address)
        domain.structured[docname] = "" if data is None else script_text(data)
    return domain.structured[docname]
