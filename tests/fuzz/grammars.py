"""Texts as their authors would write them, more or less: small grammars whose sentences the readers are given.

A rule is a list of alternatives; ``⟨name⟩`` in one stands for a sentence of that rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_NAME = re.compile(r"⟨([a-z-]+)⟩")
#: Rules inside rules inside rules end here.
_DEEPEST = 12

_WORDS = (
    "kernels|Wide|deep|theory|of|the|über|généralisation|学習|обучение|réseaux|NTK|$L_2$|*very*|`code`|A/B|Kőnig’s|#2"
)
# fmt: off
GRAMMARS: dict[str, list[str]] = {
    "word": _WORDS.split("|"),
    "words": ["⟨word⟩", "⟨word⟩ ⟨words⟩", "⟨word⟩, ⟨words⟩", "⟨word⟩: ⟨words⟩", "⟨word⟩ (⟨words⟩)"],
    "digit": list("0123456789"),
    "number": ["⟨digit⟩", "⟨digit⟩⟨digit⟩", "⟨digit⟩⟨digit⟩⟨digit⟩", "1⟨number⟩", "-⟨digit⟩", "⟨digit⟩.⟨digit⟩"],
    "space": [" ", " ", " ", "", "  ", "\u00a0", "\t", "\n"],
    # Dates, times, zones, durations
    "year": ["2021", "2021", "2019", "20⟨digit⟩⟨digit⟩", "21", "0000", "9999"],
    "dd": ["1", "7", "07", "14", "28", "29", "30", "31", "32", "0⟨digit⟩", "1st", "2nd", "7th"],
    "mm": ["1", "02", "6", "06", "12", "13", "0"],
    "month": ["Jan", "February", "Sept", "Sep.", "June", "JUNE", "Juni", "juin", "März", "мая", "6月", "Mai"],
    "weekday": ["Mon", "Monday", "mondays", "Tue", "Thurs.", "Fri", "Montag", "Mo.", "lundi", "月曜日", "周一", "Пн"],
    "to": [" - ", "-", "–", " to ", "..", " .. ", "/", " bis ", "…", " — ", "~"],
    "clock": ["14:00", "8:30 a.m.", "2 pm", "14h30", "18 Uhr", "18.30", "24:00", "25:61", "noon", "0:00", "14", "T14:00:00"],
    "clocks": ["⟨clock⟩", "⟨clock⟩⟨to⟩⟨clock⟩", "from ⟨clock⟩ to ⟨clock⟩", "⟨clock⟩⟨to⟩", "⟨clock⟩ ⟨zone⟩"],
    "day": [
        *("⟨year⟩-⟨mm⟩-⟨dd⟩", "⟨dd⟩.⟨mm⟩.⟨year⟩", "⟨month⟩ ⟨dd⟩⟨space⟩⟨year⟩", "⟨dd⟩ ⟨month⟩ ⟨year⟩", "⟨dd⟩/⟨mm⟩/⟨year⟩"),
        *("⟨weekday⟩ ⟨day⟩", "⟨weekday⟩, ⟨day⟩", "⟨year⟩年⟨mm⟩月⟨dd⟩日", "⟨day⟩ (⟨weekday⟩)", "⟨dd⟩. ⟨month⟩ ⟨year⟩"),
    ],
    "date": [
        *("⟨day⟩", "⟨day⟩⟨space⟩⟨clocks⟩", "⟨day⟩, ⟨clocks⟩", "⟨day⟩⟨to⟩⟨day⟩", "⟨year⟩-⟨mm⟩", "⟨month⟩ ⟨year⟩", "⟨year⟩"),
        *("TBA", "⟨month⟩ ⟨dd⟩⟨to⟩⟨dd⟩, ⟨year⟩", "⟨day⟩ ⟨clock⟩⟨to⟩⟨day⟩ ⟨clock⟩", "⟨clocks⟩", "⟨date⟩ ⟨zone⟩", "⟨date⟩ ⟨word⟩"),
    ],
    "zone": ["Europe/Berlin", "UTC", "CET", "EST5EDT", "GMT+2", "+02:00", "Asia/Kolkata", "europe/berln", "America/New York", "Z"],
    "unit": ["min", "minutes", "h", "hours", "Std.", "Minuten", "heures", "days", "'", ":", "weeks", "h30"],
    "duration": ["⟨number⟩⟨space⟩⟨unit⟩", "⟨number⟩:⟨number⟩", "PT⟨number⟩H⟨number⟩M", "⟨duration⟩ ⟨duration⟩", "half an hour"],
    "timing": [
        *("⟨lecture⟩", "end of ⟨lecture⟩", "⟨lecture⟩ ⟨step⟩", "⟨lecture⟩ ⟨step⟩ ⟨clocks⟩", "⟨weekday⟩ after ⟨lecture⟩ ⟨clocks⟩"),
        *("⟨lecture⟩ ⟨clocks⟩", "⟨date⟩", "⟨date⟩ ⟨step⟩", "⟨number⟩ ⟨unit⟩ after ⟨lecture⟩", "TBA"),
    ],
    "lecture": ["ntk", "lecture ⟨number⟩", "Vorlesung ⟨number⟩", "sat", "week-3", "⟨words⟩"],
    "step": ["+ ⟨number⟩ ⟨unit⟩", "- ⟨number⟩ days", "+⟨number⟩week", "− ⟨number⟩ Wochen", "+ a week", "⟨step⟩ ⟨step⟩"],
    "meets": [
        *("⟨weekday⟩ ⟨clocks⟩", "⟨weekday⟩, ⟨weekday⟩ ⟨clocks⟩", "⟨weekday⟩⟨to⟩⟨weekday⟩ ⟨clocks⟩", "⟨meets⟩; ⟨meets⟩"),
        *("every ⟨weekday⟩", "⟨clocks⟩ on ⟨weekday⟩", "⟨meets⟩, ⟨clocks⟩", "⟨meets⟩ ⟨words⟩"),
    ],
    "plan": ["⟨meets⟩", "⟨day⟩ ⟨words⟩; ⟨plan⟩", "⟨date⟩ ⟨words⟩", "⟨number⟩ weeks", "fortnightly", "⟨plan⟩\n⟨plan⟩"],
    # People and links
    "name": ["Ann Lee", "Lee, Ann", "van Gennip, Y.", "Rémi Le Priol", "王小明", "E, W.", "Hu, W.", "{OECD}", "M. L. King, Jr."],
    "address": [
        *("https://example.org/a_b?c=d;e=f#g", "slides/ntk.pdf", "javascript:alert(1)", "mailto:a@b.org", "www.example.org"),
        *("https://doi.org/10.1000/xyz", "doi:10.1002/(SICI)1097<1661::AID>3.0.CO;2-2", "http://[::1]/", "data:text/html,x"),
        *("https://arxiv.org/abs/1905.11368v2", "arXiv:math.GT/0309136", "ann@example.org", "//evil.org", "a b.pdf", "#top"),
    ],
    "link": ["⟨address⟩", "⟨words⟩ <⟨address⟩>", "[⟨words⟩](⟨address⟩)", "<⟨address⟩>", "[⟨word⟩]", "⟨words⟩ <⟨link⟩>"],
    "links": ["⟨link⟩", "⟨link⟩; ⟨links⟩", "⟨link⟩\n⟨links⟩", "⟨link⟩;", "; ⟨link⟩"],
    "person": ["⟨name⟩", "⟨name⟩ (⟨words⟩)", "⟨name⟩ <⟨address⟩>", "⟨name⟩ (⟨words⟩) <⟨address⟩>", "<⟨address⟩>", "(⟨words⟩)"],
    "people": ["⟨person⟩", "⟨person⟩; ⟨people⟩", "⟨person⟩\n⟨people⟩", "⟨name⟩, ⟨name⟩ and ⟨name⟩", "⟨name⟩ & ⟨name⟩"],
    # Publications
    "authors": ["⟨name⟩", "⟨name⟩, ⟨authors⟩", "⟨name⟩, & ⟨name⟩", "⟨name⟩ et al.", "⟨name⟩ and ⟨name⟩", "⟨name⟩; ⟨authors⟩", "..."],
    "pages": ["pp. ⟨number⟩-⟨number⟩", "⟨number⟩(⟨number⟩), ⟨number⟩–⟨number⟩", "vol. ⟨number⟩, no. ⟨number⟩", "Article ⟨number⟩"],
    "venue": ["*Nature*", "In Proc. of COLT", "arXiv preprint ⟨address⟩", "Springer, Cham", "PhD thesis, ⟨words⟩", "NeurIPS ⟨year⟩"],
    "citation": [
        *("⟨authors⟩ (⟨year⟩). ⟨words⟩. ⟨venue⟩, ⟨pages⟩. ⟨address⟩", "⟨authors⟩. “⟨words⟩.” ⟨venue⟩ ⟨pages⟩ (⟨year⟩)."),
        *("⟨authors⟩. ⟨words⟩. ⟨venue⟩, ⟨year⟩.", "[⟨number⟩] ⟨authors⟩, \"⟨words⟩,\" ⟨venue⟩, ⟨pages⟩, ⟨year⟩.", "⟨words⟩, ⟨authors⟩"),
        *("⟨authors⟩ (⟨year⟩, ⟨month⟩). ⟨words⟩ (⟨words⟩). ⟨venue⟩", "⟨address⟩", "⟨citation⟩ (optional)", "⟨citation⟩ ⟨citation⟩"),
    ],
    "tex": [
        *("⟨word⟩", "⟨tex⟩ ⟨tex⟩", "{⟨tex⟩}", "\\emph{⟨tex⟩}", "$⟨tex⟩$", "\\'e", "{\\\"o}", "\\⟨word⟩{⟨tex⟩}", "--", "\\%", "~"),
        *("{\\em ⟨tex⟩}", "\\url{⟨address⟩}", "\\v{S}", "``⟨tex⟩''", "\\(", "\\\\", "%", "\\ss", "\\ensuremath{⟨tex⟩}"),
    ],
    "field": ["title", "author", "year", "journal", "doi", "url", "crossref", "month", "eprint", "file", "abstract", "Title", "odd"],
    "value": ["{⟨tex⟩}", '"⟨tex⟩"', "2018", "may", "{⟨authors⟩}", "{⟨address⟩}", "abbr # {⟨tex⟩}", "⟨tex⟩", "{⟨name⟩ and ⟨name⟩}"],
    "fields": ["⟨field⟩ = ⟨value⟩", "⟨field⟩ = ⟨value⟩,\n  ⟨fields⟩", "⟨field⟩=⟨value⟩, ⟨fields⟩", "⟨field⟩ = ⟨value⟩\n ⟨fields⟩"],
    "bibtex": [
        *("@article{key⟨digit⟩,\n  ⟨fields⟩\n}\n", "@misc(k⟨digit⟩, ⟨fields⟩)\n", "@string{abbr = ⟨value⟩}\n", "@comment{⟨tex⟩}\n"),
        *("⟨bibtex⟩⟨bibtex⟩", "⟨bibtex⟩⟨bibtex⟩", "% ⟨words⟩\n", "@book{⟨fields⟩}\n", "@article{key⟨digit⟩,\n  ⟨fields⟩\n"),
    ],
    # Tables and lists
    "header": ["Date", "Time", "Title", "Leader", "Room", "Slides", "Duration (min)", "Topic", "Want to learn", "Tags", "", "Odd"],
    "cell": ["⟨words⟩", "⟨date⟩", "⟨people⟩", "⟨link⟩", "⟨duration⟩", "-", "", "⟨clocks⟩", "@key; @other", "⟨citation⟩", "cancelled"],
    "csv-cell": ["⟨cell⟩", '"⟨cell⟩"', '"⟨cell⟩""⟨cell⟩"', '"⟨cell⟩'],
    "csv-line": ["⟨csv-cell⟩", "⟨csv-cell⟩,⟨csv-line⟩", "⟨csv-cell⟩,⟨csv-line⟩", "⟨csv-cell⟩;⟨csv-line⟩", "# ⟨words⟩"],
    "csv": ["⟨header⟩,⟨header⟩,⟨header⟩\n⟨csv-lines⟩", "sep=;\n⟨header⟩;⟨header⟩\n⟨csv-lines⟩", "⟨csv-lines⟩"],
    "csv-lines": ["⟨csv-line⟩", "⟨csv-line⟩\n⟨csv-lines⟩", "⟨csv-line⟩\n⟨csv-lines⟩"],
    "tsv": ["⟨header⟩\t⟨header⟩\n⟨tsv-lines⟩"],
    "tsv-lines": ["⟨csv-cell⟩\t⟨csv-cell⟩", "⟨csv-cell⟩\t⟨csv-cell⟩\n⟨tsv-lines⟩", "⟨csv-cell⟩\t⟨csv-cell⟩\t⟨cell⟩\n⟨tsv-lines⟩"],
    "markdown": ["| ⟨header⟩ | ⟨header⟩ |\n|---|:-:|\n⟨markdown-rows⟩", "⟨header⟩ | ⟨header⟩\n--|--\n⟨markdown-rows⟩", "⟨words⟩\n⟨markdown⟩"],
    "markdown-rows": ["| ⟨cell⟩ | ⟨cell⟩ |", "| ⟨cell⟩ | ⟨cell⟩ |\n⟨markdown-rows⟩", "⟨cell⟩ | `a|b` \\| | ⟨cell⟩\n⟨markdown-rows⟩"],
    "yaml-value": [
        *("⟨cell⟩", "'⟨cell⟩'", '"⟨cell⟩"', "[⟨cell⟩, ⟨cell⟩]", "{label: ⟨words⟩, url: ⟨address⟩}", "|\n    ⟨cell⟩", "&a ⟨word⟩"),
        *("*a", "!!str ⟨digit⟩", ">-\n    ⟨words⟩", "~", "", "[", "\n    - ⟨cell⟩\n    - ⟨cell⟩"),
    ],
    "yaml-pairs": ["⟨header⟩: ⟨yaml-value⟩", "⟨header⟩: ⟨yaml-value⟩\n  ⟨yaml-pairs⟩"],
    "yaml": ["- ⟨yaml-pairs⟩", "- ⟨yaml-pairs⟩\n⟨yaml⟩", "sessions:\n- ⟨yaml-pairs⟩", "⟨header⟩: ⟨yaml-value⟩\n---\n⟨yaml⟩"],
    "bullet": ["- ", "- ", "* ", "+ ", "1. ", "• ", "#. ", "", "  - "],
    "timeline": ["⟨bullet⟩⟨date⟩: ⟨words⟩", "⟨bullet⟩**⟨date⟩**: ⟨words⟩", "⟨bullet⟩⟨words⟩", "⟨timeline⟩\n⟨timeline⟩", "⟨bullet⟩⟨date⟩ – ⟨words⟩"],
    "weight": ["⟨number⟩%", "⟨number⟩ %", "⟨digit⟩/⟨digit⟩", "0.⟨digit⟩", "up to ⟨number⟩%", "(⟨number⟩ percent)", "-⟨number⟩%"],
    "grading": ["⟨bullet⟩⟨words⟩: ⟨weight⟩", "⟨bullet⟩⟨weight⟩: ⟨words⟩", "⟨grading⟩\n⟨grading⟩", "⟨bullet⟩⟨words⟩ ⟨weight⟩", "⟨bullet⟩Bonus: ⟨words⟩"],
    "paper-item": ["@key⟨digit⟩", "@key: ⟨words⟩", "⟨citation⟩", "⟨words⟩\n  - @key⟨digit⟩\n  - ⟨citation⟩", "⟨address⟩"],
    "paper-list": ["⟨bullet⟩⟨paper-item⟩", "⟨bullet⟩⟨paper-item⟩\n⟨paper-list⟩", "⟨bullet⟩⟨paper-item⟩\n\n⟨paper-list⟩"],
    # Pages of a course
    "tag": ["p", "div", "b", "i", "li", "ul", "ol", "td", "tr", "th", "table", "h2", "a", "dl", "dt", "dd", "pre", "code", "s"],
    "html": [
        *("⟨words⟩", "<⟨tag⟩>⟨html⟩</⟨tag⟩>", "<p>⟨html⟩</p>", "<⟨tag⟩>⟨html⟩", "⟨html⟩</⟨tag⟩>", "⟨html⟩⟨html⟩", "<br>⟨html⟩"),
        *('<a href="⟨address⟩">⟨html⟩</a>', "<ul><li>⟨html⟩</li><li>⟨html⟩</ul>", "&lt;⟨word⟩&gt; ⟨html⟩", '<img src="⟨address⟩" alt="⟨word⟩">'),
        *("<table><tr><th>⟨header⟩<th>⟨header⟩</tr><tr><td>⟨html⟩<td>⟨date⟩</table>", '<td rowspan="⟨digit⟩" colspan="⟨digit⟩">⟨html⟩'),
        *("<!-- ⟨words⟩ -->", "<script>⟨words⟩</script>", "```{include} ⟨address⟩\n⟨html⟩", "{ref}`⟨word⟩`⟨html⟩", "<b⟨html⟩"),
    ],
    "page-line": [
        *("⟨words⟩", "⟨session-line⟩", "> ⟨words⟩", "```{⟨word⟩} ⟨words⟩", "⟨link⟩", "- ⟨page-line⟩", "  - ⟨page-line⟩", ""),
        *("⟨html⟩", "{ref}`⟨word⟩`", "(⟨word⟩)=", "% ⟨words⟩", "[^⟨word⟩]: ⟨words⟩", "⟨word⟩[^⟨word⟩]", ": ⟨words⟩", "$$", "---", "~~⟨words⟩~~"),
    ],
    "page": [
        *("⟨page-line⟩", "# ⟨words⟩\n\n⟨page⟩", "⟨page-line⟩\n⟨page⟩", "⟨page-line⟩\n\n⟨page⟩", "## ⟨session-line⟩\n\n⟨page⟩"),
        *("⟨markdown⟩\n\n⟨page⟩", "⟨drawn⟩\n\n⟨page⟩", "⟨paper-list⟩\n\n⟨page⟩"),
    ],
    "session-line": [
        *("⟨words⟩", "Week ⟨digit⟩ (⟨date⟩): ⟨words⟩", "⟨date⟩: ⟨words⟩ ⟨link⟩", "第⟨digit⟩回 ⟨words⟩", "⟨lecture⟩ – ⟨words⟩ [⟨word⟩](⟨address⟩)"),
        *("⟨words⟩ (⟨link⟩, ⟨link⟩)", "⟨clocks⟩ ⟨words⟩", "**⟨date⟩** ⟨words⟩", "Session IV: ⟨words⟩", "⟨weekday⟩; ⟨date⟩; ⟨words⟩"),
    ],
    "drawn": [
        *("+-----+-----+\n| ⟨word⟩ | ⟨word⟩ |\n+=====+=====+\n| abc | def |\n+-----+-----+", "⟨word⟩  ⟨word⟩\n----- -----\n⟨cell⟩ ⟨cell⟩\n⟨cell⟩ ⟨cell⟩"),
        *("+-+-+\n|a|b|\n+-+-+\n|c|d|\n+-+-+\n⟨drawn⟩", "::: {.⟨word⟩}\n⟨words⟩\n:::", "----- -----\n⟨words⟩", "⟨drawn⟩\n\n⟨drawn⟩", "+--+--+\n⟨words⟩"),
    ],
    "front": ["---\n⟨yaml-pairs⟩\n---\n⟨page⟩", "+++\n⟨word⟩ = \"⟨words⟩\"\n+++\n⟨page⟩", "---\ntitle: ⟨yaml-value⟩\ndate: ⟨date⟩\n---\n", "---\n⟨words⟩"],
    "ics-line": [
        *("DTSTART:2021060⟨digit⟩T140000Z", "DTSTART;TZID=⟨zone⟩:20210607T140000", "DTSTART;VALUE=DATE:20210607", "DTEND:⟨word⟩"),
        *("SUMMARY:⟨words⟩", "LOCATION:⟨words⟩", "RRULE:FREQ=WEEKLY;COUNT=⟨number⟩", "EXDATE:20210614T140000Z", "DESCRIPTION:⟨html⟩", "URL:⟨address⟩"),
        *("RRULE:FREQ=SECONDLY", "DURATION:PT⟨number⟩H", "UID:⟨digit⟩", "STATUS:CANCELLED", "RECURRENCE-ID:20210607T140000Z", "⟨words⟩"),
    ],
    "ics-lines": ["⟨ics-line⟩", "⟨ics-line⟩\n⟨ics-lines⟩", "⟨ics-line⟩\n⟨ics-lines⟩"],
    "event": ["BEGIN:VEVENT\n⟨ics-lines⟩\nEND:VEVENT", "⟨event⟩\n⟨event⟩", "BEGIN:VEVENT\nDTSTART:20210607T140000Z\nSUMMARY:⟨words⟩\n⟨ics-lines⟩\nEND:VEVENT"],
    "calendar": ["BEGIN:VCALENDAR\nVERSION:2.0\n⟨event⟩\nEND:VCALENDAR", "BEGIN:VCALENDAR\n⟨event⟩", "⟨event⟩"],
    "json-value": ['"⟨word⟩"', "⟨digit⟩", "null", "[⟨json-value⟩]", '{"name": ⟨json-value⟩}', '"2021-06-07T14:00:00+02:00"', '"01:30"', "{}", "true"],
    "talk": ['{"title": ⟨json-value⟩, "start": ⟨json-value⟩, "persons": ⟨json-value⟩, "links": ⟨json-value⟩, "duration": ⟨json-value⟩}'],
    "programme": [
        *('{"schedule": {"conference": {"title": ⟨json-value⟩, "days": [{"date": "2021-06-07", "rooms": {"A": [⟨talk⟩, ⟨talk⟩]}}]}}}', "[⟨talk⟩]"),
        *('{"results": [⟨talk⟩, ⟨json-value⟩]}', '{"schedule": ⟨json-value⟩}', "⟨json-value⟩", '[{"date": "2021-06-07", "title": ⟨json-value⟩}]'),
    ],
}
# fmt: on


def sentence(rule: str, random: Random, depth: int = 0) -> str:
    """Return one sentence of a rule; the deepest rules take their first alternative, which leads out."""
    alternatives = GRAMMARS[rule]
    chosen = alternatives[0] if depth >= _DEEPEST else random.choice(alternatives)
    return _NAME.sub(lambda inner: sentence(inner[1], random, depth + 1), chosen)
