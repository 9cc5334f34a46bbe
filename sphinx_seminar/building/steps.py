"""One build: find out what changed, compute the book, say what is wrong, write what changed.

The readers and the exports are imported by the steps that need them: a build where nothing changed needs neither.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.building.conditions import apply_tags
from sphinx_seminar.building.for_whom import built_files, foreign_files, forget_within_output
from sphinx_seminar.building.held_files import remove_held_files, shown_elsewhere
from sphinx_seminar.building.incremental import cache, output_state
from sphinx_seminar.building.incremental.digests import (
    book_digest,
    everywhere,
    file_states,
    readings_digest,
    site_digest,
    surroundings,
)
from sphinx_seminar.building.incremental.navigation import forget_numbers, name_images
from sphinx_seminar.building.leftovers import clear_leftovers, remove_doctrees
from sphinx_seminar.building.outlines import forget_title_numbers, number_titles
from sphinx_seminar.building.page_heads import note_opening
from sphinx_seminar.building.progress import begin_progress, progress_of
from sphinx_seminar.building.waiting_blocks import tell_what_waits
from sphinx_seminar.building.waiting_pages import leave_pages_out
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.bare_names import claim_bare_names
from sphinx_seminar.domain.domain import domain_of, placeholder
from sphinx_seminar.domain.references import REFERENCES, is_generic
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.model.views import AnnouncementsView, AssignmentView, CourseView, SessionView
from sphinx_seminar.rendering.builders import publishes_files
from sphinx_seminar.rendering.text import read_mentions, read_text
from sphinx_seminar.sources.bibliography import check_style
from sphinx_seminar.sources.stamps import mark
from sphinx_seminar.warnings_ import report, warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment


def leave_state_out(_app: Sphinx, config: Config) -> None:
    """Keep our state file out of an EPUB, which packs its output folder: Sphinx would warn of it."""
    # For every builder: where two share doctrees, a setting that differs has all documents read again.
    config.epub_exclude_files = [*config.epub_exclude_files, output_state.STATE_FILE]


def note_builder(app: Sphinx) -> None:
    """Store the builder in the domain, whose views depend on it."""
    domain_of(app.env).builder = app.builder


def begin(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Begin a build, of an application that may have built before; return the documents to read since others wait."""
    begin_progress(env)
    unlike = leave_pages_out(app, env, added, changed, removed)
    domain_of(env).keeps_index_pages = False
    forget_title_numbers(env)
    if removed or added == env.found_docs:
        remove_doctrees(Path(app.doctreedir), env)
    return unlike


