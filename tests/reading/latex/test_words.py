"""TeX as bibliographies contain it, and the words that a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.citing.bibtex import title_latex
from sphinx_seminar.model import Span, Text
from sphinx_seminar.reading.latex import latex_text, plain_latex, verbatim_latex

LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Cl{\'e}ment", "Clément"),
        (r"K{\"{o}}nig", "König"),
        (r"Erd\H os", "Erdős"),
        (r"\'\i{} and \'{\i}", "í and í"),
        (r"\v{S}kol\'ak, \c{c}, \u{g}, \.I", "Školák, ç, ğ, İ"),
        (r"{\AA}ngstr\"om, Stra\ss e, \o re, \L{}\'od\'z", "Ångström, Straße, øre, Łódź"),
        (r"{\'{E}}cole", "École"),
        ("{BERT} for {\\LaTeX} users", "BERT for LaTeX users"),
        ("pages 1--10 --- really", "pages 1–10 — really"),
        ("``So'' it is", "“So” it is"),
        ("Donald~E. Knuth", "Donald E. Knuth"),
        (r"R\&D at 5\% \#1 \$3 a\_b", "R&D at 5% #1 $3 a_b"),
        ("R&D", "R&D"),
        (r"See \url{https://example.org/a_b%20c}", "See https://example.org/a_b%20c"),
        (r"\href{https://example.org}{The page}", "The page"),
        ("two\n   lines", "two lines"),
        (r"soft\-hyphen and \, space", "softhyphen and space"),
        (r"\ldots and so on", "…and so on"),
        (r"\textsc{Small} \textrm{caps}", "Small caps"),
    ],
)
def test_what_tex_stands_for(written: str, read: str) -> None:
    assert plain_latex(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Proceedings of the $8^{th}$ and the 21\textsuperscript{st}", "Proceedings of the 8th and the 21st"),
        (r"$19^\mathrm{th}$ $\beta$-VAE, $L_2$ and H\textsubscript{2}O", "19th β-VAE, L₂ and H₂O"),
        (r"Science $\vert$ AAAS, D$\backslash$B, $\alpha > 1$", "Science | AAAS, D\\B, α > 1"),
        (r"in $O(\sqrt{n})$ and $x^{2q}$", r"in $O(\sqrt{n})$ and $x^{2q}$"),
        (r"\enquote{So}, \mkbibquote{{\"U}ber}, \glqq{}a\grqq{}", "“So”, “Über”, „a“"),
        (r"\mkbibemph{W} \upshape methodology\hyphen independent \XeTeX", "W methodology-independent XeTeX"),
        (r"{\noopsort{1973a}}{\switchargs{--90}{1968}}", "1968–90"),
        (r"Theory\index{theory!unintentional} in {\cal NC}, Li\`ege,\hspace{0pt} Belgique", "Theory in NC, Liège, Belgique"),
        ("Garc\\á, Dı\u0301az, Lu\u0308scher", "Garcá, Díaz, Lüscher"),
        ("AI &amp; Society, Record {\\&}amp; Replay, Abhijit{\\&}{\\#}xa0;V.", "AI & Society, Record & Replay, Abhijit V."),
        ("Of <i>Mus</i> &lt;b&gt;all&lt;/b&gt; CO<sub>2</sub>, a<b and c>d, &nothing;", "Of Mus all CO₂, a<b and c>d, &nothing;"),
    ],
)  # fmt: skip
def test_what_programs_write(written: str, read: str) -> None:
    assert plain_latex(written) == read


def test_html_styles_words() -> None:
    assert latex_text("The <i>{C. elegans}</i> &#945; &amp;lt; 5").spans == (
        Span("text", "The "),
        Span("emphasis", "C. elegans"),
        Span("text", " α < 5"),
    )
    assert plain_latex("<i>{open</i>") == "<i>{open</i>"


def test_sums_of_money_are_no_mathematics() -> None:
    written = "It pays $5 Million In Axon Stock, and $3 more"
    assert latex_text(written).spans == (Span("text", written),)
    assert latex_text("$5 n$ and $2 \\text{ or more}$").spans[0] == Span("math", "5 n")


def test_a_per_cent_sign_is_text() -> None:
    assert plain_latex("First 100% of the data") == "First 100% of the data"
    assert plain_latex(r"First 100% of {\em all} data") == "First 100% of all data"


def test_styles_and_mathematics_become_spans() -> None:
    assert latex_text(r"The \emph{very} $O(\sqrt{n})$ \textbf{bold} \texttt{code}").spans == (
        Span("text", "The "),
        Span("emphasis", "very"),
        Span("text", " "),
        Span("math", r"O(\sqrt{n})"),
        Span("text", " "),
        Span("strong", "bold"),
        Span("text", " "),
        Span("literal", "code"),
    )


def test_an_old_switch_styles_the_rest_of_its_group() -> None:
    assert latex_text(r"{\em Homo sapiens} today").spans == (Span("emphasis", "Homo sapiens"), Span("text", " today"))


@pytest.mark.parametrize("written", [r"\(x^2\)", r"$x^2$", r"\[x^2\]", r"$$x^2$$", r"\ensuremath{x^2}"])
def test_every_way_to_write_mathematics(written: str) -> None:
    assert latex_text(written).spans == (Span("math", "x^2"),)


@pytest.mark.parametrize(
    "written",
    [
        r"\emph",
        r"\'",
        "\\",
    ],
)
def test_half_a_macro_is_kept_as_written(written: str) -> None:
    assert plain_latex(written) == written


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\foo{bar} baz", "bar baz"),
        (r"\foo{}bar", "foobar"),
        (r"\foo bar", "foo bar"),
        (r"\cite{other}", "other"),
        (r"\today", "today"),
        (r"\footnote{see below}", "see below"),
        (r"\input{secret}", "secret"),
        (r"\'\fooB", "fooB"),
    ],
)
def test_of_a_macro_that_is_not_known_what_it_holds_is_shown(written: str, shown: str) -> None:
    assert plain_latex(written) == shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("un{balanced", "un{balanced"),
        ("un}balanced {BERT}", "un}balanced BERT"),
        ("it costs $5", "it costs $5"),
        (r"{it costs $5} and $\sqrt{x}$", r"it costs $5 and $\sqrt{x}$"),
        ("$$ x $", "$$ x $"),
        (r"\begin{x", r"\begin{x"),
        (r"half \( of it", r"half \( of it"),
    ],
)
def test_what_does_not_close_survives(written: str, read: str) -> None:
    assert plain_latex(written) == read


def test_ten_thousand_braces_end_nothing() -> None:
    assert plain_latex("{" * 10_000 + "word") == "{" * 10_000 + "word"
    assert "word" in plain_latex("{" * 10_000 + "word" + "}" * 10_000)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\url{https://example.org/a_b%20c}", "https://example.org/a_b%20c"),
        (r"https://example.org/a\_b\%20\~{}me", "https://example.org/a_b%20~me"),
        (r"10.1007/978-3-030{\_}1", "10.1007/978-3-030_1"),
        ("https://example.org/a--b", "https://example.org/a--b"),
    ],
)
def test_addresses_keep_their_signs(written: str, read: str) -> None:
    assert verbatim_latex(written) == read


@given(st.text())
def test_nothing_ends_the_reading_and_words_survive(source: str) -> None:
    read = plain_latex(source)
    if "\\" not in source:
        assert [letter for letter in read if letter.isalnum()] == [letter for letter in source if letter.isalnum()]


@given(st.lists(st.sampled_from(["a", "B ", "{", "}", "$", "\\", "%", "\\emph", "\\'", "~", "--", "\\(", "\n"])))
def test_broken_tex_keeps_its_letters(parts: list[str]) -> None:
    assert "".join(parts).count("B") == str(latex_text("".join(parts))).count("B")


@given(st.lists(LETTERS))
def test_written_words_read_back(words: list[str]) -> None:
    text = Text.plain(" ".join(words))
    assert latex_text(title_latex(text)) == text
    assert title_latex(text).count("{") == title_latex(text).count("}")


def test_white_space_is_one_space_in_mathematics_too() -> None:
    assert latex_text("On $a\f\r\v b$").spans == (Span("text", "On "), Span("math", "a b"))


def test_a_space_of_another_kind_is_kept_with_and_without_tex() -> None:
    assert plain_latex("\u00a0é") == plain_latex("{\u00a0}é") == "\u00a0é"


def test_written_spans_read_back() -> None:
    text = Text(
        (Span("text", "On -- the "), Span("math", "L_2"), Span("text", " norm of "), Span("emphasis", "E. coli"))
    )
    assert title_latex(text) == r"On -{}- the $L_2$ norm of \emph{{E.} coli}"
    assert latex_text(title_latex(text)) == text


def test_mathematics_that_would_break_the_field_is_written_as_words() -> None:
    assert latex_text(title_latex(Text((Span("math", "x }"),)))) == Text.plain("$x }$")


def test_words_that_look_like_html_read_back() -> None:
    text = Text.plain("the tags <i>x</i>, &amp; and &#945;")
    assert latex_text(title_latex(text)) == text
