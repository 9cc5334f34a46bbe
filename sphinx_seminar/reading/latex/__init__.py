r"""TeX of BibTeX fields as text: spans, plain words, addresses, letters for commands; publishers' HTML is understood.

A name is taken apart at its blanks, commas and capitals. ``\L ukasz`` has a blank that TeX swallows, ``\'Eva`` begins
with no letter, and ``\~n`` holds a tie: only once they are letters does a name fall into its own parts.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from sphinx_seminar.model import Span, Text
from sphinx_seminar.reading.latex.formulas import readable

_ENTITY = re.compile(r"(?:\{\\&\}|\\?&)(?:(?:\{\\#\}|\\?#)(x[0-9A-Fa-f]{1,5}|\d{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_MACROS = {
    **{"i": "emph", "em": "emph", "b": "textbf", "strong": "textbf", "tt": "texttt"},
    **{"sub": "textsubscript", "sup": "textsuperscript", "scp": "textsc"},
}
_ELEMENT = re.compile(rf"<({'|'.join(_MACROS)})>([^<>]*)</\1>", re.IGNORECASE)
_SPECIAL = re.compile(r"[{}%&#_$]")


def without_html(source: str) -> str:
    r"""Return the TeX of a field with ``&amp;``, also as ``\&amp;``, and ``<i>…</i>`` made TeX.

    Only elements that style words, and only where they are whole, since titles hold comparisons too.
    """
    if ";" in source and "&" in source:
        # Twice, for an export of an export: "&amp;lt;".
        source = _ENTITY.sub(_character, _ENTITY.sub(_character, source))
    return _ELEMENT.sub(_macro, source) if "</" in source else source


def _unescaped(entity: re.Match[str]) -> str:
    """Return the character of an entity, or the entity where HTML has none of its name."""
    character = html.unescape(f"&#{entity[1]};" if entity[1] else f"&{entity[2]};")
    return entity[0] if len(character) > 2 else character


def _character(entity: re.Match[str]) -> str:
    character = _unescaped(entity).replace("\N{NO-BREAK SPACE}", " ")
    if character == entity[0] or character in "\\^~":
        return entity[0]
    return _SPECIAL.sub(lambda found: rf"\{found[0]}", character)


def _macro(element: re.Match[str]) -> str:
    words = element[2]
    return rf"\{_MACROS[element[1].lower()]}{{{words}}}" if words.count("{") == words.count("}") else element[0]


_TEX = re.compile(r"[\\{}$~%]|--|``|''|[?!]`")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e]")
_COMBINED = re.compile(r"([^\W\d_])([\u0300-\u036f]+)")
_FORMULA = re.compile(r"(?<!\\)\$([^$]+)\$")
_WHITE = re.compile(r"[ \t\r\n\f\v]+")


def latex_text(source: str) -> Text:
    r"""Return the text of a BibTeX field.

    ``%`` is text, as in BibTeX itself; a macro that is not known is kept as it was written, and so is everything where
    the braces or the mathematics cannot be followed. Nothing is lost but control characters, which are no text.
    """
    if not source:
        return Text()
    source = _WHITE.sub(" ", composed(_CONTROL.sub("", without_html(source))))
    if not _TEX.search(source):
        return Text.plain(source.strip(" "))
    balanced, depth = settled(source)
    if depth > DEEPEST:
        return Text.plain(source.strip(" "))
    # What has no TeX in it needs no TeX reader, which takes its time to load.
    from sphinx_seminar.reading.latex.macros import read_spans

    try:
        spans = read_spans(balanced)
    except Exception:  # pylatexenc fails in many ways on half a macro; what an author wrote must survive all of them
        spans = list(_piece_by_piece(source))
    return _joined(spans)


def _piece_by_piece(source: str) -> Iterator[Span]:
    """Yield the spans of TeX that cannot be followed as a whole: a broken formula takes no other along."""
    for number, piece in enumerate(_FORMULA.split(source)):
        if number % 2:
            formula = readable(piece.strip())
            yield Span("math", formula) if formula else Span("text", f"${piece}$")
        elif piece == source:
            yield Span("text", source)
        else:
            # The text of words alone has no blanks at its ends.
            before, behind = (" " if end.isspace() else "" for end in (piece[:1], piece[-1:]))
            yield from (Span("text", before), *latex_text(piece).spans, Span("text", behind))


def composed(source: str) -> str:
    r"""Return letters and their accents as one character each; a dotless i with an accent is an i, as ``\'\i`` is."""
    return source if source.isascii() else _COMBINED.sub(_composed, source)


