"""What macros stand for, in words and spans; the only module that knows pylatexenc."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from pylatexenc import latex2text, latexwalker, macrospec

from sphinx_seminar.model import Span
from sphinx_seminar.model.text import SpanKind
from sphinx_seminar.reading.latex.addresses import verbatim_latex
from sphinx_seminar.reading.latex.formulas import is_harmless

#: Macros with one argument whose words take a style.
_STYLED: Mapping[str, SpanKind | None] = {
    "emph": "emphasis",
    "textit": "emphasis",
    "textsl": "emphasis",
    "textbf": "strong",
    "texttt": "literal",
    **dict.fromkeys(("textsc", "textrm", "textsf", "textup", "textnormal", "textmd", "mbox", "text"), None),
}

#: Macros that style what follows them in their group, as in ``{\em word}``.
_SWITCHES: Mapping[str, SpanKind | None] = {
    "em": "emphasis",
    "it": "emphasis",
    "sl": "emphasis",
    "itshape": "emphasis",
    "bf": "strong",
    "bfseries": "strong",
    "tt": "literal",
    "ttfamily": "literal",
    **dict.fromkeys(("sc", "scshape", "rm", "sf", "normalfont", "relax", "protect", "small"), None),
}

#: What pylatexenc has no text for, or another one than a citation needs.
_SYMBOLS: Mapping[str, str] = {
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
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    **{mark: mark for mark in "%&#_${}"},
}

#: A tie becomes a plain space: titles are compared and searched as plain words.
_LIGATURES: Mapping[str, str] = {
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
_COMMANDS = frozenset({"today", "title", "author", "date", "maketitle", "item"})

_ACCENTS = frozenset("'`\"^~=.uvHtcdbrk")
_MACROS: Any = latex2text.get_default_latex_context_db()
_WRITER: Any = latex2text.LatexNodes2Text()


def _grammar() -> Any:
    """Return pylatexenc's macros, with the arguments of those that it does not know and we do."""
    grammar = latexwalker.get_default_latex_context_db()
    ours = [macrospec.MacroSpec(name, "{") for name in _STYLED] + [macrospec.MacroSpec("href", "{{")]
    grammar.add_context_category("citations", macros=ours, prepend=True)
    return grammar


_GRAMMAR = _grammar()


def read_spans(source: str) -> list[Span]:
    """Return the spans of TeX whose braces are balanced; anything may be raised for what is no TeX."""
    nodes, _, _ = latexwalker.LatexWalker(source, _GRAMMAR, tolerant_parsing=False).get_latex_nodes()
    return list(_spans(nodes, "text"))


def _spans(nodes: Iterable[Any], kind: SpanKind) -> Iterator[Span]:
    r"""Walk the nodes of one group; a switch such as ``\em`` changes the kind of the rest."""
    after_unknown = False
    for node in nodes:
        if node is None:
            continue
        if isinstance(node, latexwalker.LatexMacroNode):
            if node.macroname in _SWITCHES:
                kind = _SWITCHES[node.macroname] or kind
                continue
            known = _macro_spans(node, kind)
            yield from known or [Span(kind, node.latex_verbatim())]
            after_unknown = known is None
            continue
        if isinstance(node, latexwalker.LatexGroupNode) and after_unknown:
            yield Span(kind, node.latex_verbatim())
            continue
        after_unknown = False
        yield from _node_spans(node, kind)


def _node_spans(node: Any, kind: SpanKind) -> Iterator[Span]:
    if isinstance(node, latexwalker.LatexGroupNode):
        if node.delimiters == ("{", "}"):
            yield from _spans(node.nodelist, kind)
        else:
            yield Span(kind, node.latex_verbatim())
    elif isinstance(node, latexwalker.LatexMathNode):
        opening, closing = node.delimiters
        formula = node.latex_verbatim()[len(opening) : -len(closing)].strip()
        yield Span("math", formula) if is_harmless(formula) else Span(kind, node.latex_verbatim())
    elif isinstance(node, latexwalker.LatexSpecialsNode):
        yield Span(kind, _LIGATURES.get(node.specials_chars, node.latex_verbatim()))
    else:
        yield Span(kind, node.latex_verbatim())


def _macro_spans(node: Any, kind: SpanKind) -> list[Span] | None:
    """Return what a macro stands for, or ``None`` for one that is not known."""
    name: str = node.macroname
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]
    if name in _STYLED and arguments:
        return list(_spans(arguments[-1:], _STYLED[name] or kind)) or [Span(kind, "")]
    if name in _ARGUMENT and arguments:
        return _ARGUMENT[name](arguments, kind)
    if name in _SYMBOLS:
        return [Span(kind, _SYMBOLS[name])]
    if name in _ACCENTS and arguments:
        letter = "".join(span.value for span in _spans(arguments[-1:], kind))
        return None if not letter.strip() or "\\" in letter else [Span(kind, _accented(node))]
    known = _MACROS.get_macro_spec(name)
    symbol = getattr(known, "simplify_repl", None)
    if isinstance(symbol, str) and symbol and not arguments and "%" not in symbol and name not in _COMMANDS:
        return [Span(kind, symbol)]
    return None


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
    return [Span("math", formula) if is_harmless(formula) else Span(kind, f"${formula}$")]


def _inside(argument: Any) -> str:
    written = cast(str, argument.latex_verbatim())
    return written[1:-1] if written.startswith("{") and written.endswith("}") else written


_ARGUMENT: Mapping[str, Callable[[Sequence[Any], SpanKind], list[Span]]] = {
    "url": _address,
    "path": _address,
    "href": _linked,
    "ensuremath": _mathematics,
}
