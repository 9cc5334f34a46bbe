"""Books in the languages that we have words for, and the catalogues that hold these words."""

from __future__ import annotations

import gettext
import re
import tomllib
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from icalendar import Calendar

import sphinx_seminar
from sphinx_seminar.citing import Words
from sphinx_seminar.reading.sessions.facts import read_status
from sphinx_seminar.reading.vocabulary import meaning_of
from sphinx_seminar.rendering.words import COLUMN_WORDS, ROLE_WORDS, STATUS_WORDS
from tests.authoring import Manuscript
from tests.built import Built
from tests.typesetting import pdf_text, typeset

PACKAGE = Path(sphinx_seminar.__file__).parent
CATALOGUES = {path.parts[-3]: path for path in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/sphinx_seminar.po"))}
every_language = pytest.mark.parametrize("language", CATALOGUES)

Key = tuple[str, str]


def catalogue(language: str) -> Catalog:
    with CATALOGUES[language].open("rb") as file:
        return read_po(file, locale=language)


def key_of(context: str | None, words: Any) -> Key:
    return context or "", words if isinstance(words, str) else words[0]


@pytest.fixture(scope="module")
def in_source() -> set[Key]:
    """Every message of the source, found as ``make locale`` finds them."""
    settings = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in settings["mappings"]]
    found = extract_from_dir(PACKAGE, method_map=methods)
    return {key_of(context, words) for _file, _line, words, _comments, context in found}


def test_there_are_words_for_five_languages() -> None:
    assert {"de", "es", "fr", "ja", "zh_CN"} <= set(CATALOGUES)


@every_language
def test_a_catalogue_has_every_message_of_the_source_and_no_other(language: str, in_source: set[Key]) -> None:
    words = catalogue(language)
    assert {key_of(message.context, message.id) for message in words if message.id} == in_source, "run `make locale`"
    assert not words.obsolete
    assert not words.fuzzy


@every_language
def test_every_message_is_translated_in_every_number_with_its_placeholders(language: str) -> None:
    words = catalogue(language)
    for message in words:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert len(forms) == (words.num_plurals if message.pluralizable else 1), message.id
        assert not message.fuzzy
        assert list(message.check(words)) == []
        original = message.id if isinstance(message.id, str) else message.id[1]
        for form in forms:
            assert form.strip(), message.id
            assert placeholders(form) == placeholders(original), message.id


def placeholders(words: str) -> list[str]:
    return sorted(re.findall(r"%\w|\{\w*\}", words))


@every_language
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    with CATALOGUES[language].with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue(language):
        if isinstance(message.id, tuple):
            found = {compiled.ngettext(*message.id, count) for count in (1, 2, 5)}
            assert found == set(message.string), "run `make locale`"
        elif message.id:
            found = compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
            assert found == message.string, "run `make locale`"


#: What a header is read as, where that is not the column that it stands over.
READ_AS = {"weekday": "day", "people": "speaker"}
#: Columns that only the book can fill.
COMPUTED = {"due", "week"}
#: Over a German table the talk, beside a German name the one who gives it.
OF_TWO_MEANINGS = {"Vortrag"}


@every_language
def test_a_table_may_be_written_with_the_words_that_the_book_shows(language: str) -> None:
    words = catalogue(language)
    shown = [
        *COLUMN_WORDS.items(),
        *((role, several) for role, (_one, several) in ROLE_WORDS.items()),
    ]
    headers = {str(words[str(english)].string): column for column, english in shown}
    headers = {
        header: column for header, column in headers.items() if column not in COMPUTED and header not in OF_TWO_MEANINGS
    }
    assert {header: meaning_of(header) for header in headers} == {
        header: READ_AS.get(column, column) for header, column in headers.items()
    }
    status = {str(words[str(english)].string): status for status, english in STATUS_WORDS.items()}
    assert {word: read_status(word).value for word in status} == status


@pytest.mark.parametrize(
    "header", ["Vortragende/r", "Referent*in", "Referent:innen", "Vortragende(r)", "intervenant·e·s", "Ponente/a"]
)
def test_a_header_may_name_both_genders(header: str) -> None:
    assert meaning_of(header) == "speaker"


def test_every_word_of_citations_is_in_the_catalogues(in_source: set[Key]) -> None:
    # The names of months are those of the locale.
    names = {field.name for field in fields(Words)} - {"months", "months_short"}
    assert {("in a citation", getattr(Words(), name)) for name in names} <= in_source


INDEX = """# Kernels

```{course} Kernels
:code: IN2107
:starts: 2021-05-17
:ends: 2021-05-31
:meets: Mon 14:00-16:00
:except: 2021-05-24 Pfingstmontag
:instructors: Emmy Noether; Richard Courant
```

```{session-table}
:columns: number, date, weekday, title, kind, status
:searchable:
```

```{toctree}
ntk
```
"""
NTK = """# Neural Tangent Kernel

```{lecture}
:slides: slides/ntk.pdf
:status: tentative
```

See {paper}`jacot2018neural`.

```{key-papers}
- Jacot, A., Gabriel, F., & Hongler, C. (2018). Neural tangent kernel: Convergence and generalization in neural
  networks. Advances in Neural Information Processing Systems, 31, 8571-8580.
- @goodfellow2016deep
```

```{session} Exam
:date: TBA
```
"""
BIBLIOGRAPHY = """
@book{goodfellow2016deep,
  author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron},
  title = {Deep learning},
  edition = {2},
  publisher = {MIT Press},
  year = {2016}
}
"""
DECK = (Path(__file__).parent / "books/second-course/slides/mcmc.pdf").read_bytes()


