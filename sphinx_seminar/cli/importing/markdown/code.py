"""Blocks of code: their lines as they were, and their language where the highlighter knows it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sphinx_seminar.cli.importing.markdown.html_tree import Element

#: Longer code is not highlighted (characters).
_LONGEST = 20_000
_CLASS = re.compile(r"(?:\A|\s)(?:language|lang|highlight|brush:)-?\s*([\w+#-]+)")
#: The language in an info of Pandoc, knitr or Quarto, and in directives for code.
_BRACES = re.compile(r"\{\s*\.?(?P<language>[\w+#-]+)(?:[\s,][^{}]*)?\}\s*\Z")
_CODE_DIRECTIVE = re.compile(r"\{(?:code|code-block|sourcecode|code-cell)\}\s+(?P<language>[\w+#-]+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Code:
    """The text of a block of code; ``formula`` says that it is one of MyST."""

    text: str
    language: str = "text"
    formula: bool = False

    @property
    def markdown(self) -> str:
        """Return the block behind a fence that is longer than any in it."""
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", self.text)), default=0))
        return f"{fence}{self.language}\n{self.text}\n{fence}"


def code_block(element: Element) -> Code:
    """Return what an element ``pre`` shows; a directive of another book is its own lines, the first among them."""
    text = "".join(char for char in element.raw_text() if char in "\n\t" or unicodedata.category(char) != "Cc")
    text = re.sub(r"\A(?:[^\S\n]*\n)+|\s+\Z", "", text)
    info = element.attributes.get("data-info")
    if info is None:
        inner = [element, *element.find_all("code")]
        said = next((found for one in inner if (found := _CLASS.search(one.attributes.get("class", "")))), None)
        return Code(text, _known(said[1] if said is not None else "", text))
    if re.fullmatch(r"\{math\}\s*", info):
        return Code(text, formula=True)
    found = _CODE_DIRECTIVE.match(info) or _BRACES.match(info) or re.match(r"(?P<language>[\w+#-]+)", info)
    language = _known(found["language"], text) if found is not None else "text"
    if info.startswith("{") and language == "text" and not (found is not None and found.re is _CODE_DIRECTIVE):
        text = f"{info}\n{text}".rstrip()
    return Code(text, language)


def _known(language: str, code: str) -> str:
    """Return a language where the highlighter knows it and can read the code, else ``text``."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Error
    from pygments.util import ClassNotFound

    if not language or len(code) > _LONGEST:
        return "text"
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return "text"
    return language if all(kind is not Error for kind, _text in lexer.get_tokens(code)) else "text"
