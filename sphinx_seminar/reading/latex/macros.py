"""TeX to spans, by pylatexenc, which no other module uses: what each command means in a citation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from pylatexenc import latex2text, latexwalker, macrospec

from sphinx_seminar.model import Span
from sphinx_seminar.model.text import SpanKind
from sphinx_seminar.reading.latex.formulas import readable
from sphinx_seminar.reading.latex.signs import lowered, raised, verbatim_latex

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


#: Words between two sums of money: "costs $5 million in stock, and pays $3".
_PROSE = re.compile(r"^\d[\d.,]*(?=[ KMB])[^\\^_{}=]* [^\W\d_]{2,} [^\W\d_]{2,}")
_ACCENTS = frozenset("'`\"^~=.uvHtcdbrk")
_MACROS: Any = latex2text.get_default_latex_context_db()
_WRITER: Any = latex2text.LatexNodes2Text()


def read_spans(source: str) -> list[Span]:
    """Return the spans of TeX whose braces are balanced; anything may be raised for what is no TeX."""
    nodes, _, _ = latexwalker.LatexWalker(source, _GRAMMAR, tolerant_parsing=False).get_latex_nodes()
    return list(_spans(nodes, "text"))


def _spans(nodes: Iterable[Any], kind: SpanKind) -> Iterator[Span]:
    r"""Walk the nodes of one group; a switch such as ``\em`` changes the kind of the rest."""
    for node, following in pairwise([*nodes, None]):
        if node is None:
            continue
        if isinstance(node, latexwalker.LatexMacroNode):
            if node.macroname in SWITCHES:
                kind = SWITCHES[node.macroname] or kind
                continue
            known = _macro_spans(node, kind)
            yield from _unknown_spans(node, following, kind) if known is None else known
            continue
        yield from _node_spans(node, kind)


def _unknown_spans(node: Any, following: Any, kind: SpanKind) -> Iterator[Span]:
    """Return the arguments of an unknown command as text, or its name where it has none."""
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]
    if arguments:
        yield from _spans(arguments, kind)
    elif not isinstance(following, latexwalker.LatexGroupNode) or not any(_spans(following.nodelist, kind)):
        yield Span(kind, node.macroname + (" " if node.macro_post_space else ""))


def _node_spans(node: Any, kind: SpanKind) -> Iterator[Span]:
    if isinstance(node, latexwalker.LatexGroupNode):
        if node.delimiters == ("{", "}"):
            yield from _spans(node.nodelist, kind)
        else:
            yield Span(kind, node.latex_verbatim())
    elif isinstance(node, latexwalker.LatexMathNode):
        opening, closing = node.delimiters
        formula = node.latex_verbatim()[len(opening) : -len(closing)].strip()
        yield _formula(formula, kind, node.latex_verbatim())
    elif isinstance(node, latexwalker.LatexSpecialsNode):
        yield Span(kind, LIGATURES.get(node.specials_chars, node.latex_verbatim()))
    else:
        yield Span(kind, node.latex_verbatim())


def _formula(formula: str, kind: SpanKind, written: str) -> Span:
    """Return a formula as mathematics, or its source where TeX cannot set it."""
    mathematics = "" if _PROSE.search(formula) else readable(formula)
    return Span("math", mathematics) if mathematics else Span(kind, written)


def is_known(name: str) -> bool:
    """Tell whether a command stands for something, or changes how words look."""
    tables = (SWITCHES, STYLED, SYMBOLS, _ARGUMENT, _ACCENTS)
    return any(name in table for table in tables) or not name.isascii() or bool(symbol_of(name))


def _macro_spans(node: Any, kind: SpanKind) -> list[Span] | None:
    """Return what a macro stands for, or ``None`` for one that is not known."""
    name: str = node.macroname
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]
    if name in STYLED and arguments:
        return list(_spans(arguments[-1:], STYLED[name] or kind)) or [Span(kind, "")]
    if name in _ARGUMENT and arguments:
        return _ARGUMENT[name](arguments, kind)
    if name in SYMBOLS:
        return [Span(kind, SYMBOLS[name])]
    if name in _ACCENTS and arguments:
        letter = "".join(span.value for span in _spans(arguments[-1:], kind))
        accented = "" if "\\" in letter else _accented(node)
        return [Span(kind, accented)] if letter.strip() and accented.strip() else None
    if not name.isascii():
        # "Garc\á" for "Garc\'a": a program exchanged the accent for the letter, and left the backslash.
        return [Span(kind, name)]
    symbol = "" if arguments else symbol_of(name)
    return [Span(kind, symbol)] if symbol else None


def symbol_of(name: str) -> str:
    """Return the character that a macro without arguments stands for, or ``""`` where it stands for none."""
    symbol = getattr(_MACROS.get_macro_spec(name), "simplify_repl", None)
    return symbol if isinstance(symbol, str) and "%" not in symbol and name not in NOT_WORDS else ""


def _accented(node: Any) -> str:
    r"""Return the letter with its accent; a dotless i takes its dot back, since ``\'\i`` is í."""
    written = cast(str, _WRITER.node_to_text(node))
    decomposed = unicodedata.normalize("NFD", written)
    if len(decomposed) > 1:
        decomposed = decomposed.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", decomposed)


def _address(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
    return [Span(kind, verbatim_latex(_inside(arguments[-1])))]


def _linked(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
    return list(_spans(arguments[-1:], kind))


def _mathematics(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
    formula = _inside(arguments[-1])
    return [_formula(formula, kind, f"${formula}$")]


def _inside(argument: Any) -> str:
    written = cast(str, argument.latex_verbatim())
    return written[1:-1] if written.startswith("{") and written.endswith("}") else written


def _quoted(name: str) -> Callable[[Sequence[Any], SpanKind], list[Span]]:
    opening, closing = QUOTED[name]
    return lambda arguments, kind: [Span(kind, opening), *_spans(arguments[-1:], kind), Span(kind, closing)]


def _in_script(script: Callable[[str], str]) -> Callable[[Sequence[Any], SpanKind], list[Span]]:
    return lambda arguments, kind: [Span(kind, script("".join(span.value for span in _spans(arguments[-1:], kind))))]


def _switched(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
    return list(_spans([*arguments[1:], *arguments[:1]], kind))


_ARGUMENT: Mapping[str, Callable[[Sequence[Any], SpanKind], list[Span]]] = {
    "url": _address,
    "path": _address,
    "href": _linked,
    "ensuremath": _mathematics,
    "switchargs": _switched,
    "textsuperscript": _in_script(raised),
    "textsubscript": _in_script(lowered),
    **{name: _quoted(name) for name in QUOTED},
    **dict.fromkeys(UNSEEN, lambda _arguments, kind: [Span(kind, "")]),
}


def _grammar() -> Any:
    """Return pylatexenc's macros, with the arguments of those that it does not know and we do."""
    grammar = latexwalker.get_default_latex_context_db()
    ours = [macrospec.MacroSpec(name, "{") for name in (*STYLED, *QUOTED, *UNSEEN, "textsuperscript", "textsubscript")]
    ours += [macrospec.MacroSpec(name, "{{") for name in ("href", "switchargs")]
    grammar.add_context_category("citations", macros=ours, prepend=True)
    return grammar


_GRAMMAR = _grammar()
