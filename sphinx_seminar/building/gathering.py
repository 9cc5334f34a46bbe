"""The book of a build: everything that is no document is read, and the course computed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

from sphinx_seminar.book import Book, Sources
from sphinx_seminar.book.from_declarations import compute
from sphinx_seminar.book.references import objects
from sphinx_seminar.book.views.show import show_all
from sphinx_seminar.book.views.tables import column_faults
from sphinx_seminar.book.views.values import ShownPerson, ShownPlace
from sphinx_seminar.building.incremental.cache import Kept
from sphinx_seminar.building.incremental.digests import file_states, readings_digest
from sphinx_seminar.building.incremental.navigation import book_order
from sphinx_seminar.building.site import structured_data
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.rendering.builders import lists_people, publishes_files
from sphinx_seminar.rendering.words import citation_words
from sphinx_seminar.sources.bib_files import read_bibliographies
from sphinx_seminar.sources.citation_styles import written_citations
from sphinx_seminar.sources.files import find_files
from sphinx_seminar.sources.locating import local_resources
from sphinx_seminar.sources.session_files import with_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def compute_book(env: BuildEnvironment, version: str, digest: str) -> tuple[Kept, Book]:
    """Return the book of all documents, and what to keep of it under a digest of what it is computed of."""
    bibliography, missing_faults = read_bibliographies(env)
    documents = with_tables(env, domain_of(env).documents)
    targets = {(docname, resource.target) for docname, resource, _place in local_resources(documents)}
    states = file_states(env, sorted(targets))
    files, file_faults = find_files(env, documents)
    sources = Sources(
        bibliography,
        files,
        env.config.seminar_citation_style,
        citation_words(env.config.language),
        env.config.seminar_timezone,
        tuple(env.config.seminar_exports),
        bibliography.parents,
    )
    order = [docname for docname in book_order(env) if docname in documents]
    book = compute(documents, order, sources)
    citations, style_faults = written_citations(env, (entry.paper for entry in book.papers), sources.words)
    book = replace(book, citations=citations) if citations else book
    declared = [
        fault for docname in order for fault in (*documents[docname].faults, *column_faults(documents[docname]))
    ]
    faults = (*missing_faults, *style_faults, *bibliography.faults, *file_faults, *declared, *book.faults)
    facts = digest_of([files])
    return Kept(version, digest, readings_digest(env), states, facts, faults, tuple(objects(book))), book


def digests_of_pages(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    """Return a digest of all that each page shows of the book, by docname."""
    domain = domain_of(env)
    published = publishes_files(app.builder)
    linked = not lists_people(app.builder)
    digests = {}
    for docname in env.found_docs:
        views = domain.documents[docname].views if docname in domain.documents else ()
        shown = tuple(show_all(domain.book, docname, views))
        data = structured_data(domain, docname) if published else ""
        digests[docname] = digest_of((*shown, data, *(_places_of_people(domain.book, shown) if linked else ())))
    return digests


def _places_of_people(book: Book, shown: object) -> Iterator[ShownPlace]:
    """Yield where the names of people lead, among what a page shows, in builders that have no index of them."""
    if isinstance(shown, ShownPerson):
        entry = book.person_named(shown.name)
        if entry is not None and not shown.link:
            yield book.place_of_person(entry)
    elif isinstance(shown, tuple):
        for part in shown:
            yield from _places_of_people(book, part)
    elif is_dataclass(shown):
        for part in fields(shown):
            yield from _places_of_people(book, getattr(shown, part.name))
