"""Pasted citations: authors, year, title, venue, DOI, arXiv number and address, in the styles that people paste."""

from __future__ import annotations

from sphinx_seminar.reading.citations.keys import key_for
from sphinx_seminar.reading.citations.reader import read_citation

__all__ = ["key_for", "read_citation"]
