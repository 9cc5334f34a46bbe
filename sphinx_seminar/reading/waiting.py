"""Reading the releases in a source file before it is parsed: its own, those of its blocks, and pages that it names.

Pages are left out before they are read, so this looks at lines. It rather finds a block too many than one too few, and
names each doubt: whoever shows the file then leaves it out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.releases import (
    PageRelease,
    is_near,
    read_front_matter,
    read_metadata,
    read_page_field,
    read_release,
)

#: Directives whose bodies are text to look at, and no markup.
_LISTINGS = frozenset(
    {
        *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "parsed-literal", "raw", "math"),
        *("highlight", "mermaid", "graphviz", "csv-table", "doctest", "testcode", "prompt", "comment"),
    }
)
#: What may stand before a fence: quotations, items of lists.
_LEAD = r"(?:[\s>*+-]|\d+[.)])*"
_FENCE = re.compile(rf"{_LEAD}(?P<marks>`{{3,}}|~{{3,}}|:{{3,}})\s*(?P<info>[^`\n]*)")
_NAMED = re.compile(r"\{(?P<prefix>sem:)?(?P<name>[\w:.+-]+)\}\s*(?P<argument>.*)", re.IGNORECASE)
_RST = re.compile(
    r"(?P<indent>\s*(?:[-*+]\s+|\d+[.)]\s+)*)\.\.\s+(?P<prefix>sem:)?(?P<name>[\w:-]+)::(?:\s+(?P<argument>.*)|)",
    re.IGNORECASE,
)
_RST_SLIP = re.compile(r"\s*(?:\.\.\s*release\s*:{0,2}|\.\.release\b.*)(?:\s+(?P<argument>.*)|)", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:\((?P<myst>[^()\s]+)\)=|:(?:name|label):\s*(?P<option>\S.*)|\.\. _(?P<rst>[^:]+):)\s*")
_ROLE = re.compile(r"(?<!`)\{(?:sem:)?(?P<name>\w+)\}`(?!`)", re.IGNORECASE)
_BODY_OPTION = re.compile(r":[\w-]+:.*")
_OPTION = re.compile(r"\s*:?(?P<name>[A-Za-z]{5,9}):(?P<value>\s.*|)")
#: Directives whose option :release: holds back what they hold.
_HOLDING = ("lecture", "session", "assignment")
_ENTRY = re.compile(r".*?<(?P<target>[^<>]+)>\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a file names: the pages of a table of contents, a file to include, a label.

    ``within`` are the releases of the blocks around it, as they are written; ``glob`` says that its targets are
    patterns.
    """

    targets: tuple[str, ...]
    within: tuple[str, ...] = ()
    glob: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block that waits: ``releases`` are its own, at last, and those of the blocks around it, as they are written.

    ``prefixed`` says that it is called ``sem:release``; ``length`` counts the lines of one in Markdown that are not
    empty.
    """

    releases: tuple[str, ...]
    line: int
    prefixed: bool
    length: int


@dataclass(slots=True)
class Outline:
    """The releases in a source file: of its page and its blocks, with the documents and labels that wait with them.

    ``unknown`` are names of directives that are nearly "release", each with its line.
    """

    page: PageRelease = field(default_factory=PageRelease)
    blocks: list[Block] = field(default_factory=list)
    toctrees: list[Named] = field(default_factory=list)
    includes: list[Named] = field(default_factory=list)
    labels: list[Named] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)


def outline_of(text: str, *, markdown: bool, colon_fences: bool = True, around: tuple[str, ...] = ()) -> Outline:
    """Return what a source file says of releases.

    ``markdown`` says that it is no reStructuredText, ``colon_fences`` that ``:::`` opens a directive there; ``around``
    are the releases of the blocks in which another file includes it.
    """
    outline = Outline()
    lines = text.splitlines()
    start = read_front_matter(lines, outline.page) if markdown else 0
    _Reader(outline, around, colon_fences).read(lines[start:], start + 1, markdown=markdown)
    return outline


def outline_of_notebook(text: str, *, colon_fences: bool = True, around: tuple[str, ...] = ()) -> Outline:
    """Return what a notebook says of releases: its metadata, and its cells of words; a block ends with its cell."""
    outline = Outline()
    try:
        notebook = json.loads(text)
    except ValueError:
        outline.page.doubts.append(
            ("the notebook cannot be read; expected JSON. What it says of releases is not known", 1)
        )
        return outline
    notebook = notebook if isinstance(notebook, dict) else {}
    cells = [cell for cell in notebook.get("cells") or () if isinstance(cell, dict)]
    read_metadata(notebook, cells, outline.page)
    worded = [cell.get("source", "") for cell in cells if cell.get("cell_type") in ("markdown", "raw")]
    for number, source in enumerate(worded):
        words = "".join(map(str, source)) if isinstance(source, list) else str(source)
        lines = words.splitlines()
        start = read_front_matter(lines, outline.page) if not number else 0
        if _Reader(outline, around, colon_fences).read(lines[start:], start + 1, markdown=True):
            message = (
                "a {release} is not closed in its cell, where it ends; what follows would be shown. Expected a fence "
                "below it in the same cell, or 'seminar-release' for the whole page"
            )
            outline.page.doubts.append((message, 1))
    return outline


@dataclass(slots=True)
class _Open:
    """A fence, or a directive of reStructuredText, that is open; one without a name is a listing.

    ``entries`` are its lines where they are needed, ``release`` is that of its option.
    """

    marks: str
    indent: int
    name: str
    argument: str
    line: int
    prefixed: bool = False
    entries: list[str] = field(default_factory=list)
    release: str | None = None
    length: int = 0

    @property
    def listing(self) -> bool:
        return not self.name or self.name in _LISTINGS


class _Reader:
    """Reads a text line by line into an outline, and knows what is open."""

    def __init__(self, outline: Outline, around: tuple[str, ...], colon_fences: bool = True) -> None:
        self.outline, self.around, self.colon_fences = outline, around, colon_fences
        self.open: list[_Open] = []

    def read(self, lines: Sequence[str], first: int, *, markdown: bool) -> bool:
        """Read lines, of which ``first`` is the number of the first; tell whether the last leaves a block open."""
        for number, line in enumerate(lines, first):
            (self._markdown if markdown else self._restructured)(line, number)
        left_open = any(each.name == "release" for each in self.open)
        self._close(0)
        return left_open

    @property
    def within(self) -> tuple[str, ...]:
        """The releases of all that is open."""
        own = (each.argument if each.name == "release" else each.release for each in self.open)
        return (*self.around, *(release for release in own if release is not None))

    def _doubt(self, message: str, line: int) -> None:
        self.outline.page.doubts.append((message, line))

    def _markdown(self, line: str, number: int) -> None:
        fence = _FENCE.fullmatch(line.rstrip())
        self._count(line)
        if fence is None:
            self._text(line, number)
            self._page_field(line, number, allowed=False)
            return
        marks, info = fence["marks"], fence["info"].strip()
        closed = (depth for depth, each in enumerate(self.open) if not info and marks.startswith(each.marks))
        if (depth := next(closed, None)) is not None:
            self.open[depth].length -= 1
            self._close(depth)
            return
        tangled = next((each for each in self.open if each.name == "release" and marks.startswith(each.marks)), None)
        if tangled is not None:
            message = (
                f"{quoted(line.strip())} stands in a {{release}} whose fence, {quoted(tangled.marks)} on line "
                f"{tangled.line}, is no longer; the block ends with the next one, and what follows would be shown. "
                "Expected more marks around it"
            )
            self._doubt(message, number)
        named = _NAMED.fullmatch(info)
        if not self.open or not self.open[-1].listing:
            self._check_fence(fence, named, line, number)
            name, argument, prefix = (named["name"].lower(), named["argument"], named["prefix"]) if named else ("",) * 3
            self._begin(_Open(marks, 0, name, argument.strip(), number, bool(prefix)))
            return
        # A listing that shows a block has more marks than that.
        listing = self.open[-1]
        if named is not None and is_near(named["name"], "release") and marks.startswith(listing.marks):
            message = (
                f"{quoted(line.strip())} stands in a listing that begins on line {listing.line}, and would be "
                "shown; expected a fence there that is closed above"
            )
            self._doubt(message, number)
        self._text(line, number)

    def _check_fence(self, fence: re.Match[str], named: re.Match[str] | None, line: str, number: int) -> None:
        """Doubt a fence that opens no block, and may be meant to."""
        if named is None:
            word, _space, rest = fence["info"].strip("{} ").partition(" ")
            if is_near(word, "release") and word and not read_release(rest.strip("} ")).problems:
                info = quoted(fence["info"].strip())
                self._doubt(f"a fence is opened with {info}; expected '{{release}}' in braces", number)
        elif fence["marks"][0] == ":" and not self.colon_fences and named["name"] == "release":
            message = (
                f"{quoted(line.strip())} opens nothing; expected a fence of backticks, or 'colon_fence' in "
                "myst_enable_extensions"
            )
            self._doubt(message, number)

    def _count(self, line: str) -> None:
        """Count the lines of the bodies that are open, without their options, so that MyST can be asked for them."""
        words = line.strip(" \t>")
        for each in self.open if words else ():
            each.length += bool(each.length) or _BODY_OPTION.fullmatch(words) is None

    def _restructured(self, line: str, number: int) -> None:
        if not line.strip():
            return
        indent = len(line) - len(line.lstrip())
        self._close(next((depth for depth, each in enumerate(self.open) if indent <= each.indent), len(self.open)))
        if self.open and self.open[-1].listing:
            return
        opened = _RST.fullmatch(line.rstrip())
        if opened is not None:
            argument = (opened["argument"] or "").strip()
            name, prefixed = opened["name"].lower(), bool(opened["prefix"])
            self._begin(_Open("", len(opened["indent"]), name, argument, number, prefixed))
            return
        slip = _RST_SLIP.fullmatch(line.rstrip())
        if slip is not None and not line.lstrip().startswith(".. ") and not self.within:
            expected = f"'.. release:: {slip['argument'] or '…'}'"
            self._doubt(f"{quoted(line.strip())} is no directive; expected {expected}", number)
        self._text(line, number)
        self._page_field(line, number, allowed=True)
        if line.rstrip().endswith("::"):
            self.open.append(_Open("", indent, "", "", number))

    def _begin(self, opened: _Open) -> None:
        """Push a block that begins onto the open ones, and note an include or a misspelt release."""
        if opened.name == "include" and opened.argument:
            self.outline.includes.append(Named((opened.argument,), self.within))
        elif opened.name not in ("", "include", "release") and is_near(opened.name, "release"):
            self.outline.unknown.append((opened.name, opened.line))
        self.open.append(opened)

    def _close(self, depth: int) -> None:
        """Close all that is open from a depth on, the innermost first."""
        while len(self.open) > depth:
            closed = self.open.pop()
            if closed.name == "release":
                releases = (*self.within, closed.argument)
                self.outline.blocks.append(Block(releases, closed.line, closed.prefixed, closed.length))
            elif closed.name == "toctree":
                entries, glob = _entries(closed.entries)
                self.outline.toctrees.append(Named(tuple(entries), self.within, glob))
            elif closed.name == "eval-rst":
                _Reader(self.outline, self.within).read(closed.entries, closed.line + 1, markdown=False)

    def _page_field(self, line: str, number: int, *, allowed: bool) -> None:
        if not self.open:
            read_page_field(line, number, self.outline.page, allowed=allowed)

    def _text(self, line: str, number: int) -> None:
        """Note what stands on a line that opens and closes nothing."""
        top = self.open[-1] if self.open else None
        if top is not None and top.name in ("toctree", "eval-rst"):
            top.entries.append(line)
            return
        option = _OPTION.fullmatch(line) if top is not None and top.name in _HOLDING and top.release is None else None
        if top is not None and option is not None and is_near(option["name"], "release"):
            top.release = option["value"].strip()
            if option["name"] != "release":
                expected = f"did you mean ':release: {top.release}'?"
                self._doubt(f"the option {quoted(line.strip())} does not exist; {expected}", number)
            return
        if self.within:
            if (label := _LABEL.fullmatch(line)) is not None:
                name = next(filter(None, label.groups())).strip("`").strip()
                self.outline.labels.append(Named((name,), self.within))
        elif top is None or not top.listing:
            for role in filter(lambda name: is_near(name, "release"), _ROLE.findall(line)):
                message = f"there is no role {quoted(f'{{{role}}}')}; expected a fence '{{release}}' of its own"
                self._doubt(message, number)


def _entries(lines: Sequence[str]) -> tuple[list[str], bool]:
    """Return the targets of a table of contents as they are written, and whether they are patterns."""
    entries: list[str] = []
    glob = dashed = False
    for line in lines:
        written = line.strip()
        if written == "---":
            dashed = not dashed and not entries
        elif written.startswith(":") or dashed:
            glob = glob or written.strip(":").startswith("glob")
        elif written:
            titled = _ENTRY.fullmatch(written)
            entries.append(titled["target"].strip() if titled is not None else written)
    return entries, glob
