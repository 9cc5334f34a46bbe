"""The series of the book, regular meetings beside the course's own, and the sessions that belong to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_seminar.model import Fault, Plan, Series, Session
from sphinx_seminar.model.declarations import AskedFor, Declarations
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.text import uncased
from sphinx_seminar.planning.slots import PlanWords, plan_problems
from sphinx_seminar.planning.timetable import Group


def gather_series(
    documents: Mapping[str, Declarations], order: Sequence[str]
) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """Return the series in book order; of two that have one name the first counts, and the other is a fault."""
    found: dict[str, Series] = {}
    faults = []
    for series in (series for docname in order for series in documents[docname].series):
        first = found.setdefault(uncased(series.name), series)
        if first is not series:
            message = (
                f"two series are named {quoted(series.name)}; expected another name here or at {first.place}. Sessions "
                "take their times from that one"
            )
            faults.append(Fault(series.place, "group", message))
    return tuple(found.values()), tuple(faults)


def in_series(session: Session, series: Sequence[Series]) -> Session:
    """Return a session with the name of its series as the book has it; in one that nobody declares it has no slot.

    Without ``:series:``, a session of the kind of a series belongs to it; what ``{lecture}`` declares is the course's.
    """
    if session.series:
        named = _named(session.series, series)
        return replace(session, series=named.name) if named else replace(session, series="", slot=False)
    if not series or (session.is_lecture and session.kind != "lecture"):
        return session
    kind = uncased(session.kind)
    of_kind = next((each for each in series if kind and kind in (uncased(each.kind), uncased(each.name))), None)
    return replace(session, series=of_kind.name) if of_kind is not None else session


def _named(words: str, series: Sequence[Series]) -> Series | None:
    return next((each for each in series if uncased(each.name) == uncased(words)), None)


def series_faults(
    sessions: Sequence[Session], plan: Plan | None, series: Sequence[Series], zone: str
) -> Iterator[Fault]:
    """Point out series without a term or a meeting, and sessions of a series that the book does not have.

    ``plan`` is that of the course.
    """
    for each in series:
        own = each.plan(plan)
        if own is None:
            starts, ends = each.term(plan)
            reason = f"ends ({ends}) before it starts ({starts}); correct one of them"
            if starts is None or ends is None:
                reason = "has no term; expected :starts: and :ends: here or in {course}"
            message = f"the series {quoted(each.name)} {reason}. Its sessions without a date have none"
            yield Fault(each.place, "group", message)
            continue
        problems = plan_problems(own, zone, PlanWords(f"The series {each.name}"))
        yield from (Fault(each.place, problem.subtype, problem.message) for problem in problems)
    names = [each.name for each in series]
    for session in sessions:
        if session.series and _named(session.series, series) is None:
            near = suggestion(session.series, names) or ("" if names else "; no {series} declares one")
            expected = near or f"; expected one of {', '.join(names)}."
            message = f":series: is {quoted(session.series)}, which the book does not have{expected}"
            yield Fault(session.place, "group", followed(message, "The session takes no slot of one"))


def groups_named(words: Iterable[str], groups: Sequence[Group]) -> frozenset[str]:
    """Return the keys of the groups that words name: by label, by series and label, or by key."""
    wanted = {uncased(word) for word in words}
    return frozenset(group.key for group in groups if wanted & _names(group))


def _names(group: Group) -> set[str]:
    return {uncased(name) for name in (group.key, group.label, f"{group.series} {group.label}")}


def unknown_groups(filters: Iterable[AskedFor], groups: Sequence[Group]) -> Iterator[Fault]:
    """Point out the words of ``:group:`` that name no group."""
    for filter_ in filters:
        for word in filter_.words:
            if groups_named([word], groups):
                continue
            names = [group.label for group in groups]
            near = suggestion(word, names) or ("; no :groups: has one" if not names else "")
            expected = near or f"; expected one of {', '.join(dict.fromkeys(names))}."
            message = f":group: is {quoted(word)}, which is no group of the book{expected}"
            yield Fault(filter_.place, "group", followed(message, "The times of all groups are shown"))
