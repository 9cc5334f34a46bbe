"""The meanings of words over columns (``headers.toml``), and kinds of sessions, in the languages of courses."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from sphinx_seminar.model.session import CountsAs

#: What a table is about.
About = Literal["sessions", "work", "people"]

#: Headers that mean the title where no other column does.
TITLES_OF_LAST_RESORT = (
    "session", "lecture", "meeting", "seminar", "event", "activity", "item", "agenda", "programme", "program",
    "content", "contents", "sitzung", "vorlesung", "veranstaltung", "programm", "inhalt", "seance", "cours", "contenu",
    "sesion", "contenido", "lezione", "contenuto", "sessie", "paper", "papers", "reading", "abstract", "description",
    "name",
)  # fmt: skip
#: Two meanings that one column can have.
_TOGETHER = {
    frozenset({"date", "time"}): "date", frozenset({"day", "date"}): "date", frozenset({"day", "time"}): "date",
    frozenset({"start", "end"}): "time", frozenset({"title", "papers"}): "title", frozenset({"title", "kind"}): "title",
    frozenset({"title", "abstract"}): "title", frozenset({"location", "online"}): "location",
    frozenset({"number", "title"}): "title",
}  # fmt: skip
_LINKED = frozenset({"resources", "slides", "recording", "notes", "material", "code", "exercises"})
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"\s*(?:/|&|\+|,|\||\band\b|\bor\b|\bund\b|\bet\b|\by\b)\s*")


#: Words that say yes or no.
YES_NO = dict.fromkeys(("yes", "y", "true", "on", "1"), True) | dict.fromkeys(("no", "n", "false", "off", "0"), False)


def plain_header(header: str) -> str:
    """Return a header in the form in which it is looked up: without accents, capitals, punctuation and brackets."""
    outside = _IN_BRACKETS.sub(" ", header[:200]) if not header.startswith(("(", "[")) else header[:200]
    letters = unicodedata.normalize("NFKD", outside.casefold().replace("№", "#"))
    bare = "".join(mark for mark in letters if not unicodedata.combining(mark))
    words = "".join(mark if mark.isalnum() or mark in "#/&+,|" else " " for mark in bare)
    return " ".join(words.split())


def in_brackets(header: str) -> str:
    """Return the text in brackets of a header, such as a unit or a time zone."""
    found = _IN_BRACKETS.search(header[:200])
    return found[1].strip() if found is not None else ""


#: The endings of "Vortragende/r", "Referent:in", "Dozent*innen", "enseignant·e·s", as :func:`plain_header` writes them.
_BOTH_GENDERS = re.compile(r"(?:[/ ]+(?:r|in|innen|e|s|e s)|/(?:a|as|os))\Z")


@cache
def headers(about: About = "sessions") -> Mapping[str, str]:
    """Return the meanings of all words over columns, as :func:`plain_header` writes them; of two the first counts."""
    written = tomllib.loads(files(__package__).joinpath("headers.toml").read_text(encoding="utf-8"))[about]
    return {
        plain_header(word): meaning
        for meaning, words in reversed(written.items())
        for word in words.replace("\n", ",").split(",")
        if word.strip()
    }


@lru_cache(maxsize=512)
def meaning_of(header: str, about: About = "sessions") -> str:
    """Return what a header means (``date``, ``title``, ``speaker``, ``slides`` …), empty for one that is unknown."""
    plain = plain_header(header)
    known = headers(about)
    for word in (plain, plain.rstrip("0123456789 "), _BOTH_GENDERS.sub("", plain)):
        if word in known:
            return known[word]
    if about != "sessions":
        return ""
    parts = frozenset(known.get(part, "") for part in _PARTS.split(plain) if part)
    if len(parts) == 1:
        return next(iter(parts))
    if parts and parts <= _LINKED:
        return "resources"
    return _TOGETHER.get(parts, "")


#: A lecture, by the language of the book: English, German, French, Spanish, Japanese, Chinese.
_LECTURES = {
    "en": "lecture", "de": "vorlesung", "fr": "cours|cours magistral|cm",
    "es": "clase|clase magistral", "ja": "講義", "zh": "讲课|講課|课|讲座",
}  # fmt: skip
#: Words for an exam. English and German put what kind of exam it is before them, the others behind.
_EXAMS_LAST = (
    "exam|exams|examination|examinations|midterm|midterms|mid term|final|finals|test|tests|quiz|quizzes"
    "|klausur|klausuren|prufung|prufungen|nachprufung|hauptklausur|nachklausur|zwischenklausur|abschlussklausur|probeklausur"
    "|abschlussprufung|zwischenprufung|kurztest|controle|controle continu|controles"
)
_EXAMS_FIRST = "examen|examens|examenes|partiel|partiels|interrogation|interro|parcial|parciales|prueba|pruebas"
_EXAM_ENDS = ("試験", "テスト", "考试", "測驗", "测验", "考試", "期中", "期末", "小考")
#: What is due, handed out or celebrated, and takes no time of the course's.
_ASIDE = (
    "assignment|assignments|homework|homeworks|hw|problem set|problem sets|pset|psets|exercise sheet|deadline|deadlines"
    "|due|due date|submission|release|holiday|holidays|break week|no class|no lecture|vacation|hausaufgabe|hausaufgaben"
    "|ubungsblatt|aufgabe|aufgaben|abgabe|abgabetermin|frist|feiertag|ferien|devoir|devoirs|devoir maison|dm|echeance"
    "|rendu|date limite|jour ferie|conge|vacances|tarea|tareas|deberes|entrega|plazo|fecha limite|festivo|feriado"
    "|vacaciones|宿題|課題|提出|締切|締め切り|祝日|休日|休み|作业|截止|截止日期|节假日|放假|假期"
)
#: When nothing is taught; whatever ends in the first two is one as well, as "Coffee break".
_BREAKS = (
    "break|pause|breaks|coffee|tea|lunch|breakfast|dinner|mittagspause|kaffeepause|mittagessen|abendessen|dejeuner|diner"
    "|pause dejeuner|pause cafe|descanso|pausa|pausa cafe|almuerzo|comida|cena"
    "|休憩|昼休み|昼食|休息|午餐|午休|茶歇|晚餐"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of session: the word that readers see, and its class."""

    words: str
    counts_as: CountsAs = ""


def read_kind(text: str, language: str = "en") -> Kind:
    """Read a kind; the book's own word for a lecture, in any capitals, is ``lecture``, which each language translates.

    One of another language stays as it was written, and counts as a lecture too.
    """
    words = " ".join(text.split())
    plain = plain_header(words)
    meaning = _meaning(plain)
    own = (*_LECTURES["en"].split("|"), *_LECTURES.get(language[:2], "").split("|"))
    return Kind("lecture" if meaning == "lecture" and plain in own else words, meaning)


@lru_cache(maxsize=512)
def _meaning(plain: str) -> CountsAs:
    bare = re.sub(r"[\s#]*(?:[0-9]+|\b[ivx]+)\Z", "", plain) or plain
    if any(bare in words.split("|") for words in _LECTURES.values()):
        return "lecture"
    if bare in _ASIDE.split("|"):
        return "aside"
    if bare in _BREAKS.split("|") or bare.endswith((" break", " pause")):
        return "break"
    first, last = bare.split(" ")[:1], bare.split(" ")[-1:]
    ends = bare in _EXAMS_LAST.split("|") or last[0] in _EXAMS_LAST.split("|") or bare.endswith(_EXAM_ENDS)
    return "exam" if ends or first[0] in _EXAMS_FIRST.split("|") else ""
