"""Tables whose sessions stand in a file: read once a build, and part of the book as if their document declared them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model import Fault, Place
from sphinx_seminar.model.declarations import Declarations, TableData
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.reading.assignments import TabulatedWork, declare_assignments
from sphinx_seminar.reading.people import Written, read_profiles
from sphinx_seminar.reading.sessions.declared import Tabulated, declare_table
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
    sessions, listings, faults = list(declared.sessions), list(declared.listings), list(declared.faults)
    assignments = list(declared.assignments)
    # From the last table to the first, so that the places of the others stay what they were.
    for position, file, about in reversed(declared.tables):
        if about.declares == "assignments":
            work = _read_work(env, docname, file, about, {assignment.anchor for assignment in assignments})
            assignments[position:position] = work.assignments
            faults += work.faults
            continue
        number = max((listing.number for listing in listings), default=-1) + 1
        found = _read(env, docname, file, about, {session.anchor for session in sessions}, number)
        rows = [session.unplanned for session in found.sessions] if about.unplanned else found.sessions
        sessions[position:position] = rows
        listings += found.listings
        faults += found.faults
    return replace(declared, sessions=sessions, assignments=assignments, listings=listings, faults=faults)


def _with_people(env: BuildEnvironment, docname: str, declared: Declarations) -> Declarations:
    """Return declarations with the people of the files that they name."""
    if not declared.people_files:
        return declared
    profiles, faults = list(declared.profiles), list(declared.faults)
    for file, place, format_, number, language in declared.people_files:
        path, message = locate(env, docname, file)
        data, message = _content(env, path, file) if not message else (b"", message)
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


def _content(env: BuildEnvironment, path: str, file: str) -> tuple[bytes, str]:
    """Return the content of a file of the source folder, or why it cannot be read."""
    try:
        return (Path(env.srcdir) / path).read_bytes(), ""
    except OSError as error:
        return b"", f"the file {quoted(file)} cannot be read ({error.strerror}); expected a file of data"


def _read(
    env: BuildEnvironment, docname: str, file: str, about: TableData, anchors: set[str], listings: int
) -> Tabulated:
    data, about, faults = _opened(env, docname, file, about)
    return Tabulated(faults=faults) if faults else declare_table(data, about, anchors, listings)


def _read_work(env: BuildEnvironment, docname: str, file: str, about: TableData, anchors: set[str]) -> TabulatedWork:
    data, about, faults = _opened(env, docname, file, about)
    return TabulatedWork(faults=faults) if faults else declare_assignments(data, about, anchors)


def _opened(
    env: BuildEnvironment, docname: str, file: str, about: TableData
) -> tuple[bytes, TableData, tuple[Fault, ...]]:
    """Return the content of a file and its own place, or why there is none."""
    path, message = locate(env, docname, file)
    data, message = _content(env, path, file) if not message else (b"", message)
    if not message:
        return data, replace(about, place=Place(path, 0, docname)), ()
    message = followed(message, f"The table has no {about.declares} of it.")
    return b"", about, (Fault(about.place, "data", message),)
