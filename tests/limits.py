"""Bounds of time and memory: a reader that does not end fails its test, and takes no machine along."""

from __future__ import annotations

import resource
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_most(seconds: float, megabytes: int) -> Iterator[None]:
    """Fail a test that computes longer, or takes more memory on top of what this process has.

    Seconds are of the processor and not of the clock: a busy machine fails no test.
    """

    def out_of_time(_signal: int, _frame: object) -> None:
        pytest.fail(f"this has not ended after {seconds} seconds of computing")

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGPROF, out_of_time)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + megabytes * 2**20, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except MemoryError:
        pytest.fail(f"this has taken more than {megabytes} MB")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))
