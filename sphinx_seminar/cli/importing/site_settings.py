"""What the settings of a site, its data and the front matter of its pages say of a course and its people."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from sphinx_seminar.cli.book_folder import markdown_text
from sphinx_seminar.cli.importing.markdown.front import front_of
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.tables import decoded
from sphinx_seminar.reading.vocabulary import meaning_of

#: Settings that say what the whole site is about, by their meaning.
_SAID = {
    "title": ("title", "course_name", "course-title", "course_title", "name"),
    "term": ("term", "semester", "course_semester", "quarter", "academic_year", "year"),
    "language": ("lang", "language", "locale", "languageCode", "defaultContentLanguage"),
}
#: How many settings somebody may have written.
_MOST = 20_000
#: A term in short in the path of a site: "/sp25", "fa24".
_SHORT_TERM = re.compile(r"(?:^|/)(?P<season>sp|su|fa|au|wi|ws|ss)(?P<year>\d\d)(?:/|$)", re.IGNORECASE)
#: Where a template of Jekyll or Hugo names data: "site.data.talks", 'site.data["talks"]', 'index .Site.Data "talks"'.
_NAMED = re.compile(r"\bsite\.data(?:\.(?P<name>[\w-]+)|\s*\[?\s*[\"'](?P<quoted>[\w-]+)[\"'])", re.IGNORECASE)
_TEMPLATES = {
    "jekyll": ("_layouts", "_includes"),
    "hugo": ("layouts", "themes"),
}
#: Words in the name of a file, or of the page that loads it, that make it the plan of a course.
_PLANS = re.compile(
    r"schedule|calendar|timetable|sessions?|lectures?|classes|weeks?|talks?|events?|syllabus|program|plan|termine"
    r"|sitzungen|kalender|cronograma|calendario|clases|sesiones|calendrier|seances|planning"
)
#: Names of files and of lists in them that hold people, and what a list is called besides for who is in it.
_HOLDERS = re.compile(
    r"staff(?:ers)?|people|instructors?|teachers?|team|tas?|teaching[ _-]?assistants?|members?|lecturers?|faculty"
    r"|professors?|tutors?|graders?|readers?|coordinators?|organi[sz]ers?|course[ _-]?staff|assistants?|personen"
    r"|dozent\w*|profesor\w*|docentes?|ayudantes?|enseignants?|intervenants?|equip[eo]",
    re.IGNORECASE,
)
_GENERAL = re.compile(r"staff(?:ers)?|people|team|members?|course[ _-]?staff|personen|equip[eo]", re.IGNORECASE)
#: How deep people and links may stand in data.
_DEEPEST = 4


def read_data(file: Path) -> Any:
    """Return the mapping or the list in a file of YAML, JSON or TOML; an empty mapping for what cannot be read."""
    return data_in(file.read_bytes().decode("utf-8", "replace"), file.suffix) if file.is_file() else {}


def data_in(text: str, ending: str = ".yml") -> Any:
    """Return the mapping or the list in a text of YAML, JSON or TOML; an empty mapping for what cannot be read."""
    try:
        read = tomllib.loads(text) if ending == ".toml" else yaml.safe_load(text.replace("\t", "  "))
    except (ValueError, yaml.YAMLError, RecursionError):
        return {}
    return read if isinstance(read, (dict, list)) else {}


def settings_in(data: Any) -> dict[str, Any]:
    """Return data as settings by name; a list is none."""
    return data if isinstance(data, dict) else {}


def names_in(setting: object) -> list[str]:
    """Return the names that a setting has: those of a list or a mapping, or the only one."""
    if isinstance(setting, str):
        return [setting]
    return [name for name in setting if isinstance(name, str)] if isinstance(setting, (list, Mapping)) else []


def leaves(settings: object) -> Iterator[tuple[str, object]]:
    """Yield the values at any depth of lists and mappings, in their order, each with its dotted name: "menu[].file".

    Of settings without end, which YAML can write in a line, these are the first ones.
    """
    waiting = [("", settings)]
    for _step in range(_MOST):
        if not waiting:
            return
        name, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += reversed([(f"{name}.{own}".lstrip("."), one) for own, one in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(f"{name}[]", one) for one in value])
        else:
            yield name, value


def variables_in(settings: object) -> dict[str, str]:
    """Return the settings that templates may show by their dotted names: "course.title"."""
    told = ((name, value) for name, value in leaves(settings) if "[]" not in name and not isinstance(value, bool))
    return {name: " ".join(str(value).split()) for name, value in told if isinstance(value, (str, int, float))}


def said_by(settings: Mapping[str, Any], more: Mapping[str, Any], base: str) -> dict[str, str]:
    """Return title, term and language of a site, from its settings and parts of them such as ``params``."""
    parts = [settings, *(settings.get(name) for name in ("website", "book", "params", "course"))]
    parts += [more, more.get("course")]
    said: dict[str, str] = {}
    for part in (one for one in parts if isinstance(one, Mapping)):
        for meaning, names in _SAID.items():
            values = (part.get(name) for name in names)
            if value := next((value for value in values if value and isinstance(value, (str, int))), ""):
                said.setdefault(meaning, " ".join(str(value).split()))
    if said.get("language", "").casefold().startswith("en"):
        # Themes are in English, whatever the language of a course is.
        del said["language"]
    short = _SHORT_TERM.search(said.get("term", "")) or _SHORT_TERM.search(base)
    if short is not None:
        said["term"] = f"{short['season']} 20{short['year']}"
    elif "term" not in said and isinstance(settings.get("description"), str):
        said["term"] = settings["description"]
    return said


def folder_of_photos(settings: Mapping[str, Any]) -> str:
    """Return the folder before the names of photos, as Just the Class has it in its defaults."""
    defaults = leaves(settings.get("defaults"))
    return next((value for name, value in defaults if name.endswith(".subpath") and isinstance(value, str)), "")


def shown_data(data: Collection[Path], pages: Sequence[Path], home: Path, system: str) -> set[Path]:
    """Return the files of data that a site shows.

    A page of Quarto names them in a listing, or in code that loads a plan. The templates of Jekyll and Hugo name them;
    where none of a site does, its theme may, and all count.
    """
    if not data:
        return set()
    if system == "quarto":
        return {file for file in data if any(_loads(page, file) for page in pages)}
    templates = (page for name in _TEMPLATES[system] for page in sorted((home / name).rglob("*.html")))
    texts = (_text(page) for page in (*pages, *templates))
    named = {found["name"] or found["quoted"] for text in texts for found in _NAMED.finditer(text)}
    return {file for file in data if not named or file.relative_to(home).parts[1].partition(".")[0] in named}


def _loads(page: Path, file: Path) -> bool:
    text = _text(page)
    listed = file.name in front_of(text).text
    return listed or (file.name in text and any(_PLANS.search(folded(one.stem)) for one in (page, file)))


def _text(page: Path) -> str:
    return decoded(page.read_bytes()).value.replace("\r\n", "\n") if page.is_file() else ""


def holds_people(read: Any, name: str) -> bool:
    """Tell whether a file of data is one of people: it is called so, or most of its lists are, and each has a name."""
    people = list(people_in(read, name))
    dated = any("date" in one for one in people)
    return bool(people) and not dated and (_HOLDERS.fullmatch(name) is not None or _is_named(read))


def _is_named(read: Any) -> bool:
    return isinstance(read, Mapping) and bool(read) and all(_HOLDERS.fullmatch(str(name)) for name in read)


def people_in(read: Any, holder: str, depth: int = 0) -> Iterator[dict[str, str]]:
    """Yield the people of a file by their settings; ``holder`` is the name of the list, which may be their role."""
    if isinstance(read, Mapping) and isinstance(read.get("name"), str):
        said = {str(name): _words(value) for name, value in read.items()}
        role = "" if _GENERAL.fullmatch(holder) or _HOLDERS.fullmatch(holder) is None else singular(holder)
        yield {**({"role": role} if role else {}), **{name: text for name, text in said.items() if text}}
    elif isinstance(read, Mapping) and depth < _DEEPEST:
        for name, value in read.items():
            yield from people_in(value, str(name), depth + 1)
    elif isinstance(read, list) and depth < _DEEPEST:
        for one in read:
            yield from people_in(one, holder, depth + 1)


def singular(holder: str) -> str:
    """Return the word for one of a list of people: "teaching_assistants" are each a "Teaching assistant"."""
    words = re.sub(r"[_-]+", " ", holder).strip()
    if words.casefold() in ("ta", "tas"):
        return "TA"
    single = re.sub(r"(?<=[^s])s\Z", "", words)
    return single[:1].upper() + single[1:]


def _words(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value)))
    return "" if isinstance(value, Mapping) else " ".join(str(value).split())


def due_in(settings: Mapping[str, Any]) -> str:
    """Return when the work of a page is due, as its front matter says it, ``""`` for a page of something else."""
    said = {re.sub(r"[_\s-]", "", str(name)).casefold(): value for name, value in settings.items()}
    value = next((said[name] for name in ("due", "duedate", "dueat", "deadline") if said.get(name)), "")
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return " ".join(str(value).split()) if isinstance(value, (str, dt.date)) else ""


def lists_in(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the links and readings in the front matter of a session: the Markdown of each list, by its name."""
    written = {}
    for name, value in settings.items():
        found = list(_named_links(value, name))
        if not found and meaning_of(str(name)) == "papers":
            said = value if isinstance(value, list) else [value]
            found = [markdown_text(one) for one in said if isinstance(one, str) and one.strip()]
        if found:
            label = re.sub(r"[_-]+", " ", str(name)).capitalize()
            written[str(name)] = "\n".join([f"**{markdown_text(label)}**", "", *(f"- {one}" for one in found), ""])
    return written


