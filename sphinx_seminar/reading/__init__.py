"""Readers from text to model values: pure functions that return a value with problems; they neither raise nor log."""
