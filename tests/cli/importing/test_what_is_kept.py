"""What a page has that an import could lose: code, formulas, links, anchors, the starts of lists; and what it must not keep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html, written_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter
from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

MARKS = st.text(st.sampled_from(" \n\\\"'`*_#$&<>[](){}|~^%+-.:;,=!@1aé"), max_size=60)


def index_of(folder: Path, text: str, name: str = "page.md") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    assert main(["import", str(folder / name), str(folder / "source"), "--timezone", "UTC"]) == 0
    return (folder / "source/index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<pre><code class='language-python'>def f():\n    return 1\n</code></pre>", "```python\ndef f():\n    return 1\n```"),
        ("```\na\tb\n\n  c\n```", "```text\na\tb\n\n  c\n```"),
        ("``` {.python .numberLines}\nx = 1\n```", "```python\nx = 1\n```"),
        ("```{admonition} Due on Friday\nBy mail.\n```", "```text\n{admonition} Due on Friday\nBy mail.\n```"),
        ("```{code-block} python\nx = 1\n```", "```python\nx = 1\n```"),
        ("```{math}\n\\alpha_1\n```", "$$\n\\alpha_1\n$$"),
        ("$x_1$ and $$y^2$$ for $5", "$x_1$ and $y^2$ for \\$5"),
        ("It costs $5, or $10.", "It costs \\$5, or \\$10."),
        ("$$\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n$$", "\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}"),
        ("$\\input{/etc/passwd}$ and $x_1$", "`$\\input{/etc/passwd}$` and $x_1$"),
        ("<a href='https://example.org/x'><h3>T</h3></a>", "[T](https://example.org/x)"),
        ("<a href='https://example.org/a/My notes (1).pdf'>n</a>", "[n](https://example.org/a/My%20notes%20%281%29.pdf)"),
        ("<video src='https://example.org/v.mp4'></video>", "<https://example.org/v.mp4>"),
        ("<ol start='3'><li>c</ol>", "3. c"),
        ("1. a\n2. b\n\n4) c", "1. a\n2. b\n\n4) c"),
        ("10<sup>5</sup> x<sub>1</sub>", "10^5 x_1"),
        ("A: one<br>B: two", "A: one\\\nB: two"),
        ("press \\` [s](https://example.org/s) then \\` again", "[s](https://example.org/s)"),
        ("<a href='https://example.org/t'>a]b</a>", "[a\\]b](https://example.org/t)"),
        ("> - {include}`x` {{ y }}", "> - \\{include}`x` \\{\\{ y }}"),
    ],
)  # fmt: skip
def test_a_page_keeps_what_it_says(tmp_path: Path, page: str, kept: str) -> None:
    assert kept in index_of(tmp_path, f"# T\n\nWords.\n\n{page}\n")


def test_a_page_that_loads_mathjax_has_formulas_between_dollars(tmp_path: Path) -> None:
    page = "<script src='mathjax.js'></script><h1>T</h1><p>$y_1$, \\(x^2\\), $5 and $10.</p>"
    assert "$y_1$, $x^2$, \\$5 and \\$10." in index_of(tmp_path, page, "page.html")


def test_links_into_the_page_lead_to_its_sections(tmp_path: Path) -> None:
    page = """\
# T

[News](#news), [people](#who), [again](#news-1).

## News

a

## <a name='who'>People</a>

b

## News

c
"""
    index_of(tmp_path, page)
    built = Manuscript(tmp_path).build(conf={"html_theme": "basic", "html_theme_options": {}})
    assert built.warnings == []
    links = built.page("index").select("p a.internal")
    leads = [built.page("index").find(id=str(link["href"])[1:]) for link in links]
    assert [part.get_text(" ", strip=True).split(" ")[0] for part in leads if part is not None] == [
        "News",
        "People",
        "News",
    ]
    assert "c" in leads[2].get_text() if leads[2] is not None else False


def test_files_beside_the_page_are_told_from_pages_and_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LICENSE", "my notes.pdf", "docutils.conf", ".env", "other.md", "drawing.svg"):
        (tmp_path / name).write_text("x")
    names = "[a](LICENSE) [b](<my notes.pdf>) [c](docutils.conf) [d](.env) [e](other.md) [f](drawing.svg)"
    written = index_of(tmp_path, f"# T\n\n{names} [g](javascript:x)\n")
    assert (
        "[a](/LICENSE) [b](/my%20notes.pdf) c (`docutils.conf`) d (`.env`) e (`other.md`) f (`drawing.svg`)" in written
    )
    said = capsys.readouterr().out
    assert "not beside the page are kept as text (2: 'docutils.conf', '.env')" in said
    assert "other pages beside the page are kept as text (2: 'other.md', 'drawing.svg')" in said
    assert "may not have are kept as text (1: 'javascript:x')" in said


@given(MARKS)
def test_what_is_written_says_the_same_when_it_is_read_again(text: str) -> None:
    once = "\n\n".join(part for _line, part in MarkdownWriter().page(parse_html(markdown_as_html(text), rendered=True)))
    again = "\n\n".join(
        part for _line, part in MarkdownWriter().page(parse_html(written_as_html(once, ()), rendered=True))
    )
    assert "".join(again.split()) == "".join(once.split())


@pytest.mark.parametrize(
    "front",
    [
        """\
a: &a [x, x]
b: &b [*a, *a, *a]
c: &c [*b, *b, *b]
d: &d [*c, *c, *c]
title: *d""",
        f"a: {'[' * 3_000}",
        "title: !!python/object/apply:os.system [x]",
        "a: " + "x\n  " * 60_000,
    ],
    ids=["aliases", "deep", "object", "long"],
)
def test_front_matter_that_nobody_writes_is_told_or_passed_over(tmp_path: Path, front: str) -> None:
    assert "Words." in index_of(
        tmp_path,
        f"""\
---
{front}
---
# T

Words.
""",
    )


def cost_of(folder: Path, text: str, suffix: str) -> float:
    (folder / f"page.{suffix}").write_text(text, encoding="utf-8")
    begun = time.process_time()
    main(["import", str(folder / f"page.{suffix}"), str(folder / "book"), "--timezone", "UTC", "--dry-run"])
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("char", "suffix"),
    [*((char, "md") for char in "~`*_[<>&$\\|#-=.:(!{a \n日"), *((char, "html") for char in "<&$\\a日")],
)
def test_a_megabyte_of_one_character_costs_little_more_than_a_tenth_of_it_does_ten_times(
    tmp_path: Path, char: str, suffix: str
) -> None:
    small = cost_of(tmp_path, f"T\n\n{char * 100_000}", suffix)
    # Growth with the square of the size would be a hundred times.
    assert cost_of(tmp_path, f"T\n\n{char * 1_000_000}", suffix) < max(small, 0.05) * 30


@pytest.mark.parametrize("text", ["[a](", "![", "<!--", "<a b='", "`a ", "$a", "[^a]", "{{'", "> ", "- ", "*a **b "])
def test_what_repeats_costs_as_much_as_it_is_long(tmp_path: Path, text: str) -> None:
    small = cost_of(tmp_path, f"# T\n\n{text * 1_000}", "md")
    assert cost_of(tmp_path, f"# T\n\n{text * 8_000}", "md") < max(small, 0.05) * 25


def test_what_a_row_of_one_sign_lost_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index_of(tmp_path, f"# T\n\nWords {'~' * 5_000}\n")
    assert "line 3: '~' stands 5000 times in a row: expected less; 80 of them are kept" in capsys.readouterr().out
