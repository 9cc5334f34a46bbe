"""Names, anchors and near matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.problem import near_matches, suggestion
from sphinx_seminar.model.text import anchor_from, folded, name_from, unique


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Neural Tangent Kernel", "neural-tangent-kernel"),
        ("Über  Ähnlichkeit: Teil 2", "uber-ahnlichkeit-teil-2"),
        ("王伟 的 讲座", "王伟-的-讲座"),
        ("?!", "untitled"),
    ],
)
def test_a_title_gives_a_name(title: str, name: str) -> None:
    assert name_from(title) == name


@given(st.text())
def test_an_anchor_is_safe_in_every_builder(text: str) -> None:
    assert re.fullmatch(r"papers-[a-z0-9]+(-[a-z0-9]+)*", anchor_from("papers", text))


def test_anchors_of_other_scripts_differ() -> None:
    assert anchor_from("people", "王伟") != anchor_from("people", "李伟")


def test_two_spellings_of_one_title_fold_alike() -> None:
    assert folded("The “Naïve” Bayes–Net") == folded("the naive bayes net")


def test_a_taken_name_gets_a_number() -> None:
    assert unique("talk", {"talk", "talk-2"}) == "talk-3"


def test_near_matches_are_found_whatever_the_capitals() -> None:
    assert near_matches("Jacot2018nerual", ["lee2019wide", "jacot2018neural"]) == ("jacot2018neural",)
    assert near_matches("neural", ["lee2019wide", "jacot2018neural"]) == ("jacot2018neural",)
    assert suggestion("xyz", ["lee2019wide"]) == ""
