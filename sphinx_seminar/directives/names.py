"""Misspelt and foreign names of directives, roles and options, and the names that were meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_seminar.model.problem import near_matches, quoted, suggestion
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header, read_kind

#: Directives and roles by words of other languages and habits, without accents; lectures, exams and homework are kinds.
_WORDS = {
    "course": "kurs lehrveranstaltung veranstaltung cours curso asignatura コース 课程 課程",
    "lecture": "vorlesungen lektion lecon leccion lesson",
    "session": "sitzung treffen vortrag seance sesion meeting talk event charla セッション",
    "series": "ubung ubungen tutorium tutorien praktikum labor td tp taller practica gruppen groups group lab labs tutorial",
    "slides": "folien diapositives diapos transparents diapositivas deck スライド 幻灯片",
    "key-papers": "literatur lekture artikel articles articulos lecturas papers readings 文献 論文",
    "reading-list": "leseliste literaturliste literaturverzeichnis bibliographie bibliografia bibliography references",
    "timeline": "zeitleiste fristen echeances chronologie plazos cronograma milestones deadlines",
    "grading": "noten bewertung benotung notation evaluation calificacion grades 成績 评分",
    "topic-pool": "themen themenpool sujets temas topics",
    "session-table": "zeitplan termine terminplan sitzungen programm programme program calendrier horario schedule agenda",
    "session-grid": "wochenplan stundenplan kalender calendario timetable calendar grid",
    "announcements": "ankundigungen neuigkeiten annonces avisos anuncios news お知らせ 公告",
    "people": "personen team mitarbeiter personnes equipe personas equipo staff",
    "release": "freigabe publication publicacion",
    "paper": "artikel article articulo 論文",
    "person": "personne persona",
}
_KINDS = {"lecture": "lecture", "aside": "assignment", "exam": "session"}

#: Options by other words than the headers of tables have; the first that the directive has is meant.
_MEANT = {
    "tutors": ("assistants", "assistant"), "passcode": ("online",), "password": ("online",), "zones": ("also-zones",),
    "homepage": ("links",), "website": ("links",), "moodle": ("links",), "zoom": ("online", "links"),
    "exam": ("facts",), "textbook": ("facts",), "prerequisites": ("facts",), "workload": ("facts",),
    "registration": ("facts",), "semester": ("term",), "trimester": ("term",), "semestre": ("term",),
    "university": ("institution",), "universitat": ("institution",), "universite": ("institution",),
    "universidad": ("institution",), "department": ("institution",), "faculty": ("institution",),
    "ects": ("credits",), "sws": ("credits",), "leistungspunkte": ("credits",), "creditos": ("credits",),
    "sprache": ("language",), "langue": ("language",), "idioma": ("language",), "platze": ("places",),
    "schedule": ("meets",), "weekly": ("meets",), "hours": ("meets", "date"), "holidays": ("except",),
    "breaks": ("except",), "guest": ("speaker",), "homework": ("exercises",), "hw": ("exercises",),
    "feiertage": ("except",), "ausnahmen": ("except",), "hochschule": ("institution",), "spalten": ("columns",),
    "colonnes": ("columns",), "columnas": ("columns",), "datei": ("file",), "sheet": ("exercises",), "bibliography": ("papers",), "literatur": ("papers",), "cancelled": ("status",),
    "canceled": ("status",), "group": ("group-by",), "groupby": ("group-by",), "order": ("sort",), "sorted": ("sort",),
    "filter": ("kind", "tags"), "search": ("searchable",), "heading": ("title", "caption"), "id": ("name",),
    "label": ("name",), "csv": ("file",), "data": ("file",), "source": ("file",), "grade": ("points", "part-of"),
    "weight": ("points", "part-of"), "topics": ("covers",), "handin": ("submit",),
}  # fmt: skip
#: Options by the meanings of columns, where the two have different names.
_OF_MEANINGS = {
    "start": ("starts", "date"), "end": ("ends", "date"), "time": ("date", "meets"), "resources": ("links",),
    "instructor": ("instructors", "instructor", "speaker"), "speaker": ("speaker", "instructors"),
    "title": ("title", "caption"),
}  # fmt: skip
#: Advice on facts that have no option here, by the meaning of their names.
_ELSEWHERE = {"title": "; expected it behind {{{directive}}}.", "abstract": "; expected it in the body."}


def meant_names(written: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the known directives, or roles, that a foreign name stands for; else those that are spelt most like it."""
    name = written.removeprefix("sem:")
    word = plain_header(name)
    kind = _KINDS.get(read_kind(word).counts_as, "")
    meant = [kind, *(each for each, words in _WORDS.items() if word in words.split())]
    return tuple(each for each in meant if each in known) or near_matches(name, known)


def meant_option(written: str, known: Collection[str]) -> str:
    """Return the option that a foreign name stands for, also by its meaning as a column header; ``""`` if none."""
    return next((name for name in _meant(written, known) if name in known), "")


def _meant(written: str, known: Collection[str]) -> Iterator[str]:
    """Yield the options that a name may stand for; in an assignment it means what it does over a table of them."""
    yield written.lower().replace("_", "-").replace(" ", "-")
    words = written.replace("-", " ").replace("_", " ")
    yield from _MEANT.get(plain_header(words), ())
    for meaning in (meaning_of(words, "work") if "due" in known else "", meaning_of(words)):
        yield from (*_OF_MEANINGS.get(meaning, ()), meaning.replace(" ", "-"), f"{meaning}s")


def unknown_option(written: str, value: str, known: Collection[str], directive: str) -> str:
    """Return the message on an unknown option, with the option that its author may mean."""
    meant = meant_option(written, known)
    elsewhere = _ELSEWHERE.get(meaning_of(written), "").format(directive=directive)
    expected = f"; did you mean '{meant}'?" if meant else suggestion(written, known) or elsewhere
    expected = expected or f"; expected one of {', '.join(known)}."
    return f"{{{directive}}} has no option {quoted(f':{written}:')}{expected} It is left out: {quoted(value)}"
