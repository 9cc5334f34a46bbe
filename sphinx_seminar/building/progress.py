"""The findings of one build about its pages, kept on the application and never saved."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx_seminar.building.incremental.cache import Kept
from sphinx_seminar.building.incremental.output_state import Fingerprint, Written
from sphinx_seminar.sources.stamps import State
from sphinx_seminar.sources.waiting import Waiting

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(slots=True)
class Progress:
    """What one build finds out about pages; an application that builds again begins with a new one.

    ``kept`` is what is known of the book without opening it. ``site`` is a digest of that and of what all pages show
    alike, ``written`` is what stood in the output folder, and ``unchanged`` says that it was made of just this site:
    then only what a page has of its own can have changed. ``claims`` are the paths in the output folder that are
    Sphinx's, or files of the author's own beside the book.

    ``fingerprints`` are of what each page shows now, ``resolved`` of the pages that are written (``drawn`` has those as
    well that are written in each build); after ``all_written`` pages are looked through for other reasons. ``lost`` are
    the pages with a reference that leads nowhere, ``structured`` is what search engines read of each page, as far as it
    was asked for. ``begun`` has the states of the files of each document before it was read.
    ``waiting`` is what the build leaves out of its pages.
    """

    kept: Kept = field(default_factory=Kept)
    site: str = ""
    written: Written = field(default_factory=Written)
    unchanged: bool = False
    claims: Set[str] = frozenset()
    drawn: set[str] = field(default_factory=set)
    fingerprints: dict[str, Fingerprint] = field(default_factory=dict)
    resolved: dict[str, Fingerprint] = field(default_factory=dict)
    all_written: bool = False
    lost: set[str] = field(default_factory=set)
    structured: dict[str, str] = field(default_factory=dict)
    waiting: Waiting = field(default_factory=Waiting)
    begun: dict[str, dict[Path, State]] = field(default_factory=dict)


_PROGRESS: WeakKeyDictionary[BuildEnvironment, Progress] = WeakKeyDictionary()


def progress_of(env: BuildEnvironment) -> Progress:
    """Return the findings of the build that an environment is in."""
    return _PROGRESS.setdefault(env, Progress())


def begin_progress(env: BuildEnvironment) -> None:
    """Forget the findings of an earlier build of the same application."""
    _PROGRESS[env] = Progress()
