"""Reading the releases in a source file before it is parsed: its own, those of its blocks, and pages that it names.

Pages are left out before they are read, so this looks at lines. It rather finds a block too many than one too few, and
names each doubt: whoever shows the file then leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.releases import read_release

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
_FIELD = re.compile(r"(?P<colon>:?)['\"]?(?P<key>[A-Za-z][\w -]*?)['\"]?\s*:(?:\s+(?P<value>.*)|)")
_OWN = "seminar-release"
#: Where the release of a page stands that is not at the margin of its line, outside of comments.
_OWN_WITHIN = re.compile(r"(?:[*_>+?{\s-]|['\"])*seminar[-_ ]?release\W*:.*", re.IGNORECASE)
_ROLE = re.compile(r"(?<!`)\{(?:sem:)?(?P<name>\w+)\}`(?!`)", re.IGNORECASE)
_BODY_OPTION = re.compile(r":[\w-]+:.*")
_OPTION = re.compile(r"\s*:?(?P<name>[A-Za-z]{5,9}):(?P<value>\s.*|)")
#: Directives whose option :release: holds back what they hold.
_HOLDING = ("lecture", "session", "assignment")
_ENTRY = re.compile(r".*?<(?P<target>[^<>]+)>\s*")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a line; ``doubtful`` says that more might be shown than its author meant."""

    message: str
    line: int
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a file names: the pages of a table of contents, a file to include, a label.

    ``within`` are the releases of the blocks around it, as they are written; ``length`` counts the lines of a block of
    Markdown that are not empty.
    """

    targets: tuple[str, ...]
    within: tuple[str, ...] = ()
    line: int = 0
    glob: bool = False
    length: int = 0


@dataclass(slots=True)
class Outline:
    """What a file says of releases.

    ``own`` is the release of the whole page as it is written, ``None`` without one, ``own_line`` its line. ``blocks``
    are the releases of its blocks, each behind those of the blocks around it, with the target "sem" for
    ``sem:release``. ``unknown`` are names of directives that are nearly "release", each with its line.
    """

    own: str | None = None
    own_line: int = 0
    blocks: list[Named] = field(default_factory=list)
    toctrees: list[Named] = field(default_factory=list)
    includes: list[Named] = field(default_factory=list)
    labels: list[Named] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A fence, or a directive of reStructuredText, that is open; ``names`` is what its lines are."""

    marks: str
    indent: int
    name: str
    argument: str
    line: int
    prefixed: bool = False
    entries: list[str] = field(default_factory=list)
    release: str | None = None
    block: int = -1
    length: int = 0

    @property
    def listing(self) -> bool:
        return not self.name or self.name in _LISTINGS


def outline_of(text: str, *, markdown: bool, colon_fences: bool = True, around: tuple[str, ...] = ()) -> Outline:
    """Return what a source file says of releases.

    ``markdown`` says that it is no reStructuredText, ``colon_fences`` that ``:::`` opens a directive there; ``around``
    are the releases of the blocks in which another file includes it.
    """
    lines = text.splitlines()
    outline = Outline()
    start = _front_matter(lines, outline) if markdown else 0
    reader = _Markdown(outline, colon_fences) if markdown else _Restructured(outline)
    reader.read(lines[start:], start + 1, around)
    return outline


