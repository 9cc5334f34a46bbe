"""Views become standard nodes, before references are resolved and any writer sees them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.building.outlines import number_heading
from sphinx_seminar.building.translation import translated_view, words_for_translators
from sphinx_seminar.domain.domain import domain_of, inline_placeholder, placeholder
from sphinx_seminar.rendering.builders import (
    file_address,
    handout_address,
    packs_pages,
    prints,
    prints_pages,
    publishes_files,
    spells_addresses,
    written_indices,
)
from sphinx_seminar.rendering.text import ancestors
from sphinx_seminar.rendering.web.elements import embedded_deck, web_text
from sphinx_seminar.sources.files import PHOTOS_FOLDER, decks_of_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders._epub_base import EpubBuilder

    from sphinx_seminar.rendering.page import Page
    from sphinx_seminar.sources.decks import KnownDeck


class ShowViews(SphinxPostTransform):
    """Replace every placeholder by what its view shows of the book.

    It runs before references are resolved (priority 10), so that the links it makes are checked and resolved like any
    others, and before the transforms of the LaTeX builder.
    """

    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Draw the views of the document; in a builder of one file, those of all documents.

        Catalogues for translators take the author's own words, those of views and those that stand in none.
        """
        if not domain_of(self.env).builder.use_message_catalog:
            self.document += list(words_for_translators(self.env, self.document, self.env.docname))
            return
        for node in list(self.document.findall(placeholder)) + list(self.document.findall(inline_placeholder)):
            drawn = self._draw(node)
            for fresh in drawn:
                self._locate(fresh, node)
            node.replace_self(drawn)

    def _draw(self, node: nodes.Element) -> list[nodes.Node]:
        # Views are computed and drawn by builds that write pages, and by no other.
        from sphinx_seminar.book.views.show import show
        from sphinx_seminar.book.views.shown import ShownSession
        from sphinx_seminar.rendering.drawing import render

        view = translated_view(self.env, node["docname"], node["view"])
        shown = show(domain_of(self.env).book, node["docname"], view)
        words = [child for child in node.children if isinstance(child, nodes.Element)]
        if shown is None:
            return list(words)
        if isinstance(shown, ShownSession):
            number_heading(self.env, domain_of(self.env).builder, node, shown.session.number)
        drawn = render(shown, self._page(node), words)
        for element in (top for top in drawn if isinstance(top, nodes.Element)):
            if not isinstance(element, nodes.target):
                element["classes"] += [name for name in node["classes"] if name not in element["classes"]]
        # The names that the author gave to the directive lead to what it shows.
        return [nodes.target("", "", ids=list(node["ids"])), *drawn] if node["ids"] else drawn

    def _page(self, node: nodes.Element) -> Page:
        from sphinx_seminar.rendering.page import Page

        builder = domain_of(self.env).builder
        above = node.parent.children[: node.parent.index(node)]
        heading = above[-1].astext() if above and isinstance(above[-1], nodes.title) else ""
        return Page(
            docname=node["docname"],
            language=self.config.language,
            interactive=publishes_files(builder),
            prints=prints(builder),
            packs=packs_pages(builder),
            spells=spells_addresses(builder),
            pages=prints_pages(builder),
            level=1 + sum(isinstance(holder, nodes.section) for holder in ancestors(node)),
            heading=heading,
            base=self.config.html_baseurl,
            handout=handout_address(builder, node["docname"]),
            # The writer of manual pages has no cells that span columns.
            spans=builder.name != "man",
            indices=written_indices(builder),
        )

    def _locate(self, fresh: nodes.Node, node: nodes.Element) -> None:
        """Give drawn nodes the source line of their directive, for messages of other builders, and finish decks."""
        builder = domain_of(self.env).builder
        for element in list(fresh.findall(nodes.Element)):
            if element.line is None:
                element.source, element.line = node.source, node.line
            if isinstance(element, embedded_deck):
                for address, path in (("address", "path"), ("preview_address", "preview")):
                    element[address] = file_address(builder, element["docname"], element[path])
            elif isinstance(element, web_text) and "photo" in element:
                element["attributes"]["src"] = file_address(builder, node["docname"], element["photo"])
            elif isinstance(element, nodes.image) and {"photo", "deck"} & element.attributes.keys():
                self._pack(element)
            elif isinstance(element, nodes.image) and element["uri"] not in self.env.images:
                self.env.images.add_file(node["docname"], element["uri"])

    def _pack(self, image: nodes.image) -> None:
        """Let the builder copy a picture that we made: a smaller photo, or the first page of a deck, if it has one."""
        domain = domain_of(self.env)
        if "photo" in image:
            picture: Path | None = Path(self.env.doctreedir) / PHOTOS_FOLDER / image["photo"]
            name = f"sem-photo-{image['photo']}"
        else:
            known = decks_of_book(self.env, domain.book.sources.files.values()).get(image["deck"])
            picture, name = (known.picture, _picture_name(known)) if known is not None else (None, "")
        if picture is None:
            image.parent.remove(image)
            return
        image["uri"] = str(picture)
        # Sphinx looks for what it has gathered while reading; this one it leaves alone.
        image["candidates"] = {"?": ""}
        cast("EpubBuilder", domain.builder).images[image["uri"]] = name


def _picture_name(deck: KnownDeck) -> str:
    return f"sem-deck-{deck.digest}.png"


def remove_pictures(app: Sphinx, builder: Builder) -> None:
    """Remove the first pages of decks that the book has no longer: an EPUB packs all pictures of its folder."""
    if packs_pages(builder):
        decks = decks_of_book(app.env, domain_of(app.env).book.sources.files.values())
        wanted = {_picture_name(known) for known in decks.values()} | {name for _docs, name in app.env.images.values()}
        wanted |= {f"sem-photo-{fact.photo}" for fact in domain_of(app.env).book.sources.files.values() if fact.photo}
        for picture in (Path(app.outdir) / "_images").glob("sem-*-*"):
            if picture.name not in wanted:
                picture.unlink()


class LinkWithinOnePage(SphinxPostTransform):
    """Let links of a book on one page lead to their anchor: Sphinx's have two, that of the document before it."""

    default_priority = 100
    builders = ("singlehtml",)

    def run(self, **_kwargs: Any) -> None:
        """Leave out the anchor of the document where another follows."""
        for link in self.document.findall(nodes.reference):
            before, mark, anchor = link.get("refuri", "").rpartition("#")
            if before.startswith("#"):
                link["refuri"] = mark + anchor


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms, and the removal of old pictures from an EPUB's folder."""
    app.add_post_transform(ShowViews)
    app.add_post_transform(LinkWithinOnePage)
    app.connect("write-started", remove_pictures)
