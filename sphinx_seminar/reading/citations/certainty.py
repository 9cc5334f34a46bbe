"""Tests for certainty: words that can only be names or a title, and full stops that end a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sphinx_seminar.model import Author
from sphinx_seminar.reading.citations.identity import GONE, MONTH, YEAR
from sphinx_seminar.reading.citations.names import Names, read_names
from sphinx_seminar.reading.citations.one_name import is_ideographic, is_institution

_END = re.compile(r"[.?!。．…]['\"”’)\]]?(?=[\s\ue000]|\Z)|[?!](?=,)|(?<=[^\W\d_])[.](?=[A-Z][a-z]+ )")
#: Beginnings of words that journals' names are cut to (ISO 4), and other words that take a full stop.
_STEM = frozenset((
    "abh", "comb", "methodol", "invent", "harv", "calif", "colum", "stan", "mich", "physiol", "zool", "bot",
    "entomol", "opin", "curr", "transp", "high",
    "pathol", "radiol", "surg", "vet", "hum", "perspect", "resour", "mineral", "petrol", "spectrosc",
    "electrochem", "catal",
    "polym", "cryst", "crystallogr", "combin", "differ", "equ", "funct", "symb", "polit", "neurophysiol", "endocrinol",
    "acad", "acoust", "adv", "al", "algebr", "allg", "am", "amer", "anal", "angew", "anim", "ann",
    "annu", "anthropol", "appl", "arch", "artif", "assoc", "astron", "astrophys", "astrophysical", "atmos", "coll",
    "aust", "autom", "automat", "behav", "ber", "biochem", "bioinf", "bioinformatics", "biol", "br",
    "brit", "bull", "cardiol", "cell", "cf", "ch", "chap", "chem", "chin", "circuits", "clin", "co",
    "cogn", "comm", "commun", "comp", "comput", "conf", "corp", "cybern", "dept", "discret", "dok", "dr",
    "dtsch", "ecol", "econ", "econom", "ed", "eds", "educ", "electr", "electron", "eng", "engl", "environ",
    "epidemiol", "eq", "etc", "eur", "europ", "evol", "exp", "fig", "financ", "fr", "gen", "genet",
    "genom", "geol", "geom", "geophys", "ger", "ges", "gravit", "hist", "hydrol", "ieee", "immunol", "inc",
    "inf", "inform", "inst", "instr", "int", "intell", "ital", "izv", "j", "j-stage", "jpn", "jr", "lab",
    "learn", "lect", "lett", "ling", "linguist", "log", "ltd", "mach", "manag", "mater", "math", "meas",
    "mech", "med", "med-chir", "mgmt", "microbiol", "mol", "mon", "mr", "mrs", "ms", "multimed", "nano",
    "nat", "natl", "netw", "neur", "neurol", "neurosci", "no", "nos", "not", "notes", "nucl", "numer",
    "oceanogr", "oncol", "oper", "opt", "optim", "p", "pediatr", "pharmacol", "philos", "phys", "pp",
    "probab", "proc", "prof", "prog", "program", "psychiatr", "psychol", "publ", "q", "quart", "radiat",
    "recognit", "relativ", "rep", "res", "rev", "rijksmus", "russ", "sci", "sec", "sect", "secur", "ser",
    "sitz", "soc", "sociol", "softw", "sr", "st", "stat", "struct", "stud", "surv", "symp", "sys", "syst",
    "tech", "technol",
    "theor", "therm", "topol", "toxicol", "trans", "trends", "tutor", "univ", "usp", "verh", "virol",
    "vis", "vol", "vs", "wkshp", "workshop", "z", "zh", "вестн", "вып", "докл", "журн", "изв", "изд",
    "матем", "тр", "ун",
))  # fmt: skip


def is_abbreviation(word: str) -> bool:
    """Tell whether a full stop after the word is part of it."""
    bare = word.strip("([{\"“‘'").rstrip(".").casefold()
    return bare in _STEM or re.fullmatch(r"[^\W\d_](?:\.[^\W\d_])*", bare) is not None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a name in abbreviations or a series goes on: ", Invent. Math.", "Proc. R. Soc. London. Series B"."""
    if re.match(r" (?:I{1,3}|IV|VI{0,3})\. \S", text[end : end + 8]):
        return True
    if re.match(r" (?:Series|Ser\.|Section|Part) [A-Z]\b", text[end : end + 20]):
        return True
    row = not start or text[max(0, start - 2) : start].strip() in (",", ".", "”", '"', "»")
    following = re.match(r" ([A-Z][a-z]{1,9})\.", text[end : end + 14])
    return row and end - start < 10 and following is not None and is_abbreviation(following[1])


