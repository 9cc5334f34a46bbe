"""The printed book of any author: names in every script, without a line of LaTeX in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript
from tests.typesetting import pdf_text, typeset

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Ferenc Huszár", "王伟", "Ελένη", "Иван")
PAGE = f"# Talk\n\n```{{lecture}}\n:speaker: {'; '.join(NAMES)}\n```\n\n```{{session-table}}\n```\n"


def test_names_in_every_script_are_on_paper(tmp_path: Path) -> None:
    pdf = typeset(Manuscript(tmp_path, {"index.md": PAGE}).build("latex").folder)
    text = pdf_text(pdf)
    assert [name for name in NAMES if text.count(name) < 3] == []
    assert "Missing character" not in pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace")


def test_an_author_who_chooses_fonts_keeps_them(tmp_path: Path) -> None:
    conf = {"latex_elements": {"fontpkg": "% mine"}}
    source = (Manuscript(tmp_path, {"index.md": PAGE}, conf).build("latex").folder / "acourse.tex").read_text(
        encoding="utf-8"
    )
    assert "% mine" in source
    assert "xeCJK" not in source
