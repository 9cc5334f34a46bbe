"""The command ``sphinx-seminar``: its arguments, its output, and its exit codes.

It returns 0 when all went well, 1 when nothing could be written or read or a check failed, and 2 for a wrong call.
Nothing heavy is imported before a command runs, so that ``--help`` is there at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from sphinx_seminar.cli.book_folder import BookFiles, RefusedError, write_book

_ABOUT = """\
Write a course, a seminar, a reading group or a workshop as a book in Markdown.

  sphinx-seminar new kernels              asks four questions and writes a small book
  sphinx-seminar import README.md book    makes a book of a course page that there is
  sphinx-seminar check                    builds the book here, and says what is wrong and what is left to do
  sphinx-seminar serve                    shows the book here in the browser, and each change to it
  sphinx-seminar releases                 lists what waits in a book, and until when
"""
_AFTER = "The book is built by Sphinx: 'make html' in its folder, or 'python -m sphinx -b html . _build/html'."

_NEW = """\
Write a small book that builds: conf.py, pages with two sessions, references.bib, a Makefile, and the files with which
GitHub, GitLab or Read the Docs publish it. With --jupyter-book it is a Jupyter Book 1, with _config.yml and _toc.yml.
What the options don't say is asked for. No file is ever overwritten.
"""
_NEW_EXAMPLES = """\
examples:
  sphinx-seminar new kernels
  sphinx-seminar new kernels --kind course --title "Kernels and Networks" \\
      --meets "Mon 14:00-16:00, 2026-10-12..2027-02-05" --timezone Europe/Berlin
  sphinx-seminar new group --kind "reading group" --title "Theory Group" \\
      --meets "Mon 13:00, every 2 weeks, Sept 2026 - Dec 2026" --timezone America/Toronto
  sphinx-seminar new physics --kind workshop --title "Physics of Learning" --meets "2026-06-14 8:30" --timezone UTC
"""

_RELEASES = """\
List the pages, blocks and links of a book that wait for a day, the next first, and those that are for instructors.
"""
_IMPORT = """\
Make a book of a course page that there is: a README with topics, a table of sessions, a page with a section a week, a
programme. Topics, dates, people, links, decks and papers become sessions; every other sentence stays as it is. The
command says what it understood and what it did not. Several files, or a folder, are the parts of one page. The folder
of a Jupyter Book is copied, with {lecture} and {session-table} put in where its schedule has them.
"""
_IMPORT_EXAMPLES = """\
examples:
  sphinx-seminar import README.md book --dry-run
  sphinx-seminar import README.md book --url https://github.com/OWNER/COURSE/blob/main/
  sphinx-seminar import schedule.csv book --title "Kernels and Networks" --timezone Europe/Berlin
  sphinx-seminar import _modules book --title "Kernels and Networks" --year 2023
  sphinx-seminar import my-jupyter-book proposed --dry-run
"""

_CHECK = """\
Build the website of a book as if for the first time. What is wrong fails with the exit code 1: a warning of the build,
or a link inside the website that leads nowhere. What is left to do is told, and fails with --strict.
"""
_CHECK_EXAMPLES = """\
examples:
  sphinx-seminar check
  sphinx-seminar check course --strict --setting seminar_day=2026-11-04 --out public
"""
_SERVE = """\
Build the book at each change of its files, and show it in the browser; Ctrl+C ends it. It needs sphinx-autobuild, which
the extra 'live' installs.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the arguments of the process, or with those given, and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    runners = {"new": _new, "import": _import, "check": _check, "serve": _serve, "releases": _releases}
    try:
        code: int = runners[options.command](options)
    except RefusedError as refused:
        return _failed(str(refused), refused.code)
    except EOFError:
        return _failed("the input ended before the last answer; nothing was written")
    except KeyboardInterrupt:
        return _failed("stopped; nothing was written", 130)
    except OSError as error:
        return _failed(f"{error.filename or 'the book'}: {error.strerror or error}")
    return code


