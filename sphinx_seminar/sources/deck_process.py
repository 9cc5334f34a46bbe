"""The process that reads decks: ``python -m sphinx_seminar.sources.deck_process``.

Each line of its input is a JSON list of two paths: a PDF, and the path of its record, written as ``.json``
and ``.picture`` (PNG). It answers each with a line.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from sphinx_seminar.model.resource import MOST_MEMORY
from sphinx_seminar.reading.pdf import read_deck


def _limit_memory() -> None:
    """Let the process end at a deck that takes more memory, where the system knows such limits."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, OSError, ValueError):
        pass


def main() -> None:
    """Read one deck after another."""
    _limit_memory()
    for line in sys.stdin:
        source, record = map(Path, json.loads(line))
        deck, picture = read_deck(source)
        if picture is not None:
            # Not as ".png": the EPUB builder packs every picture that stands in its folder, the doctrees' among them.
            record.with_suffix(".picture").write_bytes(picture.png)
        # In one step, so that a build that is stopped leaves no half of it.
        unfinished = record.with_suffix(".new")
        unfinished.write_text(json.dumps(asdict(deck)), encoding="utf-8")
        unfinished.replace(record.with_suffix(".json"))
        print(flush=True)


if __name__ == "__main__":
    main()
