"""Misplaced lines in the body of a directive: options, and text behind a fence that was not closed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from sphinx_seminar.directives.option_names import meant_option
from sphinx_seminar.directives.options import Slip, option_in
from sphinx_seminar.model.problem import quoted

FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,}|:{3,})\s*(?P<info>[^`]*)")
#: The message on a fence that is not closed.
NOT_CLOSED = "whose fence is not closed above"
_HEADING = re.compile(r"#{1,6}\s+\S")


def misplaced(body: Sequence[str], known: Collection[str], directive: str, outer: str, prose: bool) -> Iterator[Slip]:
    """Yield the misplaced lines of a body, each kind once; lines count from 0.

    ``outer`` is the directive's own fence, empty in reStructuredText. ``prose`` says that the body is no data, which
    has no headings.
    """
    swallowed = next(_swallowed(body, outer, prose), None) if outer else None
    if swallowed is not None:
        number, what = swallowed
        message = (
            f"{what} {quoted(body[number].strip())} stands in the body of {{{directive}}}, {NOT_CLOSED}; "
            f"expected {quoted(outer)} there. A fence around another needs more of its marks than that"
        )
        yield Slip(message, number)
        return
    before = False
    for number, line in _outside(body):
        written = line.rstrip()
        named = "" if written[:1].isspace() else option_in(written)
        strayed = bool(named) and (named in known or bool(meant_option(named, known)))
        if strayed and not before:
            reason = "stands behind an empty line, and is text of the body; expected no empty line above it"
            yield Slip(f"the option {quoted(written)} {reason}. It is shown as text", number)
        before = strayed


def comment_lines(body: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines of data that are comments: ``% …``, and ``<!-- … -->`` over one or more."""
    inside = False
    for number, line in enumerate(body):
        written = line.strip()
        inside = inside or written.startswith("<!--")
        if inside or line.startswith("%"):
            yield number
        inside = inside and not written.endswith("-->")


def line_of_file(source: str, line: int) -> str:
    """Return a line of a file, ``""`` where it cannot be read."""
    return next(iter(_lines_from(source, line)), "")


def _lines_from(source: str, line: int) -> list[str]:
    try:
        return Path(source).read_text(encoding="utf-8").splitlines()[line - 1 :]
    except (OSError, UnicodeDecodeError):
        return []


def runs_to_the_end(source: str, line: int, fence: str) -> bool:
    """Tell whether a fence that begins on a line of a file is closed by no line below it."""
    lines = _lines_from(source, line)
    if not lines or fence not in lines[0]:
        return False
    bare = (below.strip(" \t>") for below in lines[1:])
    return not any(below.startswith(fence) and not below.strip(fence[0]) for below in bare)


def _swallowed(body: Sequence[str], outer: str, prose: bool) -> Iterator[tuple[int, str]]:
    """Yield lines, such as headings, above which the fence around the body must have been meant to end."""
    inside = ""
    for number, line in enumerate(body):
        fence = FENCE.fullmatch(line.rstrip())
        if fence is not None and fence["info"] and fence["fence"].startswith(outer):
            yield number, "the fence"
        if fence is not None:
            inside = _after(fence, inside)
        elif prose and not inside and _HEADING.match(line):
            yield number, "the heading"


def _outside(body: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that stand in no fence of their own."""
    inside = ""
    for number, line in enumerate(body):
        fence = FENCE.fullmatch(line.rstrip())
        if fence is not None:
            inside = _after(fence, inside)
        elif not inside:
            yield number, line


def _after(fence: re.Match[str], inside: str) -> str:
    """Return the fence that is open after a line with a fence, where ``inside`` was open before it."""
    if not inside:
        return fence["fence"]
    return "" if fence["fence"].startswith(inside) and not fence["info"] else inside
