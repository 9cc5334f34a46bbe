"""How a printed line is shared among the columns of a table."""

from __future__ import annotations

from sphinx_seminar.rendering.print.columns import share, width_of

NUMBERS = ("No.", ["1", "12"])
TIMES = ("Time", ["14:15–15:45", "14:15–15:45"])
TITLES = ("Title", ["A title that takes more than a line of this table, and then some more words of it", "Short"])
NAMES = ("Speaker", ["Emmy Noether", "Pierre-Simon Laplace, Andrey Markov, Sofya Kovalevskaya, Florence Nightingale"])


def test_numbers_and_times_stay_on_one_line_and_the_long_columns_share_the_rest() -> None:
    size, (number, time, title, names) = share([NUMBERS, TIMES, TITLES, NAMES])
    assert size == ""
    assert width_of("No.") < number < 4
    assert width_of(TIMES[1][0]) < time < 10
    assert title > 2 * time
    assert names > 2 * time


def test_what_a_table_does_not_need_is_shared_too() -> None:
    widths = share([NUMBERS, TIMES])[1]
    assert sum(widths) > 40


def test_a_table_of_many_columns_is_set_smaller_before_its_words_are_broken() -> None:
    word = ("Word", ["Representation"])
    assert [share([word] * count)[0] for count in (5, 6, 7)] == ["", "smaller", "smallest"]


def test_where_even_that_is_too_much_every_column_gets_its_part() -> None:
    size, widths = share([("Word", ["Representation"])] * 20)
    assert size == "smallest"
    assert len(set(widths)) == 1


def test_marks_above_letters_take_no_room_and_ideographs_twice_as_much() -> None:
    assert width_of("é") == width_of("e\u0301")
    assert width_of("王伟") == 2
