"""Names of authors in pasted citations: one name, and lists of them in every order that styles use."""
