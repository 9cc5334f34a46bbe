"""The command line: writing a new book, and importing an existing course page as one."""
