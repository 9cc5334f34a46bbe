"""Snippets for MyST Markdown, in the form of Visual Studio Code.

Typing ``lecture`` offers the directive with the options that most have, ``:slides`` the line of an option, ``{paper``
a role (https://code.visualstudio.com/docs/editing/userdefinedsnippets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from sphinx_seminar.directives.registry import DIRECTIVES
from sphinx_seminar.editors.options import OPTIONS, SHAPES, Shape

Snippet = dict[str, Any]

#: For each role a sentence on its target.
ROLES = {
    "lecture": ("A lecture, by its name.", "name"),
    "session": ("A session, by its name.", "name"),
    "assignment": ("What is due, by its name.", "name"),
    "paper": ("A paper, as Jacot et al. (2018).", "key"),
    "paper:p": ("A paper in parentheses, as (Jacot et al., 2018).", "key"),
    "person": ("A person of the book.", "Name"),
    "slides": ("A deck in running text.", "Label <slides/deck.pdf>"),
}


def snippets() -> dict[str, Snippet]:
    """Return all snippets by their titles."""
    found = {f"{{{name}}}": _directive(name, shape) for name, shape in SHAPES.items()}
    found |= {f":{name}:": _option(name) for name in OPTIONS}
    return found | {f"{{{name}}}`…`": _role(name) for name in ROLES}


def _directive(name: str, shape: Shape) -> Snippet:
    stops = count(1)
    argument = f" {_stop(shape.argument, stops)}" if shape.argument else ""
    lines = [f"```{{{name}}}{argument}"]
    lines += [f":{option}: {_stop(OPTIONS[option][1], stops)}" for option in shape.options]
    lines += ["", *(_stop(line, stops) for line in shape.body)] if shape.options and shape.body else []
    lines += [] if shape.options else [_stop(line, stops) for line in shape.body]
    return _snippet(name, shape.meaning, [*lines, "```", "$0"])


def _option(name: str) -> Snippet:
    meaning, example = OPTIONS[name]
    takers = [taker for taker, directive in DIRECTIVES.items() if name in (directive.option_spec or ())]
    of = f" Of {', '.join(takers)}." if len(takers) < len(DIRECTIVES) else ""
    return _snippet(f":{name}", meaning + of, [f":{name}: {_stop(example, count(1))}".rstrip()])


def _role(name: str) -> Snippet:
    meaning, example = ROLES[name]
    return _snippet(f"{{{name}", meaning, [f"{{{name}}}`{_stop(example, count(1))}`$0"])


def _snippet(prefix: str, description: str, body: list[str]) -> Snippet:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _stop(example: str | tuple[str, ...], stops: Iterator[int]) -> str:
    """Return the tab stop of an option's value, with its example or choices; empty for an option without a value."""
    if not example:
        return ""
    if isinstance(example, str):
        return f"${{{next(stops)}:{_escaped(example, '}')}}}"
    return f"${{{next(stops)}|{','.join(_escaped(value, ',|') for value in example)}|}}"


def _escaped(text: str, special: str) -> str:
    return re.sub(rf"[\\${re.escape(special)}]", r"\\\g<0>", text)
