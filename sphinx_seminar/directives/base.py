"""The base of all directives: options, bodies and faults, each with its line in the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinx_seminar.directives.misplaced import NOT_CLOSED, comment_lines, misplaced, opening_fence, runs_to_the_end
from sphinx_seminar.directives.options import OptionBlock, begins_options
from sphinx_seminar.directives.wording import Substitutions, without_html
from sphinx_seminar.domain.domain import domain_of, placeholder, source_place
from sphinx_seminar.model import ASSIGNMENT_KINDS, PERSON_ROLES, RESOURCE_KINDS, Fault, Reading
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.reading.links import has_release
from sphinx_seminar.reading.plain import one_line, says_open, showable
from sphinx_seminar.reading.vocabulary import YES_NO

if TYPE_CHECKING:
    from sphinx_seminar.model import Paper, Place
    from sphinx_seminar.model.declarations import Declarations
    from sphinx_seminar.model.views import View

E = TypeVar("E", bound=nodes.Element)
T = TypeVar("T")

#: The options that every directive has besides its own.
COMMON_OPTIONS = ("name", "class")

#: The options whose readers know that a link may wait for its release.
_READS_RELEASES = frozenset(
    {*("links", "facts", "online", "instructors", "assistants"), *RESOURCE_KINDS, *ASSIGNMENT_KINDS, *PERSON_ROLES}
)


def option_spec(*names: str) -> dict[str, Callable[[str], Any]]:
    """Return an option spec whose values docutils leaves as text: a wrong one never costs the whole directive."""
    return dict.fromkeys((*names, *COMMON_OPTIONS), directives.unchanged)


class SeminarDirective(SphinxDirective):
    """A directive that declares something to the domain and leaves a view of it behind."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = option_spec()
    #: The names of the options, where the parsers are told that there are none.
    known: ClassVar[tuple[str, ...]] = ()
    #: Whether the words behind the directive's name are no part of its body.
    takes_argument: ClassVar[bool] = True
    #: Whether the body is text for readers, and no data.
    prose: ClassVar[bool] = False
    #: Whether headings may stand in the body.
    headings: ClassVar[bool] = False
    #: Whether ``:name:`` is the name of a session or the like, which has an anchor of its own.
    names_a_thing: ClassVar[bool] = False

    @classmethod
    def for_parsers(cls) -> type[SeminarDirective]:
        """Return the class for MyST and docutils: without options, so that their lines are left to us."""
        return type(cls.__name__, (cls,), {"option_spec": None, "known": tuple(cls.option_spec or ())})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Separate the options from the body, and check the body for misplaced lines."""
        super().__init__(*args, **kwargs)
        self._lengths = self.declared.lengths
        self._take_options()
        self._check_body()
        self._clean()

    @property
    def called(self) -> str:
        """The directive's name for messages, without that of the domain."""
        return self.name.removeprefix("sem:")

    @cached_property
    def _markdown(self) -> bool:
        return not isinstance(self.state, RSTState)

    @property
    def _own(self) -> int:
        """The directive's own line in the document."""
        _source, line = self.get_source_info()
        return line

    def _take_options(self) -> None:
        """Read the options: in Markdown they begin the body, in reStructuredText they end the argument.

        Lines among them that are no options belong to the body, as does an argument where the directive takes none.
        """
        title, body = self._argument_lines(), self._body_lines()
        if self._markdown:
            # Behind an empty line, which the parser has left out, there are none.
            block, body = ([], body) if self.content_offset else (body, [])
        else:
            behind = (number for number, (line, text) in enumerate(title) if line > self._own and begins_options(text))
            first = next(behind, len(title)) if self.takes_argument else 0
            title, block = title[:first], title[first:]
        read = OptionBlock([text for _line, text in block], self.known, self.called, self._markdown, self.prose)
        self.options = {name: value or "" for name, value in self.options.items()} | read.values
        self._option_lines = {option: block[number][0] for option, number in read.places.items()}
        self._leave_waiting_links_out()
        for slip in read.slips:
            self.fault("data", slip.message, block[slip.line][0])
        left = [block[number] for number in read.rest]
        # What is left of an argument of reStructuredText stands above the body.
        above, body = ([], [*left, *body]) if self._markdown else (left, body)
        if self.takes_argument:
            self.arguments = ["\n".join(text for _line, text in title)] if title else []
        else:
            above = [*title, *above]
        self._set_body(above, body)

    def _argument_lines(self) -> list[tuple[int, str]]:
        """Return the lines of the argument, each with its number in the document.

        In reStructuredText it goes to the first empty line, and may begin below the directive's name.
        """
        lines = self.arguments[0].splitlines() if self.arguments else []
        beside_name = self._markdown or self.block_text.partition("\n")[0].partition("::")[2].strip()
        return list(enumerate(lines, self._own if beside_name else self._own + 1))

    def _body_lines(self) -> list[tuple[int, str]]:
        """Return the lines of the body, each with its number in the document."""
        return list(enumerate(self.content, self.body_line()))

    def _set_body(self, above: list[tuple[int, str]], body: list[tuple[int, str]]) -> None:
        """Make lines with their numbers the body, from the first that is not empty; those ``above`` stand apart."""
        apart = [(above[-1][0], "")] if above and body else []
        lines = list(dropwhile(lambda line: not line[1].strip(), [*above, *apart, *body]))
        if lines:
            self.content_offset += lines[0][0] - self.body_line()
        source, _line = self.get_source_info()
        places = [(source, number - 1) for number, _text in lines]
        self.content = StringList([text for _number, text in lines], items=places)

    def _leave_waiting_links_out(self) -> None:
        """Drop the options with a link that waits for its release, where none can."""
        for name in [name for name in self.options if name not in _READS_RELEASES and has_release(self.options[name])]:
            expected = ", which cannot wait for its release; expected such a link in :links:. Nobody sees it"
            self.reject(name, expected, "release")
            del self.options[name]

    def _check_body(self) -> None:
        """Point out misplaced lines in the body, and drop comments in data."""
        if not self.prose:
            for number in comment_lines(list(self.content)):
                self.content[number] = ""
        outer = opening_fence(self.name, self.block_text, *self.get_source_info()) if self._markdown else ""
        for slip in misplaced(list(self.content), self.known, self.called, outer, self.prose and not self.headings):
            self.fault("data", slip.message, self.body_line(slip.line))
        told = any(NOT_CLOSED in fault.message for fault in self.declared.faults)
        swallows = self.prose and outer and "" in list(self.content)
        if swallows and not told and runs_to_the_end(*self.get_source_info(), outer):
            closed = f"expected {quoted(outer)} below it. All that follows is its body"
            self.fault("data", f"the fence of {{{self.called}}} is not closed; {closed}")

    def _clean(self) -> None:
        """Drop control characters, and replace ``{{ … }}`` outside of running text, where no markup language does."""
        replacing = Substitutions.of(self.state, self.config, self.env)

        def cleaned(where: str, text: str, line: int, *, in_words: bool = True) -> str:
            return self.accept(replacing.replace(self._without_controls(where, text, line), in_words=in_words), line)

        self.arguments = [cleaned("the title", title, self._own) for title in self.arguments]
        for option, value in self.options.items():
            self.options[option] = cleaned(f":{option}:", value, self.option_line(option), in_words=False)
        clean = self._without_controls if self.prose else cleaned
        for number, text in enumerate(list(self.content)):
            self.content[number] = clean("the body", text, self.body_line(number))

    def _without_controls(self, where: str, text: str, line: int) -> str:
        """Leave out control characters, at which EPUB and PDF files break."""
        shown = showable(text)
        if shown != text:
            strange = next(mark for mark in text if showable(mark) != mark)
            expected = "expected text; it and others like it are left out"
            self.fault("data", f"{where} has the character U+{ord(strange):04X}; {expected}", line)
        return shown

    @property
    def declared(self) -> Declarations:
        """The declarations of the document up to this directive."""
        return domain_of(self.env).of_document(self.env.docname)

    @property
    def known_citations(self) -> Mapping[str, Paper]:
        """The citations of the last build by their pasted words, so that they are not read again."""
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
        """Return the value of a reading and note its problems; ``line`` is that of the text's beginning."""
        start = line or self.get_source_info()[1]
        for problem in reading.problems:
            self.fault(problem.subtype, problem.message, start + max(problem.line - 1, 0))
        return reading.value

    def option(self, name: str) -> str:
        """Return an option's text, ``""`` where it is not given."""
        written: str = self.options.get(name, "")
        return written.strip()

    def fact(self, name: str) -> str:
        """Return the text of an option on one line; ``""`` for a placeholder such as ``TBA``."""
        return "" if says_open(self.option(name)) else one_line(self.option(name))

    def read(self, name: str, reader: Callable[..., Reading[T]], *details: Any) -> T:
        """Read an option, and note its problems; ``details`` are what the reader takes behind the text."""
        return self.accept(reader(self.option(name), *details), self.option_line(name))

    def reject(self, name: str, expected: str, subtype: str = "data") -> None:
        """Note that the value of an option is not as ``expected``, which begins with the mark behind that value."""
        self.fault(subtype, f":{name}: is {quoted(one_line(self.option(name)))}{expected}", self.option_line(name))

    def flag(self, name: str) -> bool:
        """Return whether an option is switched on: given without a value, or with "yes"."""
        if name not in self.options:
            return False
        switched = YES_NO.get(self.option(name).casefold() or "yes")
        if switched is None:
            self.reject(name, "; expected yes or no, or nothing after it; it counts as yes")
        return switched is not False

    def choice(self, name: str, known: tuple[str, ...], default: str, *, instead: str = "") -> str:
        """Return an option's value if it is one of ``known``, else the default, with a fault.

        ``instead`` says what is shown then, where the name of the default does not.
        """
        value = self.option(name)
        if not value or value in known:
            return value or default
        instead = instead or f"{quoted(default)} is used"
        self.reject(name, f"{suggestion(value, known) or ';'} expected one of {', '.join(known)}; {instead}")
        return default

    def option_line(self, name: str) -> int:
        """Return the line of the document on which an option stands; the directive's own where it is not given."""
        return self._option_lines.get(name, self._own)

    def body_line(self, offset: int = 0) -> int:
        """Return the line of the document for a line of the body, which counts from 0.

        ``content_offset`` counts from the document in reStructuredText and from the directive in MyST.
        """
        first = self.content_offset + 1
        return self._own + (first if self._markdown else first - self.lineno) + offset

    def view(self, view: View, *children: nodes.Node) -> placeholder:
        """Declare a view, and return its placeholder, with ``:class:`` and ``:name:``."""
        node = self.bare_view(view)
        node.extend(children)
        # Names that every output can hold, which docutils makes of them as well.
        node["classes"] = [name for word in self.option("class").split() if (name := nodes.make_id(word))]
        node["declared"] = self.declared.since(self._lengths)
        if not self.names_a_thing:
            self.add_name(node)
        return node

    def bare_view(self, view: View) -> placeholder:
        """Declare a view, and return its placeholder, for lines that are not the directive's own content."""
        self.declared.views.append(view)
        node = placeholder("", view=view, docname=self.env.docname)
        self.set_source_info(node)
        return node

    def section(self) -> nodes.section | None:
        """Return the section under whose heading the directive stands.

        In the body of another directive, which is no part of the document yet, that is the last one that was begun.
        """
        above: nodes.Element | None = self.state_machine.node
        while above is not None and not isinstance(above, nodes.section):
            above = above.parent
        sections = list(self.state.document.findall(nodes.section)) if above is None else [above]
        return sections[-1] if sections else None

    def words(self, text: str, line: int) -> nodes.paragraph:
        """Return a paragraph of the author's own words, which may have inline markup, and can be translated."""
        return self._filled(nodes.paragraph(text), line)

    def heading(self, text: str, line: int) -> nodes.rubric:
        """Return a title of the author's own words that opens no section."""
        return self._filled(nodes.rubric(text), line)

    def _filled(self, node: E, line: int) -> E:
        """Fill a node with its source text, read as inline markup."""
        inlines, _messages = self.parse_inline(node.rawsource, lineno=line)
        node.extend(without_html(inlines))
        node.source, node.line = self.get_source_info()[0], line
        return node

    def body(self) -> list[nodes.Node]:
        """Return the body, parsed as the document's own markup."""
        return self.parse_content_to_nodes()
