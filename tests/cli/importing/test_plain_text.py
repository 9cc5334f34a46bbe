"""Plain text, as it is copied from a page or a mail, and the Markdown that is made of its looks."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.markdown.plain_text import plain_as_markdown

LONG = (
    "This paragraph is one line, as programs for mail write it, and goes on and on for so long "
    "that nobody did break it, by hand."
)

TEXTS = [
    pytest.param(
        """\
Workshop
On kernels

Berlin
""",
        """\
# On kernels

Workshop

## Berlin
""",
        id="a conference says first what it is",
    ),
    pytest.param(
        """\
Kernels

Programme
April 19, 2027  Introduction
26.4.2027: Ridge | regression
3 May: Boosting
no class
""",
        """\
# Kernels

Programme

| Date | Topic |
| --- | --- |
| April 19, 2027 | Introduction |
| 26.4.2027 | Ridge \\| regression |
| 3 May | Boosting |
|  | no class |
""",
        id="lines that begin with a day are a table",
    ),
    pytest.param(
        """\
Kernels

1) first
   a) and more
   - below

2) second
""",
        """\
# Kernels

1) first
  a) and more
   - below
2) second
""",
        id="a list goes on behind a blank line",
    ),
    pytest.param(
        f"""\
Kernels

{LONG}
{LONG}
""",
        f"""\
# Kernels

{LONG}

{LONG}
""",
        id="lines that nobody wrapped are paragraphs",
    ),
    pytest.param(
        """\
Kernels

It costs 3 * 4 $, see https://example.org/a_b. Or not.
- a dash that is
none
""",
        """\
# Kernels

It costs 3 \\* 4 \\$, see <https://example.org/a_b>. Or not.
\\- a dash that is
none
""",
        id="signs are letters and addresses links",
    ),
]


@pytest.mark.parametrize(("text", "markdown"), TEXTS)
def test_plain_text_is_markdown_by_its_looks(text: str, markdown: str) -> None:
    assert plain_as_markdown(text) == markdown
