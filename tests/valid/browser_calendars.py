"""Calendars by ical.js, with which Thunderbird and many pages read them; it needs node: ``make valid`` asks it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import icalendar

#: Where npm has put ical.js.
MODULES = Path(__file__).parents[2] / "build/valid/node_modules"

_READ = """\
import fs from "node:fs";
const { default: ICAL } = await import(process.argv[2]);
const found = {};
for (const file of process.argv.slice(3)) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
    found[file] = calendar.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      const start = event.startDate;
      return [event.uid, start.isDate ? start.toString() : start.toUnixTime(), event.summary];
    });
  } catch (error) {
    found[file] = String(error);
  }
}
console.log(JSON.stringify(found));
"""


def problems(folder: Path, modules: Path = MODULES) -> list[str]:
    """Return the calendars of a folder that ical.js reads otherwise than icalendar, each with its file."""
    files = sorted(folder.rglob("*.ics"))
    library = (modules / "ical.js/dist/ical.js").resolve()
    done = subprocess.run(
        ["node", "--input-type=module", "-", library.as_uri(), *map(str, files)],
        input=_READ,
        capture_output=True,
        text=True,
        check=True,
    )
    read = json.loads(done.stdout)
    return [
        f"{file.relative_to(folder)}: {read[str(file)]!r} instead of {expected!r}"
        for file in files
        if read[str(file)] != (expected := _expected(file))
    ]


def _expected(file: Path) -> list[list[object]]:
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return [[str(event["UID"]), _start(event), str(event["SUMMARY"])] for event in events]


def _start(event: Any) -> object:
    start = event["DTSTART"].dt
    return int(start.timestamp()) if hasattr(start, "timestamp") else start.isoformat()
