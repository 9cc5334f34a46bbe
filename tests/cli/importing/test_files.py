"""Files that are imported: what kind each is, and which are none that can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.cli.importing.markdown.pages import UnreadableError, read_page
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("talk.md", b"%PDF-1.7", "is no text: expected Markdown"),
        ("book.txt", b"PK\x03\x04", "copy its text into a file"),
        ("picture.html", b"GIF89a\0\0\xff;", "is no text: expected Markdown"),
        ("page.md", b" \n", "is empty"),
        ("long.md", b"word " * 2_000_001, "has 10000005 characters: expected at most 10000000"),
        ("sheet.csv", b"date,title\n", "it has no rows"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableError, match=re.escape(message)):
        read_page(file)


def test_a_page_in_utf_16_is_a_page(tmp_path: Path) -> None:
    file = tmp_path / "kernels.md"
    file.write_bytes("# Kernel für alle\r\n".encode("utf-16"))
    assert [block for _line, block in MarkdownWriter().page(read_page(file).root)] == ["# Kernel für alle"]


@pytest.mark.parametrize(
    ("name", "content", "title", "written"),
    [
        (
            "week-2_kernels.markdown",
            """\
---
subtitle: Of all kinds
speaker: Ann Lee
---
# Kernels

Words.
""",
            "Week 2 kernels",
            """\
Of all kinds

# Kernels

- Speaker: Ann Lee

Words.""",
        ),
        (
            "page.htm",
            "<html lang=de><title>Kerne</title><p>Worte",
            "Kerne",
            "Worte",
        ),
        (
            "notes",
            """\
# Kernels

* one
""",
            "Notes",
            """\
# Kernels

- one""",
        ),
        (
            "README",
            "<!-- made by hand --><body><p>Words",
            "",
            "Words",
        ),
    ],
)
def test_a_file_is_what_its_name_and_its_looks_say(
    tmp_path: Path, name: str, content: str, title: str, written: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    page = read_page(file)
    blocks = [block for _line, block in MarkdownWriter().page(page.root)]
    assert (page.title, "\n\n".join(blocks)) == (title, written)
    assert page.said.get("language", "") == ("de" if name == "page.htm" else "")
