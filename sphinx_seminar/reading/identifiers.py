"""Identifiers of publications: DOI and arXiv numbers, each brought to one form, and keys for those without one."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from sphinx_seminar.model import Paper
from sphinx_seminar.reading.vocabulary import words_of

#: A DOI (ISO 26324): a prefix "10.number", a slash, and nearly any characters.
DOI = re.compile(r"(?<![\w.])10\.\d+(?:\.\d+)*/[^\s\"“”|\ue000-\uf8ff]+")

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|"
    "plasm-ph|q-alg|q-bio|q-fin|quant-ph|solv-int|stat|supr-con"
)
_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = rf"(?:{_ARCHIVES})(?:\.[A-Za-z-]{{2,}})?/\d{{7}}"
#: The forms of https://info.arxiv.org/help/arxiv_identifier.html, with a version and a class after them.
_NUMBER = rf"(?P<number>{_NEW}|{_OLD})(?:v\d{{1,3}})?(?!\d)(?:\.pdf\b)?(?P<class>\s*\[[a-z-]+(?:\.[A-Za-z-]+)?\])?"
_WHOLE = re.compile(_NUMBER)
_NAMED = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html|ps|format)/|10\.48550/arxiv\.|\barxiv\s*[:.\s]\s*(?:abs/)?|\babs/){_NUMBER}",
    re.IGNORECASE,
)
#: An older number needs no "arXiv:" before it: nothing else looks like it.
_OLD_ALONE = re.compile(rf"(?<![\w/.]){_NUMBER.replace(f'{_NEW}|', '')}")

_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
_VIEW = re.compile(r"/(?:full|pdf|abstract|epdf|summary|meta)\Z|\.pdf\Z|[?#].*\Z", re.IGNORECASE)
#: The address of a DOI, but for the DOI itself.
RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


def trim_address(address: str) -> str:
    """Return a DOI or a web address without the punctuation of the sentence around it.

    A closing bracket stays where its partner is inside: ``10.1002/(SICI)1097<1661::AID>3.0.CO;2-2`` is whole.
    """
    opened = {close: address.count(mark) - address.count(close) for close, mark in _CLOSING.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _CLOSING:
            if opened[last] >= 0:
                break
            opened[last] += 1
        elif last not in ".,;:!?'’”\"*_`·，。；、":
            break
        end -= 1
    return address[:end]


def find_doi(text: str) -> tuple[str, int, int]:
    """Return the first DOI of a text in its one form, with its start and end; ``("", 0, 0)`` when there is none."""
    found = DOI.search(text)
    if found is None:
        return "", 0, 0
    written = trim_address(found[0])
    doi = trim_address(unquote(written))
    start_of_word = text.rfind(" ", 0, found.start()) + 1
    word = text[start_of_word : found.start()]
    if "://" in word and not RESOLVER.search(word):
        doi = _VIEW.sub("", doi)
    elif "://" in word:
        doi = re.sub(r"[?#](?:utm_|ref=|source=).*\Z", "", doi)
    if doi.endswith("/"):
        return "", 0, 0
    return doi.lower(), found.start(), found.start() + len(written)


def normalise_doi(text: str) -> str:
    """Return the DOI in a text, without resolver or label and in lower case; empty when there is none.

    DOIs are compared without regard to case (DOI Handbook, section 2.4).
    """
    return find_doi(text)[0]


def find_arxiv(text: str) -> tuple[str, str, int, int]:
    """Return the first arXiv number of a text, its class, start and end; ``("", "", 0, 0)`` when there is none.

    In running text a newer number counts only after "arXiv", "abs/" or in an address of arxiv.org.
    """
    found = _NAMED.search(text) or _OLD_ALONE.search(text)
    if found is None:
        return "", "", 0, 0
    number, archive_class = _divided(found)
    return number, archive_class, found.start(), found.end()


def normalise_arxiv(text: str) -> tuple[str, str]:
    """Return an arXiv number without version, and its class; two empty strings when there is none.

    ``1710.10345v2 [cs.LG]`` gives ``("1710.10345", "cs.LG")``. The class of an older number is no part of the number:
    ``math.GT/0309136`` gives ``("math/0309136", "math.GT")``.
    """
    whole = _WHOLE.fullmatch(text.strip())
    if whole is not None:
        return _divided(whole)
    return find_arxiv(text)[:2]


def _divided(found: re.Match[str]) -> tuple[str, str]:
    number = found["number"]
    archive_class = (found["class"] or "").strip(" []")
    archive, slash, digits = number.partition("/")
    if not slash:
        return number, archive_class
    top, point, branch = archive.partition(".")
    return f"{top.lower()}/{digits}", archive_class or (f"{top.lower()}.{branch}" if point else "")


_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d", "ı": "i", "þ": "th"}
    | {"ð": "d"}
)
_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i i e g"
_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", _LATIN.replace("-", "").split(" "), strict=True))


def key_for(paper: Paper) -> str:
    """Return family, year and first telling word of the title in ASCII: ``hu2019simple``; never empty.

    What a citation lacks is "anon" or "nd"; scripts without a plain transcription give a short number made from the
    letters, which is the same in every build.
    """
    author = next(iter(paper.authors or paper.editors), None)
    family = _ascii(author.family) if author else ""
    if author is not None and author.organisation and len(author.family.split()) > 1:
        family = _ascii(_telling(author.family))
    year = re.search(r"\d{4}", paper.year)
    word = _ascii(_telling(str(paper.title)))
    if not author and not year and not word:
        number = paper.arxiv or paper.doi or paper.isbn or paper.url or paper.pdf
        short = _ascii(number.removeprefix("https://").removeprefix("http://"))[-40:]
        return f"anonnd{short or _ascii(paper.words)[:40]}"
    return f"{family[:40] or 'anon'}{year[0] if year else 'nd'}{word[:40]}"


def _telling(title: str) -> str:
    """Return the first word that is no article or preposition."""
    words = re.findall(r"\w+", title.replace("’", "").replace("'", ""))
    return next((word for word in words if word.casefold() not in words_of("titles")), words[0] if words else "")


def _ascii(words: str) -> str:
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in words.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]", "", plain)
    if not short and any(letter.isalnum() for letter in words):
        return "".join(f"{ord(letter):x}" for letter in words if letter.isalnum())[:12]
    return short
