"""What stands in the state file of an output folder is believed only as far as it can do no harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.building.incremental import output_state
from sphinx_seminar.building.incremental.output_state import Written
from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

#: The tables of the state whose files a later build removes when nothing makes them any more.
TABLES = ("files", "exports", "made")
PAGE = """\
# Kernels

```{lecture}
:date: 2021-06-07
```
"""


def tampered(folder: Path, table: str, *paths: str) -> None:
    """Add paths to a table of the state as a build has left it."""
    file = folder / output_state.STATE_FILE
    state = json.loads(file.read_text(encoding="utf-8"))
    state[table] |= dict.fromkeys(paths, "x")
    file.write_text(json.dumps(state), encoding="utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_a_build_removes_no_file_outside_of_its_output_folder(tmp_path: Path, table: str) -> None:
    book = Manuscript(tmp_path / "course", {"index.md": PAGE})
    folder = book.build().folder
    mine = {name: tmp_path / name / "thesis.md" for name in ("above", "absolute", "linked", "twice")}
    for file in mine.values():
        file.parent.mkdir()
        file.write_text("All my work.", encoding="utf-8")
    (folder / "notes").symlink_to(mine["linked"].parent, target_is_directory=True)
    (folder / "more").mkdir()
    (folder / "more/notes").symlink_to(mine["twice"].parent, target_is_directory=True)
    (folder / "old.txt").write_text("A leftover.", encoding="utf-8")
    outside = ("../../../above/thesis.md", str(mine["absolute"]), "notes/thesis.md", "more/notes/thesis.md")
    tampered(folder, table, "old.txt", *outside)
    book.edit("index.md", "2021-06-07", "2021-06-14")
    book.build()
    assert {name: file.exists() for name, file in mine.items()} == dict.fromkeys(mine, True)
    # So the state was believed otherwise.
    assert not (folder / "old.txt").exists()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "path",
    [
        *("../thesis.md", "/thesis.md", "notes/../../thesis.md", "..", "//server/share/thesis.md"),
        *(r"..\thesis.md", r"notes\..\..\thesis.md", r"\thesis.md", r"C:\thesis.md", "C:thesis.md", "C:/thesis.md"),
        *(r"\\server\share\thesis.md", r"\\?\C:\thesis.md"),
    ],
)
def test_a_path_that_leads_out_of_the_folder_on_any_system_is_not_read(tmp_path: Path, table: str, path: str) -> None:
    output_state.save(tmp_path, Written())
    tampered(tmp_path, table, path, "_images/plot.png")
    assert list(getattr(output_state.load(tmp_path), table)) == ["_images/plot.png"]


def test_an_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "html").symlink_to(tmp_path / "disk", target_is_directory=True)
    written = Written(exports={"schedule.ics": "1", "sessions/a.ics": "2"})
    output_state.save(tmp_path / "html", written)
    assert output_state.load(tmp_path / "html") == written
