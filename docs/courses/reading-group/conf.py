"""Settings of the book: a fortnightly reading group, with its plan, its guidelines and the archive of its meetings."""

import re

project = "Mila Deep Learning Theory Group"
author = "Adam Ibrahim, Reyhane Askari and Mohammad Pezeshki"
copyright = author
version = "1"
language = "en"

extensions = ["myst_parser", "sphinx_seminar"]
exclude_patterns = ["_build"]
nitpicky = True

myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]

# -- Web pages ------------------------------------------------------------------------------------

html_theme = "sphinx_book_theme"
html_title = project
# Formulas are drawn by the book's own MathJax, and no server outside learns who reads them.
seminar_local_mathjax = True
html_theme_options = {
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": True,
}

# -- The printed book -----------------------------------------------------------------------------

latex_engine = "xelatex"
latex_toplevel_sectioning = "chapter"
latex_documents = [("index", "reading-group.tex", project, re.sub(", | and ", r" \\and ", author), "manual")]

latex_elements = {
    "papersize": "a4paper",
    "extraclassoptions": "openany,oneside",
}
