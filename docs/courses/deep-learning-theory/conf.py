"""Settings of the book: the eleven-topic course "Deep Learning Theory", one chapter a topic."""

project = "Deep Learning Theory"
author = "zhanglabtools"
copyright = author
version = "1"
language = "en"

extensions = ["myst_parser", "sphinx_seminar"]
exclude_patterns = ["_build"]
nitpicky = True

myst_enable_extensions = ["amsmath", "colon_fence", "dollarmath"]

# -- Web pages ------------------------------------------------------------------------------------

html_theme = "sphinx_book_theme"
seminar_numbers_in_headings = True
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
latex_documents = [("index", "deep-learning-theory.tex", project, author, "manual")]

latex_elements = {
    "papersize": "a4paper",
    "extraclassoptions": "openany,oneside",
}
