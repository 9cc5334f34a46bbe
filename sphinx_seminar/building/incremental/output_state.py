"""Which pages must be written again: those that show something else of the book than what was last written.

The fingerprints of a page are kept in the output folder, with the pages that they describe: kept in the environment,
they would go stale after a build that was killed, and with two builders that share one environment.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_seminar.sources.stamps import GONE, stamp

#: The file in the output folder; a dot in front keeps web servers' listings clean.
STATE_FILE = ".seminar.json"


class Fingerprint(NamedTuple):
    """Digests of what a page shows of the book, and of everything around that."""

    shown: str
    around: str


@dataclass(slots=True)
class Written:
    """What stands in an output folder.

    ``pages`` has the fingerprint of each page, ``files`` the paths of the local files that pages link, ``exports``
    those of the exports, and ``digest`` is of what the exports were made of. ``site`` is a digest of the book, and of
    what else all pages show alike; it is empty where not all that stands there shows just that. ``made`` are the paths
    of what the builder called ``builder`` made of the sources.
    """

    pages: dict[str, Fingerprint] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    digest: str = ""
    site: str = ""
    builder: str = ""
    made: tuple[str, ...] = ()

    def stands(self, outdir: Path, srcdir: Path) -> bool:
        """Tell whether every file beside the pages is still there, and the linked ones with the times of their sources.

        Times are no part of ``site``, which is the same wherever and whenever a book is built.
        """
        return all((outdir / path).is_file() for path in (*self.files, *self.exports)) and all(
            # The pictures of decks have no source of their own.
            stamp(srcdir / path) in (GONE, stamp(outdir / path))
            for path in self.files
        )


def load(outdir: Path) -> Written:
    """Return what the last builds wrote; a file that is missing or unreadable says nothing about any page."""
    try:
        state: dict[str, Any] = json.loads((outdir / STATE_FILE).read_text(encoding="utf-8"))
        lists = ("files", "exports", "made")
        files, exports, made = (tuple(path for path in state[name] if _inside(path)) for name in lists)
        pages = {name: Fingerprint(*map(str, parts)) for name, parts in state["pages"].items()}
        return Written(pages, files, exports, str(state["digest"]), str(state["site"]), str(state["builder"]), made)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Written()


def _inside(path: str) -> bool:
    """Tell whether a path stays in the output folder, as all do that we wrote: what it names may be removed."""
    return not path.startswith("/") and ".." not in path.split("/")


def save(outdir: Path, written: Written) -> None:
    """Save the state in one step, so that a build killed meanwhile leaves the old one."""
    state = {
        "builder": written.builder,
        "digest": written.digest,
        "exports": sorted(written.exports),
        "files": sorted(written.files),
        "made": sorted(written.made),
        "pages": dict(sorted(written.pages.items())),
        "site": written.site,
    }
    temporary = outdir / f"{STATE_FILE}.new"
    temporary.write_text(json.dumps(state, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    temporary.replace(outdir / STATE_FILE)


def forget(outdir: Path, written: Written) -> None:
    """Save that nothing in the folder is known to be whole, before it is written.

    A build that is killed then leaves that behind: what it wrote differs from the old state, which would be believed
    again as soon as the author takes the edit back. The paths are kept, so that files that are no longer wanted go.
    """
    try:
        save(outdir, replace(written, pages={}, digest="", site=""))
    except OSError:
        # No state says as little as an empty one, and can be had on a full disk too.
        with suppress(OSError):
            (outdir / STATE_FILE).unlink(missing_ok=True)
