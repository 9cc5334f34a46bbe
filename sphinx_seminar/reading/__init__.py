"""Readers from text to model values: pure functions that return a value with problems; they neither raise nor log."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files


def word_lists(package: str, name: str) -> Mapping[str, frozenset[str]]:
    """Return the lists of words in a TOML file of a package, by their names there: a word a line, or between blanks."""
    written = tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    return {key: frozenset(words.split() if isinstance(words, str) else words) for key, words in written.items()}
