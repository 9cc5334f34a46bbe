"""A new book as a Jupyter Book 1: ``_config.yml`` and ``_toc.yml`` in the place of ``conf.py`` and a ``{toctree}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Template

from sphinx_seminar.cli.quoting import python_text

#: The first page of a book of Sphinx, and of a Jupyter Book.
INDEX, ROOT = "index.md", "intro.md"
#: What a new book has besides its pages, whatever builds it.
_SAME = (".gitignore", "references.bib")
#: What builds a book of Sphinx in each workflow, and what builds a Jupyter Book.
_BUILDS = {
    ".github/workflows/pages.yml": (
        "python -m sphinx -W --keep-going -b html -d _build/doctrees . _build/html",
        "jupyter-book build -W --keep-going .",
    ),
    ".gitlab-ci.yml": (
        "python -m sphinx -W --keep-going -b html -d _build/doctrees . public",
        "jupyter-book build -W --keep-going . && mv _build/html public",
    ),
}
_TOCTREE = re.compile(r"\n```\{toctree\}\n(?P<options>(?::.*\n)*)\n(?P<entries>[^`]*)```\n")
_CAPTION = re.compile(r"^:caption: (.*)$", re.MULTILINE)


def as_jupyter_book(pages: Mapping[str, str]) -> dict[str, str]:
    """Return the pages of a book with the contents of the first one in ``_toc.yml``."""
    index = pages[INDEX]
    contents = _TOCTREE.search(index)
    assert contents is not None, "every kind of book has a table of contents"
    written = {path: text for path, text in pages.items() if path != INDEX}
    written[ROOT] = index[: contents.start()] + index[contents.end() :]
    written["_toc.yml"] = _contents(contents["options"], contents["entries"].split())
    return written


def _contents(options: str, documents: list[str]) -> str:
    lines = ["# The order of the book, and of its sessions.", "format: jb-book", f"root: {ROOT.removesuffix('.md')}"]
    caption = _CAPTION.search(options)
    lines += ["parts:", f"  - caption: {caption[1]}", "    chapters:"] if caption else ["chapters:"]
    indent = "      " if caption else "  "
    return "\n".join([*lines, *(f"{indent}- file: {document}" for document in documents), ""])


def surroundings_of_jupyter_book(
    own: Mapping[str, str], every: Mapping[str, str], title: str, timezone: str
) -> dict[str, str]:
    """Return what a Jupyter Book has besides its pages, from its own templates and those of every book."""
    words = {"quoted_title": python_text(title), "quoted_timezone": python_text(timezone)}
    written = {path: every[path] for path in _SAME}
    written |= {path: Template(text).substitute(words) for path, text in own.items()}
    for path, (by_sphinx, by_jupyter_book) in _BUILDS.items():
        written[path] = every[path].replace(by_sphinx, by_jupyter_book)
    return written
