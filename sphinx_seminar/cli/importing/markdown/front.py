"""Front matter in YAML or TOML: the title of a page, its term, facts of the course or of one session."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

from sphinx_seminar.model import Problem

_FRONT = re.compile(
    r"\A\ufeff?(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
#: Longer front matter is none that somebody wrote (characters).
_LONGEST = 100_000
_LONGEST_FACT = 5_000
#: The settings that are read, by what they are called here.
_MEANINGS = {
    "title": "title", "subtitle": "subtitle", "description": "description summary",
    "term": "term semester quarter year", "language": "lang language locale", "date": "date day when",
    "Speaker": "speaker speakers", "Presenter": "presenter presenters",
    "Instructor": "instructor instructors teacher professor lecturer", "Location": "location room venue place",
    "Slides": "slides", "Video": "video", "Recording": "recording", "Code": "code", "Credits": "credits",
    "Institution": "institution", "University": "university",
}  # fmt: skip
_MEANT = {name: meaning for meaning, names in _MEANINGS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a page: known values by meaning, the other settings, and the text itself.

    ``kept`` tells that the text is no YAML or TOML, and so is to be kept in the page.
    """

    text: str = ""
    said: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    kept: bool = False

    @property
    def lines(self) -> str:
        """Return the facts of a session as a list of Markdown."""
        facts = ((name, said) for name, said in self.said.items() if name[:1].isupper())
        return "".join(f"- {name}: {said}\n" for name, said in facts)


def without_front(text: str) -> str:
    """Return a page of Markdown in which blank lines stand for its front matter, so that all else keeps its line."""
    front = _FRONT.match(text)
    return text if front is None else "\n" * text.count("\n", 0, front.end()) + text[front.end() :]


def front_of(text: str) -> Front:
    """Read the front matter of a page; one without has none."""
    found = _FRONT.match(text)
    if found is None:
        return Front()
    written = found["yaml"] if found["toml"] is None else found["toml"]
    if len(written) > _LONGEST:
        said = f"the front matter has {len(written)} characters: expected at most {_LONGEST}; it is kept as text"
        return Front(written, problems=(Problem("data", said, 1),), kept=True)
    try:
        read = yaml.safe_load(written) if found["toml"] is None else tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        return Front(written, problems=(_unread("TOML"),), kept=True)
    except ValueError:
        # A day that no calendar has; nothing else of a page hangs on its settings.
        return Front(written)
    except (yaml.YAMLError, RecursionError):
        return Front(written, problems=(_unread("YAML"),), kept=True)
    return _understood(written, read) if isinstance(read, dict) else Front(written)


def _unread(form: str) -> Problem:
    return Problem("data", f"the front matter is no {form} that can be read; it is kept as text", 1)


def _understood(written: str, read: dict[Any, Any]) -> Front:
    said: dict[str, str] = {}
    settings: dict[str, Any] = {}
    for name, value in read.items():
        meaning = _MEANT.get(str(name).casefold().replace("_", " "), "")
        text = _text(value)
        text = " ".join(re.sub(r"<[^<>]+>", " ", text).split()) if meaning == "title" else text
        if meaning and text and len(text) < _LONGEST_FACT and meaning not in said:
            said[meaning] = text
        elif not (meaning and value in ("", None)):
            settings[str(name)] = value
    return Front(written, said, settings)


def _text(value: object) -> str:
    """Return a value as somebody would write it: words, a number, a day, a list of words; nothing for the rest."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, dt.datetime):
        hours = f" {value:%H:%M}" if (value.hour, value.minute) != (0, 0) else ""
        return f"{value.date()}{hours}"
    if isinstance(value, (str, int, float, dt.date)):
        return str(value).strip()
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return "; ".join(one.strip() for one in value)
    return ""
