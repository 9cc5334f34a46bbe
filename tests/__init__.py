"""Tests that read as stories: a book as an author writes it, a build, and what a reader sees."""
