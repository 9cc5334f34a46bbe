"""What stands beside the name of a publication: editors, series, an imprint in brackets, parts to be read."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE, Draft
from sphinx_seminar.reading.citations.names.lists import read_names
from sphinx_seminar.reading.citations.publication.months import YEAR
from sphinx_seminar.reading.citations.publication.places import has_town, is_meeting, is_publisher, is_town
from sphinx_seminar.reading.citations.titles.sentences import sentence_ends

_EDITORS_LAST = re.compile(
    r"\s*[(\[]?\b(?:eds?|editors?|hrsg|hgg?|dirs?|coords?|orgs?)\b\.?(?!\s(?:by|von)\b)[)\]]?\s*[,.:]*\s*",
    re.IGNORECASE,
)
#: "(New York: Basic Books, 1973)".
_IMPRINT = re.compile(rf"[,\s]*\((?P<imprint>[^()]{{3,120}}?),?\s(?P<year>{YEAR})\)")
_TOWN_IN_BRACKETS = re.compile(r"(?<=\w)\s\((?P<town>[^()\d]{3,30})\)")
#: "to appear", "in press": the state of a paper, which is kept as a note.
_STATE = re.compile(
    r"(?<![\w])(?P<state>to appear|in press|forthcoming|submitted(?: to)?|under review)(?![\w])[,:]?", re.IGNORECASE
)
#: Parts of a work, and what it has: "ch. 18", "(Introduction, and Chap. 9)", "2 Bde.".
_PART = re.compile(
    r"[,.]?\s*\((?P<bracketed>[^()]{0,60}\bchap(?:ter|ters|s)?\b\.?\s[^()]{1,40})\)|"
    r"\s\[(?P<original>1[4-9]\d\d|20\d\d)\](?=[\s.,;:)]|\Z)|"
    r"(?:\A|[,.])\s*(?P<collection>coll\. (?:«[^»]{1,60}»|[^,.;«»()\d]{1,40}))|"
    r"(?<=,)\s(?P<named>«[^»]{1,60}»)(?=,)|"
    r"(?:\A|[,.])\s*(?P<part>(?:introduction,? (?:and |& )?)?(?:(?:chs?|chaps?|chapters?|kap|secs?)\.?\s|"
    r"§§?\.?\s?)\d(?:[\d,;. –-]|& |and )*(?<![.,; ])|"
    r"\d+ (?:Bde|vols|t)\.(?=\s|\Z))|"
    r"\A\s*(?P<volumes>\d+ (?:Bde|vols)\.)|"
    r"(?:\A|[,.])\s*\(?(?P<version>version \d(?:[\w.]*\w)?)\)?(?=[\s.,;]|\Z)",
    re.IGNORECASE,
)
#: "Graduate Studies in Mathematics 48," before the publisher.
_SERIES_NAMED = re.compile(
    rf"(?:\A|[,.]\s)(?P<series>[A-Z][^,.{GONE}]*\b(?:Studies|Notes|Texts|Monographs|Grundlehren)\b"
    rf"[^,.{GONE}()]*\s\d+)(?=, (?!no\.|\d))"
)
_EDITED_BY = re.compile(
    r"[,.]?\s*\b(?:edited by|ed\. by|eds?\.|hrsg\. v(?:on|\.)|hgg?\. v(?:on|\.)|herausgegeben von)\s+", re.IGNORECASE
)
#: Who did something else for a book: they have no field, and stay as a note.
_DONE_BY = re.compile(
    r"[,.]?\s*\b(?P<done>trans(?:lated|l?\.)? by|revised by|rev\. by|übers\. v(?:on|\.)|übersetzt von|"
    r"(?:neu)?bearbeitet von|traduit par|"
    r"trad\. (?:de|di|por|par)|(?:transl?|trad)\.(?=\s(?-i:[A-Z])))\s+",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"[,.(]?\s*(?P<series>(?:Lecture Notes in [A-Z][\w ]+|LNCS|LNAI|"
    r"Proceedings of Machine Learning Research|JMLR Workshop and Conference Proceedings|"
    r"Springer Series in [A-Z][\w ]+|Graduate Texts in Mathematics|(?<=\()[A-Z][\w ]+ [Ss]eries|"
    r"(?<=\()[A-Z][^\d()]+, (?:[Vv]ol\. )?\d{1,3}(?=\))|"
    r"(?:(?<=\()|(?<=\(= ))(?!(?:Version|Chap|Vol|Part|Nos?\b|Release|Issue|Suppl))[A-Z][^\d()]*[^\d()\s,] "
    r"(?:Bd\. )?\d{1,3}(?=\)[\s.,\ue000]*\Z)))(?=[,.)\s:(]|\Z)"
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
    """Take "(New York: Basic Books, 1973)" out of its brackets, and the town out of "Springer (New York)"."""
    tail = _TOWN_IN_BRACKETS.sub(lambda town: f", {town['town']}" if is_town(town["town"]) else town[0], tail)
    found = _IMPRINT.search(tail)
    if found is None:
        return tail
    imprint = found["imprint"].strip()
    meeting = is_meeting(imprint) and not tail[: found.start()].strip(f" .,{GONE}")
    if not (is_publisher(imprint) or meeting or has_town(imprint) or is_town(imprint) or ":" in imprint):
        return tail
    return f"{tail[: found.start()]}{GONE}{imprint}{GONE}{found['year']},{GONE}{tail[found.end() :]}"


def take_editors(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read "A. Editor & B. Editor (Eds.), Book" and "Editor, A., Editor, B. (eds.) Book"."""
    last = _EDITORS_LAST.search(tail[:600], 1)
    if last is not None:
        names = read_names(tail[: last.start()])
        if names is not None:
            return tail[last.end() :], draft._replace(editors=names.authors)
    return take_edited_by(tail, draft)


def take_edited_by(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read "Book, edited by A. Editor and B. Editor" and "trans. by C. Scholar"."""
    tail, draft = _taken_people(tail, draft, _DONE_BY)
    return _taken_people(tail, draft, _EDITED_BY)


def _taken_people(tail: str, draft: Draft, said: re.Pattern[str]) -> tuple[str, Draft]:
    found = said.search(tail)
    if found is None:
        return tail, draft
    before, after = tail[: found.start()], tail[found.end() :]
    ends = [position - 1 for position, _ in sentence_ends(after)]
    ends += [mark.start() for mark in re.finditer(rf",?\s*(?:{GONE}|\bpp?\.|\bvol\.|\d)|,|\s\(", after)] + [len(after)]
    for end in sorted(position for position in set(ends) if position < _LONGEST_EDITORS)[-12:][::-1]:
        names = read_names(after[:end].rstrip(". "))
        if names is None or any(GONE in name.family or is_publisher(name.family) for name in names.authors):
            continue
        if said is _EDITED_BY:
            draft = draft._replace(editors=names.authors)
        else:
            draft = draft._replace(note=". ".join(filter(None, (draft.note, f"{found['done']} {after[:end]}"))))
        return f"{before}. {GONE}{after[end:]}", draft
    return tail, draft


def take_series(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Read the series of a book: "Lecture Notes in Computer Science", "(Grundlehren, 267)"."""
    found = _SERIES.search(tail) or _SERIES_NAMED.search(tail)
    if found is None or (found.start() < 4 and found.re is _SERIES and tail[found.start()] != "("):
        return tail, draft
    cost = draft.cost - (found.re is _SERIES_NAMED)
    rest = f"{tail[: found.start()]}.{GONE}{tail[found.end() :]}"
    return rest, draft._replace(series=found["series"].strip(), cost=cost)
