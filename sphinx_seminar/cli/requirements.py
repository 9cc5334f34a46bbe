"""The requirements of a new book: the installed packages, in compatible versions."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

_OWN = "sphinx-seminar"
#: Where a book keeps a wheel that no index has: what GitHub lets git ignore in Python projects has "wheels".
_FOLDER = "requirements"
#: A wheel is the same whenever it is made (the first day that a ZIP archive knows).
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: sphinx-seminar\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def with_versions(requirements: str, own: Distribution | None = None) -> tuple[str, dict[str, bytes]]:
    """Return requirements for the packages that are installed here, and files to put beside them.

    Packages without a version get a range of those compatible with the installed one. ``own`` is this package: where it
    came from a folder or a wheel, and not from an index, the book brings a wheel of it, so that others can build it.
    """
    own = own or distribution(_OWN)
    wheels: dict[str, bytes] = {}
    lines = []
    for written in requirements.splitlines():
        name, bracket, extras = written.strip().partition("[")
        if name == _OWN:
            line, wheels = _own_requirement(own, bracket + extras)
            lines.append(line)
        else:
            bare = written.replace("-", "").isalnum()
            lines.append(_compatible(written) if bare else written)
    return "\n".join(lines) + "\n", wheels


def _own_requirement(own: Distribution, extras: str) -> tuple[str, dict[str, bytes]]:
    """Return where this package is installed from (PEP 610), with a wheel of it where that is this computer.

    ``extras`` are what is wanted of it besides, in brackets, as ``[pdf]``.
    """
    origin = json.loads(own.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    if not url:
        return f"{_OWN}{extras}{_range(own.version)}", {}
    if "vcs_info" in origin and not url.startswith("file:"):
        vcs = origin["vcs_info"]
        return f"{_OWN}{extras} @ {vcs['vcs']}+{url}@{vcs['commit_id']}", {}
    if not url.startswith("file:"):
        return f"{_OWN}{extras} @ {url}", {}
    path = f"{_FOLDER}/sphinx_seminar-{own.version}-py3-none-any.whl"
    return f"./{path}{extras}", {path: _wheel(own)}


def _compatible(requirement: str) -> str:
    """Return a requirement that names no version with those compatible to the installed one."""
    name = requirement.strip()
    try:
        return f"{name}{_range(distribution(name).version)}"
    except (PackageNotFoundError, ValueError):
        return requirement


def _range(version: str) -> str:
    """Return the versions from one on, up to the next that may break things: 1.4 to 2, but 0.4 to 0.5."""
    major, minor, *_ = [*(int(part) for part in version.split(".")[:2]), 0]
    return f">={version},<{major + 1}" if major else f">={version},<0.{minor + 1}"


def _wheel(own: Distribution) -> bytes:
    """Make a wheel of the installed package (PEP 427)."""
    package = Path(str(files("sphinx_seminar")))
    paths = sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    contents = {f"sphinx_seminar/{path.relative_to(package).as_posix()}": path.read_bytes() for path in paths}
    info = f"sphinx_seminar-{own.version}.dist-info"
    contents[f"{info}/METADATA"] = (own.read_text("METADATA") or "").encode()
    contents[f"{info}/WHEEL"] = _WHEEL.encode()
    contents[f"{info}/entry_points.txt"] = (own.read_text("entry_points.txt") or "").encode()
    record = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in contents.items()]
    contents[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
