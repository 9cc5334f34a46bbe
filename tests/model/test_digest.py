from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from sphinx_seminar.model import Person, Place, When
from sphinx_seminar.model.digest import digest_of


def same(one: object, other: object) -> bool:
    return digest_of([one]) == digest_of([other])


def test_values_with_the_same_fields_have_the_same_digest() -> None:
    when = When("7 June", dt.date(2021, 6, 7), dt.date(2021, 6, 7), dt.time(14), precision="minute")
    assert same(when, replace(when))
    assert not same(when, replace(when, starts=dt.time(15)))
    assert not same(Person("Ann Lee"), Person("Ann Lee", "MIT"))


def test_a_field_that_digests_leave_out_does_not_count() -> None:
    assert same(Place("ntk.md", 3, "ntk"), Place("ntk.md", 9, "ntk"))


def test_the_order_of_mappings_and_sets_does_not_count_and_that_of_lists_does() -> None:
    assert same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert same({"a", "b"}, frozenset("ba"))
    assert not same(["a", "b"], ["b", "a"])


def test_no_two_values_are_written_alike() -> None:
    values = [
        "1", 1, 1.0, True, None, b"1", "", (), ("",), ("", ""), (("",), ""), ("('',)",), {"1"}, {"1": None},
        dt.date(2021, 6, 7), dt.datetime(2021, 6, 7), "2021-06-07", dt.timedelta(days=1), When("1"), Person("1"),
    ]  # fmt: skip
    assert len({digest_of([value]) for value in values}) == len(values)


def test_a_representation_decides_nothing() -> None:
    @dataclass(frozen=True)
    class Quiet:
        word: str
        line: int = field(default=0, repr=False)

        def __repr__(self) -> str:
            return "quiet"

    assert not same(Quiet("a"), Quiet("b"))
    assert not same(Quiet("a", 1), Quiet("a", 2))


def test_an_object_of_another_library_counts_by_its_attributes() -> None:
    class Item:
        __slots__ = ("uri",)

        def __init__(self, uri: str) -> None:
            self.uri = uri

    assert same(Item("a"), Item("a"))
    assert not same(Item("a"), Item("b"))
    assert not same(PurePosixPath("a"), PurePosixPath("b"))


def test_texts_that_no_file_can_hold_have_digests() -> None:
    assert digest_of(["\ud800"]) != digest_of(["\ud801"])
