"""Pasted text without its wrapping: list numbers, markup, and what copying from a page or a PDF adds."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_NUMBERING = re.compile(r"(?:[-*•‣▪◦]\s+|\[[A-Za-z+]{0,6}\d{1,4}[a-z]?\](?!\()\.?\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+)")
_LINK = re.compile(
    r"\[(?P<label>[^\[\]]{0,500})\]\(<?(?P<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)>?(?:\s\"[^\"]*\")?\)"
)
_REST_LINK = re.compile(r"`(?P<label>[^`<>]{1,500})<(?P<target>[^`<>\s]+)>`__?")
_ANGLED = re.compile(r"<(https?://[^<>\s]+)>")
_TAG = re.compile(r"</?(?:i|b|em|strong|u|sub|sup|span|cite|a|p|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_STRONG = re.compile(r"(?<![\w*])\*\*(?=\S)([^*]{1,500}?)(?<=\S)\*\*(?![*])")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=\S)([^*]{1,500}?)(?<=\S)\*(?![*])")
_UNDERSCORED = re.compile(r"(?<![\w/])(__|_)(?=\S)([^_]{1,500}?)(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([*_`\[\](){}#&$~.<>!+|-])")
_MATH = re.compile(r"(?<![\\$])\$(?=[^\s$])[^$]{1,300}?(?<=[^\s\\$])\$(?![\d$])")
_BROKEN = re.compile(
    r"(?<=[^\W\d_]{2})(?<!\$)- (?!(?:and|or|to|und|oder|bzw|bis|et|ou|y|e|o|en|of|i|и)\b)(?=[a-zà-öø-ÿ]{2})"
)
_COMPOUND = re.compile(
    r"(?:\b(?:non|self|semi|multi|over|under|pre|post|well|low|high|one|two|three|long|short|large|small|real|state|"
    r"cross|co|anti|inter|intra|meta|near|end|text|data|model|sub|super|quasi|pseudo|first|second|higher|lower|full|"
    r"fine|time|deep|all|in|on|off|rank|image|few|zero|black|white|open|mean|cost|human|task|user|game|"
    r"so|mid)|to|of)\Z",
    re.IGNORECASE,
)
#: Scholar's Vancouver glues "In" to the proceedings: "InProceedings of…", "In2018 IEEE…".
_IN_GLUED = re.compile(r"(?<=[.?!] )In(?=[A-Z][a-z]{3,}|(?:19|20)\d\d )")
_LABELS = {
    "pdf",
    "paper",
    "link",
    "doi",
    "arxiv",
    "html",
    "url",
    "web",
    "website",
    "abs",
    "openreview",
    "abstract",
    "here",
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The words of a citation, the targets of its links, and a title that a link or a markup names."""

    text: str
    targets: tuple[str, ...] = ()


def clean(collapsed: str) -> Cleaned:
    """Take the markup off a citation whose white space is already collapsed."""
    text = _INVISIBLE.sub("", html.unescape(collapsed)).strip()
    text = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    targets: list[str] = []

    def label_alone(link: re.Match[str]) -> str:
        label = link["label"].strip()
        if not re.match(r"https?://|mailto:", link["target"]):
            return link[0]
        targets.append(link["target"])
        if label.casefold().strip(" .:*_`") in _LABELS or label in targets:
            return ""
        return f"“{label}”" if _names_a_title(link, label) else label

    text = _REST_LINK.sub(label_alone, _LINK.sub(label_alone, text))
    text = _TAG.sub("", _ANGLED.sub(r"\1", text))
    text = _IN_GLUED.sub("In ", _outside_math(text))
    text = re.sub(r"(?<=[\w.)]) (?=[,;]\s)", "", " ".join(text.split()))
    return Cleaned(text, tuple(targets))


def _names_a_title(link: re.Match[str], label: str) -> bool:
    """Tell whether a link's label is the title: it has some words, and other words stand beside it."""
    around = f"{link.string[: link.start()]} {link.string[link.end() :]}"
    quoted = re.search(r"[“”\"«»„]", link.string) is not None
    return len(label.split()) > 2 and not quoted and re.search(r"[^\W\d_]{2,}.*[^\W\d_]{2,}", around) is not None


def _outside_math(text: str) -> str:
    """Take emphasis, escapes and line-end hyphens out of what is neither a formula nor an address."""
    pieces, start = [], 0
    for kept in re.finditer(rf"{_MATH.pattern}|https?://\S+|\b10\.\d{{4,9}}/\S+", text):
        pieces += [text[start : kept.start()], kept[0]]
        start = kept.end()
    pieces.append(text[start:])
    plain = [piece if number % 2 else _unmarked(piece) for number, piece in enumerate(pieces)]
    # An emphasis may enclose a formula or an address, so its marks are looked for once more in the whole.
    whole = "".join(plain)
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", whole)) if "*" in whole and "$" not in whole else whole


def _unmarked(piece: str) -> str:
    for mark in (_STRONG, _EMPHASIS):
        piece = mark.sub(r"\1", piece)
    piece = _UNDERSCORED.sub(r"\2", piece)
    piece = _ESCAPE.sub(r"\1", piece)
    return _BROKEN.sub(
        lambda gap: "-" if _COMPOUND.search(piece[max(0, gap.start() - 12) : gap.start()]) else "", piece
    )
