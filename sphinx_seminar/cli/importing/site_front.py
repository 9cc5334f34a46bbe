"""What the front matter of a site's pages says besides: links of a session, the regular week, when work is due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_seminar.cli.book_folder import markdown_text
from sphinx_seminar.reading.vocabulary import meaning_of

#: How deep links may stand in front matter.
_DEEPEST = 4


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
