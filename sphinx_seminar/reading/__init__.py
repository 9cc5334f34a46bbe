"""Text to model: pure functions that never raise, never log, and say what they could not read."""
