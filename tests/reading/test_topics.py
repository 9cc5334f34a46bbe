"""The topics of a reading group, and who waits for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.reading.people_tables import read_topics
from sphinx_seminar.reading.tables import Row, Table, read_table

POOL = """\
| Topic | Suggested by | Know | Want to learn |
|---|---|---|---|
| Optimal transport | Ann | | |
| Neural tangent kernels | Brady Neal | Rémi | Salem; Ahmed |
| PAC-Bayes | | Ann Li, Bo Xu, Cy De | Salem, Ann, salem |
| Entropy | | | Lee, Jason; Ahmed; Salem |
"""


def test_the_most_wanted_topic_comes_first() -> None:
    read = read_topics(read_table(POOL, "markdown").value)
    assert read.problems == ()
    assert read.value.headers == ("Topic", "Suggested by", "Know", "Want to learn")
    assert [(topic.title, topic.learners, topic.line) for topic in read.value.topics] == [
        ("Entropy", ("Lee, Jason", "Ahmed", "Salem"), 6),
        ("Neural tangent kernels", ("Salem", "Ahmed"), 4),
        ("PAC-Bayes", ("Salem", "Ann"), 5),
        ("Optimal transport", (), 3),
    ]
    assert read.value.topics[1].cells == ("Neural tangent kernels", "Brady Neal", "Rémi", "Salem; Ahmed")


@pytest.mark.parametrize(
    "header",
    [
        "Want to learn",
        "Topics you like to learn about",
        "Interested",
        "Wanted by",
        "Votes",
        "Learners",
        "Who's interested?",
    ],
)
def test_the_column_is_found_by_its_meaning(header: str) -> None:
    table = Table(("Title", "Topics you know about", header), (Row(2, ("A", "x; y", "")), Row(3, ("B", "", "z"))))
    assert [topic.title for topic in read_topics(table).value.topics] == ["B", "A"]


def test_a_pool_without_that_column_keeps_its_order() -> None:
    read = read_topics(Table(("Idea", "Known by"), (Row(2, ("A", "")), Row(3, ("B", "z")))))
    assert [topic.title for topic in read.value.topics] == ["A", "B"]
    assert [(problem.subtype, problem.line) for problem in read.problems] == [("pool", 1)]


def test_an_empty_pool_is_pointed_out() -> None:
    assert [problem.subtype for problem in read_topics(Table()).problems] == ["pool"]


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=20)), max_size=8))
def test_no_topic_is_lost_and_equals_keep_their_order(cells: list[tuple[str, str]]) -> None:
    table = Table(("Topic", "Want to learn"), tuple(Row(line, row) for line, row in enumerate(cells, 2)))
    topics = read_topics(table).value.topics
    assert sorted(topic.line for topic in topics) == list(range(2, 2 + len(cells)))
    order = [(-len(topic.learners), topic.line) for topic in topics]
    assert order == sorted(order)
    assert {topic.cells for topic in topics} == set(cells)
