"""The small words of dates: what says "open", what joins two ends, and what says nothing."""

from __future__ import annotations

import re


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: An open date, as a whole text; compared without capitals, dots and outer punctuation.
OPEN = _phrases(
    """tba|tbd|tbc|t b a|t b d|to be announced|to be determined|to be decided|to be confirmed|to be defined
    |to be scheduled|to be arranged|to be fixed|to be finalised|to be finalized|not yet fixed|not yet known
    |date to be announced|date to be finalised|date to be finalized|date tba|date tbd|unknown|nn|n n
    |noch offen|offen|wird noch bekannt gegeben|wird bekannt gegeben|wird noch bekanntgegeben|wird bekanntgegeben
    |nach vereinbarung|à annoncer|à définir|à confirmer|à préciser|à déterminer|por anunciar|por confirmar|por definir
    |por determinar|a determinar|a definir|a confirmar|a anunciar|da definire|da annunciare|da confermare|da stabilire
    |nog te bepalen|wordt nog bekend gemaakt|do ustalenia|будет объявлено|未定|待定|미정"""
)

#: Words that a date may lose without meaning another; "TBA" beside a date leaves its hour open.
FILLERS = _words(
    """tba tbd tbc at on from the of time o'clock um am vom von den dem der uhr s.t le la las los du de del das ore
    dalle il kl klo kello \u0433 года năm"""
)

#: Words between two ends; "à" and "a" also stand between a day and its hour, which the grammar knows.
JOINING = _words("to until till til through thru bis à a au al alle até hasta tot do jusqu'à jusqu'au 至 到 から تا")


def says_open(text: str) -> bool:
    """Tell whether a text says on purpose that its date is not known yet: "TBA", "to be announced", "?"."""
    bare = text.strip(" ()[].,:;")
    if bare and not bare.strip("?"):
        return True
    return " ".join(re.sub(r"[.\s]+", " ", bare).split()).casefold() in OPEN
