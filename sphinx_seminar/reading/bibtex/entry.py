"""An entry whose values are known but not yet understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A field's TeX, abbreviations resolved, and its line in the file."""

    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication as its file gives it; the names of the fields are in lower case."""

    kind: str
    key: str
    line: int
    fields: Mapping[str, Field]

    def first(self, *names: str) -> str:
        """Return the TeX of the first of these fields that says something, or ``""``."""
        return next((self.fields[name].source for name in names if self.has(name)), "")

    def line_of(self, name: str) -> int:
        """Return the line of a field, the entry's own where it has none."""
        return self.fields[name].line if name in self.fields else self.line

    def has(self, name: str) -> bool:
        """Tell whether the field is there and says something."""
        return name in self.fields and bool(self.fields[name].source.strip())
