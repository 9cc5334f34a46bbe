"""Settings of the book; all of them: https://www.sphinx-doc.org/en/master/usage/configuration.html."""

project = "$python_title"
author = "$python_author"
copyright = author
# An EPUB has to name its edition, and whose it is.
version = "1"
epub_copyright = project
language = "$python_language"

# sphinx_copybutton puts a button on listings of code.
extensions = ["myst_parser", "sphinx_copybutton", "sphinx_seminar"]
exclude_patterns = [
    *("_build", ".venv", "venv", "env", "node_modules", "**/node_modules", "**/site-packages"),
    *("README.md", "LICENSE.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md"),
]

# Formulas between dollar signs, ::: around blocks, lists of terms, and what GitHub shows as well: alerts, task lists,
# bare addresses. "It costs $$5 and then $$10" is no formula.
myst_enable_extensions = [
    *("alert", "amsmath", "colon_fence", "deflist", "dollarmath", "gfm_autolink", "tasklist"),
]
myst_dmath_allow_space = False
myst_dmath_allow_digits = False

# The papers that @key and {paper}`key` name, and the zone of every time that names none.
seminar_bibliography = ["references.bib"]
seminar_timezone = "$python_timezone"
# "8. Kernels", not "Kernels", in headings and in the side bar.
seminar_numbers_in_headings = True

# -- Web pages ------------------------------------------------------------------------------------

html_theme = "sphinx_book_theme"
html_title = project
# Formulas are drawn by the book's own MathJax: pages need no network, and tell no server outside who reads them.
seminar_local_mathjax = True
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
