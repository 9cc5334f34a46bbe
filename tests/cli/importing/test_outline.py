"""A page as a tree: which heading is its title, and what year its dates are in."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.lines import Year
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of
from sphinx_seminar.cli.importing.markdown.outline import outline_of, year_of
from sphinx_seminar.cli.importing.markdown.targets import slug


@pytest.mark.parametrize(
    ("page", "title", "sections"),
    [
        ("# A\n\n## B\n\n## C\n", "A", ["B", "C"]),
        ("### Menu\n\n# A\n\n## B\n", "A", ["Menu", "B"]),
        (
            """\
# A

text

# B

# C
""",
            "A",
            ["B", "C"],
        ),
        ("# Preamble\n\ntext\n\n# B\n", "", ["Preamble", "B"]),
        ("text\n", "", []),
    ],
)
def test_a_page_has_a_title_and_sections(page: str, title: str, sections: list[str]) -> None:
    root = outline_of(blocks_of(page))
    assert (root.title, [section.title for section in root.children]) == (title, sections)


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("Learning (Fall 2023)", "", Year(2023)),
        ("Learning", "We meet in the winter semester 2023/24.", Year(2023, 2024)),
        ("Lernen, WS 2023/2024", "", Year(2023, 2024)),
        ("Lernen", "Wintersemester 2023, dienstags", Year(2023, 2024)),
        ("計算数学", "理学部 / 2007年冬", Year(2007, 2008)),
        ("機械学習", "2023年度前期", Year(2023)),
        ("程序设计", "2016年秋季学期", Year(2016)),
        ("Workshop 2019", "", Year(2019)),
        ("Learning", "A paper of 2019 and one of 2020", Year()),
    ],
)
def test_a_page_names_the_year_of_its_dates(title: str, text: str, year: Year) -> None:
    assert year_of(title, text) == year


def test_a_heading_has_the_anchor_that_links_name() -> None:
    assert slug("Week 1: What is *risk*? [a](b)") == "week-1-what-is-risk-a"
