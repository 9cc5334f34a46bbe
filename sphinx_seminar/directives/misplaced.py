"""Misplaced lines and fences: options and headings in a body, and listings that were meant as directives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.directives.names import meant_option
from sphinx_seminar.directives.options import Slip, option_in
from sphinx_seminar.domain.domain import domain_of, source_place
from sphinx_seminar.model import Fault
from sphinx_seminar.model.problem import quoted

if TYPE_CHECKING:
    from sphinx.application import Sphinx


_FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,}|:{3,})\s*(?P<info>[^`]*)")
#: The message on a fence that is not closed.
NOT_CLOSED = "whose fence is not closed above"
_HEADING = re.compile(r"#{1,6}\s+\S")
#: Names that are languages of code as well, or could be.
_AMBIGUOUS = frozenset({"course", "session", "slides", "timeline"})
#: The opening of a directive in the text of a listing.
_OPENING = re.compile(r"\s*(?P<fence>`{3,}|~{3,}|:{3,})\s*\{(?:sem:)?(?P<name>[\w-]+)\}")

#: The opening of a directive that MyST takes for the text of a paragraph.
_AS_TEXT = re.compile(r"(?::{3,}\s*\{(?:sem:)?(?P<colons>[\w-]+)\}|\.\.\s+(?:sem:)?(?P<dots>[\w-]+)::)(?=\s|\Z)")


def misplaced(body: Sequence[str], known: Collection[str], directive: str, outer: str, prose: bool) -> Iterator[Slip]:
    """Yield the misplaced lines of a body, each kind once; lines count from 0.

    ``outer`` is the directive's own fence, empty in reStructuredText. ``prose`` says that the body is no data, which
    has no headings.
    """
    swallowed = _swallowed(body, outer, prose) if outer else None
    if swallowed is not None:
        number, what = swallowed
        message = (
            f"{what} {quoted(body[number].strip())} stands in the body of {{{directive}}}, {NOT_CLOSED}; "
            f"expected {quoted(outer)} there. A fence around another needs more of its marks than that"
        )
        yield Slip(message, number)
        return
    before = False
    for number, line, fence, inside in _walk(body):
        if fence is not None or inside:
            continue
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


def opening_fence(directive: str, block: str, source: str, line: int) -> str:
    """Return the marks that open a directive of Markdown; older releases of MyST give it the text below them alone."""
    opening = block.partition("\n")[0]
    if f"{{{directive}}}" not in opening:
        opening = next(iter(_lines_from(source, line)), "")
    found = _FENCE.match(opening.lstrip("> ")) if f"{{{directive}}}" in opening else None
    return found["fence"] if found is not None else ""


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


def _swallowed(body: Sequence[str], outer: str, prose: bool) -> tuple[int, str] | None:
    """Return the first line, such as a heading, above which the fence around the body must have been meant to end."""
    for number, line, fence, inside in _walk(body):
        if fence is not None and fence["info"] and fence["fence"].startswith(outer):
            return number, "the fence"
        if prose and fence is None and not inside and _HEADING.match(line):
            return number, "the heading"
    return None


def _walk(body: Sequence[str]) -> Iterator[tuple[int, str, re.Match[str] | None, bool]]:
    """Yield each line with its number, the fence that it is, and whether it stands in a fence of the body's own."""
    inside = ""
    for number, line in enumerate(body):
        fence = _FENCE.fullmatch(line.rstrip())
        yield number, line, fence, bool(inside)
        if fence is not None and not inside:
            inside = fence["fence"]
        elif fence is not None and fence["fence"].startswith(inside) and not fence["info"]:
            inside = ""


def note_fences(app: Sphinx, doctree: nodes.document) -> None:
    """Note each code block that was meant as a directive or has swallowed one, and directives that are mere text."""
    docname = app.env.docname
    domain = domain_of(app.env)
    unnamed = ("", "none", app.config.highlight_language)

    # What a fence that is not closed has swallowed was told where that fence stands.
    tangled = any(NOT_CLOSED in fault.message for fault in domain.of_document(docname).faults)

    def note(block: nodes.TextElement, message: str, opening: str = "", shown: str = "a listing") -> None:
        source = block.source or str(app.env.doc2path(docname))
        line = _line_of(opening, source, block.line or 1) if opening else block.line or 0
        place = source_place(app.env, docname, source, line)
        domain.of_document(docname).faults.append(Fault(place, "data", f"{message}. It is shown as {shown}"))

    for paragraph in doctree.findall(nodes.paragraph):
        # "`.. lecture::` opens a lecture" speaks of one.
        first = paragraph.children[0] if paragraph.children else None
        opening = _AS_TEXT.match(first.astext()) if isinstance(first, nodes.Text) else None
        name = (opening["colons"] or opening["dots"]) if opening is not None else ""
        if opening is not None and name in domain.directives:
            colons = ", or 'colon_fence' in myst_enable_extensions of conf.py" if opening["colons"] else ""
            reason = (
                f"{quoted(opening[0])} opens no directive here; expected a fence of backticks with '{{{name}}}'{colons}"
            )
            note(paragraph, reason, shown="text")

    for block in doctree.findall(nodes.literal_block):
        name = block.get("language", "")
        braced = name.removeprefix("{").removeprefix("sem:").removesuffix("}") if name.startswith("{") else ""
        if braced in domain.directives:
            reason = (
                f"the directive '{name}' was read by a converter that knows no directives, such as nbsphinx; expected "
                "it in a page of MyST or reStructuredText, or MyST-NB for notebooks"
            )
            note(block, reason)
        elif name in domain.directives and (name not in _AMBIGUOUS or block.astext().lstrip().startswith(":")):
            note(block, f"a fence is opened with '{name}'; expected '{{{name}}}' in braces")
        elif not tangled and name in unnamed and (swallowed := _swallowed_directive(block.astext(), domain.directives)):
            reason = (
                f"{quoted(swallowed)} stands in a listing, and is no directive; expected it outside of other fences "
                "and at most three spaces from the margin. A fence around another needs more backticks than that"
            )
            note(block, reason, swallowed)


def _swallowed_directive(text: str, known: Collection[str]) -> str:
    """Return the line of a listing that opens a directive and has no end there; ``""`` if there is none.

    A listing that is an example has both: its own fence is longer than those in it.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines):
        opening = _OPENING.match(line)
        if opening is not None and opening["name"] in known:
            ends = (rest.strip() for rest in lines[number + 1 :])
            closed = any(end.startswith(opening["fence"]) and not end.strip(opening["fence"][0]) for end in ends)
            return "" if closed else line.strip()
    return ""


def _line_of(text: str, path: str, start: int) -> int:
    """Return the line of a file, at or after ``start``, on which a text stands alone."""
    below = enumerate(_lines_from(path, start), start)
    return next((number for number, line in below if line.strip() == text), start)


def setup_fences(app: Sphinx) -> None:
    """Connect the search for such listings, before the digest of a document's declarations is made."""
    app.connect("doctree-read", note_fences, priority=400)