def _failed(message: str, code: int = 1) -> int:
    print(f"sphinx-seminar: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="sphinx-seminar", description=_ABOUT, epilog=_AFTER, formatter_class=layout, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"sphinx-seminar {version('sphinx-seminar')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, summary: str, description: str, examples: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=description, epilog=examples, formatter_class=layout)

    new = command("new", "write a new book", _NEW, _NEW_EXAMPLES)
    new.add_argument("folder", metavar="DIR", type=Path, help="the folder of the book; it is made if need be")
    new.add_argument("--kind", help="course, seminar, reading group or workshop")
    new.add_argument("--title", help="the title of the book, in any words")
    new.add_argument("--meets", metavar="WHEN", help="days, hours and term; of a workshop, its day and first hour")
    new.add_argument("--starts", metavar="DATE", help="the first day of the term, if --meets does not say it")
    new.add_argument("--ends", metavar="DATE", help="the last day of the term")
    new.add_argument("--timezone", metavar="ZONE", help="an IANA time zone; that of this machine if nobody is asked")
    new.add_argument("--jupyter-book", action="store_true", help="write a Jupyter Book 1: _config.yml and _toc.yml")
    new.add_argument("--no-input", action="store_true", help="ask nothing; as when standard input is no terminal")

    page = command("import", "make a book of a course page", _IMPORT, _IMPORT_EXAMPLES)
    formats = "the page: Markdown, HTML, CSV, TSV, YAML, JSON, a calendar, a workbook or text"
    page.add_argument("pages", metavar="FILE", type=Path, nargs="+", help=formats)
    page.add_argument("folder", metavar="DIR", type=Path, help="the folder of the book; it is made if need be")
    page.add_argument("--title", default="", help="the title of the book; that of the page if not given")
    page.add_argument("--url", default="", help="where the page is published: links to files not beside it lead there")
    page.add_argument("--year", type=int, help="the year of dates without one, if the page does not name its term")
    page.add_argument("--timezone", metavar="ZONE", help="an IANA time zone; that of this machine if not given")
    page.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")

    check = command("check", "build a book and say what is wrong", _CHECK, _CHECK_EXAMPLES)
    check.add_argument("--strict", action="store_true", help="fail for what is left to do, too")
    check.add_argument("--setting", metavar="NAME=VALUE", action="append", default=[], help="a setting of the book")
    check.add_argument("--out", metavar="DIR", type=Path, help="keep what was built: the website is DIR/html")
    live = command("serve", "show a book as one writes it", _SERVE)
    live.add_argument("--port", type=int, default=8000, help="the port of the website, 8000 if not given")
    live.add_argument("--no-browser", action="store_true", help="open no browser")
    waiting = command("releases", "list what waits in a book", _RELEASES)
    for own in (check, live, waiting):
        own.add_argument("folder", metavar="DIR", type=Path, nargs="?", default=Path(), help="the folder of the book")
    return parser


def _new(options: argparse.Namespace) -> int:
    from sphinx_seminar.cli.answers import Dialogue
    from sphinx_seminar.cli.new import ask_for, new_book

    asked = not options.no_input and sys.stdin is not None and sys.stdin.isatty()
    given = {name: getattr(options, name) for name in ("kind", "title", "meets", "starts", "ends", "timezone")}
    answers = ask_for(Dialogue(input if asked else None, print), given)
    files = new_book(answers, jupyter_book=options.jupyter_book)
    return _written(options.folder, files, f"{answers.title!r}, a {answers.kind}")


def _written(folder: Path, files: BookFiles, what: str) -> int:
    """Write a book and print the next steps."""
    from sphinx_seminar.cli.requirements import with_versions

    needed, wheels = with_versions(str(files["requirements.txt"]))
    files = {**files, "requirements.txt": needed, **wheels}
    kept = write_book(folder, files)
    print(f"Wrote {what}: {len(files) - len(kept)} files in {folder}. Next:")
    for path in kept:
        lines = ", ".join(line for line in str(files[path]).splitlines() if line)
        print(f"  {path} was there, and is left as it is; a book's has the lines {lines}")
    print(f"  cd {quote(str(folder))} && python -m pip install -r requirements.txt")
    build, edited = "make html", "index.md and conf.py"
    shown = "; 'make live' follows each change in the browser"
    if "_config.yml" in files:
        build, edited, shown = "jupyter-book build .", "intro.md and _config.yml", ""
    print(f"  {build}    # then open _build/html/index.html{shown}")
    print(f"  edit {edited}: the names, the dates and the sessions are yours to change")
    return 0


def _import(options: argparse.Namespace) -> int:
    from sphinx_seminar.cli.answers import machine_zone, read_timezone
    from sphinx_seminar.cli.import_page import import_pages
    from sphinx_seminar.cli.importing.jupyter_books import is_jupyter_book
    from sphinx_seminar.cli.importing.sites import Site, parts_of_page, site_in

    zone = read_timezone(options.timezone or machine_zone())
    if zone.problems:
        return _failed(f"--timezone: {zone.problems[0].message}", 2)
    if any(map(is_jupyter_book, options.pages)):
        return _import_book(options)
    sites = [site_in(page) if page.is_dir() else Site(page.parent, pages=(page,)) for page in options.pages]
    site = sites[0] if len(sites) == 1 else parts_of_page(sites)
    if not (site.pages or site.sessions):
        return _failed(f"{options.pages[0]} has no pages: expected Markdown or HTML")
    book = import_pages(site, options.title, options.url, zone.value, options.year)
    _print_all("Understood:", book.findings.understood)
    _print_all("Not understood, and kept:", book.findings.left_lines())
    if options.dry_run:
        _print_all(f"Would write {book.title!r} to {options.folder}:", sorted(book.files))
        return 0
    return _written(options.folder, book.files, repr(book.title))


def _import_book(options: argparse.Namespace) -> int:
    """Write a copy of a Jupyter Book with the directives put in."""
    from sphinx_seminar.cli.importing.book_proposals import proposals_for

    if len(options.pages) > 1:
        return _failed(f"{options.pages[0]} and more: expected a Jupyter Book alone, or pages", 2)
    book = proposals_for(options.pages[0], options.folder, options.year, options.timezone or "")
    _print_all("Understood:", book.findings.understood)
    _print_all("Seen, and left as it is:", book.findings.left_lines())
    _print_all("Would put in:" if options.dry_run else "Put in:", book.proposed)
    if options.dry_run:
        return 0
    write_book(options.folder, book.files)
    source, copy = quote(str(options.pages[0])), quote(str(options.folder))
    print(f"Wrote a copy of {book.title!r}: {len(book.files)} files in {options.folder}. Next:")
    print(f"  diff -ru {source} {copy}    # what was put in, and nothing else")
    print(f"  jupyter-book build {copy}")
    return 0


def _print_all(heading: str, lines: Sequence[str]) -> None:
    """Print lines below a heading, if there are some."""
    if lines:
        print(heading)
        print(*(f"  {line}" for line in lines), sep="\n")


def _check(options: argparse.Namespace) -> int:
    from sphinx_seminar.cli.checking import checked

    if options.out is not None:
        return checked(options.folder, options.out, options.setting, strict=options.strict)
    with TemporaryDirectory(prefix="sphinx-seminar-") as folder:
        return checked(options.folder, Path(folder), options.setting, strict=options.strict)


def _serve(options: argparse.Namespace) -> int:
    from sphinx_seminar.cli.checking import serve

    return serve(options.folder, options.port, browser=not options.no_browser)


def _releases(options: argparse.Namespace) -> int:
    from sphinx_seminar.cli.checking import releases_of

    text, problems = releases_of(options.folder)
    if problems:
        print(problems, file=sys.stderr)
    print(text, end="")
    return 0 if text else 1
