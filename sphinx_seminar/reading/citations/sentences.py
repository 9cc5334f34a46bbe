"""Where a sentence of a citation may end: not after an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

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
