"""Commands of TeX that nobody knows the meaning of, and formulas that TeX cannot set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_seminar.model import Problem
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.latex.formulas import readable, unknown_commands

#: The fields whose words are on pages.
_SHOWN = (
    *("title", "subtitle", "author", "editor", "translator", "journal", "journaltitle", "booktitle", "maintitle"),
    *("booksubtitle", "howpublished", "series", "year", "pages", "chapter", "publisher", "institution", "school"),
    *("organization", "address", "location", "note", "addendum", "type", "version", "edition"),
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FORMULA = re.compile(r"(?<!\\)\$([^$]+)(?<!\\)\$")
#: What makes a text between two dollar signs a formula, and not a sum of money.
_MATHEMATICAL = re.compile(r"[\\^_]")
_ADDRESS = re.compile(r"\\(?:url|path|href)\s*\{[^{}]*\}")


def unread_tex(entry: Entry) -> Iterator[Problem]:
    r"""Yield the problems of fields with commands that are not known, as ``\acro{TUG}``, or with broken formulas."""
    for name in filter(entry.has, _SHOWN):
        source = entry.fields[name].source
        if "\\" in source or "$" in source:
            yield from _of_field(entry, name, _ADDRESS.sub("", source))


def _of_field(entry: Entry, name: str, source: str) -> Iterator[Problem]:
    formulas = [found[1].strip() for found in _FORMULA.finditer(source) if _MATHEMATICAL.search(found[1])]
    unknown = [command for formula in formulas for command in unknown_commands(formula)]
    if words := _COMMAND.findall(_FORMULA.sub("", source)):
        from sphinx_seminar.reading.latex.macros import is_known

        unknown += [f"\\{command}" for command in words if not is_known(command)]
    if unknown := list(dict.fromkeys(unknown)):
        shown = (
            "what it holds is shown, or its name" if len(unknown) == 1 else "what they hold is shown, or their names"
        )
        expected = "expected words, or commands of LaTeX for letters and styles"
        yield _problem(entry, name, f"{', '.join(unknown)}: {expected}; {shown}")
    for formula in dict.fromkeys(formulas):
        if not readable(formula):
            expected = "expected a formula that LaTeX can set"
            yield _problem(entry, name, f"'${formula}$': {expected}; it is shown as it was written")


def _problem(entry: Entry, name: str, message: str) -> Problem:
    return Problem("bibliography", f"@{entry.kind}{{{entry.key}}}, {name}: {message}", entry.line_of(name))
