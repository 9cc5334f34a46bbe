"""PDF files: how many pages they have."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from sphinx_seminar.model import Problem, Reading

#: A PDF begins with this, within its first kilobyte (ISO 32000-1, 7.5.2, and what readers accept).
_MARK = b"%PDF-"


def count_pages(path: Path) -> Reading[int]:
    """Return the number of pages of a PDF, 0 with a problem where the file is none, or is damaged or locked."""
    with path.open("rb") as file:
        beginning = file.read(1024)
    if _MARK not in beginning:
        return Reading(0, (Problem("slides", f"'{path.name}' is no PDF: expected it to begin with {_MARK.decode()}"),))
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        return Reading(0, (Problem("slides", f"'{path.name}' cannot be read as a PDF: {error}"),))
    try:
        return Reading(len(document))
    finally:
        document.close()
