"""The table of functions that render views, by the type of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes

from sphinx_seminar.book.views.shown import (
    Shown,
    ShownAnnouncements,
    ShownAssignment,
    ShownCourse,
    ShownGrid,
    ShownPapers,
    ShownPeople,
    ShownSeries,
    ShownSession,
    ShownSlides,
    ShownTable,
    ShownTimeline,
)
from sphinx_seminar.model.views import GradingView, PoolView, ReleaseView
from sphinx_seminar.rendering.course import render_course, render_series
from sphinx_seminar.rendering.grid import render_grid
from sphinx_seminar.rendering.lists import (
    render_announcements,
    render_grading,
    render_pool,
    render_release,
    render_timeline,
)
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.papers import render_papers
from sphinx_seminar.rendering.people import render_people
from sphinx_seminar.rendering.resources import render_slides
from sphinx_seminar.rendering.session import render_assignment, render_session
from sphinx_seminar.rendering.table import render_table

#: From the author's own words that the directive kept, each function makes the nodes of one kind of view.
_RENDERING: dict[type, Callable[[Any, Page, Sequence[nodes.Element]], list[nodes.Node]]] = {
    ShownCourse: render_course,
    ShownSeries: render_series,
    ShownSession: render_session,
    ShownAssignment: render_assignment,
    ShownSlides: render_slides,
    ShownPapers: render_papers,
    ShownTable: render_table,
    ShownTimeline: render_timeline,
    GradingView: render_grading,
    PoolView: render_pool,
    ShownAnnouncements: render_announcements,
    ShownPeople: render_people,
    ShownGrid: render_grid,
    ReleaseView: render_release,
}


def render(shown: Shown, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the nodes of one view."""
    return _RENDERING[type(shown)](shown, page, words)
