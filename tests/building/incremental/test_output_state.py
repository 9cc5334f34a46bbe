"""What stands in the state file of an output folder is believed only as far as it can do no harm."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.building.incremental import output_state
from sphinx_seminar.building.incremental.output_state import Fingerprint, Written
from sphinx_seminar.sources.stamps import mark
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


@pytest.mark.parametrize("table", ["built", "others"])
def test_a_list_of_files_names_none_outside_of_the_folder(tmp_path: Path, table: str) -> None:
    output_state.save(tmp_path, Written(built=("index.html",), others=("notes.txt",)))
    file = tmp_path / output_state.STATE_FILE
    state = json.loads(file.read_text(encoding="utf-8"))
    state[table] += ["../thesis.md", "/thesis.md", "_images/plot.png"]
    file.write_text(json.dumps(state), encoding="utf-8")
    assert getattr(output_state.load(tmp_path), table)[1:] == ("_images/plot.png",)


WHOLE = Written(
    pages={"index": Fingerprint("1", "2")},
    files={"slides/ntk.pdf": "3"},
    exports={"schedule.ics": "4"},
    digest="5",
    site="6",
    builder="html",
    made={"index.html": "7"},
    showing="students",
    built=("index.html",),
    others=("notes.txt",),
)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    for written in (Written(), WHOLE):
        output_state.save(tmp_path, written)
        assert output_state.load(tmp_path) == written
    assert [path.name for path in tmp_path.iterdir()] == [output_state.STATE_FILE]


def test_a_folder_of_an_older_release_has_no_list_of_what_was_built(tmp_path: Path) -> None:
    output_state.save(tmp_path, WHOLE)
    file = tmp_path / output_state.STATE_FILE
    state = json.loads(file.read_text(encoding="utf-8"))
    for name in ("showing", "built", "others"):
        del state[name]
    file.write_text(json.dumps(state), encoding="utf-8")
    assert output_state.load(tmp_path) == replace(WHOLE, showing="", built=(), others=None)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"pages": {"index": ["1"]}, "files": {}, "exports": {}, "made": {}}']
)
def test_a_state_that_is_none_is_empty(tmp_path: Path, content: str) -> None:
    (tmp_path / output_state.STATE_FILE).write_text(content, encoding="utf-8")
    assert output_state.load(tmp_path) == Written()
    assert output_state.load(tmp_path / "nowhere") == Written()


def test_a_build_that_begins_claims_no_page_and_knows_its_files(tmp_path: Path) -> None:
    output_state.forget(tmp_path, WHOLE)
    assert output_state.load(tmp_path) == replace(WHOLE, pages={}, digest="", site="")


def test_where_nothing_can_be_saved_the_old_state_goes(tmp_path: Path) -> None:
    output_state.save(tmp_path, WHOLE)
    # The place of the new state is taken.
    (tmp_path / f"{output_state.STATE_FILE}.new").mkdir()
    output_state.forget(tmp_path, WHOLE)
    assert output_state.load(tmp_path) == Written()
    output_state.forget(tmp_path, WHOLE)


def test_a_folder_stands_while_its_files_are_whole_and_as_old_as_their_sources(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    for folder in (source, out):
        folder.mkdir()
        (folder / "ntk.pdf").write_bytes(b"slides")
        os.utime(folder / "ntk.pdf", ns=(1, 1))
    (out / "schedule.ics").write_bytes(b"events")
    written = Written(files={"ntk.pdf": ""}, exports={"schedule.ics": mark(out / "schedule.ics")})
    assert written.stands(out, source)
    os.utime(out / "ntk.pdf", ns=(2, 2))
    assert not written.stands(out, source)
    for folder in (source, out):
        (folder / "ntk.pdf").unlink()
    assert not written.stands(out, source)
    (out / "schedule.ics").write_bytes(b"edited")
    assert written.garbled(out, written.exports | {"gone.bib": "1"}) == ["schedule.ics", "gone.bib"]
    assert not Written(exports=written.exports).stands(out, source)


def test_an_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "html").symlink_to(tmp_path / "disk", target_is_directory=True)
    written = Written(exports={"schedule.ics": "1", "sessions/a.ics": "2"})
    output_state.save(tmp_path / "html", written)
    assert output_state.load(tmp_path / "html") == written
