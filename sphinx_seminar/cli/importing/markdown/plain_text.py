"""Converting plain text, such as copied from a browser, to Markdown: headings, bullets and rows by their looks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sphinx_seminar.cli.book_folder import markdown_line, markdown_text

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[•‣◦▪●–*-]|\d{1,3}[.)])\s+(?=\S)")
#: An address, with the spaces around it.
_ADDRESS = re.compile(r"( ?)(https?://[^\s<>]*[^\s<>.,;:!?)\]])( ?)")
#: A line that may be a heading: short, and no sentence (characters).
_LONGEST_HEADING = 80
#: What pages show in the place of a link; copied, it leads nowhere.
_ICONS = " \t🔗¶\u200b"
_LONGEST_LINE = 120
_KINDS = frozenset({"workshop", "seminar", "course", "lecture", "tutorial", "reading group", "symposium"})
_SENTENCE = re.compile(r"[.?!:;,]\Z|\A[a-z(|>]|\A[\W\d_]+\Z")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = (
    rf"(?:{_MONTH}\s+\d{{1,2}},?|\d{{1,2}}\.?\s+{_MONTH})(?:\s+\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
)
#: A line that begins with a day, and a line that is nothing but the hours of a session.
_DATED = re.compile(rf"\s*(?P<date>{_DAY})[\s|:,–-]+(?P<text>\S.*)")
_HOURS = re.compile(
    r"\s*(?:[A-Z][a-z]{2,8},?\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*[-–]\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*\Z",
    re.I,
)
_KIND = re.compile(r"(?P<title>.*?)\s*\(\s*(?P<kind>[^()]*?)\s*\)\s*>?\s*\Z", re.DOTALL)


def plain_as_markdown(text: str) -> str:
    """Return a text as Markdown with all of its words."""
    paragraphs = [part.split("\n") for part in re.split(r"\n[^\S\n]*\n+", text.expandtabs(4).replace("\f", "\n\n"))]
    paragraphs = [[line for line in lines if line.strip()] for lines in paragraphs]
    headings = Counter(lines[0].strip() for lines in paragraphs if len(lines) == 1 and _may_be_heading(lines[0]))
    written: list[str] = []
    for lines in paragraphs:
        if lines:
            _write(lines, headings, written)
    return "\n\n".join(written) + "\n"


def _may_be_heading(line: str) -> bool:
    bare = line.strip()
    return len(bare) <= _LONGEST_HEADING and not _SENTENCE.search(bare) and _BULLET.match(line) is None


def _write(lines: list[str], headings: Counter[str], written: list[str]) -> None:
    hours = [number for number, line in enumerate(lines) if _HOURS.match(line)]
    dated = [match for match in map(_DATED.match, lines) if match is not None]
    if len(hours) > 1:
        above = lines[: hours[0]]
        titled = len(above) > 1 and _may_be_heading(above[-1])
        if above:
            _write(above[:-1] if titled else above, headings, written)
        written += [f"## {_words(above[-1].strip())}"] if titled else []
        written.append(_programme(lines[hours[0] :]))
    elif len(dated) > 1 and len(dated) * 2 > len(lines):
        _rows(lines, written)
    elif _BULLET.match(lines[0]):
        _bullets(lines, written)
    elif len(lines) == 1 and lines[0].strip() in headings:
        word = lines[0].strip()
        level = 1 if not written else 3 if headings[word] > 2 else 2
        written.append(f"{'#' * level} {_words(word)}")
    elif not written and _may_be_heading(lines[0]) and len(lines) > 1:
        # A page of a conference says first that it is a "Workshop", and then which one.
        kind = lines[0].strip().casefold() in _KINDS and _may_be_heading(lines[1])
        written.append(f"# {_words(lines[kind].strip())}")
        _write([lines[0], *lines[2:]] if kind else lines[1:], headings, written)
    else:
        # Where lines are not wrapped, each is a paragraph.
        between = "\n\n" if any(len(line) > _LONGEST_LINE for line in lines) else "\n"
        written.append(between.join(markdown_line(_words(line.strip())) for line in lines))


def _words(line: str) -> str:
    """Escape Markdown's markup; addresses become links."""
    pieces = _ADDRESS.split(line)
    pieces[::4] = map(markdown_text, pieces[::4])
    pieces[2::4] = (f"<{address}>" for address in pieces[2::4])
    return "".join(pieces).strip()


def _bullets(lines: Sequence[str], written: list[str]) -> None:
    """Write a list; one that is cut by blank lines goes on."""
    indents: list[int] = []
    items = []
    for line in lines:
        found = _BULLET.match(line)
        if found is None:
            items.append(f"{'  ' * len(indents)}{markdown_line(_words(line.strip()))}")
            continue
        depth = len(found["indent"])
        while indents and indents[-1] >= depth:
            indents.pop()
        mark = found["mark"] if found["mark"][0].isdigit() else "-"
        items.append(f"{'   ' * len(indents)}{mark} {_words(line[found.end() :].strip())}")
        indents.append(depth)
    before = written[-1] if written else ""
    if re.match(r"-|\d{1,3}[.)]", before) and before[:1].isdigit() == items[0].strip()[:1].isdigit():
        written[-1] = "\n".join([before, *items])
    else:
        written.append("\n".join(items))


def _rows(lines: Sequence[str], written: list[str]) -> None:
    """Write lines that begin with a day as a table; a line above them that names columns is kept as it is."""
    rows: list[str] = []
    for line in lines:
        found = _DATED.match(line)
        if found is None and not rows:
            written.append(markdown_line(_words(line.strip())))
        elif found is None:
            rows.append(f"|  | {_cell(line)} |")
        else:
            rows.append(f"| {found['date'].rstrip(',')} | {_cell(found['text'])} |")
    written.append("\n".join(["| Date | Topic |", "| --- | --- |", *rows]))


def _programme(lines: Sequence[str]) -> str:
    """Write sessions that each begin with a line of hours as a table; vertical bars separate what follows."""
    rows: list[list[str]] = []
    for line in lines:
        if _HOURS.match(line):
            rows.append([line.strip(), ""])
        else:
            rows[-1][1] += f" {line.strip(_ICONS)}"
    written = ["| Time | Title | Type | Speakers |", "| --- | --- | --- | --- |"]
    for hours, rest in rows:
        parts = [part.strip(" >" + _ICONS) for part in rest.split("|")]
        parts = [part for part in parts if part]
        kind = _KIND.match(parts[0]) if parts else None
        title = kind["title"].strip(" >") if kind is not None else (parts[0] if parts else "")
        others = [hours, title, kind["kind"] if kind is not None else "", " · ".join(parts[1:])]
        written.append(f"| {' | '.join(map(_cell, others))} |")
    return "\n".join(written)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