def book(folder: Path, language: str) -> Manuscript:
    files: dict[str, str | bytes] = {"index.md": INDEX, "ntk.md": NTK, "slides/ntk.pdf": DECK, "a.bib": BIBLIOGRAPHY}
    return Manuscript(folder, files, {"language": language, "seminar_bibliography": ["a.bib"]})


#: What readers of a language see, by the part of the page: the header of the table, then its rows.
SEEN = {
    "de": {
        "table": [
            ["Nr.", "Datum", "Tag", "Titel", "Art", "Status"],
            ["1", "17. Mai 2021", "Mo", "Neural Tangent Kernel vorläufig", "Vorlesung", "vorläufig"],
            ["", "24. Mai 2021", "Mo", "kein Termin: Pfingstmontag", "", ""],
            ["", "wird noch bekannt gegeben", "", "Exam", "Sitzung", ""],
        ],
        "fields": ["Folien"],
        "course": ["Modulnummer", "Termine", "Lehrende", "In diesem Buch"],
        "words": [
            *("Vorlesung 1 · Mo., 17. Mai 2021, 14:00–16:00 · vorläufig", "2 Seiten", "Jacot et al. (2018)"),
            *("Kernliteratur", "(2. Aufl.)"),
        ],
        "kinds": {"Vorlesung", "Sitzung", "Person", "Publikation"},
        "indices": ["Literatur", "Personen"],
    },
    "zh_CN": {
        "table": [
            ["序号", "日期", "星期", "题目", "类型", "状态"],
            ["1", "2021年5月17日", "周一", "Neural Tangent Kernel 暂定", "讲课", "暂定"],
            ["", "2021年5月24日", "周一", "停课：Pfingstmontag", "", ""],
            ["", "待定", "", "Exam", "活动", ""],
        ],
        "fields": ["课件"],
        "course": ["课程代码", "上课时间", "授课教师", "本书内容"],
        "words": [
            *("第 1 讲 · 2021年5月17日周一, 14:00–16:00 · 暂定", "2 页", "Jacot 等 (2018)"),
            *("核心文献", "(第 2 版)"),
        ],
        "kinds": {"讲课", "活动", "人员", "论文"},
        "indices": ["论文", "人员"],
    },
}
seen_in = pytest.mark.parametrize("language", SEEN)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Build the book in a language, once: no test of what readers see changes it."""
    return cache(lambda language: book(tmp_path_factory.mktemp("book"), language).build())


@pytest.fixture
def built(build: Callable[[str], Built], language: str) -> Built:
    made = build(language)
    assert made.complaints() == []
    return made


def plain(text: str) -> str:
    return " ".join(text.split())


@seen_in
def test_a_table_in_another_language(built: Built, language: str) -> None:
    rows = built.page("index").select("table tr")
    assert [[plain(cell.text) for cell in row.select("th, td")] for row in rows] == SEEN[language]["table"]


@seen_in
def test_a_chapter_in_another_language(built: Built, language: str) -> None:
    page = built.page("ntk")
    assert [plain(term.text).rstrip(":") for term in page.select("dl.field-list > dt")] == SEEN[language]["fields"]
    for words in SEEN[language]["words"]:
        assert words in plain(page.text)


@seen_in
def test_the_course_s_card_the_indices_and_the_search_in_another_language(built: Built, language: str) -> None:
    terms = [plain(term.text).rstrip(":") for term in built.page("index").select("dl.field-list > dt")]
    assert terms == SEEN[language]["course"]
    titles = [plain(built.page(name).select_one("h1").text).rstrip("¶#") for name in ("sem-papers", "sem-people")]
    assert titles == SEEN[language]["indices"]
    assert {found.kind for found in built.search_objects()} == SEEN[language]["kinds"]


@seen_in
def test_the_calendar_in_another_language(built: Built, language: str) -> None:
    (lecture,) = Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")
    assert [str(category) for category in lecture["CATEGORIES"].cats] == [SEEN[language]["table"][1][4]]
    assert SEEN[language]["fields"][0] in str(lecture["DESCRIPTION"])


@seen_in
def test_a_printed_book_in_another_language(tmp_path: Path, language: str) -> None:
    printed = "".join(pdf_text(typeset(book(tmp_path, language).build("latex").folder)).split())
    wanted = [*SEEN[language]["table"][0], *SEEN[language]["fields"], *SEEN[language]["indices"], "2021", "2018"]
    assert [words for words in wanted if "".join(words.split()) not in printed] == []


def test_one_process_makes_books_in_several_languages(tmp_path: Path) -> None:
    titles = []
    for language in ("de", "en", "zh_CN"):
        page = book(tmp_path / language, language).build().page("ntk")
        titles.append(plain(page.select_one(".sem-papers-title").text))
    assert titles == ["Kernliteratur", "Key papers", "核心文献"]


def test_a_language_without_words_of_ours_is_english_with_its_own_dates(tmp_path: Path) -> None:
    page = book(tmp_path, "it").build().page("ntk")
    assert "Lecture 1" in plain(page.text)
    assert "17 maggio 2021" in plain(page.text)


def test_warnings_to_authors_stay_in_english(tmp_path: Path) -> None:
    manuscript = book(tmp_path, "de")
    manuscript.edit("ntk.md", ":status: tentative", ":status: unsure")
    (warning,) = manuscript.build().complaints()
    assert warning.message.startswith("the status is 'unsure'; expected one of")
