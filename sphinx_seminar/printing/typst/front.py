"""Front and back of the printed book: title page, table of contents, index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


_Entry = tuple[str, tuple[list[tuple[str, str]], list[tuple[str, list[tuple[str, str]]]], str | None]]


def index(volume: Volume, builder: Builder) -> list[tuple[str, list[_Entry]]]:
    """Return the entries of the general index that lead into this volume, by their first letters."""
    found: list[tuple[str, list[_Entry]]] = []
    for letter, entries in IndexEntries(volume.env).create_index(builder):
        kept = [entry for entry in map(_inside(volume), entries) if entry is not None]
        if kept:
            found.append((letter, kept))
    return found


def _inside(volume: Volume) -> Any:
    """Return a function that keeps those places of an index entry that are in a volume."""

    def here(links: list[tuple[Any, str]]) -> list[tuple[str, str]]:
        return [
            (str(main), address)
            for main, address in links
            if address and volume.label(*_place(address)) in volume.anchors
        ]

    def inside(entry: Any) -> _Entry | None:
        word, (links, below, key) = entry
        # "see Another" leads to a word, not to a page.
        kept = [(name, here(targets)) for name, targets in below if here(targets) or not targets]
        leading = here(links)
        return (word, (leading, kept, key)) if leading or kept else None

    return inside


def _place(address: str) -> tuple[str, str]:
    """Return document and identifier of an address of the general index, which is ``%document#identifier``."""
    document, _hash, name = address.lstrip("%").partition("#")
    return document, name


def index_targets(entries: list[tuple[str, list[_Entry]]]) -> list[tuple[str, str]]:
    """Return documents and identifiers that an index leads to."""
    return [
        _place(address)
        for _letter, words in entries
        for _word, (leading, below, _key) in words
        for targets in (leading, *(targets for _name, targets in below))
        for _main, address in targets
    ]


def index_chapter(volume: Volume, entries: list[tuple[str, list[_Entry]]]) -> str:
    """Return the chapter "Index": words with the pages that they stand on."""
    if not entries:
        return ""
    lines = []
    for letter, words in entries:
        lines.append(call("rubric", text(re.sub(r"\s+", " ", letter))))
        for word, (leading, below, _key) in words:
            lines.append(_line(volume, word, leading, "0em"))
            lines += [_line(volume, name, targets, "1em") for name, targets in below]
    title = text(str(in_sphinx_words("Index")))
    body = "\n\n".join(lines)
    return (
        f"#pagebreak(weak: true)\n#chapter[{title}]\n#chapter-head(heading(level: 1)[{title}])\n\n#two-columns[{body}]"
    )


def _line(volume: Volume, word: str, targets: list[tuple[str, str]], indent: str) -> str:
    pages = ", ".join(f"#page-of({string(volume.label(*_place(address)))}, [])" for _main, address in targets)
    return f"#index-line({indent})[{text(word)}{', ' * bool(pages)}{pages}]"
