"""BibTeX entries of papers: valid for BibTeX and biber, and read again as the same papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from sphinx_seminar.model import Author, Paper, Span, Text
from sphinx_seminar.model.text import SpanKind
from sphinx_seminar.model.when import MONTHS
from sphinx_seminar.reading.latex import latex_text

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$%&#_"},
    }
)

#: The macros of styles, with a place for the words.
_STYLES: Mapping[SpanKind, str] = {"emphasis": r"\emph{%s}", "strong": r"\textbf{%s}", "literal": r"\texttt{%s}"}

#: Places for an empty group: between characters that TeX would join to one, or that importers would read as HTML.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=\\&)(?=(?:\\#)?\w+;)|(?<=<)(?=/)")


def _escaped(words: str) -> str:
    """Return plain words with those characters escaped that TeX takes for commands, and ligatures parted."""
    return _LIGATURE.sub("{}", words.translate(_ESCAPES))


def is_mathematics(formula: str) -> bool:
    """Tell whether a formula, given without dollar signs, stays one formula when they are put around it."""
    return latex_text(f"${formula}$").spans == (Span("math", formula),)


#: The field that names where a paper appeared, by kind; all others have ``howpublished``.
_VENUE = {
    "article": "journal",
    "periodical": "journal",
    **dict.fromkeys(("inproceedings", "conference", "incollection", "inbook", "inreference"), "booktitle"),
}
_INSTITUTION = {
    **dict.fromkeys(("phdthesis", "mastersthesis", "bachelorsthesis", "thesis"), "school"),
    **dict.fromkeys(("inproceedings", "proceedings", "manual", "misc", "online"), "organization"),
}
#: The names under which our fields go where the author's entry has another field of that name.
_OTHER_NAMES = {
    "howpublished": "journal",
    "journal": "booktitle",
    "number": "issue",
    "school": "institution",
    "organization": "institution",
    "institution": "organization",
}
#: Fields of which ours holds a part of what the author's says, where that travels along: a day has its month and year.
_PART_OF_THEIRS = frozenset({"year", "date", "month", "origdate", "urldate", "type", "isbn", "primaryclass"})
#: Years in doubt, open, or before Christ, and ranges of them: ``date`` of biblatex can hold these, ``year`` cannot.
_DATE = re.compile(r"(?=.*[~?%X]|-)[-\d~?%X]*(?:–[-\d~?%X]*)?")
_RESERVED = frozenset({"comment", "preamble", "string"})
_MATH = re.compile(r"\$(?!\s)([^$%]*[\\^_][^$%]*)(?<!\s)\$")
_ADDRESS = re.compile(r"\s*https?:", re.IGNORECASE)
_GAP = r"{\ldots}"
#: A surname that BibTeX would take for the end of a list of names.
_NO_NAMES = re.compile(r"others|et\.? al\.?|…|\.\.\.", re.IGNORECASE)


def bibtex_entry(paper: Paper) -> str:
    """Return the entry of a paper, ending in a line break.

    Letters of all scripts are kept, not turned into TeX's macros. A pasted citation that was not understood whole is
    the ``note`` of its entry, and the entry is a ``@misc`` where no venue was found either.
    """
    kind = paper.kind if re.fullmatch(r"[a-z]\w*", paper.kind) and paper.kind not in _RESERVED else "misc"
    kind = kind if paper.sure or paper.venue else "misc"
    key = re.sub(r"[\s,{}()\"'=#%~\\@]", "", paper.key) or "paper"
    carried = {name: f"{{{source}}}" for name, source in paper.carried}
    # Of two fields of one name the author's keeps it.
    own = [
        (_OTHER_NAMES.get(name, f"x-{name}") if name in carried else name, value)
        for name, value in _fields(paper, kind)
        if name not in carried or name not in _PART_OF_THEIRS
    ]
    lines = [f"  {name} = {value},\n" for name, value in (*own, *carried.items())]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _fields(paper: Paper, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the fields that a paper has, the values in BibTeX's syntax."""
    venue = _VENUE.get(kind, "journal" if _ADDRESS.match(paper.venue) else "howpublished")
    in_doubt = _DATE.fullmatch(paper.year) is not None
    fields = (
        ("title", _in_braces(title_latex(paper.title))),
        ("author", _in_braces(_names(paper.authors, truncated=paper.truncated, gap=paper.last_after_gap))),
        ("editor", _in_braces(_names(paper.editors))),
        ("translator", _in_braces(_names(paper.translators))),
        ("date", _in_braces(paper.year.replace("–", "/") if in_doubt else "")),
        ("year", _braced("" if in_doubt else paper.year)),
        ("origdate", _in_braces(paper.original.replace("–", "/"))),
        ("month", MONTHS[paper.month_number - 1][:3].lower() if paper.month_number else _braced(paper.month)),
        ("journal", _braced(paper.journal)),
        ("type", _braced(paper.genre)),
        ("booktitle" if paper.journal else venue, _braced(paper.venue)),
        ("series", _braced(paper.series)),
        ("volume", _braced(paper.volume)),
        ("number", _braced(paper.issue)),
        ("chapter", _braced(paper.chapter)),
        ("pages", _braced(paper.pages)),
        ("eid", _braced(paper.article_number)),
        ("edition", _braced(paper.edition)),
        ("version", _braced(paper.version)),
        ("publisher", _braced(paper.publisher)),
        (_INSTITUTION.get(kind, "institution"), _braced(paper.institution)),
        ("address", _braced(paper.address)),
        ("isbn", _braced(paper.isbn)),
        ("doi", _verbatim(paper.doi)),
        ("eprint", _verbatim(paper.arxiv)),
        ("archiveprefix", "{arXiv}" if paper.arxiv else ""),
        ("primaryclass", _braced(paper.arxiv_class)),
        ("eprint", _verbatim(paper.eprint)),
        ("eprinttype", _braced(paper.archive if paper.eprint else "")),
        ("url", _verbatim(paper.url)),
        ("pdf", _verbatim(paper.pdf)),
        ("urldate", _braced(paper.accessed)),
        ("note", _braced(paper.note if paper.sure else paper.words)),
        ("abstract", _braced(paper.abstract)),
    )
    yield from ((name, value) for name, value in fields if value)


