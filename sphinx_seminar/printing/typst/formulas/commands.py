r"""Commands of formulas that have arguments: fractions, accents, alphabets, delimiters, words."""

from __future__ import annotations

import re

from sphinx_seminar.printing.typst.formulas import symbols
from sphinx_seminar.printing.typst.formulas.source import Source, UnsettableError, split
from sphinx_seminar.printing.typst.formulas.writer import COMMANDS, EMPTY, character, part, row, string, texts


def _fraction(source: Source, name: str) -> str:
    """Return a fraction or a binomial, in the style that its first letter names."""
    if name == "cfrac":
        source.optional()
    function = "binom" if name.endswith("binom") else "frac"
    found = f"{function}({part(source, source.argument())}, {part(source, source.argument())})"
    style = {"d": "display", "c": "display", "t": "inline"}.get(name[0], "")
    return f"{style}({found})" if style else found


def _root(source: Source, _name: str) -> str:
    degree = source.optional()
    content = part(source, source.argument())
    return f"root({part(source, degree)}, {content})" if degree else f"sqrt({content})"


def _accent(source: Source, name: str) -> str:
    return f"accent({part(source, source.argument())}, {symbols.ACCENTS[name]})"


def _alphabet(source: Source, name: str) -> str:
    content = f"{symbols.ALPHABETS[name]}({part(source, source.argument())})"
    return f"upright({content})" if name in ("mathsf", "mathtt") else content


def _roman(source: Source, _name: str) -> str:
    """Return upright letters; a word of them is one text, whose letters stand as in a word."""
    inner = source.argument().strip()
    return string(inner) if inner.isalpha() and len(inner) > 1 else f"upright({part(source, inner)})"


def _upright_bold(source: Source, _name: str) -> str:
    return f"bold(upright({part(source, source.argument())}))"


def _text(source: Source, name: str) -> str:
    return texts(source, source.argument(), symbols.TEXTS[name]) or EMPTY


def _operator(source: Source, _name: str) -> str:
    limits = ", limits: #true" if source.starred() else ""
    inner = source.argument()
    words = inner.replace("\\,", " ").replace("~", " ").strip()
    shown = string(words) if words.replace(" ", "").replace("-", "").isalnum() else f"upright({part(source, inner)})"
    return f"op({shown}{limits})"


def _brace(source: Source, name: str) -> str:
    """Return a brace over or under something, with the label that may follow as a script."""
    content = part(source, source.argument())
    if source.peek() == ("_" if name == "underbrace" else "^"):
        source.take()
        return f"{name}({content}, {part(source, source.argument())})"
    return f"{name}({content})"


def _named(source: Source, name: str) -> str:
    """Return a line over or under something, whose name is Typst's too."""
    return f"{name}({part(source, source.argument())})"


def _stack(source: Source, name: str) -> str:
    where = "b" if name == "underset" else "t"
    script, base = part(source, source.argument()), part(source, source.argument())
    return f"attach(limits({base}), {where}: {script})"


def _arrow(source: Source, name: str) -> str:
    below, above = source.optional(), part(source, source.argument())
    scripts = f"t: {above}" + (f", b: {part(source, below)}" if below else "")
    return f'class("relation", attach(limits(stretch({_ARROWS[name]}, size: #(100% + 1em))), {scripts}))'


_ARROWS = {
    **{"xrightarrow": "→", "xleftarrow": "←", "xRightarrow": "⇒", "xLeftarrow": "⇐", "xleftrightarrow": "↔"},
    **{"xlongequal": "=", "xmapsto": "↦", "xhookrightarrow": "↪"},
}


def delimiter(source: Source) -> str:
    """Read a delimiter; ``""`` for a dot, which stands for none."""
    token = source.take()
    if token in source.macros or token[1:] in source.macros:
        source.expand(token[1:])
        token = source.take()
    if token == "{":
        source.at -= 1
        token = source.argument().strip()
    if token in ("", "."):
        return ""
    angles = {"<": "⟨", ">": "⟩"}
    char = symbols.sign(token[1:]) if token.startswith("\\") else angles.get(token, token)
    if len(char) != 1:
        raise UnsettableError(f"{token} as a delimiter")
    return char if char.isalnum() else "\\" + char


def _left(source: Source, _name: str) -> str:
    opening = delimiter(source)
    content = row(source, frozenset({"\\right"}))
    closing = delimiter(source)
    return f"lr({' '.join(filter(None, (opening, content, closing)))})" if opening or content or closing else EMPTY


def _middle(source: Source, _name: str) -> str:
    found = delimiter(source)
    return f"mid({found})" if found else EMPTY


def _sized(source: Source, name: str) -> str:
    sized = name if name in symbols.SIZES else name[:-1]
    side = {"l": "opening", "r": "closing", "m": "relation"}.get(name[len(sized) :], "normal")
    found = delimiter(source)
    return f'class("{side}", lr(size: #{symbols.SIZES[sized]}em, {found}))' if found else EMPTY


def _class(source: Source, name: str) -> str:
    content = part(source, source.argument())
    if name == "mathop":
        return f"op({content}, limits: #true)"
    return f'class("{_CLASSES[name]}", {content})'


_CLASSES = {
    **{"mathrel": "relation", "mathbin": "binary", "mathord": "normal", "mathopen": "opening"},
    **{"mathclose": "closing", "mathpunct": "punctuation", "mathinner": "normal"},
}


