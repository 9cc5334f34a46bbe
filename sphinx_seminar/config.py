"""The configuration values, declared once: registration, checks and the manual's table all come from here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sphinx.errors import ConfigError

from sphinx_seminar.model.problem import suggestion
from sphinx_seminar.model.timing import AUDIENCES, Showing, moment_of_day
from sphinx_seminar.model.when import ABBREVIATIONS, zone_of
from sphinx_seminar.warnings_ import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The outputs of a build besides its pages, as ``seminar_exports`` names them.
EXPORTS = ("ics", "bib", "json", "csl", "feed", "jsonld", "frab", "search")

#: What the report looks for; :data:`sphinx_seminar.report.checks.CHECKS` says how each is found.
CHECKS = (
    *("slides", "recordings", "dates", "due-dates", "due-together", "due-days-off", "solutions", "open-solutions"),
    *("placeholders", "days-off", "other-term", "parallel", "deck-numbers"),
    *("shared-decks", "shared-recordings", "unlinked-decks", "people", "commas", "paper-numbers", "unlisted-papers"),
)

#: The citation styles; :data:`sphinx_seminar.citing.STYLES` says how each is written.
STYLES = ("apa", "ieee", "acm", "chicago-author-date", "alpha")

#: Pasted citations as they are, or in the book's style where that says all of them.
PASTED = ("as pasted", "styled")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of ``conf.py``: its full name, its default, a test of values, and two texts.

    ``expected`` completes "expected …" in an error, ``meaning`` explains the setting in the manual.
    """

    name: str
    default: Any
    accepts: Callable[[Any], bool]
    expected: str
    meaning: str
    #: What Sphinx writes again where the value changes and no view of the book does.
    rebuild: Literal["", "html", "env"] = ""


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(item, str) for item in value)


def _is_zone(value: Any) -> bool:
    """Tell whether a value names an IANA time zone; abbreviations such as "CET" are refused."""
    return isinstance(value, str) and zone_of(value) is not None and value not in ABBREVIATIONS


def _is_iso_day(value: str) -> bool:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _switch(name: str, default: bool, meaning: str, rebuild: Literal["", "env"] = "") -> Setting:
    return Setting(name, default, lambda value: isinstance(value, bool), "True or False", meaning, rebuild)


def _choice(name: str, values: Sequence[str], expected: str, meaning: str) -> Setting:
    """Return a setting that is one of ``values``, by default the first."""
    return Setting(name, values[0], lambda value: isinstance(value, str) and value in values, expected, meaning)


def _choices(name: str, values: Sequence[str], example: str, meaning: str) -> Setting:
    """Return a setting that is a list of names out of ``values``, by default all; ``example`` ends ``expected``."""
    expected = f"a list of names out of {', '.join(values)}{example}"
    return Setting(
        name, list(values), lambda value: _is_list_of_text(value) and set(value) <= set(values), expected, meaning
    )


SETTINGS = (
    Setting(
        "seminar_bibliography",
        None,
        lambda value: value is None or _is_list_of_text(value),
        "a list of .bib files, relative to the source folder, such as ['references.bib']",
        "The .bib files of the book; bibtex_bibfiles where it is not set.",
    ),
    Setting(
        "seminar_timezone",
        "UTC",
        _is_zone,
        "an IANA time zone such as 'Europe/Berlin'",
        "The zone of every time where neither the session nor the course names one.",
    ),
    Setting(
        "seminar_citation_style",
        "apa",
        lambda value: isinstance(value, str) and bool(value),
        f"one of {', '.join(STYLES)}, a .csl file of the source folder, or the name of a style of citationstyles.org",
        "How papers are shown.",
    ),
    _choice(
        "seminar_pasted_citations",
        PASTED,
        f"one of {' or '.join(map(repr, PASTED))}",
        "How pasted citations are shown.",
    ),
    _switch(
        "seminar_numbers_in_headings", False, "Lectures' numbers before their headings, and in the side bar.", "env"
    ),
    _choice(
        "seminar_audience",
        AUDIENCES,
        f"one of {' or '.join(map(repr, AUDIENCES))}",
        "For whom the book is built: students do not see what is for instructors, or waits for its day.",
    ),
    Setting(
        "seminar_day",
        "",
        lambda value: isinstance(value, str) and (not value or moment_of_day(value) is not None),
        "a day such as '2026-11-04', or a minute of it such as '2026-11-04 18:00'",
        "The moment for which the book is built, on the course's clocks; without it all that waits stays out.",
    ),
    _switch("seminar_hold_solutions", False, "Hold back the solutions of sphinx-exercise: they are for instructors."),
    _choices("seminar_exports", EXPORTS, ", such as ['ics', 'bib']", "Which files are written beside the pages."),
    _choice(
        "seminar_pdf_documents",
        ("book", "each"),
        "'book', one PDF, or 'each', a PDF a chapter",
        "What the builder seminar-pdf makes.",
    ),
    Setting(
        "seminar_handouts",
        "",
        lambda value: isinstance(value, str),
        "a folder beside the pages such as 'handouts', or an address",
        "Where the PDFs of the chapters are published; lectures link theirs.",
        rebuild="html",
    ),
    Setting(
        "seminar_pdf_fonts",
        [],
        _is_list_of_text,
        "a list of names of fonts, such as ['Source Serif 4']",
        "Fonts that the builder seminar-pdf takes before its own.",
    ),
    _switch(
        "seminar_fresh_navigation",
        True,
        "Write every page whose navigation changed; False makes a live preview quicker.",
    ),
    _switch(
        "seminar_local_mathjax",
        False,
        "Formulas are drawn by a MathJax in the book's own folder, and not by one from a server outside.",
    ),
    _choices("seminar_report_checks", CHECKS, "", "What the builder seminar-report looks for."),
    Setting(
        "seminar_report_day",
        "",
        lambda value: isinstance(value, str) and (not value or _is_iso_day(value)),
        "a day such as '2021-06-01'",
        "The day of the report; without it that of SOURCE_DATE_EPOCH, else today in the course's time zone.",
    ),
)


