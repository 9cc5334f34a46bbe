"""``python -m sphinx_seminar.editors FOLDER``: write the files for editors."""

from __future__ import annotations

import argparse
import json
from importlib.resources import files
from pathlib import Path

from sphinx_seminar.editors.snippets import snippets

SCHEMA = "schedule.schema.json"
#: Visual Studio Code takes snippets from each file of a project's ``.vscode`` with this end.
SNIPPETS = "seminar.code-snippets"


def main() -> None:
    """Write the files into the folder that the command names."""
    parser = argparse.ArgumentParser(
        prog="python -m sphinx_seminar.editors",
        description=f"Write {SCHEMA} and {SNIPPETS}, with which editors complete and check what they can.",
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(".vscode"), help="where to write (default: %(default)s)"
    )
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    schema = files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")
    for name, text in ((SCHEMA, schema), (SNIPPETS, json.dumps(snippets(), ensure_ascii=False, indent=2) + "\n")):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)


if __name__ == "__main__":
    main()
