"""People and announcements that a site keeps beside its pages: where a page shows them, or else at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from sphinx_seminar.cli.importing import SITE_WORDS
from sphinx_seminar.cli.importing.book_pages import Announcements, Directive, Heading, Part, table_directive
from sphinx_seminar.cli.importing.findings import Findings, some_of
from sphinx_seminar.cli.importing.joined_page import JoinedPage
from sphinx_seminar.cli.importing.language import heading_in
from sphinx_seminar.cli.importing.markdown.targets import Targets
from sphinx_seminar.cli.importing.site_settings import singular
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
#: Settings that say something of the page of a person, and nothing of the person.
_OF_PAGES = frozenset({"layout", "order", "weight", "nav_order", "subpath", "published", "permalink", "type", "draft"})
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(slots=True)
class SiteParts:
    """The people and the announcements of a site, of which a book shows each once.

    ``announced`` are date and words of the announcements, the newest first; ``introduced`` says that the people are
    shown. ``language`` is that of the book.
    """

    joined: JoinedPage
    announced: tuple[tuple[str, str], ...]
    targets: Targets
    findings: Findings
    language: str
    introduced: bool = False

    def kept_under(self, name: str) -> list[Part]:
        """Return what the site keeps under the name of a collection, unless it is shown already."""
        if name.casefold() in SITE_WORDS["news"]:
            items, self.announced = self.announced, ()
            self.findings.found(len(items), "announcement")
            return [Announcements(items)] if items else []
        if self.introduced:
            return []
        self.introduced = True
        directive, missing = people_directive(self.joined.people, self._photo)
        self.findings.found(len(directive.lines) - 2 if directive is not None else 0, "person", "people")
        if missing:
            self.findings.leave(f"photos that are not beside the pages are left out ({some_of(missing)})")
        return [directive] if directive is not None else []

    def rest(self) -> list[Part]:
        """Return people and announcements that no page of the site has a place for."""
        parts: list[Part] = []
        for name, word in (("announcements", "Announcements"), ("staff", "People")):
            if own := self.kept_under(name):
                parts += [Heading(heading_in(self.language, word), 2), *own]
        return parts

    def _photo(self, written: str) -> str:
        """Return where a photo lies in the book, ``""`` for one that is not beside the pages."""
        named = len(self.targets.missing)
        for path in (written, f"{self.joined.photos}{written}", f"/assets/images/{written}", f"/static/{written}"):
            target = self.targets.target(path if path.startswith("/") else f"/{path}", image=True)
            if target.startswith("/"):
                return unquote(target)
        # The report names the photo as it is written, and none of these guesses.
        del self.targets.missing[named:]
        return ""


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
                row[column or singular(name)] = re.sub(r"\bInstructorHome\b", "Instructor", text)
        key = folded(row.get("Name", ""))
        rows[key] = {**row, **{header: text for header, text in rows.get(key, {}).items() if text}}
    rows.pop("", None)
    if not rows:
        return None, missing
    headers = [header for header in _COLUMNS if any(row.get(header) for row in rows.values())]
    headers += dict.fromkeys(header for row in rows.values() for header in row if header not in _COLUMNS)
    cells = [[row.get(header, "") for header in headers] for row in rows.values()]
    return table_directive("people", [headers, *cells]), missing
