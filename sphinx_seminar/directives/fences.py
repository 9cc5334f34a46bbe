"""Warnings of listings that were meant as directives: fences without braces, and fences within another fence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.directives.misplaced import NOT_CLOSED
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import source_place
from sphinx_seminar.model import Fault
from sphinx_seminar.model.problem import quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx

#: Names that are languages of code as well, or could be.
_AMBIGUOUS = frozenset({"course", "session", "slides", "timeline"})

_OPENING = re.compile(r"\s*(?P<fence>`{3,}|~{3,}|:{3,})\s*\{(?:sem:)?(?P<name>[\w-]+)\}")


def note_fences(app: Sphinx, doctree: nodes.document) -> None:
    """Note each code block that lacks the braces around a directive's name, and each that has swallowed a directive."""
    docname = app.env.docname
    domain = domain_of(app.env)
    unnamed = ("", "none", app.config.highlight_language)

    # What a fence that is not closed has swallowed was told where that fence stands.
    tangled = any(NOT_CLOSED in fault.message for fault in domain.of_document(docname).faults)

    def note(block: nodes.literal_block, message: str, opening: str = "") -> None:
        source = block.source or str(app.env.doc2path(docname))
        line = _line_of(opening, source, block.line or 1) if opening else block.line or 0
        place = source_place(app.env, docname, source, line)
        domain.of_document(docname).faults.append(Fault(place, "data", f"{message}. It is shown as a listing"))

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
        elif not tangled and name in unnamed and (swallowed := _swallowed(block.astext(), domain.directives)):
            reason = (
                f"{quoted(swallowed)} stands in a listing, and is no directive; expected it outside of other fences "
                "and at most three spaces from the margin. A fence around another needs more backticks than that"
            )
            note(block, reason, swallowed)


def _swallowed(text: str, known: Collection[str]) -> str:
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
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return start
    return next((number for number, line in enumerate(lines[start - 1 :], start) if line.strip() == text), start)


def setup_fences(app: Sphinx) -> None:
    """Connect the search for such listings, before the digest of a document's declarations is made."""
    app.connect("doctree-read", note_fences, priority=400)
