r"""The title page of the printed book, from the facts of the course, and the title and authors in the PDF's metadata.

Sphinx's own ``\sphinxmaketitle`` prints the page; what it prints for release, author and address is set before it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.builders.latex import default_latex_documents
from sphinx.util.osutil import make_filename_from_project
from sphinx.util.texescape import escape, escape_abbr

from sphinx_seminar.citing.bibtex import is_mathematics
from sphinx_seminar.config import unnamed
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.printing.arrangement import arranged_by_jupyter_book, contents_word, has_parts
from sphinx_seminar.printing.scripts import has_our_fonts, split_scripts
from sphinx_seminar.rendering.phrases import shared_role
from sphinx_seminar.rendering.print import COMMANDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model import Course, Person, Text

#: The facts under the title, in lines.
_FACTS = (("kind", "code"), ("term",), ("institution",))
#: An address up to this length is printed whole.
_SHORT = 64


def entitle(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the printed book and its authors after the course, where ``conf.py`` names neither."""
    course = domain_of(env).book.course
    if course is not None:
        (_entitle_epub if app.builder.name == "epub" else _entitle_latex)(app.config, course)
    return []


def _entitle_latex(config: Config, course: Course) -> None:
    if config.latex_documents != default_latex_documents(config):
        return
    ((docname, file, title, author, theme),) = config.latex_documents
    if config.project == unnamed(config, "project"):
        title = _title(course.title, config)
        file = f"{make_filename_from_project(str(course.title))}.tex"
    if config.author == unnamed(config, "author"):
        author = r" \and ".join(_in_print(person.name, config) for person in course.instructors)
    config.latex_documents = [(docname, file, title, author, theme)]


def _entitle_epub(config: Config, course: Course) -> None:
    if config.epub_title == unnamed(config, "project"):
        config.epub_title = str(course.title)
    if config.epub_author == unnamed(config, "author") and course.instructors:
        config.epub_author = ", ".join(person.name for person in course.instructors)


def set_title_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Set the pages before the first chapter of one printed book; every entry of ``latex_elements`` wins."""
    builder = cast("LaTeXBuilder", app.builder)
    course, own = domain_of(app.env).book.course, app.config.latex_elements
    pages = {
        "maketitle": r"\sphinxmaketitle",
        "tableofcontents": r"\sphinxtableofcontents",
        "extraclassoptions": "",
    }
    if course is not None and course.place.docname == docname:
        # Chapters of two pages that each begin on the right are a book half empty.
        pages["extraclassoptions"] = "openany"
        pages["maketitle"] = _title_page(course, app.config) + pages["maketitle"]
        if has_parts(doctree) or arranged_by_jupyter_book(builder):
            # Sphinx calls the contents by the first caption, which is the name of the first part.
            word = escape(contents_word(), app.config.latex_engine)
            pages["tableofcontents"] = rf"{{\renewcommand{{\contentsname}}{{{word}}}{pages['tableofcontents']}}}"
        if "term" in dict(course.facts) and not app.config.today and not app.config.today_fmt:
            builder.context["date"] = ""
    builder.context.update({name: latex for name, latex in pages.items() if name not in own})


class TitleFacts(NamedTuple):
    """The facts of a course on its title page: lines of facts, people with their notes, and addresses.

    ``role`` is what all of the people are, where that is one thing.
    """

    lines: tuple[str, ...]
    role: str
    people: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]


def title_facts(course: Course, language: str) -> TitleFacts:
    """Return the facts of a course that stand under its title on the title page."""
    facts = dict(course.facts)
    lines = (" \u00b7 ".join(facts[name] for name in names if name in facts) for names in _FACTS)
    addresses = (": ".join(filter(None, (link.label, _short(link.target)))) for link in course.links if not link.local)
    role = shared_role([person.note for person in course.instructors], language)
    people = (replace(person, note="") if role else person for person in course.instructors)
    return TitleFacts(tuple(filter(None, lines)), role, tuple(map(_said_of, people)), tuple(addresses))


def _said_of(person: Person) -> tuple[str, str]:
    scheme, _colon, address = person.link.partition(":")
    return person.name, ", ".join(part for part in (person.note, address if scheme == "mailto" else "") if part)


def _title_page(course: Course, config: Config) -> str:
    facts = title_facts(course, config.language)
    below = [_in_print(line, config) for line in facts.lines]
    people = [_person(name, said, config) for name, said in facts.people]
    addresses = [_in_print(address, config) for address in facts.addresses]
    latex = [r"\makeatletter"]
    if below:
        joined = r"\par ".join(below)
        latex.append(
            rf"\renewcommand{{\releaseinfo}}{{\par\vspace{{1.5ex}}{{\normalfont\py@HeaderFamily\large {joined}\par}}}}"
        )
    if facts.role:
        people.insert(0, rf"{{\normalsize\normalfont {_in_print(facts.role, config)}}}")
    if people:
        shown = r"\\[1.2ex] ".join(people)
        latex.append(
            rf"\let\seminarauthor\@author\renewcommand{{\@author}}{{\texorpdfstring{{"
            rf"\begin{{tabular}}{{@{{}}r@{{}}}}{shown}\end{{tabular}}}}{{\seminarauthor}}}}"
        )
    if addresses:
        listed = r"\\ ".join(addresses)
        latex.append(rf"\authoraddress{{{{\normalsize {listed}}}}}")
    return "\n".join([*latex, r"\makeatother", ""])


def _person(name: str, said: str, config: Config) -> str:
    """Return a name, with the person's role and note in a smaller line."""
    shown = _in_print(name, config)
    return rf"{shown}\\{{\normalsize\normalfont {_in_print(said, config)}}}" if said else shown


def _short(address: str) -> str:
    """Return an address as a reader types it: without its scheme, and if it is long by its host alone."""
    host = urlsplit(address).hostname or ""
    typed = address.partition("://")[2].removeprefix("www.").rstrip("/") or address
    return typed if len(typed) <= _SHORT or not host else host


def words_of(title: Text) -> str:
    """Return a title as one line of plain words, its formulas as they were written."""
    return "".join(span.value for span in title.spans)


def _title(title: Text, config: Config) -> str:
    """Return a title with its formulas; the PDF's metadata has their source instead."""
    spans = []
    for span in title.spans:
        words = _in_print(span.value, config)
        whole = span.kind == "math" and is_mathematics(span.value)
        spans.append(rf"\texorpdfstring{{\({span.value}\)}}{{{words}}}" if whole else words)
    return "".join(spans)


def _in_print(text: str, config: Config) -> str:
    if not has_our_fonts(config):
        return str(escape_abbr(escape(text, config.latex_engine)))
    parts = []
    for how, part in split_scripts(text):
        before, after = COMMANDS[how] if how else ("", "")
        parts.append(f"{before}{escape_abbr(escape(part, config.latex_engine))}{after}")
    return "".join(parts)
