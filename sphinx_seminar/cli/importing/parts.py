"""The parts of a page (directives, headings, remarks, prose) and their Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sphinx_seminar.cli.book_folder import one_line, option_value
from sphinx_seminar.cli.importing.markdown.html_reading import line_as_html, written_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.inline import Code
from sphinx_seminar.cli.importing.markdown.line_writer import Target
from sphinx_seminar.cli.importing.markdown.verifying import faults_in
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter


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
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160), 0x2028, 0x2029], " ")


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
