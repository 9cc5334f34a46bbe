"""Settings of the book; all of them: https://www.sphinx-doc.org/en/master/usage/configuration.html."""

project = "$python_title"
author = "$python_author"
copyright = author
# An EPUB has to name its edition.
version = "1"
language = "en"

extensions = ["myst_parser", "sphinx_seminar"]
exclude_patterns = ["_build", ".venv", "README.md"]

# Formulas between dollar signs, ::: around blocks, and lists of terms.
myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]

# The papers that @key and {paper}`key` name, and the zone of every time that names none.
seminar_bibliography = ["references.bib"]
seminar_timezone = "$python_timezone"

# -- Web pages ------------------------------------------------------------------------------------

html_theme = "sphinx_book_theme"
html_title = project
# The sources hold comments for the author, and whatever else is not shown.
html_copy_source = False
html_theme_options = {
    # Where parts have pages of their own, the side bar opens one of them: a long book builds in half the time.
    "collapse_navbar": True,
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "show_toc_level": 2,
    "use_download_button": False,
}

# -- The printed book -----------------------------------------------------------------------------

latex_engine = "xelatex"
latex_elements = {"papersize": "a4paper", "extraclassoptions": "openany,oneside"}
