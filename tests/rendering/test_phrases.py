"""Phrases with numbers in them."""

from __future__ import annotations

import pytest

from sphinx_seminar.rendering.phrases import points_word


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1", "1 point"),
        ("20", "20 points"),
        ("12.5", "12.5 points"),
        ("12,5", "12,5 points"),
        ("20 + 2 bonus", "20 + 2 bonus"),
        ("ten", "ten"),
        ("²", "²"),
    ],
)
def test_points_that_are_a_number_alone_are_called_so(written: str, shown: str) -> None:
    assert points_word(written) == shown
