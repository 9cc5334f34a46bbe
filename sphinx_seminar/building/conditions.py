"""Declarations inside ``{only}``, which hold under conditions on the tags of a build.

What a document declares there is noted with its conditions while it is read, and takes part in the book of a build only
where they hold: documents are read once, for builds with other tags and builders as well.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import process_only_nodes

from sphinx_seminar.domain.domain import domain_of, source_place
from sphinx_seminar.domain.references import REFERENCES, is_generic
from sphinx_seminar.model import Fault
from sphinx_seminar.model.declarations import Conditional
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import ReferenceView

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The line that opens a directive of MyST, in a quotation or an item of a list as well.
_FENCE = re.compile(r"(?:[\s>*+-]|\d+[.)])*(?P<fence>`{3,}|~{3,}|:{3,})")


def note_declared(app: Sphinx, doctree: nodes.document) -> None:
    """Note the headings, references and conditions of a document, before the digest of its declarations is made."""
    _note_headings(app, doctree)
    _note_references(app, doctree)
    _note_conditions(app, doctree)


def _note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Declare the references of a document as views of the book, those in translated words as well."""
    domain, docname = domain_of(app.env), app.env.docname
    for node in doctree.findall(addnodes.pending_xref):
        ours = node.get("refdomain") == "sem" and node["reftype"] in REFERENCES
        if ours or is_generic(node):
            views = domain.of_document(docname).views
            node["declared"] = (("views", len(views), len(views) + 1),)
            views.append(ReferenceView(node["reftype"] if ours else "any", node["reftarget"]))


def _note_conditions(app: Sphinx, doctree: nodes.document) -> None:
    """Note the condition of all that a document has in ``{only}``; inner ones have theirs besides."""
    domain, docname = domain_of(app.env), app.env.docname
    for only in doctree.findall(addnodes.only):
        parts: list[tuple[str, int, int]] = []
        for node in only.findall(nodes.Element):
            parts += node.get("declared", ())
        domain.of_document(docname).conditionals.append(Conditional(only["expr"], tuple(parts)))


def _note_headings(app: Sphinx, doctree: nodes.document) -> None:
    """Note the headings inside ``{only}``, which MyST moves behind the block with all text below them."""
    domain, docname = domain_of(app.env), app.env.docname
    for only in doctree.findall(addnodes.only):
        source, line = only.source or "", only.line or 0
        end = _end_of_fence(source, line)
        inside = {id(node) for node in only.findall(nodes.section)}
        for section in doctree.findall(nodes.section):
            if section.source == source and line < (section.line or 0) < end and id(section) not in inside:
                message = (
                    f"the heading {quoted(section[0].astext())} stands in {{only}} {only['expr']}, which holds no "
                    "headings in Markdown; expected it outside, or its page left out by exclude_patterns. It is shown "
                    "with all below it, whatever the tags of the build"
                )
                place = source_place(app.env, docname, source, section.line or 0)
                domain.of_document(docname).faults.append(Fault(place, "data", message))
                break


def _end_of_fence(path: str, line: int) -> int:
    """Return the line on which the fence that is opened on a line of a file is closed; 0 where none is opened."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    opening = _FENCE.match(lines[line - 1]) if 0 < line <= len(lines) else None
    if opening is None:
        return 0
    for number, text in enumerate(lines[line:], line + 1):
        closing = text.strip(" \t>")
        if closing.startswith(opening["fence"]) and not closing.strip(opening["fence"][0]):
            return number
    return len(lines) + 1


def apply_tags(env: BuildEnvironment, builder: Builder) -> None:
    """Tell the domain which declarations hold under this build's tags, and which documents hide some of theirs."""

    def holds(condition: str) -> bool:
        try:
            return bool(builder.tags.eval_condition(condition))
        except Exception:
            # Whatever it is, Sphinx tells it, and shows what stands under the condition.
            return True

    domain = domain_of(env)
    domain.standing = {docname: declared.standing(holds) for docname, declared in domain.documents.items()}
    domain.hiding = domain.unpublished | frozenset(
        docname
        for docname, declared in domain.documents.items()
        if declared.withheld or not all(holds(conditional.condition) for conditional in declared.conditionals)
    )


class LeaveOutHidden(SphinxPostTransform):
    """Remove content under conditions that do not hold, before its views are drawn and its references resolved.

    Sphinx does so later, when references to what is hidden with them have been missed.
    """

    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Remove the hidden parts of the document."""
        process_only_nodes(self.document, domain_of(self.env).builder.tags)


def withhold_source(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Publish no source of a page of which something is left out."""
    if doctree is None or not context.get("sourcename") or pagename not in domain_of(app.env).hiding:
        return
    # It may be there from a build with other tags.
    with suppress(OSError):
        (Path(app.outdir) / "_sources" / context["sourcename"]).unlink()
    context["sourcename"] = ""
    # Themes have a button for it where they know its ending.
    context.pop("page_source_suffix", None)


def setup_conditions(app: Sphinx) -> None:
    """Connect the noting, before a document is complete, and the leaving out."""
    app.connect("doctree-read", note_declared, priority=400)
    app.add_post_transform(LeaveOutHidden)
    # Before themes look for the source.
    app.connect("html-page-context", withhold_source, priority=100)
