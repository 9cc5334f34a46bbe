"""Formulas of untrusted text: what shows mathematics is set, what would do more stays text."""

from __future__ import annotations

import pytest

from sphinx_seminar.model import Span
from sphinx_seminar.reading import word_lists
from sphinx_seminar.reading.latex import latex_text
from sphinx_seminar.reading.latex.formulas import is_harmless
from sphinx_seminar.reading.marked import read_inline


@pytest.mark.parametrize(
    "formula",
    [
        "x^2",
        r"\ell_2",
        r"O(\sqrt{T})",
        r"\mathcal{O}\left(\frac{1}{\epsilon^2}\right)",
        r"\alpha\!\to\!\infty",
        r"\{x \mid x \geq 0\}",
        r"\operatorname{tr}(\mathbf{A}^\top \mathbf{B})",
        r"\text{if } x \in \mathbb{R}^d",
    ],
)
def test_mathematics_is_set(formula: str) -> None:
    assert is_harmless(formula)
    assert read_inline(f"On ${formula}$").spans[-1] == Span("math", formula)
    assert latex_text(f"On ${formula}$").spans[-1] == Span("math", formula)


@pytest.mark.parametrize(
    "formula",
    [
        r"\input{/etc/passwd}",
        r"\include{secrets}",
        r"\openin5=/etc/passwd",
        r"\immediate\write18{touch hacked}",
        r"\csname input\endcsname{/etc/passwd}",
        r"\begin{input}{/etc/passwd}\end{input}",
        r"\catcode`\@=11",
        r"\def\x{\x}\x",
        "^^5cinput{/etc/passwd}",
        r"\href{javascript:alert(1)}{x}",
        r"\class{sem-hidden}{x}",
        r"\require{html}",
        r"\unicode{x41}",
        r"\special{x}",
        "x % y",
        "a & b",
        "#1",
        "x}{y",
        "{x",
        r"\left( x",
        r"\right)\left(",
        "x\\",
    ],
)
def test_what_would_do_more_stays_text(formula: str) -> None:
    assert not is_harmless(formula)
    for text in (read_inline(f"On ${formula}$ and on"), latex_text(f"On ${formula}$ and on")):
        # In a .bib file a percent sign is text, and is one in a formula as well.
        assert [span for span in text.spans if span.kind == "math" and not is_harmless(span.value)] == []
        assert str(text).startswith("On ")
    assert str(read_inline(f"On ${formula}$ and on")) == f"On ${formula}$ and on"


#: For each list of commands a formula that TeX sets, with the name in the place of ``NAME``, and one at which it stops.
_USES = {
    "accents": (r"\NAME{x} + \NAME\alpha", r"x^\NAME x"),
    "fonts": (r"x^\NAME{y}", r"\NAME"),
    "words": (r"\NAME{if } x", r"\NAME{x_1}"),
    "fractions": (r"x^\NAME{a}{b}", r"\NAME{a}"),
    "stacks": (r"\NAME{a}{b}", r"\NAME{a}"),
    "shapes": (r"\NAME{x}", r"\NAME"),
    "signs": (r"\hat\NAME + x^\NAME", r"\NAME\limits_i"),
    "sizes": (r"\left( \big\langle x \big\rangle \right)", r"\NAME x"),
    "delimiters": (r"\left\NAME x \right.", r"\NAME\limits_i"),
    "limits": (r"\NAME\limits_{i}^n", r"\NAME^a^b"),
    "others": (r"a \NAME b", r"\hat\NAME"),
}


@pytest.mark.parametrize("kind", _USES)
def test_each_command_is_set_as_tex_reads_it(kind: str) -> None:
    works, fails = _USES[kind]
    commands = word_lists("sphinx_seminar.reading.latex", "commands.toml")
    assert set(commands) == set(_USES)
    for name in sorted(commands[kind] - {"limits", "nolimits"}):
        written = rf"{name}{{x}}" if kind == "limits" and name in commands["shapes"] else name
        assert is_harmless(works.replace("NAME", written)), name
        assert not is_harmless(fails.replace("NAME", written)), name
