"""A citation as spans of text (before its title, the title, after it), and functions to join such spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sphinx_seminar.model import Span, Text
from sphinx_seminar.model.text import SpanKind

#: Quotation marks inside quotation marks.
_INNER = str.maketrans("“”„«»「」", "‘’‚‹›『』")
#: What ends a sentence, so that no full stop follows it.
END_MARKS = (".", "?", "!", "…", "。", "？", "！")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three parts, before the title, the title, and after it: the title can be linked."""

    before: Text = field(default_factory=Text)
    title: Text = field(default_factory=Text)
    after: Text = field(default_factory=Text)

    def __str__(self) -> str:
        """Return the plain words of the citation, without its marks."""
        return f"{self.before}{self.title}{self.after}"


def plain(value: str, kind: SpanKind = "text") -> Text:
    """Return a text in one style; empty for an empty string."""
    return Text((Span(kind, value),)) if value else Text()


def emphasised(text: Text | str) -> Text:
    """Return the text in emphasis, its mathematics and its own styles as they are."""
    if isinstance(text, str):
        return plain(text, "emphasis")
    return Text(tuple(Span("emphasis", span.value) if span.kind == "text" else span for span in text.spans))


def joined(parts: Iterable[Text | str], separator: str = "") -> Text:
    """Join the parts that are not empty; neighbouring spans of one style become one."""
    spans: list[Span] = []
    for part in parts:
        text = plain(part) if isinstance(part, str) else part
        if not text.spans:
            continue
        if spans and separator:
            spans.append(Span("text", separator))
        spans.extend(text.spans)
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].kind == span.kind != "math":
            span = Span(span.kind, merged.pop().value + span.value)
        merged.append(span)
    return Text(tuple(merged))


def ended(text: Text, mark: str = ".") -> Text:
    """Return the text with a full stop, unless it is empty or has an end mark of its own."""
    return text if not text or ends(text) else joined((text, mark))


def ends(text: Text | str) -> bool:
    """Tell whether the text has an end mark, be it inside quotation marks."""
    return str(text).rstrip("”’\"'»").endswith(END_MARKS)


def sentences(parts: Iterable[Text | str]) -> Text:
    """Join parts as sentences, each ended by a full stop."""
    return joined((ended(plain(part) if isinstance(part, str) else part) for part in parts), " ")


def clauses(parts: Iterable[Text | str]) -> Text:
    """Join the parts with commas and end them with a full stop."""
    return ended(joined(parts, ", "))


def titled(before: Text, title: Text, after: Text, *, extra: str = "") -> Citation:
    """Return a citation whose title is a sentence; ``extra`` stands between the title and its full stop."""
    closing = f" {extra}." if extra else "" if ends(title) or not title else "."
    space = " " if after and (title or before) else ""
    return Citation(joined((before, " " if before and title else "")), title, joined((closing, space, after)))


def quoted(before: Text, title: Text, after: Text, quotes: tuple[str, str], mark: str) -> Citation:
    """Return a citation whose title stands in quotation marks, with its comma or full stop inside them."""
    if not title:
        return titled(before, title, after)
    title = Text(
        tuple(Span(span.kind, span.value.translate(_INNER)) if span.kind != "math" else span for span in title.spans)
    )
    opening = joined((before, " " if before else "", quotes[0]))
    closing = "" if ends(title) else mark
    return Citation(opening, title, joined((closing, quotes[1], " " if after else "", after)))


def with_date(authors: Text, date: str, rest: Text) -> tuple[Text, Text]:
    """Return the texts before and behind a title: the date follows the authors, or the title of a work without any."""
    return (joined((authors, date), " "), rest) if authors else (Text(), joined((date, rest), " "))
