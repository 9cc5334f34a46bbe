"""Feeds by feedparser and by the rules of RFC 4287; every page of the folder says where the feed is."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
from bs4 import BeautifulSoup

from tests.valid.calendars import has_dates

FEED = "feed.xml"
_ATOM = "{http://www.w3.org/2005/Atom}"
#: What a feed and an entry must have, each once (sections 4.1.1 and 4.1.2).
_ONCE = ("id", "title", "updated")


def problems(folder: Path) -> list[str]:
    """Return what is wrong with the feed of a folder, and the pages that do not lead to it."""
    file = folder / FEED
    if not file.is_file():
        return ["there is no feed"] if has_dates(folder) else []
    return [*_of_feed(file), *_not_led_to(folder)]


def _of_feed(file: Path) -> Iterator[str]:
    parsed = feedparser.parse(file.read_bytes())
    if parsed.bozo or parsed.version != "atom10":
        yield f"feedparser: {parsed.get('bozo_exception', parsed.version)}"
    root = ET.fromstring(file.read_bytes())
    parts = [root, *root.iter(f"{_ATOM}entry")]
    for part in parts:
        name = part.findtext(f"{_ATOM}title") or part.tag
        yield from (f"{name}: no single {tag}" for tag in _ONCE if len(part.findall(f"{_ATOM}{tag}")) != 1)
    ids = Counter(found.text for found in root.iter(f"{_ATOM}id"))
    yield from (f"{count} parts have the id {name}" for name, count in ids.items() if count > 1)
    authors = [author.findtext(f"{_ATOM}name") for author in root.findall(f"{_ATOM}author")]
    if not authors or not all(authors):
        yield "nobody is its author"
    if root.findtext(f"{_ATOM}updated") != max((_updated(part) for part in parts[1:]), default=_updated(root)):
        yield "it is not as new as its newest entry"
    ends = _ends(file.with_name("course.json"))
    for entry in parts[1:]:
        link = entry.find(f"{_ATOM}link")
        end = ends.get(link.get("href", "") if link is not None else "")
        if end is not None and dt.datetime.fromisoformat(_updated(entry)) > end:
            yield f"{entry.findtext(f'{_ATOM}title')} is dated {_updated(entry)}, after it ends"


def _updated(part: ET.Element) -> str:
    return part.findtext(f"{_ATOM}updated") or ""


def _ends(data: Path) -> dict[str, dt.datetime]:
    """Return when sessions end by their addresses, as the course's data have it: its last day in any zone."""
    sessions = json.loads(data.read_text(encoding="utf-8"))["sessions"] if data.is_file() else []
    ends = {}
    for session in sessions:
        when = session.get("when", {})
        if "end_utc" in when:
            ends[session.get("address", "")] = dt.datetime.fromisoformat(when["end_utc"])
        elif "last" in when:
            last = dt.datetime.fromisoformat(when["last"]).replace(tzinfo=dt.UTC)
            ends[session.get("address", "")] = last + dt.timedelta(hours=36)
    return ends


def _not_led_to(folder: Path) -> Iterator[str]:
    """Yield the pages of the book without a link to the feed; the texts of decks are no pages of it."""
    for page in sorted(folder.rglob("*.html")):
        soup = BeautifulSoup(page.read_text(encoding="utf-8", errors="replace"), "html.parser")
        if soup.select_one("meta[name=generator], link[rel=search], script[src*=documentation_options]") is None:
            continue
        links = soup.select('head link[rel="alternate"][type="application/atom+xml"]')
        targets = [(page.parent / str(link["href"])).resolve() for link in links]
        if targets != [(folder / FEED).resolve()]:
            yield f"{page.relative_to(folder)}: it does not lead to the feed"