def sentence_ends(text: str, most: int = 14) -> Iterator[tuple[int, bool]]:
    """Yield the positions after the mark that ends a sentence, and whether an abbreviation makes that doubtful."""
    for end in islice(_END.finditer(text), most):
        start_of_word = max(text.rfind(mark, 0, end.start()) for mark in " -\ue000") + 1
        word = text[start_of_word : end.start()]
        if word.isdigit() and re.match(r"\s?(?:Aufl|[eé]d\b)", text[end.end() : end.end() + 6]):
            continue
        doubtful = end[0].startswith(".") and (is_abbreviation(word) or _goes_on(text, start_of_word, end.end()))
        if re.fullmatch(r"I{1,3}|IV|VI{0,3}", word) and text[:start_of_word].endswith((". ", "? ", "! ")):
            doubtful = False
        yield end.end(), doubtful


#: Words that stand where a name could and are part of none: a place, a publisher, a label, a part of a book.
_NO_AUTHOR = frozenset((
    "york", "press", "books", "verlag", "publishers", "publishing", "chapter", "chapters", "section", "part", "book",
    "page", "pages", "reading", "readings", "required", "optional", "recommended", "background", "note", "week",
    "lecture", "paper", "article", "volume", "edition", "trans", "translated", "journal", "springer",
    "elsevier", "wiley", "routledge", "london", "paris", "berlin", "cambridge", "oxford", "princeton", "boston",
    "chicago", "amsterdam",
    "states", "america", "england", "university", "from", "see", "also", "case", "court", "video", "film", "blog",
    "about", "personal", "lett", "phys", "appl", "chem", "rev", "sci", "math", "biol", "med", "cell",
    "january", "february", "april", "july", "september", "october", "november", "december", "available", "retrieved",
))  # fmt: skip
#: Patterns that no title contains.
_NO_TITLE = re.compile(
    "|".join(
        (
            r"\b(?:[Vv]\.|Pages?\b) \d|\b(?:vol|no|nos|pp?|ch|chap|hrsg|ed|eds)\.|\bIS[SB]N\b|\bet al\b",
            r"\b(?:\d+(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Rr]evised) [Ee]d(?:\.|n\b|ition|\Z)",
            r"\(\s*(?:\d+\w* )?[Ee]ds?\b",
            r"\([^()]*: [^()]*\)|\s//\s|\s[Ii]n:\s|\b(?:[Tt]rans(?:lated|\.)|[Ee]dited|[Ee]d\.) by\b",
            r"\b(?:Ph\.?\s?D\.?|[Mm]aster(?:’s|'s)?|[Dd]octoral) [Tt]hes[ie]s|\bTezi\b|\bTese\b|\bdissertation\b\]",
            rf"\(\s*{YEAR}\s*\)\Z|,\s*\(?{YEAR}\)?[a-z]?\Z|{MONTH}\s{YEAR}\Z",
            r"\d\s?\(\d+\)|\d[:;,]\s?\d+\s?[-–]\s?\d|;\s*\d|,\s\d+\Z",
            r"[“”«»„]\s*[,.]?\s*[A-Z]\w+ [A-Z]",
            # A publication behind a comma, as in "Dreams, Annals of Toys".
            r"[,.]\s(?:[Ii]n )?(?:Proc(?:eedings|\.)|Conference|Workshop|Symposium|Journal)\b",
            r"[,.]\s(?:[Ii]n )?(?:International|Annual) (?:Conference|Journal|Workshop|Symposium|Meeting|Review)\b",
            r"[,.]\s(?:[Ii]n )?(?:Advances in|Lecture Notes|Transactions|Annals|Bulletin)\b",
            r"[,.]\s(?:[Ii]n )?(?:IEEE|ACM|Revista|Zeitschrift|Archives?|Univ(?:ersity)?|arXiv)\b",
            r"[,.]\s(?:Working [Pp]aper|Technical [Rr]eport|Doctoral|Master|Chapter|Retrieved)\b",
        )
    )
)
#: How no title begins: with what is left of a name, the number of a list, or what leads to a book.
_NO_BEGINNING = re.compile(
    "|".join(
        (
            r"[A-Z]\.(?:[ ,;:]|[A-Z]\.)|[A-Z][\w’'-]+,? [A-Z]\.[ ,;:]|[a-z]{1,3}\. |Jr\b|Mr\b|&|and\b|et al|eds?\b",
            r"(?:Eds?|Trans|Hrsg|Hg|Dir|Coord)\.?\)|\(|,|\[?\d+\]|\d{4}\s|[a-z]+/",
            r"[Cc]hapters? (?:\d|[IVX]+\b|one|two|three|four|five|six|seven|eight|nine|ten)\S* ?(?:\(|of\b|in\b|\Z)",
            r"[Pp]p?\. ?\d|[Pp]ages? \d|[Ss]ections? \d|[Vv]ol(?:ume|\.) |[Ii]n:? (?:Proc|[A-Z][a-z]+ [A-Z]\.)",
            r"(?:Personal communication|Proceedings of|Journal of|Available|Retrieved)\b",
        )
    )
)
#: Patterns by which words without quotation marks are more than a title.
_TOO_MUCH = re.compile(
    "|".join(
        (
            r"\b(?:Press|Verlag|Publish(?:ers|ing)|Personal communication|[Ss]ubmitted)\b|\b[Vv]olume \d|\bEdition\b",
            rf",\s[\w.]{{1,5}}\Z|[A-Z]\.[A-Z]\Z|\s[a-z]\Z|\.,|\s{YEAR}\Z|\(\s*{YEAR}\s*\)|,\s\d+\s?[-–]\s?\d+\Z",
            r"\((?=[^()]*(?:\d|[Rr]eport|[Tt]hesis|[Dd]issertation|[EeÉé]d\b|[Ss]eries|[Pp]aper|[Bb]rief))[^()]*\)\Z",
        )
    )
)
#: Patterns that no list of authors contains.
_NO_NAMES = re.compile(
    r"[\d“”\"«»?!()\[\]:]|\.\.\.\.|\b(?:[Ee]ds?|[Ee]ditors?|[Hh]rsg|[Hh]gg?|[Dd]irs?|[Cc]oords?|[Oo]rgs?|[Cc]omps?)\b\.?\s*\Z"
)
#: Marks of a list of names: "and", a semicolon, initials, "et al.".
_JOINED = re.compile(r"[ ,](?:and|&|und|et|y|e|и)\s|;|\b[^\W\d_a-z]\.|\bal\b|\b[A-Z]{1,3}(?:,|\Z)")
_INNER_STOP = re.compile(r"(?P<word>[^\s.]+)\.\s(?=[A-Z“\"‘(\d])")


