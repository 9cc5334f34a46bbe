"""One build: find out what changed, compute the book, say what is wrong, write what changed.

The readers and the exports are imported by the steps that need them: a build where nothing changed needs neither.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from sphinx_seminar.building.incremental.other_documents import forget_numbers, name_images
from sphinx_seminar.building.leftovers import clear_leftovers, remove_doctrees
from sphinx_seminar.building.outlines import forget_title_numbers, number_titles
from sphinx_seminar.building.progress import begin_progress, progress_of
from sphinx_seminar.building.waiting_blocks import tell_what_waits
from sphinx_seminar.building.waiting_pages import leave_pages_out
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.bare_names import claim_bare_names
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.references import REFERENCES, is_generic
from sphinx_seminar.rendering.builders import publishes_files
from sphinx_seminar.sources.bibliography import check_style
from sphinx_seminar.sources.stamps import mark
from sphinx_seminar.warnings_ import report, warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
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
    """Store the builder object in the domain, for its views."""
    domain_of(app.env).builder = app.builder


def begin(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Begin a build, and leave out pages that wait for their release.

    Return further documents to read: all, where other pages wait than in the last build, else none. The application
    may have built before.
    """
    begin_progress(env)
    unlike = leave_pages_out(app, env, added, changed, removed)
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


def open_book(app: Sphinx, env: BuildEnvironment) -> None:
    """Load the kept book, or compute it, when reading is done, and report every fault of it."""
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
    progress_of(env).kept = kept
    domain.hiding |= {*kept.held}
    domain.held_files = frozenset(kept.held_files)
    elsewhere = shown_elsewhere(env)
    domain.hiding |= {fault.place.docname for fault in elsewhere}
    report((*kept.faults, *elsewhere), env.srcdir)
    tell_what_waits(env, kept.waiting)


def _holds(app: Sphinx, env: BuildEnvironment, kept: cache.Kept) -> bool:
    """Tell whether a kept book still holds: its files are unchanged, and so are source lines that messages name."""
    names_lines = kept.faults or getattr(app.builder, "names_lines", False)
    return kept.files == file_states(env, kept.files) and (kept.readings == readings_digest(env) or not names_lines)


def find_stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, when Sphinx has given every section and figure its number.

    They are those whose fingerprint is not the one that was last written to this output folder, and those that have
    lost a file there.
    """
    progress, outdir = progress_of(env), Path(app.outdir)
    forget_numbers(env)
    number_titles(env, app.builder, progress.kept.numbers)
    name_images(env)
    written = progress.written = output_state.load(outdir)
    written.others = foreign_files(app)
    lost = clear_leftovers(app, written)
    alike = everywhere(app)
    progress.site = site_digest(app, progress.kept.edition, alike)
    complete = written.site == progress.site and written.pages.keys() == env.found_docs
    progress.unchanged = complete and not lost and written.stands(outdir, Path(env.srcdir))
    if progress.unchanged:
        shown = {docname: page.shown for docname, page in written.pages.items()}
    else:
        from sphinx_seminar.building.gathering import digests_of_pages

        shown = digests_of_pages(app, env)
    around = surroundings(app, alike)
    progress.fingerprints = {name: output_state.Fingerprint(shown[name], around[name]) for name in env.found_docs}
    differing = {name for name, page in progress.fingerprints.items() if written.pages.get(name) != page}
    return sorted(differing.union(*lost.values()))


def note_lost(app: Sphinx, _domain: Domain | None, node: addnodes.pending_xref) -> None:
    """Note the page of an unresolved reference, where its role is one of ours or one that names no kind."""
    if is_generic(node) or (node.get("refdomain") == "sem" and node["reftype"] in REFERENCES):
        progress_of(app.env).lost.add(node["refdoc"])


def begin_writing(app: Sphinx, _builder: Builder) -> None:
    """Mark the stored state of the output folder as unknown before its pages change: a build may be killed.

    Sphinx writes some pages for reasons of its own, and the index pages always.
    """
    written = progress_of(app.env).written
    if written.pages or written.made:
        output_state.forget(Path(app.outdir), written)


def record_page(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note that a page is written with its present fingerprint.

    A page with an unresolved reference is noted without, and written in each build: Sphinx warns only when it writes.
    """
    progress = progress_of(app.env)
    if progress.all_written:
        return
    progress.drawn.add(docname)
    if docname in progress.fingerprints and docname not in progress.lost:
        progress.resolved[docname] = progress.fingerprints[docname]


def end_writing(app: Sphinx) -> list[Any]:
    """Note that all pages are written: the EPUB builder resolves its first page once more, and does not write that."""
    progress_of(app.env).all_written = True
    return []


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Complete the output folder, if the build did not fail.

    Write exports and linked files, remove those that wait for their release, and store the state of the folder.
    """
    outdir = Path(app.outdir)
    if exception is not None or not outdir.is_dir():
        return
    domain, progress = domain_of(app.env), progress_of(app.env)
    written, failed, taken = progress.written, dict[str, str](), list[str]()
    kept = app.env.found_docs - progress.lost
    written.pages = {name: page for name, page in written.pages.items() if name in kept} | progress.resolved
    if publishes_files(app.builder) and not progress.unchanged:
        from sphinx_seminar.building.writing_exports import write_exports

        failed, taken = write_exports(app, domain.book, written)
    if progress.drawn or not progress.unchanged:
        written.made = {path: mark(outdir / path) for path in written.made}
    remove_held_files(app)
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
    _report_unwritten(outdir, failed, taken)


def _report_unwritten(outdir: Path, failed: Mapping[str, str], taken: Sequence[str]) -> None:
    """Warn of files that could not be written (path to reason), and of exports whose paths other files have."""
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
    app.connect("env-updated", open_book)
    app.connect("env-get-updated", find_stale, priority=900)
    app.connect("write-started", begin_writing)
    app.connect("warn-missing-reference", note_lost)
    app.connect("doctree-resolved", record_page)
    app.connect("html-collect-pages", end_writing)
    # Late: other extensions may change pages when a build ends.
    app.connect("build-finished", finish, priority=990)
