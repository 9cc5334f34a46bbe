"""How long builds take: a large book made up by rule, with our directives and written by hand without them."""
