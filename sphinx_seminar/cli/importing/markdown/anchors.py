"""What links inside a page lead to: headings, by the names that generators of pages give them."""

from __future__ import annotations

import re

from sphinx_seminar.cli.importing.markdown.html_tree import Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Anchors:
    """The anchors of the headings of a page, in order; one whose words were there before is counted."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, heading: str) -> str:
        """Return the anchor of the next heading."""
        name = first = slug(heading)
        while name in self._taken:
            self._taken[first] += 1
            name = f"{first}-{self._taken[first]}"
        self._taken[name] = 0
        return name


def slug(heading: str) -> str:
    """Return the anchor that GitHub and most generators of pages give to a heading."""
    words = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", heading).casefold()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words).strip())


def anchors_in(root: Element) -> dict[str, str]:
    """Return the anchor of a heading for each name of an element: its own, or that of the heading it stands under.

    An element without words, and one that holds a heading, name the next one.
    """
    anchors, found, waiting = Anchors(), dict[str, str](), list[str]()

    def walk(parent: Element, current: str) -> str:
        for child in parent.elements():
            name = child.attributes.get("id") or (child.attributes.get("name", "") if child.name == "a" else "")
            if child.name in _HEADINGS:
                current = anchors.of(child.text())
                inner = [one.attributes for one in child.find_all("a", "span")]
                names = [*waiting, name, *(one.get("id") or one.get("name", "") for one in inner)]
                found.update(dict.fromkeys(filter(None, names), current))
                waiting.clear()
                continue
            if name and (not child.text() or next(child.find_all(*_HEADINGS), None) is not None):
                waiting.append(name)
            elif name:
                found.setdefault(name, current)
            current = walk(child, current)
        return current

    last = walk(root, "")
    return {**dict.fromkeys(waiting, last), **found}
