"""A volume, one PDF of a book: its documents, the labels of its targets, and the files of its pictures."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.printing.typst.writer import walk, with_line
from sphinx_seminar.rendering.print import page_number

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.environment import BuildEnvironment


#: Typst stops at an address of more bytes.
_LONGEST = 2000


@dataclass(slots=True)
class Volume:
    """The content of one PDF file and the names in it, as its writer collects them.

    ``tree`` is the whole content, ``docname`` the first document, ``whole`` whether the file is a book with chapters
    rather than one document. ``anchors`` are the labels of everything that has an identifier, ``wanted`` those
    that something leads to. ``notes`` are the footnotes by label, ``referred`` those that something refers to, and
    ``pictures`` the names of files beside the source, each with the first node that shows it. ``names`` are the labels,
    which are numbers, so that no letter of an identifier needs a font.
    """

    env: BuildEnvironment
    docname: str
    tree: nodes.document
    title: str
    authors: tuple[str, ...]
    whole: bool
    anchors: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    notes: dict[str, nodes.footnote] = field(default_factory=dict)
    referred: set[str] = field(default_factory=set)
    pictures: dict[Path, tuple[str, nodes.Node]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def label(self, docname: str, name: str) -> str:
        """Return the label of an identifier of a document, ``""`` of the document itself."""
        return self.names.setdefault((docname, name), f"r{len(self.names)}")

    def path(self, docname: str) -> str:
        """Return the location of a document for warnings."""
        return f"{self.env.doc2path(docname)}:1"

    def target(self, docname: str, reference: nodes.Element) -> str:
        """Return the label that a reference leads to, ``""`` where that is not in this volume."""
        address = reference.get("refuri", "")
        if isinstance(reference, page_number):
            document, name = reference["docname"], reference["anchor"]
        elif address.startswith("%"):
            document, _hash, name = address[1:].partition("#")
        elif reference.get("refid"):
            document, name = docname, reference["refid"]
        elif address.startswith("#"):
            document, name = docname, address[1:]
        else:
            return ""
        label = self.label(document, name)
        return label if label in self.anchors else ""

    def published(self, docname: str, reference: nodes.Element) -> str:
        """Return the web address of a target outside this volume, ``""`` where the book's own address is not known."""
        address: str = reference.get("refuri", "")
        if not address.startswith("%"):
            outside = not reference.get("refid") and not address.startswith("#") and len(address) < _LONGEST
            return address if outside else ""
        base = self.env.config.html_baseurl
        document, _hash, name = address[1:].partition("#")
        page = f"{document}{self.env.config.html_file_suffix or '.html'}"
        return posixpath.join(base, page) + (f"#{name}" if name else "") if base else ""

    def survey(self) -> None:
        """Collect the identifiers of the volume, and the targets of its references."""
        references: list[tuple[str, nodes.Element]] = []
        for docname, node in walk(self.tree, self.docname):
            self.anchors.update(self.label(docname, name) for name in ("", *node["ids"]))
            if isinstance(node, (nodes.reference, page_number)):
                references.append((docname, node))
            elif isinstance(node, nodes.footnote):
                self.notes.update({self.label(docname, name): node for name in node["ids"]})
            elif isinstance(node, nodes.footnote_reference) and not isinstance(node.parent, nodes.title):
                self.referred.add(self.label(node.get("docname", docname), node.get("refid", "")))
        self.wanted = {self.target(docname, node) for docname, node in references} - {""}

    def file(self, path: Path, node: nodes.Node) -> str:
        """Return the name of a picture beside the source, without a suffix: Typst then looks into the file."""
        return self.pictures.setdefault(path, (f"picture-{len(self.pictures)}", node))[0]

    def place_of_letter(self, letter: str) -> nodes.Node | str:
        """Return where a letter first stands, for a message."""
        for docname, node in walk(self.tree, self.docname):
            if any(isinstance(child, nodes.Text) and letter in child for child in node.children):
                return with_line(node) or self.path(docname)
        return self.path(self.docname)
