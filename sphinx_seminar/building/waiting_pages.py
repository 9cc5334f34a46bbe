"""Pages that wait for their release: they are not read, no contents list them, and links to them are words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, MutableSequence, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.util import docname_join
from sphinx.util.matching import patfilter
from sphinx.util.nodes import explicit_title_re

from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of, domains_of, source_place
from sphinx_seminar.model import Fault
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.rendering.phrases import release_words
from sphinx_seminar.sources.waiting import Waiting, find_waiting, left_out, without_suffix
from sphinx_seminar.warnings_ import report

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Where the environment keeps a digest of what was left out when it was read.
_KEPT = "seminar_waiting"
#: The lists of documents of builders that make a file of some, each with the document first.
_DOCUMENTS = ("latex_documents", "texinfo_documents", "man_pages")
#: The release of a page in its front matter, a date that YAML would read.
_DATED = re.compile(r"(?<=\n)(seminar-release[ \t]*:[ \t]+)(\d[^\s'\"#]*)(?=[ \t]*(?:#.*)?\r?\n)")


def leave_pages_out(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take the pages that wait out of the book, before anybody asks which there are.

    Where others wait than when the environment was saved, all is read again.
    """
    registered = _directives()
    holder = registered.get("release")
    taken = holder is not None and not str(getattr(holder, "__module__", "")).startswith("sphinx_seminar")
    waiting = find_waiting(env, env.found_docs, showing_of(app.config), taken=taken)
    progress_of(env).waiting = waiting
    if app.config.root_doc in waiting.hidden:
        report(waiting.faults, env.srcdir)
        raise SphinxError(
            f"the first page of the book, '{app.config.root_doc}', waits for its release; expected a page below it. "
            "Without it there is no book"
        )
    for docnames in (env.found_docs, added, changed):
        docnames -= waiting.hidden
    removed |= waiting.hidden & env.all_docs.keys()
    for setting in _DOCUMENTS:
        listed = [entry for entry in app.config[setting] if entry[0] not in waiting.hidden]
        if len(listed) < len(app.config[setting]):
            app.config[setting] = listed
    _leave_out_of_site_map(app, waiting.hidden)
    slips = _misspelt(env, waiting, registered)
    domain_of(env).waiting_pages = waiting.releases
    domain_of(env).unpublished = frozenset(fault.place.docname for fault in slips)
    report((*waiting.faults, *slips), env.srcdir)
    known, now = getattr(env, _KEPT, ""), digest_of(sorted(waiting.hidden))
    setattr(env, _KEPT, now)
    return [] if known == now or not known else sorted(env.found_docs)


def _directives() -> dict[str, Any]:
    """Return the directives that are registered without a domain, by name."""
    registered: dict[str, Any] = vars(directives)["_directives"]
    return registered


def _leave_out_of_site_map(app: Sphinx, hidden: Collection[str]) -> None:
    """Take hidden pages out of the site map of sphinx-external-toc (``_toc.yml``), before it makes toctrees of that."""
    site_map: Any = getattr(app.config, "external_site_map", None) or {}
    for holder in site_map if hidden else ():
        for toctree in site_map[holder].subtrees:
            toctree.items = [item for item in toctree.items if without_suffix(app.env, str(item)) not in hidden]


def _misspelt(env: BuildEnvironment, waiting: Waiting, registered: Collection[str]) -> list[Fault]:
    """Return a fault for each unknown directive whose name is nearly ``release``."""
    known = {*registered, *vars(directives)["_directive_registry"]}
    known |= {name for domain in domains_of(env) for name in domain.directives}
    message = (
        "there is no directive {}; did you mean '{{release}}'? What stands in it is shown to nobody, and the page "
        "publishes no source"
    )
    unknown = ((name, place) for name, place in waiting.unknown if name not in known)
    return [Fault(place, "release", message.format(quoted(name))) for name, place in unknown]


