"""Where the links of a page lead once it is a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.targets import Targets
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter


def rewritten(targets: Targets, markdown: str) -> str:
    page = parse_html(markdown_as_html(markdown), rendered=True)
    return "\n\n".join(text for _line, text in MarkdownWriter(targets.place).page(page))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = tmp_path / "page"
    (page / "my slides").mkdir(parents=True)
    for name in ("my slides/a (1).pdf", "notes.md", "logo.png"):
        (page / name).write_bytes(b"")
    (tmp_path / "private.pdf").write_bytes(b"")
    return page


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("[a](https://example.org/a)", "[a](https://example.org/a)"),
        ("[a](//example.org/a)", "[a](https://example.org/a)"),
        ("[a](#b)", "[a](#b)"),
        ("[a](<my slides/a (1).pdf>)", "[a](/my%20slides/a%20%281%29.pdf)"),
        ("[a](my%20slides/a%20(1).pdf)", "[a](/my%20slides/a%20%281%29.pdf)"),
        ("![a](logo.png)", "![a](/logo.png)"),
        ("![a](https://example.org/a.png)", "[a](https://example.org/a.png)"),
        ("[![a](logo.png)](https://example.org)", "[a](https://example.org) (![image](/logo.png))"),
        (
            "[a][b] [b][] [B]\n\n[b]: https://example.org\n",
            "[a](https://example.org) [b](https://example.org) [B](https://example.org)",
        ),
        ("https://example.org/a.", "<https://example.org/a>."),
        ("`[a](none.pdf)`", "`[a](none.pdf)`"),
        ("```\n[a](none.pdf)\n```", "```text\n[a](none.pdf)\n```"),
    ],
)
def test_a_link_leads_where_it_led(folder: Path, written: str, leads: str) -> None:
    targets = Targets(folder)
    assert rewritten(targets, written).strip() == leads
    assert targets.missing == []


@pytest.mark.parametrize("target", ["none.pdf", "../private.pdf", "/etc/passwd", "notes.md", "javascript:alert(1)"])
def test_what_is_not_beside_the_page_is_missing(folder: Path, target: str) -> None:
    targets = Targets(folder)
    assert rewritten(targets, f"[a]({target})").startswith("[a](missing:")
    assert ([*targets.missing, *targets.pages, *targets.refused], targets.copied) == ([target], {})


def test_an_address_of_the_page_completes_its_links(folder: Path) -> None:
    targets = Targets(folder, "https://example.org/course/")
    assert rewritten(targets, "[a](none.pdf)") == "[a](https://example.org/course/none.pdf)"


def test_files_beside_the_page_are_taken_along(folder: Path) -> None:
    targets = Targets(folder)
    rewritten(targets, "[a](<my slides/a (1).pdf>)")
    assert targets.copied == {"my slides/a (1).pdf": folder / "my slides/a (1).pdf"}


def test_a_page_of_jekyll_names_files_from_the_folder_above(folder: Path) -> None:
    modules = folder / "_modules"
    modules.mkdir()
    assert rewritten(Targets(modules), "[a](/logo.png)") == "[a](/logo.png)"
