"""Links, the local files and decks that they lead to, and the addresses that they may have."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from sphinx_seminar.model.problem import Problem, Reading, quoted
from sphinx_seminar.model.timing import Release, Timing

#: The kinds of resources, in the order in which a header shows them; each is an option of ``{session}``.
RESOURCE_KINDS = ("slides", "recording", "notes", "material", "code", "exercises", "link")
#: Those of assignments, likewise options of ``{assignment}``: ``submit`` is where work is handed in.
ASSIGNMENT_KINDS = ("exercises", "solution", "submit", "notes", "material", "code", "link")


@dataclass(frozen=True, slots=True)
class Resource:
    """A link with its kind.

    ``target`` is a URL, or the path of a local file as the author wrote it; it is empty where the link was refused,
    and ``label`` is then all that is shown. ``line`` is the line of the document that names it.

    ``release`` is when students see it, in the words of its author; the book makes ``shown_from`` of it, for
    instructors, and for what stands in place of a link that waits, with neither target nor label.
    """

    kind: str
    target: str
    label: str = ""
    line: int = field(default=0, metadata={"digest": False})
    release: Timing | None = None
    shown_from: Release | None = None

    @property
    def waits(self) -> bool:
        """Tell whether it stands in place of a link that waits."""
        return self.shown_from is not None and not self.target and not self.label

    @property
    def local(self) -> bool:
        """Tell whether the target is a file of the book rather than an address."""
        return bool(self.target) and ":" not in self.target.split("/", 1)[0] and not self.target.startswith("#")


@dataclass(frozen=True, slots=True)
class FileFact:
    """A local file as it stands on the disk: its path from the source folder, size in bytes, pages of a PDF (or 0).

    ``document`` is the name of the document that the file is the source of, if it is one, ``title`` its title. Of a PDF
    ``text`` is the path of its text version, ``preview`` that of the picture of its first page, ``preview_size`` the
    picture's width and height in pixels; ``scanned`` says that its pages are pictures without text. ``beside`` are the
    files that a deck which is a web page needs. Of a photo of somebody ``photo`` is the name of the smaller picture
    that is published, ``preview_size`` its size.
    """

    path: str
    size: int = 0
    pages: int = 0
    document: str = ""
    title: str = ""
    scanned: bool = False
    text: str = ""
    preview: str = ""
    preview_size: tuple[int, int] = (0, 0)
    beside: tuple[str, ...] = ()
    photo: str = ""

    def fragment(self, target: str) -> str:
        """Return what a target as written names within the file, behind its ``#``: ``page=3``."""
        _name, _mark, fragment = target.partition("#")
        return "" if fragment and self.path.endswith(f"#{fragment}") else fragment


#: How much memory the reading of one deck may take, in bytes: a small file can unfold into any amount.
MOST_MEMORY = 1024**3


@dataclass(frozen=True, slots=True)
class Deck:
    """The pages and words of a PDF.

    ``pages`` is 0 where the file could not be read. ``texts`` has the text of each page, lines separated by line feeds,
    and may end before the last page. ``scanned`` says that its pages are pictures without text. ``preview`` are the
    width and the height in pixels of the picture of its first page, zeros where there is none; ``pictures`` are those
    of the small pictures of its pages, which may end before the last one. ``problem`` is what is wrong with it.
    """

    pages: int = 0
    texts: tuple[str, ...] = ()
    scanned: bool = False
    preview: tuple[int, int] = (0, 0)
    pictures: tuple[tuple[int, int], ...] = ()
    problem: str = ""

    @property
    def has_text(self) -> bool:
        """Tell whether any page has text."""
        return any(self.texts)


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


def address_name(address: str) -> str:
    """Return what to call an address without a label: the file it names, else its host."""
    try:
        name = posixpath.basename(unquote(urlsplit(address).path))
    except ValueError:
        return address
    return name if "." in name.strip(".") else host_of(address)


def host_of(address: str) -> str:
    """Return the host of an address, or all of it where it has none that can be read."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address