def _composed(accented: re.Match[str]) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(accented[1], accented[1])
    return unicodedata.normalize("NFC", letter + accented[2])


def plain_latex(source: str) -> str:
    """Return the words of a BibTeX field without markup.

    Simple mathematics becomes characters, as in ``$8^{th}$ Conference``; what is more stays between its dollar signs.
    """
    text = latex_text(source)
    if all(span.kind != "math" for span in text.spans):
        return str(text)
    from sphinx_seminar.reading.latex.macros import symbol_of

    parts = (formula_in_words(span.value, symbol_of) if span.kind == "math" else "" for span in text.spans)
    return "".join(words or str(Text((span,))) for words, span in zip(parts, text.spans, strict=True))


def _joined(spans: Iterable[Span]) -> Text:
    """Merge neighbours of one kind, with single spaces between words and none at the ends."""
    cleaned: list[Span] = []
    for kind, group in groupby((span for span in spans if span.value), key=lambda span: span.kind):
        value = _WHITE.sub(" ", composed("".join(span.value for span in group)))
        if not cleaned or cleaned[-1].value.endswith(" "):
            value = value.lstrip(" ")
        if value:
            cleaned.append(Span(kind, value))
    while cleaned and cleaned[-1].value.endswith(" "):
        last = cleaned.pop()
        if last.value.rstrip(" "):
            cleaned.append(Span(last.kind, last.value.rstrip(" ")))
    return Text(tuple(cleaned))


#: The letters that are commands by themselves; the blank behind one is TeX's.
_LETTER = r"\\(?:aa|AA|ae|AE|oe|OE|o|O|l|L|ss|SS|i|j|dh|DH|th|TH|dj|DJ|ng|NG)(?![A-Za-z])(?:\s*\{\}|\s+)?"
_ACCENTED = rf"(?:\{{\s*(?:{_LETTER}|[^\W\d_][\u0300-\u036f]*\s*){{1,2}}\}}|{_LETTER}|[^\W\d_][\u0300-\u036f]*)"
_ACCENT = rf"\\(?:['`\"^=.~]|[uvHtcdbrk](?![A-Za-z]))\s*{_ACCENTED}"
#: Either of them, alone or in braces of its own; braces behind a command are its argument's.
_WRITTEN = re.compile(rf"(?<![A-Za-z'`\"^=.~])\{{\s*(?:{_ACCENT}|{_LETTER})\s*\}}|{_ACCENT}|{_LETTER}")
_DEEPEST = 3


def with_letters(source: str) -> str:
    r"""Return TeX with its accents and letters as characters: ``\'{\i}`` is í, and so is what two accents make."""
    for _ in range(_DEEPEST):
        source, found = _WRITTEN.subn(_letter, source)
        if not found:
            break
    return source


def _letter(written: re.Match[str]) -> str:
    """Return the character, or what was written where there is none, in braces so that nothing divides it."""
    letter = plain_latex(written[0])
    if letter and not set(letter) & set("\\{}$"):
        return letter
    return written[0] if written[0].startswith("{") else f"{{{written[0]}}}"


#: Signs that programs write as commands: ``{\textless}``, ``\textunderscore{}``; some are plainer in addresses.
_SIGN = re.compile(r"\\([A-Za-z]{2,})(?:\s*\{\}|\s+)?")
_PLAIN_SIGNS = {"lt": "<", "gt": ">", "langle": "<", "rangle": ">", "sim": "~"}
#: One sign in braces or as mathematics: ``{\_}``, ``{$<$}``, ``\(<\)``.
_ALONE = re.compile(r"\{?(?:\$|\\\()\s*([^\w\s$\\{}]|_)\s*(?:\$|\\\))\}?|\{\s*\\?([^\w\s{}\\]|_)\s*\}")


