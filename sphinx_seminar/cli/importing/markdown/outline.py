"""The outline of a page: a tree of its sections, with the page's title and year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinx_seminar.cli.importing.entries import read_entry
from sphinx_seminar.cli.importing.lines import Year
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.targets import Anchors
from sphinx_seminar.model.text import folded

_TERM = re.compile(
    r"\b(?:spring|summer|fall|autumn|winter|michaelmas|hilary|trinity|lent|easter|term|semester|sommersemester|"
    r"wintersemester|sose|wise|ss|ws|frühjahr|herbst|automne|printemps|semestre|"
    r"trimestre|curso|otoño|primavera|academic year|year|edition|quarter)\b[\s:,]*"
    r"(?:(?:term|semester|quarter|of)\s+)?(?P<first>20\d\d|(?<=ws )\d\d|(?<=ss )\d\d)"
    r"(?:\s*[/–-]\s*(?P<second>20\d\d|\d\d)(?![\d-]))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"\b(?P<first>20\d\d)[\s-]+(?:spring|summer|fall|autumn|winter)\b|(?P<year>20\d\d)年?[春秋]", re.IGNORECASE
)
#: Headings that are no title of a page, even if they are its first.
_PARTS = frozenset(
    {"preamble", "introduction", "about", "overview", "contents", "table of contents", "schedule", "news", "syllabus"}
    | {"announcements", "home", "description", "course description", "welcome", "navigation", "about the course"}
)
#: A line that is bold as a whole, and a number before a date; how many of them are headings of a page.
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<words>(?:(?!(?P=mark))[^\n])+)(?P=mark)")
_COUNTED = re.compile(r"\d{1,3}[.)]\s")
_SEVERAL, _DEEPEST = 2, 6
#: A term as Japanese and Chinese name it, "2007年冬", "2016年秋季学期", "2023年度後期".
_EASTERN = re.compile(
    r"(?P<first>20\d\d)\s*(?:[-–~～](?P<second>20\d\d|\d\d))?\s*(?:学年度?|年度?)\s*(?:第?[一二]?学期|[春夏秋冬]|[前後]期|[SA]セメスター)"
)
#: Terms over the turn of a year, which may be named by its first year alone.
_OVER = re.compile(r"wintersemester|wise|\bws\b|後期|冬学期|冬\Z|第一学期", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d./-])(20[0-4]\d)(?![\d./-])")


@dataclass(slots=True)
class Section:
    """A heading with what stands below it, up to the next heading; ``children`` are the sections inside.

    ``anchor`` is what links in the page call it.
    """

    title: str = ""
    line: int = 1
    level: int = 0
    anchor: str = ""
    blocks: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        """Yield this section and all inside it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()


def with_headings(blocks: Sequence[Block], year: Year) -> list[Block]:
    """Return blocks in which bold lines that begin with a date or a number are headings, where there are several."""
    level = max((block.level for block in blocks if block.kind == "heading"), default=0) + 1
    bold = {id(block): found["words"] for block in blocks if (found := _is_bold(block)) is not None}
    entries = {key: read_entry(words, year) for key, words in bold.items()}
    marked = {key for key, entry in entries.items() if entry.headed or (entry.date and _COUNTED.match(bold[key]))}
    if len(marked) < _SEVERAL or level > _DEEPEST:
        return list(blocks)
    return [
        replace(one, kind="heading", text=bold[id(one)], level=level) if id(one) in marked else one for one in blocks
    ]


def _is_bold(block: Block) -> re.Match[str] | None:
    return _BOLD.fullmatch(block.text.strip()) if block.kind == "paragraph" else None


def outline_of(blocks: Sequence[Block], title: str = "") -> Section:
    """Return the tree of a page; its root has the ``title``, or that of one heading that stands above all others."""
    root = Section()
    open_sections: list[tuple[int, Section]] = [(0, root)]
    anchors = Anchors()
    for block in blocks:
        if block.kind != "heading":
            open_sections[-1][1].blocks.append(block)
            continue
        while open_sections[-1][0] >= block.level:
            open_sections.pop()
        section = Section(block.text, block.line, block.level, anchors.of(block.text))
        open_sections[-1][1].children.append(section)
        open_sections.append((block.level, section))
    titled = _titled(root)
    if not title or folded(titled.title) == folded(title):
        return titled
    root.title = title
    return root


def _titled(root: Section) -> Section:
    """Return the tree with a title: the only heading of the highest level, or a first one that heads no text."""
    if not root.children:
        return root
    top = min(child.level for child in root.children)
    main, *others = sorted(root.children, key=lambda child: child.level != top)
    if others and others[0].level == top:
        # None is alone at the top: the first is the title, unless it is the name of a part.
        main, *others = root.children
        if main.level > 1 or folded(main.title) in _PARTS:
            return root
        return replace(main, blocks=root.blocks + main.blocks, children=main.children + others)
    return replace(main, blocks=root.blocks + main.blocks, children=others + main.children)


def year_of(*texts: str) -> Year:
    """Return the year of the first term that the texts name ("Fall 2026"), searched in their order.

    Without a term, the year is the only one in a text before the last, such as a title. An unknown year is false.
    """
    for text in texts:
        turned = _YEAR_FIRST.search(text)
        term = _TERM.search(text) or _EASTERN.search(text)
        if turned is not None and (term is None or turned.start() <= term.start()):
            return Year(int(turned["first"] or turned["year"]))
        if term is not None:
            first = int(term["first"]) % 100 + 2000
            second = int(term["second"]) % 100 + 2000 if term["second"] else 0
            over = second == first + 1 or (not second and _OVER.search(term[0]) is not None)
            return Year(first, first + 1 if over else 0)
    for text in texts[:-1]:
        named = set(_YEAR.findall(text))
        if len(named) == 1:
            return Year(int(named.pop()))
    return Year()