def _named_links(value: object, name: str, depth: int = 0) -> Iterator[str]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _named_links(one, name, depth + 1)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        address = next((str(value[key]) for key in ("url", "link", "href") if value.get(key)), "")
        if not address:
            for key, one in value.items():
                yield from _named_links(one, str(key), depth + 1)
            return
        said = next((str(value[key]) for key in ("name", "title", "label", "text") if value.get(key)), name)
        beside = [str(value[key]) for key in ("author", "authors", "publisher", "year") if value.get(key)]
        yield ", ".join([f"[{markdown_text(said)}](<{address}>)", *map(markdown_text, beside)])
    elif isinstance(value, str) and depth and re.match(r"https?://|/[^/]", value):
        yield f"[{markdown_text(name)}](<{value}>)"


def regular_week(settings: Mapping[str, Any]) -> str:
    """Return the regular week that Just the Class draws as a list of its events; without dates they are no sessions."""
    days = settings.get("schedule")
    lines = []
    for day in days if isinstance(days, list) else ():
        events = day.get("events") if isinstance(day, dict) else None
        for event in events if isinstance(events, list) else ():
            if isinstance(event, dict):
                hours = " – ".join(str(event[name]) for name in ("start", "end") if event.get(name))
                said = (str(event.get("name", "")), hours, str(event.get("location", "")))
                lines.append(
                    f"- {markdown_text(str(day.get('name', '')))}: {markdown_text(', '.join(filter(None, said)))}\n"
                )
    return "".join(lines)
