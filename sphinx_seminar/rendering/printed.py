r"""What only the printed page needs around standard nodes.

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


#: What stands before and after the content of a :class:`printed` node.
COMMANDS = {
    # Cells of a table are justified, and narrow; so lines of one word are torn apart.
    "ragged": ("\\raggedright{}", ""),
    "small": ("\n\\begingroup\\small\n", "\n\\endgroup\n"),
    "tiny": ("\n\\begingroup\\scriptsize\n", "\n\\endgroup\n"),
    "break": ("\\allowbreak{}", ""),
    "hyphen": ("\\-", ""),
    "frame": ("\n\n\\begin{center}\\setlength{\\fboxsep}{0pt}\\fbox{", "}\\end{center}\n\n"),
    "below": ("\n\\begin{center}\\small ", "\\end{center}\n"),
    "part": ("\n\n\\part{", "}\n\n"),
    "unnumbered": ("\n\\setcounter{secnumdepth}{-1}\n", "\n\\setcounter{secnumdepth}{2}\n"),
}


def around(how: str, *content: nodes.Node) -> printed:
    """Return content with a row of :data:`COMMANDS` around it."""
    return printed("", *content, how=how)


def _open(writer: LaTeXTranslator, node: printed) -> None:
    writer.body.append(COMMANDS[node["how"]][0])


def _close(writer: LaTeXTranslator, node: printed) -> None:
    writer.body.append(COMMANDS[node["how"]][1])


def setup_printed(app: Sphinx) -> None:
    """Register the node with the only writer that meets it."""
    app.add_node(printed, latex=(_open, _close))
