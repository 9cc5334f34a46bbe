"""What tests share: hypothesis that repeats itself, a browser, folders that several workers may use."""

from __future__ import annotations

import fcntl
import logging
import os
from contextlib import ExitStack
from functools import cache
from importlib.metadata import Distribution, entry_points
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from sphinx import locale, theming

from sphinx_seminar.cli import requirements
from tests import browser as browsing
from tests.authoring import Manuscript
from tests.browser import MissingProgramError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.built import Built

#: How the reason of a test begins that is left out for want of a program.
_LEFT_OUT = "left out"

# One run finds what the next one finds, on a slow machine as on a quick one.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
# For a night's search: other examples at each run, and many of them.
settings.register_profile("wandering", parent=settings.get_profile("steady"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# Sphinx says seven hundred things of this level in each build, which nobody hears.
logging.disable(logging.DEBUG)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that open a browser, for runs that leave them out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Leave out a test whose program is not on this machine; on CI (``CI`` in the environment) it fails."""
    report = yield
    fault = call.excinfo.value if call.excinfo is not None else None
    if isinstance(fault, MissingProgramError) and not os.environ.get("CI"):
        report.outcome = "skipped"
        report.longrepr = (str(item.path), item.location[1] or 0, f"{_LEFT_OUT}: {fault}")
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests were left out, and how to have them."""
    reasons = [str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()) if report.longrepr]
    left_out = [reason for reason in reasons if _LEFT_OUT in reason]
    if left_out:
        names = ", ".join(sorted({reason.split(" needs ")[-1].split(":")[0] for reason in left_out}))
        terminalreporter.section("left out")
        terminalreporter.line(
            f"Tests left out: {len(left_out)}. They need programs that are not here: {names}. "
            "On Debian and Ubuntu 'make system' installs them; elsewhere install Chromium, TeX Live with latexmk and "
            "XeLaTeX, and Poppler."
        )


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[Path], object]], Path]:
    """Make something costly, such as a PDF, once for all workers of a run.

    ``once(name, make)`` returns the folder of that name, after ``make(folder)`` has filled it: the first worker that
    asks makes it, the others wait for it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "once"
    shared.mkdir(exist_ok=True)

    def folder_of(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                folder.mkdir(exist_ok=True)
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def build_course(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Built]:
    """Build a copy of a folder by a builder, once for all tests of a worker that only look at it."""

    @cache
    def built(folder: Path, builder: str) -> Built:
        # What links outside the book answer is not for a test to ask.
        asked = {"linkcheck_ignore": ".*"} if builder == "linkcheck" else {}
        return Manuscript.copy_of(folder, tmp_path_factory.mktemp("course")).build(builder, conf=asked)

    return built


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; a test that asks for it fails where it is missing."""
    with browsing.launched() as browser:
        yield browser


@pytest.fixture
def open_book(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open a folder of built pages as a reader does.

    ``page = open_book(built.folder)`` serves the folder on this machine and opens its ``index.html``; ``page`` is
    Playwright's, and ``page.goto(page.url.replace("index", "ntk"))`` or a click lead on. Options: ``path`` of the first
    page, ``size`` of the window (:data:`tests.browser.DESKTOP`, :data:`tests.browser.PHONE`), ``timezone``, and what
    else :func:`tests.browser.reader` takes.
    """
    with ExitStack() as open_things:

        def open_folder(
            folder: Path,
            path: str = "index.html",
            size: tuple[int, int] = browsing.DESKTOP,
            timezone: str = "Europe/Berlin",
            **options: Any,
        ) -> Page:
            address = open_things.enter_context(browsing.served(folder))
            context = open_things.enter_context(browsing.reader(chromium, size, timezone, **options))
            page = context.new_page()
            page.goto(f"{address}/{path}")
            return page

        yield open_folder


@pytest.fixture(scope="session", autouse=True)
def _what_is_installed_stands() -> Iterator[None]:
    """Look once for what no test installs: each build asks for the themes, each new book for a wheel of ours."""
    wheels: dict[tuple[str, str | None], bytes] = {}
    make_wheel = requirements._wheel

    def wheel(own: Distribution) -> bytes:
        key = (own.version, own.read_text("METADATA"))
        if key not in wheels:
            wheels[key] = make_wheel(own)
        return wheels[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theming, "entry_points", cache(entry_points), raising=False)
        patch.setattr(requirements, "_wheel", wheel)
        yield


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Leave no book's language behind: Sphinx keeps the words of the last build for the whole process."""
    yield
    locale.translators.clear()
