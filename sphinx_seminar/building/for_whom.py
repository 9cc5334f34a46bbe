"""The audience and the moment that doctrees and output folders were built for; for others both are cleared.

Blocks and pages are left out when they are read, so that an environment and its doctrees belong to one audience and one
moment. Where these change, the next build reads all again, into an output folder from which everything went that builds
have written there: Sphinx and its extensions leave files behind that nobody else remembers, such as formulas as
pictures, or the index of a programming language.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_seminar.building.incremental import cache, output_state
from sphinx_seminar.config import showing_of
from sphinx_seminar.sources.files import DECKS_FOLDER
from sphinx_seminar.sources.stamps import State, state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)

#: The file in the folder of doctrees that says for whom they were made.
_MARK = ".seminar-showing"
#: What LaTeX and Texinfo make of a manuscript that Sphinx wrote; the manuscript is Sphinx's, these are the author's.
_TYPESET = (
    *(".pdf", ".aux", ".log", ".toc", ".out", ".idx", ".ind", ".ilg", ".fls", ".fdb_latexmk", ".xdv", ".dvi", ".ps"),
    *(".gz", ".info", ".html", ".cp", ".fn", ".ky", ".pg", ".tp", ".vr"),
)
_MANUSCRIPTS = (".tex", ".texi")
#: Where Sphinx puts scripts, style sheets and files of the author's; it is the same for all.
_STATIC = "_static/"
#: What builds keep for themselves, digests of settings; a second build makes one more of them.
_OWN = (output_state.STATE_FILE, ".buildinfo", ".buildinfo.bak")

#: The files that stood in the output folder before a build and were none of builds.
_FOREIGN: WeakKeyDictionary[Sphinx, Mapping[str, State]] = WeakKeyDictionary()


def _name(config: Config) -> str:
    showing = showing_of(config)
    return showing.audience if showing.complete or showing.moment is None else f"{showing.audience} {showing.moment}"


def forget_other_readings(app: Sphinx, config: Config) -> None:
    """Remove the environment and the doctrees that were made for others, or for another moment.

    Raises:
        SphinxError: they cannot be removed; the build would show what they hold.
    """
    folder, name = Path(app.doctreedir), _name(config)
    mark = folder / _MARK
    try:
        if mark.is_file() and mark.read_text(encoding="utf-8", errors="replace") == name:
            return
        # Until all is gone nobody may believe that it is.
        mark.unlink(missing_ok=True)
        for path in _readings(app):
            path.unlink(missing_ok=True)
    except OSError as error:
        message = (
            f"'{folder}' holds what was read for others, and cannot be cleared ({error.strerror}). Remove the folder, "
            "or say another with -d."
        )
        raise SphinxError(message) from error
    # Without a mark the next build reads all again.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(name, encoding="utf-8")


def _readings(app: Sphinx) -> list[Path]:
    """Return environment, kept book, doctrees, and the texts of decks where the folder lies in the published one."""
    folder = Path(app.doctreedir)
    decks = folder.glob(f"{DECKS_FOLDER}/*") if folder.is_relative_to(app.outdir) else ()
    return [folder / "environment.pickle", folder / cache.FILE, *folder.rglob("*.doctree"), *decks]


def clear_output(app: Sphinx) -> None:
    """Remove the files that builds for others wrote into the output folder, and note which files are not of builds."""
    outdir, name = Path(app.outdir), _name(app.config)
    written, present = output_state.load(outdir), list(output_files(app))
    built = set(written.built) if written.others is None else set(present) - set(written.others)
    built |= {*written.files, *written.exports, *written.made} & set(present)
    if written.showing != name:
        # Each build fills it anew, and leaves what others needed, as the search needs of another language.
        built |= {*_typeset(present, built), *(path for path in present if path.startswith(_STATIC))}
        remove_files(outdir, built)
        built = {path for path in built if (outdir / path).exists()}
        if built:
            raise SphinxError(f"'{outdir / min(built)}' was built for others, and cannot be removed. Remove it.")
        output_state.save_or_remove(outdir, output_state.Written(showing=name))
    elif written.others is not None:
        output_state.save_or_remove(outdir, replace(written, built=tuple(sorted(built)), others=None))
    _FOREIGN[app] = {path: state(outdir / path) for path in present if path not in built and (outdir / path).is_file()}


def foreign_files(app: Sphinx) -> tuple[str, ...]:
    """Return the files that stood in the output folder before the build and were none of builds."""
    return tuple(sorted(_FOREIGN.get(app, ())))


def built_files(app: Sphinx, written: output_state.Written) -> tuple[str, ...]:
    """Return the files of the output folder that builds have written, this one or others before it.

    A file that this build found as it would have written it is its own, as those of ``written`` are.
    """
    outdir, foreign = Path(app.outdir), _FOREIGN.get(app, {})
    known = {*written.files, *written.exports, *written.made}
    found = (path for path in output_files(app) if path in known or foreign.get(path) != state(outdir / path))
    return tuple(sorted(path for path in found if not path.startswith(_STATIC)))


def output_files(app: Sphinx) -> Iterator[str]:
    """Yield the files of the output folder, without doctrees and Git's folder, which may lie in it."""
    outdir, doctrees = Path(app.outdir), os.path.realpath(app.doctreedir)
    for folder, folders, names in os.walk(outdir):
        folders[:] = [
            name for name in folders if name != ".git" and os.path.realpath(os.path.join(folder, name)) != doctrees
        ]
        inside = Path(folder).relative_to(outdir)
        yield from (path for name in names if (path := (inside / name).as_posix()) not in _OWN)


def _typeset(present: Iterable[str], built: Iterable[str]) -> Iterator[str]:
    """Yield the files that LaTeX or Texinfo made of manuscripts that builds wrote."""
    manuscripts = {os.path.splitext(path)[0] for path in built if path.endswith(_MANUSCRIPTS)}
    for path in present:
        if PurePosixPath(path).suffix in _TYPESET and path.partition(".")[0] in manuscripts:
            yield path


def remove_files(outdir: Path, paths: Collection[str]) -> None:
    """Remove files as far as that can be done, and the folders that are empty then: their names tell something too."""
    for path in paths:
        with suppress(OSError):
            (outdir / path).unlink()
    for folder in sorted({parent for path in paths for parent in PurePosixPath(path).parents}, reverse=True):
        with suppress(OSError):
            if folder.parts:
                (outdir / folder).rmdir()


def forget_within_output(app: Sphinx) -> None:
    """Remove environment and doctrees from the folder that is published: they name the links that wait.

    The builders of JSON and pickles put a copy of the environment there, wherever it is kept. The next build reads all
    again; where ``-d`` says another folder it need not.
    """
    folder = Path(app.doctreedir)
    (Path(app.outdir) / "environment.pickle").unlink(missing_ok=True)
    if folder.is_relative_to(app.outdir):
        for path in (folder / _MARK, *_readings(app)):
            path.unlink(missing_ok=True)
        message = "sphinx_seminar: '%s' is published with the pages, and is emptied; say another folder with -d"
        logger.info(message, folder)


def setup_for_whom(app: Sphinx) -> None:
    """Clear both folders, before the environment is loaded and before anybody writes."""
    app.connect("config-inited", forget_other_readings, priority=850)
    app.connect("builder-inited", clear_output, priority=1)
