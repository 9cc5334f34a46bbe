"""Where a sentence of a citation may end: not after an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.?!。．…]['\"”’)\]]?(?=[\s\ue000]|\Z)|(?<=[^\W\d_])[.](?=[A-Z][a-z]+ )")
#: Beginnings of words that journals' names are cut to (ISO 4), and other words that take a full stop.
_STEMS = ["proc", "trans", "j", "rev", "lett", "phys", "math", "comput", "sci", "int", "conf", "symp", "am", "amer", "ann", "annu", "nat", "natl", "acad", "soc", "eng", "engl", "res", "stat", "learn", "mach", "appl", "bull", "mag", "commun", "comm", "psychol", "econ", "econom", "med", "biol", "chem", "adv", "inf", "inform", "process", "syst", "sys", "neur", "neurosci", "artif", "intell", "pattern", "recognit", "vis", "image", "autom", "control", "theor", "theory", "exp", "educ", "stud", "hist", "philos", "lang", "ling", "linguist", "cogn", "behav", "environ", "geophys", "astron", "astrophys", "astrophysical", "mon", "not", "quart", "q", "arch", "clin", "surg", "oncol", "cell", "mol", "genet", "genom", "bioinf", "bioinformatics", "softw", "program", "secur", "netw", "electr", "electron", "circuits", "instr", "meas", "opt", "quantum", "rep", "prog", "surv", "tutor", "found", "trends", "numer", "anal", "optim", "oper", "manag", "mgmt", "mark", "financ", "fin", "polit", "law", "press", "univ", "ed", "eds", "vol", "no", "nos", "pp", "p", "ch", "chap", "sec", "fig", "eq", "st", "dr", "mr", "mrs", "ms", "prof", "vs", "cf", "al", "etc", "jr", "sr", "inc", "ltd", "co", "corp", "dept", "inst", "lab", "tech", "ser", "sect", "assoc", "med-chir", "ecol", "evol", "plant", "anim", "hydrol", "atmos", "oceanogr", "geol", "mineral", "mater", "nano", "struct", "mech", "fluid", "heat", "therm", "energy", "fuel", "nucl", "radiat", "part", "fields", "gravit", "gen", "relativ", "topol", "geom", "algebr", "combin", "discret", "probab", "prob", "relat", "log", "found", "logic", "fuzzy", "sets", "robot", "automat", "ind", "inc", "wkshp", "workshop", "europ", "eur", "brit", "br", "can", "jpn", "chin", "ger", "fr", "ital", "russ", "aust", "j-stage", "zh", "dok", "izv", "usp", "матем", "журн", "изд", "вып", "вестн", "ун", "тр", "изв", "докл", "rijksmus", "ges", "z", "angew", "allg", "dtsch", "verh", "abh", "sitz", "ber", "biochem", "immunol", "microbiol", "virol", "pharmacol", "toxicol", "pediatr", "neurol", "psychiatr", "cardiol", "epidemiol", "hum", "hlth", "health", "publ", "pol", "policy", "sociol", "soc", "anthropol", "commun.", "multimed", "graph", "graphics", "trans.", "lect", "notes", "comp", "ieee", "symp.", "cybern", "acoust", "speech", "signal"]
_STEM = frozenset(_STEMS)


def is_abbreviation(word: str) -> bool:
    """Tell whether a full stop after the word is part of it."""
    bare = word.strip("([{\"“‘'").rstrip(".").casefold()
    return bare in _STEM or re.fullmatch(r"[^\W\d_](?:\.[^\W\d_])*", bare) is not None


def sentence_ends(text: str, most: int = 14) -> Iterator[tuple[int, bool]]:
    """Yield the positions after the mark that ends a sentence, and whether an abbreviation makes that doubtful."""
    given = 0
    for end in _END.finditer(text):
        if given == most:
            return
        start_of_word = max(text.rfind(" ", 0, end.start()), text.rfind("-", 0, end.start()), text.rfind("\ue000", 0, end.start())) + 1
        word = text[start_of_word : end.start()]
        doubtful = end[0].startswith(".") and is_abbreviation(word)
        yield end.end(), doubtful
        given += 1
