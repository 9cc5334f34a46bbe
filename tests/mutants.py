"""Small faults put into the code of one room, each before the tests that run the function it is in: ``make mutants``.

``python -m tests.mutants planning --sample 60 --seed 1`` draws sixty of the mutants that mutmut makes of ``planning``,
runs each against the tests of :data:`TESTS`, the quickest first, and prints every mutant that no test notices.

mutmut works in ``build/mutants/ROOM``, on a copy; the times of the tests, and which functions each of them runs, are
kept there from one run to the next.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "sphinx_seminar"
#: What tests need of the repository, besides the package.
NEEDED = (PACKAGE, "tests", "docs", "CHANGELOG.md")
#: The tests of a room, where they are more or fewer than the folder of its name.
TESTS: dict[str, tuple[str, ...]] = {
    "planning": (
        "tests/planning",
        "tests/reading/dates/test_plan.py",
        "tests/report/test_dates_off_the_plan.py",
        "tests/bad_input",
    ),
    "book": ("tests/book", "tests/directives", "tests/bad_input", "tests/planning/test_groups.py"),
    "exports": (
        *("tests/exports", "tests/test_assignments.py", "tests/book/test_due_in_groups.py"),
        *("tests/sources/test_decks.py", "tests/directives/test_announcements.py"),
        *("tests/directives/test_people.py", "tests/directives/test_course.py"),
    ),
    "building/incremental": tuple(
        f"tests/building/incremental/test_{name}.py"
        for name in ("cache", "freshness", "other_documents", "output_state", "staleness", "surroundings")
    ),
}
#: What mutmut says of a mutant that some test noticed. One that runs for ever is noticed, too, but so is one for which
#: a busy machine had no time: those are counted apart.
NOTICED = {"killed", "timeout", "segfault"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the quickest tests first, by the times that mutmut has taken; mutmut loads this module as a plugin."""
    times = Path("mutmut-stats.json")
    if times.exists():
        durations = json.loads(times.read_text(encoding="utf-8"))["duration_by_test"]
        items.sort(key=lambda item: durations.get(item.nodeid, 0))


def prepare(room: str, tests: Sequence[str]) -> Path:
    """Return a folder in which mutmut changes nothing but this room, and runs these tests alone."""
    folder = ROOT / "build/mutants" / room
    folder.mkdir(parents=True, exist_ok=True)
    for name in NEEDED:
        # A copy, so that edits may go on; mutmut adds files to its own copy, and takes none away.
        for old in (folder / name, folder / "mutants" / name) if name != PACKAGE else (folder / name,):
            shutil.rmtree(old, ignore_errors=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    chosen = {
        "only_mutate": [f"{PACKAGE}/{room}/*"],
        "pytest_add_cli_args_test_selection": tests,
    }
    header = "[tool.mutmut]\n"
    settings = header + "".join(f"{name} = {json.dumps(value)}\n" for name, value in chosen.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(project.replace(header, settings), encoding="utf-8")
    return folder


def mutants_of(folder: Path, room: str) -> list[str]:
    """Return the names of all mutants of a room, whose code is in this folder."""
    # An extra of its own: pytest imports this module without it.
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    return [
        get_mutant_name(file.relative_to(folder), name)
        for file in sorted((folder / PACKAGE / room).rglob("*.py"))
        for name in mutate_file_contents(str(file), file.read_text(encoding="utf-8")).mutant_names
    ]


def mutmut(folder: Path, *arguments: str) -> str:
    """Run mutmut in a folder, and return what it prints."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}\nmutmut {arguments[0]} failed")
    return done.stdout


def main(arguments: list[str]) -> int:
    """Try mutants of one room; fail where fewer are noticed than were asked for."""
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("room", help="a folder of the package, such as planning or building/incremental")
    parser.add_argument("--sample", type=int, default=60, help="how many mutants are drawn; 0: all (default: 60)")
    parser.add_argument("--seed", type=int, default=1, help="which are drawn (default: 1)")
    parser.add_argument("--only", default="", help="draw from the mutants with this in their names, as a function's")
    parser.add_argument("--at-least", type=int, default=85, metavar="PERCENT", help="(default: 85)")
    parser.add_argument("--jobs", default="1", help="how many are tried at a time (default: 1)")
    asked = parser.parse_args(arguments)
    tests = TESTS.get(asked.room, (f"tests/{asked.room}",))
    if not (ROOT / PACKAGE / asked.room).is_dir() or not all((ROOT / path).exists() for path in tests):
        parser.error(f"{asked.room} is no folder of {PACKAGE} with tests: name them in TESTS")
    folder = prepare(asked.room, tests)
    mutants = [name for name in mutants_of(folder, asked.room) if asked.only in name]
    if not mutants:
        parser.error(f"no mutant of {asked.room} has {asked.only!r} in its name")
    drawn = random.Random(asked.seed).sample(mutants, min(asked.sample or len(mutants), len(mutants)))
    mutmut(folder, "run", "--max-children", asked.jobs, *drawn)
    lines = (line.strip().rpartition(": ") for line in mutmut(folder, "results", "--all", "true").splitlines())
    results = {name: result for name, _colon, result in lines if name in drawn}
    unnoticed = sorted(name for name in drawn if results[name] not in NOTICED)
    for name in unnoticed:
        print(mutmut(folder, "show", name))
    share = 100 - 100 * len(unnoticed) / len(drawn)
    endless = sum(results[name] == "timeout" for name in drawn)
    print(
        f"{asked.room}: {share:.0f} % of {len(drawn)} mutants noticed (of {len(mutants)}, seed {asked.seed}); "
        f"{endless} of them by running out of time"
    )
    return int(share < asked.at_least)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
