"""Files that help an editor to help an author: a schema for schedules in YAML, and snippets for the directives.

Both are generated from the tables by which directives and data files are read, so that they cannot fall behind.
``python -m sphinx_seminar.editors .vscode`` writes them into a folder.
"""

from __future__ import annotations

import json
from typing import Any

from sphinx_seminar.editors.schedule import schedule_schema
from sphinx_seminar.editors.snippets import snippets

#: The files by their names; Visual Studio Code takes snippets from each file of a project's ``.vscode`` with this end.
FILES = {"schedule.schema.json": schedule_schema, "seminar.code-snippets": snippets}


def written(name: str) -> str:
    """Return the content of one of :data:`FILES`."""
    data: dict[str, Any] = FILES[name]()
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
