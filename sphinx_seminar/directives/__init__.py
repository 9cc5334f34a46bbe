"""What authors write: one file a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.course import setup_course
from sphinx_seminar.directives.key_papers import setup_key_papers
from sphinx_seminar.directives.lists import setup_lists
from sphinx_seminar.directives.reading_list import setup_reading_list
from sphinx_seminar.directives.references import setup_references
from sphinx_seminar.directives.session import setup_session
from sphinx_seminar.directives.session_table import setup_session_table
from sphinx_seminar.directives.slides import setup_slides

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_directives(app: Sphinx) -> None:
    """Register every directive and role with the domain ``sem``."""
    setup_course(app)
    setup_session(app)
    setup_slides(app)
    setup_key_papers(app)
    setup_reading_list(app)
    setup_lists(app)
    setup_session_table(app)
    setup_references(app)
