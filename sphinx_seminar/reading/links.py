"""Links as authors write them, in options and in cells: ``Label <target>``, ``[label](target)``, ``Label: address``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from string import punctuation

from sphinx_seminar.model import Problem, Reading, Resource, Timing
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.plain import listed, says_open, split_list, without_emphasis, without_mark
from sphinx_seminar.reading.releases import read_release
from sphinx_seminar.reading.vocabulary import meaning_of

_LINK = re.compile(
    r"!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*+)\]\((?:<(?P<angled>[^<>]*)>|(?P<round>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+\"(?P<title>[^\"]*)\")?\s*\)"
    r"|<(?P<target>[^<>\n]+)>"
    r"|(?P<bare>\b(?:[a-z][a-z0-9+.\-]{1,20}://|mailto:|www\.)"
    # A semicolon or a comma before another link ends an address.
    r"(?:[^\s<>\"|;,；]|,(?!(?:https?|ftp)://|\s|;|\Z)"
    r"|;(?!(?:https?|ftp)://|\s|;|\Z|[^;\n<]*<)(?![^\s;,:/]+\.[a-z]{2,4}(?![\w./])))+)",
    re.IGNORECASE,
)
_UNCLOSED = re.compile(r"(?P<open><[a-z]+:[^<>\s;]+)(?=\s*(?:;|\Z))(?![^<]*>)", re.IGNORECASE)
_LABELLED = re.compile(r"(?s)(?P<label>.*)<(?P<target>[^<>]*)>\s*\Z")
_MARKDOWN = re.compile(
    r"(?s)\[(?P<label>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*\Z"
)
#: What separates two links and says nothing by itself; what may end an address and belongs to the sentence.
_BETWEEN = " \t,;|·•&+"
#: A slash between two links, which no path begins or ends with.
_SLASH = re.compile(r"\A/(?=\s)|(?<=\s)/\Z")
_AND = ("and", "und", "et", "y", "or", "oder", "ou")
_AFTER_ADDRESS = ".,;:!?)]}'\""
#: A path of the book: a file name, one with spaces of a kind that courses have, or an explicit one.
_PATH = re.compile(
    r"[^\s:;,]+\.[A-Za-z][A-Za-z0-9]{1,4}\Z|\.{0,2}/[^\s:;,]+\Z|[^\s:;,]+/\Z"
    r"|[^:;,]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|md|txt|mp4|webm|docx?|py|ps|djvu|csv|png|jpe?g|svg)\Z",
    re.IGNORECASE,
)
#: Schemes that a link without label may be meant to have; those that are not allowed are refused by their name.
_SCHEME = re.compile(r"(?:https?|ftp|webcal|mailto|javascript|vbscript|data|file|blob):\S+\Z", re.IGNORECASE)
#: The label of a fact: what stands before the first colon that belongs to no address.
_FACT = re.compile(r"(?P<label>[^:：<>\[\]]{1,80}?)\s*[:：](?!//)\s*(?P<words>\S.*)", re.DOTALL)
#: What may stand behind a link: when students see it. A slip of the word is one where a date follows.
_FROM = re.compile(
    r"\s*\(\s*(?P<word>[^\W\d_]{2,6}(?:\s+d[eu])?)\s*:?\s+(?P<when>[^()]*(?:\([^()]*\)[^()]*)*)(?:\)|\Z)"
    r"(?=\s*(?:[;,|]|\Z|<br|https?:|\[))"
    r"|\s+(?P<bare>from)\s+(?P<day>(?:\d|due\b)[^;,|<>()]*)(?=\s*(?:[;,|]|\Z))",
    re.IGNORECASE,
)
#: A release that stands otherwise: in other brackets, in those of the target, or before more words.
_DOUBTFUL = re.compile(
    r"[(\[{]\s*(?:from|ab|dès|à partir d[eu]|desde)\s*:?\s+(?P<when>[^()\[\]{}<>;]+)[)\]}]?(?![^;]*(?:<|\]\())",
    re.IGNORECASE,
)
_FROM_WORDS = ("from", "ab", "dès", "à partir de", "à partir du", "desde")
#: Words that authors write where they mean these: what stands behind them need not be a date to be a time.
_AFTER_WORDS = ("after", "since", "once", "form", "fom", "frm", "nach", "seit", "après", "depuis")
#: The same where it stands before a link, within one, or in other brackets.
_ASTRAY = re.compile(
    r"[(\[]\s*(?P<word>[^\W\d_]{2,6}(?:\s+d[eu])?)\s*:?\s+(?P<when>[^()\[\]<>]+)(?:[)\]](?!\()|(?=[<>])|\Z)"
    r"|\bfrom\s+(?P<due>due)\b",
    re.IGNORECASE,
)
#: Longer texts are no links (characters).
_LONGEST = 10_000
#: What the label of a link says of its kind.
_KINDS = {"slides": "slides", "recording": "recording", "notes": "notes", "code": "code", "exercises": "exercises"}


def split_label(part: str) -> tuple[str, str]:
    """Return the label and the target of ``Label <target>``, ``[Label](target)`` or a bare target."""
    found = _MARKDOWN.match(part) or _LABELLED.match(part)
    if found is None:
        return "", part
    return " ".join(found["label"].split()), found["target"].strip()


def read_links(text: str, kind: str, *, mixed: bool = False, files: bool = True) -> Reading[tuple[Resource, ...]]:
    """Read a list of links, in order; ``Resource.line`` counts from 1 within the text.

    ``mixed`` says that a label such as "Slides" or "Video" tells the kind, and ``kind`` is that of the others.
    ``files`` says that words alone name a file; else they are kept as a resource with a label and no target, as is the
    label (or the address) of a link that is refused.
    """
    resources: list[Resource] = []
    problems: list[Problem] = []
    for line, written in enumerate(listed(text).split("\n"), 1):
        for part, release, whole in _parts(written, line, problems):
            found = []
            for label, target in _links(_closed(part, line, problems), files):
                address = safe_address(target)
                problems += [Problem(problem.subtype, problem.message, line) for problem in address.problems]
                shown = label if address.value else label or target
                meaning = _KINDS.get(meaning_of(label.rstrip(":")), kind) if mixed else kind
                if address.value or shown:
                    found.append(Resource(meaning, address.value, shown, line))
            doubtful = release is None and _doubt(part, line, problems)
            if doubtful:
                found = [replace(each, release=Timing("instructors")) for each in found]
            if release is not None and found:
                last = len(found) - 1
                found = [
                    replace(each, release=release) if whole or number == last else each
                    for number, each in enumerate(found)
                ]
            resources += found
    return Reading(tuple(resources), tuple(problems))


def _parts(line: str, number: int, problems: list[Problem]) -> Iterator[tuple[str, Timing | None, bool]]:
    """Yield the parts of a line of links, each with a release and whether that is for all of its links.

    A release that stands where none is read holds all back that it could be meant for.
    """
    for part, release in _released(line, number, problems):
        pieces = [part] if astray(part) is None else part.split(";")
        for count, piece in enumerate(pieces, 1):
            found = astray(piece)
            if found is None:
                yield piece, release if count == len(pieces) else None, False
                continue
            words = (found["when"] or found["due"]).strip()
            message = f"{quoted(found[0].strip())} does not stand behind a link; expected 'sheet.pdf (from {words})'"
            problems.append(Problem("release", f"{message}. The links beside it wait for it", number))
            yield f"{piece[: found.start()]} {piece[found.end() :]}", _timing(words, number, problems), True


def astray(part: str) -> re.Match[str] | None:
    """Return what says in a part of a line when its links are shown, where it does not stand behind them."""
    for found in _ASTRAY.finditer(part[:_LONGEST]):
        word, words = (found["word"] or "from").casefold(), (found["when"] or found["due"]).strip()
        if word in (*_FROM_WORDS, *_AFTER_WORDS) and (
            _is_release(words) or (word in _FROM_WORDS and not part[: found.start()].strip(" ;,"))
        ):
            return found
    return None


def _released(line: str, number: int, problems: list[Problem]) -> Iterator[tuple[str, Timing | None]]:
    """Yield the parts of a line of links, each with the release of its last link: ``sheet.pdf (from ntk + 1 week)``."""
    start = 0
    for found in _FROM.finditer(line) if len(line) <= _LONGEST else ():
        words = (found["when"] or found["day"] or "").strip()
        exact = _is_exact(found)
        if not line[start : found.start()].strip(" ;,") or not (exact or _is_from(found)):
            continue
        yield line[start : found.start()], _timing(words, number, problems)
        if not exact:
            message = f"{quoted(found[0].strip())} stands behind a link; did you mean '(from {words})'? It is read so"
            problems.append(Problem("release", message, number))
        start = found.end()
    rest = line[start:].lstrip(" ;,") if start else line
    if rest or not start:
        yield rest, None


def release_of(words: str) -> Timing | None:
    """Return the release that a cell or an option of its own says, ``None`` where it says something else."""
    return _timing(words, 1, []) if words and _is_release(words) else None


def _doubt(part: str, number: int, problems: list[Problem]) -> bool:
    """Tell whether a part of a line of links has a release that stands elsewhere than behind a link."""
    for found in _DOUBTFUL.finditer(part) if len(part) <= _LONGEST else ():
        words = found["when"].strip()
        if _is_release(words):
            message = (
                f"{quoted(found[0])} stands elsewhere than behind a link; expected '(from {words})' there, at its end. "
                "Students do not see these links"
            )
            problems.append(Problem("release", message, number))
            return True
    return False


def has_release(text: str) -> bool:
    """Tell whether a link of a text waits for its release."""
    behind = (found for found in _FROM.finditer(text[:_LONGEST]) if _is_from(found))
    return any(_is_link_with(text[: found.start()]) for found in behind) or (
        _is_link_with(text) and astray(text) is not None
    )


def _is_from(found: re.Match[str]) -> bool:
    """Tell whether the brackets behind a link say when it is shown, or are a slip of that."""
    words = (found["when"] or found["day"] or "").strip()
    return _is_exact(found) or _is_release(words, loosely=(found["word"] or "").casefold() in _AFTER_WORDS)


def _is_exact(found: re.Match[str]) -> bool:
    return (found["word"] or "").casefold() in _FROM_WORDS and found[0].rstrip().endswith(")")


def _is_link_with(before: str) -> bool:
    return bool(_LINK.search(before))


def _is_release(words: str, *, loosely: bool = False) -> bool:
    """Tell whether words are certainly a time; ``loosely`` counts ``lecture 4`` too, which may be any remark."""
    if words.casefold() in ("due", "instructors") or not read_release(words).problems:
        return True
    read = read_timing(words)
    timing = read.value
    marked = timing.numbered or timing.at_end or timing.weekday is not None
    return not read.problems and (timing.distance is not None or (loosely and marked))


def _timing(words: str, number: int, problems: list[Problem]) -> Timing:
    """Return when a link is shown; what cannot be read is a time that never comes, and so is ``instructors``."""
    if words.casefold() == "instructors":
        return Timing(words)
    read = read_timing(words, subtype="release", instead="Students do not see the link.")
    problems += [Problem("release", problem.message, number) for problem in read.problems]
    return Timing(words) if read.problems else read.value


def read_facts(text: str) -> Reading[tuple[tuple[str, tuple[Resource, ...]], ...]]:
    """Read facts under labels of their author's own: ``Textbook: Deep Learning <https://…>; Exam: oral, 30 minutes``.

    Each is words, links, or both. A part without a label goes on the fact before it; the first one is a label alone.
    """
    facts: list[tuple[str, tuple[Resource, ...]]] = []
    problems: list[Problem] = []
    for line, part in split_list(listed(text)):
        found = _FACT.fullmatch(part)
        label, words = (found["label"], found["words"]) if found is not None else ("", part)
        read = read_links(words, "link", files=False)
        problems += [Problem(problem.subtype, problem.message, line) for problem in read.problems]
        pieces = read.value or (Resource("link", "", words),)
        pieces = tuple(replace(piece, kind="link", line=line + piece.line - 1) for piece in pieces)
        if label:
            facts.append((without_emphasis(label), pieces))
            continue
        shown = "it goes on the fact before it" if facts else "it is shown as a label"
        message = f"the fact {quoted(part)} has no label; expected 'Label: words', such as 'Exam: oral'; {shown}"
        problems.append(Problem("course", message, line))
        before, said = facts.pop() if facts else (without_emphasis(part), ())
        facts.append((before, (*said, *pieces) if said else pieces if any(p.target for p in pieces) else ()))
    return Reading(tuple(facts), tuple(problems))


def whole_link(cell: str) -> tuple[str, str]:
    """Return label and target of a cell that is one link with a label, else the cell and nothing."""
    found = list(_LINK.finditer(cell)) if len(cell) <= _LONGEST else []
    if len(found) == 1 and found[0]["bare"] is None and not cell[found[0].end() :].strip():
        (label, target), *others = _pairs(cell)
        if label and not others and safe_address(target).value:
            return label, target
    return cell, ""


def links_with_positions(text: str) -> list[tuple[str, str, int, int]]:
    """Return the links of a text, each as label, target, and where it begins and ends."""
    found = []
    for link in _LINK.finditer(text) if len(text) <= _LONGEST else ():
        label, target, end = _parts_of(link)
        found.append((label, target, link.start(), end))
    return found


def labelled_links(cell: str) -> list[tuple[str, str]]:
    """Return labels and targets of a cell that holds nothing but links in brackets, each with a label; else nothing."""
    found = list(_LINK.finditer(cell)) if len(cell) <= _LONGEST else []
    if not found or any(link["bare"] is not None for link in found):
        return []
    pairs = list(_pairs(cell))
    return pairs if all(label and safe_address(target).value for label, target in pairs) else []


def _closed(line: str, number: int, problems: list[Problem]) -> str:
    """Close the angle brackets that are open at the end of a link."""
    for found in _UNCLOSED.finditer(line):
        part = line[line.rfind(";", 0, found.start()) + 1 : found.end()].strip()
        message = (
            f"the angle bracket of {quoted(part)} is not closed; expected 'Label <address>'; it is read as if it were"
        )
        problems.append(Problem("link", message, number))
    return _UNCLOSED.sub(r"\g<open>>", line)


def _links(line: str, files: bool) -> Iterator[tuple[str, str]]:
    """Yield labels and targets of a line, without the placeholders among them."""
    words = [part for _line, part in split_list(line)]
    if files and _LINK.search(line) is None:
        pairs = [_file(piece) for word in words for piece in (word.split(",") if _are_targets(word) else [word])]
    else:
        pairs = [pair for pair in _pairs(without_mark(line)) if any(pair)] or [(line.strip(), "")]
    yield from ((without_emphasis(label), target) for label, target in pairs if not _is_open(label, target))


def _is_open(label: str, target: str) -> bool:
    """Tell whether a link is a placeholder; the word "Open" over an address is none."""
    return says_open(label or target) and (not label or target in ("", "#") or says_open(target))


def _file(word: str) -> tuple[str, str]:
    word = word.strip()
    return ("", word) if any(mark.isalnum() for mark in word) else (word, "")


def _are_targets(part: str) -> bool:
    return all(_is_target(word.strip()) for word in part.split(",") if word.strip())


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    """Yield labels and targets; either may be empty."""
    position = 0
    for found in _LINK.finditer(cell):
        if found.start() < position:
            continue
        *before, lead = _segments(cell[position : found.start()])
        yield from before
        label, target, position = _parts_of(found)
        words = lead[0] or lead[1]
        if position and words.casefold() in _AND:
            words = ""
        yield " ".join([*words.split(), *label.split()]).removesuffix(":" if not label else "\0").rstrip(), target
    yield from (pair for pair in _segments(cell[position:]) if any(pair))


def _parts_of(found: re.Match[str]) -> tuple[str, str, int]:
    """Return the label and the target of a link, and where it ends."""
    if found["bare"] is not None:
        address = _address(found["bare"])
        target = f"https://{address}" if address.casefold().startswith("www.") else address
        return "", target, found.start() + len(address)
    if found["target"] is not None:
        return "", found["target"].strip(), found.end()
    title = f" ({found['title']})" if found["title"] else ""
    return found["label"] + title, (found["angled"] or found["round"] or "").strip(), found.end()


def _address(bare: str) -> str:
    """Leave out what ends a sentence or a bracket rather than an address."""
    while bare and bare[-1] in _AFTER_ADDRESS:
        if bare[-1] == ")" and bare.count("(") >= bare.count(")"):
            break
        bare = bare[:-1]
    return bare


def _segments(text: str) -> list[tuple[str, str]]:
    """Divide what stands between links into texts and paths; the last one may be a label of what follows."""
    pairs: list[tuple[str, str]] = []
    for part in re.split(r"[;\n]", text):
        if not part.strip(punctuation + _BETWEEN):
            pairs.append(("", ""))
            continue
        part = _SLASH.sub("", part.strip(_BETWEEN))
        words = [piece.strip(_BETWEEN) for piece in part.split(",")]
        if all(_is_target(word) for word in words if word):
            pairs += [("", word) for word in words]
        else:
            word = part.strip(_BETWEEN)
            pairs.append(("", word) if _is_target(word) else (word, ""))
    *before, last = pairs or [("", "")]
    return [*(pair for pair in before if any(pair)), last]


def _is_target(word: str) -> bool:
    return _PATH.match(word) is not None or _SCHEME.match(word) is not None
