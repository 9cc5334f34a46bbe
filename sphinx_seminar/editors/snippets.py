"""Snippets for MyST Markdown, in the form of Visual Studio Code; ``snippets.toml`` has their words.

Typing ``lecture`` offers the directive with the options that most have, ``:slides`` the line of an option, ``{paper``
a role (https://code.visualstudio.com/docs/editing/userdefinedsnippets).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from typing import Any

from sphinx_seminar.book.views.grid import SHAPES as GRID_SHAPES
from sphinx_seminar.book.views.headings import GROUPS as TABLE_GROUPS
from sphinx_seminar.book.views.papers import GROUPS as LIST_GROUPS
from sphinx_seminar.directives.material import SORTS
from sphinx_seminar.directives.registry import DIRECTIVES
from sphinx_seminar.model import STATUSES

Snippet = dict[str, Any]

_WORDS = tomllib.loads(files(__package__).joinpath("snippets.toml").read_text(encoding="utf-8"))
#: All values of options, where tables of ours have them.
_VALUES: dict[str, tuple[str, ...]] = {
    "status": STATUSES,
    "shape": GRID_SHAPES,
    "sort": tuple(dict.fromkeys(("date", "-date", "title", *SORTS))),
    "group-by": tuple(dict.fromkeys((*LIST_GROUPS, *TABLE_GROUPS))),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The snippet of a directive: an example of what stands behind its name, its usual options, and its body."""

    meaning: str
    argument: str = ""
    options: str = ""
    body: str = ""


#: The directives by name.
SHAPES = {name: Shape(**shape) for name, shape in _WORDS["directives"].items()}

#: The meaning of each option and of each role, and examples: several are all values that an option may have.
OPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    name: (meaning, _VALUES.get(name, tuple(examples))) for name, (meaning, *examples) in _WORDS["options"].items()
}
ROLES: dict[str, tuple[str, str]] = {name: (meaning, example) for name, (meaning, example) in _WORDS["roles"].items()}


def snippets() -> dict[str, Snippet]:
    """Return all snippets by their titles."""
    by_title = {f"{{{name}}}": _directive(name, shape) for name, shape in SHAPES.items()}
    by_title |= {f":{name}:": _option(name) for name in OPTIONS}
    return by_title | {f"{{{name}}}`…`": _role(name) for name in ROLES}


def _directive(name: str, shape: Shape) -> Snippet:
    stops = count(1)
    argument = f" {_stop((shape.argument,), stops)}" if shape.argument else ""
    options = [f":{option}: {_stop(OPTIONS[option][1], stops)}" for option in shape.options.split()]
    body = [_stop((line,), stops) for line in shape.body.splitlines()]
    between = [""] if options and body else []
    return _snippet(name, shape.meaning, [f"```{{{name}}}{argument}", *options, *between, *body, "```", "$0"])


def _option(name: str) -> Snippet:
    meaning, examples = OPTIONS[name]
    takers = [taker for taker, directive in DIRECTIVES.items() if name in (directive.option_spec or ())]
    of = f" Of {', '.join(takers)}." if len(takers) < len(DIRECTIVES) else ""
    return _snippet(f":{name}", meaning + of, [f":{name}: {_stop(examples, count(1))}".rstrip()])


def _role(name: str) -> Snippet:
    meaning, example = ROLES[name]
    return _snippet(f"{{{name}", meaning, [f"{{{name}}}`{_stop((example,), count(1))}`$0"])


def _snippet(prefix: str, description: str, body: list[str]) -> Snippet:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _stop(examples: tuple[str, ...], stops: Iterator[int]) -> str:
    """Return the tab stop of a value, with its example or choices; empty for an option without a value."""
    if len(examples) > 1:
        return f"${{{next(stops)}|{','.join(_escaped(value, ',|') for value in examples)}|}}"
    return "".join(f"${{{next(stops)}:{_escaped(example, '}')}}}" for example in examples)


def _escaped(text: str, special: str) -> str:
    return re.sub(rf"[\\${re.escape(special)}]", r"\\\g<0>", text)
