"""From a course page that somebody has to a book: what is understood is moved, everything else is kept and marked."""
