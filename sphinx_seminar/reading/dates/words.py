"""The small words of dates: what joins two ends, and what says nothing."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that a date may lose without meaning another; "TBA" beside a date leaves its hour open.
FILLERS = _words(
    """tba tbd tbc at on from the of time o'clock um am vom von den dem der uhr s.t le la las los du de del das ore
    dalle il kl klo kello \u0433 года năm"""
)

#: Words between two ends; "à" and "a" also stand between a day and its hour, which the grammar knows.
JOINING = _words("to until till til through thru bis à a au al alle até hasta tot do jusqu'à jusqu'au 至 到 から تا")

#: Units of a length of time: English, and what its neighbours in Europe write.
DAYS = _words("d day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen 日 天")
WEEKS = _words("w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane 週 週間 周")
