"""Blocks that wait on pages that are shown: no doctree may hold one; some are read again when the plan is known."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx_seminar.building.conditions import apply_tags
from sphinx_seminar.building.incremental.other_documents import book_order
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.building.waiting_pages import links_to_what_waits, withhold
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of, domains_of, inline_placeholder, placeholder, source_place
from sphinx_seminar.model import Fault
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import ReleaseView, SlidesView
from sphinx_seminar.rendering.text import ancestors
from sphinx_seminar.sources.waiting import LeftOut, left_out

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

_UNKNOWN = re.compile(r"Unknown directive type")


def leave_out_of_document(app: Sphinx, document: nodes.document) -> None:
    """Check that a document just read holds no hidden block, empty it where it may, and unlink hidden pages."""
    env, docname = app.env, app.env.docname
    found = left_out(env)
    if found.released_lines:
        # In blocks of reStructuredText sessions are known by their lines alone; they take no slot.
        domain_of(env).of_document(docname).unplan(found.released_lines)
    if showing_of(app.config).complete:
        release = progress_of(env).waiting.releases.get(docname)
        if release is not None:
            _mark(env, document, ReleaseView(release, hidden=False))
    else:
        doubt = _doubt(env, document, found)
        if doubt:
            _empty(env, document)
            place = source_place(env, docname, str(env.doc2path(docname)), 1)
            message = f"{doubt}. Students do not see this page until it is mended"
            withhold(env)
            domain_of(env).of_document(docname).faults.append(Fault(place, "release", message))
        for said in list(document.findall(nodes.system_message)):
            # With keep_warnings they are shown, and hold what an unknown directive was given.
            if _UNKNOWN.search(said.astext()):
                said.parent.remove(said)
        for link, words in links_to_what_waits(env, document):
            withhold(env)
            _forget_source(link)
            if words is not None:
                link.replace_self(words)
    _forget_sources_around(document, complete=showing_of(app.config).complete)


def _doubt(env: BuildEnvironment, document: nodes.document, found: LeftOut) -> str:
    """Return why a document may show what waits, ``""`` where it does not."""
    if found.ungated:
        return (
            "a {solution-start} stands here, and seminar_hold_solutions is set; expected {solution}, or the solutions "
            "on a page with seminar-release"
        )
    waiting = progress_of(env).waiting
    pages = {os.path.realpath(env.doc2path(docname)) for docname in found.pages}
    for path, (count, lines) in sorted(waiting.blocks.get(env.docname, {}).items()):
        lengths = [length for file, length in found.blocks if file == path]
        if path in pages:
            continue
        if len(lengths) < count:
            return (
                f"{count - len(lengths)} of the blocks {{release}} on this page are read as text, and would be shown; "
                "expected each in a fence of its own, outside of listings"
            )
        if sum(lengths) < lines:
            return (
                "a {release} on this page ends above its fence, and what stands between would be shown; expected all "
                "its lines to begin as the fence does, in the list or quotation that it stands in"
            )
    if found.empty:
        return "a {release} on this page holds nothing, and what stands below would be shown; expected indented lines"
    for node in document.findall(nodes.Element) if waiting.withheld else ():
        source = node.get("source") if isinstance(node, (nodes.literal_block, nodes.raw)) else None
        if source and os.path.realpath(source) in waiting.withheld:
            return f"this page shows the source of {quoted(os.path.basename(source))}, in which a {{release}} waits"
    files = {*document.settings.record_dependencies.list, *env.dependencies.get(env.docname, ())}
    paths = {os.path.realpath(os.path.join(folder, file)) for file in files for folder in (env.srcdir, os.curdir)}
    for name in sorted(waiting.hidden.difference(found.pages)):
        if os.path.realpath(env.doc2path(name)) in paths:
            return f"this page shows the source of the page {quoted(name)}, which waits for its release"
    return ""


def _empty(env: BuildEnvironment, document: nodes.document) -> None:
    """Leave nothing of a document but a heading made of its name."""
    for domain in domains_of(env):
        domain.clear_doc(env.docname)
    # Sphinx looks there for each document, where it merges processes as well.
    env.domaindata["index"]["entries"][env.docname] = []
    document.children.clear()
    words = env.docname.rpartition("/")[2]
    document += nodes.section("", nodes.title("", words), ids=[nodes.make_id(words) or "page"])


def _mark(env: BuildEnvironment, document: nodes.document, view: ReleaseView) -> None:
    """Put a line with the release of a page below its first heading."""
    domain_of(env).of_document(env.docname).views.append(view)
    line = placeholder("", view=view, docname=env.docname)
    line.source, line.line = document["source"], 1
    section = next(iter(document.findall(nodes.section)), None)
    if section is not None:
        section.insert(1, line)
    else:
        document.insert(0, line)


def _forget_sources_around(document: nodes.document, *, complete: bool) -> None:
    """Clear the ``rawsource`` of all elements around a hidden block: docutils keeps an author's text there."""
    for node in [*document.findall(placeholder), *document.findall(inline_placeholder)]:
        view = node["view"]
        link = isinstance(view, SlidesView) and view.resource.release is not None and not complete
        if link or (isinstance(view, ReleaseView) and view.hidden):
            _forget_source(node)


