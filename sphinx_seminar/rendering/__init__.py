"""Model to docutils nodes: one file a thing shown."""
