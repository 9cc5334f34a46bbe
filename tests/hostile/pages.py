"""Course pages of strangers that try to read files, to run something, to fetch something, when they are imported."""

from __future__ import annotations

from tests.hostile.book import TRACE

#: Directives of docutils, Sphinx and MyST that read a file, or pass something on as it is; ``{file}`` is its path.
DIRECTIVES = (
    "```{{include}} {file}\n```",
    "```{{literalinclude}} {file}\n```",
    "```{{raw}} html\n:file: {file}\n```",
    "```{{raw}} html\n<script>window.TRACE=1</script>\n```",
    "```{{raw}} latex\n\\input{{{file}}}\n```",
    "```{{csv-table}} Data\n:file: {file}\n```",
    "```{{image}} {file}\n```",
    "```{{figure}} {file}\n```",
    "```{{code-block}} text\n:caption: {{download}}`{file}`\n```",
    "```{{highlight}} text\n```\n\n:::{{include}} {file}\n:::",
    "```{{eval-rst}}\n.. include:: {file}\n```",
    "```{{eval-rst}}\n.. raw:: html\n   :file: {file}\n```",
    "```{{parsed-literal}}\n:file: {file}\n```",
    "```{{session-table}}\n:file: {file}\n```",
    "```{{slides}} {file}\n:embed:\n```",
    "```{{toctree}}\n{file}\n```",
    "```{{graphviz}} {file}\n```",
    "```{{only}} html\n```{{include}} {file}\n```\n```",
    "````{{note}}\n```{{include}} {file}\n```\n````",
    "```{{math}}\n\\input{{{file}}}\n```",
    "$$\n\\input{{{file}}}\n$$",
    "\\begin{{align}}\n\\input{{{file}}}\n\\end{{align}}",
    "~~~{{include}} {file}\n~~~",
    "::: {{include}} {file}\n:::",
    "[[[{file}]]] {{download}}`{file}` {{doc}}`{file}` {{eval}}`1`",
    "[a]({file}) ![b]({file}) [c](path:{file}) [d](project:{file}) <{file}>",
    "[a][b]\n\n[b]: {file} 'title'",
    "{{{{ secret }}}} {{% include {file} %}} {{: file={file}}}",
    """\
(target)=

+++

% comment {file}

:field: {file}""",
    "`{{include}} {file}` {{raw-html}}`<script>window.TRACE=1</script>` {{math}}`\\input{{{file}}}`",
    "$\\input{{{file}}}$ $\\href{{javascript:window.TRACE=1}}{{x}}$ \\\\(\\input{{{file}}}\\\\)",
)
#: HTML that runs, that fetches, or that changes the page around it.
ELEMENTS = (
    "<script>window.TRACE=1</script>",
    "<script src=https://evil.example/x.js></script>",
    "<img src=x onerror=window.TRACE=1>",
    "<img src=https://evil.example/pixel.png srcset='https://evil.example/2.png 2x'>",
    "<svg/onload=window.TRACE=1><script>window.TRACE=1</script></svg>",
    "<iframe src=https://evil.example/ srcdoc='<script>window.TRACE=1</script>'></iframe>",
    "<object data=https://evil.example/x.swf></object><embed src=https://evil.example/y.swf>",
    "<video src=https://evil.example/v.mp4 autoplay></video><audio src=https://evil.example/a.mp3 autoplay></audio>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import url(https://evil.example/x.css); body {display: none}</style>",
    "<p style='background: url(https://evil.example/x.png)'>styled</p>",
    "<b onmouseover=window.TRACE=1 onfocus=window.TRACE=1 tabindex=0 autofocus>bold</b>",
    "<a href=javascript:window.TRACE=1>run</a> <a href='java\tscript:window.TRACE=1'>run</a>",
    "<a href='data:text/html,<script>window.TRACE=1</script>'>data</a>",
    "[d](data:text/html,<script>window.TRACE=1</script>)",
    "<a href=vbscript:x>vb</a> [j](javascript:window.TRACE=1) <javascript:window.TRACE=1>",
    "<form action=https://evil.example/><input name=a autofocus onfocus=window.TRACE=1><button>Send</button></form>",
    "<details open ontoggle=window.TRACE=1><summary>More</summary>text</details>",
    "<math><mtext></mtext><annotation-xml encoding='text/html'><script>window.TRACE=1</script></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=window.TRACE=1>'></noscript>",
    "&lt;<b>script</b>&gt;window.TRACE=1&lt;/script&gt; &lt;img src=x onerror=window.TRACE=1&gt;",
    "<template><script>window.TRACE=1</script></template><body onload=window.TRACE=1>",
    "<marquee onstart=window.TRACE=1>x</marquee><isindex action=javascript:window.TRACE=1 type=image>",
    "<!--[if gte IE 4]><script>window.TRACE=1</script><![endif]--><![CDATA[<script>window.TRACE=1</script>]]>",
    "<a href='https://evil.example/\"onmouseover=\"window.TRACE=1'>quoted</a>",
    '[a](<https://evil.example/ "onmouseover="window.TRACE=1>) ![x](x "onerror=window.TRACE=1")',
    '<span title="`"></span>` <script>window.TRACE=1</script> `',
    "<table><tr><td background=https://evil.example/x.png>cell<tr><td><script>window.TRACE=1</script></table>",
    "<pre><code>```{include} /etc/hostname\n```\n~~~\n<script>window.TRACE=1</script></code></pre>",
    "<li>```{raw} html\n<script>window.TRACE=1</script>\n```",
    "<p>```{include} /etc/hostname<br>```<br>(x)=<br>% y<br>+++<br>:::{include} /etc/hostname",
)


