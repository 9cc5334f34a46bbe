"""The words of a line as Markdown: text is escaped as a whole, and only what the writer made stands unescaped in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_seminar.cli.quoting import markdown_line, markdown_text
from sphinx_seminar.reading.latex.formulas import is_harmless

#: The end of a line that readers see, before it is known whether there are lines at all.
BREAK = "\v"
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\{(?:aligned|alignedat|gathered|split|cases|array|smallmatrix|[pbvBV]?matrix)\*?\}"
)

_ROW_END = re.compile(r"\\\\(?:\[[\d.]+(?:em|ex|pt)\])?|\\(?:nonumber|notag)(?![A-Za-z])|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: ``text`` of the page, or Markdown that was made of it; ``mark`` is put around its ends."""

    text: str
    made: bool = False
    mark: str = ""

    @property
    def markdown(self) -> str:
        """Return the piece without its mark."""
        if self.made:
            return self.text
        spaced = re.sub(r"\s+", " ", self.text)
        lead, tail = " " * spaced.startswith(" "), " " * (spaced.endswith(" ") and len(spaced) > 1)
        return f"{lead}{markdown_text(spaced)}{tail}" if spaced.strip() else " " * bool(spaced)


def joined(pieces: Iterable[Piece]) -> str:
    """Return a line of Markdown; breaks in it are :data:`BREAK` or line ends."""
    merged: list[Piece] = []
    for piece in pieces:
        # Two texts beside each other could be markup together.
        if merged and not piece.made and not merged[-1].made and piece.mark == merged[-1].mark:
            merged[-1] = replace(piece, text=merged[-1].text + piece.text)
        else:
            merged.append(piece)
    written = [piece.markdown for piece in merged]
    out = ""
    parts: list[str] = []
    for number, (piece, text) in enumerate(zip(merged, written, strict=True)):
        after = next((said for said in written[number + 1 :] if said), "")
        if piece.mark:
            text = _marked(text, piece.mark, out, after)
        elif not piece.made and text.endswith("!") and after.startswith("["):
            text = f"{text[:-1]}\\!"
        parts.append(text)
        out = text or out
    text = re.sub(r"[^\S\n\v]+", " ", "".join(parts))
    return re.sub(r" ?([\n\v]) ?", r"\1", text).strip()


def _marked(text: str, mark: str, before: str, after: str) -> str:
    """Put a mark of emphasis around a text where Markdown sees one there (CommonMark, section 6.2)."""
    words = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    left, right = lead or before[-1:], tail or after[:1]
    opens = bool(words) and (not _is_sign(words[0]) or not left or left.isspace() or _is_sign(left))
    closes = bool(words) and (not _is_sign(words[-1]) or not right or right.isspace() or _is_sign(right))
    near = {left, right, words[:1], words[-1:]} & {"*", "_", "\\"}
    return f"{lead}{mark}{words}{mark}{tail}" if opens and closes and not near else text


def _is_sign(char: str) -> bool:
    return unicodedata.category(char[-1])[0] in "PS"


def one_lined(line: str) -> str:
    """Return a line without the breaks in it."""
    return re.sub(r"\s*[\n\v]\s*", " ", line).strip()


def paragraph(line: str) -> str:
    """Return a line as a paragraph of its own, which begins no other block on any of its lines."""
    lines = re.split(r"([\n\v])", line.strip())
    return "".join({"\n": "\n", BREAK: "\\\n"}.get(part) or markdown_line(part) for part in lines)


def code_span(text: str) -> Piece:
    """Return a text as code in a line."""
    words = " ".join(text.split())
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", words)), default=0))
    pad = " " * (words.startswith("`") or words.endswith("`"))
    return Piece(f"{ticks}{pad}{words}{pad}{ticks}" if words else "", made=True)


def formula(tex: str) -> Piece:
    """Return a formula in a line; one that could do more than show something is code."""
    tex = " ".join(tex.split())
    return Piece(f"${tex}$", made=True) if _is_harmless(tex) else code_span(f"${tex}$")


def formula_block(tex: str) -> str:
    """Return a formula on lines of its own, or an empty text for one that could do more than show something."""
    lines = "\n".join(line.strip() for line in tex.split("\n") if line.strip())
    return f"$$\n{lines}\n$$" if _is_harmless(lines) else ""


def _is_harmless(tex: str) -> bool:
    """Tell whether a formula only shows something, where rows and columns of harmless environments are taken apart."""
    begun = _ENVIRONMENT.findall(tex)
    opened = sum(mark.startswith(r"\begin") for mark in begun)
    bare = _ROW_END.sub(" ", _ENVIRONMENT.sub(" ", tex))
    if begun:
        bare = re.sub(r"(?<!\\)&", " ", bare)
    return opened * 2 == len(begun) and is_harmless(bare)
