"""What all directives share: options with their lines, faults with their places, bodies with their lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_seminar.directives.options import OptionSpec, check_options, strayed_option
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import parts_since, placeholder, stand_in
from sphinx_seminar.domain.places import source_place
from sphinx_seminar.model import Fault, Reading
from sphinx_seminar.model.declarations import CourseView, SessionView, TableView
from sphinx_seminar.model.messages import quoted, suggestion
from sphinx_seminar.reading.tables.decoding import showable

if TYPE_CHECKING:
    from sphinx_seminar.model import Paper, Place
    from sphinx_seminar.model.declarations import Declarations, View

T = TypeVar("T")

#: Views whose names are ours: what they show has an anchor made of the name.
NAMED_VIEWS = (CourseView, SessionView, TableView)

#: What every directive takes besides its own options.
COMMON_OPTIONS = ("name", "class")

#: Tags in a title or a cell that can do nothing but style its words, and those that have no end.
_STYLING = re.compile(r"<(/?)(sub|sup|small|kbd|mark|b|i|u|s|em|strong|code)\s*>", re.IGNORECASE)
_EMPTY = re.compile(r"</?(w?br)\s*/?>", re.IGNORECASE)

_YES = ("", "yes", "true", "on", "1")
_NO = ("no", "false", "off", "0")


def option_spec(*names: str) -> OptionSpec:
    """Return the options of a directive; each is read by us, so that a wrong value never costs the rest."""
    return OptionSpec(dict.fromkeys((*names, *COMMON_OPTIONS), directives.unchanged))


class SeminarDirective(SphinxDirective):
    """A directive that declares something to the domain and leaves a view of it behind."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = option_spec()
    #: Whether the body is text for readers, and no data.
    prose: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take back what MyST left in the body of the options, whatever the directive, and check them."""
        super().__init__(*args, **kwargs)
        self._lengths = self.declared.lengths
        self._take_back_options()
        self._check_options()
        self._leave_out_controls()

    def _check_options(self) -> None:
        """Use what can be read of the options, and note what is wrong with them."""
        known = tuple(self.option_spec or ())
        checked = check_options(self._text, self.options, known, self.name.removeprefix("sem:"))
        self.options = checked.options
        strayed = strayed_option(self._text, list(self.content), known, self.prose)
        for slip in (*checked.slips, *([strayed] if strayed is not None else [])):
            self.fault("data", slip.message, self.get_source_info()[1] + slip.line)

    def _take_back_options(self) -> None:
        """Join lines of an option that goes on, indented, on the next line, as in reStructuredText.

        MyST ends the options at the first line that is none, so that the rest of them would be shown as text.
        """
        if not self.content or not self.content[0][:1].isspace():
            return
        known = "|".join(map(re.escape, self.option_spec or ()))
        option, taken = "", 0
        for line in self._text[1:]:
            named = re.match(rf"\s*:({known}):(?:\s+(.*))?$", line)
            if not line.strip() or not (named or (option and line[:1].isspace())):
                break
            in_body = bool(taken) or line.strip() == self.content[0].strip()
            if named is not None:
                option = named[1]
            if in_body:
                taken += 1
                text = (named[2] or "") if named is not None else line.strip()
                before = "" if named is not None else f"{self.options.get(option) or ''}\n"
                self.options[option] = before + text.strip()
        self.content = self.content[taken:]
        while self.content and not self.content[0].strip():
            self.content = self.content[1:]

    def _leave_out_controls(self) -> None:
        """Take out of the options and the body what no page can hold: EPUB and PDF files break at it."""
        given = {f":{name}:": (self.option_line(name), value or "") for name, value in self.options.items()}
        given |= {"the body": (self.body_line(), "\n".join(self.content)), "the title": (0, " ".join(self.arguments))}
        for where, (line, text) in given.items():
            if showable(text) != text:
                strange = next(mark for mark in text if showable(mark) != mark)
                message = (
                    f"{where} has the character U+{ord(strange):04X}; expected text; it and others like it are left out"
                )
                self.fault("data", message, line)
        self.options = {name: value and showable(value) for name, value in self.options.items()}
        self.arguments = [showable(argument) for argument in self.arguments]
        for number, text in enumerate(self.content):
            if showable(text) != text:
                self.content[number] = showable(text)

    @property
    def declared(self) -> Declarations:
        """What the document declared so far."""
        return domain_of(self.env).of_document(self.env.docname)

    @property
    def known_citations(self) -> Mapping[str, Paper]:
        """What pasted words were read as when the last build read them."""
        return domain_of(self.env).pasted

    @property
    def argument(self) -> str:
        """The directive's argument on one line, or ``""``."""
        return " ".join(self.arguments[0].split()) if self.arguments else ""

    def place(self, line: int = 0) -> Place:
        """Return a place in the source; ``line`` is the document's, 0 for the directive's own."""
        source, own_line = self.get_source_info()
        return source_place(self.env, self.env.docname, source, line or own_line)

    def fault(self, subtype: str, message: str, line: int = 0) -> None:
        """Note a fault; it is reported with the whole book's, in every build until it is mended."""
        self.declared.faults.append(Fault(self.place(line), subtype, message))

    def accept(self, reading: Reading[T], line: int = 0) -> T:
        """Return what was read, noting its problems; ``line`` is where the text that was read begins."""
        start = line or self.get_source_info()[1]
        for problem in reading.problems:
            self.fault(problem.subtype, problem.message, start + max(problem.line - 1, 0))
        return reading.value

    def option(self, name: str) -> str:
        """Return an option's text, ``""`` where it is not given."""
        return (self.options.get(name) or "").strip()

    def flag(self, name: str) -> bool:
        """Return whether an option is switched on: given without a value, or with "yes"."""
        if name not in self.options:
            return False
        value = self.option(name).casefold()
        if value not in _YES + _NO:
            message = (
                f":{name}: is {quoted(self.option(name))}; expected yes or no, or nothing after it; it counts as yes"
            )
            self.fault("data", message, self.option_line(name))
        return value not in _NO

    def choice(self, name: str, known: tuple[str, ...], default: str, *, instead: str = "") -> str:
        """Return an option's value if it is one of ``known``, else the default, with a fault.

        ``instead`` says what is shown then, where the name of the default does not.
        """
        value = self.option(name)
        if not value or value in known:
            return value or default
        expected = f"expected one of {', '.join(known)}; {instead or f'{quoted(default)} is used'}"
        message = f":{name}: is {quoted(value)}{suggestion(value, known) or ';'} {expected}"
        self.fault("data", message, self.option_line(name))
        return default

    def option_line(self, name: str) -> int:
        """Return the line of the document on which an option stands."""
        mark = re.compile(rf"[\s>]*:?{re.escape(name)}\s*:")
        own = self.get_source_info()[1]
        return next((own + index for index, line in enumerate(self._text) if mark.match(line)), own)

    def body_line(self, offset: int = 0) -> int:
        """Return the line of the document for a line of the body, which counts from 0.

        ``content_offset`` counts from the document in reStructuredText and from the directive in MyST, so the body is
        looked up in the directive's text.
        """
        own = self.get_source_info()[1]
        body = [line.strip(" \t>") for line in self.content]
        lines = [line.strip(" \t>") for line in self._text]
        found = (index for index in range(1, len(lines)) if lines[index : index + len(body)] == body)
        return own + next(found, 1) + offset

    @cached_property
    def _text(self) -> tuple[str, ...]:
        """The lines of the document from the directive's first one on.

        Older releases of MyST give a directive the text of its body alone; the file has the rest.
        """
        lines = tuple(self.block_text.splitlines())
        if lines and self.name.rsplit(":", 1)[-1] in lines[0]:
            return lines
        source, own = self.get_source_info()
        try:
            return tuple(Path(source).read_text(encoding="utf-8").splitlines())[own - 1 :]
        except (OSError, UnicodeDecodeError):
            return ()

    def view(self, view: View, *children: nodes.Node) -> placeholder:
        """Declare a view, and return what stands in for it; ``:class:`` and ``:name:`` go with it."""
        self.declared.views.append(view)
        node = stand_in(view, self.env.docname, *children, classes=self._classes())
        node["declared"] = parts_since(self.declared, self._lengths)
        self.set_source_info(node)
        if not isinstance(view, NAMED_VIEWS):
            self.add_name(node)
        return node

    def _classes(self) -> list[str]:
        """Return the names in ``:class:`` as every output can hold them, which docutils makes of them as well."""
        return [name for word in self.option("class").split() if (name := nodes.make_id(word))]

    def words(self, text: str, line: int) -> nodes.paragraph:
        """Return a paragraph of the author's own words, which may have inline markup, and can be translated."""
        inlines = self._inlines(text, line)
        paragraph = nodes.paragraph(text, "", *inlines)
        paragraph.source, paragraph.line = self.get_source_info()[0], line
        return paragraph

    def heading(self, text: str, line: int) -> nodes.rubric:
        """Return a title of the author's own words that opens no section."""
        inlines = self._inlines(text, line)
        rubric = nodes.rubric(text, "", *inlines)
        rubric.source, rubric.line = self.get_source_info()[0], line
        return rubric

    def _inlines(self, text: str, line: int) -> list[nodes.Node]:
        """Return the inline nodes of an author's words; HTML in them is text, but for tags that only style it."""
        inlines, _messages = self.parse_inline(text, lineno=line)
        parent = nodes.inline("", "", *inlines)
        opened: list[tuple[nodes.raw, str]] = []
        for raw in list(parent.findall(nodes.raw)):
            html = raw.astext() if raw["format"] == "html" else ""
            tag, empty = _STYLING.fullmatch(html), _EMPTY.fullmatch(html)
            if empty is not None:
                # As XML has it: an EPUB is that.
                raw.replace_self(nodes.raw("", f"<{empty[1].lower()} />", format="html"))
            elif tag is not None and not tag[1]:
                opened.append((raw, tag[2].lower()))
            elif tag is not None and opened and opened[-1][1] == tag[2].lower():
                opened.pop()
            else:
                raw.replace_self(nodes.Text(raw.astext()))
        # One that nobody closes would go on over the rest of the page.
        for raw, _name in opened:
            raw.replace_self(nodes.Text(raw.astext()))
        return list(parent.children)

    def body(self) -> list[nodes.Node]:
        """Return the body, parsed as the document's own markup."""
        return self.parse_content_to_nodes()
