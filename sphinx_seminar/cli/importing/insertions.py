"""Lines put into files of a book that there is, with every other byte of the file left as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from sphinx_seminar.cli.importing.markdown.blocks import blocks_of
from sphinx_seminar.cli.importing.markdown.front import without_front
from sphinx_seminar.cli.importing.site_settings import settings_in

_EXTENSION = "sphinx_seminar"


@dataclass(slots=True)
class MarkdownFile:
    """A page of Markdown; ``changes`` are the new lines for ranges of its own, which count from 1."""

    text: str
    changes: list[tuple[int, int, list[str]]] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """Return what the page says to a reader of Markdown, each line in its place."""
        return without_front(self.text.replace("\r\n", "\n"))

    def insert(self, line: int, new: Sequence[str]) -> None:
        """Put lines behind a line."""
        self.changes.append((line + 1, line, list(new)))

    def replace(self, first: int, last: int, new: Sequence[str]) -> None:
        """Put lines in the place of others."""
        self.changes.append((first, last, list(new)))

    def changed(self) -> str:
        """Return the page with its changes."""
        lines = self.text.split("\n")
        end = "\r" if lines[0].endswith("\r") else ""
        for first, last, new in sorted(self.changes, key=lambda change: change[:2], reverse=True):
            if first > len(lines) and lines[-1]:
                new = ["", *new]
            lines[first - 1 : last] = [f"{line}{end}" for line in new]
        return "\n".join(lines)


def heading_in(markdown: str) -> tuple[str, int]:
    """Return the words of the first heading of a page and its last line, or nothing and 0."""
    lines = markdown.split("\n")
    for block in blocks_of(markdown):
        if block.kind == "heading":
            return block.text, block.line + (not lines[block.line - 1].lstrip().startswith("#"))
    return "", 0


def cells_of(notebook: str) -> list[str]:
    """Return the Markdown of the cells of a notebook that hold some; none for what is no notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def in_notebook(notebook: str, line: str, new: Sequence[str]) -> str:
    """Return a notebook with lines behind one line of a Markdown cell, or ``""`` where this cannot be done."""
    expected = "\n".join([line, *new])
    for escaped in (False, True):
        quoted, *said = (json.dumps(one, ensure_ascii=escaped)[1:-1] for one in (line, *new))
        # A line of its own in the file, the last such line, and a cell that is one text.
        own = re.search(rf'^(?P<indent>[ \t]*)"{re.escape(quoted)}(?P<end>(?:\\n)?"),?$', notebook, re.MULTILINE)
        whole = re.search(rf'"{re.escape(quoted)}(?P<end>\\n|")', notebook)
        for found, between in ((own, f'\\n",\n{own["indent"] if own else ""}"'), (whole, "\\n")):
            if found is not None:
                place = found.start("end")
                changed = notebook[:place] + "".join(f"{between}{one}" for one in said) + notebook[place:]
                if _differs_by(cells_of(notebook), cells_of(changed), line, expected):
                    return changed
    return ""


def _differs_by(before: Sequence[str], after: Sequence[str], line: str, new: str) -> bool:
    differences = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return len(differences) == 1 and differences[0][0].replace(line, new, 1) == differences[0][1]


def with_extension(config: str, settings: dict[str, str]) -> tuple[str, int]:
    """Return a ``_config.yml`` that names the extension, with settings of Sphinx, and the line that names it.

    The line is 0 where the file names it already, and -1 where it is written such that a line cannot be put in.
    """
    before = _loaded(config)
    sphinx = before.get("sphinx") or {}
    if _EXTENSION in (sphinx.get("extra_extensions") or ()):
        return config, 0
    changed = _with_extension(config)
    after = _loaded(changed)
    expected = {
        **before,
        "sphinx": {**sphinx, "extra_extensions": [*(sphinx.get("extra_extensions") or ()), _EXTENSION]},
    }
    if after != expected:
        return config, -1
    for name, value in settings.items():
        if name not in (sphinx.get("config") or {}):
            changed = _with_setting(changed, name, value)
    named = (number for number, one in enumerate(changed.split("\n"), 1) if re.search(rf"\b{_EXTENSION}\b", one))
    return changed, next(named)


def _loaded(config: str) -> dict[str, Any]:
    read = settings_in(config)
    return read if isinstance(read, dict) else {}


def _with_extension(config: str) -> str:
    key, value = _setting(yaml.compose(config), "sphinx")
    if key is None or value is None:
        whole = config if not config or config.endswith("\n") else f"{config}\n"
        return _put(whole, whole.count("\n"), ["", "sphinx:", "  extra_extensions:", f"    - {_EXTENSION}"])
    name, extensions = _setting(value, "extra_extensions")
    if name is None or extensions is None:
        indent = value.start_mark.column if isinstance(value, yaml.MappingNode) else key.start_mark.column + 2
        new = [f"{' ' * indent}extra_extensions:", f"{' ' * (indent + 2)}- {_EXTENSION}"]
        return _put(config, key.end_mark.line + 1, new)
    if isinstance(extensions, yaml.SequenceNode) and extensions.flow_style:
        place = extensions.end_mark.index - 1
        said = f"{', ' if extensions.value else ''}{_EXTENSION}"
        return config[:place].rstrip(" ") + said + config[place:]
    if isinstance(extensions, yaml.SequenceNode):
        indent = extensions.start_mark.column
        return _put(config, extensions.value[-1].end_mark.line + 1, [f"{' ' * indent}- {_EXTENSION}"])
    return _put(config, name.end_mark.line + 1, [f"{' ' * (name.start_mark.column + 2)}- {_EXTENSION}"])


def _with_setting(config: str, name: str, value: str) -> str:
    """Put a setting below ``sphinx: config:``; a file where that cannot be done stays as it is."""
    _key, sphinx = _setting(yaml.compose(config), "sphinx")
    if not isinstance(sphinx, yaml.MappingNode):
        return config
    key, own = _setting(sphinx, "config")
    if key is None:
        indent = " " * sphinx.start_mark.column
        changed = _put(config, sphinx.start_mark.line, [f"{indent}config:", f"{indent}  {name}: {value}"])
    elif isinstance(own, yaml.MappingNode) and not own.flow_style:
        changed = _put(config, own.start_mark.line, [" " * own.start_mark.column + f"{name}: {value}"])
    else:
        return config
    return changed if _loaded(changed).get("sphinx", {}).get("config", {}).get(name) == value else config


def _setting(node: yaml.Node | None, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == name:
            return key, value
    return None, None


def _put(text: str, behind: int, new: Sequence[str]) -> str:
    """Return a text with new lines inserted behind as many of its own."""
    file = MarkdownFile(text)
    file.insert(behind, new)
    return file.changed()
