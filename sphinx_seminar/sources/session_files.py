"""Tables whose sessions stand in a file: read once a build, and part of the book as if their document declared them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model import Fault, Place
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.reading.declared import declare_table
from sphinx_seminar.reading.people_tables import Written, read_profiles
from sphinx_seminar.reading.tables import read_table
from sphinx_seminar.sources.locating import locate

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def with_tables(env: BuildEnvironment, documents: Mapping[str, Declarations]) -> dict[str, Declarations]:
    """Return the declarations of all documents, with the sessions of their files in the places of their tables."""
    return {
        docname: _with_people(env, docname, _completed(env, docname, declared) if declared.tables else declared)
        for docname, declared in documents.items()
    }


def _completed(env: BuildEnvironment, docname: str, declared: Declarations) -> Declarations:
    """Return declarations with what the files of their tables declare."""
    sessions, listings, faults = list(declared.sessions), list(declared.listings), list(declared.faults)
    assignments = list(declared.assignments)
    # From the last table to the first, so that the places of the others stay what they were.
    for position, file, about in reversed(declared.tables):
        path, data, message = _content(env, docname, file)
        if message:
            faults.append(Fault(about.place, "data", followed(message, f"The table has no {about.declares} of it.")))
            continue
        number = max((listing.number for listing in listings), default=-1) + 1
        anchors = {one.anchor for one in (assignments if about.declares == "assignments" else sessions)}
        found = declare_table(data, replace(about, place=Place(path, 0, docname)), anchors, number)
        sessions[position:position] = found.sessions
        assignments[position:position] = found.assignments
        listings += found.listings
        faults += found.faults
    return replace(declared, sessions=sessions, assignments=assignments, listings=listings, faults=faults)


def _with_people(env: BuildEnvironment, docname: str, declared: Declarations) -> Declarations:
    """Return declarations with the people of the files that they name."""
    if not declared.people_files:
        return declared
    profiles, faults = list(declared.profiles), list(declared.faults)
    for file, place, format_, number, language in declared.people_files:
        path, data, message = _content(env, docname, file)
        if message:
            faults.append(Fault(place, "data", followed(message, "Nobody of it is shown.")))
            continue
        table = read_table(data, format_)
        written = Written(Place(path, 0, docname), number, language)
        read = read_profiles(table.value, written, {profile.anchor for profile in profiles})
        profiles += read.value
        faults += [
            Fault(Place(path, problem.line, docname), problem.subtype, problem.message)
            for problem in (*table.problems, *read.problems)
        ]
    return replace(declared, profiles=profiles, faults=faults)


def _content(env: BuildEnvironment, docname: str, file: str) -> tuple[str, bytes, str]:
    """Return the path and the content of a file that a document names, or a message about why it has none."""
    path, message = locate(env, docname, file)
    try:
        data = (Path(env.srcdir) / path).read_bytes() if not message else b""
    except OSError as error:
        return path, b"", f"the file {quoted(file)} cannot be read ({error.strerror}); expected a file of data"
    return path, data, message
