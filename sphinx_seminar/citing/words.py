"""The words of a citation, for the caller to translate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a citation says besides the paper's own words.

    ``{}`` stands for the value; a translation may put it anywhere, and where it is missing the value follows.
    """

    and_: str = "and"
    ampersand: str = "&"
    et_al: str = "et al."
    no_date: str = "n.d."
    in_: str = "In"
    in_lower: str = "in"
    editor: str = "Ed."
    editors: str = "Eds."
    edited_by: str = "edited by {}"
    retrieved: str = "Retrieved {}"
    volume: str = "Vol. {}"
    volume_lower: str = "vol. {}"
    number: str = "No. {}"
    number_lower: str = "no. {}"
    page: str = "p. {}"
    pages: str = "pp. {}"
    pages_whole: str = "pages {}"
    article: str = "Article {}"
    article_lower: str = "article {}"
    edition: str = "{} ed."
    edition_number: str = "ed. {}"
    preprint: str = "arXiv preprint {}"
    doctoral_thesis: str = "Doctoral dissertation"
    masters_thesis: str = "Master's thesis"
    bachelors_thesis: str = "Bachelor's thesis"
    report: str = "Technical report"
    open_quote: str = "“"
    close_quote: str = "”"


def filled(template: str, value: str) -> str:
    """Put a value into one of the words; empty where there is no value."""
    if not value:
        return ""
    return template.replace("{}", value) if "{}" in template else f"{template} {value}"
