"""The printed book by Typst: a compiler that pip installs, and a PDF that a screen reader can read."""
