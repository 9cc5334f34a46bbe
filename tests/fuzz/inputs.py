"""Inputs for a reader: sentences of its grammar, real texts that were damaged, and noise; each one from its number."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import yaml

from tests.fuzz.grammars import GRAMMARS, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

_TESTS = Path(__file__).parents[1]
#: Characters that readers trip over: marks of all grammars, digits and letters of other scripts, what is not seen.
_NOISE = (
    " \t\n\r\f\v\0\x1b\x7f\x85\xa0\u2028\u3000\ufeff\u200b\u202e\xad"
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~«»“”„’–—−…·•§¿№"
    "aAbBeEzZiIİıßſﬁÅøłñçéa\u0301\u0308Ωжя中王あ한אع०١２²½ⅷ😀\U0001d400"
    "0123456789"
)
_LONGEST = 400
_LONGEST_SEED = 3_000


@lru_cache(maxsize=64)
def seeds(source: str) -> tuple[str, ...]:
    """Return the texts of a file below ``tests/``: the strings of a test, the citations of a corpus, or the whole."""
    path = _TESTS / source
    if path.suffix == ".py":
        constants = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Constant))
        return tuple(node.value for node in constants if isinstance(node.value, str) and node.value)
    text = path.read_text(encoding="utf-8")
    if path.name.startswith("corpus"):
        return tuple(entry["pasted"] for entry in yaml.safe_load(text))
    return (text,)


def made(rule: str, sources: tuple[str, ...], random: Random) -> str:
    """Return one input for a reader whose grammar starts with ``rule``, and whose real texts are in ``sources``."""
    kind = random.random()
    if kind < 0.35:
        return sentence(rule, random)[:_LONGEST_SEED]
    if kind < 0.45:
        return _noise(random)
    text = _seed(sources, random) if kind < 0.8 else sentence(rule, random)[:_LONGEST_SEED]
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        text = random.choice(_DAMAGES)(text, rule, sources, random)
    return text[: 2 * _LONGEST_SEED]


def _seed(sources: tuple[str, ...], random: Random) -> str:
    """Return a real text, or a piece of a long one."""
    text = random.choice(seeds(random.choice(sources)))
    if len(text) > _LONGEST_SEED:
        start = random.randrange(len(text))
        text = text[start : start + random.randrange(_LONGEST_SEED)]
    return text


def _noise(random: Random) -> str:
    length = random.choice((0, 1, 3, 10, 40, _LONGEST))
    if random.random() < 0.1:
        return "".join(chr(_letter(random.randrange(0x10F800))) for _ in range(length))
    return "".join(random.choices(_NOISE, k=length))


def _letter(number: int) -> int:
    """Step over the surrogates, which no text that was decoded holds."""
    return number if number < 0xD800 else number + 0x800


def _stretch(text: str, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.choice((1, 1, 2, 5, 20, len(text))))


def _deleted(text: str, _rule: str, _sources: tuple[str, ...], random: Random) -> str:
    start, end = _stretch(text, random)
    return text[:start] + text[end:]


def _doubled(text: str, _rule: str, _sources: tuple[str, ...], random: Random) -> str:
    start, end = _stretch(text, random)
    return text[:end] + text[start:end] * random.choice((1, 1, 2, 30)) + text[end:]


def _moved(text: str, _rule: str, _sources: tuple[str, ...], random: Random) -> str:
    start, end = _stretch(text, random)
    rest = text[:start] + text[end:]
    place = random.randint(0, len(rest))
    return rest[:place] + text[start:end] + rest[place:]


def _sprinkled(text: str, _rule: str, _sources: tuple[str, ...], random: Random) -> str:
    place = random.randint(0, len(text))
    return text[:place] + random.choice(_NOISE) + text[place + random.choice((0, 1)) :]


def _grafted(text: str, rule: str, _sources: tuple[str, ...], random: Random) -> str:
    """Put in a sentence of this grammar or of any other."""
    place = random.randint(0, len(text))
    other = rule if random.random() < 0.5 else random.choice(list(GRAMMARS))
    return text[:place] + sentence(other, random)[:_LONGEST] + text[place:]


def _spliced(text: str, _rule: str, sources: tuple[str, ...], random: Random) -> str:
    other = _seed(sources, random)
    return text[: random.randint(0, len(text))] + other[random.randint(0, len(other)) :]


def _recased(text: str, _rule: str, _sources: tuple[str, ...], random: Random) -> str:
    start, end = _stretch(text, random)
    return text[:start] + random.choice((str.upper, str.lower, str.swapcase))(text[start:end]) + text[end:]


_DAMAGES: tuple[Callable[[str, str, tuple[str, ...], Random], str], ...] = (
    *(_deleted, _doubled, _moved, _sprinkled, _grafted, _spliced, _recased),
)
