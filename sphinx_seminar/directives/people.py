"""``{people}``: who belongs to the course, as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.session_table import FORMATS, NOT_READ
from sphinx_seminar.model.declarations import PeopleView
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.profiles import Written, read_profiles
from sphinx_seminar.reading.tables import read_table

if TYPE_CHECKING:
    from docutils import nodes


class PeopleDirective(SeminarDirective):
    """Declare people, in a table of the body or in a file, and show a card of each."""

    takes_argument = False
    option_spec = option_spec("file")

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table or YAML, one person a row; a file is read when all documents are."""
        number = sum(isinstance(view, PeopleView) for view in self.declared.views)
        file, body = self.option("file"), list(self.content)
        ending = file.rsplit(".", 1)[-1].lower()
        line = self.option_line("file")
        if ending in NOT_READ:
            message = (
                f"the file {quoted(file)} is {NOT_READ[ending]}, which is not read here; expected CSV, TSV or YAML"
            )
            self.fault("data", f"{message}. Nobody is shown", line)
            return []
        if file and body:
            message = f"there is a body and the file {quoted(file)}; expected one of them; the file is shown"
            self.fault("data", message, line)
        if file:
            format_ = FORMATS.get(ending, "csv")
            self.declared.people_files.append((file, self.place(line), format_, number, self.config.language))
        elif body:
            start = self.body_line()
            markdown = any(text.lstrip().startswith("|") for text in body)
            table = self.accept(read_table("\n".join(body), "markdown" if markdown else "yaml"), start)
            taken = {profile.anchor for profile in self.declared.profiles}
            written = Written(self.place(start - 1), number, self.config.language)
            profiles = self.accept(read_profiles(table, written, taken), start)
            self.declared.profiles += profiles
        else:
            message = "this list of people is empty; expected a table of them, or a :file:. Nobody is shown"
            self.fault("person", message)
            return []
        return [self.view(PeopleView(number))]
