"""Reading the options of a directive from its lines.

Neither MyST nor docutils reads them: at the first line that is none, such as a comment, MyST takes the rest for text,
and docutils drops the whole directive. Here each line is read by itself, and what is no option stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import yaml

from sphinx_seminar.directives.names import unknown_option
from sphinx_seminar.model.problem import quoted

#: An option line; the colons may be missing, as may the space behind them. Those of East Asian keyboards are wide, and
#: "date = 2021-06-07" has a sign of other formats.
_OPTION = re.compile(
    r"(?P<first>[:：]{0,2})(?P<gap>\s*)(?P<name>[^\W\d_][\w-]*)(?P<late>\s*)(?P<second>[:：=]?)(?P<space>\s*)(?P<text>.*)"
)
#: An option whose name has several words, which no option has.
_WORDS = re.compile(r":(?P<name>[^\W\d_][\w-]*(?: [\w-]+)+):\s+(?P<text>\S.*)")
_SECOND = re.compile(r"(?:^|\s):(?P<name>[A-Za-z][\w-]*):(?=\s|$)")
_COMMENT = re.compile(r"%|#|//|\.\.\s|<!--")
_FENCE = re.compile(r"`{3,}|~{3,}|:{3,}")
#: What YAML takes for a comment; "Room #2" has none.
_YAML_COMMENT = re.compile(r"(?:^|\s)#(?:\s.*|)$")
_BLOCK_SCALAR = re.compile(r"(?P<style>[|>])[+-]?\d?\Z")
_QUOTES = ("'", '"')
#: What can only stand before more of a list.
_OPEN_ENDS = (";", ",")


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault in a line of a directive; ``line`` counts from 0, below the directive's own."""

    message: str
    line: int


@dataclass(slots=True)
class _Option:
    """An option while it is read: its name as it is written, and the lines of its value."""

    name: str
    line: int
    written: str
    texts: list[str]


def option_in(line: str, known: Collection[str] | None = None) -> str:
    """Return the name in a line ``:name: value``, if it is one of those ``known``; ``""`` for any other line."""
    found = _OPTION.fullmatch(line.strip())
    if found is None or not found["first"] or found["second"] in ("", "=") or (found["text"] and not found["space"]):
        return ""
    name = found["name"].lower()
    return name if known is None or name in known else ""


def is_comment(line: str) -> bool:
    """Tell whether a line among options is a comment."""
    return _COMMENT.match(line.strip()) is not None


def begins_options(line: str) -> bool:
    """Tell whether the options of a directive of reStructuredText may begin with a line: an option or a comment."""
    return bool(option_in(line)) or is_comment(line)


