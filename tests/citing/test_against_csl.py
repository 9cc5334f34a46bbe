"""Sixty kinds of entries, compared with what pandoc's citeproc makes of them with the styles of citationstyles.org.

Compared are the words, in their order: not capitals, punctuation, and addresses, which are links of their own here. What
we say besides, on purpose, is listed word for word, and so is every kind in which the words differ otherwise.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sphinx_seminar.citing import Words, cite
from tests.bibliographies import read_bibliography

_HERE = Path(__file__).parent
_PAPERS = {paper.key: paper for paper in read_bibliography((_HERE / "kinds.bib").read_bytes(), "kinds.bib").value}
_CSL = tomllib.loads((_HERE / "kinds.toml").read_text(encoding="utf-8"))

#: What we say on purpose besides CSL's words, by style and kind.
EXTRAS: dict[str, dict[str, str]] = {
    "apa": {
        "eid": "article 042101",
        "part-of-book": "chapter 6",
        "preprint": "arxiv 1412 6980 arxiv",
        "webpage": "retrieved may 3 2021",
    },
    "ieee": {
        "eid": "article 042101",
        "no-year": "n d",
        "translated": "trans p guyer",
        "original": "original work published 1899",
        "talk-volume": "vol 32",
    },
    "acm": {
        "eid": "article 042101",
        "no-year": "n d",
        "volume": "vol 2",
        "series": "graduate toys 202",
        "translated": "translated by paul guyer",
        "original": "original work published 1899",
        "talk-volume": "vol 32",
        "talk-series": "vol 1234",
        "chapter-volume": "vol 3",
        "part-of-book": "chapter 6",
        "report": "technical report no tr 2009 1",
        "report-type": "white paper",
        "software": "version 3 1 toy foundation",
        "dataset": "zenodo",
        "booklet": "handed out at the beach",
    },
    "chicago-author-date": {
        "eid": "article 042101",
        "part-of-book": "ch 6",
        "preprint": "arxiv 1412 6980",
        "webpage": "retrieved may 3 2021",
    },
}
#: Where our words are not CSL's, and why.
OTHER_WORDS: dict[str, dict[str, str]] = {
    "apa": {
        "particle": "a particle stands before the name that it belongs to",
        "given-particle": "a particle stands before the name that it belongs to",
        "doctoral": "the manual's word is ‘doctoral dissertation’",
        "preprint-journal": "an archive is no journal: its number is given once",
    },
    "ieee": {
        "preprint": "CSL gives the address alone, which is a link here",
        "software": "CSL's year stands before the publisher",
        "webpage": "the address is a link, so that no word leads to it",
    },
    "acm": {
        "others": "pandoc takes ‘others’ for a name",
        "anonymous": "the title stands before the date where nobody wrote it",
        "preprint": "CSL gives the address alone, which is a link here",
        "preprint-journal": "an archive is no journal: its number is given once",
        "webpage": "the address is a link, so that no word leads to it",
    },
    "chicago-author-date": {
        "particle": "a particle stands before the name that it belongs to",
        "given-particle": "a particle stands before the name that it belongs to",
        "original": "CSL's year of the first edition stands once more before the publisher",
        "preprint-journal": "an archive is no journal: its number is given once",
        "software": "CSL says ‘V. 3.1’ and ‘released’",
    },
}


def _words(citation: str) -> list[str]:
    text = re.sub(r"https?://\S+|doi: \S+", "", citation).replace("’", "").replace("'", "")
    return re.sub(r"[^\w\s]+", " ", text).casefold().split()


def _added(ours: list[str], theirs: list[str]) -> list[str] | None:
    """Return the words that we have besides theirs, ``None`` where theirs are not all there in their order."""
    added, rest = [], list(theirs)
    for word in ours:
        if rest and word == rest[0]:
            rest.pop(0)
        else:
            added.append(word)
    return None if rest else added


def _ours(style: str, kind: str) -> str:
    return str(cite(_PAPERS[kind], style, Words()))


@pytest.mark.parametrize("style", _CSL)
def test_the_words_are_those_of_csl_but_for_what_is_listed(style: str) -> None:
    added = {kind: _added(_words(_ours(style, kind)), _words(csl)) for kind, csl in _CSL[style].items()}
    assert {kind: " ".join(words) for kind, words in added.items() if words} == EXTRAS[style]
    assert [kind for kind, words in added.items() if words is None] == list(OTHER_WORDS[style])


@pytest.mark.parametrize("style", _CSL)
def test_at_least_52_of_60_kinds_are_the_same(style: str) -> None:
    assert len(_CSL[style]) == 60
    assert len(OTHER_WORDS[style]) <= 8
