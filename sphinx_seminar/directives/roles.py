"""The roles ``{lecture} {session} {assignment} {paper} {paper:p} {person}`` and ``{slides}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import ReferenceRole

from sphinx_seminar.domain.domain import domain_of, inline_placeholder, source_place
from sphinx_seminar.domain.references import REFERENCES
from sphinx_seminar.model import Fault, Resource
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.model.views import SlidesView
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.releases import astray
from sphinx_seminar.rendering.page import joined

if TYPE_CHECKING:
    from docutils.nodes import system_message

_DIVISIONS = (
    "p pp page pages ch chs chap chapter chapters sec secs sect section sections part vol no fig figs figure tab table "
    "eq eqs equation thm theorem lem lemma prop proposition cor corollary def definition ex example app appendix par "
    "para paragraph fn note col line lines v vv art book slide slides min S Kap Kapitel Abs Abschnitt Abb Seite Seiten"
)
#: A division of a work with its number, a number alone, or a sign of a section.
_LOCATOR = re.compile(
    rf"(?:(?:{'|'.join(_DIVISIONS.split())})(?:\.\s*|\s+)\S.*|§.+|\d[\d.]*(?:[–-]+\d[\d.]*)?(?:\s?ff?\.?)?)\Z",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"([,;])")
_RANGE = re.compile(r"(?<=\d)--?(?=\d)")


def cited(target: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of key and locator (or ``""``): "a p. 3; b, c" gives ("a", "p. 3"), ("b", "") and ("c", "").

    A locator may follow a comma ("b, pp. 4, 9"); hyphens between its numbers become en dashes.
    """
    key, locator = "", ""
    written = _SEPARATORS.split(target)
    for mark, piece in zip(["", *written[1::2]], map(str.strip, written[::2]), strict=True):
        if key and piece and mark == "," and _LOCATOR.match(piece):
            locator = f"{locator}, {piece}" if locator else piece
            continue
        if key:
            yield key, _RANGE.sub("–", locator)
        key, locator = _divided(piece)
    if key:
        yield key, _RANGE.sub("–", locator)


def _divided(piece: str) -> tuple[str, str]:
    """Divide "a p. 3" into the key "a" and the locator "p. 3"; without a locator all words are the key."""
    words = " ".join(piece.split()).split(" ")
    for place in range(1, len(words)):
        locator = " ".join(words[place:])
        if _LOCATOR.match(locator):
            return " ".join(words[:place]), locator
    return " ".join(words), ""


class BookReferenceRole(ReferenceRole):
    """A role that refers to a session, an assignment, a paper or a person of the book.

    Sphinx's own ``XRefRole`` takes what stands before a colon in a role's name for a domain, and ``paper:p`` has one.
    """

    def __init__(self, kind: str) -> None:
        """Make the role of that name, a key of :data:`REFERENCES` such as ``lecture`` or ``paper:p``."""
        super().__init__()
        self.kind = kind

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        """Return a reference that the domain resolves; for several papers one each, with "; " between them."""
        if REFERENCES[self.kind] != "paper":
            return [self._reference(self.kind, " ".join(self.target.split()), self.title)], []
        papers = list(cited(self.target))
        if len(papers) < 2 or self.has_explicit_title:
            key, locator = papers[0] if len(papers) == 1 else (" ".join(self.target.split()), "")
            return [self._reference(self.kind, key, self.title, locator)], []
        # In parentheses together: "(Jacot et al., 2018; Lee et al., 2019)".
        together = self.kind == "paper:p"
        kind = "paper:inside" if together else "paper"
        references = joined([[self._reference(kind, key, key, locator)] for key, locator in papers], "; ")
        return ([nodes.Text("("), *references, nodes.Text(")")] if together else references), []

    def _reference(self, kind: str, target: str, title: str, locator: str = "") -> addnodes.pending_xref:
        """Return a pending reference; its ``ReferenceView`` is declared when the page is read whole."""
        words = nodes.inline(self.rawtext, title, classes=["xref", "sem", f"sem-{REFERENCES[kind]}-reference"])
        reference = addnodes.pending_xref(
            self.rawtext,
            words,
            refdomain="sem",
            reftype=kind,
            reftarget=target,
            refexplicit=self.has_explicit_title,
            refdoc=self.env.docname,
            refwarn=True,
            locator=locator,
        )
        self.set_source_info(reference)
        return reference


class SlidesRole(ReferenceRole):
    """A role that links a deck in running text."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        """Declare the deck as a resource of the page's last session above the role, if any, and return its link."""
        declared = domain_of(self.env).of_document(self.env.docname)
        before = declared.lengths
        source, line = self.get_source_info()
        # "Part I <slides/ntk.pdf (from ntk)>", and a target without words of its own.
        mark = astray(self.title) if self.has_explicit_title else None
        read = read_links(f"{mark[0]} {self.target}" if mark is not None else self.target, "slides")
        release = next((found.release for found in read.value if found.release is not None), None)
        address = safe_address(read.value[0].target if release is not None else self.target)
        place = source_place(self.env, self.env.docname, source, line)
        releases = (problem for problem in read.problems if problem.subtype == "release")
        declared.faults += [Fault(place, told.subtype, told.message) for told in (*address.problems, *releases)]
        label = self.title if self.has_explicit_title or not address.value else ""
        resource = Resource("slides", address.value, label, line, release)
        declared.resources.append((declared.current, resource, place))
        view = SlidesView(resource, inline=True)
        declared.views.append(view)
        parts = declared.since(before)
        node = inline_placeholder("", "", view=view, docname=self.env.docname, declared=parts)
        node.source, node.line = source, line
        return [node], []
