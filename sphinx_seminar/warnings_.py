"""The one place where faults become Sphinx's warnings, of type ``seminar`` and a subtype."""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_seminar.model import Fault

logger = logging.getLogger(__name__)


class Subtype(Enum):
    """What a warning is about; authors silence one with ``suppress_warnings = ["seminar.slides"]``."""

    ANNOUNCEMENT = "An announcement without a date, or a number of them that is none."
    ASSIGNMENT = "What is due: when, for what part of the grade, about which lectures; and its name."
    BIBLIOGRAPHY = "A .bib file, or one of its entries."
    CITATION = "A key without its @, or in another program's markup, where a citation is expected."
    COLUMN = "A column that the table does not have."
    COURSE = "A second {course}, or a setting that conf.py spells otherwise."
    DATA = "A file or table of sessions, or the value of an option."
    DATE = "A date, a duration or a time zone; and two sessions at one time in one room, or with one person."
    EXPORT = "A file that could not be written; what the PDF cannot set: a letter without a font, a formula, a picture."
    GRADING = "Weights that do not add up."
    GROUP = "Groups and series: their labels and times, and sessions of a series that the book does not have."
    LINK = "A link that cannot be followed safely, or a local file that is not there."
    NAME = "A session without a title, or with a name that another one has."
    PAPER = "A paper that no .bib file has, or that is listed twice."
    PERSON = "A person without a name, or whose link is refused."
    PLAN = "The term plan: its days, its exceptions, lectures without a meeting."
    POOL = "A pool of topics whose table cannot be read."
    REFERENCE = "A reference that leads nowhere."
    RELEASE = "When students see something: what cannot be read, and what may be shown by mistake, is held back."
    SLIDES = "A deck that is not there, cannot be read, or belongs to two sessions."
    TIMELINE = "A line of a timeline without a date."

    @property
    def code(self) -> str:
        """The subtype as Sphinx has it, behind ``seminar.``."""
        return self.name.lower()


#: Whether Sphinx prints the types of warnings: what silences one must be readable from it.
_named_by_sphinx = True

#: The subtypes as faults name them.
SUBTYPES = {subtype.code: subtype for subtype in Subtype}


def warn(subtype: str, message: str, location: Node | str | None = None) -> None:
    """Warn, of type ``seminar``; a location as text is ``path:line``.

    Raises:
        KeyError: no :class:`Subtype` has this code; nobody could look up what the warning is about.
    """
    code = SUBTYPES[subtype].code
    text = message if _named_by_sphinx else f"{message} [seminar.{code}]"
    logger.warning("%s", text, type="seminar", subtype=code, location=location)


def report(faults: Iterable[Fault], srcdir: str | os.PathLike[str]) -> None:
    """Report faults in the order of the files and lines they stand in, each once."""
    for fault in sorted(set(faults), key=lambda fault: (fault.place, fault.subtype, fault.message)):
        path = os.path.join(srcdir, *fault.place.path.split("/"))
        # Sphinx takes a location without a line for the name of a document.
        warn(fault.subtype, fault.message, f"{path}:{fault.place.line or 1}")


def _note_types(_app: Sphinx, config: Config) -> None:
    """Note whether Sphinx prints the types of warnings: before Sphinx 8 only where ``conf.py`` asks for it."""
    global _named_by_sphinx
    _named_by_sphinx = bool(config.show_warning_types)


def setup_warnings(app: Sphinx) -> None:
    """Look at the setting before anything warns."""
    app.connect("config-inited", _note_types, priority=1)
