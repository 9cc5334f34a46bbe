"""What every reader promises for any text, asked with a few inputs of each; ``make fuzz`` asks with many."""

from __future__ import annotations

import pytest

from tests.fuzz.readers import READERS, Reader
from tests.fuzz.trial import an_input, fault_of, shortened

#: Inputs of each reader (some hundreds in all), and what makes them.
INPUTS, SEED = 30, 2021


@pytest.mark.parametrize("name", READERS)
def test_no_input_breaks_a_promise(name: str) -> None:
    reader = READERS[name]
    texts = [an_input(reader, name, SEED, number) for number in range(INPUTS)]
    assert [(fault, text) for text in texts if (fault := fault_of(reader.broken, text))] == []


def test_an_input_is_the_same_in_every_run() -> None:
    reader = READERS["date"]
    assert an_input(reader, "date", 1, 7) == an_input(reader, "date", 1, 7)
    assert len({an_input(reader, "date", 1, number) for number in range(20)}) > 10


def test_a_fault_is_found_and_shown_by_its_shortest_text() -> None:
    def broken(text: str) -> str:
        return "" if 1 // ("bad" not in text) else "never"

    careless = Reader(broken, "words", ("reading/test_people.py",), 1)
    assert fault_of(careless.broken, "well") == ""
    assert "ZeroDivisionError" in fault_of(careless.broken, "a bad word")
    assert shortened(careless.broken, "words before a bad word, and words behind it") == "bad"
