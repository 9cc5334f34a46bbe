"""The report of what is left to do in a course."""
