"""Nodes and commands for paper."""
