"""What generators of sites fill into pages, as readers of the site see it, and what readers do not see."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.site_settings import said_by, variables_in
from sphinx_seminar.cli.importing.templates import PLACE, Templates
from tests.limits import at_most

SETTINGS = {"title": "CS 101", "course": {"term": "Fall 2024", "room": 5}, "shown": True, "menu": [{"name": "Home"}]}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{{ site.title }} in {{ course.term }}", "CS 101 in Fall 2024"),
        ("{{< var course.room >}}", "5"),
        ("[Plan]({{ '/plan/' | relative_url }})", "[Plan](/plan/)"),
        (
            "[Plan]({% link plan.md %}) and [news]({% post_url 2024-09-01-a %})",
            "[Plan](plan.md) and [news](2024-09-01-a)",
        ),
        ('[Rules]({{< ref "rules.md" >}}), [more]({{% relref more %}})', "[Rules](rules.md), [more](more)"),
        ("{% midTerm 2 %} is near", "**mid term 2** is near"),
        ("`{{ site.title }}`", "`{{ site.title }}`"),
        ("~~~\n{{ site.title }}\n~~~\n", "~~~\n{{ site.title }}\n~~~\n"),
        ("```\n{{ site.title }}\n", "```\n{{ site.title }}\n"),
        ("```make html```\n{{ site.title }}\n", "```make html```\nCS 101\n"),
        ("No templates, 5 % {of} it.", "No templates, 5 % {of} it."),
    ],
)
def test_a_page_says_what_its_site_fills_in(written: str, read: str) -> None:
    templates = Templates(variables_in({"site": SETTINGS, **SETTINGS}))
    assert templates.filled(written) == read
    assert templates.left_out == 0


@pytest.mark.parametrize(
    "written",
    [
        "{{ page.unknown }}",
        "{% if site.title %}",
        "{{< video a.mp4 >}}",
        "{% include nav.html\n   wide=true %}",
        "{% for one in list %}\n{{ one }}\n{% endfor %}",
        "```{r setup, include=FALSE}\nlibrary(x)\n```",
        "```{python}\n#| echo: false\nplot()\n```",
    ],
)
def test_what_is_not_known_before_the_site_is_built_is_left_out_and_counted(written: str) -> None:
    templates = Templates()
    page = f"Before\n{written}\nbehind\n"
    filled = templates.filled(page)
    assert filled.split() == ["Before", "behind"]
    assert filled.count("\n") == page.count("\n")
    assert templates.left_out == 1


def test_code_that_readers_see_stays() -> None:
    code = "```{r}\nmean(1:3)\n```\n"
    assert Templates().filled(code) == code


@pytest.mark.parametrize(
    "loop",
    [
        "{% for one in site.staff %}\n{{ one.name }}\n{% endfor %}",
        "{%- for one in site.data.staff -%}{% for tag in one.tags %}{{ tag }}{% endfor %}\n{%- endfor -%}",
        "{% assign people = site.staff | sort: 'name' %}{% for one in people %}{{ one }}{% endfor %}",
        "{% tablerow one in site.staff cols:2 %}{{ one }}{% endtablerow %}",
    ],
)
def test_a_loop_over_a_collection_is_its_place(loop: str) -> None:
    filled = Templates().filled(f"Before\n{loop}\nbehind")
    assert PLACE.findall(filled) == ["staff"]
    assert PLACE.sub("", filled).split() == ["Before", "behind"]


@pytest.mark.parametrize(
    "piece", ["{% for x in y %}", "{% for x ", "{% a ", "{{< ref ", "{{ 'a' | ", "```{r}\n", "~~~\nx", "`a"]
)
def test_templates_that_nobody_closes_take_no_time(piece: str) -> None:
    with at_most(5, 500):
        Templates().filled(piece * 5_000)


@pytest.mark.parametrize(
    ("settings", "base", "said"),
    [
        ({"title": "CS 101", "lang": "de"}, "", {"title": "CS 101", "language": "de"}),
        ({"title": "CS 101", "lang": "en-US"}, "", {"title": "CS 101"}),
        ({"title": ["CS"], "website": {"title": "CS 102"}}, "", {"title": "CS 102"}),
        ({"params": {"course_name": "CS 103"}, "semester": "Fall 2024"}, "", {"title": "CS 103", "term": "Fall 2024"}),
        ({"title": "CS 101"}, "/classes/sp25", {"title": "CS 101", "term": "sp 2025"}),
        ({"term": "fa24"}, "", {"term": "fa 2024"}),
        ({"description": "Spring 2025"}, "", {"term": "Spring 2025"}),
        ({"description": 5}, "", {}),
    ],
)
def test_the_settings_of_a_site_say_what_it_is_about(
    settings: dict[str, object], base: str, said: dict[str, str]
) -> None:
    assert said_by(settings, {}, base) == said


def test_variables_have_dotted_names_and_lists_have_none() -> None:
    assert variables_in(SETTINGS) == {"title": "CS 101", "course.term": "Fall 2024", "course.room": "5"}
