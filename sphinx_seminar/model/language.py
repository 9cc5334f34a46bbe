"""The locale data (Unicode CLDR, through Babel) of a book's language."""

from __future__ import annotations

import copy
from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale | None:
    """Find the locale of a Sphinx language code such as ``zh_CN``, ``pt_BR`` or ``sr@latin``."""
    code = language.replace("-", "_").replace("@latin", "_Latn").split("@")[0]
    for candidate in (code, code.split("_")[0]):
        try:
            locale = Locale.parse(candidate)
        except (ValueError, TypeError, UnknownLocaleError):
            continue
        _separate(locale)
        return locale
    return None


def _separate(locale: Locale) -> None:
    """Give a locale names of its own.

    Babel's locales share the tables that they inherit, and write what they look up into them: after a Japanese month,
    a Persian one would have its name.
    """
    data = localedata.load(str(locale))
    data.update({table: copy.deepcopy(data[table]) for table in ("months", "days", "day_periods")})
