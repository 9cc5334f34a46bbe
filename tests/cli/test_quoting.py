"""Anybody's words come back as they were, from Python, from Markdown and from the options of a directive."""

from __future__ import annotations

import ast
import unicodedata

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_seminar.cli.book_folder import markdown_line, markdown_text, one_line, option_value, python_text

#: What people type, with the marks that mean something somewhere.
WORDS = st.text(
    st.one_of(st.sampled_from(" \\\"'`*_#$&<>[](){}|~^%+-.:;,=!@1aé日"), st.characters(codec="utf-8")), max_size=40
)


def shown(markdown: str) -> str:
    return (
        BeautifulSoup(MarkdownIt("commonmark").enable("table").render(markdown), "html.parser").get_text().rstrip("\n")
    )


@given(WORDS)
def test_a_title_in_python_is_the_title(words: str) -> None:
    assert ast.literal_eval(f'"{python_text(words)}"') == words


@given(WORDS)
def test_a_heading_says_the_title(words: str) -> None:
    assert shown(f"# {markdown_text(words)}") == one_line(words)


@given(WORDS)
def test_a_line_is_no_list_and_no_heading(words: str) -> None:
    line = markdown_line(markdown_text(words))
    # MyST knows comments and targets besides.
    assert not line.startswith("%")
    assert shown(line) == one_line(words)


@given(WORDS)
def test_the_value_of_an_option_is_the_value(words: str) -> None:
    read = yaml.load(f"key: {option_value(words)}", Loader=yaml.BaseLoader)["key"]
    assert (read or "") == one_line(words)


@pytest.mark.parametrize(
    "value", ["Mon 14:00-16:00", "Slides <https://example.org/a.pdf>; Part II </slides/b.pdf>", "Emmy Noether (Prof.)"]
)
def test_what_needs_no_quotation_marks_gets_none(value: str) -> None:
    assert option_value(value) == value


def test_control_characters_are_gone() -> None:
    assert one_line("a\tb\r\nc\x00d\x1b") == "a b cd"
    assert not any(unicodedata.category(char) == "Cc" for char in one_line("\x85\x9f"))
