"""People and announcements that a site keeps beside its pages: where a page shows them, or else at the end."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from sphinx_seminar.cli.importing.findings import Findings
from sphinx_seminar.cli.importing.joined_page import JoinedPage
from sphinx_seminar.cli.importing.language import heading_in
from sphinx_seminar.cli.importing.markdown.targets import Targets
from sphinx_seminar.cli.importing.parts import Announcements, Heading, Part
from sphinx_seminar.cli.importing.sites import NEWS
from sphinx_seminar.cli.importing.staff import people_directive


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
        if name.casefold() in NEWS:
            items, self.announced = self.announced, ()
            self.findings.found(len(items), "announcement")
            return [Announcements(items)] if items else []
        if self.introduced:
            return []
        self.introduced = True
        directive, missing = people_directive(self.joined.people, self._photo)
        self.findings.found(len(directive.lines) - 2 if directive is not None else 0, "person", "people")
        if missing:
            names = ", ".join(map(repr, missing[:3])) + (", …" if len(missing) > 3 else "")
            self.findings.leave(f"photos that are not beside the pages are left out ({len(missing)}: {names})")
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
