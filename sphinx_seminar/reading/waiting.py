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
from sphinx_seminar.reading.outlines import (
    Block,
    Named,
    Outline,
    is_near,
    read_front_matter,
    read_metadata,
    read_page_field,
)
from sphinx_seminar.reading.releases import read_release, says_release

#: Directives whose bodies are text to look at, and no markup.
_LISTINGS = frozenset((
    *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "parsed-literal", "raw", "math"),
    *("highlight", "mermaid", "graphviz", "csv-table", "doctest", "testcode", "prompt", "comment"),
))  # fmt: skip
#: What may stand before a fence: quotations, items of lists and of definitions, tasks, footnotes.
_LEAD = r"(?:[\s>*+-]|\d+[.)]|:\s|\[[ xX]\]\s|\[\^[^\[\]]+\]:)*"
_FENCE = re.compile(rf"{_LEAD}(?P<marks>`{{3,}}|~{{3,}}|:{{3,}})\s*(?P<info>[^`\n]*)")
_NAMED = re.compile(r"\{(?P<prefix>sem:)?(?P<name>[\w:.+-]+)\}\s*(?P<argument>.*)", re.IGNORECASE)
_RST = re.compile(
    r"(?P<indent>\s*(?:[-*+]\s+|\d+[.)]\s+)*)\.\.\s+(?P<prefix>sem:)?(?P<name>[\w:-]+)::(?:\s+(?P<argument>.*)|)",
    re.IGNORECASE,
)
_RST_SLIP = re.compile(r"\s*(?:\.\.\s*release\s*:{0,2}|\.\.release\b.*)(?:\s+(?P<argument>.*)|)", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:\((?P<myst>[^()\s]+)\)=|:(?:name|label):\s*(?P<option>\S.*)|\.\. _(?P<rst>[^:]+):)\s*")
_ROLE = re.compile(r"(?<!`)\{(?:sem:)?(?P<name>\w+)\}`(?!`)", re.IGNORECASE)
#: Code within a line, and a fence that stands there, or is none.
_CODE = re.compile(r"(?<!`)(?P<marks>`+)(?!`).+?(?<!`)(?P=marks)(?!`)")
_FENCE_ASTRAY = re.compile(r"(?:`{2,}|~{2,}|:{2,}|'{2,})\s*\{\s*(?:sem:)?(?P<name>[A-Za-z]{5,9})\s*\}", re.IGNORECASE)
_BODY_OPTION = re.compile(r":[\w-]+:.*")
#: An option; one in YAML may have quotes or braces, which no directive reads.
_OPTION = re.compile(r"\s*:?(?P<quotes>[{'\"\s]*)(?P<name>[A-Za-z]{5,9})['\"]?\s*:(?P<value>\s.*|)")
#: Directives whose option :release: holds back what they hold.
_HOLDING = ("lecture", "session", "assignment")
_ENTRY = re.compile(r".*?<(?P<target>[^<>]+)>\s*")


def outline_of(text: str, *, markdown: bool, colon_fences: bool = True, around: tuple[str, ...] = ()) -> Outline:
    """Return what a source file says of releases.

    ``markdown`` says that it is no reStructuredText, ``colon_fences`` that ``:::`` opens a directive there; ``around``
    are the releases of the blocks in which another file includes it.
    """
    outline = Outline()
    lines = text.splitlines()
    start = read_front_matter(lines, outline) if markdown else 0
    _Reader(outline, around, markdown=markdown, colon_fences=colon_fences).read(lines[start:], start + 1)
    return outline


def outline_of_notebook(text: str, *, colon_fences: bool = True, around: tuple[str, ...] = ()) -> Outline:
    """Return what a notebook says of releases: its metadata, and its cells of words; a block ends with its cell."""
    outline = Outline()
    try:
        notebook = json.loads(text)
    except ValueError:
        outline.doubt("the notebook cannot be read; expected JSON. What it says of releases is not known")
        return outline
    notebook = notebook if isinstance(notebook, dict) else {}
    cells = [cell for cell in notebook.get("cells") or () if isinstance(cell, dict)]
    read_metadata(notebook, cells, outline)
    worded = [cell.get("source", "") for cell in cells if cell.get("cell_type") in ("markdown", "raw")]
    for number, source in enumerate(worded):
        lines = ("".join(map(str, source)) if isinstance(source, list) else str(source)).splitlines()
        start = read_front_matter(lines, outline) if not number else 0
        reader = _Reader(outline, around, markdown=True, colon_fences=colon_fences)
        if reader.read(lines[start:], start + 1):
            outline.doubt(
                "a {release} is not closed in its cell, where it ends; what follows would be shown. Expected a fence "
                "below it in the same cell, or 'seminar-release' for the whole page"
            )
    return outline


