"""Measure builds of a made-up course: ``python -m tests.bench --chapters 100``."""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.authoring import Manuscript
from tests.bench.synthetic import Chapter, book_by_hand, declared_book

STEPS = ("fresh build", "nothing changed", "one title edited")


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: wall-clock seconds of the whole ``sphinx-build``, and the number of pages that it wrote."""

    seconds: float
    pages: int


def _page_times(folder: Path) -> dict[Path, int]:
    return {page: page.stat().st_mtime_ns for page in folder.rglob("*.html")}


def _measure(book: Manuscript, *, jobs: str, fresh: bool = False) -> Measured:
    folder = book.root / "build" / "html"
    before = {} if fresh else _page_times(folder)
    start = time.perf_counter()
    run = book.sphinx_build("html", "-q", "-j", jobs, fresh=fresh)
    seconds = time.perf_counter() - start
    if run.returncode or run.warnings:
        raise SystemExit(f"the made-up course did not build cleanly:\n{run.errors}")
    return Measured(seconds, sum(before.get(page) != written for page, written in _page_times(folder).items()))


def _measure_steps(book: Manuscript, chapter: Chapter, *, jobs: str) -> list[Measured]:
    """Return one measurement for each of :data:`STEPS`; the title is set back after its edit."""
    source = f"{chapter.docname}.md"
    steps = [_measure(book, jobs=jobs, fresh=True), _measure(book, jobs=jobs)]
    book.edit(source, f"# {chapter.title}", "# Another title")
    steps.append(_measure(book, jobs=jobs))
    book.edit(source, "# Another title", f"# {chapter.title}")
    return steps


def _best(runs: list[list[Measured]]) -> list[Measured]:
    """Return the quickest of the repeated measurements of each step: what disturbs a run only makes it longer."""
    return [min(step, key=lambda one: one.seconds) for step in zip(*runs, strict=True)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--chapters", type=int, default=100)
    parser.add_argument("--papers", type=int, default=6, help="key papers of a chapter")
    parser.add_argument("--repeat", type=int, default=3, help="the quickest of so many runs is shown")
    parser.add_argument("--jobs", default="1", help="as -j of sphinx-build")
    return parser.parse_args()


def main() -> None:
    """Build both books, and print a table of seconds and of pages written."""
    given = _arguments()
    chapters = [Chapter(number, given.papers) for number in range(1, given.chapters + 1)]
    edited = chapters[len(chapters) // 2]
    with tempfile.TemporaryDirectory() as folder:
        by_hand = Manuscript(Path(folder, "by-hand"), book_by_hand(chapters), {"extensions": ["myst_parser"]})
        declared = Manuscript(
            Path(folder, "declared"), declared_book(chapters), {"seminar_bibliography": ["papers.bib"]}
        )
        runs = [
            (_measure_steps(by_hand, edited, jobs=given.jobs), _measure_steps(declared, edited, jobs=given.jobs))
            for _ in range(given.repeat)
        ]
    print(f"{given.chapters} chapters with {given.papers} key papers each; seconds, the best of {given.repeat}")
    print(f"{'':18}{'by hand':>9}{'pages':>7}{'declared':>11}{'pages':>7}{'difference':>12}")
    plain, ours = _best([run[0] for run in runs]), _best([run[1] for run in runs])
    for step, left, right in zip(STEPS, plain, ours, strict=True):
        difference = f"{right.seconds / left.seconds - 1:+.0%}"
        print(f"{step:18}{left.seconds:>9.2f}{left.pages:>7}{right.seconds:>11.2f}{right.pages:>7}{difference:>12}")


if __name__ == "__main__":
    main()
