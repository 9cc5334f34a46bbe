"""Web pages by the Nu Html Checker, the validator of the W3C."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.valid.books import FOLDER

_CHECKER = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"


def problems(folder: Path) -> list[str]:
    """Return the errors of all pages of a folder, each with its page and line."""
    pages = sorted(str(page) for page in folder.rglob("*.html") if "_static" not in page.parts)
    command = ["java", "-Xss4m", "-jar", str(_CHECKER), "--format", "json", "--errors-only", "--stdout"]
    done = subprocess.run([*command, "--exit-zero-always", *pages], capture_output=True, text=True, check=True)
    return [
        f"{Path(unquote(urlsplit(message['url']).path)).relative_to(folder)}:{message.get('lastLine', 0)}: "
        f"{message['message']}"
        for message in json.loads(done.stdout)["messages"]
    ]
