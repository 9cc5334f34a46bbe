"""The tables of directives and roles by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.course import CourseDirective, SeriesDirective
from sphinx_seminar.directives.lists import (
    AnnouncementsDirective,
    GradingDirective,
    PeopleDirective,
    TimelineDirective,
    TopicPoolDirective,
)
from sphinx_seminar.directives.material import KeyPapersDirective, ReadingListDirective, SlidesDirective
from sphinx_seminar.directives.release import ReleaseDirective
from sphinx_seminar.directives.roles import BookReferenceRole, SlidesRole
from sphinx_seminar.directives.session import AssignmentDirective, LectureDirective, SessionDirective
from sphinx_seminar.directives.tables import AssignmentTableDirective, SessionGridDirective, SessionTableDirective

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
