"""Writing the doctree of a printed book as Typst's markup, an author's words escaped.

Each class of nodes has a way to be written, a function of the writer and the node; a subclass is written as its class
is. So the nodes of another extension that are admonitions, containers or figures are written as such. What has no way
shows what is in it, and is a message, once for each class.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.printing.scripts import isolated
from sphinx_seminar.rendering.text import ancestors
from sphinx_seminar.warnings_ import warn

if TYPE_CHECKING:
    from sphinx_seminar.printing.typst.formulas.source import Macro
    from sphinx_seminar.printing.typst.volume import Volume


#: Characters that Typst reads as markup somewhere; it reads none of them behind a backslash.
_MARKUP = re.compile(r"[\\#$*_`<>@\[\]~'\"/=+.:\-]")
#: Invisible characters that no font has.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
#: The ends of lines between letters that stand without spaces, as in Chinese and Japanese (Korean has spaces).
_WIDE = r"[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U0003fffd]"
_BREAKS = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t]*(?={_WIDE})")


def text(words: str) -> str:
    """Return words as markup that shows exactly these words."""
    shown = _SPACES.sub(" ", isolated(_BREAKS.sub("", _CONTROLS.sub("", words))))
    return _MARKUP.sub(lambda found: "\\" + found[0], shown)


def _lines(words: str) -> str:
    """Return words as markup that shows their lines and all their spaces."""
    return " #linebreak()\n".join(text(line.replace(" ", "\u00a0")) for line in words.expandtabs(8).split("\n"))


def string(words: str) -> str:
    """Return words as one of Typst's strings, on one line of the source."""
    for char, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        words = words.replace(char, written)
    return f'"{_CONTROLS.sub("", words)}"'


def call(function: str, content: str, *arguments: str) -> str:
    """Return a call of a function with content, ended so that following text is no part of it."""
    given = f"({', '.join(arguments)})" if arguments else ""
    return f"#{function}{given}[{content}];"


