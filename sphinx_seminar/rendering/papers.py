"""Lists of papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownPapers
from sphinx_seminar.book.views.values import ShownPaper, ShownPlace
from sphinx_seminar.citing import Citation
from sphinx_seminar.rendering.page import (
    Page,
    as_heading,
    export_reference,
    joined,
    place_reference,
    place_with_page,
)
from sphinx_seminar.rendering.text import address_reference, text_nodes
from sphinx_seminar.rendering.web.elements import fold, web, web_box
from sphinx_seminar.rendering.words import IN, KEY_PAPERS, _

_PARAGRAPHS = re.compile(r"\n\s*\n")

#: What ends a citation; one without has a full stop put before words of ours.
_STOPS = (".", "!", "?", "…", "。", "")

#: What links are called where one can follow them: the number is what stands behind.
_NAMES = {"doi": "DOI", "arxiv": "arXiv"}
_SITES = ("https://doi.org/", "https://arxiv.org/abs/")


def render_papers(shown: ShownPapers, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return a list with its title, unless the heading above says the same."""
    papers = paper_list(shown.items, page, words, numbered=shown.numbered)
    content: list[nodes.Node] = [papers]
    if shown.export and page.interactive:
        link = export_reference(page, shown.export, str(_("BibTeX of all these papers")))
        content.append(nodes.paragraph("", "", link, classes=["sem-line", "sem-export"]))
    if shown.title == "none":
        return content
    title = words[0] if shown.title == "own" else nodes.rubric("", str(KEY_PAPERS))
    if title.astext().casefold() == page.heading.casefold():
        return content
    return [as_heading(title, page, "sem-papers-title"), *content]


def paper_list(
    items: Sequence[ShownPaper], page: Page, words: Sequence[nodes.Element], *, numbered: bool = False
) -> nodes.Element:
    """Return papers and groups of papers as an ordinary list; ``words`` are the notes and the groups' titles."""
    listing: nodes.Element
    if numbered:
        listing = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["sem-papers"])
    else:
        listing = nodes.bullet_list(bullet="*", classes=["sem-papers"])
    listing.extend(_group(item, page, words, numbered) if item.items else _paper(item, page, words) for item in items)
    return listing


def _group(item: ShownPaper, page: Page, words: Sequence[nodes.Element], numbered: bool) -> nodes.list_item:
    if item.words is not None:
        title = words[item.words]
    else:
        head = place_reference(page, item.head) if isinstance(item.head, ShownPlace) else nodes.Text(item.head)
        title = nodes.paragraph("", "", head)
    title["classes"].append("sem-group")
    papers = paper_list(item.items, page, words, numbered=numbered)
    return nodes.list_item("", title, papers, classes=["sem-group-item"])


def _paper(item: ShownPaper, page: Page, words: Sequence[nodes.Element]) -> nodes.list_item:
    if item.citation is None and not item.key and item.words is not None:
        return nodes.list_item("", words[item.words])
    citation = citation_line(item.key if item.citation is not None else "", page)
    if item.anchor:
        citation += nodes.target("", "", ids=[item.anchor])
    if item.lead is not None:
        citation += [*words[item.lead].children, nodes.Text(" ")]
    if item.citation is None:
        citation += nodes.literal("", f"@{item.key}", classes=["sem-unknown"])
    else:
        citation += citation_nodes(item.citation, item.address)
    if item.also and citation.astext().rstrip()[-1:] not in _STOPS:
        citation += nodes.Text(".")
    entry = nodes.list_item("", citation, classes=["sem-paper"])
    links, also = _links(item, page), _also(item, page)
    beside = also if page.interactive else [*links, *also]
    citation += [part for words_beside in beside for part in (nodes.Text(" "), words_beside)]
    if item.words is not None:
        note = words[item.words]
        note["classes"].append("sem-note")
        entry += note
    if page.interactive:
        entry += _uses(item, links)
    return entry


def _links(item: ShownPaper, page: Page) -> list[nodes.Element]:
    """Return the links of a paper; a number that the citation spells out already is not spelt out again."""
    words = str(item.citation.after).casefold() if item.citation is not None else ""
    links: list[list[nodes.Node]] = []
    for kind, label, address in item.links:
        said = kind in _NAMES and label.partition(":")[2].casefold() in words
        if said and page.spells:
            continue
        name = _NAMES[kind] if kind in _NAMES and (said or page.interactive) else label
        # The number of a DOI or of arXiv is an address by itself.
        spelt = said or (kind in _NAMES and name == label)
        links.append([address_reference(address, nodes.Text(name), classes=() if spelt else ("sem-address",))])
    return [nodes.inline("", "", *joined(links, " · "), classes=["sem-links"])] if links else []


def _also(item: ShownPaper, page: Page) -> list[nodes.Element]:
    """Return the sentence that names the other sessions which list a paper."""
    if not item.also:
        return []
    also = joined([place_with_page(page, place) for place in item.also], "; ")
    before = str(IN) if item.everywhere else str(_("Also in"))
    return [nodes.inline("", "", nodes.Text(f"{before} "), *also, nodes.Text("."), classes=["sem-also"])]


def _uses(item: ShownPaper, links: list[nodes.Element]) -> list[nodes.Element]:
    """Return the line of links below a paper on a web page, with the folded abstract and BibTeX entry."""
    uses: list[nodes.Element] = [nodes.paragraph("", "", *links)] if links else []
    if item.abstract:
        uses.append(fold(_("Abstract"), *(nodes.paragraph("", part) for part in _PARAGRAPHS.split(item.abstract))))
    if item.bibtex:
        # Without source text of its own Sphinx leaves it uncoloured, which for all entries of a book takes its time.
        uses.append(fold("BibTeX", nodes.literal_block("", item.bibtex), classes=("sem-fold", "no-search")))
    return [web_box(*uses, classes=("sem-uses",))] if uses else []


def citation_line(key: str, page: Page) -> nodes.Element:
    """Return the empty line of a paper; on a web page with the key by which the browser notes that it was read."""
    if page.interactive and key:
        return web("p", {"data-paper": key}, classes=("sem-citation",))
    return nodes.paragraph(classes=["sem-citation"])


def citation_nodes(citation: Citation, address: str) -> list[nodes.Node]:
    """Return a citation with its title set off, and linked unless its author has linked it.

    Where no title was found the number of a DOI or of arXiv among the words is the link.
    """
    before, title, after = map(text_nodes, (citation.before, citation.title, citation.after))
    linked = any(span.target for span in (citation.title if title else citation.after).spans)
    if title:
        title = [address_reference(address, *title)] if address and not linked else title
        title = [nodes.inline("", "", *title, classes=["sem-paper-title"])]
    elif address and not linked:
        after = [part for node in after for part in _number_linked(node, address)]
    return [*before, *title, *after]


def _number_linked(node: nodes.Node, address: str) -> list[nodes.Node]:
    """Return a node of a citation, with a link around the number to which the address leads, if its text has that."""
    number = next((address.removeprefix(site) for site in _SITES if address.startswith(site)), "")
    if not number or not isinstance(node, nodes.Text):
        return [node]
    found = re.search(rf"(?:(?:doi|arXiv):\s*)?{re.escape(unquote(number))}", node, re.IGNORECASE)
    if found is None:
        return [node]
    link = address_reference(address, nodes.Text(found[0]))
    return [nodes.Text(node[: found.start()]), link, nodes.Text(node[found.end() :])]
