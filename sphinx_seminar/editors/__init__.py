"""Files that help an editor to help an author: a schema for schedules in YAML, and snippets for the directives.

Both are generated from the tables by which directives and data files are read, so that they cannot fall behind.
``python -m sphinx_seminar.editors .vscode`` writes them into a folder.
"""
