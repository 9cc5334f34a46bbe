"""The indices of a web book: our two pages in the theme's page for documents, and the search index of Sphinx."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.rendering.builders import publishes_files, writes_index, written_indices
from sphinx_seminar.rendering.web import add_scripts
from sphinx_seminar.rendering.words import IN_THIS_BOOK, INDEX_WORDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.search import IndexBuilder


def draw_index_page(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> str | None:
    """Put an index page of ours into the theme's page for documents, in place of Sphinx's table of letters."""
    if pagename not in INDEX_WORDS or "indextitle" not in context:
        return None
    builder = cast("StandaloneHTMLBuilder", app.builder)
    title = str(INDEX_WORDS[pagename])
    section = nodes.section("", nodes.title("", title), *_content(app, pagename), ids=[pagename])
    _resolve(app, pagename, section)
    add_scripts(app, section)
    # As for every document, before it is written: an index page has no numbers of its own.
    builder.secnumbers, builder.fignumbers = {}, {}
    context["body"] = builder.render_partial(section)["fragment"]
    # The second is what the book theme prints above a page, whose own heading it hides on paper.
    context["title"] = context["pagetitle"] = title
    return "page.html"


def _content(app: Sphinx, pagename: str) -> list[nodes.Node]:
    # As all drawing: only builds that write pages need it.
    from sphinx_seminar.rendering.indices import downloads, paper_index, person_index
    from sphinx_seminar.rendering.page import Page

    page = Page(pagename, app.config.language, interactive=publishes_files(app.builder))
    book = domain_of(app.env).book
    if pagename == "sem-people":
        return list(person_index(book, page))
    return [paper_index(book, page), *(downloads(book, page) if page.interactive else [])]


def _resolve(app: Sphinx, pagename: str, section: nodes.section) -> None:
    """Resolve the references of a page that is no document."""
    domain = domain_of(app.env)
    for node in list(section.findall(addnodes.pending_xref)):
        words = cast("nodes.Element", node[0])
        link = domain.resolve_xref(app.env, pagename, app.builder, node["reftype"], node["reftarget"], node, words)
        node.replace_self(link if link is not None else words)


def keep_index_pages(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Leave our index pages as they are where nothing changed.

    Sphinx writes its indices in every build, the general one before those of domains. When that one is begun all
    documents are written: if that was each of them, settings may have changed that no digest can hold. Templates of the
    theme count by their times, as Sphinx has it.
    """
    progress = progress_of(app.env)
    if pagename != "genindex" or app.builder.name not in ("html", "dirhtml"):
        return
    if progress.unchanged and len(progress.resolved) < len(app.env.found_docs):
        builder = cast("StandaloneHTMLBuilder", app.builder)
        pages = {name: Path(builder.get_outfilename(name)) for name in INDEX_WORDS}
        changed = builder.templates.newest_template_mtime()
        kept = [name for name, page in pages.items() if page.is_file() and page.stat().st_mtime >= changed]
        builder.domain_indices = [index for index in builder.domain_indices if index[0] not in kept]


def remove_index_pages(app: Sphinx) -> list[Any]:
    """Remove the page of an index that has nothing to list any more: Sphinx would leave the names of an older book."""
    # An EPUB packs all pages that stand in its folder.
    if app.builder.name in ("html", "dirhtml", "epub") and not progress_of(app.env).unchanged:
        for name in INDEX_WORDS:
            if not writes_index(app.builder, name) and name not in app.env.found_docs:
                with suppress(OSError):
                    Path(cast("StandaloneHTMLBuilder", app.builder).get_outfilename(name)).unlink(missing_ok=True)
    return []


