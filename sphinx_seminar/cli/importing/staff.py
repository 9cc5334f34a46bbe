"""People of a course as generators of sites keep them: a page each, or a file of data, as a table of ``{people}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sphinx_seminar.cli.book_folder import cell_text
from sphinx_seminar.cli.importing.markdown.writer import table_text
from sphinx_seminar.cli.importing.parts import Directive
from sphinx_seminar.model.text import folded

#: The columns of ``{people}`` in their order, each with the names of settings that say the same.
_COLUMNS = {
    "Name": ("name", "full_name", "fullname", "title"),
    "Role": ("role", "position", "job", "rol", "rolle", "cargo"),
    "Photo": ("photo", "image", "picture", "profile_pic", "profile", "avatar", "img", "headshot", "foto"),
    "Pronouns": ("pronouns",),
    "E-mail": ("email", "e-mail", "mail", "correo", "courriel"),
    "Office hours": ("office-hours", "office_hours", "officehours", "office hours", "oh", "hours", "sprechstunde"),
    "Place": ("location", "office", "room", "place", "where", "oh_location", "office_location"),
    "Website": ("website", "webpage", "url", "homepage", "web", "site", "link", "page"),
}
_MEANT = {name: column for column, names in _COLUMNS.items() for name in names}
#: Names of files and of lists in them that hold people, and what a list is called besides for who is in it.
_HOLDERS = re.compile(
    r"staff(?:ers)?|people|instructors?|teachers?|team|tas?|teaching[ _-]?assistants?|members?|lecturers?|faculty"
    r"|professors?|tutors?|graders?|readers?|coordinators?|organi[sz]ers?|course[ _-]?staff|assistants?|personen"
    r"|dozent\w*|profesor\w*|docentes?|ayudantes?|enseignants?|intervenants?|equip[eo]",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"staff(?:ers)?|people|team|members?|course[ _-]?staff|personen|equip[eo]", re.IGNORECASE)
#: Settings that say something of the page of a person, and nothing of the person.
_OF_PAGES = frozenset({"layout", "order", "weight", "nav_order", "subpath", "published", "permalink", "type", "draft"})
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_DEEPEST = 4


def holds_people(read: Any, name: str) -> bool:
    """Tell whether a file of data is one of people: it is called so, or most of its lists are, and each has a name."""
    people = list(people_in(read, name))
    dated = any("date" in one for one in people)
    return bool(people) and not dated and (_HOLDERS.fullmatch(name) is not None or _is_named(read))


def _is_named(read: Any) -> bool:
    return isinstance(read, Mapping) and bool(read) and all(_HOLDERS.fullmatch(str(name)) for name in read)


def people_in(read: Any, holder: str, depth: int = 0) -> Iterator[dict[str, str]]:
    """Yield the people of a file by their settings; ``holder`` is the name of the list, which may be their role."""
    if isinstance(read, Mapping) and isinstance(read.get("name"), str):
        said = {str(name): _text(value) for name, value in read.items()}
        role = "" if _GENERAL.fullmatch(holder) or _HOLDERS.fullmatch(holder) is None else _one(holder)
        yield {**({"role": role} if role else {}), **{name: text for name, text in said.items() if text}}
    elif isinstance(read, Mapping) and depth < _DEEPEST:
        for name, value in read.items():
            yield from people_in(value, str(name), depth + 1)
    elif isinstance(read, list) and depth < _DEEPEST:
        for one in read:
            yield from people_in(one, holder, depth + 1)


def _one(holder: str) -> str:
    """Return the word for one of a list of people: "teaching_assistants" are each a "Teaching assistant"."""
    words = re.sub(r"[_-]+", " ", holder).strip()
    if words.casefold() in ("ta", "tas"):
        return "TA"
    single = re.sub(r"(?<=[^s])s\Z", "", words)
    return single[:1].upper() + single[1:]


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    return "" if isinstance(value, Mapping) else " ".join(str(value).split())


def people_directive(
    people: Sequence[Mapping[str, str]], target: Callable[[str], str]
) -> tuple[Directive | None, list[str]]:
    """Return the ``{people}`` directive, ``None`` without people, and the paths of photos that are missing.

    ``target`` returns where the file of a photo lies in the book, or ``""``.
    """
    rows: dict[str, dict[str, str]] = {}
    missing = []
    for said in people:
        row: dict[str, str] = {}
        for name, text in said.items():
            column = _MEANT.get(name.casefold(), "")
            if name.casefold() in _OF_PAGES or column in row:
                continue
            if column == "Photo":
                row[column] = target(text) if text.lower().endswith(_PICTURES) else ""
                missing += [text] if not row[column] else []
            elif column == "Website" and not re.match(r"https?://", text):
                continue
            else:
                row[column or _one(name)] = re.sub(r"\bInstructorHome\b", "Instructor", text)
        key = folded(row.get("Name", ""))
        rows[key] = {**row, **{header: text for header, text in rows.get(key, {}).items() if text}}
    rows.pop("", None)
    if not rows:
        return None, missing
    headers = [header for header in _COLUMNS if any(row.get(header) for row in rows.values())]
    headers += dict.fromkeys(header for row in rows.values() for header in row if header not in _COLUMNS)
    cells = [[cell_text(row.get(header, "")) for header in headers] for row in rows.values()]
    return Directive("people", lines=tuple(table_text([headers, *cells]).split("\n"))), missing
