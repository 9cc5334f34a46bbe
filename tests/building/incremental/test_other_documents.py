"""What a page shows of other documents and of the settings, asked of an environment that no build has made."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.util._files import FilenameUniqDict

from sphinx_seminar.building.incremental.digests import settings_digest
from sphinx_seminar.building.incremental.other_documents import (
    book_order,
    forget_numbers,
    headings_above,
    images_shown,
    name_images,
    page_facts,
)


def heading(words: str, *below: nodes.Node, number: tuple[int, ...] = ()) -> nodes.list_item:
    """Return an entry of an outline, with those below it."""
    link = nodes.reference("", words, refuri="x", anchorname="")
    if number:
        link["secnumber"] = number
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    if below:
        item += nodes.bullet_list("", *below)
    return item


def outline(*items: nodes.Node) -> nodes.bullet_list:
    return nodes.bullet_list("", *items)


def contents(*docnames: str, **options: Any) -> addnodes.toctree:
    return addnodes.toctree("", entries=[(None, docname) for docname in docnames], **options)


def environment(**facts: Any) -> Any:
    """Return an environment of which no more is known than these facts."""
    known = {"found_docs": set(), "toctree_includes": {}, "tocs": {}, "titles": {}, "toc_secnumbers": {}}
    return SimpleNamespace(config=SimpleNamespace(root_doc="index"), toc_fignumbers={}, **known | facts)


def test_a_book_is_in_the_order_of_its_contents_and_what_they_do_not_reach_comes_last() -> None:
    env = environment(
        found_docs={"index", "a", "b", "b/1", "b/2", "z", "y"},
        toctree_includes={"index": ["b", "a"], "b": ["b/1", "gone", "b/2"], "a": ["index", "b"], "z": ["y"]},
    )
    assert book_order(env) == ["index", "b", "b/1", "b/2", "a", "y", "z"]


def test_numbers_go_where_no_numbered_contents_list_a_document_any_more() -> None:
    def numbered() -> tuple[nodes.title, nodes.bullet_list]:
        return nodes.title("", "Kernels", secnumber=(1,)), outline(heading("Kernels", number=(1,)))

    (kept, kept_toc), (lost, lost_toc) = numbered(), numbered()
    env = environment(
        titles={"kept": kept, "lost": lost},
        tocs={"kept": kept_toc, "lost": lost_toc, "untitled": outline()},
        toc_secnumbers={"kept": {"": (1,)}},
    )
    forget_numbers(env)
    shown = [
        [*title.findall(nodes.title), *toc.findall(nodes.reference)]
        for title, toc in ((kept, kept_toc), (lost, lost_toc))
    ]
    assert [["secnumber" in node for node in found] for found in shown] == [[True, True], [False, False]]


def test_a_page_shows_the_headings_of_the_pages_that_hold_it_but_not_of_the_first_one() -> None:
    env = environment(
        toctree_includes={"index": ["part"], "part": ["chapter"], "chapter": ["section", "part"], "ghost": ["section"]},
        tocs={name: outline(heading(name.title())) for name in ("index", "part", "chapter", "section")},
    )
    above = headings_above(env)
    assert {
        docname: [name for name in ("Index", "Part", "Chapter") if any(name in text for text in texts)]
        for docname, texts in above.items()
    } == {"part": ["Chapter"], "chapter": ["Part"], "section": ["Part", "Chapter"]}


@pytest.mark.parametrize(
    ("depth", "told"),
    [(1, ["Kernels"]), (2, ["Kernels", "Width", "Proofs"]), (-1, ["Kernels", "Width", "Limits", "Proofs"])],
)
def test_a_table_of_contents_shows_headings_down_to_its_depth(depth: int, told: list[str]) -> None:
    env = environment(
        tocs={
            "index": outline(heading("Course", contents("kernels", "gone", "index", maxdepth=depth))),
            "kernels": outline(heading("Kernels", heading("Width", heading("Limits")), contents("proofs"))),
            "proofs": outline(heading("Proofs")),
        }
    )
    facts = repr(list(page_facts(env, "index")))
    assert [word for word in ("Kernels", "Width", "Limits", "Proofs") if word in facts] == told
    # What holds a page is not told again below it.
    assert "Course" not in facts


def test_images_of_one_name_are_numbered_by_their_paths_whichever_was_read_first() -> None:
    images = FilenameUniqDict()
    for docname, path in (("b", "b/plot.png"), ("a", "a/plot.png"), ("c", "a/plot.png"), ("a", "map.png")):
        images.add_file(docname, path)
    env = environment(images=images)
    name_images(env)
    assert images_shown(env) == {
        "a": [("a/plot.png", "plot.png"), ("map.png", "map.png")],
        "b": [("b/plot.png", "plot1.png")],
        "c": [("a/plot.png", "plot.png")],
    }


def digest(settings: dict[str, Any], *, rebuild: str = "html", tags: tuple[str, ...] = (), base: str = "") -> str:
    """Return the digest of these settings, as a builder of web pages has it."""

    class Settings(list[Any]):
        html_baseurl = base

    config: Any = Settings(SimpleNamespace(name=name, value=value, rebuild=rebuild) for name, value in settings.items())
    builder: Any = SimpleNamespace(format="html", name="dirhtml")
    return settings_digest(config, builder, tags)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": {"x", "y", "z"}}, {"a": {"z", "y", "x"}}),
        ({"a": {"x": {"p": 1}, "y": 2}}, {"a": {"y": 2, "x": {"p": 1}}}),
        ({"a": object()}, {"a": object()}),
        ({"a": ["_templates", os.path.abspath("here")]}, {"a": ["_templates", os.path.abspath("there")]}),
    ],
    ids=["order", "sets", "mappings", "objects", "where themes are installed"],
)
def test_settings_are_the_same_whatever_no_page_shows_of_them(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    "other",
    [{"a": {"x": [2]}}, {"a": {"y": [1]}}, {"b": {"x": [1]}}, {"a": {"x": ["1"]}}, {"a": {"x": {1}}}, {"a": None}],
)
def test_settings_differ_in_names_and_values(other: dict[str, Any]) -> None:
    assert digest(other) != digest({"a": {"x": [1]}})


def test_tags_and_the_address_of_the_book_count_and_settings_of_other_builders_do_not() -> None:
    known = digest({"a": 1})
    assert digest({"a": 1}, tags=("draft",)) != known
    assert digest({"a": 1}, base="https://example.org") != known
    assert digest({"a": 1}, tags=("b", "a")) == digest({"a": 1}, tags=("a", "b"))
    for rebuild, counts in (("env", True), ("dirhtml", True), ("epub", False), ("", False)):
        assert (digest({"a": 1}, rebuild=rebuild) != digest({"a": 2}, rebuild=rebuild)) is counts
