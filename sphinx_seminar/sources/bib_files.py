"""The ``.bib`` files that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.config import bibliography_files, settings_file
from sphinx_seminar.model import Fault, Place
from sphinx_seminar.model.messages import followed, quoted
from sphinx_seminar.reading.bibtex.shelf import Bibliography
from sphinx_seminar.sources.locating import locate

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def read_bibliographies(env: BuildEnvironment) -> tuple[Bibliography, list[Fault]]:
    """Return the entries of all ``.bib`` files by key, and which files cannot be read."""
    bibliography = Bibliography()
    faults = []
    for name in bibliography_files(env.config):
        path, message = locate(env, "", name)
        try:
            if not message:
                bibliography.add((Path(env.srcdir) / path).read_bytes(), path)
        except OSError as error:
            message = f"the file {quoted(name)} cannot be read ({error.strerror}); expected a .bib file"
        if message:
            message = followed(f"seminar_bibliography: {message}", "Its papers are shown by their keys.")
            faults.append(Fault(_in_conf(env, name), "bibliography", message))
    return bibliography, faults


def _in_conf(env: BuildEnvironment, words: str) -> Place:
    """Return the line of the settings that says something, their first line where none does."""
    file = settings_file(Path(env.srcdir))
    try:
        lines = (Path(env.srcdir) / file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return Place(file, next((number for number, line in enumerate(lines, 1) if words in line), 1))