def _in_braces(source: str) -> str:
    """Return TeX source in braces, ``""`` for none."""
    return f"{{{source}}}" if source else ""


def _braced(value: str) -> str:
    """Return a plain value escaped and in braces; mathematics is kept, en dashes between digits become ``--``."""
    if not value:
        return ""
    parts: list[str] = []
    end = 0
    for math in _MATH.finditer(value):
        if is_mathematics(math[1]):
            parts += [_escaped(value[end : math.start()]), math[0]]
            end = math.end()
    return _in_braces(re.sub(r"(?<=[0-9])–(?=[0-9])", "--", "".join((*parts, _escaped(value[end:])))))


def _verbatim(address: str) -> str:
    """Return an address or a number in braces, with its own braces, backslashes and blanks percent-encoded."""
    return _in_braces(re.sub(r"[{}\\\s]", lambda mark: quote(mark[0]), address))


def title_latex(title: Text) -> str:
    """Return a title in TeX, words with capitals in braces, since styles lower others: ``The {TeX} {Book}``."""
    parts = []
    for number, span in enumerate(title.spans):
        if span.kind != "math":
            parts.append(_STYLES.get(span.kind, "%s").replace("%s", _protected(span.value, first=not number)))
        else:
            parts.append(f"${span.value}$" if is_mathematics(span.value) else _escaped(f"${span.value}$"))
    return "".join(parts)


def _protected(words: str, *, first: bool) -> str:
    """Escape words, those with capitals in braces; with ``first`` the first letter, a title's, does not count."""
    pieces = re.split(r"(\s+)", words)
    kept = [piece[1:] if first and not number else piece for number, piece in enumerate(pieces)]
    return "".join(
        _in_braces(_escaped(piece)) if any(map(str.isupper, letters)) else _escaped(piece)
        for piece, letters in zip(pieces, kept, strict=True)
    )


def _names(authors: Iterable[Author], *, truncated: bool = False, gap: bool = False) -> str:
    """Join names by "and"; a truncated list ends in "others", and one with a gap has dots before its last name."""
    names = [_name(author) for author in authors]
    if gap and len(names) > 1:
        names.insert(-1, _GAP)
    elif names and (truncated or gap):
        names.append("others")
    return " and ".join(names)


def _name(author: Author) -> str:
    """Return a person as "von Last, Jr., First", an organisation in braces: ``{WHO}``."""
    if author.organisation:
        words = _escaped(author.family)
        return f"{{{'{}' if words.startswith(chr(92)) else ''}{words}}}"
    particle = " ".join(_parts(author.particle))
    family = _parts(author.family)
    # A small letter, be it a macro's, makes a word a particle, except where the family name is a single word.
    joint = "{ }" if any(_is_small(word) or "\\" in _escaped(word) for word in author.family.split()[:-1]) else " "
    name = " ".join(filter(None, (particle, joint.join(family))))
    given = " ".join(_parts(author.given))
    suffix = " ".join(_parts(author.suffix))
    if suffix:
        return f"{name}, {suffix}, {given or '{}'}"
    if given:
        return f"{name}, {given}"
    alone = len(family) == 1 and not particle and not name.startswith("{") and not _NO_NAMES.fullmatch(author.family)
    return name if alone else f"{name}, {{}}"


def _parts(words: str) -> list[str]:
    """Return the escaped words of a name, in braces "and" and words with commas, which would end the name."""
    return [
        f"{{{_escaped(word)}}}" if "," in word or word.lower() == "and" else _escaped(word) for word in words.split()
    ]


def _is_small(word: str) -> bool:
    """Tell whether the first letter of a word is a small one."""
    return next((letter.islower() for letter in word if letter.isalpha()), False)
