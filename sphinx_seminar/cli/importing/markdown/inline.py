"""Markdown for pieces of lines and for blocks of code, with all text escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_seminar.cli.book_folder import markdown_line, markdown_text
from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.reading.latex.formulas import is_harmless

#: Longer code is not highlighted (characters).
_LONGEST = 20_000
_CLASS = re.compile(r"(?:\A|\s)(?:language|lang|highlight|brush:)-?\s*([\w+#-]+)")
#: The language in an info of Pandoc, knitr or Quarto, and in directives for code.
_BRACES = re.compile(r"\{\s*\.?(?P<language>[\w+#-]+)(?:[\s,][^{}]*)?\}\s*\Z")
_CODE_DIRECTIVE = re.compile(r"\{(?:code|code-block|sourcecode|code-cell)\}\s+(?P<language>[\w+#-]+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Code:
    """The text of a block of code; ``formula`` says that it is one of MyST."""

    text: str
    language: str = "text"
    formula: bool = False

    @property
    def markdown(self) -> str:
        """Return the block behind a fence that is longer than any in it."""
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", self.text)), default=0))
        return f"{fence}{self.language}\n{self.text}\n{fence}"


def code_block(element: Element) -> Code:
    """Return the block for an element ``pre``; a directive of another book is shown with all its lines."""
    text = "".join(char for char in element.raw_text() if char in "\n\t" or unicodedata.category(char) != "Cc")
    text = re.sub(r"\A(?:[^\S\n]*\n)+|\s+\Z", "", text)
    info = element.attributes.get("data-info")
    if info is None:
        inner = [element, *element.find_all("code")]
        said = next((found for one in inner if (found := _CLASS.search(one.attributes.get("class", "")))), None)
        return Code(text, _known(said[1] if said is not None else "", text))
    if re.fullmatch(r"\{math\}\s*", info):
        return Code(text, formula=True)
    found = _CODE_DIRECTIVE.match(info) or _BRACES.match(info) or re.match(r"(?P<language>[\w+#-]+)", info)
    language = _known(found["language"], text) if found is not None else "text"
    if info.startswith("{") and language == "text" and not (found is not None and found.re is _CODE_DIRECTIVE):
        text = f"{info}\n{text}".rstrip()
    return Code(text, language)


def _known(language: str, code: str) -> str:
    """Return a language where the highlighter knows it and can read the code, else ``text``."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Error
    from pygments.util import ClassNotFound

    if not language or len(code) > _LONGEST:
        return "text"
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return "text"
    return language if all(kind is not Error for kind, _text in lexer.get_tokens(code)) else "text"


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
