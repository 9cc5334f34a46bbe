"""``sphinx-seminar new``: a small book that builds, of the kind that an instructor needs, in Sphinx or Jupyter Book."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from zoneinfo import ZoneInfo

from sphinx_seminar.cli.answers import (
    DAY,
    KINDS,
    MEETINGS,
    Answers,
    Dialogue,
    Meetings,
    Question,
    machine_zone,
    planned,
    read_kind,
    read_meetings,
    read_timezone,
    read_title,
)
from sphinx_seminar.cli.book_folder import markdown_text, option_value, python_text
from sphinx_seminar.model import Plan, Reading
from sphinx_seminar.planning.slots import slots
from sphinx_seminar.reading.dates.plan import read_plan

#: The first page of a book of Sphinx, and of a Jupyter Book.
INDEX, ROOT = "index.md", "intro.md"
#: Files of a new book besides its pages that do not depend on the builder.
_SAME = (".gitignore", "references.bib")
#: How a Jupyter Book, whose command takes no values, is built for a day.
_TODAY = """sed -i "/ seminar_day/s/\\"\\"/'$(date -I)'/" _config.yml"""
#: The build command of each workflow: for Sphinx, and for Jupyter Book.
_BUILDS = {
    ".github/workflows/pages.yml": (
        "python -m sphinx -W --keep-going -b html -d _build/doctrees -D seminar_day=$(date -I) . _build/html",
        f"{_TODAY} && jupyter-book build -W --keep-going .",
    ),
    ".gitlab-ci.yml": (
        "python -m sphinx -W --keep-going -b html -d _build/doctrees -D seminar_day=$(date -I) . public",
        f"{_TODAY} && jupyter-book build -W --keep-going . && mv _build/html public",
    ),
}
_AFTER_MIDNIGHT = dt.timedelta(minutes=17)
_DAY_IN_MINUTES = 24 * 60
_TOCTREE = re.compile(r"\n```\{toctree\}\n(?P<options>(?::.*\n)*)\n(?P<entries>[^`]*)```\n")
_CAPTION = re.compile(r"^:caption: (.*)$", re.MULTILINE)
#: The ends of the names of files in which $words are replaced; the others are written as they are.
_FILLED = (".md", ".csv")
#: The release of MyST that shows alerts and bare addresses as GitHub does.
_GITHUB_SYNTAX = (5, 2)
#: Nobody yet: the course's instructors are the book's authors, and an author in conf.py would say so twice.
_NOBODY = "TBA"
_PLANNED = (
    "Next year's course is these lines with other dates; :except: 2026-12-21..2027-01-03 Holidays leaves days out."
)
_UNPLANNED = (
    "With :starts: 2026-10-12, :ends: 2027-02-05 and :meets: Mon 14:00-16:00 below :timezone:, meetings get dates."
)


def as_jupyter_book(pages: Mapping[str, str]) -> dict[str, str]:
    """Return the pages of a book with the contents of the first one in ``_toc.yml``."""
    index = pages[INDEX]
    contents = _TOCTREE.search(index)
    assert contents is not None, "every kind of book has a table of contents"
    written = {path: text for path, text in pages.items() if path != INDEX}
    written[ROOT] = index[: contents.start()] + index[contents.end() :]
    written["_toc.yml"] = _contents(contents["options"], contents["entries"].split())
    return written


def _contents(options: str, documents: list[str]) -> str:
    lines = ["# The order of the book, and of its sessions.", "format: jb-book", f"root: {ROOT.removesuffix('.md')}"]
    caption = _CAPTION.search(options)
    lines += ["parts:", f"  - caption: {caption[1]}", "    chapters:"] if caption else ["chapters:"]
    indent = "      " if caption else "  "
    return "\n".join([*lines, *(f"{indent}- file: {document}" for document in documents), ""])


def surroundings_of_jupyter_book(
    own: Mapping[str, str], every: Mapping[str, str], title: str, timezone: str
) -> dict[str, str]:
    """Return the files of a Jupyter Book besides its pages, from its own templates and those of every book."""
    words = {"quoted_title": python_text(title), "quoted_timezone": python_text(timezone)}
    written = {path: every[path] for path in _SAME}
    written |= {path: Template(text).substitute(words) for path, text in own.items()}
    for path, (by_sphinx, by_jupyter_book) in _BUILDS.items():
        written[path] = every[path].replace(by_sphinx, by_jupyter_book)
    return in_zone_of_course(written, timezone)


def in_zone_of_course(files: Mapping[str, str], timezone: str) -> dict[str, str]:
    """Return the files of a book with the zone of the course in its workflows, and with a time of its nights in UTC.

    The time is after midnight in summer and in winter.
    """
    zone = ZoneInfo(timezone or "UTC")
    offsets = [dt.datetime(2026, month, 1, tzinfo=zone).utcoffset() or dt.timedelta() for month in (1, 7)]
    hour, minute = divmod(int((_AFTER_MIDNIGHT - min(offsets)).total_seconds()) // 60 % _DAY_IN_MINUTES, 60)
    words = {"COURSE_ZONE": zone.key, "COURSE_NIGHT": f"{minute} {hour}"}
    filled = dict(files)
    for path in filled.keys() & _BUILDS.keys():
        for word, value in words.items():
            filled[path] = filled[path].replace(word, value)
    return filled


def ask_for(dialogue: Dialogue, given: Mapping[str, str | None]) -> Answers:
    """Return the answers, asking for those that ``given`` (by option, without dashes) does not have.

    Raises:
        UnansweredError: an option was refused, or is missing where nobody can be asked.
        EOFError: the input ended.
    """
    kinds = ", ".join(f"{number} {kind}" for number, kind in enumerate(KINDS, 1))
    kind = dialogue.answer(Question("--kind", f"What is it? {kinds}", read_kind, KINDS[0]), given["kind"])
    title = dialogue.answer(Question("--title", "Its title", read_title), given["title"])
    meetings = _meetings(dialogue, kind, given)
    zone = Question("--timezone", "Its time zone", read_timezone, machine_zone())
    return Answers(kind, title, meetings, dialogue.answer(zone, given["timezone"]))


def _meetings(dialogue: Dialogue, kind: str, given: Mapping[str, str | None]) -> Meetings:
    """Ask when it meets; the term may be in the same answer, or in options of its own."""
    if kind != "workshop" and (given["starts"] or given["ends"]):
        parts = Meetings(given["meets"] or "", given["starts"] or "", given["ends"] or "")
        return dialogue.answer(Question("--meets, --starts, --ends", "", lambda _text: planned(parts)), "")

    def read(text: str) -> Reading[Meetings]:
        return read_meetings(text, kind)

    if kind == "workshop":
        said = given["meets"] if given["meets"] is not None else given["starts"]
        return dialogue.answer(Question("--meets", f"On which day, and from when (as {DAY})", read), said)
    text = f"When does it meet, in which term (as {MEETINGS}; Enter if not known yet)"
    return dialogue.answer(Question("--meets", text, read), given["meets"])


def new_book(answers: Answers, *, jupyter_book: bool = False) -> dict[str, str]:
    """Return the files of a new book by their paths: for Sphinx, or for Jupyter Book 1."""
    words = _words(answers)
    pages = {
        path: Template(text).substitute(words) if path.endswith(_FILLED) else text
        for path, text in _templates(answers.kind.replace(" ", "-")).items()
    }
    if jupyter_book:
        own, every = _templates("jupyter-book"), _templates("every")
        return {
            **surroundings_of_jupyter_book(own, every, answers.title, answers.timezone),
            **as_jupyter_book(pages),
        }
    return {**surroundings(answers.title, "", answers.timezone), **pages}


def surroundings(title: str, author: str, timezone: str, language: str = "en") -> dict[str, str]:
    """Return the files of a book besides its pages: ``conf.py``, a Makefile, and workflows to publish it."""
    words = {"title": title, "author": author, "timezone": timezone, "language": language}
    quoted = {f"python_{name}": python_text(word) for name, word in words.items()}
    texts = _templates("every")
    for line in _left_out(author):
        texts["conf.py"] = texts["conf.py"].replace(line, "")
    files = {path: Template(text).substitute(quoted) if path == "conf.py" else text for path, text in texts.items()}
    return in_zone_of_course(files, timezone)


def _left_out(author: str) -> Iterator[str]:
    """Yield the parts to leave out of ``conf.py``: an author whom the course names, extensions unknown to this MyST."""
    if not author:
        yield from ('author = "$python_author"\n', "copyright = author\n")
    if tuple(int(part) for part in version("myst-parser").split(".")[:2]) < _GITHUB_SYNTAX:
        yield from ('"alert", ', '"gfm_autolink", ')


def _templates(folder: str) -> dict[str, str]:
    return {path: file.read_text(encoding="utf-8") for path, file in template_files(folder)}


def template_files(folder: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the files of a folder of templates with their paths in it, in one order everywhere."""

    def walk(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            if entry.name == "__pycache__":
                continue
            if entry.is_dir():
                yield from walk(entry, f"{path}{entry.name}/")
            else:
                yield f"{path}{entry.name}", entry

    yield from walk(files("sphinx_seminar.cli") / "templates" / folder, "")


def _words(answers: Answers) -> dict[str, str]:
    meetings, options = answers.meetings, {"starts": "", "ends": "", "meets": "", "every": ""}
    if meetings.meets:
        options |= {name: getattr(meetings, name) for name in options}
    first, second, last = _three_meetings(meetings, answers.timezone)
    return {
        "markdown_title": markdown_text(answers.title),
        "nobody": _NOBODY,
        "timezone": answers.timezone,
        "plan_options": "\n".join(f":{name}: {option_value(said)}" for name, said in options.items() if said),
        "plan_comment": _PLANNED if meetings.meets else _UNPLANNED,
        "timeline_first": first,
        "timeline_last": last,
        "csv_first": first,
        "csv_second": second,
        "due": "kernels" if second != "TBA" else "TBA",
        "out": "approximation" if first != "TBA" else "TBA",
        "workshop_start": f"{meetings.starts} {meetings.hour}",
    }


def _three_meetings(meetings: Meetings, zone: str) -> tuple[str, str, str]:
    """Return the first, the second and the last meeting of the term as dates to write, or TBA."""
    plan: Plan | None = None
    if meetings.meets:
        plan = read_plan(asdict(meetings)).value
    found = [slot.when for slot in slots(plan, zone)] if plan else []
    said = []
    for when in found:
        hours = f" {when.starts:%H:%M}" if when.starts else ""
        said.append(f"{when.first}{hours}{f'-{when.ends:%H:%M}' if when.ends else ''}")
    first = said[0] if said else "TBA"
    return first, said[1] if len(said) > 1 else "TBA", said[-1] if len(said) > 1 else "TBA"
