"""The course as files: calendar, bibliography, data, feed."""
