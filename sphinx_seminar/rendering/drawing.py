"""The table of functions that render views, by the type of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes

from sphinx_seminar.book.views import shown
from sphinx_seminar.model.views import GradingView, PoolView, ReleaseView
from sphinx_seminar.rendering.course import render_course, render_series
from sphinx_seminar.rendering.grid import render_grid
from sphinx_seminar.rendering.lists import (
    announcement_list,
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

#: Each function makes the nodes of one kind of view, with the author's own words, which the directive has kept.
_RENDERING: dict[type, Callable[[Any, Page, Sequence[nodes.Element]], list[nodes.Node]]] = {
    shown.ShownCourse: render_course,
    shown.ShownSeries: render_series,
    shown.ShownSession: render_session,
    shown.ShownAssignment: render_assignment,
    shown.ShownSlides: render_slides,
    shown.ShownPapers: render_papers,
    shown.ShownTable: render_table,
    shown.ShownTimeline: render_timeline,
    GradingView: render_grading,
    PoolView: render_pool,
    shown.ShownAnnouncements: lambda shown, page, words: announcement_list(shown.items, page, words),
    shown.ShownPeople: render_people,
    shown.ShownGrid: render_grid,
    ReleaseView: render_release,
}


def render(view: shown.Shown, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the nodes of one view."""
    return _RENDERING[type(view)](view, page, words)