def settings_file(folder: Path) -> str:
    """Return the name of a folder's settings file: ``conf.py``, or ``_config.yml`` of a Jupyter Book without one."""
    return "_config.yml" if (folder / "_config.yml").is_file() and not (folder / "conf.py").is_file() else "conf.py"


def check(app: Sphinx, config: Config) -> None:
    """Raise a ``ConfigError`` for the first setting with a wrong value, with the value that was expected."""
    for setting in SETTINGS:
        value = config[setting.name]
        if not setting.accepts(value):
            file = settings_file(Path(app.confdir))
            raise ConfigError(f"{setting.name} = {value!r} in {file}: expected {setting.expected}")


def point_out_strangers(app: Sphinx, config: Config) -> None:
    """Warn of names ``seminar_…`` in ``conf.py`` that are no settings, such as mistyped ones; Sphinx does not.

    Settings of other extensions may begin so as well: the check runs when all extensions have registered theirs.
    """
    names = [setting.name for setting in SETTINGS]
    for line, written in _assigned(Path(app.confdir) / "conf.py"):
        if written.startswith("seminar_") and written not in config:
            expected = suggestion(written, names) or f"; expected one of {', '.join(names)}."
            message = f"conf.py sets '{written}', which is no value of sphinx_seminar{expected} It is not used."
            warn("course", message, f"{Path(app.confdir) / 'conf.py'}:{line}")


def _assigned(conf: Path) -> Iterator[tuple[int, str]]:
    """Yield the line numbers, from 1, and names of the assignments that begin lines of a Python file."""
    try:
        lines = conf.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for number, line in enumerate(lines, 1):
        assignment = re.match(r"(\w+)\s*(?::[^=]+)?=(?!=)", line)
        if assignment is not None:
            yield number, assignment[1]


def bibliography_files(config: Config) -> tuple[str, ...]:
    """Return the ``.bib`` files of ``seminar_bibliography``, else of ``bibtex_bibfiles``, each once.

    The paths are as written, relative to the source folder. In a Jupyter Book ``bibtex_bibfiles`` may be one string.
    """
    named = config.seminar_bibliography
    if named is None:
        named = getattr(config, "bibtex_bibfiles", ())
    return tuple(dict.fromkeys([named] if isinstance(named, str) else named))


def unnamed(config: Config, name: str) -> str:
    """Return Sphinx's default of ``project`` or ``author``: "Project name not set", "Author name not set"."""
    return str(config.values[name].default)


def showing_of(config: Config) -> Showing:
    """Return the audience and the moment for which a book is built."""
    return Showing(config.seminar_audience, moment_of_day(config.seminar_day))


def setup_config(app: Sphinx) -> None:
    """Register the settings of the extension, and the checks of their values.

    Most do not ask Sphinx to rebuild: what a value changes on a page is part of that page's fingerprint.
    """
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, setting.rebuild, description=setting.meaning)
    app.connect("config-inited", check)
    app.connect("config-inited", point_out_strangers, priority=900)
