"""Converting inline elements of an HTML page to pieces of Markdown: words, links, pictures, code, formulas."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.markdown.inline import BREAK, Piece, code_span, formula, joined, one_lined

#: Elements without words for readers.
SILENT = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "title", "meta", "link", "select", "comment", "math"}
)
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][\w+.-]*:|//)")
_STRUCK = frozenset({"s", "del", "strike"})
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*"}
#: In a text: an address, and what MathJax takes for a formula.
_IN_WORDS = re.compile(
    r"(?P<address>(?<![\w/])https?://[^\s<>`\[\]|]*[^\s<>`\[\]|.,;:!?'\"*_)])|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL
)
_WITH_DOLLARS = re.compile(
    rf"{_IN_WORDS.pattern}|\$\$([^$]+)\$\$"
    r"|(?<![\\\w$])\$(?=\S)((?:[^$]*[\\^_=][^$]*|[A-Za-z\[(][^$\n]{0,40}))(?<=\S)\$(?![\w$])",
    re.DOTALL,
)
#: An escaped sign, code, and a bracket that would end the words of a link.
_IN_LABEL = re.compile(r"\\.|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\]", re.DOTALL)
#: Attributes that say what is drawn.
_SAYING = ("aria-label", "title", "alt")
#: Elements whose address is shown as a link.
_EMBEDDED = {"iframe": "src", "video": "src", "audio": "src", "embed": "src", "source": "src", "object": "data"}


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a link or an image in the book: its address, or none with a remark to put behind the words.

    ``picture`` says that Markdown shows the image itself; else the image becomes a link to its file.
    """

    address: str = ""
    beside: str = ""
    picture: bool = False


def as_written(address: str, is_image: bool) -> Target:
    """Return an address unchanged, an image as a picture, for pages whose links are resolved later."""
    return Target(address, picture=is_image)


