"""Files beside the pages (decks, data files, .bib files): where they are, what they hold, how they are stamped."""
