r"""TeX in BibTeX fields to spans and back: accents, ``\emph``, ``$math$``, braces that protect capitals."""
