"""Reading sessions from the rows of a table: headers, cells, dates that depend on other rows."""