@dataclass(slots=True)
class _Open:
    """A fence, or a directive of reStructuredText, that is open; one without a name is a listing.

    ``entries`` are its lines where they are needed, ``release`` is that of its option; ``length`` counts the lines of
    its body that are not empty, and ``parted`` says that an empty line has ended its options.
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
    parted: bool = False

    @property
    def listing(self) -> bool:
        return not self.name or self.name in _LISTINGS


class _Reader:
    """Reads a text line by line into an outline; it knows what is ``open``, and which ``line`` it reads."""

    def __init__(self, outline: Outline, around: tuple[str, ...], *, markdown: bool, colon_fences: bool = True) -> None:
        self.outline, self.around = outline, around
        self.markdown, self.colon_fences = markdown, colon_fences
        self.open: list[_Open] = []
        self.line, self.number = "", 0

    def read(self, lines: Sequence[str], first: int) -> bool:
        """Read lines, of which ``first`` is the number of the first; tell whether the last leaves a block open."""
        for number, line in enumerate(lines, first):
            self.line, self.number = line, number
            if self.markdown:
                self._read_markdown()
            else:
                self._read_restructured()
        left_open = any(each.name == "release" for each in self.open)
        self._close(0)
        return left_open

    @property
    def within(self) -> tuple[str, ...]:
        """The releases of all that is open."""
        own = (each.argument if each.name == "release" else each.release for each in self.open)
        return (*self.around, *(release for release in own if release is not None))

    @property
    def innermost(self) -> _Open | None:
        """What was opened last, ``None`` where nothing is open."""
        return self.open[-1] if self.open else None

    def _doubt(self, reason: str) -> None:
        """Note that the line may be meant otherwise than it is read."""
        self.outline.doubt(f"{quoted(self.line.strip())} {reason}", self.number)

    def _read_markdown(self) -> None:
        fence = _FENCE.fullmatch(self.line.rstrip())
        self._count()
        if fence is None:
            self._read_text()
            return
        marks, info = fence["marks"], fence["info"].strip()
        closed = (depth for depth, each in enumerate(self.open) if not info and marks.startswith(each.marks))
        if (depth := next(closed, None)) is not None:
            self._check_closing(self.open[depth])
            self.open[depth].length -= 1
            self._close(depth)
            return
        tangled = next((each for each in self.open if each.name == "release" and marks.startswith(each.marks)), None)
        if tangled is not None:
            self._doubt(
                f"stands in a {{release}} whose fence, {quoted(tangled.marks)} on line {tangled.line}, is no longer; "
                "the block ends with the next one, and what follows would be shown. Expected more marks around it"
            )
        named = _NAMED.fullmatch(info)
        listing = self.innermost
        if listing is None or not listing.listing:
            self._check_fence(fence, named)
            name, argument, prefix = (named["name"].lower(), named["argument"], named["prefix"]) if named else ("",) * 3
            self._begin(_Open(marks, 0, name, argument.strip(), self.number, bool(prefix)))
            return
        # A listing that shows a block has more marks than that.
        if named is not None and is_near(named["name"], "release") and marks.startswith(listing.marks):
            self._doubt(
                f"stands in a listing that begins on line {listing.line}, and would be shown; expected a fence there "
                "that is closed above"
            )

    def _check_closing(self, outer: _Open) -> None:
        """Doubt a fence that closes a block, and may be meant to stand in one that is open within it."""
        inner = self.open[-1]
        if outer.name == "release" and inner is not outer and not inner.marks.startswith(outer.marks):
            self._doubt(
                f"closes the {{release}} on line {outer.line}, in which {quoted(inner.marks)} on line {inner.line} is "
                "open; what follows would be shown. Expected that one closed before, and more marks around it"
            )

    def _check_fence(self, fence: re.Match[str], named: re.Match[str] | None) -> None:
        """Doubt a fence that opens no block, and may be meant to."""
        if named is None:
            word, _space, rest = fence["info"].strip("{} ").partition(" ")
            if is_near(word, "release") and not read_release(rest.strip("} ")).problems:
                self._doubt("opens a fence; expected '{release}' in braces")
        elif fence["marks"][0] == ":" and not self.colon_fences and named["name"] == "release":
            self._doubt("opens nothing; expected a fence of backticks, or 'colon_fence' in myst_enable_extensions")

    def _count(self) -> None:
        """Count the lines of the bodies that are open, without their options, so that MyST can be asked for them."""
        words = self.line.strip(" \t>")
        if not words and self.innermost is not None:
            self.innermost.parted = True
        for each in self.open if words else ():
            each.length += bool(each.length) or _BODY_OPTION.fullmatch(words) is None

    def _read_restructured(self) -> None:
        line = self.line.rstrip()
        if not line:
            return
        indent = len(line) - len(line.lstrip())
        self._close(next((depth for depth, each in enumerate(self.open) if indent <= each.indent), len(self.open)))
        if self.open and self.open[-1].listing:
            return
        opened = _RST.fullmatch(line)
        if opened is not None:
            argument = (opened["argument"] or "").strip()
            self._begin(
                _Open("", len(opened["indent"]), opened["name"].lower(), argument, self.number, bool(opened["prefix"]))
            )
            return
        slip = _RST_SLIP.fullmatch(line)
        dated = slip is not None and not read_release(slip["argument"] or "").problems
        if slip is not None and (dated or not line.lstrip().startswith(".. ")) and not self.within:
            self._doubt(f"is no directive; expected '.. release:: {slip['argument'] or '…'}'")
        self._read_text()
        if line.endswith("::"):
            self.open.append(_Open("", indent, "", "", self.number))

    def _begin(self, opened: _Open) -> None:
        """Push a block that begins onto the open ones, and note an include or a misspelt release."""
        if opened.name == "include" and opened.argument:
            self.outline.includes.append(Named(opened.argument, self.within, markdown=self.markdown))
        elif opened.name != "release" and is_near(opened.name.rpartition(":")[2], "release"):
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
                self.outline.toctrees += [Named(entry, self.within, glob=glob) for entry in entries]
            elif closed.name == "eval-rst":
                _Reader(self.outline, self.within, markdown=False).read(closed.entries, closed.line + 1)

    def _read_text(self) -> None:
        """Read a line that opens and closes nothing: an option, a label, the release of its page, or words."""
        top = self.innermost
        listing = top is not None and top.listing
        if top is not None and top.name in ("toctree", "eval-rst"):
            top.entries.append(self.line)
        elif not (top is not None and self._read_option(top)):
            self._note_label()
            if not listing and not self.within:
                self._check_words()
        if not listing and (top is None or not self.within):
            allowed = not self.markdown and top is None
            read_page_field(self.line, self.number, self.outline, allowed=allowed)

    def _read_option(self, opened: _Open) -> bool:
        """Tell whether a line is the option ``:release:`` of a directive; doubt that of a directive that has none."""
        option = _OPTION.fullmatch(self.line)
        if option is None or not is_near(option["name"], "release"):
            return False
        name, value = option["name"], option["value"].strip()
        if opened.name in _HOLDING and opened.release is None:
            opened.release = value
            if name != "release" or option["quotes"].strip():
                written = value.strip("'\"} ")
                self._doubt(f"is no option; did you mean ':release: {written}'?")
            elif opened.parted:
                self._doubt("stands behind an empty line, and is no option there; expected no empty line above it")
            return True
        if name.lower() == "release" and not opened.listing and not self.within and says_release(value):
            self._doubt(f"is no option of {{{opened.name}}}, and would be shown; expected a {{release}} around it")
        return False

    def _note_label(self) -> None:
        if (label := _LABEL.fullmatch(self.line)) is not None:
            name = next(filter(None, label.groups())).strip("`").strip()
            self.outline.labels.append(Named(name, self.within))

    def _check_words(self) -> None:
        """Doubt a role, or a fence that stands behind words or in other marks; comments, and code, may show one."""
        if "{" not in self.line:
            return
        for role in filter(lambda name: is_near(name, "release"), _ROLE.findall(self.line)):
            self._doubt(f"has {quoted(f'{{{role}}}')} for a role; expected a fence '{{release}}' of its own")
        if self.line.lstrip().startswith("%"):
            return
        bare = _CODE.sub(
            lambda code: code[0] if _FENCE_ASTRAY.match(code[0]) and code["marks"] == "```" else "", self.line
        )
        fence = _FENCE_ASTRAY.search(bare)
        if fence is not None and is_near(fence["name"], "release"):
            self._doubt("opens no block; expected a fence '{release}' on a line of its own")


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
