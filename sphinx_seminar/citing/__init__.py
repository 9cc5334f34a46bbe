"""Papers as readers see them: citations in five styles, names in running text, and their order.

Nothing here knows a language: every word comes in :class:`Words`, whose defaults are English.
"""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation
from sphinx_seminar.citing.names import short, sort_key, tell_apart
from sphinx_seminar.citing.parts import year_in_words
from sphinx_seminar.citing.styles import STYLES, cite
from sphinx_seminar.citing.words import Words

__all__ = ["STYLES", "Citation", "Words", "cite", "short", "sort_key", "tell_apart", "year_in_words"]
