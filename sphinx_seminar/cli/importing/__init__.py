"""Importing an existing course page, or the folder of a site, as a book; ``site_words.toml`` has the words of sites."""

from __future__ import annotations

from sphinx_seminar.reading import word_lists

SITE_WORDS = word_lists(__name__, "site_words.toml")