def _indented(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


def _at_every_depth(text: str) -> str:
    """Write a text by itself, in a quotation, a list, a footnote, a cell, a term, and in these in each other."""
    cell = text.replace("\n", "<br>").replace("|", "\\|")
    parts = (
        text,
        _indented(text, "> ", "> "),
        _indented(text, "- ", "  "),
        _indented(text, "3. ", "   "),
        _indented(text, "> - ", ">   "),
        _indented(text, "- > - ", "  >   "),
        _indented(text, "[^1]: ", "    "),
        _indented(text, "Term\n: ", "  "),
        f"| A | B |\n|---|---|\n| {cell} | b |",
        f"## {cell}",
        f"**{cell}**",
        f"<div>\n\n{text}\n\n</div>",
        f"<blockquote>{text}</blockquote>",
    )
    return "Seen[^1] first.\n\n" + "\n\n".join(parts) + "\n\nThe last words.\n"


def _in_front(text: str) -> str:
    lines = _indented(text, "  ", "  ")
    return f"""\
---
title: Front
description: |
{lines}
layout: |
{lines}
---
# T

The last words.
"""


def _as_sessions(text: str) -> str:
    """Write a text where it becomes a title, an option, a row, a citation or a heading of the book."""
    line = " ".join(text.split())
    cell = line.replace("|", "\\|")
    return (
        f"# {line}\n\n**Instructor:** {line}\n**Room:** {line}\n\n"
        "## Plan\n\n| Date | Topic | Slides |\n|---|---|---|\n"
        f"| 2023-10-02 | {cell} | {cell} |\n| 2023-10-09 | B | c |\n\n"
        f"## Week 1: {line} (Oct 2, 2023)\n\nSpeaker: {line}\n\n"
        f"Slides: [{line}](x.pdf)\n\n### Readings\n\n- {line} (2019). Title. Journal, 3.\n- Lee, A. (2018). {line}.\n\n"
        f"## Week 2: Other (Oct 9, 2023)\n\n- {line}\n\n## Timeline\n\n- 2023-10-02: {line}\n- 2023-10-03: {line}\n\n"
        f"## Grading\n\n- {line}: 40%\n- Exam: 60%\n\nThe last words.\n"
    )


def hostile_pages(secret: str) -> dict[str, str]:
    """Return the pages by the names of their files; ``secret`` is the path of a file that none of them may read."""
    texts = [text.format(file=secret) for text in DIRECTIVES] + list(ELEMENTS)
    texts = [text.replace("TRACE", TRACE) for text in texts]
    pages = {f"deep-{number:02}.md": f"# Page\n\n{_at_every_depth(text)}" for number, text in enumerate(texts)}
    pages |= {f"front-{number:02}.md": _in_front(text) for number, text in enumerate(texts[::4])}
    pages |= {f"session-{number:02}.md": _as_sessions(text) for number, text in enumerate(texts)}
    shown = "<html><body><h1>Page</h1>{}<p>The last words.</p></body></html>"
    pages |= {f"html-{number:02}.html": shown.format(text) for number, text in enumerate(texts)}
    pages |= {f"plain-{number:02}.txt": f"Page\n\n{text}\n\nThe last words." for number, text in enumerate(texts[::4])}
    return pages
