"""Web pages as others see them: their addresses, their metadata, and data about what stands on them.

Chat programs show a title and a description beside a link (Open Graph), search engines the description. Both are the
author's own words: the abstract of the lecture, else the first paragraph of the page, never what the build made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.building.incremental.other_documents import book_order
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.config import unnamed
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.views import AnnouncementsView
from sphinx_seminar.rendering.builders import file_address, page_address, publishes_files
from sphinx_seminar.rendering.web import add_script, add_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.domain import SeminarDomain


#: How much of a description programs show (characters).
_SHOWN = 200
#: An extension that writes the same; what a page's metadata says of a property it takes over.
_OPEN_GRAPH = "sphinxext.opengraph"


def add_head(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Complete the head of a web page."""
    if not publishes_files(app.builder):
        return
    tags = []
    feed = progress_of(app.env).kept.feed
    if feed:
        address = file_address(app.builder, pagename, feed)
        tags.append(_tag("link", rel="alternate", type="application/atom+xml", title=app.config.project, href=address))
    if "theme_announcement" in context and not context["theme_announcement"]:
        context["theme_announcement"] = banner(app, pagename)
    declared = domain_of(app.env).documents.get(pagename)
    if doctree is not None and declared is not None and (declared.courses or declared.sessions):
        tags += _preview(app, pagename, context, doctree, declared)
    if tags:
        context["metatags"] = "\n    ".join(filter(None, [context.get("metatags", ""), *tags]))


def banner(app: Sphinx, pagename: str) -> str:
    """Return the newest announcement of a list that asks for it, as the HTML of the banner that some themes have."""
    documents = domain_of(app.env).standing
    views = (view for declared in documents.values() for view in declared.views)
    if not any(isinstance(view, AnnouncementsView) and view.banner for view in views):
        return ""
    from sphinx_seminar.book.views.announcements import banner_of

    found = banner_of(domain_of(app.env).book, documents)
    if found is None:
        return ""
    words, place, until = found
    address = app.builder.get_relative_uri(pagename, place.docname) if pagename else place.docname
    over = f' data-until="{until.isoformat()}"' if until is not None else ""
    if until is not None and pagename:
        add_words(app)
        # As pages with dates name it, so that it is there once.
        add_script(app, "seminar-schedule.js", defer="defer", blocking="render")
    return f'<a class="sem-banner" href="{escape(address)}#{place.anchor}"{over}>{escape(words)}</a>'


def _preview(
    app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document, declared: Declarations
) -> Iterator[str]:
    """Yield the ``meta`` elements from which programs preview a link, but those that the author has written."""
    given = {
        meta.get("name") or meta.get("property"): str(meta.get("content", "")) for meta in doctree.findall(nodes.meta)
    }
    words = given.get("description") or _description(doctree, declared)
    if words and "description" not in given:
        yield _tag("meta", name="description", content=words)
    found = {
        "og:title": app.env.titles[pagename].astext() if pagename in app.env.titles else "",
        "og:description": words,
        "og:type": "article",
        "og:url": page_address(app.builder, pagename, "") if app.config.html_baseurl else "",
        "og:site_name": app.config.project,
    }
    found = {name: content for name, content in found.items() if content and name not in given}
    if _OPEN_GRAPH in app.extensions:
        known: Mapping[str, Any] = context.get("meta") or {}
        said = {name: content for name, content in found.items() if name in ("og:title", "og:description")}
        context["meta"] = said | dict(known)
        return
    for name, content in found.items():
        yield _tag("meta", property=name, content=content)


def _description(doctree: nodes.document, declared: Declarations) -> str:
    """Return the abstract of the first lecture that stands on the page itself, else the page's first paragraph."""
    abstracts = [session.abstract for session in declared.sessions if session.table < 0 and session.abstract.strip()]
    if abstracts:
        return _shortened(abstracts[0])
    for paragraph in doctree.findall(nodes.paragraph):
        if paragraph.line == declared.opening and paragraph.astext().strip():
            return _shortened(paragraph.astext())
    return ""


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0] or words[:_SHOWN]}…"


def _tag(tag: str, **attributes: str) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written} />"


def names_from_course(env: BuildEnvironment) -> dict[str, str]:
    """Return the settings that ``conf.py`` leaves out and the course gives, without opening the book for them."""
    documents = domain_of(env).documents
    courses = (course for docname in book_order(env) if docname in documents for course in documents[docname].courses)
    course = next(courses, None)
    if course is None:
        return {}
    given = {"project": str(course.title), "author": ", ".join(person.name for person in course.instructors)}
    return {name: named for name, named in given.items() if env.config[name] == unnamed(env.config, name)}


def entitle_pages(app: Sphinx, builder: Builder) -> None:
    """Set the title and the author of the web pages from the course.

    This waits until the environment is saved: Sphinx would read every page again for settings that differ.
    """
    if builder.format == "html" and builder.name != "epub":
        for name, given in names_from_course(app.env).items():
            app.config[name] = given


def structured_data(domain: SeminarDomain, docname: str) -> str:
    """Return what search engines read of a page, ready for its script element; ``""`` where there is nothing."""
    if "jsonld" not in domain.book.sources.exports:
        return ""
    known = progress_of(domain.env).structured
    if docname not in known:
        from sphinx_seminar.exports.edition import edition_of
        from sphinx_seminar.exports.jsonld import page_data, script_text

        data = page_data(edition_of(domain.builder, domain.book), docname)
        known[docname] = "" if data is None else script_text(data)
    return known[docname]


def add_structured_data(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the structured data (JSON-LD) of a page, for search engines."""
    data = structured_data(domain_of(app.env), pagename) if doctree is not None and publishes_files(app.builder) else ""
    if data:
        add_script(app, body=data, type="application/ld+json")


def setup_page_heads(app: Sphinx) -> None:
    """Connect the names to the beginning of writing, and the heads before an extension that writes such tags itself."""
    app.connect("write-started", entitle_pages)
    app.connect("html-page-context", add_head, priority=400)
    app.connect("html-page-context", add_structured_data)
