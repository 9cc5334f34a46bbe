"""Settings of the manual: a book like those it describes, with two directives of its own (see ``_ext/``)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-seminar"
author = "sphinx-seminar contributors"
copyright = author
language = "en"

extensions = ["myst_parser", "sphinx.ext.extlinks", "sphinx_copybutton", "sphinx_seminar", "described", "example"]
# The courses of docs/courses, as "make html" and "make site" place them beside the manual.
extlinks = {"built": (os.environ.get("COURSES_AT", "..") + "/%s/index.html", "%s")}
exclude_patterns = ["_build", "_ext"]
nitpicky = True
# Examples of mistakes are no valid BibTeX or YAML, and are shown as they stand.
suppress_warnings = ["misc.highlighting_failure"]

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

# The papers and the times of the small course that the examples make together.
seminar_bibliography = ["references.bib"]
seminar_timezone = "Europe/Berlin"

# Addresses that only stand for others.
linkcheck_ignore = [r"\.\./", r"https://example\.org/", r"https://moodle\.example\.org/"]

# -- Web pages ------------------------------------------------------------------------------------

html_theme = "sphinx_book_theme"
html_title = "sphinx-seminar"
seminar_local_mathjax = True
# As in a new book: sources hold comments for the author.
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_theme_options = {
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "show_toc_level": 2,
    "use_download_button": False,
}

# -- The printed manual ---------------------------------------------------------------------------

latex_engine = "xelatex"
latex_toplevel_sectioning = "chapter"
latex_documents = [("index", "manual.tex", "The manual of sphinx-seminar", author, "manual")]
latex_elements = {"papersize": "a4paper", "extraclassoptions": "openany,oneside"}
