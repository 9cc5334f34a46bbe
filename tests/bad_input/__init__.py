"""Mistakes of authors, and what each author is told: data for a test and for pages of the manual.

Each TOML file here is a subject. A case of it has

* ``name``: the mistake in words;
* ``page``, ``files``, ``conf``: what the author wrote: the first page, other files by their paths, values of
  ``conf.py``. Those of the subject hold where a case has none of its own; ``encodings`` names files that are not UTF-8;
* ``messages``: every message of ours, as the build prints it: ``file:line: sentence [seminar.subtype]``;
* ``foreign``: messages of Sphinx, docutils or MyST beside them, in words that may differ between their releases;
* ``stops``: in place of messages, the error that ends the build;
* ``shows``: what the pages show of what was written.

``python -m tests.bad_input`` writes the pages of the manual.
"""
