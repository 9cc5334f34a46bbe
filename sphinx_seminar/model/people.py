"""People and what they do in a session."""

from __future__ import annotations

from dataclasses import dataclass, field

#: The roles that an option can give, in the order in which a header shows them.
PERSON_ROLES = ("speaker", "leader", "facilitator", "chair", "presenter", "instructor")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as one place of the book names them: ``Name (note) <link>``.

    ``link`` is a web or ``mailto:`` address, or empty. ``inverted`` is the name as an index has it, "Noether, Emmy";
    it is empty where the name has no such form.
    """

    name: str
    note: str = ""
    link: str = ""
    inverted: str = field(default="", compare=False)

    @property
    def identity(self) -> str:
        """What two mentions of the same person share: the name, whatever its spacing and capitals."""
        return " ".join(self.name.split()).casefold()

    @property
    def index_name(self) -> str:
        """The name as an index has it."""
        return self.inverted or self.name


@dataclass(frozen=True, slots=True)
class Involvement:
    """A person in a role, one of :data:`PERSON_ROLES`."""

    role: str
    person: Person
