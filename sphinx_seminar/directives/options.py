"""Options as authors write them: what the markup language lost of them, and the slips that it passes over in silence.

MyST gives up all options of a directive at the first line that it cannot read. Here they are read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docutils.parsers.rst import directives

from sphinx_seminar.model.messages import quoted, suggestion

_FENCE = re.compile(r"(?:`{3,}|~{3,}|:{3,})\s*\{")
#: An option line; the colons may be missing, as may the space behind them.
_OPTION = re.compile(r"(?P<first>:?)(?P<gap>\s*)(?P<name>[A-Za-z][\w-]*)(?P<second>:?)(?P<space>\s*)(?P<text>.*)")
_QUOTES = ("'", '"')
#: What MyST takes for a comment, and an author rarely means as one: "Room #2".
_NUMBER_SIGN = re.compile(r"\s#\S")


class OptionSpec(dict[str, Callable[[str], Any]]):
    """The options of a directive. It lets others pass too: we point those out ourselves, and the directive stays."""

    def __missing__(self, name: str) -> Callable[[str], Any]:
        """Take any option as it stands."""
        return directives.unchanged


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with an option; ``line`` counts from the directive's own, which is 0."""

    message: str
    line: int


@dataclass(slots=True)
class Checked:
    """The options as they are used, and what is wrong with them."""

    options: dict[str, Any]
    slips: list[Slip] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the block of options."""

    number: int
    written: str
    match: re.Match[str]

    @property
    def name(self) -> str:
        """The option's name."""
        return self.match["name"].lower()

    @property
    def text(self) -> str:
        """What stands behind the name."""
        return self.match["text"].strip()


def check_options(lines: Sequence[str], options: Mapping[str, Any], known: Collection[str], directive: str) -> Checked:
    """Complete the options that the markup language read, and find what is wrong with them.

    ``lines`` are those of the directive, its own first; ``known`` are the names of the options that it has.
    """
    block = list(_block(lines))
    checked = Checked(dict(options))
    if not options and any(line.name in known for line in block):
        _reread(block, known, checked)
    else:
        _part(block, known, checked)
        _check_values(block, checked.options, checked)
    _check_names(block, known, directive, checked)
    return checked


def strayed_option(lines: Sequence[str], body: Sequence[str], known: Collection[str], prose: bool) -> Slip | None:
    """Find an option at the beginning of the body: behind an empty line, or without its first colon.

    ``prose`` says that the body is no data, where ``kind: talk`` may well stand.
    """
    found = _OPTION.fullmatch(body[0].strip()) if body else None
    if found is None or not found["second"] or found["name"].lower() not in known:
        return None
    if found["text"] and not found["space"]:
        return None
    written = body[0].strip()
    shown = quoted(written)
    number = next((number for number, line in enumerate(lines) if number and _plain(line) == written), 1)
    if found["first"]:
        reason = "stands behind an empty line, and is text of the body; expected no empty line above it"
        return Slip(f"the option {shown} {reason}. It is shown as text", number)
    follows = number == 1 or _plain(lines[number - 1]).startswith(":")
    if follows and (prose or (len(body) > 1 and body[1].strip().startswith(":"))):
        reason = (
            f"has no colon in front, and is text of the body, with what follows it; expected {quoted(':' + written)}"
        )
        return Slip(f"the option {shown} {reason}. It is shown as text", number)
    return None


def _plain(line: str) -> str:
    """Return a line without the marks of a quotation that it may stand in."""
    return line.strip(" \t>")


