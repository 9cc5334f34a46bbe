"""The catalogues of a book, for words that no paragraph of a document holds (see :mod:`sphinx_seminar.book.words`)."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.i18n import docname_to_domain

from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.sources.stamps import digest_of_file

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.declarations import Declarations
    from sphinx_seminar.model.views import View


def catalogues_digest(env: BuildEnvironment) -> str:
    """Return a digest of all catalogues that a build may take words from, ``""`` where it takes none."""
    files = [
        file
        for folder in _folders(env)
        for language in (env.config.language, env.config.language.partition("_")[0])
        for file in sorted((folder / language / "LC_MESSAGES").rglob("*.mo"))
    ]
    return digest_of([(str(file), digest_of_file(file)) for file in dict.fromkeys(files)]) if files else ""


def translated(env: BuildEnvironment, documents: Mapping[str, Declarations]) -> dict[str, Declarations]:
    """Return the declarations of all documents, their words in the language of the book."""
    from sphinx_seminar.book.words import reworded

    return {
        docname: declared if (say := _saying(env, docname)) is None else reworded(declared, say)
        for docname, declared in documents.items()
    }


def translated_view(env: BuildEnvironment, docname: str, view: View) -> View:
    """Return a view of a document without its parts that tags hide, its words in the language of the book."""
    from sphinx_seminar.book.words import WORDED, reworded_view

    declared = domain_of(env).standing.get(docname)
    view = view if declared is None else declared.standing_view(view)
    # Of the many references none asks for a catalogue.
    say = _saying(env, docname) if isinstance(view, WORDED) else None
    return view if say is None else reworded_view(view, say)


def words_for_translators(env: BuildEnvironment, document: nodes.document, docname: str) -> Iterator[nodes.paragraph]:
    """Yield paragraphs of the words of a document that none of its own holds, for the catalogues that Sphinx writes."""
    from sphinx_seminar.book.releases import without_waiting
    from sphinx_seminar.book.words import words_of
    from sphinx_seminar.sources.session_files import with_tables

    declared = {name: found for name, found in domain_of(env).standing.items() if name == docname}
    for found in with_tables(env, declared).values():
        # Without the plan it is not known what waits.
        found = found if showing_of(env.config).complete else without_waiting(found)
        for text, line in words_of(found):
            paragraph = nodes.paragraph(text, text)
            paragraph.source, paragraph.line = document["source"], line or 1
            # Sphinx takes words of nodes alone that can be told apart from build to build, as those of a toctree here.
            vars(paragraph)["uid"] = ""
            yield paragraph


def _folders(env: BuildEnvironment) -> list[Path]:
    """Return the folders of catalogues; builders that write catalogues read none."""
    if not getattr(domain_of(env).builder, "use_message_catalog", True):
        return []
    return [Path(env.srcdir) / folder for folder in env.config.locale_dirs]


def _saying(env: BuildEnvironment, docname: str) -> Callable[[str, int], str] | None:
    """Return the function that translates a text of a document, ``None`` where the document has no catalogue."""
    domain = docname_to_domain(docname, env.config.gettext_compact)
    found = [file for folder in _folders(env) for file in gettext.find(domain, folder, [env.config.language], all=True)]
    if not found:
        return None
    catalogues = [gettext.translation(domain, folder, [env.config.language], fallback=True) for folder in _folders(env)]

    def say(text: str, _line: int) -> str:
        said = (catalogue.gettext(text) for catalogue in catalogues if text)
        return next((other for other in said if other and other != text), text)

    return say
