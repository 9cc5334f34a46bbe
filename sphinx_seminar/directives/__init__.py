"""The directives and roles, one file each; :mod:`.registry` lists them, :mod:`.base` is their common base."""
