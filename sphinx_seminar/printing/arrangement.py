"""The order of a printed book: its first page as an unnumbered chapter, then parts of chapters, then its indices.

A first page often ends with its tables of contents, under a heading of its own. Sphinx nests the chapters where the
table stands, so that on paper they would be sections of "What happens in May".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.people import people_by_name
from sphinx_seminar.book.views.papers import shown_paper
from sphinx_seminar.domain.domain import domain_of, placeholder
from sphinx_seminar.model.views import TableView
from sphinx_seminar.rendering.page import joined
from sphinx_seminar.rendering.print import around, page_of, printed
from sphinx_seminar.rendering.text import ancestors, text_nodes
from sphinx_seminar.rendering.words import INDEX_WORDS, ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence, Set

    from sphinx.builders import Builder
    from sphinx.builders.latex import LaTeXBuilder

    from sphinx_seminar.book import Book
    from sphinx_seminar.book.views.values import ShownPlace
    from sphinx_seminar.printing.typst.builder import PdfBuilder


def index_chapters(book: Book, docname: str, docnames: Set[str], wanted: bool | Collection[str]) -> list[nodes.section]:
    """Return the indices of papers and people (``latex_domain_indices``) as chapters, for the documents of one book.

    They belong to its first document, ``docname``.
    """
    names = [name for name in _CHAPTERS if wanted is True or (wanted is not False and name in wanted)]
    chapters = []
    for name in names:
        lines = _CHAPTERS[name](book, docnames)
        if lines:
            how = "columns" if name == "sem-people" else "small"
            title = nodes.title("", str(INDEX_WORDS[name]))
            chapters.append(nodes.section("", title, around(how, *lines), ids=[name], docname=docname))
    return chapters


def _papers(book: Book, docnames: Set[str]) -> list[nodes.Element]:
    lines = []
    for entry in order_papers(book.papers.entries, "author"):
        citation = shown_paper(book, entry).citation
        places = [book.place_of(session) for session in book.sessions_of(entry)]
        listed = [
            _with_page(place, entry.anchor_on(place.docname) or place.anchor)
            for place in places
            if place.docname in docnames
        ]
        if not listed:
            place = book.place_of_paper(entry, "")
            listed = [[page_of(place.docname, place.anchor, worded=True)]] if place.docname in docnames else []
        if citation is not None and listed:
            words = [part for text in (citation.before, citation.title, citation.after) for part in text_nodes(text)]
            lines.append(_line(entry.anchor, [*words, nodes.Text(" \u2014 "), *joined(listed, "; ")]))
    return lines


def _people(book: Book, docnames: Set[str]) -> list[nodes.Element]:
    lines = []
    for entry in people_by_name(book.people):
        roles: list[list[nodes.Node]] = []
        for role, session in entry.roles:
            place = book.place_of(session) if session is not None else book.place_of_course()
            words = text_nodes(place.label) if session is not None else [nodes.Text(str(ROLE_WORDS[role][0]))]
            if place.docname in docnames:
                roles.append([*words, nodes.Text(", "), page_of(place.docname, place.anchor)])
        if roles:
            name = nodes.strong("", entry.person.index_name)
            lines.append(_line(entry.anchor, [name, nodes.Text(": "), *joined(_once(roles), "; ")]))
    return lines


def _once(roles: list[list[nodes.Node]]) -> list[list[nodes.Node]]:
    """Drop repeated entries of a person, such as those of a chair who also speaks in the session."""
    return list({"".join(node.astext() for node in role): role for role in reversed(roles)}.values())[::-1]


def _with_page(place: ShownPlace, anchor: str) -> list[nodes.Node]:
    return [*text_nodes(place.label), nodes.Text(", "), page_of(place.docname, anchor, worded=True)]


def _line(anchor: str, content: list[nodes.Node]) -> nodes.Element:
    return around("hanging", nodes.target("", "", ids=[anchor]), *content)


_CHAPTERS: dict[str, Callable[[Book, Set[str]], list[nodes.Element]]] = {"sem-papers": _papers, "sem-people": _people}


#: The words of Sphinx's own catalogues.
_ = get_translation("sphinx")


class ArrangeBook(SphinxPostTransform):
    """Arrange the one tree of a printed book, before its views are drawn (priority 5)."""

    default_priority = 3
    builders = ("latex", "seminar-pdf")

    def run(self, **_kwargs: Any) -> None:
        """Lift the chapters out of the first page's sections, and add the indices."""
        book = domain_of(self.env).book
        for node in list(self.document.findall(placeholder)):
            _keep_with_heading(node)
        section = next((node for node in self.document if isinstance(node, nodes.section)), None)
        if section is None:
            return
        docname = self.document["docname"]
        first = book.course is not None and book.course.place.docname == docname
        if first and self._chapters and not arranged_by_jupyter_book(self._builder):
            self._arrange(book, section)
        if self.config.seminar_pdf_documents == "each" and self._builder.name == "seminar-pdf":
            return
        chapters = index_chapters(book, docname, set(self._builder.docnames), self.config.latex_domain_indices)
        if chapters:
            section += around("unnumbered", *chapters)

    @property
    def _builder(self) -> LaTeXBuilder | PdfBuilder:
        return cast("LaTeXBuilder | PdfBuilder", domain_of(self.env).builder)

    @property
    def _chapters(self) -> bool:
        """Whether the top level of the book is chapters: the author asks for neither parts nor an article."""
        wanted = self.config.latex_toplevel_sectioning
        themes = {entry[0]: entry[4] for entry in self.config.latex_documents}
        return wanted in (None, "chapter") and themes.get(self.document["docname"]) != "howto"

    def _arrange(self, book: Book, section: nodes.section) -> None:
        groups = self._lift(section)
        title, *rest = section.children
        if not groups or not isinstance(title, nodes.title):
            return
        parts = _heads(book, groups)
        section.children = []
        section += title
        if rest:
            front = nodes.section("", title.deepcopy(), *rest, ids=section["ids"], names=section["names"])
            front["docname"] = self.document["docname"]
            section["ids"], section["names"] = [], []
            section += around("unnumbered", front)
        chapters = [file for _caption, files in groups for file in files]
        for file, part, following in zip(chapters, parts, [*parts[1:], "end"], strict=True):
            # A part of one chapter is no more than its name in the table of contents: no page for it alone.
            section += [around("small part" if following else "part", nodes.Text(part)), file] if part else [file]

    def _lift(self, section: nodes.section) -> list[tuple[str, list[addnodes.start_of_file]]]:
        """Take the chapters out of the first page; return them by table of contents, with its caption."""
        toctrees = list(self.env.get_doctree(self.document["docname"]).findall(addnodes.toctree))
        wrappers = [node for node in section.findall(nodes.compound) if _is_toctree(node)]
        captions = [node.get("caption") or "" for node in toctrees]
        if len(captions) != len(wrappers):
            captions = [""] * len(wrappers)
        groups = []
        for caption, wrapper in zip(captions, wrappers, strict=True):
            files = [node for node in wrapper if isinstance(node, addnodes.start_of_file)]
            for file in files:
                wrapper.remove(file)
            parent = wrapper.parent
            parent.remove(wrapper)
            while isinstance(parent, nodes.section) and parent is not section and len(parent) == 1:
                empty, parent = parent, parent.parent
                parent.remove(empty)
            if files:
                groups.append((caption, files))
        return groups


