"""The line above a block that says from when students see it."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import ReleaseView
from sphinx_seminar.rendering.dates import format_release
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.words import FOR_INSTRUCTORS, FROM, FROM_A_LATER_DAY, STUDENTS_FROM, STUDENTS_LATER


def render_release(shown: ReleaseView, page: Page, _words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the line as a paragraph; what students never see leaves none in their book."""
    words = release_words(shown.release, page.language, hidden=shown.hidden)
    return [nodes.paragraph("", words, classes=["sem-release"], translatable=False)] if words else []


def release_words(release: Release, language: str, *, hidden: bool) -> str:
    """Return when students see something, for them where it is ``hidden``, else for instructors who see it already."""
    if release.instructors:
        return "" if hidden else str(FOR_INSTRUCTORS)
    if release.moment is None:
        return str(FROM_A_LATER_DAY if hidden else STUDENTS_LATER)
    word = FROM if hidden else STUDENTS_FROM
    return str(word) % format_release(release.moment, language, timed=release.timed)
