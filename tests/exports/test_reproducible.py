"""The same course gives the same bytes on another machine, on another day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: A course in many zones, with many people, tags, papers and a milestone, as every export writes it.
STORY = """
import sys
from dataclasses import replace
from sphinx_seminar.book import Sources
from sphinx_seminar.exports.calendar import calendars
from sphinx_seminar.exports.course_json import course_json
from sphinx_seminar.exports.feed import feed
from sphinx_seminar.exports.jsonld import page_data, script_text
from sphinx_seminar.model import Author, Paper, Text
from tests.exports.making import PASCAL, SHIHUA, book, course, date, edition, milestone, session

zones = ["Europe/Berlin", "America/Montreal", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "UTC"]
sessions = [
    session(f"Lecture in {zone}", replace(date("2021-06-07 14:00-16:00"), timezone=zone), people=[("speaker", SHIHUA), ("chair", PASCAL)], tags=("a", "b", zone))
    for zone in zones
]
papers = [(one, Paper(f"key{number}", title=Text.plain(f"Title {number}"), authors=(Author("A"),), year="2018")) for number, one in enumerate(sessions)]
made = replace(book(sessions, course(instructors=(PASCAL,)), papers, Sources(exports=("ics",))), milestones=(milestone("end", "2021-07-01", "End"),))
out = sys.stdout.buffer
published = edition(made, author="Somebody")
out.write(b"".join(calendars(published).values()))
out.write(course_json(published).encode())
out.write(feed(published))
out.write("".join(script_text(page_data(published, name)) for name in ("index", "kernels")).encode())
"""


def outputs(**environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", STORY], cwd=ROOT, env=os.environ | environment, capture_output=True, check=True
    )
    return done.stdout


def test_neither_hash_seeds_nor_the_machine_s_zone_and_language_change_a_byte() -> None:
    first = outputs(PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C", SOURCE_DATE_EPOCH="0")
    assert first.count(b"BEGIN:VTIMEZONE") == 5 + 5
    assert first == outputs(PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1800000000")
