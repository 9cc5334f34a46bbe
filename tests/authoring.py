r"""A book as an author writes it, built as an author builds it.

A test writes a :class:`Manuscript`, builds it, and asks the :class:`Built` book what a reader sees::

    book = Manuscript(tmp_path, {"index.md": "# Kernels\n\n```{lecture}\n:date: 2021-06-07\n```\n"})
    built = book.build()
    assert built.warnings == []
    assert built.page("index").h1.get_text(strip=True) == "Kernels"

Building again builds incrementally, in the same folders and with a new application, as two runs of ``sphinx-build`` do.
"""

from __future__ import annotations

import gettext
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder, _assets
from sphinx.config import Config
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.built import BuildWarning, Built, Run, read_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import CodeType

    from docutils import nodes
    from jinja2 import Environment

__all__ = ["DEFAULT_CONF", "BuildWarning", "Built", "Manuscript", "Run", "interrupted"]

#: What ``conf.py`` says unless a test says otherwise: a small theme, no network, nothing from the machine.
DEFAULT_CONF: dict[str, Any] = {
    "project": "A course",
    "author": "An instructor",
    "copyright": "",
    "extensions": ["myst_parser", "sphinx_seminar"],
    "myst_enable_extensions": ["dollarmath", "colon_fence"],
    "exclude_patterns": ["build"],
    "html_theme": "basic",
    "html_last_updated_fmt": None,
    "language": "en",
    "latex_engine": "xelatex",
    "latex_use_xindy": False,
    "today": "today",
}

#: ``sphinx-build``, ended by any deprecated call in our own modules, as the tests are.
_SPHINX_BUILD = """\
import sys, warnings
from sphinx.cmd.build import main
for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
    warnings.filterwarnings("error", category=kind, module="sphinx_seminar")
sys.exit(main(sys.argv[1:]))
"""


#: Templates of themes as an earlier build of this process compiled them, by what they say, their names and their files.
_COMPILED: dict[tuple[str, str | None, str | None], CodeType] = {}


def _compile_once(environment: Environment) -> None:
    """Let a build take the templates that are compiled: compiling them anew is two fifths of a small build."""
    compile_template = environment.compile

    def compiled(source: str, name: str | None = None, filename: str | None = None) -> CodeType:
        key = (source, name, filename)
        if key not in _COMPILED:
            _COMPILED[key] = compile_template(source, name, filename)
        return _COMPILED[key]

    vars(environment)["compile"] = compiled


