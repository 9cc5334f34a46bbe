"""Where the links of a page lead once it is a book: files beside the page are taken along, the rest stay or are named.

The text of a page is rewritten before anything else reads it, so that a link is the same thing wherever it ends up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin

from sphinx_seminar.model.addresses import safe_address

#: What stands before the target of a link to a file that is not there; no page of the book keeps it.
MISSING = "missing:"

_TARGET = r"<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*"
_TITLE = r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?"
#: A link or an image in one line; the label may hold an image, as a badge does.
LINK = re.compile(
    rf"(?P<image>!?)\[(?P<label>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\]\(\s*(?P<target>{_TARGET}){_TITLE}\s*\)"
)
_PIECES = re.compile(
    rf"(?P<code>(?P<tick>`+)(?!`).*?(?<!`)(?P=tick)(?!`))|(?P<link>{LINK.pattern})|(?P<auto><(?:https?|mailto|ftp):[^<>\s]*>)"
    r"|(?P<bare>(?<![\w\"'=(<\[])https?://[^\s<>`\[\]|]*[^\s<>`\[\]|.,;:!?'\"*_)])",
    re.DOTALL,
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<name>[^\]^][^\]]*)\]:[ \t]*(?P<target>\S+)(?:[ \t]+(?:\".*\"|'.*'|\(.*\)))?[ \t]*$", re.M
)
_REFERENCE = re.compile(r"(?<![\]\\])(?P<image>!?)\[(?P<label>[^\[\]]+)\](?:\[(?P<name>[^\[\]]*)\])?(?![(\[:])")
_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z)", re.M | re.S)
_PAGES = frozenset({".md", ".markdown", ".html", ".htm", ".rst", ".ipynb", ".txt", ".qmd", ".php", ""})
_SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})


@dataclass(slots=True)
class Targets:
    """Decides for each link of a page what becomes of it, and remembers what it decided.

    ``folder`` is where the page lies, ``address`` where it is published, if that is known. ``copied`` are the files to
    take along, by their paths in the book; ``missing`` the targets that lead nowhere.
    """

    folder: Path
    address: str = ""
    copied: dict[str, Path] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def rewritten(self, markdown: str) -> str:
        """Return a page in which each link is written out, and leads where it can lead from a book."""
        defined: dict[str, str] = {}

        def define(found: re.Match[str]) -> str:
            defined.setdefault(" ".join(found["name"].casefold().split()), found["target"].strip("<>"))
            return ""

        outside = [(code, text if code else _DEFINITION.sub(define, text)) for code, text in _code_apart(markdown)]
        return "".join(
            text if code else _PIECES.sub(self._piece, _written_out(text, defined)) for code, text in outside
        )

    def _piece(self, found: re.Match[str]) -> str:
        if found["code"] is not None or found["auto"] is not None:
            return found[0]
        if found["bare"] is not None:
            return f"<{found['bare']}>"
        if found["image"]:
            return self._image(found["label"], found["target"])
        label, pictures = found["label"], ""
        for inner in LINK.finditer(found["label"]):
            label = label.replace(inner[0], inner["label"] or "image")
            pictures += f" ({self._image('image', inner['target'])})"
        return f"[{label}]({self.target(found['target'])}){pictures}"

    def _image(self, label: str, target: str) -> str:
        """Show a picture that is here; one elsewhere is a link, since a book is built without network."""
        address = self.target(target)
        if address.startswith("/") and Path(address).suffix.lower() in _SHOWN:
            return f"![{label}]({address})"
        self.pictures.append(missing_name(address))
        return f"[{label or 'image'}]({address})"

    def target(self, written: str) -> str:
        """Return where a link leads in the book: an address, a path that begins with ``/``, ``#…``, or none."""
        target = written.strip().strip("<>").strip()
        if target.startswith("#") or not target:
            return target or "#"
        if target.startswith("//"):
            return f"https:{target}"
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", target):
            return target if safe_address(target).value else self._missed(target)
        path = unquote(re.split("[?#]", target, maxsplit=1)[0])
        # A page of Jekyll lies in a folder such as _modules, and names its files from the folder above.
        above = path.startswith("/") and self.folder.resolve().name.startswith("_")
        folder = self.folder.resolve().parent if above else self.folder.resolve()
        file = (folder / path.lstrip("/")).resolve()
        if file.is_file() and file.is_relative_to(folder) and file.suffix.lower() not in _PAGES:
            inside = file.relative_to(folder).as_posix()
            self.copied[inside] = file
            return "/" + inside.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        return urljoin(self.address, target) if self.address else self._missed(target)

    def _missed(self, target: str) -> str:
        if unquote(target) not in self.missing:
            self.missing.append(unquote(target))
        return MISSING + re.sub(r"[\s()]", lambda char: f"%{ord(char[0]):02X}", target)


def missing_name(target: str) -> str:
    """Return the target of a link that leads nowhere, as its author wrote it."""
    return unquote(target.removeprefix(MISSING))


def _code_apart(markdown: str) -> Iterator[tuple[bool, str]]:
    """Yield the stretches of a page with whether each is a block of code."""
    position = 0
    for fence in _FENCE.finditer(markdown):
        yield False, markdown[position : fence.start()]
        yield True, fence[0]
        position = fence.end()
    yield False, markdown[position:]


def _written_out(text: str, defined: dict[str, str]) -> str:
    """Give each link whose target is defined elsewhere on the page its target."""
    if not defined:
        return text

    def write(found: re.Match[str]) -> str:
        target = defined.get(" ".join((found["name"] or found["label"]).casefold().split()))
        return found[0] if target is None else f"{found['image']}[{found['label']}]({target})"

    return _REFERENCE.sub(write, text)


def with_targets(markdown: str, change: Callable[[str, str], str]) -> str:
    """Return a text in which ``change(label, target)`` has the place of each link that is no image."""

    def replace(found: re.Match[str]) -> str:
        if found["code"] is not None or found["link"] is None or found["image"]:
            return found[0]
        return change(found["label"], found["target"].strip("<>"))

    return _PIECES.sub(replace, markdown)
