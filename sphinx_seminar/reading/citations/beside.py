"""What stands beside the name of a publication: editors, series, an imprint in brackets, parts to be read."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE, Draft
from sphinx_seminar.reading.citations.months import YEAR
from sphinx_seminar.reading.citations.names import read_names
from sphinx_seminar.reading.citations.places import has_town, is_meeting, is_publisher
from sphinx_seminar.reading.citations.sentences import sentence_ends

_EDITORS_LAST = re.compile(
    r"\s*[(\[]?\b(?:eds?|editors?|hrsg|hgg?|dirs?|coords?|orgs?)\b\.?(?!\s(?:by|von)\b)[)\]]?\s*[,.:]*\s*",
    re.IGNORECASE,
)
#: "(New York: Basic Books, 1973)".
_IMPRINT = re.compile(rf"[,\s]*\((?P<imprint>[^()]{{3,120}}?),?\s(?P<year>{YEAR})\)")
#: "to appear", "in press": the state of a paper, which is kept as a note.
_STATE = re.compile(
    r"(?<![\w])(?P<state>to appear|in press|forthcoming|submitted(?: to)?|under review)(?![\w])[,:]?", re.IGNORECASE
)
#: Parts of a work, and what it has: "ch. 18", "(Introduction, and Chap. 9)", "2 Bde.".
_PART = re.compile(
    r"[,.]?\s*\((?P<bracketed>[^()]{0,60}\bchap(?:ter|ters|s)?\b\.?\s[^()]{1,40})\)|"
    r"\s\[(?P<original>1[4-9]\d\d|20\d\d)\](?=[\s.,;:)]|\Z)|[,.]\s*(?P<collection>coll\. «[^»]{1,60}»)|"
    r"(?:\A|[,.])\s*(?P<part>(?:introduction,? (?:and |& )?)?(?:chs?|chaps?|chapters?|kap|secs?|"
    r"§§?)\.?\s\d[\d,;. –-]*(?<![.,; ])|"
    r"\d+ (?:Bde|vols|t)\.(?=\s|\Z))|"
    r"\A\s*(?P<volumes>\d+ (?:Bde|vols)\.)",
    re.IGNORECASE,
)
#: "Graduate Studies in Mathematics 48," before the publisher.
_SERIES_NAMED = re.compile(
    rf"(?:\A|[,.]\s)(?P<series>[A-Z][^,.{GONE}]*\b(?:Studies|Notes|Texts|Monographs|Grundlehren)\b"
    rf"[^,.{GONE}()]*\s\d+)(?=, (?!no\.|\d))"
)
_EDITED_BY = re.compile(r"[,.]?\s*\b(?:edited by|ed\. by|eds?\.|hrsg\. von|herausgegeben von)\s+", re.IGNORECASE)
_SERIES = re.compile(
    r"[,.(]?\s*(?P<series>(?:Lecture Notes in [A-Z][\w ]+|LNCS|LNAI|"
    r"Proceedings of Machine Learning Research|JMLR Workshop and Conference Proceedings|"
    r"Springer Series in [A-Z][\w ]+|Graduate Texts in Mathematics|(?<=\()[A-Z][\w ]+ [Ss]eries|"
    r"(?<=\()[A-Z][^\d()]+, (?:[Vv]ol\. )?\d+(?=\))))(?=[,.)\s:(]|\Z)"
)
_LONGEST_EDITORS = 300


def take_notes(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Put the state of a paper and the parts that are to be read into the note."""
    notes = [draft.note] if draft.note else []
    for pattern in (_STATE, _PART, _PART):
        found = pattern.search(tail)
        if found is None:
            continue
        notes.append(next(value for value in found.groupdict().values() if value).strip())
        tail = f"{tail[: found.start()]}{GONE}{tail[found.end() :]}"
    return tail, draft._replace(note=". ".join(notes))


def open_imprint(tail: str) -> str:
    """Take "(New York: Basic Books, 1973)" out of its brackets."""
    found = _IMPRINT.search(tail)
    if found is None:
        return tail
    imprint = found["imprint"].strip()
    meeting = is_meeting(imprint) and not tail[: found.start()].strip(f" .,{GONE}")
    if not (is_publisher(imprint) or meeting or has_town(imprint) or ":" in imprint):
        return tail
    return f"{tail[: found.start()]}{GONE}{imprint}{GONE}{found['year']},{GONE}{tail[found.end() :]}"


def take_editors(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read "A. Editor & B. Editor (Eds.), Book" and "Editor, A., Editor, B. (eds.) Book"."""
    last = _EDITORS_LAST.search(tail[:600])
    if last is not None and last.start():
        names = read_names(tail[: last.start()])
        if names is not None:
            return tail[last.end() :], draft._replace(editors=names.authors)
    return take_edited_by(tail, draft)


def take_edited_by(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read "Book, edited by A. Editor and B. Editor"."""
    found = _EDITED_BY.search(tail)
    if found is None:
        return tail, draft
    before, after = tail[: found.start()], tail[found.end() :]
    ends = [position - 1 for position, _ in sentence_ends(after)]
    ends += [mark.start() for mark in re.finditer(rf",?\s*(?:{GONE}|\bpp?\.|\bvol\.|\d)|,", after)] + [len(after)]
    for end in sorted(position for position in set(ends) if position < _LONGEST_EDITORS)[-12:][::-1]:
        names = read_names(after[:end].rstrip(". "))
        if names is not None and not any(GONE in name.family or is_publisher(name.family) for name in names.authors):
            return f"{before}. {GONE}{after[end:]}", draft._replace(editors=names.authors)
    return tail, draft


def take_series(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read the series of a book: "Lecture Notes in Computer Science", "(Grundlehren, 267)"."""
    found = _SERIES.search(tail) or _SERIES_NAMED.search(tail)
    if found is None or (found.start() < 4 and found.re is _SERIES and tail[found.start()] != "("):
        return tail, draft
    cost = draft.cost - (found.re is _SERIES_NAMED)
    rest = f"{tail[: found.start()]}.{GONE}{tail[found.end() :]}"
    return rest, draft._replace(series=found["series"].strip(), cost=cost)
