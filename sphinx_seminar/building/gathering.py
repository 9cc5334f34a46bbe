"""The book of a build: data files, bibliographies and linked files are read, and the course is computed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.book import Book, Sources, compute
from sphinx_seminar.book.references import objects
from sphinx_seminar.book.releases import hold_back, hold_files
from sphinx_seminar.book.views.announcements import banner_of
from sphinx_seminar.book.views.columns import column_faults
from sphinx_seminar.book.views.show import show
from sphinx_seminar.building.incremental.cache import Kept
from sphinx_seminar.building.incremental.digests import file_states, readings_digest
from sphinx_seminar.building.incremental.other_documents import book_order
from sphinx_seminar.building.page_heads import structured_data
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.building.translation import translated, translated_view
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.rendering.builders import publishes_files, wants_index
from sphinx_seminar.rendering.phrases import citation_words
from sphinx_seminar.sources.bibliography import read_bibliographies, written_citations
from sphinx_seminar.sources.files import find_files
from sphinx_seminar.sources.locating import local_resources, locate
from sphinx_seminar.sources.session_files import with_tables
from sphinx_seminar.sources.stamps import digest_of_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.resource import FileFact


def compute_book(env: BuildEnvironment, version: str, digest: str, before: Kept | None) -> tuple[Kept, Book]:
    """Compute the book of all documents; return it with the part to keep, under the ``digest`` of its inputs.

    ``before`` is the part kept by an earlier build.
    """
    config, showing = env.config, showing_of(env.config)
    bibliography, missing_faults = read_bibliographies(env)
    documents = translated(env, with_tables(env, domain_of(env).standing))
    states = file_states(env, sorted({(docname, link.target) for docname, link, _place in local_resources(documents)}))
    order = [docname for docname in book_order(env) if docname in documents]
    held = hold_back(documents, order, config.seminar_timezone, showing)
    held_files = hold_files(held, lambda docname, target: locate(env, docname, target)[0], showing)
    documents = held.documents
    files, file_faults = find_files(env, documents)
    sources = Sources(
        bibliography,
        files,
        config.seminar_citation_style,
        citation_words(config.language),
        config.seminar_timezone,
        tuple(config.seminar_exports),
        bibliography.parents,
        config.seminar_pasted_citations == "as pasted",
    )
    book = replace(
        compute(documents, order, sources),
        held=held.resources,
        releases=held.releases,
        waiting=tuple(held.waiting),
    )
    citations, style_faults = written_citations(env, (entry.paper for entry in book.papers.entries), sources.words)
    book = replace(book, citations=citations) if citations else book
    declared = [
        fault for docname in order for fault in (*documents[docname].faults, *column_faults(documents[docname]))
    ]
    contents = _contents(env, files.values(), before if before is not None and before.files == states else None)
    later = [(place, release) for place, _, release in held.waiting if not showing.shows(release)]
    faults = (
        *(*held.faults, *missing_faults, *style_faults, *bibliography.faults, *file_faults),
        *(*declared, *book.faults),
    )
    # Where a release cannot be followed, something is left out as well.
    slips = [fault.place for fault in faults if fault.subtype == "release"]
    kept = Kept(
        version,
        digest,
        readings=readings_digest(env),
        files=states,
        contents=contents,
        facts=digest_of([files, contents]),
        faults=faults,
        objects=tuple(objects(book)),
        numbers={(session.place.docname, session.anchor): session.number for session in book.sessions},
        feed=book.schedule_files.get("feed", ""),
        held=tuple(sorted({*held.pages, *(place.docname for place in slips)})),
        held_files=tuple(sorted(held_files)),
        held_sources=tuple(sorted({place.path for place in (*slips, *(place for place, _release in later))})),
        waiting=sum(not release.instructors for _place, release in later),
    )
    return kept, book


def _contents(env: BuildEnvironment, files: Iterable[FileFact], before: Kept | None) -> dict[str, str]:
    """Return digests of the local files by their paths; those that look as they did before are not opened."""
    srcdir = Path(env.srcdir)
    known = before.contents if before is not None else {}
    paths = sorted({path for fact in files if not fact.document for path in (fact.path, *fact.beside)})
    return {path: known.get(path) or digest_of_file(srcdir / path) for path in paths}


def digests_of_pages(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """Return digests of the facts of the book that each page shows, by docname."""
    domain = domain_of(env)
    published = publishes_files(app.builder)
    # Without an index of people their names lead to where they first stand.
    named = () if wants_index(app.builder, "sem-people") else domain.book.people
    places = [domain.book.place_of_person(entry) for entry in named]
    digests = {}
    feed = progress_of(env).kept.feed if published else ""
    banner = banner_of(domain.book, domain.standing) if published else None
    for docname in env.found_docs:
        views = domain.standing[docname].views if docname in domain.standing else ()
        shown = tuple(show(domain.book, docname, translated_view(env, docname, view)) for view in views)
        data = structured_data(domain, docname) if published else ""
        digests[docname] = digest_of((*shown, data, feed, banner, places))
    return digests