def _not(source: Source, _name: str) -> str:
    """Return the negated form of the sign behind the command: ≠ for =."""
    token = source.argument().strip()
    char = symbols.sign(token[1:]) if token.startswith("\\") else token
    if len(char) != 1:
        raise UnsettableError("\\not before more than a sign")
    return {"=": "≠", "∈": "∉", "∋": "∌", "∃": "∄", "≡": "≢", "∼": "≁", "≈": "≉", "⊂": "⊄", "⊆": "⊈", "∣": "∤"}.get(
        char, f"cancel({character(char)})"
    )


def _modulo(source: Source, name: str) -> str:
    if name == "bmod":
        return 'class("binary", "mod")'
    content = part(source, source.argument())
    return {
        "pmod": f'quad \\("mod" thin {content}\\)',
        "mod": f'quad "mod" thin {content}',
        "pod": f"quad \\({content}\\)",
    }[name]


def _coloured(source: Source, name: str) -> str | None:
    """Read a colour and drop it: the pages have to be read in black and white as well."""
    source.optional()
    source.argument()
    return None if name == "color" else part(source, source.argument())


def _boxed(source: Source, _name: str) -> str:
    return f"#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt, $ {part(source, source.argument())} $)"


def _hidden(source: Source, _name: str) -> str:
    return f"std.hide({part(source, source.argument())})"


def _cancelled(source: Source, name: str) -> str:
    how = {"xcancel": ", cross: #true", "bcancel": ", inverted: #true"}.get(name, "")
    return f"cancel({part(source, source.argument())}{how})"


_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(em|ex|pt|cm|mm|in|mu)")


def _space(source: Source, name: str) -> str | None:
    """Return a space of a length; the stretch of a TeX length is dropped."""
    source.starred()
    if name in ("hspace", "mspace"):
        found = _LENGTH.match(source.argument())
    else:
        found = _LENGTH.match(source.text, source.at)
        source.at = found.end() if found is not None else source.at
    if found is None:
        return None
    number, unit = float(found[1]), found[2]
    factor, shown = {"ex": (0.43, "em"), "mu": (1 / 18, "em")}.get(unit, (1.0, unit))
    return f"#h({number * factor:.3g}{shown})"


def _tag(source: Source, _name: str) -> str:
    shown = source.argument() if source.starred() else f"({source.argument()})"
    return f"wide {texts(source, shown, '')}"


def _substack(source: Source, _name: str) -> str:
    rows = [" ".join(part(source, cell) for cell in cells) for cells in split(source.argument())]
    return f"mat(delim: #none, row-gap: #0.2em, {'; '.join(rows)})"


def _define(source: Source, name: str) -> None:
    source.define(name)


def _skip(source: Source, name: str) -> None:
    """Read a command with its arguments and set nothing: labels, struts, and commands for web pages."""
    for _argument in range(_SKIPPED[name]):
        source.argument()


#: The number of arguments of commands that set nothing.
_SKIPPED = {
    **{"label": 1, "nonumber": 0, "notag": 0, "hfill": 0, "allowbreak": 0, "nobreak": 0, "mathstrut": 0, "strut": 0},
    **{"noindent": 0, "protect": 0, "relax": 0, "cssId": 1, "class": 1, "style": 1, "hline": 0, "centering": 0},
    **{"smash": 0, "displaybreak": 0, "vphantom": 1, "vspace": 1, "require": 1, "ensuremath": 0, "Large": 0},
}

COMMANDS.update(
    {
        **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"), _fraction),
        **dict.fromkeys(symbols.ACCENTS, _accent),
        **dict.fromkeys(symbols.ALPHABETS, _alphabet),
        **dict.fromkeys(("mathrm", "mathup"), _roman),
        **dict.fromkeys(symbols.UPRIGHT_BOLD, _upright_bold),
        **dict.fromkeys(symbols.TEXTS, _text),
        **dict.fromkeys(("operatorname", "operatornamewithlimits"), _operator),
        **dict.fromkeys(("overline", "underline", "overbracket", "underbracket", "overparen", "underparen"), _named),
        **dict.fromkeys(("underbrace", "overbrace"), _brace),
        **dict.fromkeys(("underset", "overset", "stackrel"), _stack),
        **dict.fromkeys(_ARROWS, _arrow),
        **dict.fromkeys([size + side for size in symbols.SIZES for side in ("", "l", "r", "m")], _sized),
        **dict.fromkeys((*_CLASSES, "mathop"), _class),
        **dict.fromkeys(("pmod", "bmod", "mod", "pod"), _modulo),
        **dict.fromkeys(("color", "textcolor", "colorbox"), _coloured),
        **dict.fromkeys(("cancel", "bcancel", "xcancel"), _cancelled),
        **dict.fromkeys(("hspace", "mspace", "hskip", "kern", "mskip", "mkern"), _space),
        **dict.fromkeys(("newcommand", "renewcommand", "providecommand", "def", "DeclareMathOperator"), _define),
        **dict.fromkeys(_SKIPPED, _skip),
        **{"sqrt": _root, "left": _left, "middle": _middle, "not": _not, "boxed": _boxed, "tag": _tag},
        **{"phantom": _hidden, "hphantom": _hidden, "substack": _substack},
    }
)
