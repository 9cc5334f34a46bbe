"""The cases of the TOML files beside this one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
#: The subjects in the order in which an author meets them.
SUBJECTS = (
    *(
        "writing",
        "options",
        "course",
        "groups",
        "sessions",
        "dates",
        "people",
        "links",
        "slides",
        "papers",
        "bibliography",
        "citations",
    ),
    *("tables", "data", "assignments", "lists", "references", "releases", "configuration"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A mistake, and what its author sees."""

    subject: str
    name: str
    files: dict[str, bytes]
    conf: dict[str, Any]
    messages: tuple[str, ...]
    foreign: tuple[str, ...]
    stops: str
    shows: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def id(self) -> str:
        """The case's name among the tests."""
        return f"{self.subject}: {self.name}"


@dataclass(frozen=True, slots=True)
class Subject:
    """The cases of one file; ``page`` is what they have in common."""

    name: str
    title: str
    intro: str
    page: str
    cases: tuple[Case, ...]

    @property
    def types(self) -> frozenset[str]:
        """The types of the messages, such as ``seminar.plan``."""
        return frozenset(type_of(message) for case in self.cases for message in (*case.messages, *case.foreign))


@cache
def subjects() -> tuple[Subject, ...]:
    """Return all subjects, in their order."""
    return tuple(_subject(name, tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))) for name in SUBJECTS)


def _subject(name: str, data: dict[str, Any]) -> Subject:
    cases = tuple(_case(name, data, written) for written in data["case"])
    return Subject(name, data["title"], data["intro"], data.get("page", ""), cases)


def _case(subject: str, common: dict[str, Any], written: dict[str, Any]) -> Case:
    page = {"index.md": written.get("page", common.get("page", ""))}
    encodings = written.get("encodings", {})
    files = page | common.get("files", {}) | written.get("files", {})
    return Case(
        subject=subject,
        name=written["name"],
        files={path: text.encode(encodings.get(path, "utf-8")) for path, text in files.items()},
        conf=common.get("conf", {}) | written.get("conf", {}),
        messages=tuple(written.get("messages", ())),
        foreign=tuple(written.get("foreign", ())),
        stops=written.get("stops", ""),
        shows=tuple(written.get("shows", ())),
        own=tuple((["index.md"] if "page" in written else []) + list(written.get("files", {}))),
    )


def type_of(message: str) -> str:
    """Return the type that a message ends with, in brackets."""
    found = re.search(r"\[([\w.]+)\]\Z", message)
    assert found is not None, message
    return found[1]
