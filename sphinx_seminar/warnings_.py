"""The one place where faults become Sphinx's warnings."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils.nodes import Node

    from sphinx_seminar.model import Fault

logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, location: Node | str | None = None) -> None:
    """Warn, of type ``seminar``; a location as text is ``path:line``."""
    logger.warning("%s", message, type="seminar", subtype=subtype, location=location)


def report(faults: Iterable[Fault], srcdir: str | os.PathLike[str]) -> None:
    """Report faults in the order of the files and lines they stand in, each once."""
    for fault in sorted(set(faults), key=lambda fault: (fault.place, fault.subtype, fault.message)):
        path = os.path.join(srcdir, *fault.place.path.split("/"))
        # Sphinx takes a location without a line for the name of a document.
        warn(fault.subtype, fault.message, f"{path}:{fault.place.line or 1}")
