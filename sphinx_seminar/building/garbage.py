"""Objects that live as long as the build are kept from Python's garbage collector.

The collector looks through every object again and again while a large book is built, the thousands of modules, styles
and saved documents among them that are there to stay: a twelfth of the processor's time of a book of thirty pages, a
sixth of one of a hundred. What is frozen is given back as a whole, so that nothing is where another program in this
process has frozen its own.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: Python 3.12 freezes some hundred objects of its own when it starts.
_AT_START = 1_000


@dataclass(slots=True)
class _Heap:
    """The objects of this process, which one book after the other may be built in.

    ``left`` is how many there were after the last look through all of them; the first build needs none. ``ours`` tells
    whether what is frozen was frozen here.
    """

    left: int = -1
    ours: bool = False


_heap = _Heap()


def begin(*_event: Any) -> None:
    """Let the collector pass over everything that there is, once it has looked for what earlier builds left.

    Spared and given back, their books do not count as new any more, so that it would never look for them by itself.
    """
    # What is ours still is of a build that came to no end, or of one that this build is a part of.
    _heap.ours = _heap.ours or gc.get_freeze_count() < _AT_START
    if not _heap.ours:
        return
    gc.freeze()
    if _heap.left < 0:
        _heap.left = 0
    elif gc.get_freeze_count() > 2 * _heap.left:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _heap.left = gc.get_freeze_count()


def spare_what_stays(*_event: Any) -> None:
    """Freeze all objects that exist by now."""
    if _heap.ours:
        gc.freeze()


def spare_nothing(*_event: Any) -> None:
    """Unfreeze all objects: another book may be built in this process."""
    if _heap.ours:
        gc.unfreeze()
    _heap.ours = False


def setup_garbage(app: Sphinx) -> None:
    """Connect the moments at which much has come to stay: all extensions, the saved environment, the readers."""
    app.connect("config-inited", begin, priority=999)
    for event in ("builder-inited", "env-before-read-docs"):
        app.connect(event, spare_what_stays, priority=999)
    app.connect("build-finished", spare_nothing, priority=999)
