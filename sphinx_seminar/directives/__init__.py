"""What authors write: one file a directive; :mod:`.registry` lists them, :mod:`.base` has what all share."""
