"""Lists as authors write them: paper lists, timelines, grading, topics."""