def prepare_reading(_app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Register the directives and roles, when there are documents to read."""
    if docnames:
        from sphinx_seminar.directives.registry import DIRECTIVES, ROLES

        domain = domain_of(env)
        domain.directives.update({name: directive.for_parsers() for name, directive in DIRECTIVES.items()})
        domain.roles.update(ROLES)
        claim_bare_names(env)


def collect_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the declarations of a document with titles and abstracts, which stand translated in its doctree."""
    declared = domain_of(app.env).documents.get(app.env.docname)
    if declared is None:
        return
    sections = {anchor: section for section in doctree.findall(nodes.section) for anchor in section["ids"]}
    for node in doctree.findall(placeholder):
        view, words = node["view"], list(node.children)
        if isinstance(view, CourseView) and view.titled:
            _complete(declared.courses, view.anchor, title=read_text(words[0]))
        elif isinstance(view, AnnouncementsView):
            said = dict(zip(view.anchors, map(read_mentions, words), strict=True))
            declared.announcements[:] = [
                (place, replace(known, words=said.get(known.anchor, known.words)))
                for place, known in declared.announcements
            ]
        elif isinstance(view, (SessionView, AssignmentView)):
            heading = words.pop(0) if view.titled else sections[view.anchor][0]
            abstract = "\n\n".join(filter(None, map(_shown_words, words)))
            things = declared.sessions if isinstance(view, SessionView) else declared.assignments
            _complete(things, view.anchor, title=read_text(heading), abstract=abstract)
    note_opening(doctree, declared)
    declared.close()


def _complete(things: list[Any], anchor: str, **facts: object) -> None:
    """Complete the thing that a document declares at an anchor."""
    things[:] = [replace(thing, **facts) if thing.anchor == anchor else thing for thing in things]


def _shown_words(node: nodes.Node) -> str:
    """Return the words of a node without comments and raw HTML (``<!-- -->``), which are for no reader."""
    unseen = (nodes.comment, nodes.raw)
    if isinstance(node, unseen):
        return ""
    copy = node.deepcopy()
    for child in [child for child in copy.findall(nodes.Element) if isinstance(child, unseen)]:
        child.parent.remove(child)
    # A link without words shows a title that is not known yet.
    for reference in [each for each in copy.findall(addnodes.pending_xref) if not each.astext()]:
        reference += nodes.Text(reference["reftarget"])
    return copy.astext()


def open_book(app: Sphinx, env: BuildEnvironment) -> None:
    """Find or compute the book when reading is done, and report every fault of it."""
    domain = domain_of(env)
    release = version("sphinx-seminar")
    apply_tags(env, app.builder)
    digest = book_digest(env, domain.standing)
    kept = cache.load(Path(env.doctreedir), release)
    if kept is not None and kept.digest == digest and _holds(app, env, kept):
        domain.shelve(kept.objects, kept.open)
    else:
        from sphinx_seminar.building.gathering import compute_book

        kept, book = compute_book(env, release, digest, kept)
        cache.save(Path(env.doctreedir), kept, book)
        domain.shelve(kept.objects, lambda: book)
    # Where a release cannot be followed, something is left out as well.
    slips = [fault.place for fault in kept.faults if fault.subtype == "release"]
    domain.hiding |= {*kept.held, *(place.docname for place in slips)}
    progress = progress_of(env)
    progress.held, progress.held_sources = kept.held_files, (*kept.held_sources, *(place.path for place in slips))
    elsewhere = shown_elsewhere(env)
    domain.hiding |= {*(fault.place.docname for fault in elsewhere)}
    report((*kept.faults, *elsewhere), env.srcdir)
    domain.held_files = frozenset(kept.held_files)
    tell_what_waits(env, kept.waiting)
    progress.edition, progress.contents = digest_of((release, digest, kept.facts)), kept.contents
    progress.numbers = kept.numbers


def find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, when Sphinx has given every section and figure its number."""
    forget_numbers(env)
    number_titles(env, app.builder, progress_of(env).numbers)
    name_images(env)
    progress = progress_of(env)
    outdir = Path(app.outdir)
    written = progress.written = output_state.load(outdir)
    written.others = foreign_files(app)
    lost = clear_leftovers(app, written)
    alike = everywhere(app)
    progress.site = site_digest(app, progress.edition, alike)
    complete = written.site == progress.site and written.pages.keys() == env.found_docs
    progress.unchanged = complete and not lost and written.stands(outdir, Path(env.srcdir))
    domain_of(env).keeps_index_pages = progress.unchanged and app.builder.name in ("html", "dirhtml")
    progress.fingerprints = _fingerprints(app, env, surroundings(app, alike))
    return sorted({*_stale(env), *(docname for docnames in lost.values() for docname in docnames)})


def _holds(app: Sphinx, env: BuildEnvironment, kept: cache.Kept) -> bool:
    """Tell whether a kept book still holds: its files are unchanged, and so are source lines that messages name."""
    names_lines = kept.faults or getattr(app.builder, "names_lines", False)
    return kept.files == file_states(env, kept.files) and (kept.readings == readings_digest(env) or not names_lines)


def _fingerprints(app: Sphinx, env: BuildEnvironment, around: Mapping[str, str]) -> dict[str, output_state.Fingerprint]:
    """Return the fingerprint of every page; of an unchanged book the part ``shown`` is the written one."""
    progress = progress_of(env)
    if progress.unchanged:
        shown = {name: written.shown for name, written in progress.written.pages.items()}
    else:
        from sphinx_seminar.building.gathering import digests_of_pages

        shown = digests_of_pages(app, env)
    return {name: output_state.Fingerprint(shown[name], around[name]) for name in env.found_docs}


def _stale(env: BuildEnvironment) -> list[str]:
    """Return the pages whose fingerprint is not the one that was last written to this output folder."""
    progress = progress_of(env)
    return sorted(name for name, value in progress.fingerprints.items() if progress.written.pages.get(name) != value)


def note_lost(app: Sphinx, _domain: Domain | None, node: addnodes.pending_xref) -> None:
    """Note that a page has a reference that leads nowhere, of which we have something to say."""
    if is_generic(node) or (node.get("refdomain") == "sem" and node["reftype"] in REFERENCES):
        progress_of(app.env).lost.add(node["refdoc"])


def begin_writing(app: Sphinx, _builder: Builder) -> None:
    """Note that the pages of the output folder are about to change.

    Sphinx writes some for reasons of its own, and the index pages always.
    """
    written = progress_of(app.env).written
    if written.pages or written.made:
        output_state.forget(Path(app.outdir), written)


def record_page(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note that a page is being written as the book is now.

    One with a reference that leads nowhere is written each time, since Sphinx says so only when it writes it.
    """
    progress = progress_of(app.env)
    if not progress.all_written:
        progress.drawn.add(docname)
    if docname in progress.fingerprints and docname not in progress.lost and not progress.all_written:
        progress.resolved[docname] = progress.fingerprints[docname]


def end_writing(app: Sphinx) -> list[Any]:
    """Note that no page is written any more: an EPUB looks through the first one again, for its table of contents."""
    progress_of(app.env).all_written = True
    return []


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the exports and linked files, and save the state of the output folder, if the build did not fail."""
    outdir = Path(app.outdir)
    domain = domain_of(app.env)
    if exception is not None or not outdir.is_dir():
        return
    progress, written = progress_of(app.env), progress_of(app.env).written
    kept = app.env.found_docs - progress.lost
    written.pages = {name: value for name, value in written.pages.items() if name in kept} | progress.resolved
    failed: dict[str, str] = {}
    taken: list[str] = []
    if publishes_files(app.builder) and not progress.unchanged:
        from sphinx_seminar.building.writing_exports import write_exports

        failed, taken = write_exports(app, domain.book, written)
    if progress.drawn or not progress.unchanged:
        written.made = {path: mark(outdir / path) for path in written.made}
    for path in remove_held_files(app):
        warn(
            "release",
            f"'{path}' was in the output folder, a copy of a file that waits for its release, made for "
            "html_extra_path, html_static_path or another extension; expected it nowhere before its day. It is removed",
        )
    if domain.hiding and not showing_of(app.config).complete:
        forget_within_output(app)
    written.built, written.others = built_files(app, written), None
    if written.pages or written.files or written.exports or written.built:
        whole = written.pages == progress.fingerprints and not failed and not taken
        written.site = progress.site if whole else ""
        try:
            output_state.save(outdir, written)
        except OSError as error:
            failed[output_state.STATE_FILE] = str(error.strerror or error)
    if failed:
        path, reason = next(iter(failed.items()))
        others = f", nor could {len(failed) - 1} more" if len(failed) > 1 else ""
        warn(
            "export",
            f"'{outdir / path}' could not be written ({reason}){others}; what stood there before is kept. "
            "Make room or mend the permissions of the folder, and build again.",
        )
    for path in taken:
        warn(
            "export",
            f"'{path}' is in the output folder already: a page, a picture, or a file of html_extra_path or "
            "html_static_path; expected a name of its own. That one stands, and what the book links or exports under "
            "this name is not written. Rename one of the two, or leave the export out of seminar_exports.",
        )


def setup_build(app: Sphinx) -> None:
    """Connect the steps of a build to Sphinx's events, in their order."""
    app.connect("config-inited", leave_state_out)
    app.connect("config-inited", check_style, priority=600)
    app.connect("builder-inited", note_builder)
    # Before anybody asks which documents there are.
    app.connect("env-get-outdated", begin, priority=1)
    app.connect("env-before-read-docs", prepare_reading)
    app.connect("doctree-read", collect_titles)
    app.connect("env-updated", open_book)
    app.connect("env-get-updated", find_stale, priority=900)
    app.connect("write-started", begin_writing)
    app.connect("warn-missing-reference", note_lost)
    app.connect("doctree-resolved", record_page)
    app.connect("html-collect-pages", end_writing)
    # Late: other extensions may change pages when a build ends.
    app.connect("build-finished", finish, priority=990)
