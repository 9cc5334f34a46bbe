"""The language of a page, by its own declaration, by its dates, or by its small words and letters."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import islice

from sphinx_seminar.cli.importing.dates import SOME_YEARS, heads_of
from sphinx_seminar.cli.importing.lines import Year, date_in
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.reading.dates.names import names_of

#: The languages that a book of ours can speak, besides English, each with small words that only it has so often, and
#: with the headers of schedules.
LANGUAGES = {
    "de": "und der die das mit für nicht von zur zum bis wird sind eine datum thema sitzung woche termine uhr ort raum"
    " vorlesung vortrag dozent dozentin literatur anmeldung",
    "fr": "et les des une dans pour avec sur est aux du le séance semaine sujet cours salle enseignant",
    "es": "y el los las una para con por del que en es fecha tema temas clase semana profesor docente",
    "ja": "", "zh_CN": "",
}  # fmt: skip
#: Headings and headers of columns that an import writes, in those languages.
_HEADINGS = {
    "As written": {"de": "Wie geschrieben", "fr": "Tel quel", "es": "Tal cual", "ja": "原文", "zh_CN": "原文"},
    "Links": {"de": "Links", "fr": "Liens", "es": "Enlaces", "ja": "リンク", "zh_CN": "链接"},
    "More": {"de": "Mehr", "fr": "Compléments", "es": "Más", "ja": "その他", "zh_CN": "其他"},
    "Announcements": {"de": "Ankündigungen", "fr": "Annonces", "es": "Anuncios", "ja": "お知らせ", "zh_CN": "公告"},
    "Assignments": {"de": "Aufgaben", "fr": "Devoirs", "es": "Tareas", "ja": "課題", "zh_CN": "作业"},
    "Course": {"de": "Kurs", "fr": "Cours", "es": "Curso", "ja": "講義", "zh_CN": "课程"},
    "People": {"de": "Personen", "fr": "Personnes", "es": "Personas", "ja": "担当者", "zh_CN": "人员"},
    "Session": {"de": "Sitzung", "fr": "Séance", "es": "Sesión", "ja": "回", "zh_CN": "课次"},
    "Sessions": {"de": "Sitzungen", "fr": "Séances", "es": "Sesiones", "ja": "各回", "zh_CN": "课次"},
}
_ENGLISH = frozenset(
    [
        *("the", "and", "of", "to", "in", "is", "for", "with", "on", "are", "this", "that"),
        *("date", "topic", "week", "lecture", "readings", "slides", "schedule", "instructor"),
    ]
)
#: How many of these words tell a language; how many lines with dates are looked at, and how long they are (characters).
_ENOUGH, _MOST, _LONGEST = 5, 300, 400
_DIFFERENT = 4
#: Shorter names of days in capitals may be any abbreviation (characters).
_LEGIBLE = 3
_KANA = re.compile(r"[\u3040-\u30ff]")
#: A day of the week as a Japanese date has it, "4月10日(木)".
_WEEKDAY = re.compile(r"日\s*\\?[(（][月火水木金土日]\\?[)）]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def heading_in(language: str, word: str) -> str:
    """Return a heading or a header that an import writes in the language of the book; any other as it is."""
    return _HEADINGS.get(word, {}).get(language, word)


def language_of(said: str, root: Section, markdown: str) -> str:
    """Return the code of a page's language, as Sphinx has it; ``said`` is what the page calls it, if it does."""
    code = said.strip().replace("-", "_").casefold()
    known = {"en": "en", "zh": "zh_CN", **{name: name for name in LANGUAGES if name != "zh_CN"}}
    if (base := code.partition("_")[0]) in known and code not in ("zh_tw", "zh_hant"):
        return known[base]
    return _of_dates(root, markdown) or _of_words(markdown)


@cache
def _own_names(language: str) -> re.Pattern[str]:
    """Return a pattern for the months and weekdays that a language has and English has not."""
    english, names = names_of("en"), names_of(language)
    own = {*names.months, *names.weekdays} - {*english.months, *english.weekdays}
    longest_first = sorted(map(re.escape, own), key=lambda name: (-len(name), name))
    # No letters stand around it; but a Chinese "四月" may stand after others.
    return re.compile(rf"(?<![a-zà-ÿ])(?:{'|'.join(longest_first)})(?![^\W\d_])", re.IGNORECASE)


def _of_dates(root: Section, markdown: str) -> str:
    hits: Counter[str] = Counter()
    lines = (line for line in heads_of(root) if len(line) < _LONGEST and any(map(str.isdigit, line)))
    for line in islice(lines, _MOST):
        if any(date_in(line, Year(year))[0] for year in SOME_YEARS):
            continue
        for language in LANGUAGES:
            named = _own_names(language).search(line)
            # "MI 03.11" is a room, and no Wednesday of November.
            shouted = named is not None and len(named[0]) < _LEGIBLE and named[0].isupper()
            if (
                named is not None
                and not shouted
                and any(date_in(line, Year(year, 0, language))[0] for year in SOME_YEARS)
            ):
                hits[language] += 1
    if not hits:
        return ""
    best = max(hits, key=lambda language: hits[language])
    alike = hits["ja"] == hits["zh_CN"] and best in ("ja", "zh_CN")
    return _eastern(markdown) or best if alike else best


def _of_words(markdown: str) -> str:
    if (eastern := _eastern(markdown)) and len(_HAN.findall(markdown)) * 5 > len(re.findall(r"[^\W\d_]", markdown)):
        return eastern
    words = Counter(re.findall(r"[^\W\d_]+", markdown[:100_000].casefold()))
    scores = {language: sum(words[word] for word in said.split()) for language, said in LANGUAGES.items()}
    best = max(scores, key=lambda language: scores[language])
    english = sum(words[word] for word in _ENGLISH)
    several = sum(word in words for word in LANGUAGES[best].split()) >= _DIFFERENT
    return best if several and scores[best] >= _ENOUGH and scores[best] > 2 * english else "en"


def _eastern(markdown: str) -> str:
    """Return the code of Japanese or Chinese for a text in their characters, else ``""``: kana are Japanese alone."""
    return "ja" if _KANA.search(markdown) or _WEEKDAY.search(markdown) else "zh_CN" if _HAN.search(markdown) else ""
