"""Running text with the little markup that a title can carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SpanKind = Literal["text", "math", "emphasis", "strong", "literal"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; ``math`` holds TeX without its dollar signs, ``target`` is where a link leads."""

    kind: SpanKind
    value: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text, as spans in reading order; ``str()`` gives it without markup."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def plain(cls, value: str) -> Text:
        """Text without markup; empty for an empty string."""
        return cls((Span("text", value),)) if value else cls()

    def __str__(self) -> str:
        """Return the words alone; math stays as its TeX between dollar signs."""
        return "".join(f"${span.value}$" if span.kind == "math" else span.value for span in self.spans)

    def __bool__(self) -> bool:
        """Tell whether there is anything to read."""
        return bool(str(self).strip())