class Manuscript:
    """The source folder of one book, and the folders that it is built into.

    Args:
        root: an empty folder for this book alone; the source goes to ``root/source``, what is built to ``root/build``.
        files: path in the source folder to content. Without a ``conf.py`` among them one is written from ``conf``.
        conf: values of ``conf.py`` that differ from :data:`DEFAULT_CONF`; anything whose ``repr`` can be read back.
    """

    def __init__(
        self, root: Path, files: Mapping[str, str | bytes] | None = None, conf: Mapping[str, Any] | None = None
    ) -> None:
        self.root = root
        self.source = root / "source"
        self.conf = DEFAULT_CONF | dict(conf or {})
        self._latest = 0
        self.source.mkdir(parents=True, exist_ok=True)
        for path, content in (files or {}).items():
            self.write(path, content)
        if not (self.source / "conf.py").exists():
            self.configure()

    @classmethod
    def copy_of(cls, folder: Path, root: Path) -> Manuscript:
        """Return a book whose source is a copy of a real folder with a ``conf.py`` of its own."""
        shutil.copytree(folder, root / "source", ignore=shutil.ignore_patterns("_build", "build"))
        return cls(root)

    def write(self, path: str, content: str | bytes) -> None:
        """Write or replace one file, so that the next build sees it as changed."""
        file = self.source / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        self.touch(path)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace words in one file; they must stand there exactly once."""
        text = (self.source / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def touch(self, path: str) -> None:
        """Give a file a new time and leave its content.

        The clock behind file times is coarse: without a time set by hand, an edit right after a build can look older.
        """
        self._latest = max(time.time_ns(), self._latest + 1_000)
        os.utime(self.source / path, ns=(self._latest, self._latest))

    def delete(self, path: str) -> None:
        """Remove one file."""
        (self.source / path).unlink()

    def rename(self, path: str, new: str) -> None:
        """Move one file within the source folder; its time stays, as with ``mv``."""
        target = self.source / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.source / path).rename(target)

    def configure(self, **changes: Any) -> None:
        """Change values of ``conf.py``; takes the place of a ``conf.py`` that was given as a file."""
        self.conf |= changes
        self.write("conf.py", "".join(f"{name} = {value!r}\n" for name, value in self.conf.items()))

    def build(
        self,
        builder: str = "html",
        *,
        jobs: int = 1,
        fresh: bool = False,
        only: Sequence[str] = (),
        into: str = "",
        doctrees: str = "",
        conf: Mapping[str, Any] | None = None,
        connect: Mapping[str, Callable[..., Any]] | None = None,
        edits: Sequence[Callable[[], object]] = (),
    ) -> Built:
        """Build in this process, incrementally where an earlier build left something.

        Args:
            builder: the name of a Sphinx builder.
            jobs: the number of processes, as ``-j``.
            fresh: forget what earlier builds left in the folders first.
            only: paths of single source files to build, as given to ``sphinx-build`` after the folders.
            into: the output folder under ``root/build``; the builder's name without it.
            doctrees: the folder of doctrees under ``root/doctrees``; that of ``into`` without it.
            conf: values for this build alone, as ``-D``.
            connect: what is done before all others at an event of Sphinx, by the event's name.
            edits: what is done before further builds of the same application, as a language server makes them; the
                files are those of the last build, the pages written are known of the first alone.
        """
        out, trees = self._folders(into or builder, doctrees or into or builder, fresh=fresh)
        status, warning = StringIO(), StringIO()
        read: list[str] = []
        resolved: dict[str, nodes.document] = {}
        path_before = sys.path.copy()
        # Catalogues of an earlier build would stay first: after a German book every book would be German.
        locale.translators.clear()
        # Catalogues are kept by their paths, too, whatever they have come to say since.
        vars(gettext)["_translations"].clear()
        # So are the checksums of scripts and style sheets.
        for kept in vars(_assets).values():
            getattr(kept, "cache_clear", dict)()
        # Extensions add suffixes of sources to the default of all books: MyST-NB takes .md for its own.
        suffixes = Config.config_values["source_suffix"].default
        suffixes_before = dict(suffixes)
        try:
            with docutils_namespace(), patch_docutils(self.source):
                app = Sphinx(
                    self.source,
                    self.source,
                    out,
                    trees,
                    builder,
                    confoverrides=dict(conf or {}),
                    status=status,
                    warning=warning,
                    parallel=jobs,
                )
                if isinstance(app.builder, StandaloneHTMLBuilder):
                    _compile_once(app.builder.templates.environment)
                app.connect("env-before-read-docs", lambda _app, _env, docnames: read.extend(docnames))
                hearing = app.connect(
                    "doctree-resolved",
                    lambda _app, doctree, docname: resolved.setdefault(docname, doctree.deepcopy()),
                    priority=10_000,
                )
                app.connect("html-collect-pages", partial(_hear_no_more, hearing))
                for event, handler in (connect or {}).items():
                    app.connect(event, handler, priority=0)
                names = [self.source / path for path in only]
                app.build(force_all=False, filenames=names)
                for edit in edits:
                    edit()
                    app.build(force_all=False, filenames=names)
        finally:
            sys.path[:] = path_before
            suffixes.clear()
            suffixes.update(suffixes_before)
        return Built(app, read_warnings(warning.getvalue(), self.source), sorted(read), resolved, status.getvalue())

    def sphinx_build(
        self,
        builder: str = "html",
        *options: str,
        into: str = "",
        fresh: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> Run:
        """Run ``sphinx-build`` in a process of its own, with options such as ``-j2``, and variables such as ``TZ``."""
        out, trees = self._folders(into or builder, into or builder, fresh=fresh)
        build = ["--no-color", "-b", builder, "-d", str(trees), *options, str(self.source), str(out)]
        done = subprocess.run(
            [sys.executable, "-c", _SPHINX_BUILD, *build],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env=os.environ | dict(environment or {}),
        )
        return Run(done.returncode, done.stdout, done.stderr, read_warnings(done.stderr, self.source), out)

    def _folders(self, into: str, doctrees: str, *, fresh: bool) -> tuple[Path, Path]:
        folders = self.root / "build" / into, self.root / "doctrees" / doctrees
        if fresh:
            for folder in folders:
                shutil.rmtree(folder, ignore_errors=True)
        return folders


def _hear_no_more(listener: int, app: Sphinx) -> list[Any]:
    """Take note of no more pages: an EPUB looks through the first one again when all are written."""
    app.disconnect(listener)
    return []


def interrupted(book: Manuscript, moment: str, nth: int, **how: Any) -> bool:
    """Build as :meth:`Manuscript.build` does, in a process that is killed when an event comes for the nth time.

    Returns whether it was killed; otherwise the build came to its end, or failed, before.
    """
    child = os.fork()
    if child == 0:
        try:
            seen: list[str] = []

            def count(*_values: object) -> None:
                seen.append(moment)
                if len(seen) == nth:
                    os.kill(os.getpid(), signal.SIGKILL)

            book.build(connect={moment: count}, **how)
        finally:
            os._exit(1)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
