"""``{people}``: who belongs to the course, as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import data_of
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import PeopleView
from sphinx_seminar.reading.people import Written, read_profiles
from sphinx_seminar.reading.tables import read_table

if TYPE_CHECKING:
    from docutils import nodes

#: Formats of programmes.
_NO_TABLES = {"ics": "a calendar", "json": "JSON"}


class PeopleDirective(SeminarDirective):
    """Declare people, in a table of the body or in a file, and show a card of each."""

    takes_argument = False
    option_spec = option_spec("file")

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table or YAML, one person a row; a file is read when all documents are."""
        number = sum(isinstance(view, PeopleView) for view in self.declared.views)
        data = data_of(self, "people")
        if data is None:
            self.fault("person", "this list of people is empty; expected a table of them, or a :file:. Nobody is shown")
            return []
        language = self.config.language
        if data.format in (None, "ics", "json"):
            if data.format is not None:
                message = f"the file {quoted(data.file)} is {_NO_TABLES[data.format]}, which is no table of people"
                self.fault("data", f"{message}; expected CSV, TSV, YAML or a workbook. Nobody is shown", data.line)
            return []
        if data.file:
            self.declared.people_files.append((data.file, self.place(data.line), data.format, number, language))
        else:
            table = self.accept(read_table("\n".join(self.content), data.format), data.line + 1)
            taken = {profile.anchor for profile in self.declared.profiles}
            written = Written(self.place(data.line), number, language)
            profiles = self.accept(read_profiles(table, written, taken), data.line + 1)
            self.declared.profiles += profiles
        return [self.view(PeopleView(number))]
