"""Theses and reports, which an institution gives out rather than a journal."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE, Draft

_THESIS = re.compile(
    r"[(\[]?\s*(?:unpublished |published )?(?<![^\W_])(?:(?P<master>master['’]?s?(?: of \w+)?|m\.?\s?sc\.?|"
    r"m\.?\s?a\.?|bachelor['’]?s?|b\.?\s?sc\.?|diploma|masterarbeit|diplomarbeit|bachelorarbeit)|"
    r"(?P<doctor>ph\.?\s?d\.?|d\.?\s?phil\.?|doctoral|habilitation))"
    r"(?:(?!\w)|(?=(?:thesis|diss(?:ertation)?)(?!\w)))\.?\s*(?:(?P<word>thesis|dissertation|diss\.?)(?!\w))?"
    r"|(?<!\w)(?P<diss>diss\.|dissertation|thèse de doctorat|tesis doctoral|докторская диссертация|"
    r"habilitationsschrift)(?!\w)",
    re.IGNORECASE,
)


_REPORT = re.compile(
    r"[(\[]?\s*(?:tech(?:nical|\.)\s*rep(?:ort|\.)|working paper|discussion paper|research report|"
    r"tech report)\s*(?:series)?"
    r"(?:\s*,?\s*(?:no\.?|number|nr\.?|"
    r"#)?\s*(?P<number>[A-Za-z]{0,8}[-/ ]?(?:[\w]+-)*\w*\d[\w.-]*(?<![.,])))?\s*[)\]]?",
    re.IGNORECASE,
)


_NUMBER_ONLY = re.compile(r"\A\s*[(\[](?:Report )?No\.\s(?P<number>[\w./-]+)[)\]]")


def take_thesis(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Take "Ph.D. dissertation" and its like out of what stands after the title."""
    found = _THESIS.search(tail)
    if found is None or not (
        found["word"] or found["diss"] or found["master"] or re.match(r"[(\[]?\s*ph", found[0], re.I)
    ):
        return tail, draft
    if (
        (found["master"] or found["doctor"])
        and not found["word"]
        and not re.search(r"arbeit|diploma|habil|ph", found[0], re.I)
    ):
        return tail, draft
    kind = "mastersthesis" if found["master"] else "phdthesis"
    rest = f"{tail[: found.start()]}{GONE}{tail[found.end() :]}".replace("[", " ").replace("]", " ")
    rest = rest.replace("(", " ").replace(")", " ")
    return rest, draft._replace(kind=kind)


def take_report(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Take "Technical Report TR-2009" and its like out of what stands after the title."""
    found = _REPORT.search(tail) or _NUMBER_ONLY.search(tail)
    if found is None or draft.kind:
        return tail, draft
    rest = f"{tail[: found.start()]}{GONE}{tail[found.end() :]}"
    note = ""
    kind = re.match(r"[(\[]?\s*(\w+ \w+)", found[0]) if found.re is _REPORT else None
    if kind is not None and not re.match(r"[(\[]?\s*tech", found[0], re.IGNORECASE):
        note = kind[1]
    return rest, draft._replace(kind="techreport", issue=(found["number"] or "").strip(), note=draft.note or note)
