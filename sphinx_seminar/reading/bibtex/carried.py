"""Which fields of an entry are read, and which are carried along as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sphinx_seminar.model import Paper
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.latex.addresses import verbatim_latex
from sphinx_seminar.reading.latex.words import plain_latex

#: Files on the disk of whoever keeps the bibliography are nobody else's, and what these name is taken over already.
_KEPT_BACK = re.compile(r"file|pdf|local-?(?:file|url)|bdsk-file-\d+|crossref|xdata|url", re.IGNORECASE)
#: What may say more than is read of it, and what it is compared with.
_COMPARED: Mapping[str, Callable[[Paper], str]] = {
    "year": lambda paper: paper.year,
    "date": lambda paper: f"{paper.year}-{paper.month.zfill(2)}" if paper.month else paper.year,
    "pubstate": lambda paper: paper.year,
    "origyear": lambda paper: paper.original,
    "origdate": lambda paper: paper.original,
    "urldate": lambda paper: paper.accessed,
    "type": lambda paper: paper.genre or paper.kind,
    "isbn": lambda paper: paper.isbn,
    "primaryclass": lambda paper: paper.arxiv_class,
    "eprintclass": lambda paper: paper.arxiv_class,
}
#: What is read as the number of an archive, so that the paper has no venue of that name.
_OF_AN_ARCHIVE: Mapping[str, Callable[[Paper], str]] = {
    **dict.fromkeys(("journal", "journaltitle", "booktitle", "howpublished"), lambda paper: paper.venue),
    "volume": lambda paper: paper.volume,
    "publisher": lambda paper: paper.publisher,
}
_NOT_LETTERS = re.compile(r"[\W_]+")


class Reader:
    """An entry that is being read; it notes the fields that say something on the page."""

    def __init__(self, entry: Entry) -> None:
        """Begin with an entry of which nothing is read."""
        self.entry = entry
        self._read: set[str] = set()

    def source(self, *names: str) -> str:
        """Return the TeX of the first of these fields that says something."""
        for name in names:
            if self.entry.has(name):
                self._read.add(name)
                return self.entry.fields[name].source
        return ""

    def said(self, *names: str) -> str:
        """Return the words of the first of these fields that says something."""
        return plain_latex(self.source(*names))

    def carried(self, paper: Paper) -> tuple[tuple[str, str], ...]:
        """Return the fields of which a part is on no page, in the order of the file, with TeX that braces can hold."""
        return tuple(
            (name, _without_stray_braces(" ".join(field.source.split())))
            for name, field in self.entry.fields.items()
            if field.source.strip() and not _KEPT_BACK.fullmatch(name) and not self._is_shown(name, paper)
        )

    def _is_shown(self, name: str, paper: Paper) -> bool:
        written = self.entry.fields[name].source
        if name in _COMPARED:
            said = _plain(_COMPARED[name](paper))
            return said in (_plain(verbatim_latex(written)), _plain(plain_latex(written)))
        if name in self._read:
            return bool(_OF_AN_ARCHIVE[name](paper)) if name in _OF_AN_ARCHIVE else True
        if name in ("doi", "month"):
            return bool(getattr(paper, name))
        if name in ("eprint", "arxivid"):
            return any(number and _plain(number) in _plain(written) for number in (paper.arxiv, paper.eprint))
        if name in ("archiveprefix", "eprinttype", "archive"):
            return bool(paper.archive or (paper.arxiv and _plain(written) == "arxiv"))
        return name == "howpublished" and bool(paper.url) and not self.entry.has("url")


def _plain(written: str) -> str:
    return _NOT_LETTERS.sub("", written).casefold()


def _without_stray_braces(source: str) -> str:
    """Return TeX whose braces BibTeX can count, be there backslashes before them or not."""
    depth = 0
    for mark in re.findall("[{}]", source):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            break
    return source if depth == 0 else re.sub(r"\\?[{}]", "", source).rstrip("\\")
