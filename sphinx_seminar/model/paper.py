"""Publications, and the places that list them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sphinx_seminar.model.problem import Place
from sphinx_seminar.model.text import Text


@dataclass(frozen=True, slots=True)
class Author:
    """A name in its parts, as BibTeX and CSL divide it.

    ``family`` alone, with ``organisation``, is a corporate author. ``particle`` is "van" or "de la", ``suffix`` "Jr.".
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    organisation: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One publication, from a ``.bib`` entry or from a pasted citation.

    * ``key``: what ``@key`` and ``{paper}`` name it by; for pasted ones made from the citation (``hu2019simple``).
    * ``kind``: the BibTeX entry type in lower case (``article``, ``inproceedings``, ``book``, ``misc``, …).
    * ``truncated``: the list of authors goes on ("et al.", "…", ``and others``); ``last_after_gap`` says that the last
      author given is the very last of the paper ("A., B., ... & Z.").
    * ``year`` is four digits, a range ("1994–1997"), words such as "in press", or what ISO 8601-2 has for doubt:
      "1723~", "199X", "-0379" (380 BCE). ``original`` is the year of the first edition. ``letter`` tells the paper
      from another of the same short name: the "b" of "Lee (1986b)". ``month`` is its number as text ("5"), or as
      written.
    * ``venue`` is the journal, the proceedings or the book that it appeared in; ``journal`` that of proceedings which
      appeared in one, to which volume and pages belong then; ``series`` a book series, of which ``issue`` is the number
      then.
    * ``genre`` is the author's word for the kind of work: "Habilitation".
    * ``archive`` and ``eprint`` are another archive than arXiv, and the number there: "HAL", "hal-01234567".
    * ``doi`` without resolver, ``arxiv`` without ``arXiv:`` and version, ``url`` and ``pdf`` whole addresses.
    * ``pasted`` is the citation word for word, empty for a ``.bib`` entry. What was read from it is certain, or is not
      here; ``wording`` are its words with their emphasis and links: before the title, the title, after it;
      ``sure`` says that the fields say all that was pasted, so that they may be shown in its place.
    * ``carried`` has the fields of a ``.bib`` entry that are not read, as (name, TeX), for who takes the entry along.
    """

    key: str
    kind: str = "misc"
    title: Text = field(default_factory=Text)
    authors: tuple[Author, ...] = ()
    truncated: bool = False
    last_after_gap: bool = False
    editors: tuple[Author, ...] = ()
    year: str = ""
    month: str = ""
    venue: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    chapter: str = ""
    article_number: str = ""
    edition: str = ""
    publisher: str = ""
    institution: str = ""
    address: str = ""
    doi: str = ""
    arxiv: str = ""
    arxiv_class: str = ""
    isbn: str = ""
    url: str = ""
    pdf: str = ""
    accessed: str = ""
    abstract: str = ""
    note: str = ""
    pasted: str = ""
    wording: tuple[Text, Text, Text] | None = None
    sure: bool = True
    place: Place = field(default_factory=lambda: Place(""))
    translators: tuple[Author, ...] = ()
    letter: str = ""
    original: str = ""
    genre: str = ""
    journal: str = ""
    version: str = ""
    archive: str = ""
    eprint: str = ""
    carried: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """What was pasted, without its markup; empty for a ``.bib`` entry."""
        return "".join(map(str, self.wording)) if self.wording is not None else self.pasted

    @property
    def month_number(self) -> int:
        """The month as a number from 1, or 0 where its author wrote another word."""
        number = int(self.month) if re.fullmatch("[0-9]{1,2}", self.month) else 0
        return number if number <= 12 else 0

    @property
    def order_in_time(self) -> str:
        """What papers are sorted by: the first year, years before our era first and words such as "in press" last."""
        number = re.match(r"(-?)(\d{2,4})X{0,2}(?!\d)", self.year)
        if number is None:
            return self.year or "\uffff"
        years = int(number[2].ljust(4, "0") if "X" in number[0] else number[2])
        return f"{10_000 - years if number[1] else 10_000 + years:05d}"


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of a paper list: a key or a pasted citation, where it stands, and the session it belongs to.

    ``number`` counts the document's listings from 0. ``paper`` is what was read from a pasted citation, ``None`` for a
    key. ``session`` is the anchor of the session in its document, or empty for a list that follows none.
    ``versions`` are keys that the line names as other versions of the same paper.
    Where it is not ``anchored`` no reference can lead to it: a cell of a table names the paper and no more.
    """

    place: Place
    number: int
    key: str = ""
    paper: Paper | None = None
    session: str = ""
    anchored: bool = True
    versions: tuple[str, ...] = ()
