"""The meaning of LaTeX's commands in citations: their style, their text, their arguments."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_seminar.model.text import SpanKind

#: Macros with one argument whose words take a style.
STYLED: Mapping[str, SpanKind | None] = {
    "emph": "emphasis",
    "textit": "emphasis",
    "textsl": "emphasis",
    "textbf": "strong",
    "texttt": "literal",
    "mkbibemph": "emphasis",
    "mkbibitalic": "emphasis",
    "mkbibbold": "strong",
    **dict.fromkeys(
        (
            "textsc",
            "textrm",
            "textsf",
            "textup",
            "textnormal",
            "textmd",
            "mbox",
            "text",
            "hbox",
            "underline",
            "nocase",
            "uppercase",
            "MakeUppercase",
            "lowercase",
            "printfirst",
            "singleletter",
        ),
        None,
    ),
}

#: Macros that style what follows them in their group, as in ``{\em word}``.
SWITCHES: Mapping[str, SpanKind | None] = {
    "em": "emphasis",
    "it": "emphasis",
    "sl": "emphasis",
    "itshape": "emphasis",
    "bf": "strong",
    "bfseries": "strong",
    "tt": "literal",
    "ttfamily": "literal",
    **dict.fromkeys(("sc", "scshape", "rm", "sf", "upshape", "cal", "normalfont", "relax", "protect", "small"), None),
}

#: Commands for which pylatexenc has no text, or one that does not suit a citation.
SYMBOLS: Mapping[str, str] = {
    "-": "",
    "/": "",
    "\\": " ",
    " ": " ",
    "\n": " ",
    "par": " ",
    "newline": " ",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textdollar": "$",
    "textquotedbl": '"',
    **{
        name: name
        for name in ("TeX", "LaTeX", "BibTeX", "BibLaTeX", "XeTeX", "XeLaTeX", "LuaTeX", "LuaLaTeX", "pdfTeX")
    },
    "LaTeXe": "LaTeX2ε",
    "thinspace": " ",
    "hyphen": "-",
    "nobreakdash": "",
    "allowbreak": "",
    "slash": "/",
    "psq": " f.",
    "psqq": " ff.",
    "og": "« ",
    "fg": " »",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "degree": "°",
    "S": "§",
    "P": "¶",
    **{mark: mark for mark in "%&#_${}"},
}

#: A tie becomes a plain space: titles are compared and searched as plain words.
LIGATURES: Mapping[str, str] = {
    "~": " ",
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
    "?`": "¿",
    "!`": "¡",
    "\n\n": " ",
}

#: What pylatexenc would replace by words of its own, today's date among them.
NOT_WORDS = frozenset({"today", "title", "author", "date", "maketitle", "item"})

#: Macros whose words stand between two marks.
QUOTED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("enquote", "mkbibquote"), ("“", "”")),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}

#: Macros whose argument is not for readers: it sorts, fills an index, or makes space. The first is of the
#: documentation of BibTeX, as ``printfirst``, ``singleletter`` and ``switchargs`` are.
UNSEEN = ("noopsort", "SortNoop", "index", "label", "phantom", "hphantom", "vphantom", "hspace", "vspace")
