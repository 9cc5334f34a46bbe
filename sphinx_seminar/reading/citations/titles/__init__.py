"""Titles in pasted citations: where they begin and end."""
