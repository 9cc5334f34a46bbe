"""Formulas in TeX, as authors write them, in Typst's mathematics."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.printing.typst.compiling import compile_book
from sphinx_seminar.printing.typst.formulas import Macro, UnsettableError, formula


def compiled(folder: Path, *formulas: str) -> None:
    """Compile formulas, as displayed ones and in a line."""
    lines = "\n".join(f'#math.equation(alt: "x", ${one}$)\n\n#math.equation(alt: "x", $ {one} $)' for one in formulas)
    done = compile_book(folder, f'#set document(title: "x", date: none)\n#set text(lang: "en")\n{lines}\n', None)
    assert (done.missing, done.refused) == ([], "")


FORMULAS = [
    ("x_i^2", "attach(x, t: 2, b: i)"),
    ("f''", "attach(f, t: prime prime)"),
    ("f'^2", "attach(f, t: prime 2)"),
    ("{}^2", 'attach("", t: 2)'),
    (r"\frac12", "frac(1, 2)"),
    (r"\frac{a,b}{c}", r"frac(a \, b, c)"),
    (r"\dfrac ab", "display(frac(a, b))"),
    (r"{n \choose k}", "binom(n, k)"),
    (r"{a \over b+c}", "frac(a, b + c)"),
    (r"\sqrt[3]{x}", "root(3, x)"),
    (r"\mathbb{E}[X]", r"bb(E) \[ X \]"),
    (r"\mathrm{Var}(X)", r'"Var"/**/\( X \)'),
    (r"\mathbf{x}", "bold(upright(x))"),
    (r"\bm\beta", "bold(β)"),
    (r"\text{for all $i$ in } I", '"for all "/**/i/**/" in "/**/I'),
    (r"\operatorname*{arg\,min}_x", 'attach(op("arg min", limits: #true), b: x)'),
    (r"\left\{ x \,\middle|\, y \right.", r"lr(\{ x thin mid(\|) thin y)"),
    (r"\bigl( x \bigr)", r'class("opening", lr(size: #1.2em, \()) x class("closing", lr(size: #1.2em, \)))'),
    (r"|x|", r'class("normal", \|) x class("normal", \|)'),
    (r"\lVert x \rVert", r'class("opening", \‖) x class("closing", \‖)'),
    (r"a \not\in B", "a ∉ B"),
    (r"\hat{x}\vec v", "accent(x, hat) accent(v, arrow)"),
    (r"\underbrace{a+b}_{n}", "underbrace(a + b, n)"),
    (r"\overset{d}{=}", "attach(limits(=), t: d)"),
    (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", 'mat(delim: "(", a, b; c, d)'),
    (r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}", "cases(1 & quad x > 0, 0)"),
    (
        r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}",
        "mat(delim: #none, align: #left, augment: #(hline: (1,), vline: (1,)), a, b &; c, d &)",
    ),
    ("a &= b \\\\ &= c", r"a & = b \  & = c"),
    (r"\begin{eqnarray} a &=& b \end{eqnarray}", "a & = b"),
    (
        r"\begin{array}{||c||r|} a & b \end{array}",
        "mat(delim: #none, align: #center, augment: #(vline: (1, 1,)), a, b &)",
    ),
    (r"\begin{dcases} \frac12 & x \\ \end{dcases}", "cases(display(frac(1, 2)) & quad display(x))"),
    (
        r"\begin{equation} \begin{aligned}[t] a \\ b \end{aligned} \end{equation}",
        r"a \ b",
    ),
    (r"\begin{aligned} [a] & = b \end{aligned}", r"\[ a \] & = b"),
    (r"\begin{alignat}{2} a & b \end{alignat}", "a & b"),
    (r"x = \begin{alignedat}{1} a \end{alignedat}", "x = display(a)"),
    (r"\begin{pmatrix*}[r] a \\ \hline b \end{pmatrix*}", 'mat(delim: "(", align: #right, a; b)'),
    (r"\begin{vmatrix}[c] & d \end{vmatrix}", r'mat(delim: "|", \[ c \], d)'),
    (r"\substack{i \\ j}", "mat(delim: #none, row-gap: #0.2em, i; j)"),
    (r"a % a comment" + "\n b", "a b"),
    (r"\color[rgb]{1,0,0} x \textcolor{red}{y} \textcolor[rgb]{1,0,0}{z}", "x y z"),
    (r"\smash[b]{x} \ensuremath{y} \vspace*{1em} z", "x y z"),
    (r"\cfrac[l]{1}{2} \cfrac12", "display(frac(1, 2)) display(frac(1, 2))"),
    (r"a \pod{n}", r"a quad \(n\)"),
    (
        r"\sum\limits_i \int\nolimits_0 \max\displaylimits_x",
        r'attach(limits(∑), b: i) attach(scripts(∫), b: 0) attach(op("max", limits: #true), b: x)',
    ),
    (r"{\displaystyle x} {\bf y} {\large z}", "display(x) bold(upright(y)) z"),
    (r"{a \atop b}", "mat(delim: #none, a; b)"),
    (r"\left< x \right\rangle \left{(} y \right)", r"lr(\⟨ x \⟩) lr(\( y \))"),
    (r"\text{a~\textbf{b} \& c}", '"a\u00a0"/**/bold("b")/**/" & c"'),
    (r"\newcommand{\p}[2][0]{#1 + #2} \p{x} \p[1]{y}", "0 + x 1 + y"),
    (r"\providecommand{\q}{1} \providecommand{\q}{2} \q", "1"),
    ("~", "space"),
    (r"\label{eq:1} x \nonumber", "x"),
    (r"\overline{ab} \underline x", "overline(a b) underline(x)"),
    (r"\overbrace{x}^{k}", "overbrace(x, k)"),
    (
        r"a \xrightarrow[n]{d} b",
        'a class("relation", attach(limits(stretch(→, size: #(100% + 1em))), t: d, b: n)) b',
    ),
    (r"x \mathrel{R} y", 'x class("relation", R) y'),
    (r"\mathop{R}_i", "attach(op(R, limits: #true), b: i)"),
    (r"a \bmod n", 'a class("binary", "mod")/**/n'),
    (r"a \pmod{n}", r'a quad \("mod" thin n\)'),
    (r"a \mod n", 'a quad "mod" thin n'),
    (r"\boxed{x}", "#box(stroke: 0.5pt, inset: 3pt, baseline: 3pt, $ x $)"),
    (r"\phantom{x}y", "std.hide(x) y"),
    (r"\cancel x \bcancel y \xcancel z", "cancel(x) cancel(y, inverted: #true) cancel(z, cross: #true)"),
    (r"a \hspace{2em} b \hskip 9mu c \kern1ex d", "a #h(2em) b #h(0.5em) c #h(0.43em) d"),
    (r"\not= \not\perp", "≠ cancel(⟂)"),
    ("a<b", "a < b"),
    ("2.5", "2.5"),
    (r"x \tag{7}", 'x wide "(7)"'),
    (r"\newcommand{\E}[1]{\mathbb{E}[#1]} \E{X}", r"bb(E) \[ X \]"),
    (r"\DeclareMathOperator{\tr}{tr} \tr A", 'op("tr")/**/A'),
    (r"\def\x#1{#1_0} \x{y}", "attach(y, b: 0)"),
]


@pytest.mark.parametrize(("tex", "expected"), FORMULAS)
def test_a_formula_in_typst(tex: str, expected: str) -> None:
    assert formula(tex, {}).split() == expected.split()


def test_every_formula_can_be_compiled_in_a_line_and_displayed(tmp_path: Path) -> None:
    compiled(tmp_path, *(expected for _tex, expected in FORMULAS))


@pytest.mark.parametrize(
    ("tex", "named"),
    [
        (r"\ce{H2O}", r"\ce"),
        (r"a \unknowncommand b", r"\unknowncommand"),
        ("(" * 101 + ")" * 101, "parts in parts"),
        (r"{a & b}", "'&' outside a table"),
        (r"\left\frac x \right)", r"\frac as a delimiter"),
        (r"\not{ab}", r"\not before more than a sign"),
        (r"\text{\(x\)}", r"\( in words"),
        (r"\begin{CD} A \end{CD}", r"\begin{CD}"),
        (r"\frac{a}", "an argument that is missing"),
        (r"\begin{matrix} a", r"\begin{matrix} without \end{matrix}"),
        (r"\left( a", "'\\right'"),
        ("{a", "'{' without '}'"),
        ("a}", "'}' without '{'"),
        (r"\newcommand{\x}{\x} \x", r"\x, which is defined by itself"),
        (r"\text{\weird}", r"\weird"),
    ],
)
def test_what_cannot_be_set_is_named(tex: str, named: str) -> None:
    with pytest.raises(UnsettableError) as refused:
        formula(tex, {})
    assert named in str(refused.value)


def test_the_commands_of_an_author_hold_in_the_formulas_that_follow() -> None:
    macros = {"R": Macro(0, r"{\mathbb{R}}"), "norm": Macro(1, r"\lVert #1 \rVert")}
    assert formula(r"\newcommand{\S}{\mathbb{S}} \R", macros) == "bb(R)"
    assert formula(r"\S^\R", macros) == "attach(bb(S), t: bb(R))"
    assert "‖" in formula(r"\norm{x}", macros)


#: Pieces that formulas are made of, and what breaks them.
PIECES = st.sampled_from(
    [
        *(
            r"\frac",
            r"\sqrt",
            r"\left(",
            r"\right)",
            r"\text",
            r"\mathbb",
            r"\sum",
            r"\alpha",
            r"\begin{matrix}",
            r"\quad",
        ),
        *(
            r"\end{matrix}",
            r"\\",
            "&",
            "{",
            "}",
            "[",
            "]",
            "^",
            "_",
            "'",
            '"',
            "$",
            "#",
            "~",
            "(",
            ")",
            "|",
            ",",
            ";",
            ":",
        ),
        *("x", "12", "+", "-", "/", "*", "<", ">", "=", "é", "中", "!", "@", "`", "%", " ", "//", "/*", "α", "⟨", "…"),
        *(
            r"\bigl",
            r"\operatorname",
            r"\not",
            r"\underbrace",
            r"\hat",
            r"\limits",
            r"\over",
            r"\displaystyle",
            r"\cases",
        ),
    ]
)


@cache
def compiler() -> typst.Compiler:
    """Return one compiler for all examples: finding the fonts of the system takes longer than a formula."""
    return typst.Compiler()


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=8, max_size=8))
def test_whatever_is_written_is_refused_or_can_be_compiled(texts: list[str]) -> None:
    found = []
    for text in texts:
        try:
            found.append(formula(text, {}))
        except UnsettableError:
            continue
    compiler().compile("\n".join(f"$ {one} $" for one in found).encode(), format="pdf")
