"""``python -m sphinx_seminar``: the same as the command ``sphinx-seminar``."""

from __future__ import annotations

import sys

from sphinx_seminar.cli.commands import main

sys.exit(main())
