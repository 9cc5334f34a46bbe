"""Conversion of course pages (Markdown, HTML, data, plain text) to blocks of Markdown."""
