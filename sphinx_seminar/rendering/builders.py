"""Builders: which of them publish files, write indices, print, or spell out addresses; addresses of local files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx import version_info
from sphinx.util.osutil import relative_uri

from sphinx_seminar.rendering.words import INDEX_WORDS

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders import Builder
    from sphinx.config import Config

B = TypeVar("B", bound="type[Builder]")


def publishes_files(builder: Builder) -> bool:
    """Tell whether files can stand beside the pages: a folder of HTML, but not an EPUB's closed archive."""
    return builder.format == "html" and not packs_pages(builder)


def packs_pages(builder: Builder) -> bool:
    """Tell whether the pages go into an EPUB."""
    return builder.name.startswith("epub")


def writes_index(builder: Builder, name: str) -> bool:
    """Tell whether a builder writes one of the index pages, ``sem-papers`` or ``sem-people``: those with entries."""
    domain = builder.env.domains["sem"]
    indices: list[Any] = [index(domain) for index in domain.indices]
    return wants_index(builder, name) and any(index.has_entries for index in indices if f"sem-{index.name}" == name)


def written_indices(builder: Builder) -> tuple[str, ...]:
    """Return the index pages that a builder writes."""
    return tuple(name for name in INDEX_WORDS if writes_index(builder, name))


def wants_index(builder: Builder, name: str) -> bool:
    """Tell whether a builder has pages for indices, of which the author wants this one.

    A book on one page knows of them, and writes none.
    """
    wanted = builder.config.html_domain_indices
    has_indices = hasattr(builder, "domain_indices") and builder.name != "singlehtml"
    return has_indices and (wanted is True or (bool(wanted) and name in wanted))


def prints(builder: Builder) -> bool:
    """Tell whether a builder sets the pages of a printed book."""
    return builder.format in ("latex", "typst")


def prints_pages(builder: Builder) -> bool:
    """Tell whether a reference needs the number of its page, which Sphinx may be told to give each of them in LaTeX."""
    return prints(builder) and not (builder.format == "latex" and builder.config.latex_show_pagerefs)


def spells_addresses(builder: Builder) -> bool:
    """Tell whether addresses are to be spelt out beside links: nobody clicks on paper and in plain text.

    Where the author lets Sphinx show every address, that is enough.
    """
    config = builder.config
    in_latex = config.latex_show_urls not in (False, "no")
    shown_by_sphinx = {"latex": in_latex, "typst": False, "man": config.man_show_urls, "text": False}
    return not shown_by_sphinx.get(builder.format, True)


def page_address(builder: Builder, docname: str, anchor: str) -> str:
    """Return the address of a place on a page, absolute where the book knows its own (``html_baseurl``)."""
    config = builder.config
    page, _hash, part = builder.get_target_uri(docname).partition("#")
    if part:
        # In a book of one page a document is a part of it, and the first one its whole.
        page = f"{config.root_doc}{getattr(builder, 'link_suffix', '') or '.html'}"
    anchor = anchor or ("" if docname == config.root_doc else part)
    return f"{base_address(config)}{page}#{anchor}" if anchor else f"{base_address(config)}{page}"


def base_address(config: Config) -> str:
    """Return the address of the published book, with a slash, ``""`` where it does not know its own."""
    return f"{config.html_baseurl.rstrip('/')}/" if config.html_baseurl else ""


def file_address(builder: Builder, docname: str, path: str) -> str:
    """Return the address of a file of the source folder as a page links it, or ``""`` where it has none.

    Beside HTML pages the file keeps its own path. Elsewhere (PDF, text) only the published book can be meant, if
    ``html_baseurl`` says where that is.
    """
    address = quote(path)
    if publishes_files(builder):
        page = builder.get_target_uri(docname)
        return address if page.startswith("#") else relative_uri(page, address)
    # Whether the file is there was looked up already; on the server a new one is not there yet.
    base: str = builder.config.html_baseurl if builder.name != "linkcheck" else ""
    return posixpath.join(base, address) if base else ""


def handout_address(builder: Builder, docname: str) -> str:
    """Return the address of the PDF of a document, where its author publishes those (``seminar_handouts``)."""
    folder: str = builder.config.seminar_handouts
    if not folder or not publishes_files(builder):
        return ""
    path = f"{docname}.pdf"
    return (
        posixpath.join(folder, quote(path)) if "://" in folder else file_address(builder, docname, f"{folder}/{path}")
    )


def escaped(path: str) -> str:
    """Return a path as the target of a reference, in which ``#`` begins the fragment."""
    return path.replace("%", "%25").replace("#", "%23")


def file_reference(builder: Builder, docname: str, target: str, contnode: Element) -> nodes.Element:
    """Return a link to a local file, an escaped path, or its text alone where no link can lead to it."""
    path, _hash, fragment = target.partition("#")
    address = file_address(builder, docname, unquote(path))
    if not address:
        return contnode
    if fragment:
        address = f"{address}#{fragment}"
    return nodes.reference("", "", contnode, refuri=address, internal=False, classes=["sem-file"])


def writes_all_at_once(builder: B) -> B:
    """Let a class of builders write all documents in one call of ``write_documents``, also before Sphinx 8.1."""

    def write(self: Any, *_documents: Any) -> None:
        self.events.emit("write-started", self)
        self.write_documents(self.env.found_docs)

    if version_info < (8, 1):
        cast("Any", builder).write = write
    return builder
