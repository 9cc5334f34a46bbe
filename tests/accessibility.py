"""What axe-core finds on a page: faults for those who read by ear, by keyboard, or with little contrast."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tests.browser import settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core objects to on the page as it is, everything unfolded: (rule, the element's start tag)."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    # Themes fade from one set of colours to another when they start.
    settle(page)
    page.evaluate(_AXE)
    # A deck that is shown in the page is a document of its own.
    report: dict[str, Any] = page.evaluate("axe.run({exclude: ['object']}, {resultTypes: ['violations']})")
    return [
        (violation["id"], node["html"].partition(">")[0])
        for violation in report["violations"]
        for node in violation["nodes"]
    ]
