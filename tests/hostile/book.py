"""A course whose every field tries something: HTML, TeX, calendars, formulas of spreadsheets, paths, directions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

#: What a script of the text would leave behind in a browser, and what no file may say that is made of the book.
TRACE = "hacked"
SECRET = "the-words-of-a-file-outside"

HTML = (
    f"</script><script>window.{TRACE}=1</script><img src=x onerror=window.{TRACE}=1>"
    f'<svg/onload=window.{TRACE}=1><a href=javascript:window.{TRACE}=1>x</a>" onmouseover="window.{TRACE}=1" x=\''
)
TEX = (
    rf"\input{{/etc/passwd}} \immediate\write18{{touch {TRACE}}} ^^5cinput{{/etc/passwd}} "
    r"% & # $ _ { } ~ ^ \end{document}"
)
#: Formulas of data; those of a document are its author's own markup, as ``{raw}`` is.
FORMULAS = rf"$\input{{/etc/passwd}}$ $\href{{javascript:window.{TRACE}=1}}{{x}}$ $"
TURNED = "=cmd|'/C calc'!A0 \u202eabc\u2066\u200b\ufeff\u202c"
#: On one line, and with what would begin another event in a calendar.
LINE = f"{HTML} {TEX} {TURNED}"
LINES = f"{LINE} {FORMULAS}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:{TRACE}\r\n\x00\x1b[31m"

#: A file of the book with a name that every output has to escape.
ODD = "odd \"name' &%$~^_{}.txt"
ADDRESSES = (
    f"javascript:window.{TRACE}=1",
    f"JaVa\tScRiPt:window.{TRACE}=1",
    f"data:text/html,<script>window.{TRACE}=1</script>",
    "vbscript:run",
    "file:///etc/passwd",
    "../../../../../../etc/passwd",
    "/../../../../../../etc/passwd",
    "outside.pdf",
    f'https://evil.example/"onmouseover="window.{TRACE}=1"',
    r"https://evil.example/\input{/etc/passwd}%23#$&_~^",
    "https://evil.example/<script>",
    ODD,
)


def option(name: str, text: str) -> str:
    """Write an option whose text stays as it is, in the quotation marks of YAML."""
    return f":{name}: {json.dumps(text)}\n"


def links(label: str = LINE) -> str:
    """Write every address as a link with a label, one a line."""
    safe = label.replace(";", ",").replace("<", "‹").replace(">", "›")
    return "\n".join(f"{safe} <{address.replace('<', '').replace('>', '')}>" for address in ADDRESSES)


def _course() -> str:
    facts = ("kind", "code", "term", "institution", "credits", "level", "language", "places", "office-hours")
    return (
        f"```{{course}} {LINE}\n"
        + "".join(option(fact, LINES) for fact in (*facts, "location"))
        + option("instructors", f"{LINE} ({LINE}) <https://evil.example/>\nAnn Lee <javascript:window.{TRACE}=1>")
        + option("links", links())
        + ":starts: 2021-04-12\n:ends: 2021-05-10\n:meets: Mon 14:00-16:00\n"
        + option("except", f"2021-04-19 {LINE}")
        + "```\n"
    )


def _lists() -> str:
    cell = LINE.replace("|", r"\|")
    return (
        f"```{{timeline}}\n- 2021-04-20 10:00: {LINE}\n- 2021-02-30: {LINE}\n- {LINE}\n```\n\n"
        f"```{{grading}}\n- {LINE}: 40%\n- Talk: 60%\n```\n\n"
        f"```{{topic-pool}}\n| Topic | {cell} | Want to learn |\n|---|---|---|\n"
        f"| {cell} | {cell} | {cell}; Ann Lee |\n```\n"
    )


def _session(title: str) -> str:
    texts = ("location", "part", "tags", "status", "kind", "number", "class")
    people = ("speaker", "leader", "facilitator", "chair", "presenter", "instructor")
    resources = ("slides", "recording", "notes", "material", "code", "exercises", "links")
    return (
        f"```{{session}} {title}\n:date: 2021-04-21 10:00-12:00\n"
        + "".join(option(name, LINES) for name in texts)
        + option("online", f"javascript:window.{TRACE}=1")
        + "".join(option(name, f"{LINE} ({LINE}) <https://evil.example/?{name}>") for name in people)
        + "".join(option(name, links()) for name in resources)
        + option("papers", f"@hostile\n@{LINE}\nLee, A. (2019). {LINE}. {LINE}.")
        + "```\n"
    )


def _papers() -> str:
    return (
        f"```{{key-papers}} {LINE}\n- @hostile: {LINE}\n- Lee, A. (2018). {LINE}. Journal of {LINE}, 3, 1-2.\n"
        f"- {LINE}\n- [x](javascript:window.{TRACE}=1) <javascript:window.{TRACE}=1>\n```\n\n"
        "```{slides} outside.pdf\n" + option("title", LINE) + ":embed:\n```\n"
    )


def _bibliography() -> str:
    text = f"{LINE} {FORMULAS}".replace("{", "(").replace("}", ")").replace("\\", "\\\\")
    fields = ("title", "author", "journal", "volume", "number", "pages", "publisher", "note", "year", "doi", "eprint")
    written = "".join(f"  {name} = {{{text} {TEX_BALANCED}}},\n" for name in fields)
    return f"@article{{hostile,\n{written}  url = {{javascript:window.{TRACE}=1}},\n  pdf = {{data:text/html,x}}}}\n"


TEX_BALANCED = rf"\input{{/etc/passwd}} \write18{{touch {TRACE}}} $\input{{/etc/passwd}}$ ^^5cinput"


def _csv() -> str:
    cell = '"' + LINES.replace('"', '""').replace("\x00", "") + '"'
    header = "Title,Date,Speaker,Room,Part,Tags,Status,Kind,Slides,Links,Papers,Abstract,Name,Other\n"
    first = f"{cell},2021-04-22 10:00-11:00," + ",".join([cell] * 12) + "\n"
    addressed = '"' + "\n".join(ADDRESSES).replace('"', '""') + '"'
    return header + first + f"Second,{cell},Ann,Hall,,,,,{addressed},{addressed},,,,\n"


def _yaml() -> str:
    text = json.dumps(LINES)
    keys = ("title", "speaker", "location", "part", "tags", "status", "kind", "slides", "links", "papers", "other")
    return "- date: 2021-04-23 10:00-11:00\n" + "".join(f"  {key}: {text}\n" for key in keys)


def hostile_book(root: Path) -> Manuscript:
    """Write the book, with links of the file system that lead out of its source folder."""
    index = (
        "# Course\n\n"
        + _course()
        + _lists()
        + "\n```{session-table}\n"
        + option("caption", LINE)
        + """\
