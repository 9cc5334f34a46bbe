"""The bytes of a ``.bib`` file to text, whatever they are encoded in."""

from __future__ import annotations

import codecs

from sphinx_seminar.model import Problem, Reading

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
        return data.decode("latin-1"), (_foreign("Latin-1", line, f"byte 0x{data[error.start]:02X} is no "),)


def _wide_without_mark(data: bytes) -> str:
    """Recognise UTF-16 without its mark: every other byte of mostly Latin text is zero."""
    sample = data[:2000]
    if sample.count(0) * 5 < len(sample) * 2 or not sample:
        return ""
    return "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _foreign(encoding: str, line: int, detail: str = "the file is not ") -> Problem:
    message = f"{detail}UTF-8; expected a file saved as UTF-8; it is read as {encoding}, please check the accents"
    return Problem("bibliography", message, line)
