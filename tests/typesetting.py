"""The printed book: from the LaTeX builder's folder to a PDF, and from a PDF to its text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pypdfium2 import PdfDocument

from tests.browser import MissingProgramError

if TYPE_CHECKING:
    from pathlib import Path


def _program(name: str, purpose: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise MissingProgramError(f"{purpose} needs {name}: run 'make system', or install it")
    return found


#: What Sphinx calls an engine, and latexmk's option for it.
ENGINES = {"xelatex": "-xelatex", "pdflatex": "-pdf"}


def typeset(folder: Path, engine: str = "xelatex") -> Path:
    """Return the PDF that LaTeX makes of the one book in a folder that the LaTeX builder wrote for an engine.

    Raises:
        MissingProgramError: latexmk or the engine is not installed.
        AssertionError: LaTeX stopped; the message holds the errors of its log.
    """
    latexmk = _program("latexmk", "typesetting")
    _program(engine, "typesetting")
    (source,) = folder.glob("*.tex")
    command = [latexmk, ENGINES[engine], "-silent", "-interaction=nonstopmode", "-halt-on-error", source.name]
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


def said_of(pdf: Path) -> str:
    """Return what LaTeX said while it made a PDF: its log, with the lines joined that it breaks after 79 characters."""
    lines = pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace").split("\n")
    return "".join(line if len(line) >= 79 else f"{line}\n" for line in lines)


def standing_out(pdf: Path) -> list[float]:
    """Return by how many points lines of a PDF are too long: what sticks out into the margin or the next column."""
    return [
        float(width) for width in re.findall(r"^Overfull \\hbox \((\d+\.\d+)pt too wide", said_of(pdf), re.MULTILINE)
    ]


def missing_characters(pdf: Path) -> set[str]:
    """Return the characters that a PDF has a gap for, since its font has none."""
    return set(re.findall(r"^Missing character: There is no (.)", said_of(pdf), re.MULTILINE))


def outline(pdf: Path) -> list[tuple[int, str]]:
    """Return the bookmarks of a PDF, (level, title), which a reader's program shows beside it."""
    with closing(PdfDocument(pdf)) as document:
        # pypdfium2 4 has the title as an attribute.
        return [
            (mark.level, mark.get_title() if hasattr(mark, "get_title") else mark.title) for mark in document.get_toc()
        ]


def described_as(pdf: Path) -> tuple[str, str]:
    """Return title and author as a PDF names them."""
    with closing(PdfDocument(pdf)) as document:
        facts = document.get_metadata_dict()
    return facts["Title"], facts["Author"]


def pdf_text(pdf: Path) -> str:
    """Return the text of a PDF in reading order, as ``pdftotext`` extracts it; pages end with a form feed.

    Raises:
        MissingProgramError: pdftotext is not installed.
    """
    command = [_program("pdftotext", "reading a PDF"), "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL).stdout


class Tag(NamedTuple):
    """An element of the structure of a PDF, which a screen reader walks: its depth, its role, and its words."""

    depth: int
    role: str
    words: str


_ROLE = re.compile(r"( *)([A-Z][A-Za-z0-9]*)\b")
_WORDS = re.compile(r' *"(.*)"\Z')


def structure(pdf: Path) -> list[Tag]:
    """Return the structure of a tagged PDF, as ``pdfinfo`` reads it; an element has the words of its parts too.

    Raises:
        MissingProgramError: pdfinfo is not installed.
    """
    command = [_program("pdfinfo", "reading a PDF"), "-enc", "UTF-8", "-struct-text", str(pdf)]
    # Attributes are in an encoding of their own.
    done = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    found: list[tuple[int, str, list[str]]] = []
    around: list[int] = []
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        words, role = _WORDS.match(line), _ROLE.match(line)
        if words is not None:
            for place in around:
                found[place][2].append(words[1])
        elif role is not None and role[2] != "Object":
            depth = len(role[1]) // 2
            around = [place for place in around if found[place][0] < depth] + [len(found)]
            found.append((depth, role[2], []))
    return [Tag(depth, role, "".join(words)) for depth, role, words in found]


def alternatives(pdf: Path) -> list[tuple[str, str]]:
    """Return what stands for each picture and each formula of a tagged PDF, with its role."""
    with pikepdf.open(pdf) as document:
        return [
            (str(element.S).lstrip("/"), str(element.Alt))
            for element in _elements(document.Root.StructTreeRoot.K)
            if "/Alt" in element
        ]


def _elements(node: Any) -> list[Any]:
    if isinstance(node, pikepdf.Array):
        return [element for child in node for element in _elements(child)]
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return [node, *_elements(node.get("/K", pikepdf.Array()))]
    return []


def claims(pdf: Path) -> dict[str, str]:
    """Return what a PDF says of itself: its title, its language, and the part of PDF/UA that it keeps to."""
    with pikepdf.open(pdf) as document, document.open_metadata() as facts:
        return {
            "title": str(facts.get("dc:title", "")),
            "language": str(document.Root.get("/Lang", "")),
            "pdfua": str(facts.get("pdfuaid:part", "")),
            "tagged": str("/MarkInfo" in document.Root and document.Root.MarkInfo.Marked),
            "date": str(facts.get("xmp:CreateDate", "")),
        }
