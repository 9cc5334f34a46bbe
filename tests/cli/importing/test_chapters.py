"""Which lists of a page are lists of sessions."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.entry_lists import entries_of, is_list_of_sessions
from sphinx_seminar.cli.importing.lines import Year
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of

THREE_OF_FIVE = """\
- 2 Oct: Introduction
- 9 Oct: Kernels
- 16 Oct: Graphs
- Bring your own laptop
- Lunch is on us
"""
TWO_OF_FOUR = """\
- 2 Oct: Introduction
- 9 Oct: Kernels
- Bring your own laptop
- Lunch is on us
"""
ONE_OF_ONE = "- 2 Oct: Introduction\n"
DAYS_WITHOUT_TITLES = """\
- 2 Oct
- 9 Oct
"""
NUMBERS_ALONE = """\
- Week 1
- Week 2
"""
A_SENTENCE = f"""\
- 2 Oct: Introduction
- 9 Oct: {"word " * 50}
"""


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (THREE_OF_FIVE, True),
        (TWO_OF_FOUR, False),
        (ONE_OF_ONE, False),
        (DAYS_WITHOUT_TITLES, True),
        (NUMBERS_ALONE, False),
        (A_SENTENCE, False),
    ],
)
def test_a_list_is_one_of_sessions_where_three_lines_of_five_are_and_none_is_prose(
    markdown: str, expected: bool
) -> None:
    (block,) = blocks_of(markdown)
    assert is_list_of_sessions(entries_of(block, Year(2023))) is expected
