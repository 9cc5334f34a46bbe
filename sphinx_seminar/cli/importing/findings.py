"""What an import understood of a page and what it did not, for the instructor to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sphinx_seminar.cli.book_folder import one_line


@dataclass(slots=True)
class Findings:
    """Lines for the instructor: what was found, and what was left as it stood, with lines of the page."""

    understood: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def found(self, number: int, one: str, more: str = "") -> None:
        """Take down how many of something were found, if any."""
        if number:
            self.understood.append(f"{number} {one if number == 1 else more or one + 's'}")

    def left_lines(self) -> list[str]:
        """Return what was left, each once: with how often, where it was several times."""
        counted = Counter(self.left)
        return [f"{line} ({number} times)" if number > 1 else line for line, number in counted.items()]

    def leave(self, what: str, line: int = 0) -> None:
        """Take down something that was kept, but not understood."""
        what = shortened(one_line(what), 500)
        self.left.append(f"line {line}: {what}" if line else what)


def shortened(text: str, length: int = 70) -> str:
    """Return the beginning of a text for a line of a report."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
