"""One build: read what is no document, compute the book, say what is wrong, write what changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar import freshness
from sphinx_seminar.bibliography import Bibliography
from sphinx_seminar.book import Sources, compute
from sphinx_seminar.config import bibliography_files
from sphinx_seminar.data_files import with_tables
from sphinx_seminar.declarations import ReferenceView, SessionView
from sphinx_seminar.domain import domain_of
from sphinx_seminar.files import find_files
from sphinx_seminar.linking import publishes_files
from sphinx_seminar.model import Fault, Place
from sphinx_seminar.navigation import book_order, navigation_digest
from sphinx_seminar.nearby import suggestion
from sphinx_seminar.outputs import exports, exports_digest, linked_files, site_of, structured_data, write_outputs
from sphinx_seminar.placeholder import placeholder
from sphinx_seminar.rendering.text import read_text
from sphinx_seminar.rendering.words import citation_words
from sphinx_seminar.reporting import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note_builder(app: Sphinx) -> None:
    """Let the domain know the builder."""
    domain_of(app.env).builder = app.builder


def collect_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the sessions of a document that was just read with their titles and abstracts, as translated."""
    domain = domain_of(app.env)
    docname = app.env.current_document.docname
    sections = {anchor: section for section in doctree.findall(nodes.section) for anchor in section["ids"]}
    for node in doctree.findall(placeholder):
        view = node["view"]
        if not isinstance(view, SessionView):
            continue
        body = list(node.children)
        heading = body.pop(0) if view.titled else sections[view.anchor][0]
        abstract = "\n\n".join(child.astext() for child in body)
        domain.note_title(docname, view.anchor, read_text(cast("nodes.Element", heading)), abstract)
    for reference in doctree.findall(addnodes.pending_xref):
        if reference.get("reftype") in ("any", "myst"):
            domain.of_document(docname).views.append(ReferenceView("any", reference["reftarget"]))


def compute_book(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Compute the book when reading is done, report every fault of it, and return the pages to write again."""
    domain = domain_of(env)
    bibliography = _read_bibliographies(env)
    documents = with_tables(env, domain.documents)
    files, file_faults = find_files(env, documents)
    sources = Sources(
        bibliography,
        files,
        env.config.seminar_citation_style,
        citation_words(),
        env.config.seminar_timezone,
        tuple(env.config.seminar_exports),
    )
    order = [docname for docname in book_order(env) if docname in documents]
    domain.book = compute(documents, order, sources)
    declared = [fault for docname in order for fault in documents[docname].faults]
    report([*bibliography.faults, *file_faults, *declared, *domain.book.faults], env.srcdir)
    return _stale(app, env)


def _read_bibliographies(env: BuildEnvironment) -> Bibliography:
    """Return the entries of all ``.bib`` files by key; of two with one key the first counts."""
    bibliography = Bibliography()
    for name in bibliography_files(env.config):
        try:
            bibliography.add((Path(env.srcdir) / name).read_bytes(), name)
        except OSError as error:
            near = suggestion(
                name, (path.relative_to(env.srcdir).as_posix() for path in Path(env.srcdir).rglob("*.bib"))
            )
            message = f"seminar_bibliography names '{name}', which cannot be read ({error.strerror}){near or '.'}"
            fault = Fault(_in_conf(env, name), "bibliography", f"{message} Its papers are shown by their keys.")
            bibliography.faults.append(fault)
    return bibliography


def _in_conf(env: BuildEnvironment, words: str) -> Place:
    """Return the line of ``conf.py`` that says something, its first line where none does."""
    try:
        lines = (Path(env.srcdir) / "conf.py").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return Place("conf.py", next((number for number, line in enumerate(lines, 1) if words in line), 1))


def _stale(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose fingerprint is not the one that was last written to this output folder."""
    domain = domain_of(env)
    written = freshness.load(Path(app.outdir)).pages
    fresh = _fingerprints(app, env)
    domain.fingerprints = fresh
    return sorted(docname for docname, value in fresh.items() if written.get(docname) != value)


def _fingerprints(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    domain = domain_of(env)
    navigated = app.builder.format == "html" and env.config.seminar_fresh_navigation
    surroundings = navigation_digest(env) if navigated else ""
    site = site_of(app.builder) if publishes_files(app.builder) else None
    return {
        docname: freshness.fingerprint(
            domain.book,
            docname,
            domain.documents[docname].views if docname in domain.documents else (),
            surroundings + (structured_data(domain.book, docname, site) if site is not None else ""),
        )
        for docname in env.found_docs
    }


def add_structured_data(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page what search engines read of it."""
    if doctree is not None and publishes_files(app.builder):
        data = structured_data(domain_of(app.env).book, pagename, site_of(app.builder))
        if data:
            app.add_js_file(None, body=data, type="application/ld+json")


def record_page(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note that a page is being written as the book is now."""
    domain = domain_of(app.env)
    if docname in domain.fingerprints:
        domain.resolved[docname] = domain.fingerprints[docname]


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Write the files beside the pages, and save what this output folder now holds, if nothing failed."""
    outdir = Path(app.outdir)
    if exception is not None or not outdir.is_dir():
        return
    domain = domain_of(app.env)
    before = freshness.load(outdir)
    written = freshness.Written(
        {name: value for name, value in before.pages.items() if name in app.env.found_docs} | domain.resolved,
        before.files,
        before.exports,
        before.digest,
    )
    if publishes_files(app.builder):
        site = site_of(app.builder)
        written.files = write_outputs(outdir, linked_files(domain.book, Path(app.srcdir)), before.files)
        written.digest = exports_digest(domain.book, site)
        if written.digest != before.digest or not all((outdir / path).is_file() for path in before.exports):
            written.exports = write_outputs(outdir, exports(domain.book, site), before.exports)
    if written.pages or written.files:
        freshness.save(outdir, written)


def setup_build(app: Sphinx) -> None:
    """Connect the steps of a build to Sphinx's events, in their order."""
    app.connect("builder-inited", note_builder)
    app.connect("doctree-read", collect_titles)
    app.connect("env-updated", compute_book)
    app.connect("doctree-resolved", record_page)
    app.connect("html-page-context", add_structured_data)
    app.connect("build-finished", finish)
