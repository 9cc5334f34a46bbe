"""Running text with the little markup that a title can carry, names and anchors made from titles, and locales."""

from __future__ import annotations

import copy
import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError, localedata

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


_SEPARATORS = re.compile(r"[\W_]+")
#: The longest anchor without its prefix (characters); files are named by anchors, and file systems end at 255 bytes.
_LONGEST = 120
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
#: Letters that Unicode does not take apart into a base and a mark.
_WITHOUT_MARKS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Return the text without case, accents and punctuation: what two spellings of one title share."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        _SEPARATORS.sub(" ", "".join(char for char in decomposed if not unicodedata.combining(char))).split()
    )


def uncased(text: str) -> str:
    """Return a name without capitals and further spacing; "C" and "C++" stay two."""
    return " ".join(text.casefold().split())


def collated(text: str) -> str:
    """Return folded text with letters such as ø and ł among those that readers look for them."""
    return folded(text.casefold().translate(_WITHOUT_MARKS))


def letter_of(words: str) -> str:
    """Return the letter under which an index has what begins with some words, ``#`` for what begins with none."""
    return collated(words)[:1].upper() or "#"


def name_from(title: str) -> str:
    """Return the name that a title gives: its words in lower case, joined by hyphens, in any script."""
    return folded(title).replace(" ", "-") or "untitled"


def anchor_from(prefix: str, text: str) -> str:
    """Return an id safe in every builder: ASCII letters, digits and hyphens after a prefix.

    Prefixes are plurals (``papers-``): Sphinx's search shortens an anchor that is made of the type of an object and its
    name, and then expands it with the title in the name's place.
    Where the words have letters outside ASCII, or are too many, a digest of them keeps two such anchors apart.
    """
    name = folded(text)
    ascii_part = _NOT_ASCII_WORD.sub("-", name).strip("-")
    if not name.isascii() or not ascii_part or len(ascii_part) > _LONGEST:
        digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
        ascii_part = f"{ascii_part[:_LONGEST].rstrip('-')}-{digest}".strip("-")
    return f"{prefix}-{ascii_part}"


def unique(name: str, taken: Collection[str]) -> str:
    """Return the name, with the first free number from 2 after it if it is taken."""
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    return candidate


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale | None:
    """Find the locale of a Sphinx language code such as ``zh_CN``, ``pt_BR`` or ``sr@latin``."""
    code = language.replace("-", "_").replace("@latin", "_Latn").split("@")[0]
    for candidate in (code, code.split("_")[0]):
        try:
            locale = Locale.parse(candidate)
        except (ValueError, TypeError, UnknownLocaleError):
            continue
        _separate(locale)
        return locale
    return None


def _separate(locale: Locale) -> None:
    """Give a locale its own copy of the names of months and days.

    Babel's locales share the tables that they inherit, and write what they look up into them: after a Japanese month,
    a Persian one would have its name.
    """
    data = localedata.load(str(locale))
    data.update({table: copy.deepcopy(data[table]) for table in ("months", "days", "day_periods")})
