"""Messages of MyST and docutils while documents are read: completed with suggestions, and repeated by later builds.

Sphinx reads a page once and keeps what it made of it, and a mistake in it is told that one time. In the next build it
would seem to be gone.
"""

from __future__ import annotations

import logging as standard_logging
import re
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util.logging import get_node_location, is_suppressed_warning

from sphinx_seminar.domain.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_UNKNOWN = re.compile(
    r"(?P<said>Unknown (?P<what>directive type|interpreted text role):? (?P<mark>['\"])(?P<name>[\w:.+-]+)(?P=mark))"
    r"(?P<end>\.?)"
)
#: Where the environment keeps the documents that something was said of while they were read.
_KEPT = "seminar_complaints"


class Listener(standard_logging.Handler):
    """Hears the messages of a build before they are shown."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(standard_logging.WARNING)
        self.app = app

    def emit(self, record: standard_logging.LogRecord) -> None:
        """Add a suggestion to a message of an unknown name, and note which document the message is about."""
        kind, subtype = getattr(record, "type", ""), getattr(record, "subtype", "")
        message = record.getMessage()
        found = _UNKNOWN.search(message)
        if found is not None:
            said = found["said"] + (self._meant(found) or found["end"])
            record.msg, record.args = message[: found.start()] + said + message[found.end() :], ()
        if not is_suppressed_warning(kind, subtype, self.app.config.suppress_warnings):
            complaints_of(self.app.env).update(self._documents(getattr(record, "location", None)))

    def _meant(self, found: re.Match[str]) -> str:
        """Suggest the directive or role of ours that an unknown name may mean."""
        from sphinx_seminar.directives.names import meant_names

        domain = domain_of(self.app.env)
        known = domain.directives if found["what"] == "directive type" else domain.roles
        meant = meant_names(found["name"], [name for name in known if ":" not in name])
        return f"; did you mean {' or '.join(f'{{{name}}}' for name in meant)}?" if meant else ""

    def _documents(self, location: object) -> Iterable[str]:
        """Return the document that a message is of, and those that include the file."""
        env = self.app.env
        if isinstance(location, nodes.Node):
            location = get_node_location(location)
        if isinstance(location, tuple):
            return [location[0]] if location[0] in env.found_docs else []
        if not isinstance(location, str):
            return []
        if location in env.found_docs:
            return [location]
        path = re.sub(r"(?::\d*|:<.*>)$", "", location)
        docname = env.path2doc(path)
        if docname in env.found_docs:
            return [docname]
        file = Path(path).resolve()
        return [
            name for name, files in env.dependencies.items() if file in {Path(env.srcdir, f).resolve() for f in files}
        ]


def complaints_of(env: BuildEnvironment) -> set[str]:
    """Return the documents with messages from their reading; they are saved with the environment."""
    if not hasattr(env, _KEPT):
        setattr(env, _KEPT, set())
    return cast("set[str]", getattr(env, _KEPT))


def find_complained_of(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Return the documents to read again since something was said of them; a live preview waits for an edit."""
    complaints_of(env).difference_update(removed)
    return sorted(complaints_of(env) & env.found_docs) if app.config.seminar_fresh_navigation else []


def listen(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Begin to listen, before the first document is read."""
    complaints_of(env).difference_update(docnames)
    logger = standard_logging.getLogger("sphinx")
    listener = Listener(app)
    # First of all: the others show what they are given.
    logger.handlers.insert(0, listener)
    _stop_with(app, lambda: logger.removeHandler(listener))


def _stop_with(app: Sphinx, stop: Callable[[], None]) -> None:
    app.connect("env-updated", lambda *_: stop(), priority=1)
    app.connect("build-finished", lambda *_: stop(), priority=1)


def setup_reading_messages(app: Sphinx) -> None:
    """Connect to the beginning of reading."""
    app.connect("env-get-outdated", find_complained_of)
    app.connect("env-before-read-docs", listen, priority=900)
