"""Formulas as nodes: in lines, displayed, numbered."""

from __future__ import annotations

import re

from docutils import nodes

from sphinx_seminar.printing.typst.formulas import UnsettableError, formula
from sphinx_seminar.printing.typst.inline import code
from sphinx_seminar.printing.typst.writer import Way, Writer, string

_PARTS = re.compile(r"\n\s*\n")


def _said(source: str) -> str:
    """Return the text that a screen reader speaks for a formula: its source, in one line."""
    return string(" ".join(source.split()))


def _set(writer: Writer, node: nodes.Element, source: str) -> str:
    """Return a formula in Typst's mathematics; ``""``, with a warning, where it cannot be set."""
    try:
        parts = [formula(part, writer.macros) for part in _PARTS.split(source) if part.strip()]
    except UnsettableError as error:
        writer.complain(node, f"seminar-pdf cannot set {error} in the formula '{_short(source)}'; its source is shown")
        return ""
    except RecursionError:
        writer.complain(node, f"the formula '{_short(source)}' is nested too deeply; its source is shown")
        return ""
    return " \\ ".join(parts)


def _short(source: str) -> str:
    line = " ".join(source.split())
    return line if len(line) <= 60 else f"{line[:57]}..."


def _math(writer: Writer, node: nodes.Element) -> str:
    source = node.astext()
    found = _set(writer, node, source)
    if not found:
        return code(source) if source.strip() and _refused(writer, source) else ""
    return f"#math.equation(alt: {_said(source)}, ${found}$);"


def _refused(writer: Writer, source: str) -> bool:
    """Tell whether a formula without markup was refused, rather than one that only defines macros."""
    try:
        formula(source, dict(writer.macros))
    except (UnsettableError, RecursionError):
        return True
    return False


def _display(writer: Writer, node: nodes.Element) -> str:
    source = node.astext()
    found = _set(writer, node, source)
    if not found:
        return f"#unset({string(source.strip())}, {string(_number(writer, node))})" if _refused(writer, source) else ""
    number = _number(writer, node)
    given = f", numbering: _ => {string(number)}" if number else ""
    return f"#math.equation(block: true, alt: {_said(source)}{given}, $ {found} $)"


def _number(writer: Writer, node: nodes.Element) -> str:
    """Return the number of a formula as references show it."""
    if not node.get("number"):
        return ""
    env = writer.volume.env
    if not (env.config.math_numfig and env.config.numfig):
        return f"({node['number']})"
    numbers = env.toc_fignumbers.get(writer.docname, {}).get("displaymath", {})
    found = next((numbers[name] for name in node["ids"] if name in numbers), ())
    *chapters, last = map(str, found or (node["number"],))
    return f"({env.config.math_numsep.join(filter(None, ('.'.join(chapters), last)))})"


WAYS: dict[type, Way] = {nodes.math: _math, nodes.math_block: _display}
