"""What is uploaded and installed: the wheel, the source distribution, and what they say of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest
import yaml
from flit_core import buildapi

from tests.authoring import Manuscript

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "sphinx_seminar"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BOOK = {
    "index.md": """\
# Theory

```{course} Theory
:timezone: Europe/Berlin
```

```{session-table}
```

```{toctree}
kernels
```
""",
    "kernels.md": """\
# Kernels

```{lecture}
:date: 2021-06-07 14:00-16:00
:speaker: Ann Lee
```

```{key-papers}
- Hu, W. (2019). Simple methods. Journal of Methods, 1(2), 3-4.
```
""",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return folder / buildapi.build_wheel(str(folder))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, unpacked."""
    folder = tmp_path_factory.mktemp("source")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        archive = folder / buildapi.build_sdist(str(folder))
    shutil.unpack_archive(archive, folder)
    return folder / archive.name.removesuffix(".tar.gz")


def files_of(folder: Path) -> set[str]:
    """Return the files of a folder, without what Python leaves there when it runs."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def test_the_wheel_carries_every_file_of_the_package_and_the_licence(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    metadata = {name for name in packed if ".dist-info/" in name}
    assert packed - metadata == {f"sphinx_seminar/{name}" for name in files_of(PACKAGE)}
    assert {"sphinx_seminar/py.typed", "sphinx_seminar/exports/course.schema.json"} <= packed
    assert {Path(name).suffix for name in packed if "/rendering/web/files/" in name} == {".css", ".js"}
    assert [name for name in metadata if name.endswith("/LICENSE")]


def test_the_source_makes_the_same_wheel_and_tests_itself(source: Path, wheel: Path, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(source)
        again = tmp_path / buildapi.build_wheel(str(tmp_path))
    contents = [
        {name: archive.read(name) for name in archive.namelist()} for archive in map(zipfile.ZipFile, (wheel, again))
    ]
    assert contents[0] == contents[1]
    for part in ("tests", "docs"):
        assert files_of(source / part) == {name for name in files_of(ROOT / part) if "/_build/" not in name}
    assert {".ci/run", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "Makefile"} <= files_of(source)


def test_a_book_is_built_with_what_the_wheel_installs_and_nothing_of_the_repository(
    wheel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target"
    zipfile.ZipFile(wheel).extractall(target)
    book = Manuscript(tmp_path / "book", BOOK)
    out = tmp_path / "out"
    where = subprocess.run(
        [sys.executable, "-c", "import sphinx_seminar; print(sphinx_seminar.__file__)"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(target)}, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert Path(where).is_relative_to(target)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", str(book.source), str(out)],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(target)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    files = files_of(out)
    assert {"kernels.html", "schedule.ics", "papers.bib", "course.json", "course.schema.json", "feed.xml"} <= files
    scripts = {f"_static/seminar-{subject}.js" for subject in ("material", "schedule", "search")}
    assert {"_static/seminar.css", *scripts} <= files


def test_what_the_package_index_shows(wheel: Path) -> None:
    packed = zipfile.ZipFile(wheel)
    (name,) = [name for name in packed.namelist() if name.endswith(".dist-info/METADATA")]
    metadata = Parser().parsestr(packed.read(name).decode())
    assert metadata["Name"] == "sphinx-seminar"
    assert metadata["Requires-Python"] == PROJECT["requires-python"]
    assert metadata["Description-Content-Type"] == "text/markdown"
    pythons = [name.rpartition(" ")[2] for name in metadata.get_all("Classifier") if ":: Python :: 3." in name]
    assert metadata["Requires-Python"] == f">={pythons[0]}"
    requirements = metadata.get_all("Requires-Dist")
    assert len([text for text in requirements if "extra ==" not in text]) == len(PROJECT["dependencies"])


def test_every_requirement_has_a_lower_bound_for_the_lowest_versions_to_be_tested() -> None:
    extras = PROJECT["optional-dependencies"]
    requirements = [*PROJECT["dependencies"], *(text for extra in extras.values() for text in extra)]
    assert [text for text in requirements if ">=" not in text] == []


def test_the_citation_file_agrees_with_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert (citation["title"], citation["version"]) == (PROJECT["name"], PROJECT["version"])
    assert (citation["license"], citation["keywords"]) == (PROJECT["license"], PROJECT["keywords"])
    assert citation["authors"] == PROJECT["authors"]
