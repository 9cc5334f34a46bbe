"""What a new book's requirements install: what the command itself came from."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, version
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

from sphinx_seminar.cli.requirements import with_versions

if TYPE_CHECKING:
    from pathlib import Path


class Installed(Distribution):
    """This package as it is installed somewhere else."""

    def __init__(self, origin: dict[str, object] | None, release: str) -> None:
        self.files_ = {
            "METADATA": f"Metadata-Version: 2.1\nName: sphinx-seminar\nVersion: {release}\n",
            "entry_points.txt": "[console_scripts]\nsphinx-seminar = sphinx_seminar.cli.commands:main\n",
        } | ({"direct_url.json": json.dumps(origin)} if origin is not None else {})

    def read_text(self, filename: str) -> str | None:
        return self.files_.get(filename)

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError(path)


@pytest.mark.parametrize(
    ("origin", "release", "line"),
    [
        (None, "0.4.2", "sphinx-seminar>=0.4.2,<0.5"),
        (None, "2.3", "sphinx-seminar>=2.3,<3"),
        ({"url": "https://example.org/a.whl", "archive_info": {}}, "1.0", "sphinx-seminar @ https://example.org/a.whl"),
        (
            {"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
            "1.0",
            "sphinx-seminar @ git+https://example.org/a.git@abc123",
        ),
    ],
)
def test_an_address_or_the_compatible_versions(origin: dict[str, object] | None, release: str, line: str) -> None:
    needed, files = with_versions(
        "# What it needs.\nsphinx-seminar\nmyst-parser\nnobody-has-this\n", Installed(origin, release)
    )
    said, own, myst, other = needed.splitlines()
    assert (said, own, other, files) == ("# What it needs.", line, "nobody-has-this", {})
    assert Requirement(myst).specifier.contains(version("myst-parser"))
    assert not Requirement(myst).specifier.contains("99")


@pytest.mark.parametrize("info", [{"dir_info": {"editable": True}}, {"archive_info": {}}])
def test_what_is_on_this_computer_alone_goes_with_the_book(tmp_path: Path, info: dict[str, object]) -> None:
    needed, files = with_versions("sphinx-seminar\n", Installed({"url": "file:///checkouts/it"} | info, "0.4.2"))
    ((path, wheel),) = files.items()
    assert needed == f"./{path}\n"
    assert zipfile.ZipFile(io.BytesIO(wheel)).testzip() is None
    assert with_versions("sphinx-seminar\n", Installed({"url": "file:///checkouts/it"} | info, "0.4.2"))[1] == files
    (tmp_path / path).parent.mkdir()
    (tmp_path / path).write_bytes(wheel)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(tmp_path / "site"),
    ]
    subprocess.run([*pip, needed.strip()], cwd=tmp_path, check=True)
    assert (tmp_path / "site/sphinx_seminar/cli/templates/every/conf.py").is_file()


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, "sphinx-seminar[pdf]>=1.0,<2"),
        ({"url": "https://example.org/a.whl", "archive_info": {}}, "sphinx-seminar[pdf] @ https://example.org/a.whl"),
    ],
)
def test_what_is_wanted_besides_stays(origin: dict[str, object] | None, line: str) -> None:
    assert with_versions("sphinx-seminar[pdf]\n", Installed(origin, "1.0")) == (f"{line}\n", {})
