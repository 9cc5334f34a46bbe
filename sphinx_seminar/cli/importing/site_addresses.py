"""The addresses of a site's pages, and the links between these as links between sections of one page."""

from __future__ import annotations

import os.path
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sphinx_seminar.cli.importing.markdown.front import Front
from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.sites import Site


class SiteAddresses:
    """Where the pages of a site are published; ``fronts`` is their front matter."""

    def __init__(self, site: Site, fronts: Mapping[Path, Front]) -> None:
        self._site = site
        self._names: dict[str, str] = {}
        for file in (*site.pages, *site.sessions):
            name = self.name(file)
            bare = name.removeprefix("content/").removeprefix("_").rpartition(".")[0]
            permalink = str(fronts.get(file, Front()).settings.get("permalink") or "").strip("/")
            folder = bare.removesuffix("/index").removesuffix("/_index")
            for address in filter(None, (name, bare, f"{bare}.html", permalink, folder)):
                self._names.setdefault(address.casefold(), name)

    def name(self, file: Path) -> str:
        """Return the path of a file in its site."""
        folder = self._site.folder
        return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name

    def resolve_links(self, root: Element, file: Path) -> None:
        """Write the links of a page such that they lead from the folder of the site, and to sections for its pages."""
        folder = PurePosixPath(self.name(file)).parent
        for element in root.find_all("a", "img", "iframe", "video", "source", "embed"):
            for name in ("href", "src"):
                if address := element.attributes.get(name, ""):
                    element.attributes[name] = self._address(address.strip(), folder)

    def _address(self, address: str, folder: PurePosixPath) -> str:
        if re.match(r"[A-Za-z][\w+.-]*:|//|#", address):
            return address
        path = unquote(re.split("[#?]", address, maxsplit=1)[0])
        base = self._site.base
        if base and (path == base or path.startswith(f"{base}/")):
            path = path.removeprefix(base) or "/"
        whole = os.path.normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/")
        for known in (whole, whole.rpartition(".")[0], f"{folder.name}/{whole}".strip("/")):
            if known and known.casefold() in self._names:
                return f"#page:{self._names[known.casefold()]}"
        for below in ("", "static/"):
            if (self._site.folder / below / whole).is_file():
                return f"/{below}{whole}"
        return address if not path.startswith("/") and str(folder) == "." else f"/{whole}"
