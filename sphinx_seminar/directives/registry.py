"""The tables of directives and roles by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.announcements import AnnouncementsDirective
from sphinx_seminar.directives.assignment import AssignmentDirective
from sphinx_seminar.directives.assignment_table import AssignmentTableDirective
from sphinx_seminar.directives.course import CourseDirective
from sphinx_seminar.directives.key_papers import KeyPapersDirective
from sphinx_seminar.directives.lists import GradingDirective, TimelineDirective, TopicPoolDirective
from sphinx_seminar.directives.people import PeopleDirective
from sphinx_seminar.directives.reading_list import ReadingListDirective
from sphinx_seminar.directives.references import BookReferenceRole
from sphinx_seminar.directives.release import ReleaseDirective
from sphinx_seminar.directives.series import SeriesDirective
from sphinx_seminar.directives.session import LectureDirective, SessionDirective
from sphinx_seminar.directives.session_grid import SessionGridDirective
from sphinx_seminar.directives.session_table import SessionTableDirective
from sphinx_seminar.directives.slides import SlidesDirective, SlidesRole

if TYPE_CHECKING:
    from sphinx_seminar.directives.base import SeminarDirective

#: The directives of the domain ``sem``.
DIRECTIVES: dict[str, type[SeminarDirective]] = {
    "course": CourseDirective,
    "series": SeriesDirective,
    "session": SessionDirective,
    "lecture": LectureDirective,
    "slides": SlidesDirective,
    "key-papers": KeyPapersDirective,
    "reading-list": ReadingListDirective,
    "timeline": TimelineDirective,
    "grading": GradingDirective,
    "topic-pool": TopicPoolDirective,
    "session-table": SessionTableDirective,
    "assignment": AssignmentDirective,
    "assignment-table": AssignmentTableDirective,
    "announcements": AnnouncementsDirective,
    "people": PeopleDirective,
    "session-grid": SessionGridDirective,
    "release": ReleaseDirective,
}

#: Its roles.
ROLES: dict[str, BookReferenceRole | SlidesRole] = {
    **{kind: BookReferenceRole(kind) for kind in ("lecture", "session", "assignment", "paper", "paper:p", "person")},
    "slides": SlidesRole(),
}
