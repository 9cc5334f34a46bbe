"""The vocabulary of a course: frozen, typed, picklable values that import nothing of ours."""

from sphinx_seminar.model.course import Announcement, Course, GradeWeight, Mention, Milestone, Series, Topic, Topics
from sphinx_seminar.model.paper import Author, Listing, Paper
from sphinx_seminar.model.people import PERSON_ROLES, Involvement, Person, Profile
from sphinx_seminar.model.plan import MeetingGroup, MeetingTime, Plan, PlanException, Slot
from sphinx_seminar.model.problem import Fault, Place, Problem, Reading
from sphinx_seminar.model.resource import ASSIGNMENT_KINDS, RESOURCE_KINDS, Deck, Resource
from sphinx_seminar.model.session import STATUSES, Assignment, Coverage, GroupDue, GroupTime, Session
from sphinx_seminar.model.text import Span, Text
from sphinx_seminar.model.timing import Timing
from sphinx_seminar.model.when import When

__all__ = [
    "ASSIGNMENT_KINDS",
    "PERSON_ROLES",
    "RESOURCE_KINDS",
    "STATUSES",
    "Announcement",
    "Assignment",
    "Author",
    "Course",
    "Coverage",
    "Deck",
    "Fault",
    "GradeWeight",
    "GroupDue",
    "GroupTime",
    "Involvement",
    "Listing",
    "MeetingGroup",
    "MeetingTime",
    "Mention",
    "Milestone",
    "Paper",
    "Person",
    "Place",
    "Plan",
    "PlanException",
    "Problem",
    "Profile",
    "Reading",
    "Resource",
    "Series",
    "Session",
    "Slot",
    "Span",
    "Text",
    "Timing",
    "Topic",
    "Topics",
    "When",
]
