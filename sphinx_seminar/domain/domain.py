"""The domain ``sem``: the declarations of every document, the resolution of references, and placeholders of views."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from sphinx_seminar.model import Place
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.rendering.builders import file_reference, prints_pages, writes_index
from sphinx_seminar.rendering.print import page_of
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Set

    from docutils.nodes import Element, reference
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.book import Book
    from sphinx_seminar.book.references import ObjectFacts
    from sphinx_seminar.book.views.values import ShownPlace
    from sphinx_seminar.model import Paper
    from sphinx_seminar.model.timing import Release


class SeminarDomain(Domain):
    """Sessions, assignments, papers and people of one course.

    ``data["documents"]`` holds the :class:`Declarations` of each document; everything else is computed from them as
    :attr:`book`. ``data["origins"]`` holds what each document was read from, for
    :mod:`sphinx_seminar.building.incremental`.
    """

    name = "sem"
    label = "Seminar"
    object_types: ClassVar[dict[str, ObjType]] = {
        "lecture": ObjType(_("lecture"), "lecture", "session"),
        "session": ObjType(_("session"), "session", "lecture"),
        "assignment": ObjType(_("assignment"), "assignment"),
        "paper": ObjType(_("paper"), "paper", "paper:p", "paper:inside"),
        "person": ObjType(_("person"), "person"),
    }
    initial_data: ClassVar[dict[str, Any]] = {"documents": {}, "origins": {}}
    data_version = 7

    #: The builder at work; set when it is known.
    builder: Builder
    #: The declarations that count under the tags of this build, by docname; set when reading is done.
    standing: Mapping[str, Declarations] = MappingProxyType({})
    #: The documents of which these tags hide something, or which have something that waits for its day.
    hiding: frozenset[str] = frozenset()
    #: The documents that may hide something which was mistyped.
    unpublished: frozenset[str] = frozenset()
    #: The releases of whole pages, by docname, and the files that wait for theirs.
    waiting_pages: Mapping[str, Release] = MappingProxyType({})
    held_files: frozenset[str] = frozenset()
    #: The objects for the search and the inventory, and their kinds; set when reading is done.
    objects: tuple[ObjectFacts, ...] = ()
    kinds: frozenset[str] = frozenset()
    #: Which releases that hang on lectures have come, by document and anchor, as far as this build has found out.
    decided: dict[tuple[str, str], bool]
    #: The citations that documents held before they were read again, by the pasted words: most are still there.
    pasted: dict[str, Paper]

    def __init__(self, env: BuildEnvironment) -> None:
        """Begin a build with the data that the environment has saved."""
        super().__init__(env)
        self.pasted, self.decided = {}, {}
        self._book: Book | None = None
        self._open: Callable[[], Book] | None = None

    def shelve(self, objects: tuple[ObjectFacts, ...], opening: Callable[[], Book]) -> None:
        """Register the book of this build; it is unpickled (or computed) on first access of :attr:`book`."""
        self.objects, self._open, self._book = objects, opening, None
        self.kinds = frozenset(kind for _name, _title, kind, *_place in objects)

    @property
    def book(self) -> Book:
        """The whole course: empty until reading is done, never pickled with the environment."""
        if self._book is None:
            from sphinx_seminar.book import Book

            if self._open is None:
                return Book()
            self._book = self._open()
        return self._book

    @property
    def documents(self) -> dict[str, Declarations]:
        """The declarations of each document, by docname."""
        documents: dict[str, Declarations] = self.data["documents"]
        return documents

    def of_document(self, docname: str) -> Declarations:
        """Return the declarations of a document that is being read, to add to."""
        return self.documents.setdefault(docname, Declarations())

    def clear_doc(self, docname: str) -> None:
        """Forget the declarations of a document, except its citations, whose reading depends on their words alone."""
        declared = self.documents.pop(docname, Declarations())
        papers = (listing.paper for listing in declared.listings)
        self.pasted |= {paper.pasted: paper for paper in papers if paper is not None}
        self.data["origins"].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Merge the declarations that a parallel worker read."""
        for name in self.initial_data:
            theirs: dict[str, Any] = otherdata[name]
            self.data[name].update((docname, theirs[docname]) for docname in docnames & theirs.keys())

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield everything that can be found by name, for the inventory and as first results of the search."""
        for facts in self.objects:
            yield (*facts, 0)

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """Return what the search page calls a kind of result: "lecture", without the domain's own name."""
        return str(type.lname)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> reference | None:
        """Resolve our roles, and the links to places and local files that views make."""
        if typ == "file":
            # Where nothing can be linked the words stay; Sphinx takes any node here, whatever its annotation says.
            return cast("reference", file_reference(builder, fromdocname, target, contnode))
        if typ == "place":
            docname, _hash, anchor = target.partition("#")
            return make_refnode(builder, fromdocname, docname, anchor, contnode, node.get("title"))
        from sphinx_seminar.book.references import find

        goal = find(self.book, typ, target, fromdocname, node.get("locator", ""))
        return None if goal is None else self._link(builder, fromdocname, typ, goal, node, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, reference]]:
        """Resolve references that :meth:`resolve_generic` left because a label has the name as well."""
        from sphinx_seminar.book.references import find_any

        found = find_any(self.book, target, fromdocname)
        if found is None:
            return []
        kind, goal = found
        return [(f"sem:{kind}", self._link(builder, fromdocname, kind, goal, node, contnode))]

    def resolve_generic(self, builder: Builder, fromdocname: str, node: pending_xref) -> reference | None:
        """Resolve a reference without a kind, before MyST and Sphinx are asked; ``None`` leaves the reference to them.

        A session or an assignment goes before documents and labels of its name, but for ``{ref}`` to a label of the
        same page; papers and people go before documents alone.
        """
        from sphinx_seminar.book.references import find_any

        found = find_any(self.book, node["reftarget"], fromdocname)
        if found is None:
            return None
        kind, goal = found
        labelled = self._document_labelled(node["reftarget"].lower())
        before_labels = kind in ("session", "assignment") and not (node["reftype"] == "ref" and labelled == fromdocname)
        if labelled and not before_labels:
            return None
        return self._link(builder, fromdocname, kind, goal, node, cast("Element", node[0].deepcopy()))

    def _document_labelled(self, name: str) -> str:
        """Return the document that has a label of a name, or ``""``."""
        standard = self.env.domains["std"]
        return (standard.labels.get(name) or standard.anonlabels.get(name) or ("",))[0]

    def _link(
        self, builder: Builder, fromdocname: str, kind: str, goal: ShownPlace, node: pending_xref, contnode: Element
    ) -> reference:
        """Return the link of a reference to its goal, with the author's own words or the title of the goal.

        A person, and a paper that no list has, are on their index pages.
        """
        docname, anchor, target = goal.docname, goal.anchor, node["reftarget"]
        person = self.book.person_named(target) if kind == "person" else None
        paper = (
            self.book.papers.named.get(target.removeprefix("@")) if kind.startswith("paper") and not docname else None
        )
        if person is not None and writes_index(builder, "sem-people"):
            docname, anchor = "sem-people", person.anchor
        elif paper is not None and writes_index(builder, "sem-papers"):
            docname, anchor = "sem-papers", paper.anchor
        # As ``{any}`` leaves its words they would be code.
        own = list(contnode.children) if node.get("refexplicit") else text_nodes(goal.label)
        link: Element = nodes.inline("", "", *own, classes=list(contnode["classes"]))
        if docname:
            link = make_refnode(builder, fromdocname, docname, anchor, link, goal.title or None)
            if kind in ("session", "lecture", "assignment") and docname != fromdocname and prints_pages(builder):
                page = page_of(docname, anchor, worded=True)
                link = nodes.inline("", "", link, nodes.Text(" ("), page, nodes.Text(")"))
        # Words without a link, or with a page behind it: Sphinx takes any node, whatever its annotation says.
        return cast("reference", link)


def domain_of(env: BuildEnvironment) -> SeminarDomain:
    """Return the domain of an environment."""
    domain = env.domains["sem"]
    assert isinstance(domain, SeminarDomain)
    return domain


def domains_of(env: BuildEnvironment) -> list[Domain]:
    """Return all domains of an environment by their names."""
    return [env.domains[name] for name in sorted(env.domains)]


def source_place(env: BuildEnvironment, docname: str, source: str, line: int) -> Place:
    """Return a place in a document, in its own file or in one that it includes.

    ``source`` is the whole path of that file, of which one outside of the source folder keeps its name alone.
    """
    path, folder = Path(source), Path(env.srcdir)
    return Place(path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name, line, docname)


class placeholder(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """The placeholder of a ``view`` of the document ``docname``; its children are the author's own words.

    ``declared`` are the parts of the document's declarations that were made with it, by those of
    :class:`~sphinx_seminar.model.declarations.Conditional`.
    """


class inline_placeholder(nodes.Inline, nodes.TextElement):  # noqa: N801 -- docutils names its nodes in lower case
    """The placeholder of a view in running text."""
