"""People: a name with its link, and cards with a photo, the role, and how, where and when to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownPeople, ShownProfile
from sphinx_seminar.book.views.values import ShownPerson
from sphinx_seminar.model.resource import host_of, is_absolute
from sphinx_seminar.rendering.page import Page, as_heading, joined, labelled, person_reference, picture
from sphinx_seminar.rendering.phrases import several, several_in_words
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import FACT_WORDS, JOIN_ONLINE, ROLE_WORDS, _

# The signs by which a person's address is linked behind the name, and what they are called for those who do not see.
#: ``%s`` is the name of a person.
_SIGNS = {True: ("✉", _("E-mail to %s")), False: ("↗", _("Web page of %s"))}


def render_people(shown: ShownPeople, page: Page, _words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the cards, each role under a heading of its own; who is known by name alone stands in a plain list."""
    cards: list[nodes.Element] = []
    for role, meaning, people in shown.groups:
        if role:
            ours = meaning in ROLE_WORDS and role.casefold() == str(ROLE_WORDS[meaning][0]).casefold()
            count = len(people)
            words = several(meaning, count) if ours else several_in_words(role, count, page.language)
            cards.append(as_heading(nodes.rubric("", words), page))
        if page.prints and any(person.photo is not None for person in people):
            cards.append(_printed(people, page))
        else:
            more = any(person.profile.says_more for person in people)
            classes = ["sem-staff"] if more else ["sem-staff", "sem-names"]
            cards.append(
                nodes.bullet_list("", *(_card(person, page) for person in people), bullet="*", classes=classes)
            )
    return [*cards]


def _printed(people: Sequence[ShownProfile], page: Page) -> nodes.table:
    """Return cards with photos on paper: a row each, which no page divides, the photo at its left."""
    group = nodes.tgroup("", nodes.colspec(colwidth=14), nodes.colspec(colwidth=66), cols=2)
    body = nodes.tbody()
    for person in people:
        lines = (child for child in _card(person, page).children if isinstance(child, nodes.paragraph))
        texts = [nodes.line("", "", *line.children) for line in lines]
        photo = _photo(person, page)
        for image in photo:
            # Its upper edge stands at the first line.
            image["align"] = "bottom"
        body += nodes.row(
            "", nodes.entry("", nodes.paragraph("", "", *photo)), nodes.entry("", nodes.line_block("", *texts))
        )
    group += body
    return nodes.table("", group, classes=["longtable", "colwidths-given", "borderless", "nocolorrows", "sem-staff"])


def _card(person: ShownProfile, page: Page) -> nodes.list_item:
    card = nodes.list_item("", *_photo(person, page), classes=["sem-person"])
    name = nodes.paragraph("", "", nodes.target("", "", ids=[person.profile.anchor]), classes=["sem-person-name"])
    name += nodes.strong("", person.profile.person.name)
    if person.profile.pronouns:
        name += [nodes.Text(" "), nodes.inline("", f"({person.profile.pronouns})", classes=["sem-facts"])]
    card += name
    for line in _lines(person, page):
        card += nodes.paragraph("", "", *line, classes=["sem-line"])
    return card


def _photo(person: ShownProfile, page: Page) -> list[nodes.Element]:
    """Return the photo, if there is one, where the output has pictures; its words are the name."""
    if person.photo is None:
        return []
    words = person.profile.alt or person.profile.person.name
    width, height = person.photo.preview_size
    if page.interactive:
        size = {"width": str(width), "height": str(height), "loading": "lazy"}
        element = web("img", {"src": "", "alt": words, **size}, classes=("sem-photo",))
        element["photo"] = person.photo.path
        return [nodes.paragraph("", "", element, classes=["sem-portrait"])]
    if page.prints or page.packs:
        return [picture(person.photo.path, words, width="2cm", photo=person.photo.photo)]
    return []


def _lines(card: ShownProfile, page: Page) -> list[list[nodes.Node]]:
    """Return the lines below the name: the role, the addresses, the office hours with their place."""
    profile = card.profile
    role = ", ".join(filter(None, (card.role, profile.person.note)))
    lines: list[list[nodes.Node]] = [[nodes.Text(role)]] if role else []
    addresses = []
    if profile.mail:
        addresses.append([address_reference(f"mailto:{profile.mail}", nodes.Text(profile.mail))])
    if profile.website:
        words = host_of(profile.website) if page.interactive else profile.website
        link = address_reference(profile.website, nodes.Text(words))
        if page.interactive:
            link["reftitle"] = ": ".join((str(_("Website")), profile.person.name))
        addresses.append([link])
    if addresses:
        lines.append(joined(addresses, " · "))
    where: list[list[nodes.Node]] = [[nodes.Text(profile.location)]] if profile.location else []
    if is_absolute(profile.online):
        words = str(JOIN_ONLINE) if page.interactive else profile.online
        where.append([address_reference(profile.online, nodes.Text(words))])
    elif profile.online:
        where.append([nodes.Text(profile.online)])
    if profile.written_hours:
        lines.append([nodes.Text(f"{FACT_WORDS['office-hours']}: {profile.written_hours}")])
    if where:
        lines.append(joined(where, " · "))
    lines += [[nodes.Text(f"{header}: {text}")] for header, text in profile.extra]
    return lines


def role_fields(people: Iterable[ShownPerson], page: Page) -> Iterator[nodes.field]:
    """Yield a line of a field list for each role of people who are sorted by their roles."""
    for role, group in groupby(people, key=lambda person: person.role):
        named = [person_nodes(page, person) for person in group]
        yield labelled(several(role, len(named)), *joined(named))


def person_nodes(page: Page, person: ShownPerson, *, note: bool = True, address: bool = True) -> list[nodes.Node]:
    """Return a person: the name, which leads to their line in the people index, and the note on them.

    Their own address is a sign behind it, so that no name opens a program for letters by surprise. Where no index is
    written the name leads to the address.
    """
    if person.open:
        return [nodes.Text(person.name)]
    behind = [nodes.Text(f" ({person.note})")] if person.note and note else []
    if "sem-people" not in page.indices or not (page.interactive or page.packs):
        words = nodes.Text(person.name)
        linked = address_reference(person.link, words, classes=("sem-address",)) if person.link else None
        return [linked if linked is not None else person_reference(page, person.name), *behind]
    sign = [nodes.Text("\u00a0"), address_sign(page, person.link, person.name)] if person.link and address else []
    return [person_reference(page, person.name), *sign, *behind]


def address_sign(page: Page, address: str, person: str) -> nodes.reference:
    """Return the link to an address of a person as a sign, which has a name."""
    sign, name = _SIGNS[address.startswith("mailto:")]
    words = str(name) % person
    drawn: nodes.Node = nodes.Text(sign)
    if page.interactive:
        drawn = web("span", {"role": "img", "aria-label": words, "title": words}, drawn)
    return address_reference(address, drawn, classes=("sem-mail",))
