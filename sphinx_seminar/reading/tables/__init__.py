"""Data files and bodies of directives: decoded, and read by their format."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import partial

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.plain import UNSHOWABLE
from sphinx_seminar.reading.tables.lines import read_markdown_table, read_separated
from sphinx_seminar.reading.tables.table import Row, Table

__all__ = ["Row", "Table", "decoded", "read_table"]

#: Byte-order marks (Unicode 16, section 23.8); that of UTF-32 begins like that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: How the files of spreadsheet programs begin: ZIP archives, and the compound files before them.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: How many bytes are looked at to recognise UTF-16 without a mark.
_SAMPLE = 512


def decoded(data: bytes | str, otherwise: str = "cp1252") -> Reading[str]:
    """Decode a file: UTF-8, or else, with a problem of subtype ``data``, UTF-16 or ``otherwise``, Windows-1252.

    Line ends are line feeds afterwards; control characters are left out, with a problem.
    """
    if isinstance(data, bytes) and data.startswith(_PACKED):
        message = "this is a packed file, such as a spreadsheet; expected it saved as CSV. Nothing of it is shown"
        return Reading("", (Problem("data", message, 1),))
    read = Reading(data) if isinstance(data, str) else _text(data, otherwise)
    text = read.value.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    wrong = UNSHOWABLE.search(text)
    if wrong is None:
        return Reading(text, read.problems)
    line = text.count("\n", 0, wrong.start()) + 1
    message = (
        f"the character U+{ord(wrong[0]):04X} is no text; expected a text file; it and others like it are left out"
    )
    return Reading(UNSHOWABLE.sub("", text), (*read.problems, Problem("data", message, line)))


def _text(data: bytes, otherwise: str) -> Reading[str]:
    """Decode bytes as UTF-8, as what a mark or zeros between Latin letters tell, or else in another encoding."""
    encoding = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "") or _unmarked(data)
    position = 0
    if encoding.startswith("utf-8"):
        try:
            return Reading(data.decode(encoding))
        except UnicodeDecodeError as error:
            data = data.removeprefix(codecs.BOM_UTF8)
            encoding, position = otherwise, error.start
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("latin-1" if encoding == "cp1252" else encoding, errors="replace")
    name = (
        "Windows-1252 (Latin-1)" if encoding == "cp1252" else encoding.upper().removesuffix("-LE").removesuffix("-BE")
    )
    message = f"this is no UTF-8; expected a file saved as UTF-8; it is read as {name}"
    return Reading(text, (Problem("data", message, data.count(b"\n", 0, position) + 1),))


def _unmarked(data: bytes) -> str:
    """Return the encoding of a text without a mark: UTF-16 where Latin letters have a zero byte each."""
    sample = data[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2], sample[1 - first :: 2]
        if len(sample) >= 4 and zeros.count(0) > 0.8 * len(zeros) and not others.count(0):
            return encoding
    return "utf-8"


def read_table(data: bytes | str, format: Format) -> Reading[Table]:
    """Read a table of text, cell by cell as it was written; nothing is taken for a number or a truth value.

    Problems have the subtype ``data`` and a line of ``data``, from 1. Whatever the data, a table comes back: what
    cannot be understood is in it as text.
    """
    if format == "xlsx" and isinstance(data, bytes):
        from sphinx_seminar.reading.tables.workbooks import read_workbook

        return read_workbook(data)
    text = decoded(data)
    if text.problems and not text.value:
        return Reading(Table(), text.problems)
    read = _reader(format)(text.value)
    return Reading(read.value, (*text.problems, *read.problems))


def _reader(format: Format) -> Callable[[str], Reading[Table]]:
    """Return the reader of a format; the libraries of those that hardly any page has take their time to load."""
    if format in ("ics", "json"):
        from sphinx_seminar.reading.tables.exported import read_calendar, read_json

        return read_calendar if format == "ics" else read_json
    if format == "yaml":
        from sphinx_seminar.reading.tables.yaml_records import read_records

        return read_records
    if format == "markdown":
        return read_markdown_table
    return partial(read_separated, separator="\t" if format == "tsv" else "")
