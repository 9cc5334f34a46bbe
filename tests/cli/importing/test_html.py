"""HTML as people left it on their servers, written as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter

CASES = {
    "ends that are left out": (
        "<p>One<p>Two<ul><li>a<li>b<ul><li>c</ul></ul>",
        """\
One

Two

- a
- b
  - c""",
    ),
    "words that Markdown would take for markup": (
        "<p>2 * 3 * 4, $5, [a](b), a_b, _c_",
        r"2 \* 3 \* 4, \$5, \[a](b), a_b, \_c\_",
    ),
    "a line that looks like a list": ("<p>- no list<p>3. no list", "\\- no list\n\n3\\. no list"),
    "links and emphasis": ('<p>See <a href="a b.pdf"><b>it</b></a>, <em>now</em>.', "See [**it**](a%20b.pdf), *now*."),
    "scripts and styles": ("<style>p {}</style><p>Seen<script>alert(1)</script>", "Seen"),
    "a menu of the site": (
        '<nav><ul><li><a href="./a.html">A</a><li><a href="#b">B</a></ul></nav><div role="navigation"><a href="c">C</a></div>'
        '<nav><a href="https://example.org">Elsewhere</a> <a href="d">D</a></nav><p>Text',
        "[Elsewhere](https://example.org) [D](d)\n\nText",
    ),
    "terms": ("<dl><dt>Oct 2<dd>Kernels<dd>More<dt>Oct 9<dd>Trees</dl>", "Oct 2\n: Kernels\n: More\n\nOct 9\n: Trees"),
    "code": ("<pre>a\n  b</pre><p><code>x_1</code>", "```text\na\n  b\n```\n\n`x_1`"),
    "a table": (
        "<table><tr><th>A<th>B<tr><td>1|2<td><ul><li>x<li>y</ul></table>",
        "| A | B |\n| --- | --- |\n| 1\\|2 | x; y |",
    ),
    "a table for layout": ("<table><tr><td><h2>Left</h2><td>Right</table>", "## Left\n\nRight"),
    "a cell over several rows": (
        "<table><tr><th>A<th>B<tr><td rowspan=2>1<td>x<tr><td>y</table>",
        "| A | B |\n| --- | --- |\n| 1 | x |\n| 1 | y |",
    ),
    "a row that is longer than the one above": (
        "<table><tr><td rowspan=2>Week 1<td>Mon<tr><td>Wed<td>Kernels</table>",
        "| Week 1 | Mon |  |\n| --- | --- | --- |\n| Week 1 | Wed | Kernels |",
    ),
    "a header over several columns": (
        "<table><tr><th rowspan=2>A<th colspan=2>M<tr><th>S<th>V<tr><td>1<td>2<td>3</table>",
        "| A | S (M) | V (M) |\n| --- | --- | --- |\n| 1 | 2 | 3 |",
    ),
    "a line across the table": (
        "<table><tr><th>A<th>B<tr><td colspan=2>Part I<tr><td>1<td>2<tr><td colspan=2>End</table>",
        "| A | B | Part |\n| --- | --- | --- |\n| 1 | 2 | Part I |\n| End |  |  |",
    ),
    "a cell that says it is enormous": ("<table><tr><td colspan=999999999>x<td>y</table>", "| x | y |\n| --- | --- |"),
}


def html_as_markdown(text: str) -> str:
    return "\n\n".join(block for _line, block in MarkdownWriter().page(parse_html(text)))


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES)
def test_a_page_is_written_as_markdown(html: str, markdown: str) -> None:
    assert html_as_markdown(html) == markdown


def test_emphasis_that_nobody_closes_takes_nothing_with_it() -> None:
    written = html_as_markdown("".join(f"<b>word{number} " for number in range(2_000)))
    assert all(f"word{number} " in f"{written} ".replace("*", "").replace("\n", " ") for number in range(2_000))


@given(st.text(st.sampled_from("<>/=\"' abtdrhlip1!-&;"), max_size=60))
def test_whatever_the_page_no_tag_of_it_is_one_in_markdown(text: str) -> None:
    blocks = MarkdownIt("commonmark").parse(html_as_markdown(text))
    tokens = {token.type for block in blocks for token in (block, *(block.children or ()))}
    assert not tokens & {"html_block", "html_inline"}
