"""The judge of links, the one that is our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.valid.links import problems

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<p id="here"><a href="#here">Here</a> <a href="#gone">Gone</a> <a href="other%20one.html#there">There</a>
<a href="other%20one.html#gone">Gone</a> <a href="sub/">A folder</a> <a href="missing/">No folder</a>
<a href="https://example.org/">Elsewhere</a> <a href="deck.pdf#page=2">A page of a deck</a> <img src="gone.png?v=1">
<a href="../outside.html">Outside</a>
"""


def test_it_finds_links_to_files_and_places_that_are_not_there(tmp_path: Path) -> None:
    files = {
        "html/index.html": PAGE,
        "html/other one.html": '<p id="there">',
        "html/sub/index.html": "",
        "html/deck.pdf": "",
    }
    for path, content in (files | {"outside.html": ""}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    assert problems(tmp_path / "html") == [
        "index.html: #gone",
        "index.html: other%20one.html#gone",
        "index.html: missing/",
        "index.html: gone.png?v=1",
        "index.html: ../outside.html",
    ]
