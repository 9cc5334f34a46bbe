"""Sphinx's search index as a fresh build writes it.

Sphinx keeps the words of documents that are gone, each with an empty list of places, so that solutions which were taken
back can be read there (sphinx issue 12599); and it forgets the entries of ``index`` directives of documents that a
build does not write.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx_seminar.building.progress import progress_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.search import IndexBuilder

#: An entry of an index as Sphinx's search has it: its words, its anchor, ``main`` or nothing.
_Entry = tuple[str, str, str]


def mend_search_index(app: Sphinx) -> list[Any]:
    """Take words without a place out of the index that is about to be written, and complete its entries."""
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


def setup_search_words(app: Sphinx) -> None:
    """Connect the mending, at the last moment before the index is written."""
    app.connect("html-collect-pages", mend_search_index, priority=900)
