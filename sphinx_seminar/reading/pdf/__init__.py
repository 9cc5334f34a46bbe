"""PDF files: how many pages they have, their text, and a picture of the first page."""
