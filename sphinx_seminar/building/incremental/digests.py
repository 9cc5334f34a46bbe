"""Digests of everything that a book is computed of: where they are the same, so is the book."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING

from sphinx_seminar.building.incremental.other_documents import (
    Targets,
    book_order,
    headings_above,
    images_shown,
    navigation_digest,
    page_facts,
)
from sphinx_seminar.building.incremental.outdated import Origin, origins_of
from sphinx_seminar.building.page_heads import names_from_course
from sphinx_seminar.building.translation import catalogues_digest
from sphinx_seminar.config import SETTINGS, bibliography_files
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.rendering.builders import publishes_files
from sphinx_seminar.sources.bibliography import style_digest
from sphinx_seminar.sources.decks import files_beside, reader
from sphinx_seminar.sources.locating import locate
from sphinx_seminar.sources.stamps import digest_of_file, state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: A document that declares nothing.
_NOTHING = Declarations()
#: What the pages say of themselves, and where they will stand.
_SITE = (
    *("project", "author", "language", "root_doc", "html_baseurl", "html_domain_indices", "html_file_suffix"),
    *("html_link_suffix", "seminar_fresh_navigation"),
)


def book_digest(env: BuildEnvironment, documents: Mapping[str, Declarations]) -> str:
    """Return a digest of the book's inputs, without the local files that its resources link.

    Those are known only when tables of data have been read (see :func:`file_states`).
    """
    return digest_of(_facts_of_book(env, documents))


def _facts_of_book(env: BuildEnvironment, documents: Mapping[str, Declarations]) -> Iterator[object]:
    for docname in book_order(env):
        declared = documents.get(docname, _NOTHING)
        files = [file for _position, file, _about in declared.tables] + [file for file, *_how in declared.people_files]
        yield docname, declared.digest, [_located(env, docname, file) for file in files]
    yield [(name, _located(env, "", name)) for name in bibliography_files(env.config)]
    words = (env.config.language, catalogues_digest(env), style_digest(env))
    yield words, reader(), [env.config[setting.name] for setting in SETTINGS]


def readings_digest(env: BuildEnvironment) -> str:
    """Return a digest of when each document was read, and of ``conf.py``: all lines are then where they were."""
    return digest_of((sorted(env.all_docs.items()), digest_of_file(Path(env.srcdir) / "conf.py")))


def _located(env: BuildEnvironment, docname: str, target: str) -> str:
    """Return the path of a file with a digest of its content, or the reason why it cannot be found."""
    path, message = locate(env, docname, target)
    return message or f"{path} {digest_of_file(Path(env.srcdir) / path)}"


def file_states(env: BuildEnvironment, targets: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the state of local files by (docname, target as written): where they are, their times and size.

    That of a deck that is a web page holds the states of the files beside it, that of a document its title.
    """
    states, srcdir = {}, Path(env.srcdir)
    for docname, target in targets:
        path, message = locate(env, docname, target)
        document = "" if message else env.path2doc(srcdir / path) or ""
        if document in env.found_docs:
            message = f"{path} {env.titles[document].astext()}"
        together = () if message else (path, *files_beside(srcdir, path))
        states[docname, target] = message or repr([(each, *state(srcdir / each)) for each in together])
    return states


def everywhere(app: Sphinx) -> str:
    """Return a digest of the navigation, settings and styles that all pages show alike."""
    navigation = navigation_digest(app.env, app.builder) if _is_navigated(app) else ""
    names = sorted(names_from_course(app.env).items())
    return digest_of((settings_digest(app.config, app.builder, app.tags), names, navigation, *_styles(app)))


def _is_navigated(app: Sphinx) -> bool:
    # A book in one archive is navigated by its reader, not by its pages.
    return publishes_files(app.builder) and bool(app.config.seminar_fresh_navigation)


def _styles(app: Sphinx) -> Iterator[tuple[str, str]]:
    """Yield the author's own style sheets and scripts with digests of their content: addresses in pages have some."""
    if app.builder.format != "html":
        return
    config, registry = app.config, app.registry
    named = (*config.html_css_files, *config.html_js_files, *registry.css_files, *registry.js_files)
    names = {entry if isinstance(entry, str) else entry[0] for entry in named}
    folders = [Path(app.confdir) / folder for folder in config.html_static_path if not os.path.isabs(folder)]
    for name in sorted(filter(None, names)):
        for folder in folders:
            file = folder / name if folder.is_dir() else folder
            if file.is_file() and file.name == os.path.basename(name):
                yield name, digest_of_file(file)


def site_digest(app: Sphinx, edition: str, alike: str) -> str:
    """Return a digest of everything that the pages show of an ``edition`` of the book, and all of them ``alike``."""
    return digest_of((edition, alike, app.builder.name, *(app.config[name] for name in _SITE)))


def surroundings(app: Sphinx, alike: str) -> dict[str, str]:
    """Return for each page a digest of its facts from outside the book.

    These are its own sources, the titles and numbers of documents that it names, and the digest ``alike`` of all pages.
    """
    env = app.env
    origins = origins_of(env)
    targets = Targets(env)
    images = images_shown(env)
    above = headings_above(env) if _is_navigated(app) else {}
    around = {}
    for docname in env.found_docs:
        origin = origins.get(docname, Origin())
        named = [targets.named_by(docname, *reference) for reference in origin.references]
        own = (origin.source, origin.content, *page_facts(env, docname), images.get(docname))
        around[docname] = digest_of((alike, own, named, above.get(docname, ())))
    return around


def settings_digest(config: Config, builder: Builder, tags: Iterable[str]) -> str:
    """Return a digest of all settings that pages may show, and of the version of this package.

    Sphinx compares settings with those of the last reading, whichever builder that was for and whether or not it came
    to writing. What is no plain data counts by its type: its text may hold an address in the memory.
    """
    kinds = {"env", builder.format, builder.name}
    settings = sorted((setting.name, repr(_plain(setting.value))) for setting in config if setting.rebuild in kinds)
    return digest_of((version("sphinx-seminar"), config.html_baseurl, sorted(tags), settings))


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return sorted((repr(_plain(key)), _plain(item)) for key, item in value.items())
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_plain(item)) for item in value)
    if isinstance(value, (list, tuple)):
        # Themes and extensions add folders of their own; where these are installed no page shows.
        return [_plain(item) for item in value if not (isinstance(item, str) and os.path.isabs(item))]
    return value if isinstance(value, (str, int, float, NoneType)) else type(value).__name__
