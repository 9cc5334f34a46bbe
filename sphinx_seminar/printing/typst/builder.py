"""``sphinx-build -b seminar-pdf``: the book as a PDF without TeX, tagged for screen readers.

Only this module is imported by other builds; what writes and compiles is imported when a PDF is made.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.errors import ConfigError
from sphinx.locale import get_translation
from sphinx.util.i18n import format_date
from sphinx.util.nodes import inline_all_toctrees

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.rendering.builders import writes_all_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from sphinx_seminar.printing.typst.volume import Volume

in_sphinx_words = get_translation("sphinx")

#: The list of the PDFs that the last build wrote, in the output folder.
_WRITTEN = ".seminar-pdf"


@writes_all_at_once
class PdfBuilder(Builder):
    """Write the book as one PDF, or each document as one (``seminar_pdf_documents``)."""

    name = "seminar-pdf"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = False
    # No network: a picture from elsewhere stays where it is, and the PDF has its address.
    supported_remote_images = True
    supported_image_types: ClassVar[list[str]] = [
        *("image/svg+xml", "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"),
    ]

    def init(self) -> None:
        """Stop early where the compiler is missing; content for LaTeX (the tag ``latex``) counts for this book too."""
        from sphinx_seminar.printing.typst.compiling import is_installed

        if not is_installed():
            raise ConfigError("the builder seminar-pdf needs Typst: pip install 'sphinx-seminar[pdf]'")
        self.docnames: set[str] = set()
        self.tags.add("latex")

    def get_outdated_docs(self) -> str:
        """Ask for the PDF in every build: each page of it may show any document."""
        return "the PDF"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a placeholder for the address of a document, which the writer replaces by a label."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the placeholder of a document; it does not depend on the page that refers to it."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the PDFs, and remove those of an earlier build that are no longer made."""
        from sphinx_seminar.printing.typst.binding import bind

        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        timestamp = int(epoch) if epoch.isdecimal() else None
        written = []
        for path, volume in self._volumes():
            pdf = bind(volume, self, self._day(timestamp), timestamp)
            if pdf is not None:
                target = Path(self.outdir, path)
                target.parent.mkdir(parents=True, exist_ok=True)
                unfinished = target.with_suffix(".pdf.new")
                unfinished.write_bytes(pdf)
                unfinished.replace(target)
                written.append(path)
        self._remove_others(written)

    def _volumes(self) -> Iterator[tuple[str, Volume]]:
        """Yield each PDF: its path in the output folder, and what it holds."""
        from sphinx_seminar.printing.typst.front import books, names

        course = domain_of(self.env).book.course
        if self.config.seminar_pdf_documents == "each":
            for docname in sorted(self.env.found_docs):
                title, authors = self.env.titles[docname].astext(), names(self.config, course)
                yield f"{docname}.pdf", self._volume(docname, title, authors, whole=False)
            return
        for docname, file, title, authors in books(self.config, course):
            yield file, self._volume(docname, title, authors, whole=True)

    def _volume(self, docname: str, title: str, authors: tuple[str, ...], *, whole: bool) -> Volume:
        from sphinx_seminar.printing.typst.volume import Volume

        self.docnames = {docname}
        tree = self.env.get_doctree(docname)
        if whole:
            appendices = self.config.latex_appendices
            self.docnames.update(appendices)
            tree = inline_all_toctrees(self, self.docnames, docname, tree, str, [docname])
            for appendix in appendices:
                more = self.env.get_doctree(appendix)
                tree.append(addnodes.start_of_file("", *more.children, docname=appendix))
        else:
            for toctree in list(tree.findall(addnodes.toctree)):
                toctree.parent.remove(toctree)
        tree["docname"] = docname
        self.env.resolve_references(tree, docname, self)
        self.post_process_images(tree)
        # PDF/UA asks for a title.
        return Volume(self.env, docname, tree, title.strip() or docname, authors, whole)

    def _day(self, timestamp: int | None) -> str:
        """Return the day on the title page: the author's, or that of ``SOURCE_DATE_EPOCH``, never today."""
        course = domain_of(self.env).book.course
        if self.config.today:
            return str(self.config.today)
        termed = course is not None and "term" in dict(course.facts)
        if timestamp is None or (termed and not self.config.today_fmt):
            return ""
        return str(format_date(self.config.today_fmt or in_sphinx_words("%b %d, %Y"), language=self.config.language))

    def _remove_others(self, written: list[str]) -> None:
        """Remove PDFs that an earlier build has written and this one has not: a chapter that was taken back."""
        record = Path(self.outdir, _WRITTEN)
        before = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
        for path in set(before).difference(written):
            if not path.startswith("/") and ".." not in path.split("/"):
                Path(self.outdir, path).unlink(missing_ok=True)
        record.write_text("".join(f"{path}\n" for path in sorted(written)), encoding="utf-8")

    def finish(self) -> None:
        """Do nothing more: a PDF has no files beside it."""
