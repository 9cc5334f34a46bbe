"""Several links in one cell: ``[label](url)``, ``Label <url>``, ``Label: url``, addresses and paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import punctuation

from sphinx_seminar.model import Problem, Reading, Resource
from sphinx_seminar.model.addresses import safe_address
from sphinx_seminar.reading.sessions.headers import meaning_of

_LINK = re.compile(
    r"!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*+)\]\((?:<(?P<angled>[^<>]*)>|(?P<round>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+\"(?P<title>[^\"]*)\")?\s*\)"
    r"|<(?P<target>[^<>\n]+)>"
    r"|(?P<bare>\b(?:[a-z][a-z0-9+.\-]{1,20}://|mailto:|www\.)[^\s<>\"|]+)",
    re.IGNORECASE,
)
#: What separates two links and says nothing by itself; what may end an address and belongs to the sentence.
_BETWEEN = " \t,;|·•/&+"
_AFTER_ADDRESS = ".,;:!?)]}'\""
#: A path of the book: a file name, one with spaces of a kind that courses have, or an explicit one.
_PATH = re.compile(
    r"[^\s:;,]+\.[A-Za-z][A-Za-z0-9]{1,4}\Z|\.{0,2}/[^\s:;,]+\Z|[^\s:;,]+/\Z"
    r"|[^:;,]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|md|txt|mp4|webm|docx?|py|ps|djvu|csv|png|jpe?g|svg)\Z",
    re.IGNORECASE,
)
#: Schemes that a link without label may be meant to have; those that are not allowed are refused by their name.
_SCHEME = re.compile(r"(?:https?|ftp|webcal|mailto|javascript|vbscript|data|file|blob):\S+\Z", re.IGNORECASE)
#: Longer texts are no links (characters).
_LONGEST = 10_000
#: What the label of a link says of its kind.
_KINDS = {"slides": "slides", "recording": "recording", "notes": "notes", "code": "code", "exercises": "exercises"}


def links_in(cell: str, kind: str, mixed: bool = False) -> Reading[tuple[Resource, ...]]:
    """Read the links of a cell, in order; what is no link is kept as a resource with a label and no target.

    ``mixed`` says that a label such as "Slides" or "Video" tells the kind, and ``kind`` is that of the others.
    """
    resources: list[Resource] = []
    problems: list[Problem] = []
    for label, target in _pairs(cell):
        address = safe_address(target)
        problems += address.problems
        shown = label if address.value else " ".join(part for part in (label, target) if part)
        meaning = _KINDS.get(meaning_of(label.rstrip(":")), kind) if mixed else kind
        if address.value or shown:
            resources.append(Resource(meaning, address.value, shown))
    return Reading(tuple(resources), tuple(problems))


def whole_link(cell: str) -> tuple[str, str]:
    """Return label and target of a cell that is one link with a label, else the cell and nothing."""
    found = list(_LINK.finditer(cell)) if len(cell) <= _LONGEST else []
    if len(found) == 1 and found[0]["bare"] is None and not cell[found[0].end() :].strip():
        (label, target), *others = _pairs(cell)
        if label and not others and safe_address(target).value:
            return label, target
    return cell, ""


def labelled_links(cell: str) -> list[tuple[str, str]]:
    """Return labels and targets of a cell that holds nothing but links in brackets, each with a label; else nothing."""
    found = list(_LINK.finditer(cell)) if len(cell) <= _LONGEST else []
    if not found or any(link["bare"] is not None for link in found):
        return []
    pairs = list(_pairs(cell))
    return pairs if all(label and safe_address(target).value for label, target in pairs) else []


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    """Yield labels and targets; either may be empty."""
    position = 0
    for found in _LINK.finditer(cell):
        if found.start() < position:
            continue
        *before, lead = _segments(cell[position : found.start()])
        yield from before
        label, target, position = _parts_of(found)
        words = lead[0] or lead[1]
        yield " ".join([*words.split(), *label.split()]).removesuffix(":" if not label else "\0").rstrip(), target
    yield from (pair for pair in _segments(cell[position:]) if any(pair))


def _parts_of(found: re.Match[str]) -> tuple[str, str, int]:
    """Return the label and the target of a link, and where it ends."""
    if found["bare"] is not None:
        address = _address(found["bare"])
        target = f"https://{address}" if address.casefold().startswith("www.") else address
        return "", target, found.start() + len(address)
    if found["target"] is not None:
        return "", found["target"].strip(), found.end()
    title = f" ({found['title']})" if found["title"] else ""
    return found["label"] + title, (found["angled"] or found["round"] or "").strip(), found.end()


def _address(bare: str) -> str:
    """Leave out what ends a sentence or a bracket rather than an address."""
    while bare and bare[-1] in _AFTER_ADDRESS:
        if bare[-1] == ")" and bare.count("(") >= bare.count(")"):
            break
        bare = bare[:-1]
    return bare


def _segments(text: str) -> list[tuple[str, str]]:
    """Divide what stands between links into texts and paths; the last one may be a label of what follows."""
    pairs: list[tuple[str, str]] = []
    for part in re.split(r"[;\n]", text):
        if not part.strip(punctuation + _BETWEEN):
            pairs.append(("", ""))
            continue
        words = [piece.strip(_BETWEEN) for piece in part.split(",")]
        if all(_is_target(word) for word in words if word):
            pairs += [("", word) for word in words]
        else:
            word = part.strip(_BETWEEN)
            pairs.append(("", word) if _is_target(word) else (word, ""))
    *before, last = pairs or [("", "")]
    return [*(pair for pair in before if any(pair)), last]


def _is_target(word: str) -> bool:
    return _PATH.match(word) is not None or _SCHEME.match(word) is not None
