"""Lectures, key papers, slides and session tables: a course written in Markdown, built as a searchable book."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the domain, the directives, the transforms, the builders' help and the report to a Sphinx application."""
    # Imported here, since the command line lives in this package too and needs no Sphinx.
    from sphinx_seminar.building.conditions import setup_conditions
    from sphinx_seminar.building.for_whom import setup_for_whom
    from sphinx_seminar.building.garbage import setup_garbage
    from sphinx_seminar.building.held_files import setup_held_files
    from sphinx_seminar.building.incremental.outdated import setup_outdated
    from sphinx_seminar.building.index_pages import setup_index_pages
    from sphinx_seminar.building.outlines import setup_outlines
    from sphinx_seminar.building.page_heads import setup_page_heads
    from sphinx_seminar.building.reading_messages import setup_reading_messages
    from sphinx_seminar.building.steps import setup_build
    from sphinx_seminar.building.transforms import setup_transforms
    from sphinx_seminar.building.waiting_blocks import setup_waiting_blocks
    from sphinx_seminar.building.waiting_pages import setup_waiting_pages
    from sphinx_seminar.config import setup_config
    from sphinx_seminar.directives.misplaced import setup_fences
    from sphinx_seminar.domain.bare_names import setup_bare_names
    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.domain.indices import setup_indices
    from sphinx_seminar.domain.references import setup_references
    from sphinx_seminar.printing import setup_printing
    from sphinx_seminar.rendering.print import setup_printed
    from sphinx_seminar.rendering.web import setup_web
    from sphinx_seminar.rendering.web.elements import setup_web_elements
    from sphinx_seminar.rendering.web.mathjax import setup_mathjax
    from sphinx_seminar.report.builders import setup_report
    from sphinx_seminar.warnings_ import setup_warnings

    app.add_message_catalog("sphinx_seminar", Path(__file__).parent / "locale")
    setup_warnings(app)
    setup_config(app)

    # what authors write, and what is known of it
    app.add_domain(SeminarDomain)
    setup_indices(app)
    setup_bare_names(app)
    setup_references(app)

    # one build
    setup_for_whom(app)
    setup_outdated(app)
    setup_reading_messages(app)
    setup_build(app)
    setup_fences(app)
    setup_conditions(app)
    setup_waiting_pages(app)
    setup_waiting_blocks(app)
    setup_held_files(app)
    setup_transforms(app)
    setup_index_pages(app)
    setup_page_heads(app)
    setup_outlines(app)
    setup_garbage(app)

    # what readers see, on the web and on paper
    setup_web(app)
    setup_web_elements(app)
    setup_mathjax(app)
    setup_printed(app)
    setup_printing(app)

    setup_report(app)
    release = version("sphinx-seminar")
    return {
        "version": release,
        # What another release has saved is read again: its declarations may have been of another shape.
        "env_version": crc32(release.encode()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