@dataclass(slots=True)
class LineWriter:
    """Writes inline content as Markdown. ``target(address, is_image)`` decides where a link leads.

    ``dollars`` says that text between dollars is a formula. ``used`` are the names of the footnotes that the page
    refers to, in order; ``left_out`` counts the elements that readers may miss in the Markdown, by their tags.
    """

    target: Callable[[str, bool], Target] = as_written
    dollars: bool = False
    used: dict[str, None] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def is_silent(self, element: Element) -> bool:
        """Tell whether an element has no words for readers, and count scripts, SVGs and the like in ``left_out``."""
        silent = element.name in SILENT or is_menu(element)
        if silent and element.name in ("script", "comment", "svg", "select"):
            self.left_out[element.name] += 1
        return silent

    def pieces(self, part: Element | str, linked: bool = False) -> Iterator[Piece]:
        """Yield the pieces of an element or a text; ``linked`` is true within a link, which can hold no other."""
        if isinstance(part, str):
            yield from self._words(part, linked)
        elif part.name == "script" and part.attributes.get("type", "").startswith("math/tex"):
            yield formula(part.text())
        elif part.name == "math" or "katex-html" in part.attributes.get("class", ""):
            yield from (formula(tex.text()) for tex in part.find_all("annotation"))
        elif self.is_silent(part):
            return
        elif part.name == "br" or (part.name == "wbr" and "data-soft" in part.attributes):
            yield Piece(BREAK if part.name == "br" else "\n", made=True)
        elif part.name in _EMBEDDED or part.name == "img":
            yield from self._embedded(part, linked)
        elif part.name == "note-mark":
            name = note_name(part.attributes.get("data-name", ""))
            self.used[name] = None
            yield Piece(f"[^{name}]", made=True)
        elif part.name in ("code", "tt", "kbd", "samp"):
            yield code_span(part.text())
        elif part.name in ("tex-line", "tex-block"):
            yield formula(part.text())
        elif part.name in ("sup", "sub") and re.fullmatch(r"[\d+-]+|[a-z]", part.text()):
            yield Piece(f"{'^' if part.name == 'sup' else '_'}{part.text()}")
        else:
            yield from self._element(part, linked)

    def _element(self, part: Element, linked: bool) -> Iterator[Piece]:
        address = part.attributes.get("href", "").strip() if part.name == "a" and not linked else ""
        inside = [piece for child in part.children for piece in self.pieces(child, linked or bool(address))]
        if address:
            yield from self._link(address, inside, _icon_name(part, address))
        elif (mark := _EMPHASIS.get(part.name, "")) and all(not piece.made and not piece.mark for piece in inside):
            yield Piece("".join(piece.text for piece in inside), mark=mark)
        elif part.name in _STRUCK and any(piece.text.strip() for piece in inside):
            yield from (Piece("~~"), *inside, Piece("~~"))
        elif mark and len(inside) == 1 and inside[0].made and re.match(r"\[[^*]*\Z", inside[0].text):
            yield Piece(inside[0].text, made=True, mark=mark)
        else:
            yield from inside

    def _link(self, address: str, inside: list[Piece], name: str = "") -> Iterator[Piece]:
        """Yield a link around its words, or around its ``name`` if it has none; pictures stand behind the link."""
        pictures = [piece for piece in inside if piece.made and piece.text.startswith(("![", "[image]("))]
        words = [piece for piece in inside if piece not in pictures]
        label = one_lined(joined(words))
        if pictures and not label:
            label = re.sub(r"\A!?\[(.*?)\]\(.*\Z", r"\1", pictures[0].text) or "image"
        label = label or one_lined(joined([Piece(name)]))
        spaced = "".join(piece.text for piece in words)
        target = self.target(address, False) if label else Target()
        if target.address and target.address in (spaced.strip(), f"mailto:{spaced.strip()}"):
            yield Piece(f"<{_address(spaced)}>", made=True)
        elif label:
            yield Piece(" " * spaced[:1].isspace())
            label = _IN_LABEL.sub(lambda found: r"\]" if found[0] == "]" else found[0], label)
            yield Piece(f"[{label}]({_address(target.address)})" if target.address else label, made=True)
            yield Piece(target.beside, made=True)
        for picture in pictures:
            named = re.sub(r"\A(!?)\[.*?\]", r"\1[image]", picture.text)
            yield Piece(f" ({named})", made=True)
        yield Piece(" " * spaced[-1:].isspace())

    def _embedded(self, element: Element, linked: bool) -> Iterator[Piece]:
        image = element.name == "img"
        source = element.attributes.get("src" if image else _EMBEDDED[element.name], "").strip()
        words = one_lined(joined([Piece(element.attributes.get("alt" if image else "title", ""))])).replace("]", r"\]")
        if source and not source.startswith("data:"):
            target = self.target(source, image)
            here = target.picture
            if image and linked and not here and target.address:
                # The words of a badge are those of its link; where it is drawn stands behind.
                yield Piece(words, made=True)
                yield Piece(f"[image]({_address(target.address)})", made=True)
            elif here or (target.address and not (linked and not image)):
                name = words or ("" if here else "image" if image else "")
                auto = not name and not here and re.fullmatch(r"https?:[^\s<>]+", target.address)
                name = name or ("" if here else one_lined(joined([Piece(source)])))
                address = _address(target.address)
                yield Piece(f"<{address}>" if auto else f"{'!' * here}[{name}]({address})", made=True)
                yield Piece(target.beside, made=True)
            else:
                yield Piece(f"{words or ('image' if image else '')}{target.beside}", made=True)
        elif words:
            yield Piece(words, made=True)
        for child in element.children:
            yield from self.pieces(child, linked)

    def _words(self, text: str, linked: bool) -> Iterator[Piece]:
        """Yield the formulas and the addresses of a text, and the words around them."""
        position = 0
        for found in (_WITH_DOLLARS if self.dollars else _IN_WORDS).finditer(text):
            if linked and found["address"]:
                continue
            if found.start() > position:
                yield Piece(text[position : found.start()])
            position = found.end()
            if found["address"]:
                yield from self._link(found["address"], [Piece(found["address"])])
            else:
                yield formula(next(filter(None, found.groups()[1:])))
        if position < len(text):
            yield Piece(text[position:])


def _icon_name(link: Element, address: str) -> str:
    """Return a name for a link that may only draw an icon: a label, else the last part of its address.

    A link with nothing but text, and one within the page, gets ``""``.
    """
    if address.startswith("#") or next(link.elements(), None) is None:
        return ""
    said = (
        one.attributes.get(name, "").strip()
        for one in (link, *link.find_all("i", "span", "svg", "img"))
        for name in _SAYING
    )
    parts = [part for part in re.split(r"[?#]", address, maxsplit=1)[0].split("/") if part]
    return next(filter(None, said), "") or (parts[-1] if parts else "")


def note_name(name: str) -> str:
    """Return the name of a footnote, at most 60 letters, digits and hyphens: ``fn-1`` for "fn:1"."""
    return re.sub(r"[^\w-]+", "-", name)[:60].strip("-") or "note"


def is_menu(element: Element) -> bool:
    """Tell whether an element is a ``<nav>``, or has that role, with links that all stay within the site."""
    if element.name != "nav" and element.attributes.get("role") != "navigation":
        return False
    addresses = [link.attributes.get("href", "") for link in element.find_all("a")]
    return bool(addresses) and not any(_ELSEWHERE.match(address) for address in addresses)


def _address(address: str) -> str:
    """Percent-encode the signs of an address that would end a Markdown link or the cell of a table around it."""
    kept = "".join(char for char in address.strip() if unicodedata.category(char) != "Cc")
    return re.sub(r"[\s<>()\[\]\\`|{}\"]", lambda char: quote(char[0]), kept)
