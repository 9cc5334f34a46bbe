"""Addresses that a link may have: which schemes are safe, and what is wrong with others."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sphinx_seminar.model.problem import Problem, Reading, quoted

#: Schemes that a link may have; everything else without a scheme is a path of the book.
SCHEMES = ("http", "https", "mailto", "webcal", "ftp")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")

_WWW = re.compile(r"www\.[^\s./]+\.[^\s.]", re.IGNORECASE)

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_SECRET = re.compile(r"(?P<before>[a-z]+://)[^/?#@:]*:[^/?#@]*@(?P<after>.*)", re.IGNORECASE | re.DOTALL)

#: How much of an address is repeated within another (characters).
_SHOWN = 80


def safe_address(target: str) -> Reading[str]:
    """Return a link's target if it can be followed safely, else ``""`` with the reason.

    The scheme is judged after control characters are gone, as a browser would see it (WHATWG URL, section 4.4). A
    password in an address is left out of it.
    """
    address = _CONTROL.sub("", target).strip()
    if _WWW.match(address):
        address = f"https://{address}"
    scheme = _SCHEME.match(address)
    fault = _fault(address, scheme[1].lower() if scheme else "")
    if fault:
        return Reading("", (Problem("link", f"the link {quoted(address)} {fault}; its text is shown without a link"),))
    secret = _SECRET.match(address)
    if secret is not None:
        address = secret["before"] + secret["after"]
        message = f"the link to {quoted(address)} has a password in it; expected none, as everybody would read it; "
        return Reading(address, (Problem("link", f"{message}it is shown without the password"),))
    return Reading(address)


def _fault(address: str, scheme: str) -> str:
    """Say what is wrong with an address, and what was expected."""
    if not scheme:
        return f"has no scheme; expected 'https:{address[:_SHOWN]}'" if address.startswith("//") else ""
    if len(scheme) == 1:
        return "is a path on one computer; expected the path of a file in the source folder, such as slides/talk.pdf"
    if scheme not in SCHEMES:
        return f"has the scheme {quoted(scheme)}; expected one of {', '.join(SCHEMES)}, or the path of a file"
    try:
        whole = scheme == "mailto" or bool(urlsplit(address).netloc)
    except ValueError:
        whole = False
    return "" if whole else f"is no whole address; expected one such as {scheme}://example.org/page"


def is_absolute(address: str) -> bool:
    """Tell whether an address that was found safe leads out of the book, rather than being a path or words."""
    return _SCHEME.match(address) is not None and not safe_address(address).problems