@dataclass(slots=True)
class OptionBlock:
    """The options at the beginning of ``lines``, those below the directive's own, as they are used.

    ``known`` are the names that the ``directive`` has. ``markdown`` says that a comment may stand in the body as well,
    and ``prose`` that the body is no data, where ``kind: talk`` may well stand. Of the result, ``places`` says at which
    line each option stands, ``body`` has the numbers of lines that stand among them and belong to the body, and ``end``
    is the number of the first line behind them.
    """

    lines: Sequence[str]
    known: Collection[str]
    directive: str
    markdown: bool = True
    prose: bool = True
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    body: list[int] = field(default_factory=list)
    end: int = 0
    slips: list[Slip] = field(default_factory=list)
    _found: list[_Option] = field(default_factory=list)
    #: Whether the options begin with a line of dashes, and whether there is a second one.
    _dashed: bool = False
    _closed: bool = False

    def __post_init__(self) -> None:
        """Read line by line, until one is none of an option."""
        self._dashed = self.markdown and bool(self.lines) and self.lines[0].startswith("---")
        self._closed = any(line.startswith("---") for line in self.lines[1:])
        number = int(self._dashed)
        if self._dashed and not self._closed:
            self._note("the options begin with '---' and do not end so; expected another '---' below them", 0)
        read = self._read_dashed if self._dashed else self._read_line
        while number < len(self.lines) and (following := read(number)) > number:
            number = following
        if self._dashed and number < len(self.lines) and self._closed:
            number += 1
        self.end = number
        for option in self._found:
            self._finish(option)

    @property
    def rest(self) -> list[int]:
        """The numbers of the lines that belong to the body: those among the options, and all behind them."""
        return [*self.body, *range(self.end, len(self.lines))]

    def _read_dashed(self, number: int) -> int:
        """Read a line between two lines of dashes."""
        line = self.lines[number]
        if line.startswith("---") or (not line.strip() and self._found and not self._closed):
            return number
        if not line.strip() or line.lstrip().startswith(("#", "%")):
            return number + 1
        found = _OPTION.fullmatch(line.strip())
        inside = bool(self._found) and line[:1].isspace() and not (found and found["name"].lower() in self.known)
        if found is not None and not inside and (found["second"] or found["name"].lower() in self.known):
            self._begin(found, number)
        elif self._found and line.startswith((" ", "\t", "-")):
            self._found[-1].texts.append(line.strip())
        else:
            self._note(f"{quoted(line.strip())} is no option; expected 'name: value'. It is left out", number)
        return number + 1

    def _read_line(self, number: int) -> int:
        """Read a line below a fence; return the number of the next one, the same where the options end."""
        line = self.lines[number]
        if not line.strip() or _FENCE.match(line.strip()):
            return number
        after_comment = self._comment_end(number)
        if after_comment > number:
            return after_comment if self._belongs(number, after_comment) else number
        found = _OPTION.fullmatch(line.strip())
        if found is not None and self._is_option(found, number):
            self._begin(found, number)
        elif self._found and line[:1].isspace():
            self._found[-1].texts.append(line.strip())
        elif (unknown := _WORDS.fullmatch(line.rstrip())) is not None:
            self._found.append(_Option(unknown["name"], number, line.strip(), [unknown["text"]]))
        elif self._options_follow(number + 1):
            self._wrapped(line.strip(), number)
        else:
            self._point_out_open_end(line.strip(), number)
            return number
        return number + 1

    def _is_option(self, found: re.Match[str], number: int) -> bool:
        named = found["name"].lower() in self.known
        equated = named and found["second"] == "="
        whole = equated or (bool(found["second"]) and (bool(found["space"]) or not found["text"]))
        if found["first"]:
            return not found["text"].startswith("`") and (named or whole)
        if not named or not whole or (found["late"] and not equated):
            return False
        beside = self._options_follow(number + 1) or (self.prose and bool(self._found))
        return beside or (self.prose and number == 0)

    def _options_follow(self, start: int) -> bool:
        """Tell whether an option of a known name stands below, before an empty line and outside of other fences."""
        for line in self.lines[start:]:
            if not line.strip() or _FENCE.match(line.strip()):
                return False
            if option_in(line, self.known):
                return True
        return False

    def _comment_end(self, number: int) -> int:
        """Return the number of the line behind a comment; the same where none begins."""
        line = self.lines[number].strip()
        if not is_comment(line):
            return number
        if line.startswith("<!--"):
            while number < len(self.lines) and "-->" not in self.lines[number]:
                number += 1
        return number + 1

    def _belongs(self, start: int, end: int) -> bool:
        """Tell whether a comment belongs to the options: options follow it, or an option is commented out."""
        if self._options_follow(end) or not self.markdown:
            return True
        bare = (line.strip().lstrip("%#/<!-. ") for line in self.lines[start:end])
        return any(option_in(line if line.startswith(":") else f":{line}", self.known) for line in bare)

    def _begin(self, found: re.Match[str], number: int) -> None:
        """Begin an option, and point out what its line lacks."""
        name, written = found["name"], found.string.strip()
        text, other = self._divided(found["text"].strip())
        self._found.append(_Option(name, number, written, [text]))
        if other is not None:
            message = "stands behind another option; expected it on a line of its own. It is read so"
            self._note(f"the option {quoted(other.string)} {message}", number)
            self._begin(other, number)
        if other is not None or name.lower() not in self.known:
            return
        colon = "" if self._dashed else ":"
        shown, expected = quoted(written), quoted(f"{colon}{name.lower()}: {text}".strip())
        if not found["second"]:
            reason = "no colon behind its name"
        elif found["second"] == "=":
            reason = "an equals sign"
        elif text and not found["space"]:
            reason = "no space behind its colon"
        elif found["first"] and found["gap"]:
            reason = "a space behind its first colon"
        elif not found["first"] and not self._dashed:
            reason = "no colon in front"
        else:
            return
        self._note(f"the option {shown} has {reason}; expected {expected}. It is read as {quoted(text)}", number)

    def _divided(self, text: str) -> tuple[str, re.Match[str] | None]:
        """Divide a value from another option of a known name behind it on one line, if there is one."""
        found = _SECOND.search(text) if not self._dashed and not text.startswith(_QUOTES) else None
        if found is None or found["name"].lower() not in self.known:
            return text, None
        return text[: found.start()].rstrip(), _OPTION.fullmatch(text[found.start() :].strip())

    def _wrapped(self, text: str, number: int) -> None:
        """Add a line that is no option to the value of the option above it."""
        if not self._found:
            message = "stands above the options; expected it below them, behind an empty line. It is text of the body"
            if not self.body:
                self._note(f"{quoted(text)} {message}", number)
            self.body.append(number)
            return
        option = self._found[-1]
        if not option.texts[-1].endswith(_OPEN_ENDS):
            message = f"stands between options; expected it indented, as the rest of ':{option.name}:'. It is read so"
            self._note(f"{quoted(text)} {message}", number)
        option.texts.append(text)

    def _point_out_open_end(self, text: str, number: int) -> None:
        if self._found and self._found[-1].line == number - 1 and self._found[-1].texts[-1].endswith(_OPEN_ENDS):
            above = self._found[-1]
            message = (
                f"{quoted(text)} stands below {quoted(above.written)}, which goes on; expected it indented, or an "
                "empty line above it. It is shown as text"
            )
            self._note(message, number)

    def _finish(self, option: _Option) -> None:
        """Keep the value of an option under its name; capitals make no other option."""
        value = self._value(option)
        name = option.name.lower() if option.name.lower() in self.known else option.name
        if name not in self.known:
            self._note(unknown_option(name, value, self.known, self.directive), option.line)
            return
        if name in self.values:
            message = (
                f"the option ':{name}:' comes twice; expected it once, with ; between several people or links. "
                f"The last one is used: {quoted(value)}"
            )
            self._note(message, option.line)
        self.values[name] = value
        self.places[name] = option.line

    def _value(self, option: _Option) -> str:
        first, *rest = option.texts
        if (scalar := _BLOCK_SCALAR.match(first)) is not None and rest:
            return (" " if scalar["style"] == ">" else "\n").join(rest)
        text = "\n".join(option.texts)
        if text.startswith(_QUOTES):
            return self._quoted_value(text, option)
        if self._dashed and (items := _flow_list(text)):
            return "; ".join(items)
        return "\n".join(_YAML_COMMENT.sub("", line) for line in option.texts) if self.markdown else text

    def _quoted_value(self, text: str, option: _Option) -> str:
        """Return a value without the quotation marks around it; a mark that is not closed is noted."""
        mark, other = text[0], _QUOTES[text[0] == "'"]
        try:
            read = yaml.safe_load(text)
        except yaml.YAMLError:
            read = None
        if isinstance(read, str):
            return read
        shown = quoted(option.written)
        if mark not in text[1:]:
            kept = text[1:].strip()
            reason = f"is not closed; expected {quoted(mark + kept + mark)}, or none."
        else:
            kept = text
            expected = f"expected all of it in marks of the other kind, {other}, or none at the start."
            reason = f"is closed before its end; {expected}"
        self._note(f"the quotation mark of {shown} {reason} It is read as {quoted(kept)}", option.line)
        return kept

    def _note(self, message: str, line: int) -> None:
        self.slips.append(Slip(message, line))


def _flow_list(text: str) -> list[str]:
    """Return the items of a list on one line, as YAML has it (``[kernels, theory]``); none for any other text."""
    if not (text.startswith("[") and text.endswith("]")):
        return []
    try:
        items = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return []
    return items if all(isinstance(item, str) for item in items) else []