def certain_names(block: str) -> Names | None:
    """Read a list of authors that can be nothing else; ``None`` where some of it could."""
    block = block.strip(f" ,;:–—-{GONE}")
    if not re.search(r"(?<![^\W\d_])(?:[^\W\d_]|al|Jr|Sr)\.\Z", block):
        block = block.rstrip(".")
    if not block or GONE in block or _NO_NAMES.search(block):
        return None
    names = read_names(block)
    if names is None or not names.authors:
        return None
    if len(names.authors) == 1 and not names.truncated and _is_bare(names.authors[0]) and not is_ideographic(block):
        return None
    whole = any(author.organisation for author in names.authors) and len(names.authors) > 1 and is_institution(block)
    return names if all(map(_is_certain, names.authors)) and not whole else None


def are_joined(block: str) -> bool:
    """Tell whether words have a mark of a list of names, such as "and" or initials: they are no name and title."""
    return _JOINED.search(block) is not None


def _is_bare(author: Author) -> bool:
    return not (author.given or author.organisation)


def _is_certain(author: Author) -> bool:
    if author.organisation:
        return len(author.family) > 2 and author.family[0].isupper() and "," not in author.family
    words = re.findall(r"[^\W\d_]+", f"{author.given} {author.family}")
    if any(word.casefold() in _NO_AUTHOR for word in words):
        return False
    if is_ideographic(author.family):
        return len(author.family) <= 5
    if author.family.endswith(("'s", "’s")):
        return False
    return len(author.family) > 1 or (author.family == "E" and bool(author.given))


def is_certain_title(title: str, *, set_off: bool) -> bool:
    """Tell whether words are a title and nothing but one; ``set_off`` where marks or italics say where it ends."""
    if len(re.findall(r"[^\W\d_]", title)) < 3 or len(title.split()) > 45 or GONE in title.strip(GONE):
        return False
    if _NO_BEGINNING.match(title) or _NO_TITLE.search(title):
        return False
    if title.count("(") != title.count(")") or title.count("“") != title.count("”"):
        return False
    if set_off:
        return True
    if _TOO_MUCH.search(title) or (re.search(r",|&", title) and read_names(title) is not None):
        return False
    return not any(not is_abbreviation(stop["word"]) for stop in _INNER_STOP.finditer(title))
