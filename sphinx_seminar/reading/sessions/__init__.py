"""Sessions that rows of a table declare, from the words of its headers to the values of its cells."""
