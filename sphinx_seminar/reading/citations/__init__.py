"""Pasted citations: authors, year, title, venue, DOI, arXiv number and address, in the styles that people paste."""
