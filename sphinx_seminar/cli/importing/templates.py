"""What generators of sites fill into pages (Liquid, shortcodes, variables), and code that readers do not see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_seminar.cli.importing import SITE_WORDS

#: Pieces of code, in which nothing is filled in; a block that nobody closes goes on to the end.
_CODE = re.compile(
    r"(^(?P<fence>`{3,}(?![^\n]*`)|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|(?<!`)`[^`\n]+`(?!`))", re.M | re.S
)
#: A loop with no other inside.
_LOOP = re.compile(
    r"\{%-?\s*(?P<tag>for|tablerow)\b(?P<head>[^{}%]*)%\}(?:(?!\{%-?\s*(?:for|tablerow)\b).)*?"
    r"\{%-?\s*end(?P=tag)\s*-?%\}",
    re.DOTALL,
)
#: What a loop goes through: a collection, or a variable that may be one.
_COLLECTION = re.compile(r"\bsite\.(?:data\.)?(?P<name>[\w-]+)|\bin\s+(?!site\.)(?P<variable>\w+)")
_ASSIGNED = re.compile(r"\{%-?\s*assign\s+(?P<name>\w+)\s*=\s*site\.(?:data\.)?(?P<of>[\w-]+)[^%]*%\}")
#: An address that Liquid writes, and a text between quotation marks.
_ADDRESS = re.compile(
    r"\{\{-?\s*(?:['\"](?P<quoted>[^'\"{}]+)['\"]|(?P<variable>[\w.-]+))\s*(?P<filters>\|[^{}]*)?-?\}\}"
    r"|\{%-?\s*(?:link|post_url)\s+(?P<link>\S+)\s*-?%\}"
    r"|\{\{<\s*(?:var|meta)\s+(?P<named>[\w.-]+)\s*>\}\}"
    r"|\{\{[<%]\s*(?:rel)?ref\s+['\"]?(?P<ref>[^'\"\s<>%]+)['\"]?\s*[%>]\}\}"
)
_TAG = re.compile(r"\{%(?:(?!\{%).)*?%\}|\{\{[<%](?:(?!\{\{).)*?[>%]\}\}|\{\{-?\s*[\w.|:'\" /-]+-?\}\}", re.DOTALL)
_OWN_TAG = re.compile(r"\{%-?\s*(?P<name>[A-Za-z]+)(?P<rest>(?:\s+[\w.-]+){1,3})\s*-?%\}")
#: A block of code that is run and not shown, as knitr and Quarto have them.
_HIDDEN = re.compile(
    r"^(?P<fence>`{3,})\{(?P<head>[^}\n]*)\}[ \t]*\n(?P<body>(?:(?!(?P=fence))[^\n]*\n)*)(?P=fence)[ \t]*$",
    re.MULTILINE,
)
_UNSEEN = re.compile(r"\b(?:include|echo)\s*[=:]\s*(?:F|false)\b|\b(?:include|echo)\s*=\s*FALSE\b", re.IGNORECASE)
#: What stands for a collection of the site until its pages are put there; no page has these signs.
_OPEN, _CLOSE = "\ue000", "\ue001"
PLACE = re.compile(f"{_OPEN}(?P<name>[\\w-]+){_CLOSE}")


def mark_of(name: str) -> str:
    """Return the mark that keeps the place of a collection in a page until the collection's pages are known."""
    return f"{_OPEN}{name}{_CLOSE}"


@dataclass(slots=True)
class Templates:
    """Fills what a generator of sites fills in, as far as its settings say it, and leaves out the rest.

    ``variables`` are the settings by their dotted names, "site.title"; ``left_out`` counts what is not in the pages.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0

    def filled(self, text: str) -> str:
        """Return a page in as many lines; the place of each collection that it shows has the mark of :data:`PLACE`."""
        text = text.replace(_OPEN, "").replace(_CLOSE, "")
        text = _HIDDEN.sub(self._without_unseen, text)
        parts = _CODE.split(text)
        # Behind each piece of code stands the fence around it once more.
        del parts[2::3]
        return "".join(part if number % 2 else self._prose(part) for number, part in enumerate(parts))

    def _without_unseen(self, block: re.Match[str]) -> str:
        options = "".join(re.findall(r"^#\|.*$", block["body"], re.MULTILINE))
        if not _UNSEEN.search(f"{block['head']} {options}"):
            return block[0]
        self.left_out += 1
        return "\n" * block[0].count("\n")

    def _prose(self, text: str) -> str:
        if "{{" not in text and "{%" not in text:
            return text
        variables = {found["name"]: found["of"] for found in _ASSIGNED.finditer(text)}

        def without_loop(loop: re.Match[str]) -> str:
            self.left_out += 1
            through = _COLLECTION.search(loop["head"])
            name = (through["name"] or variables.get(through["variable"], "")) if through is not None else ""
            return (mark_of(name) if name else "") + "\n" * loop[0].count("\n")

        # Those inside others go first, and their marks with the others.
        while (filled := _LOOP.sub(without_loop, text)) != text:
            text = filled
        return _TAG.sub(self._nothing, _ADDRESS.sub(self._said, text))

    def _said(self, found: re.Match[str]) -> str:
        if (address := found["quoted"] or found["link"] or found["ref"]) is not None:
            return address
        name = found["variable"] or found["named"]
        known = (self.variables[one] for one in (name, f"site.{name}") if one in self.variables)
        return next(known, None) or self._nothing(found)

    def _nothing(self, found: re.Match[str]) -> str:
        """Return the lines of a tag without it; a tag of the site's own, as "lec 8", is the label that it draws."""
        own = _OWN_TAG.fullmatch(found[0])
        if own is not None and own["name"] not in SITE_WORDS["tags"]:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", own["name"]).lower()
            return f"**{words} {own['rest'].strip()}**"
        self.left_out += 1
        return "\n" * found[0].count("\n")
