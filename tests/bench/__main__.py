"""Measure builds of a made-up course: ``python -m tests.bench --chapters 11 100``.

Each run of ``sphinx-build`` is a process of its own, and the variants take turns, so that what disturbs the machine
disturbs all of them. Times and memory are those that the operating system counted for the process; the medians of the
repeated runs are shown, and the ratios of medians to the book that is written by hand.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.authoring import Manuscript
from tests.bench.structures import STRUCTURES
from tests.bench.synthetic import Course, course
from tests.bench.writing import VARIANTS, Variant

#: What is built, one after the other: a name, and the course as it is then.
STEPS: dict[str, Callable[[Course], Course]] = {
    "clean build": lambda made: made,
    "nothing changed": lambda made: made,
    "one chapter edited": Course.with_another_sentence,
    "one paper's title changed": Course.with_another_title,
    "one date changed": Course.with_another_date,
}
THEME = "sphinx_book_theme"


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: seconds on the clock and of the processor, and the most memory at a time, in megabytes."""

    clock: float
    processor: float
    memory: float


def _build(source: Path, out: Path, jobs: str) -> Measured:
    """Build once.

    Raises:
        SystemExit: if the build fails or warns.
    """
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", jobs, "-b", "html", str(source), str(out)]
    # As where the package is installed, its modules are compiled once, and not by every build.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environment) as process:
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the made-up course in {source} does not build")
    megabytes = usage.ru_maxrss / 1024
    return Measured(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, megabytes)


def _measure(folder: Path, variant: Variant, made: Course, steps: Iterable[str], jobs: str) -> dict[str, Measured]:
    """Return one measurement of each step, each from the state that the course was first built in."""
    book = Manuscript(folder, variant.write(made), {"html_theme": THEME, **variant.conf})
    out = folder / "out"
    found = {}
    for name in steps:
        change = STEPS[name]
        if name == "clean build":
            shutil.rmtree(out, ignore_errors=True)
        before = variant.write(made)
        changed = {path: text for path, text in variant.write(change(made)).items() if before[path] != text}
        for path, text in changed.items():
            book.write(path, text)
        found[name] = _build(book.source, out, jobs)
        if changed:
            for path in changed:
                book.write(path, before[path])
            _build(book.source, out, jobs)
    return found


def _table(runs: dict[str, list[dict[str, Measured]]]) -> str:
    """Return the medians as a Markdown table, a row a step and a column a variant."""
    first, *others = runs
    header = f"| | {first} | {' | '.join(others)} |\n|---|{'---:|' * len(runs)}\n"
    units: dict[str, Callable[[Measured], float]] = {
        "s": lambda one: one.clock,
        "s of the processor": lambda one: one.processor,
        "MB at most": lambda one: one.memory,
    }
    rows = []
    for step in next(iter(runs.values()))[0]:
        for unit, value in units.items():
            if unit == "MB at most" and step != "clean build":
                continue
            medians = [statistics.median(value(run[step]) for run in measured) for measured in runs.values()]
            cells = [f"{median:.2f}" if unit != "MB at most" else f"{median:.0f}" for median in medians]
            ratios = ["", *(f" ({median / medians[0]:.2f})" for median in medians[1:])]
            rows.append(f"| {step}, {unit} | {' | '.join(map(str.__add__, cells, ratios))} |")
    return header + "\n".join(rows) + "\n"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chapters", type=int, nargs="+", default=[11, 100])
    parser.add_argument("--papers", type=int, default=8, help="key papers of a chapter")
    parser.add_argument("--repeat", type=int, default=5, help="so many runs of each")
    parser.add_argument("--jobs", default="1", help="as -j of sphinx-build")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS), metavar="NAME")
    parser.add_argument("--structures", action="store_true", help="compare ways to put the pages together instead")
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=list(STEPS), metavar="STEP")
    parser.add_argument(
        "--into", type=Path, help="a folder that each table is written to as well, as a file of its own"
    )
    return parser.parse_args()


def main() -> None:
    """Build the variants of each size in turns, and print a table a size."""
    given = _arguments()
    for chapters in given.chapters:
        made = course(chapters, given.papers)
        variants = STRUCTURES if given.structures else {name: VARIANTS[name] for name in given.variants}
        runs: dict[str, list[dict[str, Measured]]] = {name: [] for name in variants}
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(given.repeat):
                for name, measured in runs.items():
                    place = Path(folder, name.replace(" ", "-"))
                    measured.append(_measure(place, variants[name], made, given.steps, given.jobs))
        repeated = f"medians of {given.repeat} runs" if given.repeat > 1 else "one run"
        heading = f"{chapters} chapters with {given.papers} key papers each, {repeated}"
        table = f"{heading}:\n\n{_table(runs)}"
        print(f"\n{table}", flush=True)
        if given.into is not None:
            kind = "structures" if given.structures else "variants"
            (given.into / f"{kind}-{chapters}.inc").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
