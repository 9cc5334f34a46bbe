"""The settings of a site and its files of data: what they say of the course."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

#: Settings that say what the whole site is about, by their meaning.
_SAID = {
    "title": ("title", "course_name", "course-title", "course_title", "name"),
    "term": ("term", "semester", "course_semester", "quarter", "academic_year", "year"),
    "language": ("lang", "language", "locale", "languageCode", "defaultContentLanguage"),
}
#: A term in short in the path of a site: "/sp25", "fa24".
_SHORT_TERM = re.compile(r"(?:^|/)(?P<season>sp|su|fa|au|wi|ws|ss)(?P<year>\d\d)(?:/|$)", re.IGNORECASE)


def read_settings(file: Path) -> Any:
    """Return what a file of settings or data says; an empty mapping for what cannot be read."""
    if not file.is_file():
        return {}
    text = file.read_bytes().decode("utf-8", "replace")
    try:
        read = tomllib.loads(text) if file.suffix == ".toml" else yaml.safe_load(text.replace("\t", "  "))
    except (ValueError, yaml.YAMLError, RecursionError):
        return {}
    return read if isinstance(read, (dict, list)) else {}


def dotted(settings: Mapping[Any, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield all settings by their dotted names, "course.title"."""
    for name, value in settings.items():
        if isinstance(value, Mapping) and depth < 5:
            yield from dotted(value, f"{before}{name}.", depth + 1)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield f"{before}{name}", " ".join(str(value).split())


def said_by(settings: Mapping[str, Any], more: Mapping[str, Any], base: str) -> dict[str, str]:
    """Return title, term and language of a site, from its settings and parts of them such as ``params``."""
    parts = [settings, *(settings.get(name) for name in ("website", "book", "params", "course"))]
    parts += [more, more.get("course")]
    said: dict[str, str] = {}
    for part in (one for one in parts if isinstance(one, Mapping)):
        for meaning, names in _SAID.items():
            values = (part[name] for name in names if isinstance(part.get(name), (str, int)))
            said.setdefault(meaning, next((" ".join(str(value).split()) for value in values if value), ""))
            said = {name: text for name, text in said.items() if text}
    if said.get("language", "").casefold().startswith("en"):
        # Themes are in English, whatever the language of a course is.
        del said["language"]
    short = _SHORT_TERM.search(said.get("term", "")) or _SHORT_TERM.search(base)
    if short is not None:
        said["term"] = f"{short['season']} 20{short['year']}"
    elif not said.get("term") and isinstance(settings.get("description"), str):
        said["term"] = settings["description"]
    return said


def folder_of_photos(settings: Mapping[str, Any]) -> str:
    """Return the folder before the names of photos, as Just the Class has it in its defaults."""
    defaults: Sequence[Any] = settings.get("defaults") or ()
    for one in defaults if isinstance(defaults, list) else ():
        values = one.get("values") if isinstance(one, dict) else None
        if isinstance(values, dict) and isinstance(values.get("subpath"), str):
            return str(values["subpath"])
    return ""
