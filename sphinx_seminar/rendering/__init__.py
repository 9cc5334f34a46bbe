"""Rendering view values as docutils nodes, one file a kind of view."""
