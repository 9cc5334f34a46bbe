"""Snippets for editors, against the directives that they write."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_seminar.directives.registry import DIRECTIVES
from sphinx_seminar.directives.registry import ROLES as REGISTERED
from sphinx_seminar.editors.snippets import OPTIONS, ROLES, SHAPES, snippets
from tests.authoring import Manuscript

DECK = (Path(__file__).parents[1] / "books/second-course/slides/mcmc.pdf").read_bytes()
BIB = "@article{key, title={Kernels}, author={Noether, E.}, year={2018}, doi={10.1/1}}\n"


#: What the examples hang on.
LECTURE = """\
# Kernels

```{session} Tangents
:name: ntk
:date: 2021-05-31 14:00-16:00
```
"""


def accepted(body: list[str]) -> str:
    """Return what a snippet leaves in the text when everything that it proposes is accepted."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+\|((?:\\.|[^\\,|])*)[^}]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d+:((?:\\.|[^\\}])*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text.replace("$0", ""))


def book(folder: Path, page: str) -> Manuscript:
    files: dict[str, str | bytes] = {"index.md": page, "refs.bib": BIB}
    decks = ("slides/deck.pdf", "slides/part-2.pdf", "notes/notes.pdf", "sheets/1.pdf", "sheets/1-solution.pdf")
    files |= dict.fromkeys(decks, DECK)
    return Manuscript(folder, files, {"seminar_bibliography": ["refs.bib"]})


def test_every_directive_option_and_role_has_a_snippet() -> None:
    assert set(SHAPES) == set(DIRECTIVES)
    assert set(OPTIONS) == {option for directive in DIRECTIVES.values() for option in directive.option_spec or ()}
    assert set(ROLES) == set(REGISTERED)


def test_what_the_snippets_write_is_understood(tmp_path: Path) -> None:
    written = [accepted(snippets()[f"{{{name}}}"]["body"]) for name in SHAPES]
    built = book(tmp_path, "\n".join([LECTURE, *written])).build()
    assert built.warnings == []
    assert "An abstract." in built.page("index").text


def test_every_example_of_an_option_is_understood_by_a_directive_that_takes_it(tmp_path: Path) -> None:
    page = [LECTURE]
    for name, shape in SHAPES.items():
        # A table has either a file or sessions of its own, and each directive sorts by something else.
        options = sorted(set(DIRECTIVES[name].option_spec or ()) - {"file", "sort", "name", "class", "group-by"})
        lines = [accepted(snippets()[f":{option}:"]["body"]) for option in options]
        page += [f"```{{{name}}} {shape.argument}", *lines, "", shape.body, "```\n"]
    built = book(tmp_path, "\n".join(page)).build()
    # The examples are of one deck, room and hour, and have times of groups beside those of all.
    clashes = ("belongs to another session already", "are at one time", ":meets: and :groups: are both given")
    assert [one for one in built.warnings if not any(words in one.message for words in clashes)] == []


def test_an_option_says_who_takes_it() -> None:
    assert snippets()[":embed:"]["description"].endswith("Of slides.")
    assert snippets()[":status:"]["body"] == [":status: ${1|tentative,cancelled,moved|}"]
    assert snippets()[":numbered:"]["body"] == [":numbered:"]
