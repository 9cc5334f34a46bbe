"""Nodes and LaTeX commands for the printed book."""
