r"""TeX in BibTeX fields to spans and back: accents, ``\emph``, ``$math$``, braces that protect capitals.

The only module that knows pylatexenc.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from pylatexenc import latex2text, latexwalker, macrospec

from sphinx_seminar.model import Span, Text
from sphinx_seminar.model.text import SpanKind

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

_ESCAPES: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "$%&#_"},
}

_STYLES: Mapping[SpanKind, str] = {"emphasis": r"\emph{%s}", "strong": r"\textbf{%s}", "literal": r"\texttt{%s}"}

#: What pylatexenc would replace by words of its own, today's date among them.
_COMMANDS = frozenset({"today", "title", "author", "date", "maketitle", "item"})

_ACCENTS = frozenset("'`\"^~=.uvHtcdbrk")
_TEX = re.compile(r"[\\{}$~%]|--|``|''|[?!]`")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_TOKEN = re.compile(r"\\.|\$\$|[{}$%]", re.DOTALL)
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)")
_MACROS: Any = latex2text.get_default_latex_context_db()
_WRITER: Any = latex2text.LatexNodes2Text()
_DEEPEST = 60


def _grammar() -> Any:
    """Return pylatexenc's macros, with the arguments of those that it does not know and we do."""
    grammar = latexwalker.get_default_latex_context_db()
    ours = [macrospec.MacroSpec(name, "{") for name in _STYLED] + [macrospec.MacroSpec("href", "{{")]
    grammar.add_context_category("citations", macros=ours, prepend=True)
    return grammar


_GRAMMAR = _grammar()


def latex_text(source: str) -> Text:
    r"""Return the text of a BibTeX field.

    ``%`` is text, as in BibTeX itself; a macro that is not known is kept as it was written, and so is everything where
    the braces or the mathematics cannot be followed. Nothing is lost but control characters, which are no text.
    """
    source = _CONTROL.sub("", source)
    if not _TEX.search(source):
        return Text.plain(_WHITE.sub(" ", source).strip())
    settled, depth = _settled(source)
    if depth > _DEEPEST:
        return Text.plain(_WHITE.sub(" ", source).strip())
    try:
        nodes, _, _ = latexwalker.LatexWalker(settled, _GRAMMAR, tolerant_parsing=False).get_latex_nodes()
        spans = list(_spans(nodes, "text"))
    except Exception:  # pylatexenc fails in many ways on half a macro; what an author wrote must survive all of them
        spans = [Span("text", source)]
    return _joined(spans)


def plain_latex(source: str) -> str:
    """Return the words of a BibTeX field without markup; math stays between its dollar signs."""
    return str(latex_text(source))


def verbatim_latex(source: str) -> str:
    r"""Return an address or a number from a field: ``\url{…}`` and escapes such as ``\_`` undone, all else as it is."""
    wrapped = re.fullmatch(r"\s*\\(?:url|path|href|nolinkurl)\s*\{(.*?)\}(?:\s*\{.*\})?\s*", source, re.DOTALL)
    inner = wrapped[1] if wrapped else source
    unwrapped = re.sub(r"\{\\?([_~%#&^$])\}", r"\1", inner)
    tilde = re.sub(r"\\(?:textasciitilde|~|sim)\s*(?:\{\})?", "~", unwrapped)
    return re.sub(r"\\([_%#&$^{}])", r"\1", tilde).strip().strip("{}").strip()


def text_latex(text: Text) -> str:
    """Write text for a BibTeX field: specials escaped, letters of all scripts as they are, braces always balanced."""
    return "".join(map(_span_latex, text.spans))


def _span_latex(span: Span) -> str:
    if span.kind == "math" and span.value.strip() and "$" not in span.value and balanced(span.value):
        return f"${span.value}$"
    if span.kind == "math":
        return escaped(f"${span.value}$")
    return _STYLES.get(span.kind, "%s").replace("%s", escaped(span.value))


def escaped(words: str) -> str:
    """Write plain words for a BibTeX field."""
    return _LIGATURE.sub("{}", "".join(_ESCAPES.get(letter, letter) for letter in words))


def balanced(source: str) -> bool:
    """Tell whether each brace of the text has its partner and no backslash is left over at its end."""
    return _settled(source)[0] == source


def _settled(source: str) -> tuple[str, int]:
    """Escape ``%`` and every brace and dollar sign without a partner; also return how deep the groups nest."""
    parts: list[str] = []
    opened: list[int] = []
    depth = end = 0
    for token in _TOKEN.finditer(source):
        parts += [source[end : token.start()], token[0]]
        end = token.end()
        if token[0] == "%":
            parts[-1] = r"\%"
        elif token[0] == "{":
            opened.append(len(parts) - 1)
        elif token[0] in ("$", "$$"):
            _settle_dollar(parts, opened)
        elif token[0] == "}":
            _settle_brace(parts, opened)
        depth = max(depth, len(opened))
    for place in opened:
        parts[place] = _escaped_mark(parts[place])
    rest = source[end:]
    # A backslash at the very end begins no macro.
    return "".join(parts) + rest + ("textbackslash" if rest.endswith("\\") else ""), depth


def _settle_dollar(parts: list[str], opened: list[int]) -> None:
    """Close the mathematics that the dollar sign ends, or open one; mathematics within mathematics is no TeX."""
    mark = parts[-1]
    if opened and parts[opened[-1]] == mark:
        opened.pop()
    elif any(parts[place] != "{" for place in opened[-_DEEPEST:]):
        parts[-1] = _escaped_mark(mark)
    else:
        opened.append(len(parts) - 1)


def _settle_brace(parts: list[str], opened: list[int]) -> None:
    """Close the innermost group; a dollar sign that was opened in it and never closed is one of money."""
    if opened and parts[opened[-1]] != "{" and any(parts[place] == "{" for place in opened[-_DEEPEST:]):
        place = opened.pop()
        parts[place] = _escaped_mark(parts[place])
    if opened and parts[opened[-1]] == "{":
        opened.pop()
    else:
        parts[-1] = r"\}"


def _escaped_mark(mark: str) -> str:
    return "".join(f"\\{sign}" for sign in mark)


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
        yield Span("math", node.latex_verbatim()[len(opening) : -len(closing)].strip())
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
        return [Span(kind, _accented(node))]
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


def _mathematics(arguments: Sequence[Any], _kind: SpanKind) -> list[Span]:
    return [Span("math", _inside(arguments[-1]))]


def _inside(argument: Any) -> str:
    written = cast(str, argument.latex_verbatim())
    return written[1:-1] if written.startswith("{") and written.endswith("}") else written


_ARGUMENT: Mapping[str, Callable[[Sequence[Any], SpanKind], list[Span]]] = {
    "url": _address,
    "path": _address,
    "href": _linked,
    "ensuremath": _mathematics,
}


def _joined(spans: Iterable[Span]) -> Text:
    """Merge neighbours of one kind, with single spaces between words and none at the ends."""
    merged = [
        Span(kind, "".join(span.value for span in group))
        for kind, group in groupby((span for span in spans if span.value), key=lambda span: span.kind)
    ]
    cleaned: list[Span] = []
    spaced = True
    for span in merged:
        value = span.value if span.kind == "math" else _WHITE.sub(" ", span.value)
        value = value.lstrip(" ") if spaced else value
        if value:
            cleaned.append(Span(span.kind, value))
            spaced = value.endswith(" ")
    while cleaned and not cleaned[-1].value.rstrip(" "):
        cleaned.pop()
    if cleaned:
        cleaned[-1] = Span(cleaned[-1].kind, cleaned[-1].value.rstrip(" "))
    return Text(tuple(cleaned))
