"""Give the readers inputs until one breaks a promise: ``python -m tests.fuzz 1000000 7 --only date``.

The inputs are divided over the readers, and each hangs on the seed and its number alone: a second run finds the same.
"""

from __future__ import annotations

import argparse
import sys
from random import Random

from tests.fuzz.readers import READERS
from tests.fuzz.trial import an_input, growth_fault_of, shortened, timely_fault_of

#: One input in so many is made longer and longer, to see how time grows with it.
_GROWN = 500
#: So many faults of one kind are shown.
_SHOWN = 3


def search(name: str, count: int, seed: int) -> list[tuple[str, str]]:
    """Read ``count`` inputs, and return each fault with the shortest text that has it, few of one kind."""
    reader = READERS[name]
    found: list[tuple[str, str]] = []
    kinds: dict[str, int] = {}
    for number in range(count):
        text = an_input(reader, name, seed, number)
        fault = timely_fault_of(reader.broken, text)
        if number % _GROWN == 0 and not fault:
            fault = growth_fault_of(reader.broken, text, Random(f"growth/{seed}/{number}"))
        if not fault:
            continue
        kind = fault[:24]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= _SHOWN:
            short = text if fault.startswith("time grows") or " made of " in fault else shortened(reader.broken, text)
            found.append((timely_fault_of(reader.broken, short) or fault, short))
    print(f"{name}: {count:,} inputs; faults: {kinds or 'none'}", flush=True)
    return found


def main() -> int:
    """Search with the arguments of the command line; the exit code says whether a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("inputs", type=int, help="how many inputs in all")
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--only", choices=READERS, action="append", help="this reader alone; may be given again")
    given = parser.parse_args()
    names = given.only or list(READERS)
    whole = sum(READERS[name].share for name in names)
    broken = False
    for name in names:
        for fault, text in search(name, given.inputs * READERS[name].share // whole, given.seed):
            broken = True
            print(f"  {fault[:600]}\n    {text[:1000]!r}", flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
