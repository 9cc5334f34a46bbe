"""Writing the files of a book: quoting of words for Python, YAML and Markdown, and no file written over another."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

#: Characters that are markup in the middle of a line of Markdown or MyST (CommonMark, section 2.4).
_MARKUP = re.compile(
    r"[\\`*${]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?:(?<=\s)|\A)#"
    r"|\["
)
#: Beginnings of lines that open a block: a list, a heading, a quotation, a comment, a field, a target.
_BLOCK = re.compile(
    r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|[-+=:~](?=[-+=:~\s]|$)|[>%|]|:(?=[^:\n]+:)|\((?=[^()\n]*\)=)"
)
#: A value of an option that needs no quotation marks, in YAML and in the reader of MyST.
_BARE = re.compile(r"(?=[^\W_]|[/<(])(?!.*(?::\s|\s#|:\Z))[^\n]*\Z")


def one_line(text: str) -> str:
    """Return a text without line breaks, control characters and what only reorders letters on a screen."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char) != "Cc")
    return " ".join("".join(kept).split())


def python_text(text: str) -> str:
    """Return a text escaped for double quotation marks in Python (a JSON string is one of Python's)."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def markdown_text(text: str) -> str:
    """Return a text with Markdown's markup escaped, for a heading or the middle of a line."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def markdown_line(text: str) -> str:
    """Return Markdown escaped for the beginning of a line: it opens no list, heading or target there."""
    found = _BLOCK.match(text)
    if found is None:
        return text
    return f"{found['number']}\\{text[found.start('dot') :]}" if found["number"] else f"\\{text}"


def cell_text(text: str) -> str:
    """Return a text for a cell of a Markdown table."""
    return one_line(text).replace("|", "\\|")


def option_value(text: str) -> str:
    """Return a value for an option of a directive; MyST reads options as YAML, where ``#`` or ``:`` may end a value."""
    text = one_line(text)
    if not text or _BARE.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)


#: The files of a book by their paths in its folder: text, bytes, or a file of which a copy is made.
BookFiles = Mapping[str, str | bytes | Path]
#: Files that a repository may have before its book, and that are left as they are.
KEPT = (".gitignore",)


class RefusedError(Exception):
    """A command cannot do what it was asked for; the text says why, and ``code`` is the exit code."""

    code = 1


class InTheWayError(RefusedError):
    """Files that the book would need to write are there already."""

    def __init__(self, paths: Sequence[str]) -> None:
        stand = "a file stands" if len(paths) == 1 else f"{len(paths)} files stand"
        super().__init__("\n  ".join([f"nothing was written, since {stand} in the way:", *paths]))


def write_book(folder: Path, files: BookFiles) -> tuple[str, ...]:
    """Write all files, or none, but those of :data:`KEPT` that are there; return the paths of these.

    Raises:
        InTheWayError: at least one of them exists, or a file has the place of a folder; nothing was written.
        OSError: a file cannot be written; those before it were.
    """
    kept = tuple(path for path in KEPT if path in files and (folder / path).is_file())
    written = {path: content for path, content in files.items() if path not in kept}
    if obstacles := sorted(set(_in_the_way(folder, written))):
        raise InTheWayError(obstacles)
    for path, content in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content.read_bytes() if isinstance(content, Path) else content
        with target.open("xb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
    return kept


def _in_the_way(folder: Path, files: BookFiles) -> Iterable[str]:
    """Yield existing paths that files or folders of the book would need; a dangling link counts as well."""
    for above in (folder, *folder.parents):
        if os.path.lexists(above) and not above.is_dir():
            yield str(above)
    for path in (*files, "index.rst"):
        target = folder / path
        if os.path.lexists(target):
            yield str(target)
        for above in target.relative_to(folder).parents:
            if os.path.lexists(folder / above) and not (folder / above).is_dir():
                yield str(folder / above)
