"""``python -m sphinx_seminar.editors FOLDER``: write the files for editors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sphinx_seminar.editors.schedule import schedule_schema
from sphinx_seminar.editors.snippets import snippets

#: The files by their names; Visual Studio Code takes snippets from each file of a project's ``.vscode`` with this end.
FILES = {"schedule.schema.json": schedule_schema, "seminar.code-snippets": snippets}


def written(name: str) -> str:
    """Return the content of one of :data:`FILES`."""
    return json.dumps(FILES[name](), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the files into the folder that the command names."""
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_seminar.editors",
        description=f"Write {' and '.join(FILES)}, with which editors complete and check what they can.",
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(".vscode"), help="where to write (default: %(default)s)"
    )
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).write_text(written(name), encoding="utf-8", newline="\n")
        print(folder / name)


if __name__ == "__main__":
    main()
