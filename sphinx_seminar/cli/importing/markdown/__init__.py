"""Pages of other people as Markdown blocks, whatever they were written in."""
