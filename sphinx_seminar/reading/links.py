"""Links as authors write them, in options and in cells: ``Label <target>``, ``[label](target)``, ``Label: address``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import punctuation

from sphinx_seminar.model import Problem, Reading, Resource, Timing
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.reading.plain import listed, says_open, split_list, without_emphasis, without_mark
from sphinx_seminar.reading.releases import LONGEST, astray, marks_behind, split_at_releases
from sphinx_seminar.reading.vocabulary import meaning_of

_LINK = re.compile(
    r"!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*+)\]\((?:<(?P<angled>[^<>]*)>|(?P<round>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+\"(?P<title>[^\"]*)\")?\s*\)"
    r"|<(?P<target>[^<>\n]+)>"
    r"|(?P<bare>\b(?:[a-z][a-z0-9+.\-]{1,20}://|mailto:|www\.)"
    # A semicolon or a comma before another link ends an address.
    r"(?:[^\s<>\"|;,；]|,(?!(?:https?|ftp)://|\s|;|\Z)"
    r"|;(?!(?:https?|ftp)://|\s|;|\Z|[^;\n<]*<)(?![^\s;,:/]+\.[a-z]{2,4}(?![\w./])))+)",
    re.IGNORECASE,
)
_UNCLOSED = re.compile(r"(?P<open><[a-z]+:[^<>\s;]+)(?=\s*(?:;|\Z))(?![^<]*>)", re.IGNORECASE)
_LABELLED = re.compile(r"(?s)(?P<label>.*)<(?P<target>[^<>]*)>\s*\Z")
_MARKDOWN = re.compile(
    r"(?s)\[(?P<label>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*\Z"
)
_LABEL_ALONE = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
#: What separates two links and says nothing by itself; what may end an address and belongs to the sentence.
_BETWEEN = " \t,;|·•&+"
#: A slash between two links, which no path begins or ends with.
_SLASH = re.compile(r"\A/(?=\s)|(?<=\s)/\Z")
_AND = ("and", "und", "et", "y", "or", "oder", "ou")
_AFTER_ADDRESS = ".,;:!?)]}'\""
#: A path of the book: a file name, one with spaces of a kind that courses have, or an explicit one.
_PATH = re.compile(
    r"[^\s:;,]+\.[A-Za-z][A-Za-z0-9]{1,4}\Z|\.{0,2}/[^\s:;,]+\Z|[^\s:;,]+/\Z"
    r"|[^:;,]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|md|txt|mp4|webm|docx?|py|ps|djvu|csv|png|jpe?g|svg)\Z",
    re.IGNORECASE,
)
#: Schemes that a link without label may be meant to have; those that are not allowed are refused by their name.
_SCHEME = re.compile(r"(?:https?|ftp|webcal|mailto|javascript|vbscript|data|file|blob):\S+\Z", re.IGNORECASE)
#: The label of a fact: what stands before the first colon that belongs to no address.
_FACT = re.compile(r"(?P<label>[^:：<>\[\]]{1,80}?)\s*[:：](?!//)\s*(?P<words>\S.*)", re.DOTALL)
#: What the label of a link says of its kind.
_KINDS = {"slides": "slides", "recording": "recording", "notes": "notes", "code": "code", "exercises": "exercises"}


def split_label(part: str) -> tuple[str, str]:
    """Return the label and the target of ``Label <target>``, ``[Label](target)`` or a bare target."""
    found = _MARKDOWN.match(part) or _LABELLED.match(part)
    if found is None:
        return "", part
    return " ".join(found["label"].split()), found["target"].strip()


def read_links(text: str, kind: str, *, mixed: bool = False, files: bool = True) -> Reading[tuple[Resource, ...]]:
    """Read a list of links, in order; ``Resource.line`` counts from 1 within the text.

    ``mixed`` says that a label such as "Slides" or "Video" tells the kind, and ``kind`` is that of the others.
    ``files`` says that words alone name a file; else they are kept as a resource with a label and no target, as is the
    label (or the address) of a link that is refused.
    """
    resources: list[Resource] = []
    problems: list[Problem] = []
    later: Timing | None = None
    for line, written in enumerate(listed(text).split("\n"), 1):
        own: list[Problem] = []
        for part, release, holds_all in split_at_releases(written, own):
            links = []
            for label, target in _links(_closed(part, own), files):
                address = safe_address(target)
                own += address.problems
                shown = label if address.value else label or target
                meaning = _KINDS.get(meaning_of(label.rstrip(":")), kind) if mixed else kind
                if address.value or shown:
                    links.append(Resource(meaning, address.value, shown, line))
            if release is not None and not links:
                # On a line of its own it holds back the links above it, or those below where there are none.
                later = later if resources else release
                resources = [replace(link, release=link.release or release) for link in resources]
            first = 0 if holds_all else max(0, len(links) - 1)
            resources += [replace(link, release=later) for link in links[:first]]
            resources += [replace(link, release=release or later) for link in links[first:]]
        problems += [replace(problem, line=line) for problem in own]
    return Reading(tuple(resources), tuple(problems))


def has_release(text: str) -> bool:
    """Tell whether a link of a text waits for its release."""
    ends = [mark.start() for mark in marks_behind(text[:LONGEST])]
    return any(_LINK.search(text[:end]) for end in (*ends, *([len(text)] if astray(text) is not None else [])))


def without_targets(text: str) -> str:
    """Return a text with the labels of its Markdown links in their place."""
    return _LABEL_ALONE.sub(r"\1", text)


def read_facts(text: str) -> Reading[tuple[tuple[str, tuple[Resource, ...]], ...]]:
    """Read facts under labels of their author's own: ``Textbook: Deep Learning <https://…>; Exam: oral, 30 minutes``.

    Each is words, links, or both. A part without a label goes on the fact before it; the first one is a label alone.
    """
    facts: list[tuple[str, tuple[Resource, ...]]] = []
    problems: list[Problem] = []
    for line, part in split_list(listed(text)):
        found = _FACT.fullmatch(part)
        label, words = (found["label"], found["words"]) if found is not None else ("", part)
        read = read_links(words, "link", files=False)
        problems += [Problem(problem.subtype, problem.message, line) for problem in read.problems]
        pieces = read.value or (Resource("link", "", words),)
        pieces = tuple(replace(piece, kind="link", line=line + piece.line - 1) for piece in pieces)
        if label:
            facts.append((without_emphasis(label), pieces))
            continue
        shown = "it goes on the fact before it" if facts else "it is shown as a label"
        message = f"the fact {quoted(part)} has no label; expected 'Label: words', such as 'Exam: oral'; {shown}"
        problems.append(Problem("course", message, line))
        before, said = facts.pop() if facts else (without_emphasis(part), ())
        facts.append((before, (*said, *pieces) if said else pieces if any(p.target for p in pieces) else ()))
    return Reading(tuple(facts), tuple(problems))


def whole_link(cell: str) -> tuple[str, str]:
    """Return label and target of a cell that is one link with a label, else the cell and nothing."""
    pairs, found = labelled_links(cell), links_with_positions(cell)
    return pairs[0] if len(pairs) == 1 and not cell[found[-1][3] :].strip() else (cell, "")


def links_with_positions(text: str) -> list[tuple[str, str, int, int]]:
    """Return the links of a text, each as label, target, and where it begins and ends."""
    found = []
    for link in _LINK.finditer(text) if len(text) <= LONGEST else ():
        label, target, end = _parts_of(link)
        found.append((label, target, link.start(), end))
    return found


def labelled_links(cell: str) -> list[tuple[str, str]]:
    """Return labels and targets of a cell that holds nothing but links in brackets, each with a label; else nothing."""
    found = list(_LINK.finditer(cell)) if len(cell) <= LONGEST else []
    if not found or any(link["bare"] is not None for link in found):
        return []
    pairs = list(_pairs(cell))
    return pairs if all(label and safe_address(target).value for label, target in pairs) else []


def _closed(line: str, problems: list[Problem]) -> str:
    """Close the angle brackets that are open at the end of a link."""
    for found in _UNCLOSED.finditer(line):
        part = line[line.rfind(";", 0, found.start()) + 1 : found.end()].strip()
        message = (
            f"the angle bracket of {quoted(part)} is not closed; expected 'Label <address>'; it is read as if it were"
        )
        problems.append(Problem("link", message))
    return _UNCLOSED.sub(r"\g<open>>", line)


def _links(line: str, files: bool) -> Iterator[tuple[str, str]]:
    """Yield labels and targets of a line, without the placeholders among them."""
    words = [part for _line, part in split_list(line)]
    if files and _LINK.search(line) is None:
        pieces = [piece.strip() for word in words for piece in (word.split(",") if _are_targets(word) else [word])]
        pairs = [("", piece) if any(map(str.isalnum, piece)) else (piece, "") for piece in pieces]
    else:
        pairs = [pair for pair in _pairs(without_mark(line)) if any(pair)] or [(line.strip(), "")]
    yield from ((without_emphasis(label), target) for label, target in pairs if not _is_open(label, target))


def _is_open(label: str, target: str) -> bool:
    """Tell whether a link is a placeholder; the word "Open" over an address is none."""
    return says_open(label or target) and (not label or target in ("", "#") or says_open(target))


def _are_targets(part: str) -> bool:
    return all(_is_target(word.strip()) for word in part.split(",") if word.strip())


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    """Yield labels and targets; either may be empty."""
    position = 0
    for found in _LINK.finditer(cell):
        *before, lead = _segments(cell[position : found.start()])
        yield from before
        label, target, position = _parts_of(found)
        words = lead[0] or lead[1]
        if position and words.casefold() in _AND:
            words = ""
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
        part = _SLASH.sub("", part.strip(_BETWEEN))
        words = [piece.strip(_BETWEEN) for piece in part.split(",")]
        if all(_is_target(word) for word in words if word):
            pairs += [("", word) for word in words]
        else:
            word = part.strip(_BETWEEN)
            pairs.append(("", word) if _is_target(word) else (word, ""))
    *before, last = pairs
    return [*(pair for pair in before if any(pair)), last]


def _is_target(word: str) -> bool:
    return _PATH.match(word) is not None or _SCHEME.match(word) is not None


@dataclass(frozen=True, slots=True)
class OnlineMeeting:
    """The place of an online meeting: an address, or words instead; a label, and a note such as a passcode."""

    address: str = ""
    label: str = ""
    note: str = ""


def read_online(text: str) -> Reading[OnlineMeeting]:
    """Read ``https://…``, ``Zoom <https://…> (passcode 123)`` or ``[Zoom](https://…)``; words alone stay words."""
    words = " ".join(listed(text, " ").split())
    found = links_with_positions(words)
    if not found:
        one_word = " " not in words and (":" in words or words.startswith("//"))
        refused = safe_address(words) if one_word else Reading(words)
        return Reading(OnlineMeeting(refused.value or words), refused.problems)
    if has_release(words):
        message = f"the link {quoted(words)} cannot wait for its release; expected an address here. Nobody sees it"
        return Reading(OnlineMeeting(), (Problem("release", message),))
    label, target, start, end = found[0]
    address = safe_address(target)
    before, after = (part.strip(" ,;:–—-") for part in (words[:start], words[end:]))
    if not address.value:
        return Reading(OnlineMeeting(words), address.problems)
    label = " ".join(part for part in (before, label) if part)
    return Reading(OnlineMeeting(address.value, without_emphasis(label), after), address.problems)
