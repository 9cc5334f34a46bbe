"""Pages and blocks that wait: pages are not read, blocks are left out, and what leads to either is words."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, MutableSequence, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join, logging
from sphinx.util.matching import patfilter
from sphinx.util.nodes import explicit_title_re

from sphinx_seminar.building.conditions import apply_tags
from sphinx_seminar.building.held_files import WAITING, leave_downloads_out, waiting_of, waiting_sources
from sphinx_seminar.building.incremental.navigation import book_order
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import inline_placeholder, placeholder, source_place, stand_in
from sphinx_seminar.model import Fault
from sphinx_seminar.model.declarations import EMPTY_BLOCKS, HIDDEN_BLOCKS, RELEASED_LINES
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import ReleaseView, SlidesView
from sphinx_seminar.rendering.phrases import release_words
from sphinx_seminar.rendering.sphinx_versions import domains_of, standard_domain_of
from sphinx_seminar.sources.waiting import Waiting, find_waiting
from sphinx_seminar.warnings_ import report

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Where the environment keeps a digest of what was left out when it was read.
_KEPT = "seminar_waiting"
#: The lists of documents of builders that make a file of some, each with the document first.
_DOCUMENTS = ("latex_documents", "texinfo_documents", "man_pages")
#: Where a document that is read keeps that solutions of it stand in no directive.
_GATED = "sem_gated_solutions"
#: The release of a page in its front matter, a date that YAML would read.
_DATED = re.compile(r"(?<=\n)(seminar-release[ \t]*:[ \t]+)(\d[^\s'\"#]*)(?=[ \t]*(?:#.*)?\r?\n)")
_UNKNOWN = re.compile(r"Unknown directive type")


def leave_pages_out(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take the pages that wait out of the book, before anybody asks which there are.

    Where others wait than when the environment was saved, all is read again.
    """
    waiting = WAITING[env] = find_waiting(env, env.found_docs, showing_of(app.config), taken=_is_taken())
    if app.config.root_doc in waiting.hidden:
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
    slips = _misspelt(env, waiting)
    domain_of(env).waiting_pages = waiting.releases
    domain_of(env).unpublished = frozenset(fault.place.docname for fault in slips)
    report((*waiting.faults, *slips), env.srcdir)
    known, now = getattr(env, _KEPT, ""), digest_of(sorted(waiting.hidden))
    setattr(env, _KEPT, now)
    return [] if known == now or not known else sorted(env.found_docs)


def _leave_out_of_site_map(app: Sphinx, hidden: Collection[str]) -> None:
    """Take pages out of what sphinx-external-toc has read of ``_toc.yml``, before it puts that on pages."""
    site_map: Any = getattr(app.config, "external_site_map", None) or {}
    for holder in site_map if hidden else ():
        for toctree in site_map[holder].subtrees:
            names = {str(item): str(item) for item in toctree.items}
            for end in app.config.source_suffix:
                names = {item: name.removesuffix(end) for item, name in names.items()}
            toctree.items = [item for item in toctree.items if names[str(item)] not in hidden]


def _is_taken() -> bool:
    """Tell whether another extension has the bare name of the directive."""
    holder = vars(directives)["_directives"].get("release")
    return holder is not None and not str(getattr(holder, "__module__", "")).startswith("sphinx_seminar")


def _misspelt(env: BuildEnvironment, waiting: Waiting) -> list[Fault]:
    """Return what to say of directives that nobody has, and whose names are nearly that of ours."""
    registry = {*vars(directives)["_directives"], *vars(directives)["_directive_registry"]}
    registry |= {name for domain in domains_of(env) for name in domain.directives}
    return [
        Fault(
            place,
            "release",
            f"there is no directive {quoted(name)}; did you mean '{{release}}'? What stands in it is shown to nobody, "
            "and the page publishes no source",
        )
        for name, place in waiting.unknown
        if name not in registry
    ]


