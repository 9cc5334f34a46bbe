"""Values of the book for exports: clean texts, JSON and XML, absolute addresses, moments in UTC."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from sphinx_seminar.model import When
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.model.when import instants

#: Unicode's other ways to end a line.
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
#: Controls, halves of surrogate pairs and what is no character (none may stand in XML 1.0, section 2.2, or in a text of
#: RFC 5545, section 3.3.11), and the marks that turn the direction of all that follows.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\n]+")


def clean(text: str) -> str:
    """Return a text without characters that file formats forbid, such as controls; lines end with line feeds."""
    # Most texts hold nothing else than printable characters, and all that is forbidden is none.
    return text if text.isprintable() else _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a clean text on one line."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANK.sub(" ", clean(text)).strip()


def given(**fields: Any) -> dict[str, Any]:
    """Return the fields without the empty ones."""
    found = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def fields_of(value: object, *names: str) -> dict[str, Any]:
    """Return some fields of a value by their names, to be written as they are."""
    return {name: getattr(value, name) for name in names}


def cleaned(value: Any) -> Any:
    """Return data with every text free of characters that files may not hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(part) for part in value]
    return value


def json_items(value: Any) -> str:
    """Return data as JSON, each item of a list on a line of its own, so that a change is a changed line."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(json_items, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def add_element(parent: ET.Element, tag: str, words: str = "", /, **attributes: str) -> ET.Element:
    """Add an element with some words to another one, and return it."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = clean(words)
    return element


def xml_file(root: ET.Element) -> bytes:
    """Return the text of an XML file, an element a line."""
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


#: The characters with a meaning of their own (RFC 3986, section 2.2), and the escapes that are made already.
_MEANINGFUL = "%:/?#[]@!$&'()*+,;=~"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=10_000)
def uri(address: str) -> str:
    """Return an address in the characters of RFC 3986, or ``""`` where its scheme is not a safe one."""
    safe = safe_address(clean(address)).value
    return quote(_STRAY_PERCENT.sub("%25", safe), safe=_MEANINGFUL)


def absolute(address: str) -> str:
    """Return the address if it means the same wherever it is read, else ``""``."""
    found = uri(address)
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme and (parts.netloc or parts.scheme == "mailto") else ""


_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: two days, or two times; ``end`` is no longer part of it, and ``None`` where it is open.

    Times are aware, but those of an unknown zone, which are local wherever they are read.
    """

    start: dt.date
    end: dt.date | None = None


def stretch(when: When | None, zone: str) -> Stretch | None:
    """Return the stretch of time of a date whose day is known, in its own zone, else in ``zone``.

    An end that does not come after its start is left out: clocks that are turned back can make one.
    """
    if when is None or not when.dated or when.first is None or when.last is None:
        return None
    if when.starts is None or when.precision == "day":
        return Stretch(when.first, _next_day(when.last))
    start, end = instants(when, zone) or _floating(when)
    if end is None and when.last > when.first and (midnight := _next_day(when.last)) is not None:
        end = dt.datetime.combine(midnight, dt.time.min, start.tzinfo)
    return Stretch(start, end if end is not None and _order(end) > _order(start) else None)


def _floating(when: When) -> tuple[dt.datetime, dt.datetime | None]:
    assert when.first is not None
    assert when.last is not None
    assert when.starts is not None
    start = dt.datetime.combine(when.first, when.starts)
    return start, None if when.ends is None else dt.datetime.combine(when.last, when.ends)


def _next_day(day: dt.date) -> dt.date | None:
    return None if day == dt.date.max else day + _DAY


def _order(moment: dt.datetime) -> dt.datetime:
    """Return the sort key of a moment, in UTC: Python compares two times of one zone by their clocks alone."""
    in_utc = utc(moment)
    return (in_utc or moment).replace(tzinfo=None)


def utc(moment: dt.datetime) -> dt.datetime | None:
    """Return a moment in UTC; ``None`` for one without zone, and at the two ends of the calendar."""
    if moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        return None


def iso_utc(moment: dt.datetime) -> str:
    """Write a moment as RFC 3339 does, in UTC ("2021-06-07T12:00:00Z"); empty where it has none."""
    found = utc(moment)
    return "" if found is None else f"{found.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
