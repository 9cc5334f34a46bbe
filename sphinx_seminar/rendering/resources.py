"""Resources: links in running text and in tables, the buttons below a head, decks in the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.book.views.values import ShownLink, ShownPlace
from sphinx_seminar.model import Text
from sphinx_seminar.model.resource import FileFact, address_name
from sphinx_seminar.rendering.page import Page, export_reference, file_link, picture, place_reference
from sphinx_seminar.rendering.phrases import pages_word, papers_word, release_words
from sphinx_seminar.rendering.print import around
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.web.elements import embedded_deck
from sphinx_seminar.rendering.words import FIRST_PAGE, JOIN_ONLINE, RESOURCE_WORDS, TEXT_VERSION, _

if TYPE_CHECKING:
    from sphinx_seminar.book.views.shown import ShownSlides


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


def _fact_nodes(page: Page, file: FileFact) -> list[nodes.Node]:
    """Return what stands behind the link of a file: its facts and, on web pages, a link to its text version."""
    known = file_facts(file)
    behind: list[nodes.Node] = [nodes.inline("", f" ({known})", classes=["sem-facts"])] if known else []
    if file.text and page.interactive:
        version = export_reference(page, file.text, str(TEXT_VERSION))
        behind += [nodes.Text(" · "), nodes.inline("", "", version, classes=["sem-facts", "no-search"])]
    return behind


def file_facts(file: FileFact) -> str:
    """Return what a reader wants to know before downloading: "PDF, 12 pages, 340 kB"."""
    kind = file.path.rsplit(".", 1)[-1].upper() if "." in file.path.rsplit("/", 1)[-1] else ""
    pages = pages_word(file.pages) if file.pages else ""
    #: Of a deck whose pages cannot be searched or read aloud.
    without_text = str(_("pictures without text")) if file.scanned else ""
    return ", ".join(part for part in (kind, pages, file_size(file.size), without_text) if part)


def file_size(size: int) -> str:
    """Return a size in bytes, kB or MB (powers of 1000, as the SI has it)."""
    if size < 1000:
        return f"{size} B"
    if size < 999_500:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"


def action_list(actions: Iterable[list[nodes.Node]]) -> list[nodes.Element]:
    """Return actions as a list that is drawn as buttons, or nothing where there are none."""
    items = [nodes.list_item("", nodes.paragraph("", "", *action)) for action in actions]
    return [nodes.bullet_list("", *items, bullet="*", classes=["sem-actions"])] if items else []


def link_actions(page: Page, links: Iterable[ShownLink]) -> Iterator[list[nodes.Node]]:
    """Yield the links by the word for their kind, which several of one kind number: "Slides 2"."""
    known = [link for link in links if link.file is not None or link.target]
    kinds = Counter(link.kind for link in known)
    numbers: Counter[str] = Counter()
    for link in known:
        numbers[link.kind] += 1
        number = f" {numbers[link.kind]}" if kinds[link.kind] > 1 else ""
        yield link_nodes(page, replace(link, label=f"{RESOURCE_WORDS[link.kind]}{number}"), facts=False)


def online_action(online: str, label: str = "") -> list[list[nodes.Node]]:
    """Return the button for joining an online session, or nothing where there is no address."""
    words = nodes.Text(label or str(JOIN_ONLINE))
    return [[address_reference(online, words, classes=("sem-address",))]] if online else []


def papers_action(page: Page, papers: int, reading: ShownPlace | None) -> list[list[nodes.Node]]:
    """Return the button "3 papers" that leads to the reading list of a session, or nothing where it has none."""
    if not papers or reading is None:
        return []
    named = replace(reading, label=Text.plain(papers_word(papers)))
    return [[nodes.inline("", "", place_reference(page, named), classes=["sem-reading"])]]


def render_slides(shown: ShownSlides, page: Page, _words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return a link to the deck, with the deck itself above it where it is embedded and the output can hold it."""
    words = link_nodes(page, shown.link)
    if shown.inline:
        return words
    link = nodes.paragraph("", "", *words, classes=["sem-deck-link"])
    file = shown.link.file
    if not shown.embed or file is None or not file.pages:
        return [link]
    box = nodes.container("", link, classes=["sem-deck"])
    title = shown.link.label or file.title or file.path
    if page.interactive:
        deck = embedded_deck(
            path=file.path,
            fragment=shown.link.fragment,
            title=str(FIRST_PAGE) % title,
            docname=page.docname,
            preview=file.preview,
            preview_size=file.preview_size,
        )
        box.insert(0, deck)
    elif page.prints:
        image = picture(file.path, title, width="60%")
        return [nodes.container("", around("frame", image), around("below", *words), classes=["sem-deck"])]
    elif page.packs and file.preview:
        # Found beside the doctrees and put into the archive by the transform that draws views.
        box.insert(0, picture(file.preview, title, deck=file.path))
    return [box]
