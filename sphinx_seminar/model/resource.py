"""Links that belong to a session."""

from __future__ import annotations

from dataclasses import dataclass, field

#: The kinds of resources, in the order in which a header shows them; each is an option of ``{session}``.
RESOURCE_KINDS = ("slides", "recording", "notes", "material", "code", "exercises", "link")
#: Those of assignments, likewise options of ``{assignment}``: ``submit`` is where work is handed in.
ASSIGNMENT_KINDS = ("exercises", "solution", "submit", "notes", "material", "code", "link")


@dataclass(frozen=True, slots=True)
class Resource:
    """A link with its kind.

    ``target`` is a URL, or the path of a local file as the author wrote it; it is empty where the link was refused,
    and ``label`` is then all that is shown. ``line`` is the line of the document that names it.
    """

    kind: str
    target: str
    label: str = ""
    line: int = field(default=0, metadata={"digest": False})

    @property
    def local(self) -> bool:
        """Tell whether the target is a file of the book rather than an address."""
        return bool(self.target) and ":" not in self.target.split("/", 1)[0] and not self.target.startswith("#")
