"""One build, step by step: gather what was declared, compute the book, write what changed."""
