"""A book of everything that is long, wide, or written in another script, as XeLaTeX and Typst print it."""

from __future__ import annotations

from pathlib import Path

DECK = Path(__file__).parents[1] / "books/second-course/slides/shrinkage.pdf"
#: Names in scripts that no one font has, and one that is a formula.
NAMES = ("Ferenc Huszár", "王伟", "Ελένη Παππά", "Иван Петров", "יוסי כהן", "محمد علي", "नमस्ते राम", r"$\alpha$ Beta")
LONG = "https://example.org/a/very/long/path/that/does/not/end/until/it/does/and/then/some/more/video_file%20name.mp4"
UNBREAKABLE = "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsraum_12.34.56-with_no_space_in_it"
INDEX = f"""\
# The *first* page: $\\alpha$, 100 %, a_b & c

```{{course}} Kernels & $\\alpha$-divergences
:kind: Seminar
:code: MA_2107
:term: Spring 2027
:institution: University of Königsberg
:instructors: Emmy Noether (lectures) <noether@example.org>; {"; ".join(NAMES)}
:links: Moodle <https://moodle.example.org/course/view.php?id=1763&lang=en>
```

Begin with {{lecture}}`first`.

## All of them

```{{session-table}}
:columns: number, date, time, title, people, location, tags, status
:caption: All sessions
```

## What was

```{{session-table}}
| Date | Who | Topic | Resources | Room | Remark |
|---|---|---|---|---|---|
| 2027-01-04 10:00-12:00 | Llanfairpwllgwyngyllgogerychwyrndrobwll Smith | Supercalifragilisticexpialidocious | [Video]({LONG}) | {UNBREAKABLE} | ★ → ✓ 🎉 |
| 2027-01-05 10:00-12:00 | 张三李四王五赵六孙七周八吴九郑十 | 深度学习理论的数学基础与应用研究进展 | [Again]({LONG}) | | |
```

```{{toctree}}
:caption: Foundations

first
```

```{{toctree}}
:caption: Beyond

second
```
"""
FIRST = f"""\
# Ελληνικά, Кириллица, 中文, עברית 🎉

```{{lecture}}
:name: first
:date: 2027-01-07 10:00-12:00
:speaker: {"; ".join(NAMES)}
:recording: {LONG}
:online: https://meet.example.org/a/very/long/path/that/does/not/end/12345678901234567890123456789012345678901234567890
:location: {UNBREAKABLE}
```

```{{slides}} deck.pdf
:title: A deck
:embed:
```

```{{key-papers}}
- Doe, J. (2020). On the $\\mathcal{{O}}(n^2)$ complexity of Pneumonoultramicroscopicsilicovolcanoconiosis. Journal of
  Names, 1(2), 3-4. {LONG}
- Roe, R. (2021). Stars. Journal of Stars, 3, 1-10. doi:10.1000/xyz_abc
```
"""
SECOND = """\
# Second

```{lecture}
:speaker: Emmy Noether
```

```{timeline}
- 2027-02-25..2027-03-10: Registration, with a text that goes on and on beyond the end of the line it stands in
```

```{topic-pool}
| Topic | Suggested by | Know | Want to learn | One | More | Last |
|---|---|---|---|---|---|---|
| Donaudampfschifffahrtsgesellschaftskapitän | Brady Neal | Rémi | Salem; Ahmed | a | b | c |
```

```{grading}
- Report: 100%
```
"""
BOOK = {"index.md": INDEX, "first.md": FIRST, "second.md": SECOND}
UNNAMED = {"project": "Project name not set", "author": "Author name not set"}
