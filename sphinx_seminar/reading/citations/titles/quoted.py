"""A title: its quotation marks, and how likely a stretch of words is to be one."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE
from sphinx_seminar.reading.citations.publication.months import YEAR
from sphinx_seminar.reading.citations.publication.places import begins_with_town, is_publisher

_QUOTES = {
    "“": "”",
    '"': '"',
    "«": "»",
    "„": "“”",
    "‘": "’",
    "'": "'",
    "「": "」",
    "『": "』",
    "《": "》",
    "”": "”",
    "〈": "〉",
}


OPENING = re.compile(r"(?:(?<=[\s,.:;)\ue000])|\A)[“\"«„‘'「『《〈]|(?<=[\u3000-\u9fff])[「『《]|``")


def in_quotes(text: str) -> tuple[str, str]:
    """Return the title inside the quotation marks that a text begins with, and what follows them."""
    if text.startswith("``"):
        end = text.find("''")
        return (text[2:end].strip(" ,."), text[end + 2 :]) if end > 0 else ("", text)
    closing = _QUOTES.get(text[0], "")
    depth = 0
    for position in range(1, len(text)):
        mark = text[position]
        if mark == text[0] and mark not in closing:
            depth += 1
        if mark not in closing:
            continue
        after = text[position + 1 : position + 2]
        if depth and mark in closing:
            depth -= 1
            continue
        if (mark in "’'" and after.isalnum()) or position < 4:
            continue
        if mark in "’'\"" and after not in ("", " ", ",", ".", ";", ":", ")", "(", GONE):
            continue
        if (
            mark in "'’"
            and after == " "
            and re.match(r" [a-z]", text[position + 1 :])
            and not re.match(r" in\b", text[position + 1 :])
            and text[position - 1] not in ",.?!"
        ):
            continue
        return title_words(text[1:position]), text[position + 1 :].lstrip(" ,.;:")
    return "", text


def title_words(words: str) -> str:
    """Return a title without the marks around it; its own question mark stays."""
    words = re.sub(r"\s[–—-]+\Z", "", words.strip(f" ,;:{GONE}"))
    return words.rstrip(".。").strip(" ,") if not words.endswith("...") else words.strip()


def title_cost(title: str, rest: str) -> int:
    """Count what speaks against a stretch of words as a title, ``rest`` being what follows it."""
    words = title.split()
    cost = 3 if len(words) == 1 and len(title) < 5 else 0
    # A title goes on after its mark when what follows is in small letters.
    if re.match(r"\s*[a-z]", rest) and not re.match(
        r"\s*(?:in|pp?|pages|arXiv|e?print|ed|vol|bioRxiv|medRxiv)\b", rest
    ):
        cost += 4
    if re.match(r"\((?:eds?|hrsg|hg)\b|\(?\d{4}\b", title, re.IGNORECASE) or " // " in title:
        cost += 8
    if GONE in title.strip(GONE + " "):
        cost += 8
    if re.search(rf",\s\(?{YEAR}\)?[.]?\Z", title):
        cost += 6
    last = title.rpartition(", ")[2]
    if (
        ", " in title
        and len(last.split()) < 5
        and is_publisher(last)
        and re.search(r"[Pp]ress|UP|Society\Z|Verlag", last)
    ):
        cost += 4
    if is_publisher(title.rpartition(". ")[2]) and ". " in title:
        cost += 5
    if re.search(r"\b(?:[Tt]rans(?:lated|\.)|[Ee]d(?:ited|\.)|[Rr]evised) by\b", title):
        cost += 6
    first = re.split(r",| and |\. ", title, maxsplit=1)[0]
    if re.match(r"(?:[A-Z]\.[ -]?)+(?:[^\W\d_]+)?\Z", first) or re.fullmatch(r"(?:[A-Z]\.? ?){1,4}", title):
        cost += 10
    if (
        re.search(r"[,.]?[”\"»][,.]?\s\S", title)
        and title[0] in '“"«'
        and title.count(title[0]) < 3
        and not re.search(r"[?!][”\"»]", title)
    ):
        cost += 6
    if re.search(r"\(\s*+[^\s(]{0,40}\s*+(?:ed|eds|pp|vol)\b", title, re.IGNORECASE):
        cost += 3
    if re.search(rf",\s\w+ [Ee]d(?:ition|\.)|[.)]\s\d+\Z|,\s[A-Z][^,:]*\s\d+\Z|\({YEAR}\)\Z", title):
        cost += 5
    if re.match(r"[A-Z][\w’'-]+(?:, (?:and|&) [A-Z]\w+,| & [A-Z]\w+[:,])", title):
        cost += 6
    if any(begins_with_town(part) for part in re.split(r"[,.]\s", title)[1:]):
        cost += 4
    if re.search(rf"\b(?:[Vv]ol|no|pp)\.|{YEAR}[;:]|\d\(\d", title):
        cost += 6
    if re.search(r"\d\s?\(\d+\)|\d[:,]\s?\d+\s?[-–]\s?\d", title):
        cost += 8
    return cost + (title.count("(") != title.count(")")) * 4