def _front_matter(lines: Sequence[str], outline: Outline) -> int:
    """Read the front matter of a page; return how many lines it has."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return 0
    for number, line in enumerate(lines[1:end], 2):
        found = _FIELD.match(line.strip())
        if found is None or found["colon"]:
            if _OWN_WITHIN.fullmatch(line):
                message = (
                    f"{quoted(line.strip())} stands in the front matter; expected '{_OWN}: …' on a line of its own"
                )
                outline.slips.append(Slip(message, number, doubtful=True))
            continue
        key, value = found["key"], _unquoted(found["value"] or "")
        if key == _OWN and not line[:1].isspace():
            if outline.own not in (None, value):
                message = f"{quoted(line.strip())} is the second release of the page, after {quoted(outline.own)}"
                outline.slips.append(Slip(f"{message}; expected one", number, doubtful=True))
            outline.own, outline.own_line = value, number
        elif is_near(key, _OWN):
            message = f"{quoted(line.strip())} stands in the front matter; did you mean '{_OWN}', at the margin?"
            outline.slips.append(Slip(message, number, doubtful=True))
        elif key.casefold() == "release" and not read_release(value).problems:
            message = f"{quoted(line.strip())} stands in the front matter; did you mean '{_OWN}: {value}'?"
            outline.slips.append(Slip(message, number, doubtful=True))
    return end + 1


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"') and value[:1] in value[1:]:
        return value[1:].partition(value[0])[0]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def is_near(word: str, known: str) -> bool:
    """Tell whether a word is a known one with a slip, or that one in other capitals or with other hyphens."""
    plain = re.sub(r"[\s_-]+", "-", word.casefold())
    return plain == known or (abs(len(plain) - len(known)) <= 2 and _distance(plain, known) <= len(known) // 4 + 1)


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, left out, put in or exchanged with the next (optimal alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, mark in enumerate(one, 1):
        earlier, before, row = before, row, [number]
        for place, wanted in enumerate(other, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (mark != wanted))
            swapped = number > 1 and place > 1 and mark == other[place - 2] and one[number - 2] == wanted
            row.append(min(cost, earlier[place - 2] + 1) if swapped else cost)
    return row[-1]


class _Reader:
    """Reads a file line by line, and knows what is open."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.open: list[_Open] = []
        self.around: tuple[str, ...] = ()

    def read(self, lines: Sequence[str], first: int, around: tuple[str, ...]) -> None:
        """Read lines, of which ``first`` is the number of the first, inside of the blocks ``around``."""
        self.around = around
        for number, line in enumerate(lines, first):
            self._line(line, number)
        self._close(0)

    def _line(self, line: str, number: int) -> None:
        raise NotImplementedError

    @property
    def within(self) -> tuple[str, ...]:
        own = (each.argument if each.name == "release" else each.release for each in self.open)
        return (*self.around, *(release for release in own if release is not None))

    def _begin(self, opened: _Open) -> None:
        """Note what begins; what stands in a listing begins nothing."""
        name = opened.name
        if name == "release":
            opened.block = len(self.outline.blocks)
            self.outline.blocks.append(
                Named(("sem",) if opened.prefixed else (), (*self.within, opened.argument), opened.line)
            )
        elif name == "include" and opened.argument:
            self.outline.includes.append(Named((opened.argument,), self.within, opened.line))
        elif name and is_near(name, "release"):
            self.outline.unknown.append((name, opened.line))
        self.open.append(opened)

    def _close(self, depth: int) -> None:
        """Close all that is open from a depth on."""
        for number in range(len(self.open) - 1, depth - 1, -1):
            closed = self.open.pop(number)
            if closed.block >= 0:
                blocks = self.outline.blocks
                blocks[closed.block] = replace(blocks[closed.block], length=closed.length)
            if closed.name == "toctree":
                entries, glob = _entries(closed.entries)
                self.outline.toctrees.append(Named(tuple(entries), self.within, closed.line, glob))
            self._end(closed)

    def _end(self, closed: _Open) -> None:
        """Do what the language of the file needs at the end of something."""

    def _text(self, line: str, number: int) -> None:
        """Note what stands on a line that opens and closes nothing."""
        top = self.open[-1] if self.open else None
        if top is not None and (top.name == "toctree" or top.name == "eval-rst"):
            top.entries.append(line)
            return
        option = _OPTION.fullmatch(line) if top is not None and top.name in _HOLDING and top.release is None else None
        if top is not None and option is not None and is_near(option["name"], "release"):
            top.release = option["value"].strip()
            if option["name"] != "release":
                message = f"the option {quoted(line.strip())} does not exist; did you mean ':release: {top.release}'?"
                self.outline.slips.append(Slip(message, number, doubtful=True))
            return
        if (top is None or not top.listing) and not self.within:
            self._roles(line, number)
        found = _LABEL.fullmatch(line) if self.within else None
        if found is not None:
            label = next(filter(None, found.groups()))
            self.outline.labels.append(Named((label.strip("`").strip(),), self.within, number))

    def _roles(self, line: str, number: int) -> None:
        """Note what is written as a role, which hides nothing."""
        for role in _ROLE.findall(line):
            if is_near(role, "release"):
                message = f"there is no role {quoted(f'{{{role}}}')}; expected a fence '{{release}}' of its own"
                self.outline.slips.append(Slip(message, number, doubtful=True))

    def _own(self, line: str, number: int, *, fields: bool) -> None:
        """Read the release of a page that stands at the margin of its text."""
        asks = not self.open and "release" in line.casefold()
        found = _FIELD.fullmatch(line) if asks else None
        near = found is not None and is_near(found["key"], _OWN)
        if not near and not (asks and _OWN_WITHIN.fullmatch(line)):
            return
        if near and found is not None and found["key"] == _OWN and found["colon"] and fields:
            self.outline.own, self.outline.own_line = (found["value"] or "").strip(), number
            return
        expected = f"':{_OWN}: …' at the margin" if fields else f"'{_OWN}: …' in the front matter, the first lines"
        message = f"{quoted(line.strip())} stands in the text of the page; expected {expected}"
        self.outline.slips.append(Slip(message, number, doubtful=True))


