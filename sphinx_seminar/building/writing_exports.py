"""Writing the files beside the pages: local files that pages link, and the exports."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.book import Book
from sphinx_seminar.book.book import CSL_FILE
from sphinx_seminar.building.incremental.output_state import forget
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.exports.calendar import calendars
from sphinx_seminar.exports.course_json import SCHEMA, course_json, course_schema
from sphinx_seminar.exports.deck_pages import page_picture, text_versions
from sphinx_seminar.exports.edition import Edition, edition_of
from sphinx_seminar.exports.feed import feed
from sphinx_seminar.exports.frab import programme
from sphinx_seminar.exports.papers import bibliographies, csl_json
from sphinx_seminar.exports.search import SEARCH_FILE, search_index
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.sources.files import PHOTOS_FOLDER, decks_of_book
from sphinx_seminar.sources.stamps import mark, stamp

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_seminar.building.incremental.output_state import Written
    from sphinx_seminar.building.progress import Progress
    from sphinx_seminar.sources.decks import KnownDeck


def write_exports(app: Sphinx, book: Book, written: Written) -> tuple[dict[str, str], list[str]]:
    """Write linked files and exports into the output folder, and record them in ``written``.

    Returns the paths of what could not be written, with the reasons, and of what is not written since Sphinx or the
    author has put another file there.
    """
    edition, progress = edition_of(app.builder, book), progress_of(app.env)
    outdir = Path(app.outdir)
    decks = decks_of_book(app.env, book.sources.files.values())
    linked = linked_files(book, Path(app.srcdir))

    def is_taken(path: str) -> bool:
        return path in progress.claims and (outdir / path).is_file()

    taken = [path for path, source in linked.items() if is_taken(path) and not _same(outdir / path, source)]
    files = {path: source for path, source in linked.items() if not is_taken(path)}
    failed: dict[str, str] = {}
    digest = exports_digest(progress.kept.edition, edition, decks)
    if digest != written.digest or written.garbled(outdir, written.exports):
        # A file that a page links is what its author made of it, whatever its name.
        photos = Path(app.doctreedir) / PHOTOS_FOLDER
        wanted = {path: content for path, content in exports(edition, decks, photos).items() if path not in linked}
        made = {path: content for path, content in wanted.items() if not is_taken(path)}
        taken += wanted.keys() - made.keys()
        known = replace(written, files=written.files | dict.fromkeys(files, ""))
        forget(outdir, replace(known, exports=written.exports | dict.fromkeys(made, "")))
        paths, failed = write_outputs(outdir, made, written.exports)
        written.exports = {path: mark(outdir / path) for path in paths}
    # What an author links no longer may be an export by now.
    before = (path for path in written.files if path not in written.exports)
    changed = {path: file for path, file in files.items() if not _stands(outdir, path, file, written, progress)}
    paths, uncopied = write_outputs(outdir, changed, before, files)
    written.files = {path: progress.kept.contents.get(path, "") for path in (*paths, *files)}
    written.digest = "" if failed or taken else digest
    return failed | uncopied, sorted(taken)


def _stands(outdir: Path, path: str, source: Path, written: Written, progress: Progress) -> bool:
    """Tell whether the copy of a linked file has the content and the time of its source."""
    known = written.files.get(path)
    return bool(known) and known == progress.kept.contents.get(path) and stamp(source) == stamp(outdir / path)


def linked_files(book: Book, srcdir: Path) -> dict[str, Path]:
    """Return the local files that pages link, and those that stand with them, by their paths in the output folder."""
    facts = [fact for fact in book.sources.files.values() if not fact.document and not fact.photo]
    return {path: srcdir / path for fact in facts for path in (fact.path, *fact.beside)}


def exports(edition: Edition, decks: Mapping[str, KnownDeck], photos: Path) -> dict[str, bytes | Path]:
    """Return pictures and text versions of decks, photos, and the exports that are switched on, by their paths.

    ``photos`` is the folder of photos as they are published, which are smaller than their files.
    """
    book, wanted = edition.book, edition.book.sources.exports
    readable = {path: known.deck for path, known in decks.items()}
    files: dict[str, bytes | Path] = dict(text_versions(edition, readable))
    for fact in book.sources.files.values():
        if fact.photo:
            files[fact.path] = photos / fact.photo
        known = decks.get(fact.path)
        if fact.preview and known is not None and known.picture is not None:
            files[fact.preview] = known.picture
        if fact.text and known is not None:
            files |= {page_picture(fact, number): picture for number, picture in known.pages.items()}
    if "search" in wanted and edition.indices is not None:
        files[SEARCH_FILE] = search_index(edition, readable)
    if "bib" in wanted:
        files |= {path: text.encode() for path, text in bibliographies(book)}
    if "csl" in wanted and book.papers.entries:
        files[CSL_FILE] = csl_json(book).encode()
    if "json" in wanted:
        files |= {"course.json": course_json(edition).encode(), SCHEMA: course_schema().encode()}
    if "frab" in wanted:
        files |= programme(edition)
    schedules = book.schedule_files
    if "ics" in schedules:
        files |= calendars(edition)
    if "feed" in schedules:
        files[schedules["feed"]] = feed(edition)
    return files


def exports_digest(digest: str, edition: Edition, decks: Mapping[str, KnownDeck]) -> str:
    """Return a digest of all inputs of the exports: a book of this ``digest``, its edition, and its decks."""
    names = (edition.project, edition.author, edition.language)
    where = (edition.base, edition.root, edition.address("", "x"), edition.indices)
    read = sorted((path, known.digest, known.deck.problem, len(known.pages)) for path, known in decks.items())
    return digest_of((digest, names, where, read))


def write_outputs(
    outdir: Path, files: Mapping[str, bytes | Path], before: Iterable[str], others: Collection[str] = ()
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Write what changed, each file in one step, and remove the files of the last build that are no longer wanted.

    ``others`` are wanted as they stand. Returns the paths that were written and those that could not be removed, and of
    what could be neither written nor removed the paths with the reasons; what stood there stays.
    """
    failed: dict[str, str] = {}
    for path, content in files.items():
        try:
            _write(outdir / path, content)
        except OSError as error:
            failed[path] = str(error.strerror or error)
    unwanted = sorted(set(before) - set(files) - set(others))
    for path in unwanted:
        try:
            for left in (path, f"{path}.new"):
                (outdir / left).unlink(missing_ok=True)
        except OSError as error:
            failed[path] = str(error.strerror or error)
    return tuple(sorted({*files, *(failed.keys() & unwanted)})), failed


def _write(target: Path, content: bytes | Path) -> None:
    temporary = target.with_name(f"{target.name}.new")
    if target.is_file() and _same(target, content):
        if isinstance(content, Path):
            shutil.copystat(content, target)
        # A build that was killed may have left it.
        temporary.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        if isinstance(content, Path):
            # With its time, by which the next build knows that it is the same file.
            shutil.copy2(content, temporary)
        else:
            temporary.write_bytes(content)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _same(target: Path, content: bytes | Path) -> bool:
    if isinstance(content, Path):
        return filecmp.cmp(target, content, shallow=False)
    return target.read_bytes() == content
