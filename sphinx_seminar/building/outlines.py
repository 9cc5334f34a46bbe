"""The titles of documents just read, and their outlines, of which side bars are made.

An outline has the lectures by their numbers, lists of papers and embedded decks. Sphinx makes it of the headings when
it reads a document. Which number a lecture has is known when all documents are read, and changes with the others, so
that the numbers are set anew in each build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.domain import domain_of, placeholder
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import (
    AnnouncementsView,
    AssignmentView,
    CourseView,
    PapersView,
    SessionView,
    SlidesView,
)
from sphinx_seminar.rendering.builders import prints
from sphinx_seminar.rendering.text import ancestors, read_mentions, read_text
from sphinx_seminar.rendering.words import KEY_PAPERS, RESOURCE_WORDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: The attribute of a title, and of an entry of an outline, that has the anchor of the session which it names.
_SESSION = "seminar_session"


def collect_titles(app: Sphinx, doctree: nodes.document) -> None:
    """Complete the declarations of a document with titles and abstracts, which stand translated in its doctree."""
    declared = domain_of(app.env).documents.get(app.env.docname)
    if declared is None:
        return
    sections = {anchor: section for section in doctree.findall(nodes.section) for anchor in section["ids"]}
    for node in doctree.findall(placeholder):
        view, words = node["view"], list(node.children)
        if isinstance(view, CourseView) and view.titled:
            _complete(declared.courses, view.anchor, title=read_text(words[0]))
        elif isinstance(view, AnnouncementsView):
            said = dict(zip(view.anchors, map(read_mentions, words), strict=True))
            declared.announcements[:] = [
                (place, replace(known, words=said.get(known.anchor, known.words)))
                for place, known in declared.announcements
            ]
        elif isinstance(view, (SessionView, AssignmentView)):
            heading = words.pop(0) if view.titled else sections[view.anchor][0]
            abstract = "\n\n".join(filter(None, map(_shown_words, words)))
            things = declared.sessions if isinstance(view, SessionView) else declared.assignments
            _complete(things, view.anchor, title=read_text(heading), abstract=abstract)
    note_opening(doctree, declared)
    declared.close()


def _complete(things: list[Any], anchor: str, **facts: object) -> None:
    """Complete the thing that a document declares at an anchor."""
    things[:] = [replace(thing, **facts) if thing.anchor == anchor else thing for thing in things]


def _shown_words(node: nodes.Node) -> str:
    """Return the words of a node without comments and raw HTML (``<!-- -->``), which are for no reader."""
    unseen = (nodes.comment, nodes.raw)
    if isinstance(node, unseen):
        return ""
    copy = node.deepcopy()
    for child in [child for child in copy.findall(nodes.Element) if isinstance(child, unseen)]:
        child.parent.remove(child)
    # A link without words shows a title that is not known yet.
    for reference in [each for each in copy.findall(addnodes.pending_xref) if not each.astext()]:
        reference += nodes.Text(reference["reftarget"])
    return copy.astext()


def note_opening(doctree: nodes.document, declared: Declarations) -> None:
    """Note the line of the first paragraph that a document's author wrote, be it in the card of the course."""
    for paragraph in doctree.findall(nodes.paragraph):
        around, inside = paragraph.parent, None
        if isinstance(around, placeholder) and isinstance(around["view"], CourseView):
            around, inside = around.parent, around
        words = any(text.strip() for text in paragraph.findall(nodes.Text))
        if words and paragraph.line and isinstance(around, (nodes.section, nodes.document)):
            titled = inside is not None and inside["view"].titled and paragraph is inside[0]
            if not titled:
                declared.opening = paragraph.line
                return


def complete_outline(app: Sphinx, doctree: nodes.document) -> None:
    """Note which headings are those of sessions, and add lists of papers and decks, which have no section."""
    env = app.env
    docname = env.docname
    items = _items(env.tocs[docname])
    first = next(iter(doctree.findall(nodes.section)), None)
    added: dict[int, int] = {}
    decks = sum(_is_deck(node["view"]) for node in doctree.findall(placeholder))
    for node in doctree.findall(placeholder):
        view, words = node["view"], _entry_words(node, alone=decks == 1)
        section = _named_section(node) if isinstance(view, SessionView) else _section_around(node)
        item = items.get("" if section is first else f"#{section['ids'][0]}") if section is not None else None
        if item is None:
            continue
        if isinstance(view, SessionView):
            of_page = (env.titles[docname], env.longtitles[docname]) if section is first else ()
            for title in (cast("nodes.Element", item[0])[0], *of_page):
                cast("nodes.Element", title)[_SESSION] = view.anchor
        elif words:
            place = added.setdefault(id(item), 0)
            _insert(item, place, docname, _anchor_of(node, doctree), words)
            added[id(item)] += 1
            env.toc_num_entries[docname] += 1


def _items(outline: nodes.Element) -> dict[str, nodes.list_item]:
    """Return the entries of an outline by their anchors, ``""`` for the page itself."""
    return {
        item[0][0]["anchorname"]: item
        for item in outline.findall(nodes.list_item)
        if isinstance(item[0], addnodes.compact_paragraph) and isinstance(item[0][0], nodes.reference)
    }


