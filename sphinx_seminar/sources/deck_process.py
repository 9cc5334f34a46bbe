"""The process that reads decks: ``python -m sphinx_seminar.sources.deck_process``.

Each line of its input is a JSON list of two paths: a PDF, and the path of its record, written as ``.json``
and ``.picture`` (PNG of the first page), ``.1.page`` and so on (of each). It answers each with a line.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from sphinx_seminar.model.resource import MOST_MEMORY, Deck
from sphinx_seminar.reading.pdf import draw_pages, read_deck


def _limit_memory() -> None:
    """Let the process end at a deck that takes more memory, where the system knows such limits."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, OSError, ValueError):
        pass


def _remember(record: Path, deck: Deck) -> None:
    """Write a record in one step, so that a build that is stopped leaves no half of it."""
    unfinished = record.with_suffix(".new")
    unfinished.write_text(json.dumps(asdict(deck)), encoding="utf-8")
    unfinished.replace(record.with_suffix(".json"))


def main() -> None:
    """Read one deck after another."""
    _limit_memory()
    for line in sys.stdin:
        source, record = map(Path, json.loads(line))
        deck, picture = read_deck(source)
        if picture is not None:
            # Not as ".png": the EPUB builder packs every picture that stands in its folder, the doctrees' among them.
            record.with_suffix(".picture").write_bytes(picture.png)
        _remember(record, deck)
        if deck.has_text:
            # A deck whose pages take too long to draw is known all the same.
            pictures = draw_pages(source, deck.pages)
            for number, drawn in enumerate(pictures, 1):
                if drawn is not None:
                    record.with_suffix(f".{number}.page").write_bytes(drawn.png)
            sizes = tuple((0, 0) if drawn is None else (drawn.width, drawn.height) for drawn in pictures)
            _remember(record, replace(deck, pictures=sizes))
        print(flush=True)


if __name__ == "__main__":
    main()
