"""Conversion of a course page to a book: content that is understood becomes directives, all other is kept."""
