"""Subscribing to the schedule from a reader's calendar."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.references import export_reference
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.web.elements import fold
from sphinx_seminar.rendering.words import SUBSCRIBE, SUBSCRIBE_HOW, SUBSCRIBE_NOW


def webcal_address(page: Page, path: str) -> str:
    """Return the address by which a calendar follows a file; ``""`` where the book does not know its own."""
    _scheme, _colon, rest = page.base.partition("://")
    return f"webcal://{rest.rstrip('/')}/{path}" if rest else ""


def subscription(page: Page, path: str, groups: Sequence[tuple[str, str]] = ()) -> nodes.Element:
    """Return the way to follow a calendar, to unfold: what to do with its address, and a link that does it.

    Where the book does not know its own address, the browser does, and completes it. ``groups`` are those that have
    calendars of their own, as (label, path).
    """
    found = fold(
        str(SUBSCRIBE),
        nodes.paragraph("", "", nodes.Text(f"{SUBSCRIBE_HOW} "), export_reference(page, path, path)),
        classes=("sem-subscribe", "no-search"),
    )
    if address := webcal_address(page, path):
        link = address_reference(address, nodes.Text(str(SUBSCRIBE_NOW)), classes=("sem-webcal",))
        found += nodes.paragraph("", "", link)
    for label, own in groups:
        address = webcal_address(page, own)
        followed = address_reference(address, nodes.Text(own)) if address else None
        found += nodes.paragraph("", "", nodes.Text(f"{label}: "), followed or export_reference(page, own, own))
    return found
