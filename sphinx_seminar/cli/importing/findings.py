"""The report of an import: the parts of a page that were understood, and those that were not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sphinx_seminar.cli.book_folder import one_line


@dataclass(slots=True)
class Findings:
    """Lines of the report: things found and counted, and things left as they stood.

    ``place`` names a line of the page.
    """

    place: Callable[[int], str] = "line {}".format
    understood: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def found(self, number: int, one: str, more: str = "") -> None:
        """Count things that were understood."""
        if number:
            self.understood.append(f"{number} {one if number == 1 else more or one + 's'}")

    def left_lines(self) -> list[str]:
        """Return the lines of things left as they stood, each once, with its number of times."""
        counted = Counter(self.left)
        return [f"{line} ({number} times)" if number > 1 else line for line, number in counted.items()]

    def leave(self, what: str, line: int = 0) -> None:
        """Note something that was kept without being understood."""
        what = shortened(one_line(what), 500)
        self.left.append(f"{self.place(line)}: {what}" if line else what)


def shortened(text: str, length: int = 70) -> str:
    """Return the beginning of a text for a line of a report."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def some_of(names: Sequence[str]) -> str:
    """Return how many names there are, and the first three of them."""
    return f"{len(names)}: {', '.join(repr(shortened(name)) for name in names[:3])}" + ", …" * (len(names) > 3)
