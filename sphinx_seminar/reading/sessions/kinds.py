"""Kinds of sessions in the languages of readers, and their classes: lecture, exam, break, or an event without time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sphinx_seminar.model.session import CountsAs
from sphinx_seminar.reading.sessions.headers import plain_header

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
