"""Words that must not be found: where authors hide them, and a search for them in every file and name of a folder."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2

from tests.decks import deck

#: The head of a first page: a course with a plan, and the table of its sessions.
COURSE = """\
# Course

```{course} Course
:starts: 2026-10-05
:ends: 2026-12-18
:meets: Mon 10:00-12:00
```

```{session-table}
:columns: number, date, title
```

"""
#: How each hidden word begins.
CANARY = "zyq"
#: A word for each place of a page that an author may hide something in.
BLOCK = """\
## Solutions zyqtitle

```{lecture} Zyqlecture
:name: zyqname
:date: 2026-11-06 14:00
:speaker: Ann Zyqspeaker <https://example.org/zyqspeaker>
:location: Zyqroom
:online: https://example.org/zyqonline
:tags: zyqtag
:part: Zyqpart
:slides: zyqdeck.pdf; Zyqlabel <https://example.org/zyqslides>
:notes: zyqnotes.txt
:papers: @zyqkey

Zyqabstract.
```

```{index} zyqindex
```

(zyqlabel)=
### Deeper zyqsection

Zyqbody {download}`zyqsheet.txt` ![zyqalternative](zyqpicture.png) {lecture}`zyqname` {paper}`zyqkey` [^zyqfootnote]
{slides}`Zyqrole <zyqrole.pdf>` {term}`Zyqterm` `zyqcode`, $zyqformula$ [zyqlink](https://example.org/zyqlink)

[^zyqfootnote]: Zyqnote.

% zyqcomment

```{math}
:label: zyqequation
zyqmath
```

```{code-block} python
:name: zyqlisting
:caption: Zyqcaption
zyqcode = 1
```

```{glossary}
Zyqterm
  Zyqdefinition.
```

```{py:function} zyqfunction(zyqargument)
:module: zyqmodule
```

```{raw} html
<b>zyqraw</b>
```

```{key-papers}
- @zyqkey: zyqnote
- Zyq, A. (2019). Zyqpasted things. Journal of Zyqs, 1, 1-2.
```

```{timeline}
- 2021-06-08: Zyqmilestone
```

```{grading}
- Zyqweight: 100%
```

```{topic-pool}
| Topic | Want to learn |
|---|---|
| Zyqtopic | Ann |
```

```{session-table}
:file: zyqtable.csv
```

```{session-table} Zyqcaption
| Date | Title | Zyqcolumn |
|---|---|---|
| 2026-11-07 | Zyqline | zyqcell |
```

```{note} Zyqnote
:class: zyqclass
```
"""
#: The files that it names, each with a word of its own.
BESIDE: dict[str, str | bytes] = {
    "zyqpicture.png": b"zyqpixels",
    "zyqsheet.txt": "zyqdownload",
    "zyqnotes.txt": "zyqlinked",
    "zyqtable.csv": "Date,Title\n2026-11-09,Zyqrow\n",
    "zyqdeck.pdf": deck("zyqslide"),
    "zyqrole.pdf": deck("zyqroleslide"),
}
BIBLIOGRAPHY = "@book{zyqkey, title={Zyqbook}, author={Zyqauthor, Ann}, year={2001}}\n"
#: Settings with which Sphinx would publish sources too, and addresses; and nothing of the day.
PUBLISHED = {
    "seminar_bibliography": ["refs.bib"],
    "html_copy_source": True,
    "html_baseurl": "https://example.org/",
    "copyright": "A",
    "version": "A",
}
#: What a book with notebooks sets.
NOTEBOOKS = {"extensions": ["myst_nb", "sphinx_seminar"], "nb_execution_mode": "off"}
BUILDERS = ("html", "dirhtml", "singlehtml", "latex", "epub", "text", "xml", "gettext", "man", "texinfo")
BEFORE = {"seminar_day": "2026-11-04"}
ON_THE_DAY = {"seminar_day": "2026-11-05"}
INSTRUCTORS = {"seminar_audience": "instructors"}


def opened(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and all that is packed in it."""
    yield name, name.encode() + b"\n" + content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from opened(f"{name}/{member}", archive.read(member))
    elif content.startswith(b"# Sphinx inventory version 2"):
        yield name, zlib.decompress(content.split(b"\n", 4)[4])
    elif content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                yield name, page.get_textpage().get_text_range().encode()
            yield name, " ".join(document.get_metadata_dict().values()).encode()
            yield name, " ".join(bookmark.get_title() for bookmark in document.get_toc()).encode()


def leaks(files: Mapping[str, bytes]) -> list[str]:
    """Return the files that have a hidden word in their content or in their name."""
    found = (part for name, content in files.items() for part in opened(name, content))
    return sorted({name for name, content in found if CANARY.encode() in content.lower()})


def leaks_in(folder: Path) -> list[str]:
    """Return the files of a folder, and its folders, that have a hidden word in their content or in their name."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    folders = [name for name, path in paths.items() if path.is_dir() and CANARY in name.lower()]
    return [*folders, *leaks({name: path.read_bytes() for name, path in paths.items() if path.is_file()})]
