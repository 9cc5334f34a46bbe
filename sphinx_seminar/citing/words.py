"""The words that citation styles add to a paper's own ("in", "edited by"), for the caller to translate."""

from __future__ import annotations

from dataclasses import dataclass

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and patterns that styles add to a paper's own text.

    ``{}`` stands for the value; a translation may put it anywhere, and where it is missing the value follows.
    ``day`` puts together a date, with the name of the month.
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
    chapter: str = "Chapter {}"
    chapter_lower: str = "ch. {}"
    version: str = "Version {}"
    translator: str = "Trans."
    translated_by: str = "Translated by {}"
    original: str = "Original work published {}"
    circa: str = "ca. {}"
    before_our_era: str = "{} BCE"
    decade: str = "{}s"
    software: str = "Computer software"
    dataset: str = "Dataset"
    doctoral_thesis: str = "Doctoral dissertation"
    phd_thesis: str = "PhD thesis"
    thesis: str = "Thesis"
    masters_thesis: str = "Master's thesis"
    bachelors_thesis: str = "Bachelor's thesis"
    report: str = "Technical report"
    open_quote: str = "“"
    close_quote: str = "”"
    day: str = "{month} {day}, {year}"
    months: tuple[str, ...] = _MONTHS
    months_short: tuple[str, ...] = (
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        *_MONTHS[4:7],
        "Aug.",
        "Sep.",
        "Oct.",
        "Nov.",
        "Dec.",
    )


def filled(template: str, value: str) -> str:
    """Return one of the patterns with a value in its place; empty where there is no value."""
    if not value:
        return ""
    return template.replace("{}", value) if "{}" in template else f"{template} {value}"
