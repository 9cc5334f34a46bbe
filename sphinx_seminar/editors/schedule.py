"""The JSON Schema (draft-07, which every editor reads) of schedules in YAML: ``:file: schedule.yml``.

It offers one key for each kind of column. Other headers are understood as well ("Room", "Thema"), and columns that are
not understood are shown as they are, so that the schema allows any other key.
"""

from __future__ import annotations

from typing import Any

from sphinx_seminar.editors.snippets import OPTIONS
from sphinx_seminar.model import PERSON_ROLES, STATUSES

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_MANY: Schema = {"anyOf": [{"$ref": "#/definitions/text"}, {"type": "array", "items": {"$ref": "#/definitions/text"}}]}
_LINKS: Schema = {"$ref": "#/definitions/links"}
_PEOPLE: Schema = {"$ref": "#/definitions/people"}
_NUMBER: Schema = {"type": ["integer", "string", "null"]}


def _text(*examples: str) -> Schema:
    return {**_TEXT, "examples": list(examples)} if examples else {"$ref": "#/definitions/text"}


#: For each kind of column a sentence for authors, and the schema of its values.
COLUMNS: dict[str, tuple[str, Schema]] = {
    "title": ("What the session is about. May link a page: [Kernels](https://…).", _text()),
    "date": (
        "The day, with or without hours; a row that names none is on the day of the row before it.",
        _text("2021-06-07", "2021-06-07 14:00-16:00", "Fri 14 Jun 2019 8:30 a.m.", "2021-07", "TBA"),
    ),
    "day": ("The day of the week; one that contradicts the date is pointed out.", _text("Mon")),
    "year": ("The year of dates that name none.", _NUMBER),
    "time": ("The hours.", _text("14:00-16:00", "2:00 p.m.")),
    "start": ("When it begins.", _text("14:00")),
    "end": ("When it ends.", _text("16:00")),
    "duration": (
        "How long it takes; a row without a start then begins when the row before it ends.",
        _text("90 min", "1h30"),
    ),
    "timezone": ("The IANA time zone of this row.", _text("Europe/Berlin")),
    "kind": (
        "What happens. Rows of kind lecture are numbered.",
        _text("lecture", "session", "talk", "invited talk", "break", "exam"),
    ),
    "speaker": ("Who speaks: Name (note) <link>; several after semicolons, or as a list.", _PEOPLE),
    **{role: (OPTIONS[role][0], _PEOPLE) for role in PERSON_ROLES if role != "speaker"},
    "location": ("The room.", _text()),
    "online": ("The address of an online meeting.", _text("https://")),
    "resources": ("Links of any kind; a label such as Slides or Video says which.", _LINKS),
    "slides": ("The deck: a file of the book or an address, several as a list.", _LINKS),
    **{kind: (OPTIONS[kind][0], _LINKS) for kind in ("recording", "notes", "material")},
    "code": ("Source code.", _LINKS),
    "exercises": (OPTIONS["exercises"][0], _LINKS),
    "papers": ("What to read: @key of a .bib file, or a citation; several as a list.", _MANY),
    "part": ("The part of the course that it belongs to.", _text()),
    "tags": ("Keywords, separated by commas.", _MANY),
    "status": ("Whether it takes place as planned.", {"anyOf": [{"enum": list(STATUSES)}, _TEXT]}),
    "number": ("The number of a lecture in place of the one that is counted; none for no number.", _NUMBER),
    "name": ("What references call it: {session}`ntk`. Unique in the book.", _text()),
    "abstract": ("What it is about, in a few sentences.", _text()),
    "moved from": ("The date that it had, with the status moved.", _text("2021-05-31")),
    "takes slot": (
        "Whether it takes a slot of the term plan, where the plan would decide otherwise.",
        _text("yes", "no"),
    ),
    "meetings": ("How many slots of the term plan it takes.", {"type": ["integer", "string"]}),
}


def schedule_schema() -> Schema:
    """Return the schema: a list of sessions, or lists under the names of parts, or sessions under their own names."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A schedule",
        "description": "Sessions for the directive session-table of sphinx-seminar. Any other key is a column too.",
        "anyOf": [
            {"$ref": "#/definitions/sessions"},
            {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [{"$ref": "#/definitions/sessions"}, {"$ref": "#/definitions/session"}]
                },
            },
        ],
        "definitions": {
            "sessions": {"type": "array", "items": {"$ref": "#/definitions/session"}},
            "session": {
                "type": "object",
                "description": "One session.",
                "properties": {
                    name: {"description": description, **_beside(schema)}
                    for name, (description, schema) in COLUMNS.items()
                },
            },
            "text": _TEXT,
            "people": _listed({"name": "Name of the person.", "url": "Their page, or a mailto: address."}),
            "links": _listed({"label": "What the link is called.", "url": "Its address, or a file of the book."}),
        },
    }


def _beside(schema: Schema) -> Schema:
    """Return a schema that can have a description beside it: draft-07 ignores the neighbours of ``$ref``."""
    return {"allOf": [schema]} if "$ref" in schema else schema


def _listed(fields: dict[str, str]) -> Schema:
    """Return the schema of a text, of a mapping from names to texts, or of a list of both."""
    one = [
        {"$ref": "#/definitions/text"},
        {
            "type": "object",
            "properties": {name: {"type": "string", "description": words} for name, words in fields.items()},
            "additionalProperties": {"$ref": "#/definitions/text"},
        },
    ]
    return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}}]}
