"""The state of an output folder: fingerprints of its pages as last written, to find those to write again.

The fingerprints of a page are kept in the output folder, with the pages that they describe: kept in the environment,
they would go stale after a build that was killed, and with two builders that share one environment.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

from sphinx_seminar.sources.stamps import mark, stamp

#: The file in the output folder; a dot in front keeps web servers' listings clean.
STATE_FILE = ".seminar.json"


class Fingerprint(NamedTuple):
    """Digests of the facts of the book that a page shows, and of the rest of the page: prose, navigation, settings."""

    shown: str
    around: str


@dataclass(slots=True)
class Written:
    """The pages and files that builds have written into an output folder.

    ``pages`` has the fingerprint of each page, ``files`` digests of the local files that pages link, by their paths,
    ``exports`` the marks of the exports (see :func:`.mark`), and ``digest`` is that of the inputs of the exports.
    ``site`` is a digest of the book and of the settings that all pages share; it is empty while some page of the folder
    shows another state of the book. ``made`` has the marks of the files that the builder named ``builder`` wrote.

    ``showing`` says for which audience and moment the folder was built, ``built`` are all files that builds have
    written. While a build is at work, ``others`` are the files that stood in the folder before and are none of these.
    """

    pages: dict[str, Fingerprint] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    digest: str = ""
    site: str = ""
    builder: str = ""
    made: dict[str, str] = field(default_factory=dict)
    showing: str = ""
    built: tuple[str, ...] = ()
    others: tuple[str, ...] | None = None

    def stands(self, outdir: Path, srcdir: Path) -> bool:
        """Tell whether all exports are unchanged, and copies of linked files have the times and sizes of their sources.

        Times are no part of ``site``, which is the same wherever and whenever a book is built.
        """
        return not self.garbled(outdir, self.exports) and all(
            (outdir / path).is_file() and stamp(srcdir / path) == stamp(outdir / path) for path in self.files
        )

    @staticmethod
    def garbled(outdir: Path, marks: Mapping[str, str]) -> list[str]:
        """Return the paths of files that have changed since they were written: gone, emptied, edited by hand."""
        return [path for path, known in marks.items() if mark(outdir / path) != known]


def load(outdir: Path) -> Written:
    """Read the state that the last builds saved; one that is missing or unreadable counts as empty."""
    try:
        state: dict[str, Any] = json.loads((outdir / STATE_FILE).read_text(encoding="utf-8"))
        stays, others = _staying(outdir), state.get("others")
        files, exports, made = (
            {path: str(known) for path, known in state[name].items() if stays(path)}
            for name in ("files", "exports", "made")
        )
        return Written(
            {name: Fingerprint(*map(str, parts)) for name, parts in state["pages"].items()},
            *(files, exports, str(state["digest"]), str(state["site"]), str(state["builder"]), made),
            showing=str(state.get("showing", "")),
            built=tuple(filter(stays, map(str, state.get("built", ())))),
            others=None if others is None else tuple(filter(stays, map(str, others))),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Written()


def _staying(outdir: Path) -> Callable[[str], bool]:
    """Return a check that a path stays in the output folder on any system: the next build may remove its file.

    Symbolic links count with the folder that they lead to; each folder is looked up once.
    """
    whole = outdir.resolve()

    @cache
    def is_inside(folder: str) -> bool:
        return (outdir / folder).resolve().is_relative_to(whole)

    def stays(path: str) -> bool:
        # Of the two kinds of paths those of Windows have more separators, and more beginnings.
        known = PureWindowsPath(path)
        return not known.anchor and ".." not in known.parts and is_inside(posixpath.dirname(path))

    return stays


def save(outdir: Path, written: Written) -> None:
    """Save the state in one step, so that a build killed meanwhile leaves the old one."""
    state = {part.name: getattr(written, part.name) for part in fields(written)}
    temporary = outdir / f"{STATE_FILE}.new"
    temporary.write_text(json.dumps(state, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    temporary.replace(outdir / STATE_FILE)


def forget(outdir: Path, written: Written) -> None:
    """Mark the folder as unknown before it is written; the next build then trusts no page in it.

    A build that is killed then leaves that behind: what it wrote differs from the old state, which would be believed
    again as soon as the author takes the edit back. The paths are kept, so that files that are no longer wanted go.
    """
    save_or_remove(outdir, replace(written, pages={}, digest="", site=""))


def save_or_remove(outdir: Path, written: Written) -> None:
    """Save the state, and remove the old one where that fails.

    No state says as little as an empty one, and can be had on a full disk too.
    """
    try:
        save(outdir, written)
    except OSError:
        with suppress(OSError):
            (outdir / STATE_FILE).unlink(missing_ok=True)
