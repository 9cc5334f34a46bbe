"""Links as authors write them in options: ``Label <target>``, several separated by ``;`` or line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_seminar.model import Problem, Reading, Resource
from sphinx_seminar.model.addresses import safe_address
from sphinx_seminar.model.messages import quoted

#: A comma that can only stand between two links: before a second address, or behind one in angle brackets.
_COMMA = re.compile(r",\s+(?=(?:https?|ftp)://)|(?<=>)\s*,\s*(?=[^<]*<)")
_UNCLOSED = re.compile(r"(?s)(?P<label>[^<>]*)<(?P<target>[a-z]+:[^<>\s]+)\Z", re.IGNORECASE)
_LABELLED = re.compile(r"(?s)(?P<label>.*)<(?P<target>[^<>]*)>\s*\Z")
_MARKDOWN = re.compile(r"(?s)\[(?P<label>.*)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*\Z")
_SEPARATOR = re.compile(r"[;\n]")
#: Behind a semicolon in the middle of an address: a parameter, or anything but a space or another address.
_PARAMETER = re.compile(r"[\w.\-]+=")
_GOES_ON = re.compile(r"[^\s<;](?![^;\n]*(?:<|://))")
#: The end of a name of a file, behind which another link may begin.
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}(?:[?#]\S*)?\Z")
#: A path without an ending, whose last part goes on behind a semicolon: "slides/a;b.pdf".
_HALF_NAME = re.compile(r"(?:[^\s:,<>]*/)?[^\s:,<>./]+\Z")
_OTHER_HALF = re.compile(
    r"[^\s:,<>;]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|mp4|webm|docx?)(?=\s*(?:[;\n]|\Z))", re.IGNORECASE
)


def split_list(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a list, which ``;`` or line breaks separate, each with its line in the text, from 1.

    A semicolon between angle brackets or in the middle of an address (``;jsessionid=1``) or of a file's name separates
    nothing.
    """
    start, line = 0, 1
    for mark in _SEPARATOR.finditer(text):
        part = text[start : mark.start()]
        if mark[0] == ";" and _is_inside(part, text, mark.end()):
            continue
        if part.strip():
            yield line, part.strip()
        line += text.count("\n", start, mark.end())
        start = mark.end()
    if text[start:].strip():
        yield line, text[start:].strip()


def _is_inside(part: str, text: str, end: int) -> bool:
    """Tell whether a semicolon behind a part of a list is one of its characters."""
    if part.rfind("<") > part.rfind(">"):
        return True
    if "://" in part:
        within = _ENDING.search(part) is None and " " not in part.strip() and _GOES_ON.match(text, end)
        return bool(_PARAMETER.match(text, end) or within)
    return _HALF_NAME.match(part.lstrip()) is not None and _OTHER_HALF.match(text, end) is not None


def split_label(part: str) -> tuple[str, str]:
    """Return the label and the target of ``Label <target>``, ``[Label](target)`` or a bare target."""
    found = _MARKDOWN.match(part) or _LABELLED.match(part)
    if found is None:
        return "", part
    return " ".join(found["label"].split()), found["target"].strip()


def read_links(text: str, kind: str) -> Reading[tuple[Resource, ...]]:
    """Read the links of one option; ``Resource.line`` counts from 1 within the text.

    A refused link keeps its label (or its address as text), so that nothing disappears.
    """
    resources: list[Resource] = []
    problems: list[Problem] = []
    for line, part in ((line, link) for line, links in split_list(text) for link in _COMMA.split(links)):
        label, target = _parts(part, line, problems)
        address = safe_address(target)
        problems += [Problem(problem.subtype, problem.message, line) for problem in address.problems]
        shown = label if address.value else label or target or part
        resources.append(Resource(kind, address.value, shown, line))
    return Reading(tuple(resources), tuple(problems))


def _parts(part: str, line: int, problems: list[Problem]) -> tuple[str, str]:
    """Return label and target of a link, of one as well whose bracket is not closed."""
    unclosed = _UNCLOSED.match(part)
    if unclosed is None:
        return split_label(part)
    message = f"the angle bracket of {quoted(part)} is not closed; expected 'Label <address>'; it is read as if it were"
    problems.append(Problem("link", message, line))
    return " ".join(unclosed["label"].split()), unclosed["target"]
