"""The command line: a new book, and a book made of a course page that there is already."""
