"""Front and back of the printed book: title page, table of contents, index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.builders.latex import default_latex_documents
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import get_translation
from sphinx.util.osutil import make_filename_from_project

from sphinx_seminar.config import unnamed
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.printing.arrangement import contents_word
from sphinx_seminar.printing.title_page import title_facts, words_of
from sphinx_seminar.printing.typst.writer import call, string, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_seminar.model import Course
    from sphinx_seminar.printing.typst.volume import Volume


def books(config: Config, course: Course | None) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield each book: its first document, its file, title and authors, as ``latex_documents`` names them."""
    if config.latex_documents != default_latex_documents(config):
        for docname, file, title, author, *_rest in config.latex_documents:
            people = tuple(filter(None, (_plain(name) for name in re.split(r"\\and|,", author))))
            yield docname, str(Path(file).with_suffix(".pdf")), _plain(title) or config.project, people
        return
    title = config.project
    if title == unnamed(config, "project") and course is not None:
        title = words_of(course.title)
    yield config.root_doc, f"{make_filename_from_project(title)}.pdf", title, names(config, course)


def names(config: Config, course: Course | None) -> tuple[str, ...]:
    """Return the authors: those of ``conf.py``, else the instructors of the course."""
    if config.author == unnamed(config, "author"):
        return tuple(person.name for person in course.instructors) if course is not None else ()
    return tuple(name.strip() for name in config.author.split(",") if name.strip())


def _plain(latex: str) -> str:
    r"""Return words of ``latex_documents`` without TeX's commands: ``\&`` is "&"."""
    return re.sub(r"\\[A-Za-z]+\s*|[{}]", "", re.sub(r"\\([&%$#_{}])", r"\1", latex)).replace("~", " ").strip()


in_sphinx_words = get_translation("sphinx")


def title_page(volume: Volume, title: str, day: str, logo: str) -> str:
    """Return the title page: the title, the facts of the course, and the people who give it."""
    course = domain_of(volume.env).book.course
    if course is not None and course.place.docname != volume.docname:
        course = None
    release = volume.env.config.release if course is None else ""
    lines = [f"#image({string(logo)}, width: 30%, alt: {string(volume.title)})"] if logo else []
    lines += ["#v(28%)", f'#text(size: 2.3em, weight: "bold", hyphenate: false, title[{title}])']
    lines += _course_lines(course, volume.env.config.language) if course is not None else []
    if course is None or not course.instructors:
        lines.append(f"#v(2em)\n#text(size: 1.2em)[{text(', '.join(volume.authors))}]" if volume.authors else "")
    lines += [f"#v(1em)\n{text(line)}" for line in (release and f"{in_sphinx_words('Release')} {release}", day) if line]
    body = "\n\n".join(filter(None, lines))
    return f"#page(header: none, footer: none, align(center)[\n#set par(justify: false)\n{body}\n])"


def _course_lines(course: Course, language: str) -> list[str]:
    facts = title_facts(course, language)
    lines = ["#v(1em)", *(f"#text(size: 1.15em)[{text(line)}]" for line in facts.lines)]
    if facts.role:
        lines.append(f"#v(0.9em)\n#text(size: 0.95em)[{text(facts.role)}]")
    for name, said in facts.people:
        below = f" #linebreak() #text(size: 0.95em)[{text(said)}]" if said else ""
        lines.append(f"#v(0.9em)\n#text(size: 1.15em)[{text(name)}]{below}")
    if facts.addresses:
        lines.append("#v(2em)")
        lines.append(" #linebreak() ".join(text(address) for address in facts.addresses))
    return lines


def contents(chapters: int) -> str:
    """Return the table of contents: parts, chapters, and the sections of chapters."""
    listed = f"#outline(title: [{text(contents_word())}], depth: {chapters + 1}, indent: 1.4em)"
    return f"{listed}\n#pagebreak(weak: true)"


class IndexLine(NamedTuple):
    """A line of the general index: its words, the labels of their places, and how far it is indented."""

    words: str
    labels: tuple[str, ...]
    indent: str = "0em"


#: The lines of the general index, by their first letters.
Index = list[tuple[str, list[IndexLine]]]


def index(volume: Volume, builder: Builder) -> Index:
    """Return those lines of the general index that lead into this volume."""
    lines = (
        (letter, [line for word, (links, below, _key) in entries for line in _index_lines(volume, word, links, below)])
        for letter, entries in IndexEntries(volume.env).create_index(builder)
    )
    return [(letter, kept) for letter, kept in lines if kept]


def _index_lines(volume: Volume, word: str, links: Any, below: Any) -> list[IndexLine]:
    """Return the lines of an entry: its word, and the words below it; "see Another" leads to a word, to no page."""
    inner = [IndexLine(name, _labels(volume, targets), "1em") for name, targets in below]
    inner = [line for line, (_name, targets) in zip(inner, below, strict=True) if line.labels or not targets]
    leading = _labels(volume, links)
    return [IndexLine(word, leading), *inner] if leading or inner else []


def _labels(volume: Volume, links: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the labels of links of the index, whose addresses are ``%document#identifier``, in this volume."""
    places = (address.lstrip("%").partition("#")[::2] for _main, address in links if address)
    return tuple(label for place in places if (label := volume.label(*place)) in volume.anchors)


def index_chapter(lines: Index) -> str:
    """Return the chapter "Index": words with the pages that they stand on."""
    if not lines:
        return ""
    written = []
    for letter, inside in lines:
        written.append(call("rubric", text(re.sub(r"\s+", " ", letter))))
        for words, labels, indent in inside:
            pages = "".join(f", #page-of({string(label)}, [])" for label in labels)
            written.append(f"#index-line({indent})[{text(words)}{pages}]")
    title = text(str(in_sphinx_words("Index")))
    head = f"#pagebreak(weak: true)\n#chapter[{title}]\n#chapter-head(heading(level: 1)[{title}])"
    body = "\n\n".join(written)
    return f"{head}\n\n#two-columns[{body}]"