class ChaptersBehindSections(SphinxPostTransform):
    """Put the chapters of a book in one piece behind the sections of its first page, not below the last of them.

    A section that has nothing but tables of contents stays above its chapters: its heading is theirs.
    """

    default_priority = 3
    builders = ("singlehtml", "man", "texinfo")

    def run(self, **_kwargs: Any) -> None:
        """Move the chapters of each table of contents."""
        top = next((node for node in self.document if isinstance(node, nodes.section)), None)
        for wrapper in [node for node in self.document.findall(nodes.compound) if _is_toctree(node)]:
            section = wrapper.parent
            if top is None or section is top or not isinstance(section, nodes.section):
                continue
            if any(not _is_toctree(node) for node in section.children[1:]):
                section.remove(wrapper)
                top += wrapper


class PutIndicesLast(SphinxPostTransform):
    """Move the indices behind the chapters of a Jupyter Book, whose own transform (priority 700) puts chapters last."""

    default_priority = 750
    builders = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Move them; among parts they are chapters, one level below."""
        parts = self.config.latex_toplevel_sectioning == "part"
        for indices in [node for node in self.document.findall(printed) if node["how"] == "unnumbered"]:
            indices.parent.remove(indices)
            self.document += nodes.section("", indices) if parts else indices


def arranged_by_jupyter_book(builder: Builder) -> bool:
    """Tell whether Jupyter Book 1 arranges the printed book: parts by the captions of ``_toc.yml``, then chapters."""
    return builder.name == "latex" and "jblatex_captions_to_parts" in builder.config


def _keep_with_heading(node: placeholder) -> None:
    """Begin a new page before the heading of a table, rather than between the two."""
    above = node.parent[node.parent.index(node) - 1] if node.parent.index(node) else None
    heading = above.parent if isinstance(above, nodes.title) else above
    if not isinstance(node["view"], TableView) or not isinstance(heading, (nodes.section, nodes.rubric)):
        return
    if isinstance(heading.parent, (nodes.section, nodes.document)):
        heading.parent.insert(heading.parent.index(heading), around("together"))


def _is_toctree(node: nodes.Node) -> bool:
    """Tell whether a node stands for a table of contents of the first page, and not of a chapter."""
    if not isinstance(node, nodes.compound) or "toctree-wrapper" not in node["classes"]:
        return False
    return not any(isinstance(above, addnodes.start_of_file) for above in ancestors(node))


def _heads(book: Book, groups: Sequence[tuple[str, Sequence[addnodes.start_of_file]]]) -> list[str]:
    """Return for each chapter the title of the part that begins with it, or ``""``.

    Two captions or more are parts. Without them the sessions' own ``:part:`` counts, if every chapter has one, and the
    chapters of a part follow each other.
    """
    if len([caption for caption, _files in groups if caption]) > 1:
        return [part for caption, files in groups for part in (caption, *[""] * (len(files) - 1))]
    parts = [_part(book, file["docname"]) for _caption, files in groups for file in files]
    begins = [part if part != before else "" for before, part in zip(["", *parts], parts, strict=False)]
    named = [part for part in begins if part]
    divided = all(parts) and len(named) > 1 and len(set(named)) == len(named)
    return begins if divided else [""] * len(parts)


def _part(book: Book, docname: str) -> str:
    return next((session.part for session in book.sessions if session.place.docname == docname and session.part), "")


def has_parts(document: nodes.document) -> bool:
    """Tell whether a printed book is divided into parts."""
    return any(node["how"] in ("part", "small part") for node in document.findall(printed))


def contents_word() -> str:
    """Return the heading of a table of contents in the language of the book."""
    return str(_("Table of Contents"))
