"""Words that say on purpose that something is not known yet, in the languages in which courses are announced."""

from __future__ import annotations

import re

from sphinx_seminar.reading.plain import listed, split_list, without_emphasis

#: Whole texts; compared without capitals, dots and outer punctuation.
_PHRASES = """\
    tba|tbd|tbc|t b a|t b d|t b c|to be announced|to be determined|to be decided|to be confirmed
    |to be defined|to be scheduled|to be arranged|to be fixed|to be finalised|to be finalized|to be added
    |to be provided|to follow|will follow|will be announced|not yet fixed|not yet known|not known yet|not yet decided
    |not yet available|date to be announced|date to be finalised|date to be finalized|date tba|date tbd|room tba
    |room tbd|speaker tba|speaker tbd|coming soon|soon|unknown|nn|n n|to be chosen|still open|open
    |noch offen|offen|wird noch bekannt gegeben|wird bekannt gegeben|wird noch bekanntgegeben|wird bekanntgegeben
    |wird noch festgelegt|wird festgelegt|noch nicht bekannt|noch unbekannt|steht noch nicht fest|folgt|folgt noch
    |nach vereinbarung|demnächst
    |à annoncer|à définir|à confirmer|à préciser|à déterminer|à venir|sera annoncé|bientôt|pas encore connu|non connu
    |por anunciar|por confirmar|por definir|por determinar|a determinar|a definir|a confirmar|a anunciar|por decidir
    |se anunciará|próximamente|pendiente|aún por confirmar
    |da definire|da annunciare|da confermare|da stabilire|nog te bepalen|nog onbekend|wordt nog bekend gemaakt
    |do ustalenia|будет объявлено|未定|未决定|待定|待公布|待确认|后续公布|敬请期待|调整中|調整中|準備中|近日公開
    |追って連絡|検討中|대기|待定|미정"""
#: What may stand behind such words: "TBA (Hall 3 or 4)".
_NOTE = re.compile(r"(?<=\S)\s+\([^()]*\)\s*\Z")
OPEN = frozenset(" ".join(phrase.split()) for phrase in _PHRASES.split("|"))


def says_open(text: str) -> bool:
    """Tell whether a text says on purpose that something is not known yet: "TBA", "to be announced", "?"."""
    bare = _NOTE.sub("", without_emphasis(text[:200])).strip(" ()[].,:;…*_<>")
    if len(text) > 200 or not bare:
        return False
    if not bare.strip("?？"):
        return True
    return " ".join(re.sub(r"[.\s]+", " ", bare).split()).casefold() in OPEN


def open_words(text: str) -> str:
    """Return the words with which a list says that a part of it is not known yet; ``""`` where it does not."""
    return next((part for _line, part in split_list(listed(text)) if says_open(part)), "")
