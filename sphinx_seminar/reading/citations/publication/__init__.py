"""Where a pasted citation says that a work was published: venue, volume, pages, date."""
