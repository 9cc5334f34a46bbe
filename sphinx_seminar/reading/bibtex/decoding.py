"""Decoding the bytes of a ``.bib`` file, in whatever encoding."""

from __future__ import annotations

import codecs
import re

from sphinx_seminar.model import Problem, Reading

#: JabRef's first line, as in ``% Encoding: Cp1252``.
_DECLARED = re.compile(rb"\A(?:\s*%[^\n]*\n)*?\s*%[^\n]*\bencoding:\s*([\w-]+)", re.IGNORECASE)
#: Byte order marks of UTF-16; UTF-8's own is no fault.
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decoded(data: bytes) -> Reading[str]:
    r"""Return the text of the file with ``\n`` at the ends of lines; anything but UTF-8 is a problem, and is read."""
    text, problems = _characters(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        message = "the file holds null characters; expected text; it is read without them"
        problems = (*problems, Problem("bibliography", message, 1 + text.count("\n", 0, text.index("\0"))))
        text = text.replace("\0", "")
    return Reading(text, problems)


def _characters(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    encoding = _WIDE.get(data[:2]) or _wide_without_mark(data)
    if encoding:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        return text, (_foreign(encoding.upper(), 1),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        text, encoding = _of_one_byte(data)
        return text, (_foreign(encoding, line, f"byte 0x{data[error.start]:02X} is no "),)


def _of_one_byte(data: bytes) -> tuple[str, str]:
    """Decode bytes that are no UTF: by the encoding that the first line names, else as Windows-1252."""
    declared = _DECLARED.match(data[:2000])
    said = declared[1].decode() if declared else "cp1252"
    for encoding in (said, "cp1252"):
        try:
            return data.decode(encoding), "Windows-1252 (Latin-1)" if encoding.lower() == "cp1252" else encoding
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1"), "Latin-1"


def _wide_without_mark(data: bytes) -> str:
    """Recognise UTF-16 without its mark: every other byte of mostly Latin text is zero."""
    sample = data[:2000]
    if sample.count(0) * 5 < len(sample) * 2 or not sample:
        return ""
    return "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _foreign(encoding: str, line: int, detail: str = "the file is not ") -> Problem:
    message = f"{detail}UTF-8; expected a file saved as UTF-8; it is read as {encoding}, please check the accents"
    return Problem("bibliography", message, line)
