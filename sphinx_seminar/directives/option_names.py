"""Misspelt and foreign names of options, and the options that were meant."""

from __future__ import annotations

from collections.abc import Collection

from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.reading.vocabulary import meaning_of

#: Options by other words than the headers of tables have; the first that the directive has is meant.
_MEANT = {
    "tas": ("assistants", "assistant"), "ta": ("assistants", "assistant"), "tutors": ("assistants", "assistant"),
    "passcode": ("online",), "password": ("online",), "zones": ("also-zones",),
    "time": ("date", "meets"), "start": ("starts", "date"),
    "begin": ("starts", "date"), "begins": ("starts", "date"), "end": ("ends", "duration"), "zoom": ("online", "links"),
    "from": ("starts", "date"), "to": ("ends", "date"), "homepage": ("links",), "exam": ("facts",),
    "textbook": ("facts",), "prerequisites": ("facts",), "workload": ("facts",), "registration": ("facts",),
    "semester": ("term",), "university": ("institution",), "department": ("institution",), "faculty": ("institution",),
    "ects": ("credits",), "sws": ("credits",), "schedule": ("meets",), "weekly": ("meets",), "hours": ("meets", "date"),
    "holidays": ("except",), "breaks": ("except",), "website": ("links",), "moodle": ("links",), "type": ("kind",),
    "guest": ("speaker",), "homework": ("exercises",), "hw": ("exercises",), "bibliography": ("papers",),
    "cancelled": ("status",), "canceled": ("status",), "group": ("group-by",), "groupby": ("group-by",),
    "order": ("sort",), "sorted": ("sort",), "filter": ("kind", "tags"), "search": ("searchable",),
    "heading": ("title", "caption"), "id": ("name",), "label": ("name",), "csv": ("file",), "data": ("file",),
    "source": ("file",), "deadline": ("due",), "until": ("due",), "released": ("out",), "assigned": ("out",),
    "grade": ("points", "part-of"), "weight": ("points", "part-of"), "topics": ("covers",), "solutions": ("solution",),
    "sheet": ("exercises",), "handin": ("submit",), "hand-in": ("submit",), "grace": ("late",),
}  # fmt: skip
#: Options by the meanings of columns, where the two have different names.
_OF_MEANINGS = {
    "resources": ("links",), "instructor": ("instructors", "instructor", "speaker"),
    "speaker": ("speaker", "instructors"), "moved from": ("moved-from",), "title": ("title", "caption"),
}  # fmt: skip
#: Advice on facts that have no option here, by the meaning of their names.
_ELSEWHERE = {"title": "; expected it behind {{{directive}}}.", "abstract": "; expected it in the body."}


def meant_option(written: str, known: Collection[str]) -> str:
    """Return the option that a foreign name stands for, also by its meaning as a column header; ``""`` if none."""
    word = written.lower()
    meaning = meaning_of(word.replace("-", " ").replace("_", " "))
    names = (
        word.replace("_", "-").replace(" ", "-"),
        *_MEANT.get(word, ()),
        *_OF_MEANINGS.get(meaning, ()),
        meaning,
        f"{meaning}s",
    )
    return next((name for name in names if name in known), "")


def unknown_option(written: str, value: str, known: Collection[str], directive: str) -> str:
    """Return the message on an unknown option, with the option that its author may mean."""
    meant = meant_option(written, known)
    elsewhere = _ELSEWHERE.get(meaning_of(written), "").format(directive=directive)
    expected = f"; did you mean '{meant}'?" if meant else suggestion(written, known) or elsewhere
    expected = expected or f"; expected one of {', '.join(known)}."
    return f"{{{directive}}} has no option {quoted(f':{written}:')}{expected} It is left out: {quoted(value)}"
