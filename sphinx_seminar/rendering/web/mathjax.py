"""MathJax from the book's own folder: formulas are drawn without a network, and no server outside learns of a reader.

Sphinx has browsers load MathJax from a public server. The package sphinx-mathjax-offline has its files; as an extension
it would copy four times as much, into the output of every builder, and take the workers from a parallel build.
"""

from __future__ import annotations

import filecmp
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_seminar.config import settings_file
from sphinx_seminar.rendering.builders import publishes_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The script that pages load, the one that Sphinx takes by default; and the files that it loads when it needs them.
_SCRIPT = "tex-mml-chtml.js"
_LOADED = ("a11y", "input/tex/extensions", "output/chtml/fonts", "sre", "ui")
#: Their folder among the static files.
_FOLDER = "mathjax"

_SETTING = "seminar_local_mathjax"
_PACKAGE = "sphinx-mathjax-offline"


def _packaged_files() -> Path | None:
    """Return the folder of MathJax in the installed package, None where there is none."""
    spec = find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places)), "static", "mathjax") if places else None


def _point_to_own_copy(app: Sphinx, config: Config) -> None:
    """Have pages load the book's own MathJax, where the author wants that.

    Raises:
        ConfigError: its package is not installed, or the author names another place; pages would load it from there.
    """
    if not config.seminar_local_mathjax:
        return
    setting = f"{_SETTING} = True in {settings_file(Path(app.confdir))}"
    if config.mathjax_path != config.values["mathjax_path"].default:
        raise ConfigError(f"{setting}, and mathjax_path = {config.mathjax_path!r}: expected one of the two")
    if _packaged_files() is None:
        raise ConfigError(f"{setting}: expected the package {_PACKAGE}; pip install {_PACKAGE}")
    config.mathjax_path = f"{_FOLDER}/{_SCRIPT}"


def _copy_files(app: Sphinx) -> None:
    """Copy MathJax to the static files of a website, before pages are written: these name the script's checksum."""
    source = _packaged_files()
    if not app.config.seminar_local_mathjax or not publishes_files(app.builder) or source is None:
        return
    target = Path(app.outdir, "_static", _FOLDER)
    for folder in _LOADED:
        shutil.copytree(source / folder, target / folder, copy_function=_copy_changed, dirs_exist_ok=True)
    _copy_changed(source / _SCRIPT, target / _SCRIPT)


def _copy_changed(source: str | Path, target: str | Path) -> None:
    """Copy a file with its time, unless it is there: builds that change nothing copy nothing."""
    if not Path(target).is_file() or not filecmp.cmp(source, target):
        shutil.copy2(source, target)


def setup_mathjax(app: Sphinx) -> None:
    """Connect the setting and the copying."""
    app.connect("config-inited", _point_to_own_copy)
    app.connect("builder-inited", _copy_files)
