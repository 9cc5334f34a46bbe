"""Pasted text without its wrapping: list numbers, markup, and what copying from a page or a PDF adds."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_NUMBERING = re.compile(
    r"(?:[-*•‣▪◦]\s+|(?:\.\.\s)?\[[A-Za-z+]{0,6}\d{1,4}[a-z]?\](?!\()\.?\s*|\(\d{1,3}\)\s+|\d{1,3}[.)]\s+|"
    # "[Vaswani et al., 2017]", where family and year are said again.
    r"\[(?P<family>[A-Z][\w’'-]+)(?: et al\.?|,? (?:and|&) [\w’' -]{2,30})?,? (?P<year>\d{4})[a-z]?\]\s+"
    r"(?=[^\[\]]{0,60}?\b(?P=family)\b)(?=.{0,1000}?\b(?P=year)))"
)
_LINK = re.compile(
    r"\[(?P<label>[^\[\]]{0,500})\] ?\(<?(?P<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)>?(?:\s\"[^\"]*\")?\)"
)
_REST_LINK = re.compile(r"`(?P<label>[^`<>]{1,500})<(?P<target>[^`<>\s]+)>`__?")
_ANGLED = re.compile(r"<(https?://[^<>\s]+)>")
_TAG = re.compile(r"</?(?:i|b|em|strong|u|sub|sup|span|cite|a|p|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
#: A label in brackets of its own: "[[pdf]](https://…)".
_BRACKETED_LABEL = re.compile(r"\[\[(?=[^\[\]]{0,60}\]\]\()([^\[\]]{0,60})\]\](?=\()")
#: Decoration such as ":star:" or a star itself; the words of a citation never look like it.
_EMOJI = re.compile(r":[a-z][a-z_]{2,20}:(?![\w/])|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]\ufe0f?")
#: What a copied list says of files: "(PDF)"; and a year without the space before it.
_FILE = re.compile(r"\s[(\[](?:PDF|pdf)[)\]](?=[\s.,;]|\Z)")
_YEAR_GLUED = re.compile(r"(?<=\b[A-Z]\.)(?=(?:19|20)\d\d[.)])")
#: A star before a reading that everybody is to do.
_STARRED = re.compile(r"\A\*{1,3}(?=[\w“\"])(?=[^*]*\Z)")
_LATEX_QUOTES = re.compile(r"``(?=\S)([^`]{1,600}?)(?<=\S)''(?!')")
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
_IN_GLUED = re.compile(r"(?<=[.?!”\"] )In(?=[A-Z][a-z]{3,}|The |(?:19|20)\d\d )")
#: A label that says no more than its address.
_IDENTIFIER = re.compile(
    r"(?:https?://\S+|(?:doi:\s*)?10\.\d{4,9}/\S+|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?|(?:arxiv:)?[a-z-]+/\d{7})",
    re.IGNORECASE,
)
_LABELS = frozenset((
    "pdf", "paper", "link", "doi", "arxiv", "html", "url", "web", "website", "abs", "openreview", "abstract", "here",
    "online", "full text", "pdf link", "preprint", "article", "book", "download", "download pdf", "publisher",
    "journal", "jstor", "ssrn", "pubmed", "biorxiv", "book record", "google books", "en ligne",
    "online verfügbar", "aquí", "ici",
))  # fmt: skip
#: A label of something beside the paper, for which a paper has no field.
_BESIDE = frozenset((
    "code", "github", "video", "videos", "slides", "talk", "poster", "demo", "supplement", "project", "project page",
    "web page", "blog", "blog post", "data", "dataset", "bibtex", "notes", "review", "tutorial", "website code",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The words of a citation, the targets of its links, and the first words that stand in bold or italics.

    ``decorated`` says that signs such as ":star:", or links to what is not the paper, have been left out.
    """

    text: str
    targets: tuple[str, ...] = ()
    marked: str = ""
    decorated: bool = False


def clean(collapsed: str) -> Cleaned:
    """Take the markup off a citation whose white space is already collapsed."""
    text = _INVISIBLE.sub("", html.unescape(collapsed)).strip()
    text = _without_number(text)
    bare = _EMOJI.sub(" ", _STARRED.sub("", text))
    decorated = bare != text
    text = _LATEX_QUOTES.sub(r"“\1”", _BRACKETED_LABEL.sub(r"[\1]", bare))
    targets: list[str] = []
    beside: list[str] = []

    def label_alone(link: re.Match[str]) -> str:
        label = link["label"].strip()
        if not re.match(r"https?://[^\s/]|mailto:.", link["target"]):
            return link[0]
        said = label.casefold().strip(" .:*_`[]()")
        if said in _BESIDE:
            beside.append(link["target"])
            return ""
        targets.append(link["target"])
        if said in _LABELS or label in targets or _IDENTIFIER.fullmatch(label):
            return ""
        return f"“{label}”" if _names_a_title(link, label) else label

    text = _REST_LINK.sub(label_alone, _LINK.sub(label_alone, text))
    text = _TAG.sub("", _ANGLED.sub(r"\1", text))
    marked = _first_marked(text)
    text = _without_number(_IN_GLUED.sub("In ", _outside_math(text)))
    text = re.sub(r"(?<=[\w.)]) (?=[,;]\s)", "", " ".join(_YEAR_GLUED.sub(" ", text).split()))
    text = _FILE.sub("", re.sub(r"\s?\[\s*\]", "", text))
    return Cleaned(text, tuple(targets), marked, decorated or bool(beside))


def _without_number(text: str) -> str:
    """Drop the number of a list, in bold or not: "[3]", "**[3]**", "12."."""
    return _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text


def _first_marked(text: str) -> str:
    """Return the first words in bold or italics that are no list number, as they will stand in the plain text."""
    for pattern, group in ((_STRONG, 1), (_EMPHASIS, 1), (_UNDERSCORED, 2)):
        for found in pattern.finditer(text[:1_000]):
            words = _unmarked(found[group]).strip()
            if len(words) > 4 and not _NUMBERING.match(words + " "):
                return words
    return ""


def _names_a_title(link: re.Match[str], label: str) -> bool:
    """Tell whether a link's label is the title: it has some words, and other words stand beside it."""
    before = link.string[: link.start()]
    around = f"{before} {link.string[link.end() :]}"
    quoted = re.search(r"[“”\"«»„]", link.string) is not None or before.endswith(("'", "‘"))
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
