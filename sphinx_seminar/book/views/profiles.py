"""The cards of people, by their roles."""

from __future__ import annotations

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.shown import ShownPeople, ShownProfile
from sphinx_seminar.model import Profile, Resource
from sphinx_seminar.model.views import PeopleView


def show_people(book: Book, docname: str, view: PeopleView) -> ShownPeople:
    """Return the cards of a directive, under their roles in the order in which these come first."""
    own = [each for each in book.profiles if (each.place.docname, each.table) == (docname, view.number)]
    groups: dict[str, list[Profile]] = {}
    for profile in own:
        groups.setdefault(profile.role.casefold(), []).append(profile)
    return ShownPeople(
        tuple(
            (
                people[0].role if len(groups) > 1 else "",
                people[0].counts_as,
                tuple(_shown(book, each, said=len(groups) > 1) for each in people),
            )
            for people in groups.values()
        )
    )


def _shown(book: Book, profile: Profile, *, said: bool) -> ShownProfile:
    person = profile.person
    photo = book.file_of(profile.place.docname, Resource("photo", profile.photo)) if profile.photo else None
    return ShownProfile(
        person.name,
        profile.anchor,
        role="" if said else profile.role,
        note=person.note,
        pronouns=profile.pronouns,
        photo=photo if photo is not None and photo.photo else None,
        alt=profile.alt or person.name,
        mail=profile.mail,
        website=profile.website,
        hours=profile.written_hours,
        location=profile.location,
        online=profile.online,
        extra=profile.extra,
        plain=not profile.says_more,
    )
