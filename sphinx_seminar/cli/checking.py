"""``sphinx-seminar check``, ``serve`` and ``releases``: a book built as its readers or instructors get it.

Sphinx and Jupyter Book run in processes of their own, by the Python that runs the command, so that both work wherever
Python does.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from sphinx_seminar.cli.book_folder import RefusedError

#: The attributes of HTML elements that lead to files (HTML Standard, section 2.4 and the elements' own).
_LEADING = frozenset({"href", "src", "poster", "data"})


class NoBookError(RefusedError):
    """A folder that holds no book, or whose book cannot be served; the message says what was expected."""


def is_jupyter_book(source: Path) -> bool:
    """Tell whether a folder is built by Jupyter Book.

    Raises:
        NoBookError: the folder holds no book at all.
    """
    if (source / "conf.py").is_file():
        return False
    if (source / "_config.yml").is_file():
        return True
    raise NoBookError(f"{source} has neither conf.py nor _config.yml; expected the folder of a book")


def checked(source: Path, out: Path, settings: Sequence[str], *, strict: bool) -> int:
    """Build a book into ``out``, print what is left to do and what is wrong, and return 1 for what is wrong, else 0.

    ``settings`` are settings of the book as ``NAME=VALUE``, for a book of Sphinx. Wrong are warnings of the build,
    links inside the website that lead nowhere and, where the check is ``strict``, whatever the report finds.

    Raises:
        NoBookError: the folder holds no book.
    """
    website, clean, done = _built(source, out, settings)
    dead = list(dead_links(website))
    print(*dead, sep="\n", end="\n" if dead else "")
    wrong = [
        *(() if clean else ("the build warns",)),
        *((f"links that lead nowhere: {len(dead)}",) if dead else ()),
        *(("something is left to do",) if strict and not done else ()),
    ]
    print(f"Failed: {'; '.join(wrong)}" if wrong else "Nothing is wrong")
    return 1 if wrong else 0


def _built(source: Path, out: Path, settings: Sequence[str]) -> tuple[Path, bool, bool]:
    """Build the website and the report of a book, and print the report; warnings go to standard error.

    Returns the folder of the website, whether it was built without a warning, and whether nothing is left to do.
    """
    if is_jupyter_book(source):
        command = [sys.executable, "-m", "jupyter_book", "build", str(source), "--path-output", str(out), "--quiet"]
        clean = _run([*command, "--warningiserror", "--keep-going"])
        done = _run([*command, "--builder", "custom", "--custom-builder", "seminar-report"])
        report, website = out / "_build" / "seminar-report" / "report.txt", out / "_build" / "html"
    else:
        defined = [part for setting in settings for part in ("-D", setting)]
        command = [sys.executable, "-m", "sphinx", "-q", *defined, "-d", str(out / "doctrees")]
        clean = _run([*command, "-W", "--keep-going", "-b", "html", str(source), str(out / "html")])
        # The report reads what was built, and says each warning again that the build has said.
        done = _run([*command, "-Q", "-b", "seminar-report", str(source), str(out / "report")])
        report, website = out / "report" / "report.txt", out / "html"
    if report.is_file():
        print(report.read_text(encoding="utf-8").rstrip())
    return website, clean, done


def _run(command: Sequence[str]) -> bool:
    return subprocess.run(command, check=False).returncode == 0


def dead_links(website: Path) -> Iterator[str]:
    """Yield a line for each link inside a website to a file, or a place of a page, that is not there."""
    # Files of themes are no pages, and templates of pages among them.
    written = [path for path in sorted(website.rglob("*.html")) if "_static" not in path.parts]
    pages = {path: _Page(path) for path in written}
    places = {path.resolve(): page.places for path, page in pages.items()}
    for path, page in pages.items():
        for line, address in page.links:
            target, place = _target_of(path, address)
            where = f"{path.relative_to(website).as_posix()}:{line}: {address!r} leads to"
            if not target.exists():
                yield f"{where} a file that is not there"
            elif place and place not in places.get(target, {place}):
                yield f"{where} a place that its page does not have"


def _target_of(page: Path, address: str) -> tuple[Path, str]:
    """Return the file that a relative address leads to, and the place in it, ``""`` for the whole."""
    parts = urlsplit(address)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    return (target / "index.html" if target.is_dir() else target), unquote(parts.fragment)


class _Page(HTMLParser):
    """What a page leads to, (line, address), and the places in it that links may name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[tuple[int, str]] = []
        self.places: set[str] = {"top"}
        self.feed(path.read_text(encoding="utf-8", errors="replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes of an element that name it, and those that lead somewhere."""
        for name, value in attrs:
            if not value:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.places.add(value)
            elif name in _LEADING and not re.match(r"[a-zA-Z][\w.+-]*:|//|/|\?|#\Z", value):
                self.links.append((self.getpos()[0], value))


def serve(source: Path, port: int, *, browser: bool) -> int:
    """Build a book at each change of its files and show it in the browser; return the exit code of sphinx-autobuild.

    Raises:
        NoBookError: the folder holds no book of Sphinx, or sphinx-autobuild is not installed.
    """
    if is_jupyter_book(source):
        raise NoBookError(f"{source} is a Jupyter Book; 'jupyter-book build {source}' shows each change")
    if find_spec("sphinx_autobuild") is None:
        raise NoBookError("a live preview needs sphinx-autobuild; 'python -m pip install \"sphinx-seminar[live]\"'")
    # A page whose navigation alone has changed can wait until the book is published.
    command = [sys.executable, "-m", "sphinx_autobuild", "--port", str(port), "-D", "seminar_fresh_navigation=0"]
    folders = (str(source), str(source / "_build" / "html"))
    return subprocess.run([*command, *(["--open-browser"] if browser else []), *folders], check=False).returncode


def releases_of(folder: Path) -> tuple[str, str]:
    """Return the list of what waits in a book, and the messages of its build for instructors."""
    with TemporaryDirectory() as scratch:
        out, trees = Path(scratch, "out"), Path(scratch, "doctrees")
        build = ["-b", "seminar-releases", "-D", "seminar_audience=instructors", "-q", "-d", str(trees)]
        command = [sys.executable, "-m", "sphinx", *build, str(folder), str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        listed = out / "releases.txt"
        if not listed.is_file():
            return "", done.stderr.strip() or done.stdout.strip()
        return listed.read_text(encoding="utf-8"), done.stderr.strip()