def facts(width: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Return names in a column of a width, with what each stands for beside it; nothing for no pairs."""
    written = "".join(f", [{name}], [{said}]" for name, said in pairs)
    return f"#facts({width}{written})" if written else ""


#: A function that writes a node.
Way = Callable[["Writer", Any], str]


def within(function: str) -> Way:
    """Return the way of nodes that are a call of a function with their content; an empty one is nothing."""

    def write(writer: Writer, node: nodes.Element) -> str:
        content = writer.inline(node)
        return call(function, content) if content else ""

    return write


@dataclass(slots=True)
class Writer:
    """The state while one volume is written.

    ``docname`` is the document that the node at hand belongs to, ``level`` the level of the next heading, ``depth`` the
    number of sections around it. ``keeps_lines`` says that line ends and spaces count, as in code, ``narrow_labels``
    how wide the names in a list of facts may be. ``macros`` are the commands of formulas, ``anchored`` and ``noted``
    the labels and notes that stand already, ``held`` anchors that wait: where that is a list, what is written is
    printed more than once.
    """

    volume: Volume
    ways: Mapping[type, Way]
    docname: str = ""
    level: int = 1
    depth: int = 0
    after_part: bool = False
    in_title: bool = False
    keeps_lines: bool = False
    held: list[str] | None = None
    narrow_labels: str = "8em"
    macros: dict[str, Macro] = field(default_factory=dict)
    anchored: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def write(self, node: nodes.Node) -> str:
        """Return a node as markup, its anchors first."""
        if isinstance(node, nodes.Text):
            return _lines(node.astext()) if self.keeps_lines else text(node.astext())
        written = self._way(type(node))(self, node)
        if isinstance(node, nodes.Element) and node["ids"] and not isinstance(node, (nodes.section, nodes.footnote)):
            return self.anchors(node) + written
        return written

    def _way(self, kind: type) -> Way:
        if kind.__name__ in _BY_NAME:
            return _BY_NAME[kind.__name__]
        for base in kind.__mro__:
            if base in self.ways:
                return self.ways[base]
        return _unknown

    def inline(self, node: nodes.Element) -> str:
        """Return the children of a node as inline markup."""
        return "".join(map(self.write, node.children))

    def blocks(self, node: nodes.Element, but: type | tuple[type, ...] = ()) -> str:
        """Return the children of a node as paragraphs, ``but`` for those of some classes."""
        return "\n\n".join(filter(None, (self.write(child) for child in node.children if not isinstance(child, but))))

    def blocks_within(self, node: nodes.Element, **state: object) -> str:
        """Return the children of a node as paragraphs, written in another state, such as one ``level`` deeper."""
        with self.changed(**state):
            return self.blocks(node)

    @contextmanager
    def changed(self, **state: object) -> Iterator[None]:
        """Write in another state for a while."""
        before = {name: getattr(self, name) for name in state}
        for name, value in state.items():
            setattr(self, name, value)
        yield
        for name, value in before.items():
            setattr(self, name, value)

    def content(self, node: nodes.Element) -> str:
        """Return the children of a node, inline or as paragraphs, as their class is."""
        line = isinstance(node, nodes.TextElement) or all(map(_is_inline, node.children))
        return self.inline(node) if line else self.blocks(node)

    def anchors(self, node: nodes.Element) -> str:
        """Return the anchors of a node that are targets of references, each once a volume."""
        return "".join(self.anchor(name) for name in node["ids"])

    def anchor(self, name: str) -> str:
        """Return one anchor of the current document, ``""`` where nothing refers to it or it is written already."""
        label = self.volume.label(self.docname, name)
        if label in self.anchored or label not in self.volume.wanted:
            return ""
        self.anchored.add(label)
        written = f"#anchor({string(label)});"
        if self.held is None:
            return written
        self.held.append(written)
        return ""

    @contextmanager
    def holding(self) -> Iterator[list[str]]:
        """Collect anchors, rather than write them, in content that Typst prints more than once; yield the list."""
        before, self.held = self.held, []
        try:
            yield self.held
        finally:
            if before is not None:
                before += self.held
                self.held.clear()
            self.held = before

    def complain(self, node: nodes.Node, message: str) -> None:
        """Warn of content that the PDF cannot show as written, at the nearest node with a line number.

        The title of the book is in no line; what it repeats has been told.
        """
        place = with_line(node)
        if place is not None or message not in self.told:
            warn("export", message, place or self.volume.path(self.docname))
        self.told.add(message)


def _is_inline(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Text, nodes.Inline)) and not isinstance(node, nodes.image)


#: Nodes of other extensions that are not what their classes say, and whose modules a build may not have: the words of
#: sphinx-design, the tables of sphinx.ext.autosummary, which are comments to docutils, and buttons of web pages.
_BY_NAME: dict[str, Way] = {
    "PassthroughTextElement": Writer.inline,
    "autosummary_table": Writer.blocks,
    "ThebeButtonNode": lambda _writer, _node: "",
}


def _unknown(writer: Writer, node: nodes.Element) -> str:
    """Return the content of a node of an unknown class, or its source where it has no content."""
    name = type(node).__name__
    shown = "what is in it"
    written = writer.content(node)
    if not written.strip():
        source = next(
            (node[key] for key in ("code", "content", "source") if isinstance(node.get(key), str)), node.rawsource
        )
        shown = "its source" if source else "nothing of it"
        written = f"#raw(block: true, {string(source)})" if source else ""
    if name not in writer.unknown:
        writer.unknown.add(name)
        writer.complain(
            node, f"seminar-pdf does not know nodes of the kind '{name}', of another extension; {shown} is shown"
        )
    return written


def first(node: nodes.Element, kind: type[nodes.Element]) -> nodes.Element | None:
    """Return the first child of a class, ``None`` where there is none."""
    return next((child for child in node.children if isinstance(child, kind)), None)


def with_line(node: nodes.Node) -> nodes.Node | None:
    """Return the nearest node with a line number for a message: the node itself or one around it."""
    return next((each for each in (node, *ancestors(node)) if each.line), None)


def walk(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield a node and all elements in it, each with the document that it comes from."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    yield docname, node
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from walk(child, docname)
