"""Files that are no pages: the calendar, the course as data, the feed, and what search engines read.

Each is a pure function of the book and of where its pages stand. Nothing comes from the clock, the machine, or the
order of a set, so that two builds of one source write the same bytes.
"""
