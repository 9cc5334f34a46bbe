"""The suite with the oldest of everything that the project may run with, and the newest: ``make versions``.

``nox -f tests/versions.py --list`` shows the sessions. An environment is made for each, in ``build/versions``.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import nox
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Every Python that the project says it runs on; those that are not installed here are passed over.
PYTHONS = [
    classifier.rpartition(" ")[2]
    for classifier in PROJECT["classifiers"]
    if classifier.startswith("Programming Language :: Python :: 3.")
]
#: What hangs on the versions of other packages: all but browsers, typesetting and what reads text without a library.
PART = (
    *("tests/directives", "tests/domain", "tests/exports", "tests/rendering", "tests/reading/dates", "tests/courses"),
    *("tests/reading/bibtex", "tests/reading/test_pdf.py", "tests/reading/latex/test_words.py", "tests/planning"),
    *("tests/building/incremental/test_freshness.py", "tests/model", "tests/bad_input/test_builds.py", "tests/report"),
    *("tests/building/test_conditions.py", "tests/building/test_page_heads.py", "tests/printing/typst/test_builder.py"),
    *("tests/test_coexistence.py", "tests/test_packaging.py", "tests/test_translation.py"),
    *("-m", "not browser", "-k", "not pdf or test_pdf or test_builder"),
)
#: What browsers and paper show, and what an author may do between builds, where an older Sphinx has another hand in it.
SHOWN = (
    *("tests/exports/test_search.py", "tests/rendering/web", "tests/building/incremental/test_any_edits.py"),
    *("tests/printing/test_printed_book.py", "tests/courses/test_every_course.py", "tests/jupyter_book"),
    *("-k", "test_search or web or test_any_edits or printed_book or jupyter_book or (set_as_a_pdf and seminar)"),
)
COURSE = "docs/courses/seminar"
#: The last Jupyter Book that is Sphinx.
JUPYTER_BOOK = "1.0.4.post1"

nox.options.sessions = ["lowest", "jupyter-book"]
nox.options.envdir = str(ROOT / "build/versions")
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = False


def lowest_versions() -> list[str]:
    """Return the lower bound of each requirement as a pin, as pip takes it for a constraint."""
    extras = PROJECT["optional-dependencies"]
    pins = {}
    for text in (*PROJECT["dependencies"], *extras["docs"], *extras["test"]):
        requirement = Requirement(text)
        (bound,) = [one.version for one in requirement.specifier if one.operator == ">="]
        pins[requirement.name] = f"{requirement.name}=={bound}"
    return sorted(pins.values())


def run_suite(session: nox.Session, *tests: str) -> None:
    """Run tests in the session's environment, on all processors."""
    session.run("python", "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", *(session.posargs or tests))


@nox.session
def lowest(session: nox.Session) -> None:
    """Install exactly the lower bounds of ``pyproject.toml``: first to build a book with nothing else, then to test."""
    session.chdir(ROOT)
    with TemporaryDirectory() as folder:
        constraints = Path(folder) / "lowest.txt"
        constraints.write_text("\n".join(lowest_versions()), encoding="utf-8")
        session.install("--constraint", str(constraints), "--editable", ".[docs]")
        session.run("python", "-m", "sphinx", "-W", "--keep-going", "-q", COURSE, f"{session.create_tmp()}/book")
        session.install("--constraint", str(constraints), "--editable", ".[docs,test]")
    run_suite(session, *PART)


@nox.session(name="jupyter-book")
def jupyter_book(session: nox.Session) -> None:
    """Install Jupyter Book 1 and TeachBooks with the versions that they want, and test beside them.

    These are our lower bounds of Sphinx, MyST-Parser and docutils: the session ``lowest`` has asked the rest.
    """
    session.chdir(ROOT)
    # Not editable: pip has to find versions that suit all of them.
    session.install(f"jupyter-book=={JUPYTER_BOOK}", "teachbooks", ".[docs,test]")
    session.run("python", "-m", "pip", "check")
    session.env["SEQUENCES_OF_EDITS"] = "2"
    run_suite(session, *SHOWN)


@nox.session(python=PYTHONS)
def highest(session: nox.Session) -> None:
    """Install the newest versions that each Python takes, and run the whole suite."""
    session.chdir(ROOT)
    session.install("--upgrade", "--upgrade-strategy", "eager", "--editable", ".[docs,test]")
    run_suite(session)
