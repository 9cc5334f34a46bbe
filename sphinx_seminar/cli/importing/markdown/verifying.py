"""Verifying written pages: MyST must find no markup in them that the writer did not intend."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_seminar.model.resource import is_absolute

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: The kinds of tokens that the writer produces; roles, targets and HTML are not among them.
_WRITTEN = frozenset(
    {"inline", "text", "text_special", "softbreak", "hardbreak", "code_inline", "fence", "image", "math_inline"}
    | {"math_block", "footnote_ref", "footnote_anchor", "myst_line_comment", "myst_target"}
    | {f"{name}_{end}" for name in ("heading", "paragraph", "blockquote", "em", "strong") for end in ("open", "close")}
    | {f"{name}_{end}" for name in ("bullet_list", "ordered_list", "list_item", "link") for end in ("open", "close")}
    | {f"{name}_{end}" for name in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")}
    | {f"{name}_{end}" for name in ("dl", "dt", "dd", "footnote_reference") for end in ("open", "close")}
)


def faults_in(
    markdown: str, fences: Sequence[tuple[str, str]], names: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[str]:
    """Yield a message for each piece of unintended markup in a page.

    ``fences`` are the first line and the content of each directive of the page, in order, ``names`` its targets, and
    ``is_known`` tells whether a path of the book may be linked.
    """
    expected = list(fences)
    for token in _tokens(_parser().parse(markdown)):
        if token.type not in _WRITTEN:
            yield f"{token.type}: {token.content[:60]}"
        elif token.type == "fence" and token.info.startswith("{"):
            if token.level or not expected or (token.info.strip(), token.content.strip()) != expected.pop(0):
                yield f"directive: {token.info}"
        elif token.type == "fence" and not re.fullmatch(r"[\w+#-]+", token.info.strip()):
            yield f"code: {token.info}"
        elif token.type == "myst_line_comment" and not token.content.strip().startswith("import:"):
            yield f"comment: {token.content[:60]}"
        elif token.type == "myst_target" and token.content.strip() not in names:
            yield f"target: {token.content}"
        elif token.type in ("link_open", "image"):
            address = str(token.attrGet("href" if token.type == "link_open" else "src") or "")
            if (
                not (address.startswith("#") and address[1:] in names)
                and not is_known(address)
                and (token.type == "image" or not is_absolute(address))
            ):
                yield f"address: {address[:60]}"
    yield from (f"no directive: {info}" for info, _content in expected)


def _tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children and token.type == "inline":
            yield from token.children


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return MyST's parser with all extensions that give a text a meaning."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.colon_fence import colon_fence_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.field_list import fieldlist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin
    from mdit_py_plugins.substitution import substitution_plugin

    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(myst_block_plugin)
    parser.use(myst_role_plugin).use(footnote_plugin).use(dollarmath_plugin)
    parser.use(colon_fence_plugin).use(amsmath_plugin).use(deflist_plugin).use(fieldlist_plugin)
    return parser.use(substitution_plugin).disable(["footnote_inline", "footnote_tail"], ignoreInvalid=True)
