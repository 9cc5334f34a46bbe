"""Dates for machines."""

from __future__ import annotations

import pytest
from dateutil.parser import isoparse

from sphinx_seminar.model import When
from sphinx_seminar.reading.dates import format_iso, read_when


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("7 June 2021, 2 pm - 4 pm", "2021-06-07T14:00/2021-06-07T16:00"),
        ("7 June 2021, 2 pm", "2021-06-07T14:00"),
        ("7 June 2021, 14:00 .. 8 June 2021, 12:00", "2021-06-07T14:00/2021-06-08T12:00"),
        ("7 June 2021", "2021-06-07"),
        ("7-9 June 2021", "2021-06-07/2021-06-09"),
        ("June 2021", "2021-06"),
        ("2021", "2021"),
        ("TBA", ""),
        ("some day", ""),
    ],
)
def test_the_machine_form(text: str, iso: str) -> None:
    assert format_iso(read_when(text).value) == iso
    for part in filter(None, iso.split("/")):
        assert isoparse(part).year == 2021


def test_nothing_is_known_of_nothing() -> None:
    assert format_iso(When()) == ""
