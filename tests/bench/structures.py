"""The made-up course with our directives, its pages put together in several ways: what a theme makes of each costs."""

from __future__ import annotations

from typing import Any

from tests.bench.synthetic import Course
from tests.bench.writing import VARIANTS, Files, Variant

_OURS = VARIANTS["sphinx-seminar"]
#: So many chapters are a part.
_PART = 20


def _with_parts(course: Course, *, pages: bool) -> Files:
    """Return the files with chapters in parts: tables of contents with captions, or pages of their own."""
    files = _OURS.write(course)
    beginning = files["index.md"].partition("```{toctree}")[0]
    names = [chapter.docname for chapter in course.chapters]
    parts = [names[first : first + _PART] for first in range(0, len(names), _PART)]
    if not pages:
        contents = (_toctree(part, f":caption: Part {number}\n") for number, part in enumerate(parts, 1))
        return files | {"index.md": beginning + "\n".join(contents)}
    pages_of_parts = {
        f"part{number:02}.md": f"# Part {number}\n\n{_toctree(part)}" for number, part in enumerate(parts, 1)
    }
    top = [path.removesuffix(".md") for path in pages_of_parts]
    return files | pages_of_parts | {"index.md": beginning + _toctree(top, ":maxdepth: 1\n")}


def _toctree(names: list[str], options: str = "") -> str:
    return f"```{{toctree}}\n{options}\n{chr(10).join(names)}\n```\n"


def _captions(course: Course) -> Files:
    return _with_parts(course, pages=False)


def _pages(course: Course) -> Files:
    return _with_parts(course, pages=True)


def _conf(**options: Any) -> dict[str, Any]:
    return {**_OURS.conf, **options}


_CLOSED = {"html_theme": "sphinx_book_theme", "html_theme_options": {"collapse_navbar": True}}

#: Each way to put the pages together; the others are compared with the first.
STRUCTURES = {
    "one list": _OURS,
    "one list, closed": Variant(_OURS.write, _conf(**_CLOSED)),
    "parts with captions": Variant(_captions, _OURS.conf),
    "parts as pages": Variant(_pages, _OURS.conf),
    "parts as pages, closed": Variant(_pages, _conf(**_CLOSED)),
    "no side bar": Variant(_OURS.write, _conf(html_sidebars={"**": []})),
}