def wrap_toctree(_app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Let tables of contents leave out the pages that wait, whichever extension reads them."""
    registered = vars(directives)["_directives"].get("toctree")
    if not docnames or registered is None or getattr(registered, "leaves_out", False):
        return

    def run(self: Directive) -> Sequence[nodes.Node]:
        current = cast("Any", self).env
        _leave_out(self.content, current, glob="glob" in self.options)
        return cast("Sequence[nodes.Node]", registered.run(self))

    vars(directives)["_directives"]["toctree"] = type(
        registered.__name__, (registered,), {"run": run, "leaves_out": True}
    )


def hold_solutions(app: Sphinx, _env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Let the solutions of sphinx-exercise be read by nobody where they are for instructors.

    Those between ``solution-start`` and ``solution-end`` are parts of the page that stand in no directive.
    """
    if not docnames or not app.config.seminar_hold_solutions or showing_of(app.config).complete:
        return

    def leave_out(self: Directive) -> list[nodes.Node]:
        _withhold(cast("Any", self).env)
        return []

    def doubt(self: Directive) -> list[nodes.Node]:
        known: Any = cast("Any", self).env.temp_data
        known[_GATED] = True
        return []

    registry = vars(directives)["_directives"]
    for name, run in {"solution": leave_out, "solution-start": doubt, "solution-end": doubt}.items():
        registered = registry.get(name)
        if str(getattr(registered, "__module__", "")).startswith("sphinx_exercise"):
            registry[name] = type(registered.__name__, (registered,), {"run": run, "__module__": registered.__module__})


def _leave_out(content: Any, env: BuildEnvironment, *, glob: bool) -> None:
    """Take the entries of a table of contents that wait out of its lines."""
    hidden = waiting_of(env).hidden
    for number in reversed(range(len(content))) if hidden else ():
        entry = content[number].strip()
        explicit = explicit_title_re.match(entry)
        target = explicit[2] if explicit is not None else entry
        target = next((target.removesuffix(end) for end in env.config.source_suffix if target.endswith(end)), target)
        name = docname_join(env.docname, target) if target else ""
        pattern = glob and any(mark in target for mark in "*?[")
        if name in hidden or (pattern and patfilter(hidden, name) and not patfilter(env.found_docs, name)):
            del content[number]
            _withhold(env)


def _withhold(env: BuildEnvironment) -> None:
    """Publish no source of the document that is read: it names what waits."""
    domain_of(env).of_document(env.docname).withheld = True


def leave_included_out(app: Sphinx, path: Path, _docname: str, content: MutableSequence[str]) -> None:
    """Include nothing of a page that waits, and say so."""
    env = app.env
    docname = env.path2doc(str(Path(env.srcdir) / path))
    if docname in waiting_of(env).hidden:
        content[:] = [""]
        message = f"the page {quoted(docname)} is included here, and waits for its release; nothing of it is shown"
        domain_of(env).of_document(env.docname).faults.append(
            Fault(source_place(env, env.docname, str(env.doc2path(env.docname)), 0), "release", message)
        )
        _withhold(env)
        _noted(env).append(docname)


def _noted(env: BuildEnvironment) -> list[str]:
    known: Any = env.temp_data
    found: list[str] = known.setdefault("sem_left_out_pages", [])
    return found


def quote_release(_app: Sphinx, _docname: str, content: MutableSequence[str]) -> None:
    """Let YAML read the release of a page as words: MyST-NB cannot keep a date with a notebook."""
    if content[0].startswith("---"):
        opening, mark, rest = content[0].partition("\n---")
        content[0] = "".join((_DATED.sub(r'\1"\2"', f"{opening}\n")[:-1], mark, rest))


def leave_out_of_document(app: Sphinx, document: nodes.document) -> None:
    """Make sure that a document that was just read holds nothing that waits, and that no link leads to such a page."""
    env, docname = app.env, app.env.docname
    waiting = waiting_of(env)
    release = waiting.releases.get(docname)
    if showing_of(app.config).complete:
        if release is not None:
            _mark(env, document, ReleaseView(release, hidden=False))
        return
    doubt = _doubt(env, document, waiting)
    if doubt:
        _empty(env, document)
        place = source_place(env, docname, str(env.doc2path(docname)), 1)
        message = f"{doubt}. Students do not see this page until it is mended"
        _withhold(env)
        domain_of(env).of_document(docname).faults.append(Fault(place, "release", message))
    for said in list(document.findall(nodes.system_message)):
        # With keep_warnings they are shown, and hold what an unknown directive was given.
        if _UNKNOWN.search(said.astext()):
            said.parent.remove(said)
    for node in list(_links(document)):
        hidden = _page_of(env, node) in waiting.hidden
        if hidden or node.get("reftarget") in waiting.labels:
            _withhold(env)
            _forget_source(node)
        if hidden:
            node.replace_self(_words(env, node, waiting))


def _doubt(env: BuildEnvironment, document: nodes.document, waiting: Waiting) -> str:
    """Return why a document may show what waits, ``""`` where it does not."""
    if env.temp_data.get(_GATED):
        return (
            "a {solution-start} stands here, and seminar_hold_solutions is set; expected {solution}, or the solutions "
            "on a page with seminar-release"
        )
    doubt = _doubt_of_blocks(env, waiting)
    if doubt:
        return doubt
    for node in document.findall(nodes.Element) if waiting.withheld else ():
        source = node.get("source") if isinstance(node, (nodes.literal_block, nodes.raw)) else None
        if source and os.path.realpath(source) in waiting.withheld:
            return f"this page shows the source of {quoted(os.path.basename(source))}, in which a {{release}} waits"
    files = {*document.settings.record_dependencies.list, *env.dependencies.get(env.docname, ())}
    paths = {Path(env.srcdir, file).resolve() for file in files} | {Path(file).resolve() for file in files}
    for name in sorted(waiting.hidden - set(_noted(env))):
        if Path(str(env.doc2path(name))).resolve() in paths:
            return f"this page shows the source of the page {quoted(name)}, which waits for its release"
    return ""


def _doubt_of_blocks(env: BuildEnvironment, waiting: Waiting) -> str:
    """Return why not all may be hidden that stands in blocks of a document, ``""`` where it is."""
    hidden: Any = env.temp_data.get(HIDDEN_BLOCKS, [])
    left_out = {os.path.realpath(env.doc2path(docname)) for docname in _noted(env)}
    for path, (count, lines) in sorted(waiting.blocks.get(env.docname, {}).items()):
        found = [length for file, length in hidden if file == path]
        if path in left_out:
            continue
        if len(found) < count:
            return (
                f"{count - len(found)} of the blocks {{release}} on this page are read as text, and would be shown; "
                "expected each in a fence of its own, outside of listings"
            )
        if sum(found) < lines:
            return (
                "a {release} on this page ends above its fence, and what stands between would be shown; expected all "
                "its lines to begin as the fence does, in the list or quotation that it stands in"
            )
    if env.temp_data.get(EMPTY_BLOCKS):
        return "a {release} on this page holds nothing, and what stands below would be shown; expected indented lines"
    return ""


def _empty(env: BuildEnvironment, document: nodes.document) -> None:
    """Leave nothing of a document but a heading made of its name."""
    for domain in domains_of(env):
        domain.clear_doc(env.docname)
    document.children.clear()
    words = env.docname.rpartition("/")[2]
    section = nodes.section("", nodes.title("", words), ids=[nodes.make_id(words) or "page"])
    document += section


def _mark(env: BuildEnvironment, document: nodes.document, view: ReleaseView) -> None:
    """Put a line below the first heading of a page that says when students see it."""
    domain_of(env).of_document(env.docname).views.append(view)
    section = next(iter(document.findall(nodes.section)), None)
    line = stand_in(view, env.docname, classes=[])
    line.source, line.line = document["source"], 1
    if section is not None:
        section.insert(1, line)
    else:
        document.insert(0, line)


def _links(document: nodes.document) -> Iterator[addnodes.pending_xref | addnodes.download_reference]:
    yield from document.findall(addnodes.pending_xref)
    yield from document.findall(addnodes.download_reference)


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


def _words(env: BuildEnvironment, node: nodes.Element, waiting: Waiting) -> nodes.Node:
    """Return the author's words for a page that waits, or when it is shown."""
    if node.get("refexplicit") or isinstance(node, addnodes.download_reference):
        return nodes.inline("", "", *(child for each in node.children for child in each.children or [each]))
    release = waiting.releases.get(_page_of(env, node))
    return nodes.inline("", release_words(release, env.config.language, hidden=True) if release is not None else "")


def decide_by_plan(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the documents again in which a release that hangs on a lecture was decided otherwise than by the plan.

    They are read as if it had not come; it is known when all documents are read.
    """
    domain, showing = domain_of(env), showing_of(app.config)
    if showing.complete or not any(declared.undecided for declared in domain.documents.values()):
        return []
    from sphinx_seminar.book.releases import hold_back
    from sphinx_seminar.sources.session_files import with_tables

    apply_tags(env, app.builder)
    documents = with_tables(env, domain.standing)
    order = [docname for docname in book_order(env) if docname in documents]
    releases = hold_back(documents, order, app.config.seminar_timezone, showing).releases
    domain.decided = {place: showing.shows(release) for place, release in releases.items()}
    again = {
        docname
        for docname in order
        for each in documents[docname].undecided
        if domain.decided[docname, each.anchor] != each.shown
    }
    for docname in sorted(again):
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        app.builder.read_doc(docname)
    return sorted(again)


def tell_what_waits(env: BuildEnvironment, links: int) -> None:
    """Say how much stays out of a students' build that is made for no day."""
    showing, pages = showing_of(env.config), waiting_of(env).releases.values()
    if showing.complete or showing.moment is not None:
        return
    views = [view for declared in domain_of(env).documents.values() for view in declared.views]
    blocks = sum(isinstance(view, ReleaseView) and view.hidden and not view.release.instructors for view in views)
    counts = {"pages": sum(not release.instructors for release in pages), "blocks": blocks, "links": links}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    if told:
        message = "sphinx_seminar: %s wait for their day and stay out; -D seminar_day=2026-11-05 names one"
        logger.info(message, told)


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


class LeaveLinksOut(SphinxPostTransform):
    """Let references to what is left out be words, before anybody misses it, and leave out files that wait."""

    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Replace what leads to a label that stands nowhere else."""
        held, sources = progress_of(self.env).held, waiting_sources(self.env)
        if held or sources:
            self._leave_files_out({os.path.realpath(os.path.join(self.env.srcdir, path)) for path in held}, sources)
        labels = waiting_of(self.env).labels
        for node in list(self.document.findall(addnodes.pending_xref)) if labels else ():
            target = node["reftarget"]
            if target in labels and not self._is_known(target):
                explicit = node.get("refexplicit") or not node.astext()
                node.replace_self(nodes.inline("", "", *node[0].children) if explicit else node[0])

    def _leave_files_out(self, held: Collection[str], sources: Collection[str]) -> None:
        """Leave out downloads, pictures and listings of files, and all words where a file was read as text.

        Of ``sources``, which hold something that waits, it leaves out downloads and listings.
        """

        def waits(path: object) -> bool:
            whole = os.path.realpath(os.path.join(self.env.srcdir, str(path)))
            return whole in held or whole in sources

        docname, shown = self.env.docname, set()
        for node in list(self.document.findall(addnodes.download_reference)):
            path, whole = self.env.relfn2path(node["reftarget"], docname)
            if waits(path):
                node.replace_self(nodes.inline("", "", *node.children))
                shown.add(os.path.realpath(whole))
        for image in list(self.document.findall(nodes.image)):
            if waits(image["uri"]) or any(map(waits, image.get("candidates", {}).values())):
                image.parent.remove(image)
                shown.add(os.path.realpath(os.path.join(self.env.srcdir, image["uri"])))
        for block in list(self.document.findall(nodes.literal_block)):
            if "source" in block and waits(block["source"]):
                block.parent.remove(block)
                shown.add(os.path.realpath(block["source"]))
        files = [os.path.join(self.env.srcdir, file) for file in self.env.dependencies.get(docname, ())]
        sources = [_text_of(path) for path in (str(self.env.doc2path(docname)), *files)]

        def is_read(path: str) -> bool:
            named = re.compile(rf"(?:\{{include\}}|include::|:file:)[^\n]*{re.escape(os.path.basename(path))}")
            return path not in shown or any(map(named.search, sources))

        if any(path in held and is_read(path) for path in map(os.path.realpath, files)):
            for section in list(self.document.findall(nodes.section)):
                section.children[1:] = []
            self.document.children[:] = [child for child in self.document.children if isinstance(child, nodes.section)]

    def _is_known(self, target: str) -> bool:
        standard = standard_domain_of(self.env)
        if target.lower() in standard.labels or target.lower() in standard.anonlabels:
            return True
        return any(target in facts[:2] for domain in domains_of(self.env) for facts in domain.get_objects())


def take_out_of_plan(app: Sphinx, _doctree: nodes.document) -> None:
    """Take the sessions of blocks of reStructuredText out of the term plan, by their lines."""
    blocks = app.env.temp_data.get(RELEASED_LINES, [])
    if blocks:
        domain_of(app.env).of_document(app.env.docname).unplan(blocks)


def forget_sources(app: Sphinx, doctree: nodes.document) -> None:
    """Take the source of what stands around a hidden block out of the tree: docutils keeps it with some nodes."""
    complete = showing_of(app.config).complete
    for node in [*doctree.findall(placeholder), *doctree.findall(inline_placeholder)]:
        view = node["view"]
        link = isinstance(view, SlidesView) and view.resource.release is not None and not complete
        if link or (isinstance(view, ReleaseView) and view.hidden):
            _forget_source(node)


def _forget_source(node: nodes.Node) -> None:
    """Take the source of all that stands around a node out of the tree; translators then have its words alone.

    Translations were looked up by it before.
    """
    above = node.parent
    while above is not None:
        above.rawsource = above.astext() if isinstance(above, nodes.TextElement) else ""
        above = above.parent


def setup_releasing(app: Sphinx) -> None:
    """Connect to the beginning of reading, and to the end of reading a document, before all others."""
    app.connect("env-get-outdated", leave_pages_out, priority=1)
    app.connect("env-before-read-docs", wrap_toctree)
    app.connect("env-before-read-docs", hold_solutions)
    app.connect("source-read", quote_release)
    app.connect("include-read", leave_included_out)
    app.connect("doctree-read", leave_out_of_document, priority=1)
    app.connect("doctree-read", take_out_of_plan, priority=390)
    app.connect("doctree-read", forget_sources, priority=395)
    app.connect("env-updated", decide_by_plan, priority=2)
    app.connect("env-check-consistency", leave_downloads_out)
    app.add_post_transform(LeaveLinksOut)
