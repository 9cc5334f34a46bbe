"""Plain words of texts from Markdown or spreadsheets; lists, in one line or in items; placeholders such as "TBA"."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sphinx_seminar.reading.vocabulary import words_of

#: What may stand behind such words: "TBA (Hall 3 or 4)".
_NOTE = re.compile(r"(?<=\S)\s+\([^()]*\)\s*\Z")


def says_open(text: str) -> bool:
    """Tell whether a text is a placeholder for something that is not known yet: "TBA", "to be announced", "?"."""
    bare = _NOTE.sub("", without_emphasis(text[:200])).strip(" ()[].,:;…*_<>")
    if len(text) > 200 or not bare:
        return False
    if not bare.strip("?？"):
        return True
    return " ".join(re.sub(r"[.\s]+", " ", bare).split()).casefold() in words_of("placeholders")


def open_words(text: str) -> str:
    """Return the placeholder among the parts of a list, ``""`` where it has none."""
    return next((part for _line, part in split_list(listed(text)) if says_open(part)), "")


#: No characters of a text: XML cannot hold them, nor can YAML (XML 1.0, section 2.2; YAML 1.2, section 5.1); and the
#: marks that turn the direction of all that follows.
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufeff\ufffe\uffff]")
#: A dash alone says that there is nothing.
_DASHES = " -\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_EMPHASIS = re.compile(r"(?<![\w*\\])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<inside>[^*_\n]*[^\s*_])(?P=mark)(?![\w*])")
#: What separates the parts of a list, the mark of an item in it, and a list in the brackets of YAML.
_SEPARATOR = re.compile(r"[;；\n]")
_ITEM = re.compile(r"(?:[-*+•]\s+)?")
_FLOW_LIST = re.compile(r"\s*\[(?P<inside>[^\[\]\n]*,[^\[\]\n]*)\]\s*")
_PARAMETER = re.compile(r"[\w.\-]+=")
#: A path without an ending, whose last part goes on behind a semicolon: "slides/a;b.pdf".
_HALF_NAME = re.compile(r"(?:[^\s:,<>]*/)?[^\s:,<>./]+\Z")
_OTHER_HALF = re.compile(
    r"[^\s:,<>;]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|mp4|webm|docx?)(?=\s*(?:[;\n]|\Z))", re.IGNORECASE
)


def is_blank(cell: str) -> bool:
    """Tell whether a cell is empty or a dash."""
    return not cell.strip(_DASHES)


def showable(text: str) -> str:
    """Return a text without characters that cannot be shown."""
    return UNSHOWABLE.sub("", text)


def decoded(text: str) -> str:
    """Return a text with its entities as the letters that they are."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def without_emphasis(text: str) -> str:
    """Return a text without marks of emphasis around its words."""
    return _EMPHASIS.sub(r"\g<inside>", text)


def listed(text: str, mark: str = ";") -> str:
    """Return the text of a list, in which ``<br>`` separates as a mark does; ``;`` leaves lines where they are."""
    return decoded(_BREAK.sub(mark, text))


def one_line(text: str) -> str:
    """Return the words of a text on one line."""
    return " ".join(without_emphasis(decoded(_BREAK.sub(" ", text))).split())


def split_list(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a list, which ``;`` or line breaks separate, each with its line in the text, from 1.

    A semicolon between angle brackets or in the middle of an address (``;jsessionid=1``) or of a file's name separates
    nothing. Parts may be the items of a list, and the whole a list of YAML in brackets.
    """
    if (flow := _FLOW_LIST.fullmatch(text)) is not None:
        text = flow["inside"].replace(",", ";")
    start, line = 0, 1
    for mark in _SEPARATOR.finditer(text):
        part = text[start : mark.start()]
        if mark[0] == ";" and _is_inside(part, text, mark.end()):
            continue
        if part.strip():
            yield line, without_mark(part)
        line += text.count("\n", start, mark.end())
        start = mark.end()
    if text[start:].strip():
        yield line, without_mark(text[start:])


def _is_inside(part: str, text: str, end: int) -> bool:
    """Tell whether a semicolon belongs to the part of a list before it, as in an address, and separates nothing."""
    if part.rfind("<") > part.rfind(">"):
        return True
    if "://" in part:
        return _PARAMETER.match(text, end) is not None
    return _HALF_NAME.match(part.lstrip()) is not None and _OTHER_HALF.match(text, end) is not None


def without_mark(part: str) -> str:
    """Return a part of a list without the mark of an item before it."""
    words = part.strip().removesuffix(",").rstrip()
    return words[end:] if (found := _ITEM.match(words)) is not None and (end := found.end()) < len(words) else words


#: The mark of an item, and how deep items may nest; what is deeper stands beside each other there.
_MARKER = re.compile(r"\s*(?:[-*+•]|#\.|\d{1,3}[.)](?!\d))\s+(?=\S)")
_DEEPEST = 20


@dataclass(slots=True)
class Bullet:
    """An item of a list: its first line, its indentation, its words line by line, and the items of a list inside it.

    ``marked`` says that it has the mark of an item, and is no paragraph.
    """

    line: int
    indent: int
    words: list[str]
    marked: bool
    items: list[Bullet] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The item on one line, without what is nested in it."""
        return " ".join(self.words)

    def with_nested(self, text: str) -> str:
        """Put the nested items behind a text, each on a line of its own that starts with ``- ``."""
        return "\n".join([text, *(item.with_nested(f"- {item.text}") for item in self.items)])


def bullets_of(
    lines: Sequence[str], first: int = 1, is_open: Callable[[Sequence[str]], bool] = lambda _words: False
) -> list[Bullet]:
    """Nest the items of a list by their indentation; ``first`` is the number of the first line.

    A paragraph without a mark is an item too; ``is_open`` tells whether the words of one go on behind an empty line.
    """
    top: list[Bullet] = []
    open_items: list[Bullet] = []
    after_blank = True
    for number, line in enumerate(lines, first):
        if not line.strip():
            after_blank = not (open_items and is_open(open_items[-1].words))
            continue
        indent = len(line) - len(line.lstrip())
        mark = _MARKER.match(line)
        if mark is not None:
            while open_items and open_items[-1].indent >= indent:
                open_items.pop()
            del open_items[_DEEPEST:]
            item = Bullet(number, indent, [line[mark.end() :].strip()], marked=True)
            (open_items[-1].items if open_items else top).append(item)
            open_items.append(item)
        elif open_items and (indent > open_items[0].indent or not after_blank):
            open_items[-1].words.append(line.strip())
        else:
            item = Bullet(number, indent, [line.strip()], marked=False)
            top.append(item)
            open_items = [item]
        after_blank = False
    return top
