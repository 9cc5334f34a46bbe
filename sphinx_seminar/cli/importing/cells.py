"""Cells and lines of Markdown as words: without marks and links, or with links as our tables take them."""

from __future__ import annotations

import re

from sphinx_seminar.cli.importing.markdown.targets import MISSING, missing_name, with_targets

#: The name of a file.
FILE = re.compile(r"[^\s;<>()\[\]:]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|md|txt|mp4|webm|docx?|py|ps|djvu)\Z", re.I)
#: A day in numbers without its year.
YEARLESS = re.compile(r"(?<![\d./:-])\d{1,2}/\d{1,2}(?![\d./:]|-\d)")
#: What a column without a header is called.
NAMELESS = re.compile(r"column \d+\Z")


def plain(text: str) -> str:
    """Return the words of a line of Markdown: without its marks of emphasis and its backslashes."""
    return without_backslashes(re.sub(r"(\*\*|__|(?<!\\)\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text))


def without_backslashes(text: str) -> str:
    """Return a line of Markdown with the signs that its backslashes stand before (CommonMark, section 2.4)."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def without_links(cell: str) -> str:
    """Return a cell with the words of its links in their places."""
    return re.sub(r"<((?:https?|mailto):[^<>\s]+)>", r"\1", with_targets(cell, lambda label, _target: label))


def link_in_cell(label: str, target: str) -> str:
    """Return a link for a cell; one that leads nowhere is named, and of one inside the page the words are left."""
    label = plain(label)
    if target.startswith(MISSING):
        return f"{label} ({missing_name(target)})"
    return label if target.startswith("#") else f"[{label}]({target})"
