"""Fonts of other scripts than those that Typst brings letters for, by the names that systems have them under."""

from __future__ import annotations

#: What Typst brings has Latin, Greek, Cyrillic and Hebrew letters. Those of these scripts are looked for in the system.
_CHINESE = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK SC")
_TAIWANESE = ("Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Songti TC", "PMingLiU", "Noto Sans CJK TC")
_JAPANESE = (
    "Noto Serif CJK JP",
    "Noto Serif JP",
    "Source Han Serif JP",
    "Hiragino Mincho ProN",
    "Yu Mincho",
    "MS Mincho",
)
_KOREAN = ("Noto Serif CJK KR", "Noto Serif KR", "Source Han Serif KR", "AppleMyungjo", "Batang", "Noto Sans CJK KR")
_ARABIC = ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Arial")
_INDIAN = ("Noto Serif Devanagari", "Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI")
_EVERYTHING = ("FreeSerif", "Noto Serif", "Noto Sans", "DejaVu Sans", "Noto Color Emoji", "Apple Color Emoji")

_BY_LANGUAGE = {"zh": _CHINESE, "ja": _JAPANESE, "ko": _KOREAN, "zh_tw": _TAIWANESE, "zh_hk": _TAIWANESE}


def families(language: str, installed: set[str]) -> tuple[str, ...]:
    """Return the families that a book in a language looks for letters in, after its own, of those that are installed.

    Chinese, Japanese and Korean share signs and draw some differently: those of the book's language come first.
    """
    name = language.lower().replace("-", "_")
    own: tuple[str, ...] = _BY_LANGUAGE.get(name) or _BY_LANGUAGE.get(name[:2]) or ()
    order = (*own, *_CHINESE, *_JAPANESE, *_KOREAN, *_ARABIC, *_INDIAN, *_EVERYTHING, "Segoe UI Emoji")
    return tuple(dict.fromkeys(family for family in order if family in installed))
