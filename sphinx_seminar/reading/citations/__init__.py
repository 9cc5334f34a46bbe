"""Reading pasted citations as papers; the words by which they are read are those of ``words.toml``."""

from __future__ import annotations

from sphinx_seminar.reading import word_lists

WORDS = word_lists(__name__, "words.toml")
