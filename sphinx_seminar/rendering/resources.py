"""Resources and people as inline nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from docutils import nodes

from sphinx_seminar.book.views.links import address_name
from sphinx_seminar.book.views.values import ShownLink, ShownPerson
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.references import export_reference, file_link, person_reference
from sphinx_seminar.rendering.releases import release_words
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import MAIL_TO, ONLINE, RESOURCE_WORDS, SCANNED, TEXT_VERSION, pages_word


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


def person_nodes(page: Page, person: ShownPerson) -> list[nodes.Node]:
    """Return a person: the name, linked to their own page or to the people index, and the note on them."""
    if person.open:
        return [nodes.Text(person.name)]
    if person.link:
        name: nodes.Element = address_reference(person.link, nodes.Text(person.name), classes=("sem-address",))
    else:
        name = person_reference(page, person.name)
    return [name, nodes.Text(f" ({person.note})")] if person.note else [name]


def named_person(page: Page, person: ShownPerson, *, mail: bool = True) -> list[nodes.Node]:
    """Return a person by name alone on a web page: linked to their line in the people index, or to a page of theirs.

    A link that opens a program for letters is a sign of its own, with a name for those who do not see it.
    """
    if not person.link.startswith("mailto:"):
        return person_nodes(page, ShownPerson(person.role, person.name, "", person.link, person.open))
    name: list[nodes.Node] = [person_reference(page, person.name)]
    if not mail:
        return name
    words = str(MAIL_TO) % person.name
    sign = web("span", {"role": "img", "aria-label": words, "title": words}, nodes.Text("✉"))
    return [*name, nodes.Text("\u00a0"), address_reference(person.link, sign, classes=("sem-mail",))]


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
