"""Addresses and numbers in TeX, whose signs are not TeX's."""

from __future__ import annotations

import re


def verbatim_latex(source: str) -> str:
    r"""Return an address or a number from a field: ``\url{…}`` and escapes such as ``\_`` undone, all else as it is."""
    wrapped = re.fullmatch(r"\s*\\(?:url|path|href|nolinkurl)\s*\{(.*?)\}(?:\s*\{.*\})?\s*", source, re.DOTALL)
    inner = wrapped[1] if wrapped else source
    unwrapped = re.sub(r"\{\\?([_~%#&^$])\}", r"\1", inner)
    tilde = re.sub(r"\\(?:textasciitilde|~|sim)\s*(?:\{\})?", "~", unwrapped)
    address = re.sub(r"\\([_%#&$^{}])", r"\1", tilde).strip()
    while address.startswith("{") and address.endswith("}"):
        address = address[1:-1].strip()
    return address
