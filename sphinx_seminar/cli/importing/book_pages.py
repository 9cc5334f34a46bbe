"""The pages of a book: their parts (directives, headings, remarks, prose), and the Markdown of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote

from sphinx_seminar.cli.book_folder import cell_text, one_line, option_value
from sphinx_seminar.cli.importing.findings import Findings
from sphinx_seminar.cli.importing.markdown.blocks import faults_in
from sphinx_seminar.cli.importing.markdown.html_reading import line_as_html, written_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.inline import Code, code_span
from sphinx_seminar.cli.importing.markdown.line_writer import Target
from sphinx_seminar.cli.importing.markdown.targets import MISSING, Targets, missing_name
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter, table_text

_CONTROLS = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029], " ")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of the book; its lines hold text for its own reader, or names of documents."""

    name: str
    options: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    argument: str = ""

    @property
    def fence(self) -> tuple[str, str]:
        """Return the first line, without its ticks, and the content."""
        said = [f":{name}: {option_value(value)}".rstrip() for name, value in self.options]
        body = [line.translate(_CONTROLS) for line in self.lines]
        return f"{{{self.name}}} {self.argument}".rstrip(), "\n".join([*said, *([""] if said and body else []), *body])

    @property
    def markdown(self) -> str:
        """Return the directive behind a fence that is longer than any in it."""
        info, content = self.fence
        # Behind ticks, the first line may have none (CommonMark, section 4.5).
        mark = "~" if "`" in info else "`"
        ticks = mark * max(3, 1 + max((len(run) for run in re.findall(f"{mark}+", content)), default=0))
        return "\n".join([f"{ticks}{info}", *([content] if content else []), ticks])


def table_directive(name: str, rows: Sequence[Sequence[str]], options: Sequence[tuple[str, str]] = ()) -> Directive:
    """Return a directive whose content is a table of plain texts; the first row is that of the headers."""
    lines = table_text([[cell_text(cell) for cell in row] for row in rows]).split("\n")
    return Directive(name, tuple(options), tuple(lines))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of Markdown words; ``name`` is its target, if links lead to it."""

    words: str
    level: int = 1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Announcements:
    """Announcements, each a date, which may be missing, and words in Markdown."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment for the instructor, which readers do not see."""

    text: str


#: Text is Markdown that the writer wrote, or that was cut out of it.
Part = Directive | Announcements | Heading | Remark | str


@dataclass(slots=True)
class PageText:
    """Writes the Markdown of a page from its parts.

    ``target`` says where links lead, ``is_known`` whether a path of the book may be linked. ``notes`` are the footnotes
    of all pages, ``names`` the targets of all headings.
    """

    target: Callable[[str, bool], Target]
    is_known: Callable[[str], bool]
    notes: Mapping[str, str]
    names: Collection[str]
    writer: MarkdownWriter = field(init=False)

    def __post_init__(self) -> None:
        self.writer = MarkdownWriter(self.target)

    def written(self, parts: Sequence[Part]) -> tuple[str, list[str]]:
        """Return the page and its faults; with any, its prose is kept as blocks of code instead."""
        parts = list(_prose_together(parts))
        texts = [self._text(part) for part in parts]
        page = "\n\n".join(filter(None, [*texts, *self._footnotes()]))
        fences = [directive.fence for part in parts if (directive := self._as_directive(part)) is not None]
        faults = list(faults_in(page, fences, self.names, self.is_known))
        if faults:
            pairs = zip(parts, texts, strict=True)
            texts = [Code(part).markdown if isinstance(part, str) and text else text for part, text in pairs]
            page = "\n\n".join(filter(None, texts))
        return page, faults

    def _footnotes(self) -> list[str]:
        """Return the footnotes that the page refers to, and those that these refer to."""
        texts: dict[str, str] = {}
        while waiting := [name for name in self.writer.used if name in self.notes and name not in texts]:
            for name in waiting:
                text = self._prose(self.notes[name].replace("\n    ", "\n"))
                texts[name] = f"[^{name}]: " + re.sub(r"\n(?=[^\n])", "\n    ", text)
        return list(texts.values())

    def _as_directive(self, part: Part) -> Directive | None:
        if isinstance(part, Announcements):
            items = (
                f"- {date}: {self._line(words)}" if date else f"- {self._line(words)}" for date, words in part.items
            )
            return Directive("announcements", lines=tuple(items))
        return part if isinstance(part, Directive) else None

    def _text(self, part: Part) -> str:
        if isinstance(part, Remark):
            return f"% import: {one_line(part.text)}"
        if isinstance(part, str):
            return self._prose(part)
        if (directive := self._as_directive(part)) is not None:
            return directive.markdown
        assert isinstance(part, Heading)
        return f"({part.name})=\n" * bool(part.name) + f"{'#' * part.level} {self._line(part.words) or '…'}"

    def _line(self, words: str) -> str:
        return self.writer.line(parse_html(line_as_html(words, self.notes)))

    def _prose(self, text: str) -> str:
        html = written_as_html(text, self.notes)
        return "\n\n".join(block for _line, block in self.writer.page(parse_html(html, rendered=True)))


def _prose_together(parts: Sequence[Part]) -> Iterator[Part]:
    """Join the blocks of prose that stand beside each other: of two lists the second has another mark."""
    for is_prose, group in groupby(parts, lambda part: isinstance(part, str)):
        if is_prose:
            yield "\n\n".join(part for part in group if isinstance(part, str) and part.strip())
        else:
            yield from group


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
