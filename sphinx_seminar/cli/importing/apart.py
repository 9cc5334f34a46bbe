"""Rows of a schedule that are no sessions (holidays, deadlines), sessions that are cancelled, and work that is due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sphinx_seminar.cli.importing.findings import Findings, shortened
from sphinx_seminar.cli.importing.lines import Year, dated, plain, written
from sphinx_seminar.cli.importing.schedules import LINKS, MORE, Schedule
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.lists import read_timeline
from sphinx_seminar.reading.plain import is_blank

_MEETING = "class(?:es)?|lectures?|meetings?|sessions?|seminars?|talks?|section|school|discussion"
_SEASON = "spring|fall|autumn|winter|summer|thanksgiving|easter|christmas|mid-?term|mid-?semester"
#: Days on which nothing meets, by their names alone.
_HOLIDAYS = (
    r"(?:labou?r|memorial|veterans?['’]?|presidents?['’]?s?|patriots?['’]?|columbus|independence|thanksgiving|mlk"
    r"|martin luther king,?(?: jr\.?)?|indigenous peoples?['’]?|snow|reading|study|reg(?:istration)?|new year['’]?s?)"
    r" day|(?:mon|tues|wednes|thurs|fri)day schedule|thanksgiving|good friday|easter(?: monday)?|christmas|karfreitag"
    r"|ostern|ostermontag|pfingsten|pfingstmontag|christi himmelfahrt|fronleichnam|allerheiligen|reformationstag"
    r"|tag der arbeit|tag der deutschen einheit|weihnachten|pâques|lundi de pâques|ascension|pentecôte|toussaint"
    r"|armistice|fête du travail|semaine de lecture|semana santa|carnaval|día de la independencia|ゴールデンウィーク"
    r"|振替休日|国庆节?|中秋节?|清明节?|端午节?|劳动节|元旦|春节"
)
#: Titles of days on which nothing meets.
_FREE = re.compile(
    "|".join((
        rf"(?:\A|.*[-–—:;,(/]\s*)no (?:[\w-]{{1,12}} )?(?:{_MEETING})(?:\s+(?:today|this week|held))?"
        r"\s*[)!.]*(?:\s*[-–—:;,(/].*)?\Z",
        rf".*\b(?:(?:{_SEASON}) (?:break|recess)|holidays?|reading (?:week|period))\s*\)?\Z",
        rf"(?:{_HOLIDAYS})(?:\s*[-–—:;,(（].*)?",
        r".*\b(?:keine? (?:vorlesung|sitzung|veranstaltung|seminar|übung|termin)|vorlesungsfrei|feiertag|ferien)\b.*",
        r".*\b(?:(?:pas (?:de|d.)|aucune?) ?(?:cours|séance|réunion|classe)|férié|vacances|relâche)\b.*",
        r".*\b(?:no hay (?:clases?|sesión)|sin clases?|festivo|feriado|vacaciones|receso)\b.*",
        r".*(?:休講|祝日|休み|授業なし|停课|放假|节假日|不上课|无课).*",
    )),
    re.IGNORECASE,
)  # fmt: skip
_WORK = (
    "hw|home ?works?|assignments?|problem sets?|psets?|ps|projects?|labs?|essays?|reports?|proposals?|milestones?"
    "|proj|surveys?|exercises?|worksheets?"
    "|(?:final|course|term|response|position) (?:projects?|papers?|reports?|essays?)"
    "|peer reviews?|write-?ups?|drafts?|checkpoints?|reading responses?|blatt|übungsblatt|hausaufgaben?|tarea|trabajo"
    "|devoirs?|tp|dm"
)
_STATE = "due|deadline|released?|out|assigned|handed out|posted|abgabe|fällig|à rendre|rendu|entrega"
#: Titles of work that is given out or due.
_DUE = re.compile(
    "|".join((
        rf"[^\w(]*(?:\w{{1,2}}-)?(?:{_WORK})\b[^.;]{{0,50}}?[\s:(–—-]*\b(?:is |are )?(?:{_STATE})\b.{{0,30}}",
        rf"(?:due|deadline|abgabe|rendu|entrega)\b[\s:–—-]+(?:of )?(?:{_WORK})\b.{{0,50}}",
        r"[^.;?!]{1,50}\b(?:is |are )?(?:due|released)\s*[)!]*",
        r".{0,30}(?:提出|締切|締め切り|截止|提交)(?:日期?|日)?",
    )),
    re.IGNORECASE,
)  # fmt: skip
#: Titles that say no more than what is due.
_IS_DUE = re.compile(
    r"(?P<before>.+?)[\s:(–—-]+(?:is |are )?(?:due|deadline|fällig|abgabe|à rendre|entrega)\s*\)?"
    r"|(?:due|deadline|abgabe|entrega)\b[\s:–—-]+(?:of )?(?P<behind>.+)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"~~(?P<words>.+?)~~")
_CANCELLED = re.compile(
    r"[\s(:–—-]*\b(?:is |was |class |lecture |fully )?"
    r"(?:cancell?ed|abgesagt|fällt aus|entfällt|annulée?|cancelad[oa])\b[)!.]*|[\s(（:]*(?:取消|中止|休讲)[)）]*",
    re.IGNORECASE,
)
#: What counts: "3", "Week 3".
_COUNT = re.compile(r"(?:[^\W\d_]+ )?[#. ]*\d{1,3}[. ]*")
#: Columns of data that name the page of work to hand in, and what stands behind its title there.
_OF_WORK = re.compile(r"(?:\A|: )(?:assignments?|homework|hw|deadline|problem[ _-]?sets?)\Z", re.IGNORECASE)
_WHEN_DUE = re.compile(r"\s*\((?:submit|due|submitted) by [^()]*\)\s*\Z", re.IGNORECASE)
#: Longer titles are no remarks (characters).
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Aside:
    """A dated row that is no session, in its author's words, with its links.

    ``due`` is the title of work that is due on that day, ``links`` are those of the work.
    """

    date: str
    words: str
    due: str = ""
    links: str = ""

    @property
    def line(self) -> str:
        """Return it as a line of a timeline."""
        return f"- {self.date}: {self.words}"


def apart(schedule: Schedule, *, beside: bool = False) -> list[Aside]:
    """Take the rows that are no sessions out of a schedule, and return them.

    A row stays one where a line could not be read; all stay where none would, unless sessions are ``beside`` them.
    """
    titles, dates = schedule.headers_of("title"), schedule.headers_of("date")
    if not titles or not dates:
        return []
    title, date = titles[0], dates[0]
    counted = set(schedule.headers_of("number", "day"))
    asides: list[Aside] = []
    sessions = []
    for row in schedule.rows:
        _settle(schedule, row, title)
        aside = _handed_in(row, title, date) or _aside(row, title, date, counted)
        if aside is not None:
            asides.append(aside)
        else:
            sessions.append(row)
    if not asides or not (sessions or beside):
        return []
    schedule.keep(sessions)
    return asides


def _settle(schedule: Schedule, row: dict[str, str], title: str) -> None:
    """Set the status of sessions that are struck out or called cancelled."""
    written = row.get(title, "")
    called = _CANCELLED.search(written)
    ends = called is not None and len(written) <= _LONGEST and (called.start() == 0 or called.end() == len(written))
    struck = _STRUCK.fullmatch(written.strip()) or (called is not None and _STRUCK.search(written))
    bare = _CANCELLED.sub(" ", _STRUCK.sub(r"\g<words>", written)).strip(" -–—:;,")
    if struck or ends:
        row[title] = " ".join(bare.split()) or written.strip()
        schedule.add(row, "Status", "cancelled")


def _handed_in(row: dict[str, str], title: str, date: str) -> Aside | None:
    """Return a row that names the page of its work and none of a session, as schedules in YAML have them."""
    filled = {header for header, cell in row.items() if cell}
    pages = {header for header in filled if _OF_WORK.search(header)}
    when = read_when(row.get(date, "")).value
    if not pages or filled - pages - {title, date, "part", "Part"} or not when.dated or when.first != when.last:
        return None
    if not all(re.fullmatch(r"[\w./-]+", row[header]) for header in pages):
        return None
    said = _WHEN_DUE.sub("", _IS_DUE.sub(lambda due: due["before"] or due["behind"], row.get(title, ""))).strip()
    return Aside(row[date], row.get(title, ""), said) if said else None


def _aside(row: dict[str, str], title: str, date: str, counted: set[str]) -> Aside | None:
    said = row.get(title, "").strip()
    if len(said) > _LONGEST or row.get("Status") or not (_FREE.fullmatch(said) or _DUE.fullmatch(said)):
        return None
    beside = ((header, cell) for header, cell in row.items() if cell and header not in {title, date, *counted})
    others = [(header, cell) for header, cell in beside if not (_COUNT.fullmatch(cell) or is_blank(cell))]
    when = read_when(row.get(date, "")).value
    if not when.dated:
        return None
    links = "; ".join(cell for header, cell in others if header == LINKS)
    words = [cell if header in (LINKS, MORE) else f"{header}: {cell}" for header, cell in others]
    one_day = when.first == when.last and when.ends is None and not when.timezone
    due = _IS_DUE.fullmatch(said) if one_day and all(header == LINKS for header, _cell in others) else None
    bare = " ".join((due["before"] or due["behind"]).split()).strip(" :–—-(") if due is not None else ""
    aside = Aside(row[date], "; ".join([said, *words]), bare, links)
    return None if read_timeline([aside.line]).problems else aside


@dataclass(slots=True)
class Work:
    """The work of a course that stands among its sessions, to be declared in a table at the end of the first page.

    ``days`` are dates by title, ``links`` those of a schedule, by title. ``declared`` are the titles that a table of
    deadlines or a list of assignments declares where it stands.
    """

    days: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.days) + len(self.declared)

    def add_of_pages(self, due: Iterable[tuple[str, str]], year: Year, findings: Findings) -> None:
        """Take down what pages of a site say to be due in their front matter, as (title, date)."""
        for title, said in due:
            day = written(read_when(dated(said, year)).value)
            if day and title not in self.days:
                self.days[title] = day
            elif not day:
                findings.leave(f"{shortened(said)!r} is no date: when {shortened(title)!r} is due is not known")

    def takes(self, aside: Aside) -> bool:
        """Take down a line of a schedule that says what is due, once by its title; tell whether it is one."""
        due = written(read_when(aside.date).value) if aside.due else ""
        if not due:
            return False
        words = folded(plain(aside.due))
        # Of its page "Kernels" the schedule may say "Homework: Kernels".
        known = (
            name for name, day in self.days.items() if f" {words}".endswith(f" {folded(name)}") and day.startswith(due)
        )
        title = next(known, "")
        if not title and (aside.due in self.days or aside.due in self.declared):
            return False
        self.days.setdefault(title or aside.due, due)
        if aside.links:
            self.links.setdefault(title or aside.due, aside.links)
        return True
