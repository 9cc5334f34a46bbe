"""What is left of an entry whose braces or quotation marks don't close."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A field at the beginning of a line, or one of the common ones behind a comma.
_FIELD = re.compile(
    r"(?:^[ \t]*,?[ \t]*(?=[A-Za-z][\w.:+-]*[ \t]*=)"
    r"|,[ \t]*(?=(?i:author|title|year|journal|booktitle|editor|publisher|volume|number|pages|doi|url|eprint|date|note)"
    r"[ \t]*=[ \t]*[{\"\d]))"
    r"([A-Za-z][\w.:+-]*)[ \t]*=[ \t]*",
    re.MULTILINE,
)
_MARK = re.compile(r"\\.|[{}]", re.DOTALL)


def fault_of(body: str) -> str:
    """Say in words what is probably wrong with the text of a block, and what was expected."""
    marks = [mark[0] for mark in _MARK.finditer(body)]
    # The block's own closing brace has its partner before the text.
    missing = marks.count("{") + 1 - marks.count("}")
    if missing > 0:
        return "a brace is opened and never closed; expected } for each {"
    if missing < 0:
        return "a brace is closed that was never opened; expected } for each {"
    if len(re.findall(r'(?<!\\)"', body)) % 2:
        return 'a quotation mark is never closed; expected "text" or {text}'
    return "expected a key and fields written as name = {text}, with commas between them"


def salvaged_fields(body: str) -> Iterator[tuple[str, str, int]]:
    """Yield the fields that begin on lines of their own, or behind a comma.

    Each has its name in lower case, its value in braces, and its line from 0. A value
    ends where the next field begins; braces without a partner are dropped from it.
    """
    starts = list(_FIELD.finditer(body))
    ends = [*(start.start() for start in starts), len(body)][1:]
    for start, end in zip(starts, ends, strict=True):
        yield start[1].lower(), _value(body[start.end() : end]), body.count("\n", 0, start.start(1))


def _value(written: str) -> str:
    value = written.strip().rstrip(",").rstrip()
    if re.fullmatch(r"[\w.:+-]+\s*\}*", value):
        return value.rstrip("} \n")
    if value.startswith(("{", '"')):
        value = value.removeprefix(value[0])
        value = value.rstrip('}" \n\t,') if '"' in written[:1] else value
    return f"{{{_balanced(value)}}}"


def _balanced(value: str) -> str:
    """Drop the braces that have no partner."""
    parts: list[str] = []
    opened: list[int] = []
    end = 0
    for mark in _MARK.finditer(value):
        parts += [value[end : mark.start()], mark[0]]
        end = mark.end()
        if mark[0] == "{":
            opened.append(len(parts) - 1)
        elif mark[0] == "}" and opened:
            opened.pop()
        elif mark[0] == "}":
            parts[-1] = ""
    for place in opened:
        parts[place] = ""
    return ("".join(parts) + value[end:]).strip(" \n\t,").rstrip("\\")