def verbatim_latex(source: str) -> str:
    r"""Return an address or a number from a field: ``\url{…}`` and escapes such as ``\_`` undone, all else as it is."""
    wrapped = re.fullmatch(r"\s*\\(?:url|path|href|nolinkurl)\s*\{(.*?)\}(?:\s*\{.*\})?\s*", source, re.DOTALL)
    inner = _ENTITY.sub(_unescaped, wrapped[1] if wrapped else source)
    signs = _SIGN.sub(_sign, inner.replace("\\ensuremath{", "{"))
    tilde = re.sub(r"\\~\s*(?:\{\})?", "~", _ALONE.sub(lambda found: found[1] or found[2], signs))
    address = re.sub(r"\\([_%#&$^{}<>])", r"\1", tilde).strip()
    while address.startswith("{") and address.endswith("}"):
        address = address[1:-1].strip()
    return address


def _sign(command: re.Match[str]) -> str:
    """Return the sign that a command stands for, or the command where it stands for none."""
    from sphinx_seminar.reading.latex.macros import symbol_of

    return _PLAIN_SIGNS.get(command[1]) or symbol_of(command[1]) or command[0]


#: How deep groups may nest; what is deeper was written by no person.
DEEPEST = 60

_TOKEN = re.compile(r"\\.|\$\$|[{}$%]", re.DOTALL)


def settled(source: str) -> tuple[str, int]:
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
    elif any(parts[place] != "{" for place in opened[-DEEPEST:]):
        parts[-1] = _escaped_mark(mark)
    else:
        opened.append(len(parts) - 1)


def _settle_brace(parts: list[str], opened: list[int]) -> None:
    """Close the innermost group; a dollar sign that was opened in it and never closed is one of money."""
    if opened and parts[opened[-1]] != "{" and any(parts[place] == "{" for place in opened[-DEEPEST:]):
        place = opened.pop()
        parts[place] = _escaped_mark(parts[place])
    if opened and parts[opened[-1]] == "{":
        opened.pop()
    else:
        parts[-1] = r"\}"


def _escaped_mark(mark: str) -> str:
    return "".join(f"\\{sign}" for sign in mark)


_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_SCRIPTS: Mapping[str, Mapping[str, str]] = {"^": _RAISED, "_": _LOWERED}

#: An ending of a number, as in "19th" and "2e": nobody misses that it is raised.
_ORDINAL = re.compile(r"(?<=\d)\^\{?\s*(st|nd|rd|th|er|re|e|ème)\s*\}?(?![A-Za-z])")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}\\^_]*)\}|([^\s{}\\^_]))")
_UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|rm|mathsf|mathit|mbox)\b\s*(?:\{([^{}\\^_]*)\})?")
_SYMBOL = re.compile(r"\\([A-Za-z]+)(?:\s+(?=\w))?|\\([,;:! {}&%$#_])")
_UNREAD = re.compile(r"[\\{}^_$]")


def raised(letters: str) -> str:
    """Return letters as superscript characters, or as they are where Unicode lacks one of them."""
    return _in_script("^", letters) or letters


def lowered(letters: str) -> str:
    """Return letters as subscript characters, or as they are where Unicode lacks one of them."""
    return _in_script("_", letters) or letters


def formula_in_words(formula: str, symbol_of: Callable[[str], str]) -> str:
    r"""Return a simple formula in characters ("19th" for ``19^{th}``, "β" for ``\beta``), or ``""`` for any other.

    ``symbol_of`` returns the character that a command stands for, or nothing.
    """
    if formula == r"\backslash":
        return "\\"
    words = _ORDINAL.sub(r"\1", _UPRIGHT.sub(lambda found: found[1] or "", formula))
    words = _SYMBOL.sub(lambda found: symbol_of(found[1]) or found[0] if found[1] else found[2].strip(",;:!"), words)
    words = _SCRIPT.sub(lambda found: _in_script(found[1], found[2] or found[3] or "") or found[0], words)
    return "" if _UNREAD.search(words) else words


def _in_script(mark: str, letters: str) -> str:
    characters = _SCRIPTS[mark]
    return "".join(map(characters.__getitem__, letters)) if set(letters) <= set(characters) else ""
