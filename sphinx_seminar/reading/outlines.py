"""The outline of a source file, as far as releases go; and the readers of the release of its whole page.

That stands in front matter, in the metadata of a notebook, or in a field of reStructuredText.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.releases import read_release

#: The field of a page, and any field or pair of a key and a value.
_PAGE_FIELD = "seminar-release"
_FIELD = re.compile(r"(?P<colon>:?)['\"]?(?P<key>[A-Za-z][\w -]*?)['\"]?\s*:(?:\s+(?P<value>.*)|)")
#: Where the release of a page stands that is not at the margin of its line, outside of comments.
_WITHIN_LINE = re.compile(r"(?:[*_>+?:{\s-]|['\"])*seminar[-_ ]?release\W*[:=].*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a file names: a page in a table of contents, a file to include, a label.

    ``within`` are the releases of the blocks around it, as they are written; ``glob`` says that the target is a
    pattern, ``markdown`` that it stands in Markdown.
    """

    target: str
    within: tuple[str, ...] = ()
    glob: bool = False
    markdown: bool = True


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
    """The releases in a source file: of its page and its blocks, with the documents and labels that it names.

    ``release`` are the words of the page's own as they are written, ``None`` without one, and ``release_line`` is their
    line. ``unknown`` are names of directives that are nearly "release", and ``doubts`` messages on lines that may hold
    more back than is understood, each with its line.
    """

    release: str | None = None
    release_line: int = 0
    blocks: list[Block] = field(default_factory=list)
    toctrees: list[Named] = field(default_factory=list)
    includes: list[Named] = field(default_factory=list)
    labels: list[Named] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    doubts: list[tuple[str, int]] = field(default_factory=list)

    def doubt(self, message: str, line: int = 1) -> None:
        """Note a line that may hold more back than is understood."""
        self.doubts.append((message, line))


@lru_cache(maxsize=1024)
def is_near(word: str, known: str) -> bool:
    """Tell whether a word is a known one with a slip, or that one in other capitals or with other hyphens."""
    plain = re.sub(r"[\W_]+", "-", word.casefold())
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


def read_metadata(notebook: dict[str, Any], cells: Sequence[dict[str, Any]], outline: Outline) -> None:
    """Read the release in the metadata of a notebook, and doubt what stands deeper or in those of its cells."""
    waiting = [(notebook.get("metadata"), True), *((cell.get("metadata"), False) for cell in cells)]
    while waiting:
        metadata, whole = waiting.pop()
        for key, value in metadata.items() if isinstance(metadata, dict) else ():
            if key == _PAGE_FIELD and whole:
                outline.release, outline.release_line = str(value), 1
            elif is_near(str(key), _PAGE_FIELD) or (key == "release" and not read_release(str(value)).problems):
                written = quoted(f"{key}: {value}")
                outline.doubt(f"{written} stands in metadata; expected '{_PAGE_FIELD}' in those of the notebook")
            waiting.append((value, False))


def read_front_matter(lines: Sequence[str], outline: Outline) -> int:
    """Read the front matter of a page; return how many lines it has."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return 0
    for number, line in enumerate(lines[1:end], 2):
        pair = _FIELD.match(line.strip())
        key, value = (pair["key"], _unquoted(pair["value"] or "")) if pair is not None else ("", "")
        doubt = ""
        if pair is None or pair["colon"]:
            if _WITHIN_LINE.fullmatch(line):
                doubt = f"stands in the front matter; expected '{_PAGE_FIELD}: …' on a line of its own"
        elif key == _PAGE_FIELD and not line[:1].isspace():
            if outline.release not in (None, value):
                doubt = f"is the second release of the page, after {quoted(outline.release or '')}; expected one"
            outline.release, outline.release_line = value, number
        elif is_near(key, _PAGE_FIELD):
            doubt = f"stands in the front matter; did you mean '{_PAGE_FIELD}', at the margin?"
        elif key.casefold() == "release" and not read_release(value).problems:
            doubt = f"stands in the front matter; did you mean '{_PAGE_FIELD}: {value}'?"
        if doubt:
            outline.doubt(f"{quoted(line.strip())} {doubt}", number)
    if outline.release is None and not outline.doubts:
        _doubt_keys("\n".join(lines[1:end]), outline)
    return end + 1


def _doubt_keys(front_matter: str, outline: Outline) -> None:
    """Doubt the keys that YAML reads and a line does not show: ``? key``, escapes, invisible or foreign marks."""
    try:
        fields = yaml.safe_load(front_matter)
    except (yaml.YAMLError, ValueError):
        return
    for key, value in fields.items() if isinstance(fields, dict) else ():
        prefixed = str(key).casefold().startswith("seminar") and not read_release(str(value)).problems
        if prefixed or is_near(str(key), _PAGE_FIELD):
            written = quoted(f"{key}: {value}")
            outline.doubt(f"{written} stands in the front matter; did you mean '{_PAGE_FIELD}', at the margin?", 2)


def read_page_field(line: str, number: int, outline: Outline, *, allowed: bool) -> None:
    """Read a line of text that may be the release of its page, which a field of reStructuredText says there."""
    pair = _FIELD.fullmatch(line)
    near = pair is not None and is_near(pair["key"], _PAGE_FIELD)
    if pair is not None and pair["key"] == _PAGE_FIELD and pair["colon"] and allowed:
        outline.release, outline.release_line = (pair["value"] or "").strip(), number
    elif near or _WITHIN_LINE.fullmatch(line):
        margin, front = f"':{_PAGE_FIELD}: …' at the margin", f"'{_PAGE_FIELD}: …' in the front matter, the first lines"
        expected = margin if allowed else front
        outline.doubt(f"{quoted(line.strip())} stands in the text of the page; expected {expected}", number)


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"') and value[:1] in value[1:]:
        return value[1:].partition(value[0])[0]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()
