"""What each output is for its own judges: programs of others that know what an EPUB or a web page has to be.

``make valid`` builds the books of :mod:`tests.valid.books` and asks every judge of :data:`tests.valid.__main__.CHECKS`.
Judges need more than the tests do, Java and node, and are no part of them.
"""
