"""Tables of sessions as instructors keep them: CSV, TSV, YAML and Markdown, and the sessions that their rows are."""

from sphinx_seminar.reading.tables.programme import chain
from sphinx_seminar.reading.tables.reader import Format, read_table
from sphinx_seminar.reading.tables.record import SessionRecord
from sphinx_seminar.reading.tables.sessions import read_sessions
from sphinx_seminar.reading.tables.table import Row, Table

__all__ = ["Format", "Row", "SessionRecord", "Table", "chain", "read_sessions", "read_table"]