:searchable:
:columns: number, date, weekday, time, title, kind, people, location, resources, papers, part, tags, status
```

"""
        + """\
```{session-table}
:file: talks.csv
```

```{session-table}
:file: talks.yaml
```

"""
        + """\
```{session-table}
:file: outside.csv
```

```{reading-list}
:group-by: session
```

"""
        + "```{toctree}\nchapter\n```\n"
    )
    chapter = f"""\
# Chapter

{_session(LINE)}
{_papers()}
See {{person}}`Ann Lee`, {{paper}}`hostile`.
"""
    book = Manuscript(
        root,
        {
            "index.md": index,
            "chapter.md": chapter,
            "refs.bib": _bibliography(),
            "talks.csv": _csv(),
            "talks.yaml": _yaml(),
            "mathjax.js": "",
            ODD: "An odd name.",
        },
        {
            "seminar_bibliography": ["refs.bib", "outside.bib"],
            "html_baseurl": "https://example.org/course/",
            "mathjax_path": "mathjax.js",
            "html_static_path": ["mathjax.js"],
        },
    )
    secrets = {"pdf": "%PDF-1.4\n", "csv": "Title\n", "bib": "@book{outside, title={"}
    for suffix, opening in secrets.items():
        secret = root / f"secret.{suffix}"
        secret.write_text(f"{opening}{SECRET}{'}}' if suffix == 'bib' else ''}\n", encoding="utf-8")
        (book.source / f"outside.{suffix}").symlink_to(secret)
    return book
