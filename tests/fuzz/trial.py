"""One input for one reader: what becomes of it, how long it takes, and the shortest text that does the same."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING

from tests.fuzz.inputs import made

if TYPE_CHECKING:
    from types import FrameType

    from tests.fuzz.readers import Reader

#: What one reading may take (seconds of computing), and what a text twice as long may take in proportion.
LONGEST = 2.0
STEEPEST = 3.0
#: Readings that are quicker say nothing about growth (seconds), and no text is made longer (characters).
_MEASURABLE = 0.02
_LONGEST_TEXT = 32_000


class TooSlowError(Exception):
    """A reading took longer than :data:`LONGEST`."""


def an_input(reader: Reader, name: str, seed: int, number: int) -> str:
    """Return the input of this number, which is the same in every run."""
    return made(reader.rule, reader.sources, Random(f"{name}/{seed}/{number}"))


def fault_of(broken: Callable[[str], str], text: str) -> str:
    """Return what is wrong with the reading of a text: a broken promise, or an exception; ``""`` where all is well."""
    try:
        return broken(text)
    except TooSlowError:
        raise
    except Exception as error:  # whatever it is, it would have ended somebody's build
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = "" if trace is None else f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return f"{type(error).__name__}{where}: {error}"


@contextmanager
def limited(seconds: float = LONGEST) -> Iterator[None]:
    """Raise :class:`TooSlowError` once so much computing has been done."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def timely_fault_of(broken: Callable[[str], str], text: str, seconds: float = LONGEST) -> str:
    """Return what is wrong with a reading, its length of time among it."""
    try:
        with limited(seconds):
            return fault_of(broken, text)
    except TooSlowError:
        return f"took more than {seconds:g} s for {len(text)} characters"


def growth_fault_of(broken: Callable[[str], str], text: str, random: Random) -> str:
    """Make a text longer by a piece of it, again and again, and say where its time outgrows its length."""
    start = random.randrange(len(text)) if text else 0
    piece = text[start : start + random.choice((1, 2, 5, 20, 100, 1_000))] or "a"
    head, tail = text[:start], text[start + len(piece) :]
    times: list[float] = []
    count = 1
    while (count := 2 * count) * len(piece) < _LONGEST_TEXT:
        longer = head + piece * count + tail
        fault = timely_fault_of(broken, longer, 10.0)
        if fault.startswith("took"):
            return f"{fault}, made of {head!r} + {piece!r} * {count} + {tail!r}"
        times.append(_quickest(broken, longer) if len(longer) > 1_000 else 0.0)
        if len(times) > 2 and times[-3] > _MEASURABLE and times[-1] / times[-3] > STEEPEST**2:
            grown = ", ".join(f"{seconds:.3f} s" for seconds in times[-3:])
            return f"time grows as {grown} with {head!r} + {piece!r} * {count} + {tail!r}"
    return ""


def _quickest(broken: Callable[[str], str], text: str) -> float:
    """Return the shortest of a few readings, in seconds of computing: what disturbs one only makes it longer."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        fault_of(broken, text)
        taken.append(time.process_time() - start)
    return min(taken)


def shortened(broken: Callable[[str], str], text: str, budget: int = 400) -> str:
    """Return a shorter text with a fault of the same kind, leaving out stretches for as long as it has one."""
    kind = _kind(timely_fault_of(broken, text))
    size = len(text) // 2
    while size and budget > 0:
        start = 0
        while start < len(text) and budget > 0:
            shorter = text[:start] + text[start + size :]
            budget -= 1
            if _kind(timely_fault_of(broken, shorter)) == kind:
                text = shorter
            else:
                start += size
        size //= 2
    return text


def _kind(fault: str) -> str:
    return fault.split(":")[0].split("[")[0][:40]
