"""Words in the language of the book, looked up when they are shown.

Sphinx knows the language of a build before it reads anything, but one process can make books in several languages, so
that no module can look a word up when it is imported.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.locale import get_translation, get_translator

#: The name of our message catalogues.
CATALOGUE = "sphinx_seminar"

_ = get_translation(CATALOGUE)


@dataclass(frozen=True, slots=True)
class ContextWord:
    """A word that has several meanings in English; ``str()`` looks up the one of its context."""

    context: str
    word: str

    def __str__(self) -> str:
        """Return the word in the language of the book."""
        return get_translator(CATALOGUE).pgettext(self.context, self.word)


def pgettext(context: str, word: str) -> ContextWord:
    """Return a word to look up in a context; named as translators' tools know it."""
    return ContextWord(context, word)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the words for a number of things, as the language counts them; ``%d`` is the number."""
    return get_translator(CATALOGUE).ngettext(one, many, count)
