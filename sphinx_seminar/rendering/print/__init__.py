"""Nodes around content of the printed page, each with its LaTeX commands.

Every command that we write into a LaTeX file stands in the table below; what authors wrote is never part of one, and is
escaped by Sphinx's writer like any other text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator


class printed(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """Content with the LaTeX of one row of :data:`COMMANDS` around it; ``how`` is the row."""


#: The LaTeX before and after the content of each kind of :class:`printed` node.
COMMANDS = {
    # Cells of a table are justified, and narrow; so lines of one word are torn apart.
    # What ends a row of the table must go on doing so.
    "ragged": ("\\let\\seminarrow\\\\\\raggedright\\let\\\\\\seminarrow{}", ""),
    "small": ("\n\\begingroup\\small\n", "\n\\endgroup\n"),
    "smaller": ("\n\\begingroup\\footnotesize\n", "\n\\endgroup\n"),
    "smallest": ("\n\\begingroup\\scriptsize\n", "\n\\endgroup\n"),
    # A line of its own each: TeX reads no line of more than 200,000 characters.
    "break": ("\\allowbreak{}%\n", ""),
    "hyphen": ("\\-", ""),
    "frame": ("\n\n\\begin{center}\\setlength{\\fboxsep}{0pt}\\fbox{", "}\\end{center}\n\n"),
    "below": ("\n\\begin{center}\\small ", "\\end{center}\n"),
    # A list of facts: names in a column on the left, as wide as the second and the first level of a list.
    "facts": (
        "\n\\begingroup\\setlength{\\leftmargini}{1em}\\setlength{\\leftmarginii}{8em}\\raggedright"
        "\\renewcommand{\\sphinxlineitem}[1]"
        "{\\item[{\\parbox[t]{\\dimexpr8em-2\\labelsep}{\\raggedright #1\\strut}}]}\n",
        "\n\\endgroup\n",
    ),
    "dates": (
        "\n\\begingroup\\setlength{\\leftmargini}{13em}"
        "\\renewcommand{\\sphinxlineitem}[1]"
        "{\\item[{\\parbox[t]{\\dimexpr13em-2\\labelsep}{\\raggedright #1\\strut}}]}\n",
        "\n\\endgroup\n",
    ),
    # A heading stays with the first rows of the table below it. The page has to end before the table begins, or the
    # table's own head is printed above the heading.
    "together": ("\n\\Needspace{0.3\\textheight}\n", ""),
    "right to left": ("\\righttoleft{", "}"),
    "upright": ("\\inuprightfont{", "}"),
    "part": ("\n\n\\part{", "}\n\n"),
    # In the table of contents like any other part, and without a page of its own.
    "small part": (
        "\n\n\\begingroup\\renewcommand{\\part}[1]{\\clearpage\\stepcounter{part}\\phantomsection"
        "\\addcontentsline{toc}{part}{\\thepart\\hspace{1em}#1}}\n\\part{",
        "}\\endgroup\n\n",
    ),
    "unnumbered": (
        "\n\\begingroup\\edef\\numberedto{\\the\\value{secnumdepth}}\\setcounter{secnumdepth}{-1}"
        "\\renewcommand{\\chaptermark}[1]{\\markboth{#1}{}}\n",
        "\n\\setcounter{secnumdepth}{\\numberedto}\\endgroup\n",
    ),
    "columns": ("\n\\begin{multicols}{2}\\small\\raggedcolumns\\raggedright\n", "\n\\end{multicols}\n"),
    "hanging": ("\n\n{\\hangindent=1.5em\\hangafter=1\\noindent ", "\\par}\n"),
}


class page_number(nodes.Inline, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """The number of the printed page that an anchor of a document stands on; ``worded`` is "page 12"."""


def page_of(docname: str, anchor: str, *, worded: bool = False) -> page_number:
    """Return the number of the page of an anchor."""
    return page_number("", docname=docname, anchor=anchor, worded=worded)


def around(how: str, *content: nodes.Node) -> printed:
    """Return content with a row of :data:`COMMANDS` around it."""
    return printed("", *content, how=how)


def _open(writer: LaTeXTranslator, node: printed) -> None:
    writer.body.append(COMMANDS[node["how"]][0])


def _close(writer: LaTeXTranslator, node: printed) -> None:
    writer.body.append(COMMANDS[node["how"]][1])


def _number(writer: LaTeXTranslator, node: page_number) -> None:
    command = "autopageref*" if node["worded"] else "pageref"
    label = f"{node['docname']}:{node['anchor']}" if node["anchor"] else f"{node['docname']}::doc"
    writer.body.append(f"\\{command}{{{writer.idescape(label)}}}")
    raise nodes.SkipNode


def setup_printed(app: Sphinx) -> None:
    """Register the nodes with the only writer that meets them."""
    app.add_node(printed, latex=(_open, _close))
    app.add_node(page_number, latex=(_number, None))
