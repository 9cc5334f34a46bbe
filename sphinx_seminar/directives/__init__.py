"""The directives and roles; :mod:`.registry` lists them, :mod:`.base` is what all directives share."""
