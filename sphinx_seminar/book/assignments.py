"""The assignments of the book: in order, each with a name of its own and the moments at which it is out and due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_seminar.book.sessions import name_each, numbered
from sphinx_seminar.model import Assignment, Coverage, Fault, GradeWeight, GroupDue, Place, Session, Timing, When
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.timing import Anchors, Purpose, meetings_of, settle, settle_at


def gather_assignments(
    whole: Declarations, sessions: Sequence[Session], zone: str
) -> tuple[tuple[Assignment, ...], tuple[Fault, ...]]:
    """Return the assignments in book order, with names, numbers and moments, and what is wrong with them.

    ``sessions`` have the dates of the term plan; ``zone`` is the course's.
    """
    anchors = Anchors.of(sessions)
    others = {session.name: session.place for session in sessions}
    named, again = name_each(whole.assignments, others)
    faults = []
    for assignment, first in again:
        owner = "a session" if assignment.name in others else "another assignment"
        message = (
            f"{owner} is named {quoted(assignment.name)} already; expected another :name: here or at {first}. "
            "References lead to that one"
        )
        faults.append(Fault(assignment.place, "assignment", message))
    dated = [_dated(assignment, anchors, zone, faults) for assignment in named]
    faults += _before_out(dated, zone)
    faults += _strange_parts(dated, [part for parts in whole.gradings for part in parts])
    for assignment in dated:
        faults += strange_coverage(assignment.covers, anchors, assignment.line_of("covers"))
    told = [replace(assignment, numbered=assignment.number not in ("", "none")) for assignment in dated]
    return tuple(numbered(told, lambda _work: True)), tuple(faults)


def _dated(assignment: Assignment, anchors: Anchors, zone: str, faults: list[Fault]) -> Assignment:
    """Return an assignment with the moments at which it is out and due, and add to ``faults`` what hinders that."""

    def moment(option: Purpose, timing: Timing | None) -> When | None:
        if timing is None:
            return None
        read = settle(timing, option, anchors, zone)
        place = assignment.line_of(option)
        faults.extend(Fault(place, problem.subtype, problem.message) for problem in read.problems)
        return read.value

    dated = replace(assignment, out_at=moment("out", assignment.out), due_at=moment("due", assignment.due))
    return replace(dated, times=_times(dated, anchors, zone))


def _times(assignment: Assignment, anchors: Anchors, zone: str) -> tuple[GroupDue, ...]:
    """Return the moments of groups that have the session at different times on which an assignment hangs."""
    hangs_on = {
        option: session
        for option, timing in (("due", assignment.due), ("out", assignment.out))
        if timing is not None and timing.relative and (session := anchors.find(timing)) is not None
    }
    divided = next((session for session in hangs_on.values() if session.times), None)
    if divided is None:
        return ()

    def moment(option: Purpose, timing: Timing | None, otherwise: When | None, key: str) -> When | None:
        session = hangs_on.get(option)
        if timing is None or session is None or key not in {time.key for time in session.times}:
            return otherwise
        return settle_at(timing, option, meetings_of(session.in_groups((key,))), zone).value

    times = tuple(
        GroupDue(
            time.key,
            time.label,
            divided.series,
            moment("out", assignment.out, assignment.out_at, time.key),
            moment("due", assignment.due, assignment.due_at, time.key),
        )
        for time in divided.times
    )
    return times if len({(time.out_at, time.due_at) for time in times}) > 1 else ()


def _before_out(assignments: Iterable[Assignment], zone: str) -> Iterator[Fault]:
    """Point out the assignments that are due before they are handed out."""
    for assignment in assignments:
        out, due = assignment.out_at, assignment.due_at
        if out is None or due is None or not out.dated or not due.dated:
            continue
        earlier, later = (in_zone(when, zone).sort_key for when in (due, out))
        if earlier < later:
            message = (
                f"{quoted(str(assignment.title))} is due {_said(due)}, before it is handed out, {_said(out)}; expected "
                ":out: before :due:. Both are shown as they are"
            )
            yield Fault(assignment.line_of("due"), "assignment", message)


def _said(when: When) -> str:
    return f"{when.first}" + (f" {when.starts:%H:%M}" if when.starts is not None else "")


def _strange_parts(assignments: Iterable[Assignment], grading: Sequence[GradeWeight]) -> Iterator[Fault]:
    """Point out the parts of the grade that the book's ``{grading}`` does not have; without one, nothing is known."""
    labels = [part.label for part in grading if part.label]
    known = {label.casefold() for label in labels}
    for assignment in assignments:
        if labels and assignment.part_of and assignment.part_of.casefold() not in known:
            near = suggestion(assignment.part_of, labels) or f"; expected one of {', '.join(labels[:8])}."
            message = f"no part of the grade is called {quoted(assignment.part_of)}{near} It is shown as written"
            yield Fault(assignment.line_of("part-of"), "assignment", message)


def strange_coverage(covers: Iterable[Coverage], anchors: Anchors, place: Place) -> Iterator[Fault]:
    """Point out what work or an exam is about, where no session has the name, or the last stands before the first."""
    positions = {id(session): number for number, session in enumerate(anchors.by_name.values())}
    for coverage in covers:
        ends = [anchors.find(coverage.first), anchors.find(coverage.last)]
        missing = [timing for timing, end in zip((coverage.first, coverage.last), ends, strict=True) if end is None]
        if missing:
            message = followed(anchors.missing(missing[0]), f"{quoted(coverage.text)} is shown as written")
            yield Fault(place, "assignment", message)
        elif positions[id(ends[0])] > positions[id(ends[1])]:
            message = (
                f"{quoted(coverage.text)} ends before it begins, in the order of the book; expected the earlier one "
                "first. It is shown as written"
            )
            yield Fault(place, "assignment", message)


def covered_by_sessions(sessions: Sequence[Session]) -> Iterator[Fault]:
    """Point out what exams are about, where no session has the name."""
    anchors = Anchors.of(sessions)
    for session in sessions:
        yield from strange_coverage(session.covers, anchors, session.place.at(session.covers_line))
