"""Resources and people as inline nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docutils import nodes

from sphinx_seminar.book.views.values import ShownLink, ShownPerson
from sphinx_seminar.model.resource import FileFact, address_name
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.references import export_reference, file_link, person_reference
from sphinx_seminar.rendering.releases import release_words
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import MAIL_TO, ONLINE, PAGE_OF, RESOURCE_WORDS, SCANNED, TEXT_VERSION, pages_word


def link_nodes(page: Page, link: ShownLink, *, name: str = "", facts: bool = True) -> list[nodes.Node]:
    """Return one resource: its link, and for a local file how long and how large it is.

    ``name`` is what to call a link without a label; by default the file or the host that it leads to.
    """
    if link.release is not None:
        waits = not (link.file or link.target or link.label)
        when = release_words(link.release, page.language, hidden=waits)
        words = nodes.inline("", f"{name} {when}".strip() if waits else f" ({when})", classes=["sem-release"])
        seen = [] if waits else link_nodes(page, replace(link, release=None), name=name, facts=facts)
        return [*seen, words] if when else seen
    if link.file is not None:
        label = link.label or name or link.file.title or link.file.path.rsplit("/", 1)[-1]
        shown = facts and not link.file.document
        return [file_link(page, link.file, label, link.fragment), *(_fact_nodes(page, link.file) if shown else [])]
    if link.target:
        label = link.label or name or address_name(link.target)
        return [address_reference(link.target, nodes.Text(label), classes=("sem-address",))]
    return [nodes.Text(link.label)]


def table_links(page: Page, links: Iterable[ShownLink]) -> list[list[nodes.Node]]:
    """Return resources for a table: each by its label, or by the word for its kind."""
    return [link_nodes(page, link, name=str(RESOURCE_WORDS.get(link.kind, ONLINE)), facts=False) for link in links]


#: The signs by which a person's address is linked behind the name, and what they are called for those who do not see.
_SIGNS = {True: ("✉", MAIL_TO), False: ("↗", PAGE_OF)}


def person_nodes(page: Page, person: ShownPerson, *, note: bool = True, address: bool = True) -> list[nodes.Node]:
    """Return a person: the name, which leads to their line in the people index, and the note on them.

    Their own address is a sign behind it, so that no name opens a program for letters by surprise. Where no index is
    written the name leads to the address.
    """
    if person.open:
        return [nodes.Text(person.name)]
    behind = [nodes.Text(f" ({person.note})")] if person.note and note else []
    if "sem-people" not in page.indices or not (page.interactive or page.packs):
        words = nodes.Text(person.name)
        linked = address_reference(person.link, words, classes=("sem-address",)) if person.link else None
        return [linked if linked is not None else person_reference(page, person.name), *behind]
    sign = [nodes.Text("\u00a0"), address_sign(page, person.link, person.name)] if person.link and address else []
    return [person_reference(page, person.name), *sign, *behind]


def address_sign(page: Page, address: str, person: str) -> nodes.reference:
    """Return the link to an address of a person as a sign, which has a name."""
    sign, name = _SIGNS[address.startswith("mailto:")]
    words = str(name) % person
    drawn: nodes.Node = nodes.Text(sign)
    if page.interactive:
        drawn = web("span", {"role": "img", "aria-label": words, "title": words}, drawn)
    return address_reference(address, drawn, classes=("sem-mail",))


def _fact_nodes(page: Page, file: FileFact) -> list[nodes.Node]:
    """Return what stands behind the link of a file: its facts and, on web pages, a link to its text version."""
    known = file_facts(file)
    found: list[nodes.Node] = [nodes.inline("", f" ({known})", classes=["sem-facts"])] if known else []
    if file.text and page.interactive:
        version = export_reference(page, file.text, str(TEXT_VERSION))
        found += [nodes.Text(" · "), nodes.inline("", "", version, classes=["sem-facts", "no-search"])]
    return found


def file_facts(file: FileFact) -> str:
    """Return what a reader wants to know before downloading: "PDF, 12 pages, 340 kB"."""
    kind = file.path.rsplit(".", 1)[-1].upper() if "." in file.path.rsplit("/", 1)[-1] else ""
    pages = pages_word(file.pages) if file.pages else ""
    without_text = str(SCANNED) if file.scanned else ""
    return ", ".join(part for part in (kind, pages, file_size(file.size), without_text) if part)


def file_size(size: int) -> str:
    """Return a size in bytes, kB or MB (powers of 1000, as the SI has it)."""
    if size < 1000:
        return f"{size} B"
    if size < 999_500:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"
