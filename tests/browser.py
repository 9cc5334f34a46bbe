"""A reader's browser: the built book on a local server, in the system's Chromium, with no network behind it."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: No host has an address but this machine: requests that leave it fail. (Looking at each of them here would take half
#: as long again.) Chromium's own calls home are refused by a closed network many at a time, and slow it down.
CHROMIUM_OPTIONS = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

DESKTOP = (1280, 900)
PHONE = (390, 844)


class MissingProgramError(Exception):
    """A program that tests need is not on this machine; the message says how to get it."""


def chromium_path() -> str:
    """Return the system's Chromium.

    Raises:
        MissingProgramError: there is none.
    """
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise MissingProgramError("opening pages needs Chromium: run 'make system', or install it")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """Run one browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reader(
    browser: Browser,
    size: tuple[int, int] = DESKTOP,
    timezone: str = "Europe/Berlin",
    *,
    now: str = "",
    scripts: bool = True,
) -> Iterator[BrowserContext]:
    """Open the window of one reader.

    Args:
        browser: the program.
        size: width and height in pixels.
        timezone: an IANA name.
        now: what the reader's clock shows, and goes on showing ("2021-06-07T12:00Z"); the machine's time without it.
        scripts: whether the browser runs any.
    """
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        timezone_id=timezone,
        locale="en-GB",
        color_scheme="light",
        java_script_enabled=scripts,
    )
    context.set_default_timeout(20_000)
    if now:
        context.clock.set_fixed_time(now)
    try:
        yield context
    finally:
        context.close()


def settle(page: Page) -> None:
    """Wait until nothing fades or slides any more, as the menus and colours of themes do when they change."""
    page.evaluate(
        """Promise.allSettled(
          document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished)
        )"""
    )


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the window another width and height, in pixels, and wait until the page has followed."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    settle(page)


def requests_of(page: Page) -> list[str]:
    """Return the list that the address of every request of a page is going to be added to."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def hosts(addresses: list[str]) -> set[str]:
    """Return the servers that were asked; the browser asks itself for the program that shows decks."""
    return {urlsplit(address).netloc for address in addresses if address.startswith("http")}


class _QuietHandler(SimpleHTTPRequestHandler):
    # Connections are kept, and files that are the same as before are not sent again.
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Have the browser ask again for each file: the next build may have changed it."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the log of requests would run through the test report."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address, without a slash at the end."""
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
