"""Settings of the book: a workshop of one day, with its programme, its talks and its posters."""

import re

project = "Theoretical Physics for Deep Learning"
author = "Jaehoon Lee, Jeffrey Pennington, Yasaman Bahri, Max Welling, Surya Ganguli and Joan Bruna"
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
latex_documents = [("index", "workshop.tex", project, re.sub(", | and ", r" \\and ", author), "manual")]

latex_elements = {
    "papersize": "a4paper",
    "extraclassoptions": "openany,oneside",
}
