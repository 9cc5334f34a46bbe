"""Digests of values: two values with the same fields have the same digest, on every machine and in every order."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields
from pathlib import PurePath
from typing import Any

#: Types whose ``repr`` is their value, exact and fixed by Python's language reference.
_PLAIN = (str, bytes, bool, int, float, type(None))
#: The names of the fields of each dataclass that digests are made of: looking them up takes longer than writing them.
_NAMES: dict[type[Any], tuple[str, ...]] = {}


def digest_of(parts: Iterable[object]) -> str:
    """Return a digest (SHA-256, in hexadecimal) of values, such as all that a page shows of the book.

    Values are compared by what they hold: dataclasses by type and fields, but for fields with the metadata
    ``{"digest": False}``; mappings and sets whatever their order. Objects of other libraries count by their attributes.
    """
    written: list[str] = []
    for part in parts:
        _write(part, written.append)
    return hashlib.sha256(" ".join(written).encode("utf-8", "surrogatepass")).hexdigest()


def _write(value: Any, put: Callable[[str], object]) -> None:
    """Write a value in a notation of which each text stands for one value."""
    kind = type(value)
    if kind in _PLAIN:
        put(repr(value))
    elif kind is tuple or kind is list:
        put("(")
        for part in value:
            _write(part, put)
        put(")")
    elif hasattr(kind, "__dataclass_fields__"):
        put(f"{kind.__name__}(")
        for name in _digested(kind):
            _write(getattr(value, name), put)
        put(")")
    elif isinstance(value, str):
        put(repr(str(value)))
    elif isinstance(value, Mapping):
        _write_sorted(value.items(), put)
    elif isinstance(value, Set):
        _write_sorted(value, put)
    elif isinstance(value, (list, tuple)):
        _write(tuple(value), put)
    elif isinstance(value, (dt.date, dt.time)):
        put(f"{kind.__name__} {value.isoformat()}")
    elif isinstance(value, dt.timedelta):
        put(f"timedelta {value.days} {value.seconds} {value.microseconds}")
    elif isinstance(value, PurePath):
        put(f"path {str(value)!r}")
    else:
        put(f"{kind.__name__}(")
        _write(tuple((name, getattr(value, name, None)) for name in _attributes(value)), put)
        put(")")


def _write_sorted(parts: Iterable[object], put: Callable[[str], object]) -> None:
    written = []
    for part in parts:
        own: list[str] = []
        _write(part, own.append)
        written.append(" ".join(own))
    put("{")
    for text in sorted(written):
        put(text)
    put("}")


def _digested(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass that digests are made of."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(kind) if field.metadata.get("digest", True))
    return _NAMES[kind]


def _attributes(value: object) -> list[str]:
    """Return the names of the attributes that an object was given, by name."""
    slots = (name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ()))
    return sorted({*slots, *getattr(value, "__dict__", ())})
