"""What the printed books are called, and who wrote them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.latex import default_latex_documents
from sphinx.util.osutil import make_filename_from_project

from sphinx_seminar.printing.title_page import UNNAMED, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

    from sphinx_seminar.model import Course


def books(config: Config, course: Course | None) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield each book: its first document, its file, title and authors, as ``latex_documents`` names them."""
    if config.latex_documents != default_latex_documents(config):
        for docname, file, title, author, *_rest in config.latex_documents:
            people = tuple(filter(None, (_plain(name) for name in re.split(r"\\and|,", author))))
            yield docname, str(Path(file).with_suffix(".pdf")), _plain(title) or config.project, people
        return
    title = config.project
    if title == UNNAMED["project"] and course is not None:
        title = words_of(course.title)
    yield config.root_doc, f"{make_filename_from_project(title)}.pdf", title, names(config, course)


def names(config: Config, course: Course | None) -> tuple[str, ...]:
    """Return the authors: those of ``conf.py``, else the instructors of the course."""
    if config.author == UNNAMED["author"]:
        return tuple(person.name for person in course.instructors) if course is not None else ()
    return tuple(name.strip() for name in config.author.split(",") if name.strip())


def _plain(latex: str) -> str:
    r"""Return words of ``latex_documents`` without TeX's commands: ``\&`` is "&"."""
    return re.sub(r"\\[A-Za-z]+\s*|[{}]", "", re.sub(r"\\([&%$#_{}])", r"\1", latex)).replace("~", " ").strip()
