"""The printed book: from the LaTeX builder's folder to a PDF, and from a PDF to its text."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.browser import MissingProgramError

if TYPE_CHECKING:
    from pathlib import Path


def _program(name: str, purpose: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise MissingProgramError(f"{purpose} needs {name}: run 'make system', or install it")
    return found


def typeset(folder: Path) -> Path:
    """Return the PDF that XeLaTeX makes of the one book in a folder that the LaTeX builder wrote.

    Raises:
        MissingProgramError: latexmk or xelatex is not installed.
        AssertionError: LaTeX stopped; the message holds the errors of its log.
    """
    latexmk = _program("latexmk", "typesetting")
    _program("xelatex", "typesetting")
    (source,) = folder.glob("*.tex")
    command = [latexmk, "-xelatex", "-silent", "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "LATEXOPTS": ""},
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, (
        f"{source.name} could not be typeset:\n{_errors(source.with_suffix('.log'), done.stdout)}"
    )
    return source.with_suffix(".pdf")


def _errors(log: Path, otherwise: str) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    found = [index for index, line in enumerate(lines) if line.startswith("!")]
    return "\n".join(line for index in found for line in lines[index : index + 6]) or otherwise[-2000:]


def pdf_text(pdf: Path) -> str:
    """Return the text of a PDF in reading order, as ``pdftotext`` extracts it; pages end with a form feed.

    Raises:
        MissingProgramError: pdftotext is not installed.
    """
    command = [_program("pdftotext", "reading a PDF"), "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL).stdout
