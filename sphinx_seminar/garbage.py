"""What lives as long as the build is kept from Python's garbage collector.

The collector looks through every object again and again while a large book is built, the thousands of modules, styles
and saved documents among them that are there to stay: a fifth of the processor's time of a book of a hundred pages.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def spare_what_stays(*_event: Any) -> None:
    """Let the collector pass over everything that there is by now."""
    gc.freeze()


def spare_nothing(*_event: Any) -> None:
    """Give all of it back: another book may be built in this process."""
    gc.unfreeze()


def setup_garbage(app: Sphinx) -> None:
    """Connect the moments at which much has come to stay: all extensions, the saved environment, the readers."""
    for event in ("config-inited", "builder-inited", "env-before-read-docs"):
        app.connect(event, spare_what_stays, priority=999)
    app.connect("build-finished", spare_nothing, priority=999)
