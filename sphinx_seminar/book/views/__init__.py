"""The views of the book: the content of each place, as plain values."""