def _forget_source(node: nodes.Node) -> None:
    """Clear the ``rawsource`` of all elements around a node; translations were looked up by it before."""
    for above in ancestors(node):
        above.rawsource = above.astext() if isinstance(above, nodes.TextElement) else ""


def decide_by_plan(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the documents again in which a release that hangs on a lecture was decided otherwise than by the plan.

    They are read as if it had not come; it is known when all documents are read.
    """
    domain, showing = domain_of(env), showing_of(app.config)
    if showing.complete or not any(declared.undecided for declared in domain.documents.values()):
        return []
    from sphinx_seminar.book.releases import hold_back
    from sphinx_seminar.sources.session_files import with_tables

    apply_tags(env, app.builder)
    documents = with_tables(env, domain.standing)
    order = [docname for docname in book_order(env) if docname in documents]
    releases = hold_back(documents, order, app.config.seminar_timezone, showing).releases
    domain.decided = {place: showing.shows(release) for place, release in releases.items()}
    again = {
        docname
        for docname in order
        for each in documents[docname].undecided
        if domain.decided[docname, each.anchor] != each.shown
    }
    for docname in sorted(again):
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        app.builder.read_doc(docname)
    return sorted(again)


def tell_what_waits(env: BuildEnvironment, links: int) -> None:
    """Log how many pages, blocks and links a students' build leaves out, where ``seminar_day`` is not set."""
    showing, pages = showing_of(env.config), progress_of(env).waiting.releases.values()
    if showing.complete or showing.moment is not None:
        return
    views = [view for declared in domain_of(env).documents.values() for view in declared.views]
    blocks = sum(isinstance(view, ReleaseView) and view.hidden and not view.release.instructors for view in views)
    counts = {"pages": sum(not release.instructors for release in pages), "blocks": blocks, "links": links}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if told:
        message = "sphinx_seminar: %s wait for their day and stay out; -D seminar_day=2026-11-05 names one"
        logger.info(message, told)


class LeaveLabelsOut(SphinxPostTransform):
    """Replace references to hidden labels by their words, before Sphinx warns of missing targets."""

    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Replace the references whose label no shown page has."""
        labels = progress_of(self.env).waiting.labels
        for node in list(self.document.findall(addnodes.pending_xref)) if labels else ():
            target = node["reftarget"]
            if target in labels and not self._is_known(target):
                explicit = node.get("refexplicit") or not node.astext()
                node.replace_self(nodes.inline("", "", *node[0].children) if explicit else node[0])

    def _is_known(self, target: str) -> bool:
        standard = self.env.domains["std"]
        if target.lower() in standard.labels or target.lower() in standard.anonlabels:
            return True
        return any(target in facts[:2] for domain in domains_of(self.env) for facts in domain.get_objects())


def setup_waiting_blocks(app: Sphinx) -> None:
    """Connect to the end of reading a document, before all others, and of all documents."""
    app.connect("doctree-read", leave_out_of_document, priority=1)
    app.connect("env-updated", decide_by_plan, priority=2)
    app.add_post_transform(LeaveLabelsOut)
