"""The pages of a book that is made of another page, with the links between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from sphinx_seminar.cli.book_folder import one_line
from sphinx_seminar.cli.importing.findings import Findings
from sphinx_seminar.cli.importing.markdown.inline import code_span
from sphinx_seminar.cli.importing.markdown.line_writer import Target
from sphinx_seminar.cli.importing.markdown.targets import MISSING, Targets, missing_name
from sphinx_seminar.cli.importing.parts import PageText, Part


@dataclass(slots=True)
class BookPages:
    """The files of a book so far, and where the places of the page that it is made of stand in it.

    * ``files`` are contents by path, or the files that are copied there; ``docs`` the pages of the table of contents.
    * ``places`` are documents by the anchors of sections, ``names`` the targets that are given to some of these.
    * ``notes`` are footnotes by name, ``noted`` the names of those that a page refers to.
    """

    targets: Targets
    findings: Findings
    notes: dict[str, str]
    files: dict[str, str | Path] = field(default_factory=dict)
    docs: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)

    def write(self, body: Sequence[Part], doc: str) -> None:
        """Write a page with its links resolved."""
        missing: list[str] = []

        def place(target: str, image: bool) -> Target:
            if target.startswith(MISSING):
                missing.append(missing_name(target))
                return Target(beside=f" ({code_span(missing_name(target)).text})")
            if not target.startswith("#"):
                return Target(target, picture=image)
            anchor = unquote(target[1:])
            anchor = anchor if anchor in self.places else anchor.casefold()
            there = self.places.get(anchor, doc)
            name = self.names.get(anchor, "")
            return Target(f"#{name}" if name else "" if there == doc else f"/{there}.md")

        page = PageText(place, self._is_known, self.notes, set(self.names.values()))
        text, faults = page.written(body)
        self.noted |= set(page.writer.used)
        if faults:
            self.findings.leave(f"what stands in {doc}.md cannot be written as Markdown: kept as blocks of text")
        if missing:
            names = one_line(", ".join(dict.fromkeys(missing)))
            text += f"\n\n% import: these files were not beside the page, so that nothing links to them: {names}"
        self.files[f"{doc}.md"] = text + "\n"

    def left_notes(self) -> list[str]:
        """Return the footnotes of cells and citations, which no page refers to any more."""
        return [f"{name}: {note}" for name, note in self.notes.items() if name not in self.noted]

    def _is_known(self, path: str) -> bool:
        inside = unquote(path).removeprefix("/")
        return path.startswith("/") and (
            inside in self.targets.copied or inside.removesuffix(".md") in ("index", *self.docs)
        )