def wrap_directives(app: Sphinx, _env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Let tables of contents leave out the pages that wait, and hold back the solutions of sphinx-exercise.

    Solutions between ``solution-start`` and ``solution-end`` are parts of the page that stand in no directive.
    """
    if not docnames:
        return
    registered = _directives()
    if "toctree" in registered:
        original = registered["toctree"]

        def run_toctree(self: Directive) -> Sequence[nodes.Node]:
            _leave_out(self.content, cast("Any", self).env, glob="glob" in self.options)
            return cast("Sequence[nodes.Node]", original.run(self))

        _wrap(registered, "toctree", run_toctree)
    if not app.config.seminar_hold_solutions or showing_of(app.config).complete:
        return

    def leave_out(self: Directive) -> list[nodes.Node]:
        withhold(cast("Any", self).env)
        return []

    def doubt(self: Directive) -> list[nodes.Node]:
        left_out(cast("Any", self).env).ungated = True
        return []

    for name, run in {"solution": leave_out, "solution-start": doubt, "solution-end": doubt}.items():
        if str(getattr(registered.get(name), "__module__", "")).startswith("sphinx_exercise"):
            _wrap(registered, name, run)


def _wrap(registered: dict[str, Any], name: str, run: Callable[[Directive], Sequence[nodes.Node]]) -> None:
    """Replace a directive of any extension by a subclass with another ``run``, once in a process."""
    original = registered[name]
    if not getattr(original, "leaves_out", False):
        members = {"run": run, "leaves_out": True, "__module__": original.__module__}
        registered[name] = type(original.__name__, (original,), members)


def _leave_out(content: Any, env: BuildEnvironment, *, glob: bool) -> None:
    """Take the entries of a table of contents that wait out of its lines."""
    hidden = progress_of(env).waiting.hidden
    for number in reversed(range(len(content))) if hidden else ():
        entry = content[number].strip()
        explicit = explicit_title_re.match(entry)
        target = without_suffix(env, explicit[2] if explicit is not None else entry)
        name = docname_join(env.docname, target) if target else ""
        pattern = glob and any(mark in target for mark in "*?[")
        if name in hidden or (pattern and patfilter(hidden, name) and not patfilter(env.found_docs, name)):
            del content[number]
            withhold(env)


def withhold(env: BuildEnvironment) -> None:
    """Publish no source of the document being read, which names something hidden."""
    domain_of(env).of_document(env.docname).withheld = True


def leave_included_out(app: Sphinx, path: Path, _docname: str, content: MutableSequence[str]) -> None:
    """Include nothing of a page that waits, and say so."""
    env = app.env
    included = env.path2doc(str(Path(env.srcdir) / path)) or ""
    if included in progress_of(env).waiting.hidden:
        content[:] = [""]
        message = f"the page {quoted(included)} is included here, and waits for its release; nothing of it is shown"
        place = source_place(env, env.docname, str(env.doc2path(env.docname)), 0)
        domain_of(env).of_document(env.docname).faults.append(Fault(place, "release", message))
        withhold(env)
        left_out(env).pages.append(included)


def quote_release(_app: Sphinx, _docname: str, content: MutableSequence[str]) -> None:
    """Let YAML read the release of a page as words: MyST-NB cannot keep a date with a notebook."""
    if content[0].startswith("---"):
        opening, mark, rest = content[0].partition("\n---")
        content[0] = "".join((_DATED.sub(r'\1"\2"', f"{opening}\n")[:-1], mark, rest))


def links_to_what_waits(
    env: BuildEnvironment, document: nodes.document
) -> Iterator[tuple[nodes.Element, nodes.Node | None]]:
    """Yield the links of a document to hidden pages, each with words in its place, and to hidden labels, with none."""
    waiting = progress_of(env).waiting
    for kind in (addnodes.pending_xref, addnodes.download_reference):
        for node in list(document.findall(kind)):
            page = _page_of(env, node)
            if page in waiting.hidden:
                yield node, _words(env, node, page)
            elif node.get("reftarget") in waiting.labels:
                yield node, None


def _page_of(env: BuildEnvironment, node: nodes.Element) -> str:
    """Return the document that a link leads to, if it leads to one or to its file."""
    target = node.get("reftarget", "")
    if isinstance(node, addnodes.download_reference):
        return env.path2doc(env.relfn2path(target, env.docname)[1]) or ""
    if node.get("refdomain") == "doc":
        return str(target)
    if node["reftype"] in ("doc", "any", "myst"):
        return docname_join(node.get("refdoc", env.docname), target.partition("#")[0])
    return ""


def _words(env: BuildEnvironment, node: nodes.Element, page: str) -> nodes.Node:
    """Return the words of a link to a hidden page: the author's, else when the page is shown."""
    if node.get("refexplicit") or isinstance(node, addnodes.download_reference):
        return nodes.inline("", "", *(child for each in node.children for child in each.children or [each]))
    release = progress_of(env).waiting.releases.get(page)
    return nodes.inline("", release_words(release, env.config.language, hidden=True) if release is not None else "")


def setup_waiting_pages(app: Sphinx) -> None:
    """Connect the steps of reading; which pages wait is found out when a build begins (:mod:`.steps`)."""
    app.connect("env-before-read-docs", wrap_directives)
    app.connect("source-read", quote_release)
    app.connect("include-read", leave_included_out)
