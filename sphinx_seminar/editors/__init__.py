"""Files that help an editor to help an author: a schema for schedules in YAML, and snippets for the directives.

``schedule.schema.json`` is a JSON Schema (draft-07, which every editor reads). It offers one key for each kind of
column; others are understood as well ("Room", "Thema"), so that it allows any. ``python -m sphinx_seminar.editors
.vscode`` writes the files into a folder.
"""
