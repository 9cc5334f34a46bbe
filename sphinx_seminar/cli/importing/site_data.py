"""Files of data in the folder of a site: those that the site shows, and not those left over from its template."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from sphinx_seminar.cli.importing.markdown.front import front_of
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.tables import decoded

#: Where a template of Jekyll or Hugo names data: "site.data.talks", 'site.data["talks"]', 'index .Site.Data "talks"'.
_NAMED = re.compile(r"\bsite\.data(?:\.(?P<name>[\w-]+)|\s*\[?\s*[\"'](?P<quoted>[\w-]+)[\"'])", re.IGNORECASE)
_TEMPLATES = {
    "jekyll": ("_layouts", "_includes"),
    "hugo": ("layouts", "themes"),
}
#: Words in the name of a file, or of the page that loads it, that make it the plan of a course.
_PLANS = re.compile(
    r"schedule|calendar|timetable|sessions?|lectures?|classes|weeks?|talks?|events?|syllabus|program|plan|termine"
    r"|sitzungen|kalender|cronograma|calendario|clases|sesiones|calendrier|seances|planning"
)


def shown_data(data: Collection[Path], pages: Sequence[Path], home: Path, system: str) -> set[Path]:
    """Return the files of data that a site shows.

    A page of Quarto names them in a listing, or in code that loads a plan. The templates of Jekyll and Hugo name them;
    where none of a site does, its theme may, and all count.
    """
    if not data:
        return set()
    if system == "quarto":
        return {file for file in data if any(_loads(page, file) for page in pages)}
    named = {name for page in (*pages, *_templates(home, system)) for name in _names_in(page)}
    return {file for file in data if not named or file.relative_to(home).parts[1].partition(".")[0] in named}


def _loads(page: Path, file: Path) -> bool:
    text = _text(page)
    listed = file.name in front_of(text).text
    return listed or (file.name in text and any(_PLANS.search(folded(one.stem)) for one in (page, file)))


def _templates(home: Path, system: str) -> Iterator[Path]:
    for name in _TEMPLATES[system]:
        yield from sorted((home / name).rglob("*.html"))


def _names_in(page: Path) -> Iterator[str]:
    for found in _NAMED.finditer(_text(page)):
        yield found["name"] or found["quoted"]


def _text(page: Path) -> str:
    return decoded(page.read_bytes()).value.replace("\r\n", "\n") if page.is_file() else ""
