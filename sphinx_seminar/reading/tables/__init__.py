"""Tables of text as instructors keep them: CSV, TSV, YAML and Markdown, cell by cell."""

from sphinx_seminar.reading.tables.reader import read_table
from sphinx_seminar.reading.tables.table import Row, Table

__all__ = ["Row", "Table", "read_table"]
