"""Decoding data files: to text whose lines end with line feeds, without control characters."""

from __future__ import annotations

import codecs
import re

from sphinx_seminar.model import Problem, Reading

#: Byte-order marks (Unicode 16, section 23.8); that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: No characters of a text: XML cannot hold them, nor can YAML (XML 1.0, section 2.2; YAML 1.2, section 5.1); and the
#: marks that turn the direction of all that follows.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufeff\ufffe\uffff]")
#: How the files of spreadsheet programs begin: ZIP archives, and the compound files before them.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: How many bytes are looked at to recognise UTF-16 without a mark.
_SAMPLE = 512
_ADVICE = "expected a file saved as UTF-8"


def decoded(data: bytes | str) -> Reading[str]:
    """Decode a data file: UTF-8, or else, with a problem of subtype ``data``, UTF-16 or Windows-1252.

    Line ends are line feeds afterwards; control characters are left out, with a problem.
    """
    if isinstance(data, bytes) and data.startswith(_PACKED):
        message = "this is a packed file, such as a spreadsheet; expected it saved as CSV. Nothing of it is shown"
        return Reading("", (Problem("data", message, 1),))
    read = Reading(data) if isinstance(data, str) else _text(data)
    text = read.value.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    wrong = _UNSHOWABLE.search(text)
    if wrong is None:
        return Reading(text, read.problems)
    line = text.count("\n", 0, wrong.start()) + 1
    message = (
        f"the character U+{ord(wrong[0]):04X} is no text; expected a text file; it and others like it are left out"
    )
    return Reading(_UNSHOWABLE.sub("", text), (*read.problems, Problem("data", message, line)))


def showable(text: str) -> str:
    """Return a text without characters that cannot be shown, which escapes in YAML can bring in."""
    return _UNSHOWABLE.sub("", text)


def _text(data: bytes) -> Reading[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_marked(data, encoding)
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _otherwise(data, unmarked, 0)
    try:
        return Reading(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _otherwise(data, "cp1252", error.start)


def _as_marked(data: bytes, encoding: str) -> Reading[str]:
    if encoding != "utf-8-sig":
        return _otherwise(data, encoding, 0)
    try:
        return Reading(data.decode(encoding))
    except UnicodeDecodeError as error:
        return _otherwise(data.removeprefix(codecs.BOM_UTF8), "cp1252", error.start)


def _unmarked_utf16(data: bytes) -> str:
    """Return the encoding of Latin letters that have a zero byte each, else nothing."""
    sample = data[:_SAMPLE]
    if len(sample) < 4:
        return ""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2], sample[1 - first :: 2]
        if zeros.count(0) > 0.8 * len(zeros) and not others.count(0):
            return encoding
    return ""


_NAMES = {"cp1252": "Windows-1252 (Latin-1)", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def _otherwise(data: bytes, encoding: str, position: int) -> Reading[str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1" if encoding == "cp1252" else encoding, errors="replace")
    line = data.count(b"\n", 0, position) + 1
    name = _NAMES.get(encoding, encoding.upper())
    return Reading(text, (Problem("data", f"this is no UTF-8; {_ADVICE}; it is read as {name}", line),))
