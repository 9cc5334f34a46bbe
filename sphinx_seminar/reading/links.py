"""Links as authors write them in options: ``Label <target>``, several separated by ``;`` or line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sphinx_seminar.model import Problem, Reading, Resource
from sphinx_seminar.reading.quoting import quoted

#: Schemes that a link may have; everything else without a scheme is a path of the book.
SCHEMES = ("http", "https", "mailto", "webcal", "ftp")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WWW = re.compile(r"www\.[^\s./]+\.[^\s.]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SECRET = re.compile(r"(?P<before>[a-z]+://)[^/?#@:]*:[^/?#@]*@(?P<after>.*)", re.IGNORECASE | re.DOTALL)
#: How much of an address is repeated within another (characters).
_SHOWN = 80
#: A comma that can only stand between two links: before a second address, or behind one in angle brackets.
_COMMA = re.compile(r",\s+(?=(?:https?|ftp)://)|(?<=>)\s*,\s*(?=[^<]*<)")
_UNCLOSED = re.compile(r"(?s)(?P<label>[^<>]*)<(?P<target>[a-z]+:[^<>\s]+)\Z", re.IGNORECASE)
_LABELLED = re.compile(r"(?s)(?P<label>.*)<(?P<target>[^<>]*)>\s*\Z")
_MARKDOWN = re.compile(r"(?s)\[(?P<label>.*)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*\Z")
_SEPARATOR = re.compile(r"[;\n]")
_PARAMETER = re.compile(r"[\w.\-]+=")


def safe_address(target: str) -> Reading[str]:
    """Return a link's target if it can be followed safely, else ``""`` with the reason.

    The scheme is judged after control characters are gone, as a browser would see it (WHATWG URL, section 4.4). A
    password in an address is left out of it.
    """
    address = _CONTROL.sub("", target).strip()
    if _WWW.match(address):
        address = f"https://{address}"
    scheme = _SCHEME.match(address)
    fault = _fault(address, scheme[1].lower() if scheme else "")
    if fault:
        return Reading("", (Problem("link", f"the link {quoted(address)} {fault}; its text is shown without a link"),))
    secret = _SECRET.match(address)
    if secret is not None:
        address = secret["before"] + secret["after"]
        message = f"the link to {quoted(address)} has a password in it; expected none, as everybody would read it; "
        return Reading(address, (Problem("link", f"{message}it is shown without the password"),))
    return Reading(address)


def _fault(address: str, scheme: str) -> str:
    """Say what is wrong with an address, and what was expected."""
    if not scheme:
        return f"has no scheme; expected 'https:{address[:_SHOWN]}'" if address.startswith("//") else ""
    if len(scheme) == 1:
        return "is a path on one computer; expected the path of a file in the source folder, such as slides/talk.pdf"
    if scheme not in SCHEMES:
        return f"has the scheme {quoted(scheme)}; expected one of {', '.join(SCHEMES)}, or the path of a file"
    try:
        whole = scheme == "mailto" or bool(urlsplit(address).netloc)
    except ValueError:
        whole = False
    return "" if whole else f"is no whole address; expected one such as {scheme}://example.org/page"


def is_absolute(address: str) -> bool:
    """Tell whether an address that was found safe leads out of the book, rather than being a path or words."""
    return _SCHEME.match(address) is not None and not safe_address(address).problems


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
