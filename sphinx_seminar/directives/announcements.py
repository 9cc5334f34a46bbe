"""``{announcements}``: news for all participants, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.model import Announcement
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import AnnouncementsView
from sphinx_seminar.reading.lists import read_announcements

if TYPE_CHECKING:
    from docutils import nodes


class AnnouncementsDirective(SeminarDirective):
    """Declare announcements and show them, or show those of the whole book where it has no body."""

    takes_argument = False
    option_spec = option_spec("limit", "banner")

    def run(self) -> list[nodes.Node]:
        """Read one announcement an item; one without a date is shown, and stands in no feed."""
        start = self.body_line()
        found = self.accept(read_announcements(list(self.content), self.config.language), start)
        anchors: list[str] = []
        taken = {announcement.anchor for _place, announcement in self.declared.announcements}
        for line in found:
            day = line.when.first.isoformat() if line.when.first is not None else "undated"
            anchors.append(unique(anchor_from("announcements", day), taken))
            taken.add(anchors[-1])
            place = self.place(start + line.line - 1)
            self.declared.announcements.append((place, Announcement(line.when, anchors[-1])))
        words = [self.words(line.text or line.when.text, start + line.line - 1) for line in found]
        return [self.view(AnnouncementsView(tuple(anchors), self._limit(), self.flag("banner")), *words)]

    def _limit(self) -> int:
        """Return the largest number of announcements to show, 0 for all."""
        written = self.option("limit")
        if not written or (written.isascii() and written.isdecimal() and int(written[:9]) > 0):
            return int(written[:9] or 0)
        message = f":limit: is {quoted(written)}; expected a whole number of 1 or more; all are shown"
        self.fault("announcement", message, self.option_line("limit"))
        return 0
