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
from sphinx_seminar.reading.latex import in_script, verbatim_latex
from sphinx_seminar.reading.latex.formulas import readable

Meaning = Callable[[Sequence[Any], SpanKind], list[Span]]


def _by_name(commands: Mapping[SpanKind | None, str]) -> Mapping[str, SpanKind | None]:
    return {name: style for style, names in commands.items() for name in names.split()}


#: Commands with one argument whose words take a style, or keep that of the words around them; some are biblatex's, some
#: of the documentation of BibTeX.
_STYLED = _by_name(
    {
        "emphasis": "emph textit textsl mkbibemph mkbibitalic",
        "strong": "textbf mkbibbold",
        "literal": "texttt",
        None: "textsc textrm textsf textup textnormal textmd mbox text hbox underline nocase uppercase MakeUppercase "
        "lowercase printfirst singleletter",
    }
)
#: Commands that style what follows them in their group, as in ``{\em word}``.
_SWITCHES = _by_name(
    {
        "emphasis": "em it sl itshape",
        "strong": "bf bfseries",
        "literal": "tt ttfamily",
        None: "sc scshape rm sf upshape cal normalfont relax protect small",
    }
)
#: Commands whose words stand between two marks.
_QUOTED = {
    **dict.fromkeys(("enquote", "mkbibquote"), "“”"),
    "mkbibparens": "()",
    "mkbibbrackets": "[]",
}
#: Commands whose argument is not for readers: it sorts, fills an index, or makes space.
_UNSEEN = ("noopsort", "SortNoop", "index", "label", "phantom", "hphantom", "vphantom", "hspace", "vspace")
#: Commands for which pylatexenc has no text, or one that does not suit a citation.
_SYMBOLS: Mapping[str, str] = {
    **dict.fromkeys(("-", "/", "nobreakdash", "allowbreak"), ""),
    **dict.fromkeys(("\\", "\n", "par", "newline", "thinspace"), " "),
    **{name: name for name in ("TeX", "LaTeX", "BibTeX", "BibLaTeX", "XeTeX", "XeLaTeX", "LuaTeX", "LuaLaTeX", "%")},
    "pdfTeX": "pdfTeX",
    "LaTeXe": "LaTeX2ε",
    **{"textbraceleft": "{", "textbraceright": "}", "textless": "<", "textgreater": ">", "textbar": "|"},
    **{"textasciicircum": "^", "textunderscore": "_", "textquotedbl": '"', "hyphen": "-", "slash": "/"},
    **{"og": "« ", "fg": " »", "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "psq": " f.", "psqq": " ff."},
    **{"copyright": "©", "pounds": "£", "euro": "€", "degree": "°", "S": "§", "P": "¶"},
}
#: A tie becomes a plain space: titles are compared and searched as plain words.
_LIGATURES = {"~": " ", "\n\n": " ", "--": "–", "---": "—", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
#: What pylatexenc would replace by words of its own, today's date among them.
_NOT_WORDS = frozenset({"today", "title", "author", "date", "maketitle", "item"})

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
            if node.macroname in _SWITCHES:
                kind = _SWITCHES[node.macroname] or kind
                continue
            known = _macro_spans(node, kind)
            yield from _unknown_spans(node, following, kind) if known is None else known
            continue
        yield from _node_spans(node, kind)


def _arguments(node: Any) -> list[Any]:
    return [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]


def _unknown_spans(node: Any, following: Any, kind: SpanKind) -> Iterator[Span]:
    """Return the arguments of an unknown command as text, or its name where it has none."""
    if arguments := _arguments(node):
        yield from _spans(arguments, kind)
    elif not isinstance(following, latexwalker.LatexGroupNode) or not any(_spans(following.nodelist, kind)):
        yield Span(kind, node.macroname + (" " if node.macro_post_space else ""))


def _node_spans(node: Any, kind: SpanKind) -> Iterator[Span]:
    source = node.latex_verbatim()
    if isinstance(node, latexwalker.LatexGroupNode) and node.delimiters == ("{", "}"):
        yield from _spans(node.nodelist, kind)
    elif isinstance(node, latexwalker.LatexMathNode):
        opening, closing = node.delimiters
        yield _formula(source[len(opening) : -len(closing)].strip(), kind, source)
    elif isinstance(node, latexwalker.LatexSpecialsNode):
        yield Span(kind, _LIGATURES.get(node.specials_chars, source))
    else:
        yield Span(kind, source)


def _formula(formula: str, kind: SpanKind, written: str) -> Span:
    """Return a formula as mathematics, or its source where TeX cannot set it."""
    mathematics = "" if _PROSE.search(formula) else readable(formula)
    return Span("math", mathematics) if mathematics else Span(kind, written)


def is_known(name: str) -> bool:
    """Tell whether a command stands for something, or changes how words look."""
    tables = (_SWITCHES, _SYMBOLS, _MEANINGS, _ACCENTS)
    return any(name in table for table in tables) or not name.isascii() or bool(symbol_of(name))


def _macro_spans(node: Any, kind: SpanKind) -> list[Span] | None:
    """Return what a macro stands for, or ``None`` for one that is not known."""
    name: str = node.macroname
    arguments = _arguments(node)
    if name in _MEANINGS and arguments:
        return _MEANINGS[name](arguments, kind)
    if name in _SYMBOLS:
        return [Span(kind, _SYMBOLS[name])]
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
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    symbol = getattr(_MACROS.get_macro_spec(name), "simplify_repl", None)
    return symbol if isinstance(symbol, str) and "%" not in symbol and name not in _NOT_WORDS else ""


def _accented(node: Any) -> str:
    r"""Return the letter with its accent; a dotless i takes its dot back, since ``\'\i`` is í."""
    written = cast(str, _WRITER.node_to_text(node))
    decomposed = unicodedata.normalize("NFD", written)
    if len(decomposed) > 1:
        decomposed = decomposed.replace("\N{LATIN SMALL LETTER DOTLESS I}", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", decomposed)


def _inside(argument: Any) -> str:
    written = cast(str, argument.latex_verbatim())
    return written[1:-1] if written.startswith("{") and written.endswith("}") else written


def _address(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
    return [Span(kind, verbatim_latex(_inside(arguments[-1])))]


def _mathematics(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
    formula = _inside(arguments[-1])
    return [_formula(formula, kind, f"${formula}$")]


def _styled(style: SpanKind | None) -> Meaning:
    return lambda arguments, kind: list(_spans(arguments[-1:], style or kind)) or [Span(kind, "")]


def _between(opening: str, closing: str) -> Meaning:
    return lambda arguments, kind: [Span(kind, opening), *_spans(arguments[-1:], kind), Span(kind, closing)]


def _in_script(mark: str) -> Meaning:
    def meaning(arguments: Sequence[Any], kind: SpanKind) -> list[Span]:
        words = "".join(span.value for span in _spans(arguments[-1:], kind))
        return [Span(kind, in_script(mark, words) or words)]

    return meaning


#: Commands with arguments, and the function that makes spans of these.
_MEANINGS: Mapping[str, Meaning] = {
    **{name: _styled(style) for name, style in _STYLED.items()},
    **{name: _between(*marks) for name, marks in _QUOTED.items()},
    **dict.fromkeys(_UNSEEN, lambda _arguments, kind: [Span(kind, "")]),
    "url": _address,
    "path": _address,
    "href": lambda arguments, kind: list(_spans(arguments[-1:], kind)),
    "ensuremath": _mathematics,
    "switchargs": lambda arguments, kind: list(_spans([*arguments[1:], *arguments[:1]], kind)),
    "textsuperscript": _in_script("^"),
    "textsubscript": _in_script("_"),
}


def _grammar() -> Any:
    """Return pylatexenc's macros, with the arguments of those that it does not know and we do."""
    grammar = latexwalker.get_default_latex_context_db()
    two = ("href", "switchargs")
    ours = [
        macrospec.MacroSpec(name, "{{" if name in two else "{")
        for name in _MEANINGS
        if name not in ("url", "path", "ensuremath")
    ]
    grammar.add_context_category("citations", macros=ours, prepend=True)
    return grammar


_GRAMMAR = _grammar()
