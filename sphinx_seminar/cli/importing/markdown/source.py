"""Markdown of other tools, such that MyST reads it as they did, and without a warning."""

from __future__ import annotations

import re

from sphinx_seminar.cli.importing.markdown.blocks import Block

_FENCE = re.compile(
    r"^(?P<open>\s*(?:`{3,}|~{3,}))[ \t]*(?P<language>[^\s`{]+)?(?P<rest>[^\n`]*)\n"
    r"(?P<body>.*?)^(?P<close>\s*(?:`{3,}|~{3,}))[ \t]*$",
    re.M | re.S,
)
#: Lines that only MyST takes for something else: a comment, a break, a target, a block of colons.
_MYST = re.compile(r"^(?=%|\+\+\+|:::|\([^()\n]+\)=\s*$)", re.MULTILINE)
_FORMULA = re.compile(r"\$\$|\$[^$\n]*[\\^_=][^$\n]*\$")


def safe_source(block: Block) -> str:
    """Return a block as it was written, but for the beginnings of lines that MyST would not show."""
    if block.kind == "other" and block.text.lstrip()[:3] in ("```", "~~~"):
        return block.text
    return _MYST.sub(r"\\", block.text)


def without_formulas(markdown: str) -> str:
    """Escape the dollars of a page in which they are money."""
    return markdown if _FORMULA.search(markdown) else re.sub(r"(?<!\\)\$", r"\\$", markdown)


def with_known_languages(markdown: str) -> str:
    """Let code be text where the highlighter does not know its language, or cannot read it."""
    return _FENCE.sub(_code, markdown)


def _code(found: re.Match[str]) -> str:
    language = found["language"] or ""
    if not language or _highlights(language, found["body"]):
        return found[0]
    return f"{found['open']}text\n{found['body']}{found['close']}"


def _highlights(language: str, code: str) -> bool:
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Error
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return all(kind is not Error for kind, _text in lexer.get_tokens(code))
