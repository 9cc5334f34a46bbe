"""Braces and dollar signs without a partner, made text, so that TeX can be followed to its end."""

from __future__ import annotations

import re

#: How deep groups may nest; what is deeper was written by no person.
DEEPEST = 60

_TOKEN = re.compile(r"\\.|\$\$|[{}$%]", re.DOTALL)


def settled(source: str) -> tuple[str, int]:
    """Escape ``%`` and every brace and dollar sign without a partner; also return how deep the groups nest."""
    parts: list[str] = []
    opened: list[int] = []
    depth = end = 0
    for token in _TOKEN.finditer(source):
        parts += [source[end : token.start()], token[0]]
        end = token.end()
        if token[0] == "%":
            parts[-1] = r"\%"
        elif token[0] == "{":
            opened.append(len(parts) - 1)
        elif token[0] in ("$", "$$"):
            _settle_dollar(parts, opened)
        elif token[0] == "}":
            _settle_brace(parts, opened)
        depth = max(depth, len(opened))
    for place in opened:
        parts[place] = _escaped_mark(parts[place])
    rest = source[end:]
    # A backslash at the very end begins no macro.
    return "".join(parts) + rest + ("textbackslash" if rest.endswith("\\") else ""), depth


def _settle_dollar(parts: list[str], opened: list[int]) -> None:
    """Close the mathematics that the dollar sign ends, or open one; mathematics within mathematics is no TeX."""
    mark = parts[-1]
    if opened and parts[opened[-1]] == mark:
        opened.pop()
    elif any(parts[place] != "{" for place in opened[-DEEPEST:]):
        parts[-1] = _escaped_mark(mark)
    else:
        opened.append(len(parts) - 1)


def _settle_brace(parts: list[str], opened: list[int]) -> None:
    """Close the innermost group; a dollar sign that was opened in it and never closed is one of money."""
    if opened and parts[opened[-1]] != "{" and any(parts[place] == "{" for place in opened[-DEEPEST:]):
        place = opened.pop()
        parts[place] = _escaped_mark(parts[place])
    if opened and parts[opened[-1]] == "{":
        opened.pop()
    else:
        parts[-1] = r"\}"


def _escaped_mark(mark: str) -> str:
    return "".join(f"\\{sign}" for sign in mark)