def _block(lines: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines of the options below a fence; blocks of reStructuredText are read as docutils does."""
    if not lines or _FENCE.search(lines[0]) is None:
        return
    dashed = len(lines) > 1 and _plain(lines[1]).startswith("---")
    for number, line in enumerate(lines[2:] if dashed else lines[1:], 2 if dashed else 1):
        written = _plain(line)
        if written.startswith("---" if dashed else ":::") or not (dashed or written.startswith(":")):
            return
        found = _OPTION.fullmatch(written)
        if found is not None:
            yield _Line(number, written, found)


def _reread(block: Sequence[_Line], known: Collection[str], checked: Checked) -> None:
    """Read options that were given up, and point out the lines that are the reason."""
    for line in block:
        if line.name not in known:
            checked.options[line.name] = line.text
            continue
        text, fault = _reread_text(line)
        checked.options[line.name] = text
        if fault:
            checked.slips.append(Slip(f"{fault} It is read as {quoted(text)}", line.number))
    if not checked.slips:
        message = (
            "the options are no YAML; expected a line such as ':location: Hall' for each, and quotation marks around "
            "a text of many signs. They are read line by line"
        )
        checked.slips.append(Slip(message, 0))


def _part(block: Sequence[_Line], known: Collection[str], checked: Checked) -> None:
    """Part options that MyST joined: it takes a line with a space behind its first colon for more of the one above."""
    for index, line in reversed(list(enumerate(block))):
        above = next((other.name for other in reversed(block[:index]) if not other.match["gap"]), "")
        whole, joined = str(checked.options.get(above) or ""), line.written.removeprefix(":").strip()
        if line.match["gap"] and line.match["second"] and line.name in known and whole.endswith(joined):
            checked.options[above] = whole.removesuffix(joined).rstrip()
            checked.options[line.name], fault = _reread_text(line)
            checked.slips.append(Slip(f"{fault} It is read as {quoted(line.text)}", line.number))


def _reread_text(line: _Line) -> tuple[str, str]:
    """Return what an option says, and what is wrong with its line."""
    first, text = line.match["first"], line.text
    shown, expected = quoted(line.written), f"expected {quoted(f'{first}{line.name}: {text}')}."
    if not line.match["second"]:
        return text, f"the option {shown} has no colon behind its name; {expected}"
    if text and not line.match["space"]:
        return text, f"the option {shown} has no space behind its colon; {expected}"
    if first and line.match["gap"]:
        return text, f"the option {shown} has a space behind its first colon; {expected}"
    if not text.startswith(_QUOTES):
        return text, ""
    mark, other = text[0], _QUOTES[text[0] == "'"]
    closing = text.find(mark, 1)
    if closing == len(text) - 1:
        return text[1:-1], ""
    if closing < 0:
        kept = text[1:].strip()
        return kept, f"the quotation mark of {shown} is not closed; expected {quoted(mark + kept + mark)}, or none."
    reason = f"is closed before its end; expected all of it in marks of the other kind, {other}, or none at the start."
    return text, f"the quotation mark of {shown} {reason}"


def _check_values(block: Sequence[_Line], options: Mapping[str, Any], checked: Checked) -> None:
    """Point out options that come twice, and those whose end MyST takes for a comment."""
    first: dict[str, int] = {}
    for line in block:
        used = str(options.get(line.name) or "")
        if first.setdefault(line.name, line.number) != line.number:
            message = (
                f"the option ':{line.name}:' comes twice; expected it once, with ; between several people or links. "
                f"The last one is used: {quoted(used)}"
            )
            checked.slips.append(Slip(message, line.number))
        sign = _NUMBER_SIGN.search(line.text)
        if sign is not None and used == line.text[: sign.start()].strip():
            message = (
                f"MyST drops {quoted(line.text[sign.start() :].strip())} from ':{line.name}:' as a comment; expected "
                f'quotation marks, as in :{line.name}: "{_unquoted(line.text)[:80]}". The rest is used: {quoted(used)}'
            )
            checked.slips.append(Slip(message, line.number))


def _unquoted(text: str) -> str:
    return text.strip("\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019")


def _check_names(block: Sequence[_Line], known: Collection[str], directive: str, checked: Checked) -> None:
    """Take out the options that the directive does not have; capitals make no other option."""
    numbers = {line.match["name"]: line.number for line in block} | {line.name: line.number for line in block}
    for written in [name for name in checked.options if name not in known]:
        value = checked.options.pop(written)
        if written.lower() in known:
            checked.options.setdefault(written.lower(), value)
            continue
        expected = suggestion(written, known) or f"; expected one of {', '.join(known)}."
        shown = quoted(f":{written}:")
        message = f"{{{directive}}} has no option {shown}{expected} It is left out: {quoted(str(value or ''))}"
        checked.slips.append(Slip(message, numbers.get(written, 0)))
