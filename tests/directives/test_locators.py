"""Passages in references to papers."""

from __future__ import annotations

import pytest

from sphinx_seminar.directives.roles import cited


@pytest.mark.parametrize(
    ("target", "read"),
    [
        ("lee", [("lee", "")]),
        ("lee p. 3", [("lee", "p. 3")]),
        ("lee, pp. 3-5, 9", [("lee", "pp. 3–5, 9")]),
        ("@lee 12ff.; @poe § 4", [("@lee", "12ff."), ("@poe", "§ 4")]),
        ("lee, poe", [("lee", ""), ("poe", "")]),
        ("lee, ch-lee2019, sec:roe, p", [("lee", ""), ("ch-lee2019", ""), ("sec:roe", ""), ("p", "")]),
        ("lee Theorem 2.1", [("lee", "Theorem 2.1")]),
        ("lee  of  2001", [("lee of", "2001")]),
        ("a key with blanks", [("a key with blanks", "")]),
        (";;", []),
    ],
)
def test_what_a_reference_names(target: str, read: list[tuple[str, str]]) -> None:
    assert list(cited(target)) == read