def _named_section(node: nodes.Element) -> nodes.section | None:
    """Return the section whose heading is the title of a session; ``None`` where the directive brings its own."""
    anchor = node["view"].anchor
    return next((each for each in ancestors(node) if isinstance(each, nodes.section) and anchor in each["ids"]), None)


def _section_around(node: nodes.Node) -> nodes.section | None:
    """Return the section that a node stands in; ``None`` where a condition decides whether it is shown."""
    above = next((each for each in ancestors(node) if isinstance(each, (nodes.section, addnodes.only))), None)
    return above if isinstance(above, nodes.section) else None


def _is_deck(view: object) -> bool:
    return isinstance(view, SlidesView) and view.embed and not view.inline


def _entry_words(node: placeholder, *, alone: bool) -> str:
    """Return what an outline calls a list of papers or an embedded deck, unless the heading above says it.

    A deck that stands alone on a page needs no name of its own.
    """
    view = node["view"]
    if isinstance(view, PapersView):
        words = node[0].astext() if view.titled else str(KEY_PAPERS)
    elif _is_deck(view):
        words = (not alone and view.resource.release is None and view.resource.label) or str(RESOURCE_WORDS["slides"])
    else:
        return ""
    place = node.parent.index(node)
    above = node.parent[place - 1] if place else None
    said = isinstance(above, nodes.title) and above.astext().casefold() == words.casefold()
    return "" if said else words


def _anchor_of(node: placeholder, doctree: nodes.document) -> str:
    """Return the anchor of a directive: its author's, else a new one that no heading of the book has."""
    if not node["ids"]:
        view = node["view"]
        if isinstance(view, SlidesView):
            # The outline of a page is kept as it was read, whatever waits.
            base = "slides" if view.resource.release is not None else anchor_from("slides", view.resource.target)
        else:
            # Not the session's, which a condition may hide while its list stands.
            base = anchor_from("papers-of", node["docname"])
        anchor = unique(base, doctree.ids)
        node["ids"].append(anchor)
        doctree.ids[anchor] = node
    return str(node["ids"][0])


def _insert(item: nodes.list_item, place: int, docname: str, anchor: str, words: str) -> None:
    """Put an entry before those of the sections below a heading, which follow its text."""
    link = nodes.reference("", words, internal=True, refuri=docname, anchorname=f"#{anchor}")
    entry = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    if len(item) < 2:
        item += nodes.bullet_list()
    cast("nodes.Element", item[1]).insert(place, entry)


def number_titles(env: BuildEnvironment, builder: Builder, numbers: Mapping[tuple[str, str], str]) -> None:
    """Set the numbers of sessions before their titles, in outlines and wherever Sphinx shows the title of a page."""
    forget_title_numbers(env)
    for docname, title in _titles_of_sessions(env):
        if takes_number(env, builder, docname) and not _is_numbered(title):
            title[:0] = number_nodes(numbers.get((docname, title[_SESSION]), ""))


def forget_title_numbers(env: BuildEnvironment) -> None:
    """Take the numbers of an earlier build off the titles, before anything is computed of titles."""
    for _docname, title in _titles_of_sessions(env):
        if _is_numbered(title):
            del title[0]


def _titles_of_sessions(env: BuildEnvironment) -> Iterator[tuple[str, nodes.Element]]:
    for docname in sorted(env.titles.keys() & env.tocs.keys()):
        for title in (env.titles[docname], env.longtitles[docname], *env.tocs[docname].findall(nodes.reference)):
            if _SESSION in title:
                yield docname, title


def takes_number(env: BuildEnvironment, builder: Builder, docname: str) -> bool:
    """Tell whether the headings of a document have the numbers of sessions.

    A printed book numbers its chapters, and a numbered table of contents the pages that it lists.
    """
    wanted: bool = env.config.seminar_numbers_in_headings
    return wanted and not prints(builder) and docname not in env.toc_secnumbers


def number_nodes(number: str) -> list[nodes.Node]:
    """Return a number as it stands before a title."""
    return [nodes.inline("", f"{number}. ", classes=["sem-number"])] if number else []


def _is_numbered(title: nodes.Element) -> bool:
    return len(title) > 0 and isinstance(title[0], nodes.inline) and "sem-number" in title[0]["classes"]


def number_heading(env: BuildEnvironment, builder: Builder, node: nodes.Element, number: str) -> None:
    """Set the number of a session before the heading that has its title."""
    section = _named_section(node)
    title = node[0] if node["view"].titled else section[0] if section is not None else None
    if title is not None and takes_number(env, builder, node["docname"]):
        cast("nodes.Element", title)[:0] = number_nodes(number)


def setup_outlines(app: Sphinx) -> None:
    """Connect to the end of the reading of a document; outlines are completed after Sphinx has made them."""
    app.connect("doctree-read", collect_titles)
    app.connect("doctree-read", complete_outline, priority=600)
