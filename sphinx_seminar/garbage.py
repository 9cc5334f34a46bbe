"""What lives as long as the build is kept from Python's garbage collector.

The collector looks through every object again and again while a large book is built, the thousands of modules, styles
and saved documents among them that are there to stay: a fifth of the processor's time of a book of a hundred pages.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(slots=True)
class _Heap:
    """How many objects were in this process after the last look through all of them; its first build needs none."""

    left: int = -1


_heap = _Heap()


def begin(*_event: Any) -> None:
    """Let the collector pass over everything that there is, once it has looked for what earlier builds left.

    Spared and given back, their books do not count as new any more, so that it would never look for them by itself.
    """
    gc.freeze()
    if _heap.left < 0:
        _heap.left = 0
    elif gc.get_freeze_count() > 2 * _heap.left:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _heap.left = gc.get_freeze_count()


def spare_what_stays(*_event: Any) -> None:
    """Let the collector pass over everything that there is by now."""
    gc.freeze()


def spare_nothing(*_event: Any) -> None:
    """Give all of it back: another book may be built in this process."""
    gc.unfreeze()


def setup_garbage(app: Sphinx) -> None:
    """Connect the moments at which much has come to stay: all extensions, the saved environment, the readers."""
    app.connect("config-inited", begin, priority=999)
    for event in ("builder-inited", "env-before-read-docs"):
        app.connect(event, spare_what_stays, priority=999)
    app.connect("build-finished", spare_nothing, priority=999)
