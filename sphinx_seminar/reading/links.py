"""Links as authors write them in options: ``Label <target>``, several separated by ``;`` or line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_seminar.model import Problem, Reading, Resource

#: Schemes that a link may have; everything else without a scheme is a path of the book.
SCHEMES = ("http", "https", "mailto", "webcal", "ftp")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LABELLED = re.compile(r"(?s)(?P<label>.*)<(?P<target>[^<>]*)>\s*\Z")
_MARKDOWN = re.compile(r"(?s)\[(?P<label>.*)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*\Z")
_SEPARATOR = re.compile(r"[;\n]")
_PARAMETER = re.compile(r"[\w.\-]+=")


def safe_address(target: str) -> Reading[str]:
    """Return a link's target if it can be followed safely, else ``""`` with the reason.

    The scheme is judged after control characters are gone, as a browser would see it (WHATWG URL, section 4.4).
    """
    address = _CONTROL.sub("", target).strip()
    scheme = _SCHEME.match(address)
    if scheme is None or scheme[1].lower() in SCHEMES:
        return Reading(address)
    message = (
        f"the link '{address}' has the scheme '{scheme[1]}'; expected one of {', '.join(SCHEMES)}, or the path of a "
        "file; its text is shown without a link"
    )
    return Reading("", (Problem("link", message),))


def split_list(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a list, which ``;`` or line breaks separate, each with its line in the text, from 1.

    A semicolon between angle brackets or in the middle of an address (``;jsessionid=1``) separates nothing.
    """
    start, line = 0, 1
    for mark in _SEPARATOR.finditer(text):
        part = text[start : mark.start()]
        inside = part.rfind("<") > part.rfind(">") or (
            mark[0] == ";" and "://" in part and _PARAMETER.match(text, mark.end()) is not None
        )
        if inside and mark[0] == ";":
            continue
        if part.strip():
            yield line, part.strip()
        line += text.count("\n", start, mark.end())
        start = mark.end()
    if text[start:].strip():
        yield line, text[start:].strip()


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
    resources, problems = [], []
    for line, part in split_list(text):
        label, target = split_label(part)
        address = safe_address(target)
        problems += [Problem(problem.subtype, problem.message, line) for problem in address.problems]
        shown = label if address.value else label or target or part
        resources.append(Resource(kind, address.value, shown, line))
    return Reading(tuple(resources), tuple(problems))
