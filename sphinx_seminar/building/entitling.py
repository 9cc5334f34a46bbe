"""The title and the author of web pages, from the course where ``conf.py`` names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.building.incremental.navigation import book_order
from sphinx_seminar.domain.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: What Sphinx calls a project and its author where ``conf.py`` does not name them.
UNNAMED = {"project": "Project name not set", "author": "Author name not set"}


def names_from_course(env: BuildEnvironment) -> dict[str, str]:
    """Return the settings that ``conf.py`` leaves out and the course gives, without opening the book for them."""
    documents = domain_of(env).documents
    courses = (course for docname in book_order(env) if docname in documents for course in documents[docname].courses)
    course = next(courses, None)
    if course is None:
        return {}
    given = {"project": str(course.title), "author": ", ".join(person.name for person in course.instructors)}
    return {name: given[name] for name, unnamed in UNNAMED.items() if env.config[name] == unnamed}


def entitle_pages(app: Sphinx, builder: Builder) -> None:
    """Set the title and the author of the web pages from the course.

    This waits until the environment is saved: Sphinx would read every page again for settings that differ.
    """
    if builder.format == "html" and builder.name != "epub":
        for name, given in names_from_course(app.env).items():
            app.config[name] = given


def setup_entitling(app: Sphinx) -> None:
    """Connect to the moment before pages are written."""
    app.connect("write-started", entitle_pages)
