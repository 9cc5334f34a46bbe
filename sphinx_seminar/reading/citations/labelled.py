"""Text copied from a page that names its fields: "Title: … Authors: …", as arXiv and catalogues do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_seminar.reading.citations.draft import GONE, Draft, dearer
from sphinx_seminar.reading.citations.names.lists import read_names
from sphinx_seminar.reading.citations.publication.months import YEAR
from sphinx_seminar.reading.citations.publication.whole import read_publication
from sphinx_seminar.reading.citations.titles.ends import with_names
from sphinx_seminar.reading.citations.titles.quoted import title_words

_LABEL = re.compile(
    r"(?<![^\s\ue000.;,])(?:View PDF(?: HTML \(experimental\))?\s+)?"
    r"(?P<label>Title|Authors?|Journal(?:[- ]ref(?:erence)?)?|Published in|Publication|Venue|Publisher|"
    r"Year|Date|Comments?|Subjects?|Abstract|Cite as|DOI|URL)\s?:\s?"
)
#: What stands after the labels of an archive's page and says nothing of the paper.
_IDLE = re.compile(rf"\(or[^()]{{0,60}}for this version\)|[\s.,;{GONE}]+")
_PLACES = ("Journal", "Published", "Publication", "Venue", "Publisher")


def labelled(text: str, known: Draft) -> Iterator[Draft]:
    """Read fields by their labels; there must be a title and authors."""
    labels = list(_LABEL.finditer(text))
    if len(labels) < 2 or not {"Title", "Author"} <= {label["label"].removesuffix("s") for label in labels}:
        return
    draft = dearer(known._replace(undecided=False), 0, *_left(text[: labels[0].start()]))
    where = ""
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        name, value = label["label"], text[label.end() : after.start() if after else len(text)].strip(f" .;,{GONE}")
        if name == "Title":
            draft = draft._replace(title=title_words(value))
        elif name.startswith("Author"):
            names = read_names(value)
            draft = with_names(draft, names) if names is not None else dearer(draft, 0, value)
        elif name.startswith(_PLACES):
            where = f"{where}. {value}"
        elif name in ("Year", "Date") and re.fullmatch(YEAR, value):
            draft = draft._replace(year=value)
        elif name.startswith("Comment") and value:
            draft = draft._replace(note=". ".join(filter(None, (draft.note, value))))
        else:
            draft = dearer(draft, 0, *_left(value))
    yield read_publication(where, draft) if where else draft._replace(kind="misc")


def _left(words: str) -> tuple[str, ...]:
    """Return what goes nowhere, if it says anything."""
    return (words,) if _IDLE.sub("", words) else ()