def link_index_pages(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Add the index pages to the navigation that a theme shows beside every page, below the chapters of the book."""
    names = written_indices(app.builder)
    chapters = context.get("toctree")
    if not names or not publishes_files(app.builder) or chapters is None:
        return

    def with_indices(**options: Any) -> str:
        return f"{chapters(**options) or ''}\n{_navigation(app, pagename, names)}"

    context["toctree"] = with_indices


def _navigation(app: Sphinx, pagename: str, names: Sequence[str]) -> str:
    """Return links to the index pages as Sphinx writes a table of contents with a caption."""
    caption = escape(str(IN_THIS_BOOK))
    lines = [
        f'<p aria-level="2" class="caption" role="heading"><span class="caption-text">{caption}</span></p>',
        "<ul>",
    ]
    for name in names:
        here = " current" if name == pagename else ""
        address = escape("#" if here else app.builder.get_relative_uri(pagename, name))
        words = escape(str(INDEX_WORDS[name]))
        lines.append(
            f'<li class="toctree-l1{here}"><a class="reference internal{here}" href="{address}">{words}</a></li>'
        )
    return "\n".join([*lines, "</ul>"])


def close_with_index_pages(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add a line with the index pages to the end of each page, where a theme shows no navigation of the whole book."""
    names = written_indices(app.builder)
    if doctree is None or not names or not publishes_files(app.builder) or app.config.html_theme not in _PARTIAL:
        return
    links = (
        f'<a class="reference internal" href="{escape(app.builder.get_relative_uri(pagename, name))}">'
        f"{escape(str(INDEX_WORDS[name]))}</a>"
        for name in names
    )
    line = f"{escape(str(IN_THIS_BOOK))}: {' · '.join(links)}"
    context["body"] += f'\n<p class="sem-line sem-book-links">{line}</p>\n'


#: Themes whose side bar has the part of the book that a page stands in, and none on pages of the first level.
_PARTIAL = ("pydata_sphinx_theme",)


#: An entry of an index as Sphinx's search has it: its words, its anchor, ``main`` or nothing.
_Entry = tuple[str, str, str]


def mend_search_index(app: Sphinx) -> list[Any]:
    """Complete Sphinx's search index before it is written, and take out the words that no document has any more.

    Sphinx keeps the words of documents that are gone, each with an empty list of places, so that solutions which were
    taken back can be read there (sphinx issue 12599); and it forgets the entries of ``index`` directives of documents
    that a build does not write.
    """
    builder = cast("StandaloneHTMLBuilder", app.builder)
    indexer = getattr(builder, "indexer", None)
    if indexer is None:
        return []
    indexer.prune(app.env.all_docs)
    for words in (indexer._mapping, indexer._title_mapping):
        for word in [word for word, docnames in words.items() if not docnames]:
            del words[word]
    drawn = progress_of(app.env).drawn
    kept = _kept_entries(builder, indexer) if app.env.all_docs.keys() - drawn else {}
    entries = {docname: indexer._index_entries.get(docname, []) for docname in drawn}
    complete = {docname: (kept | entries).get(docname, []) for docname in sorted(app.env.all_docs)}
    indexer._index_entries.clear()
    indexer._index_entries.update(complete)
    return []


def _kept_entries(builder: StandaloneHTMLBuilder, indexer: IndexBuilder) -> dict[str, list[_Entry]]:
    """Return the entries of the index that stands in the output folder, by document; nothing of one that is damaged."""
    found: dict[str, list[_Entry]] = {}
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        text = (Path(builder.outdir) / builder.searchindex_filename).read_text(encoding="utf-8")
        frozen: dict[str, Any] = cast("Any", indexer.formats[builder.indexer_format]).loads(text)
        for words, places in frozen["indexentries"].items():
            for number, anchor, main in places:
                found.setdefault(frozen["docnames"][number], []).append((words, anchor, "main" if main else ""))
    return found


def setup_index_pages(app: Sphinx) -> None:
    """Connect the drawing of the two pages, and their end; the search index is mended just before it is written."""
    app.connect("html-collect-pages", remove_index_pages)
    app.connect("html-collect-pages", mend_search_index, priority=900)
    app.connect("html-page-context", keep_index_pages)
    app.connect("html-page-context", draw_index_page)
    # Before themes make their side bars.
    app.connect("html-page-context", link_index_pages, priority=300)
    app.connect("html-page-context", close_with_index_pages)
