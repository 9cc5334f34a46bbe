"""Days in numbers, and what the others of their column say of the order of day and month."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.dates import settled_days


@pytest.mark.parametrize(
    ("cells", "settled"),
    [
        (["1/18/23", "2/1/23", "TBA"], ["2023-01-18", "2023-02-01", "TBA"]),
        (["2/1/2023", "18/1/2023 14:00"], ["2023-01-02", "2023-01-18 14:00"]),
        (["01/09/2025", "08/09/2025", "22/09/2025"], ["2025-09-01", "2025-09-08", "2025-09-22"]),
        (["2/1/23", "3/4/23"], ["2/1/23", "3/4/23"]),
        (["1/18/23", "18/1/23"], ["1/18/23", "18/1/23"]),
        (["30/30/23", "1/18/23"], ["30/30/23", "1/18/23"]),
        (["2023-01-18", "pp. 1/2"], ["2023-01-18", "pp. 1/2"]),
    ],
)
def test_one_order_must_fit_all_and_the_other_not(cells: list[str], settled: list[str]) -> None:
    assert settled_days(cells) == settled