class _Markdown(_Reader):
    def __init__(self, outline: Outline, colon_fences: bool) -> None:
        super().__init__(outline)
        self.colon_fences = colon_fences

    def _line(self, line: str, number: int) -> None:
        found = _FENCE.fullmatch(line.rstrip())
        self._count(line)
        if found is None:
            self._text(line, number)
            self._own(line, number, fields=False)
            return
        marks, info = found["marks"], found["info"].strip()
        if not info:
            closed = next((depth for depth, each in enumerate(self.open) if marks.startswith(each.marks)), None)
            if closed is not None:
                self.open[closed].length -= 1
                self._close(closed)
                return
        tangled = next((each for each in self.open if each.name == "release" and marks.startswith(each.marks)), None)
        if tangled is not None:
            message = (
                f"{quoted(line.strip())} stands in a {{release}} whose fence, {quoted(tangled.marks)} on line "
                f"{tangled.line}, is no longer; the block ends with the next one, and what follows would be shown. "
                "Expected more marks around it"
            )
            self.outline.slips.append(Slip(message, number, doubtful=True))
        if self.open and self.open[-1].listing:
            listing, named = self.open[-1], _NAMED.fullmatch(info)
            # A listing that shows a block has more marks than that.
            if named is not None and is_near(named["name"], "release") and marks.startswith(listing.marks):
                message = (
                    f"{quoted(line.strip())} stands in a listing that begins on line {listing.line}, and would be "
                    "shown; expected a fence there that is closed above"
                )
                self.outline.slips.append(Slip(message, number, doubtful=True))
            self._text(line, number)
            return
        self._begin(self._opened(marks, info, line, number))

    def _opened(self, marks: str, info: str, line: str, number: int) -> _Open:
        named = _NAMED.fullmatch(info)
        if named is not None and marks[0] == ":" and not self.colon_fences and named["name"] == "release":
            message = (
                f"{quoted(line.strip())} opens nothing; expected a fence of backticks, or 'colon_fence' in "
                "myst_enable_extensions"
            )
            self.outline.slips.append(Slip(message, number, doubtful=True))
        word, _space, rest = info.strip("{} ").partition(" ")
        plain = rest.strip("} ")
        if named is None and is_near(word, "release") and word and not read_release(plain).problems:
            message = f"a fence is opened with {quoted(info)}; expected '{{release}}' in braces"
            self.outline.slips.append(Slip(message, number, doubtful=True))
        if named is None:
            return _Open(marks, 0, "", "", number)
        return _Open(marks, 0, named["name"].lower(), named["argument"].strip(), number, bool(named["prefix"]))

    def _count(self, line: str) -> None:
        """Count the lines of the bodies that are open, without their options, so that MyST can be asked for them."""
        words = line.strip(" \t>")
        for each in self.open if words else ():
            each.length += bool(each.length) or _BODY_OPTION.fullmatch(words) is None

    def _end(self, closed: _Open) -> None:
        if closed.name == "eval-rst":
            _Restructured(self.outline).read(closed.entries, closed.line + 1, self.within)


class _Restructured(_Reader):
    def _line(self, line: str, number: int) -> None:
        if not line.strip():
            return
        indent = len(line) - len(line.lstrip())
        self._close(next((depth for depth, each in enumerate(self.open) if indent <= each.indent), len(self.open)))
        if self.open and self.open[-1].listing:
            return
        found = _RST.fullmatch(line.rstrip())
        if found is not None:
            indent, argument = len(found["indent"]), (found["argument"] or "").strip()
            self._begin(_Open("", indent, found["name"].lower(), argument, number, bool(found["prefix"])))
            return
        slip = _RST_SLIP.fullmatch(line.rstrip())
        if slip is not None and not line.lstrip().startswith(".. ") and not self.within:
            message = f"{quoted(line.strip())} is no directive; expected '.. release:: {slip['argument'] or '…'}'"
            self.outline.slips.append(Slip(message, number, doubtful=True))
        self._text(line, number)
        self._own(line, number, fields=True)
        if line.rstrip().endswith("::"):
            self.open.append(_Open("", indent, "", "", number))


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
            found = _ENTRY.fullmatch(written)
            entries.append(found["target"].strip() if found is not None else written)
    return entries, glob


def outline_of_metadata(notebook: object) -> Outline:
    """Return what the metadata of a notebook say of its release, and doubt what those of its cells say."""
    outline = Outline()
    top = notebook if isinstance(notebook, dict) else {}
    cells = top.get("cells")
    waiting: list[tuple[object, bool]] = [(top.get("metadata"), True)]
    waiting += [(cell.get("metadata"), False) for cell in cells or () if isinstance(cell, dict)]
    while waiting:
        metadata, own = waiting.pop()
        for key, value in metadata.items() if isinstance(metadata, dict) else ():
            if key == _OWN and own:
                outline.own, outline.own_line = str(value), 1
            elif is_near(str(key), _OWN):
                message = f"{quoted(f'{key}: {value}')} stands in metadata; expected '{_OWN}' in those of the notebook"
                outline.slips.append(Slip(message, 1, doubtful=True))
            waiting.append((value, False))
    return outline


def cells_of(notebook: object) -> Iterator[tuple[str, bool]]:
    """Yield the texts of the cells of a notebook that hold words, each with whether a block in it is left open."""
    cells = notebook.get("cells", []) if isinstance(notebook, dict) else []
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict) and cell.get("cell_type") in ("markdown", "raw"):
            source = cell.get("source", "")
            text = "".join(map(str, source)) if isinstance(source, list) else str(source)
            yield text, _left_open(text)


def _left_open(text: str) -> bool:
    reader = _Markdown(Outline(), colon_fences=True)
    for number, line in enumerate(text.splitlines(), 1):
        reader._line(line, number)
    return any(each.name == "release" for each in reader.open)
