"""Binding a volume: its markup, its pictures, and what its author is told."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.printing.title_page import words_of
from sphinx_seminar.printing.typst import front
from sphinx_seminar.printing.typst.compiling import CompilingError, compile_book, installed_families
from sphinx_seminar.printing.typst.fonts import families
from sphinx_seminar.printing.typst.formulas import UnsettableError, formula
from sphinx_seminar.printing.typst.formulas.source import Macro, Source
from sphinx_seminar.printing.typst.markup import string, text
from sphinx_seminar.printing.typst.rasters import draw
from sphinx_seminar.printing.typst.ways import WAYS
from sphinx_seminar.printing.typst.writer import Writer, walk
from sphinx_seminar.rendering.print.commands import printed
from sphinx_seminar.warnings_ import warn

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_seminar.printing.typst.volume import Volume

_PAPERS = {"letter": "us-letter", "legal": "us-legal", "executive": "us-executive", "b5": "iso-b5", "a5": "a5"}
_DEFINITIONS = re.compile(r"\\(newcommand|renewcommand|providecommand|def|DeclareMathOperator)(?![A-Za-z])")


def bind(volume: Volume, builder: Builder, day: str, timestamp: int | None) -> bytes | None:
    """Return the PDF of a volume; ``None`` where it could not be made, which is told."""
    config = volume.env.config
    volume.survey()
    entries = front.index(volume, builder) if volume.whole and config.html_use_index else []
    volume.want(front.index_targets(entries))
    writer = Writer(volume, WAYS, volume.docname, macros=macros(config))
    source = _source(volume, writer, entries, day, timestamp)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(Path(__file__).with_name("book.typ"), folder / "style.typ")
        for picture in _lay_out(volume, folder):
            warn(
                "export",
                f"the picture '{picture}' cannot be drawn as a page of a PDF; it is left white",
                volume.path(volume.docname),
            )
        try:
            compiled = compile_book(folder, source, timestamp)
        except CompilingError as error:
            warn("export", f"the PDF of '{volume.docname}' could not be made; Typst says: {error}")
            return None
    _tell_missing(volume, compiled.missing)
    if compiled.refused:
        message = (
            f"the PDF of '{volume.docname}' is not PDF/UA, and does not claim to be; Typst says: {compiled.refused}"
        )
        warn("export", message, volume.path(volume.docname))
    return compiled.pdf


def macros(config: Config) -> dict[str, Macro]:
    """Return the commands of formulas that ``conf.py`` defines, for web pages or in LaTeX's preamble."""
    found: dict[str, Macro] = {}
    preamble = config.latex_elements.get("preamble", "")
    for definition in _DEFINITIONS.finditer(preamble):
        try:
            Source(preamble, found, definition.end()).define(definition[1])
        except UnsettableError:
            continue
    for name in ("mathjax_config", "mathjax3_config", "mathjax4_config"):
        settings: Any = getattr(config, name, None) or {}
        tex: dict[str, Any] = next((settings[key] for key in ("tex", "TeX") if isinstance(settings.get(key), dict)), {})
        defined: dict[str, Any] = next((tex[key] for key in ("macros", "Macros") if isinstance(tex.get(key), dict)), {})
        for command, value in defined.items():
            body, *rest = [value] if isinstance(value, str) else [str(part) for part in value]
            number = int(rest[0]) if rest and rest[0].isdigit() else 0
            found[command] = Macro(number, body if number else f"{{{body}}}", rest[1] if len(rest) > 1 else None)
    return found


def _source(volume: Volume, writer: Writer, entries: list[Any], day: str, timestamp: int | None) -> str:
    config = volume.env.config
    language, _line, region = config.language.replace("-", "_").partition("_")
    parts = any(isinstance(node, printed) and node["how"] == "part" for node in volume.tree.findall(printed))
    chapters = 2 if parts else 1
    writer.level = chapters
    body = writer.blocks(volume.tree)
    pages = (
        [front.title_page(volume, _title(volume), day, _logo(volume)), front.contents(chapters)] if volume.whole else []
    )
    pages += [body, front.index_chapter(volume, entries)]
    options = {
        "title": string(volume.title),
        "authors": f"({''.join(f'{string(name)}, ' for name in volume.authors)})",
        "dated": "true" if timestamp is not None else "false",
        "language": string(language.lower() or "en"),
        "region": string(region) if len(region) == 2 else "none",
        "fonts": f"({''.join(f'{string(name)}, ' for name in _fonts(config))})",
        "paper": string(_paper(config)),
        "size": config.latex_elements.get("pointsize", "10.5pt"),
    }
    given = ", ".join(f"{name}: {value}" for name, value in options.items())
    return "\n\n".join(['#import "style.typ": *', f"#show: book.with({given})", *filter(None, pages)]) + "\n"


def _paper(config: Config) -> str:
    name = config.latex_elements.get("papersize", "a4paper").removesuffix("paper")
    return _PAPERS.get(name, "a4")


def _fonts(config: Config) -> tuple[str, ...]:
    """Return the fonts of the text: the author's, the one that the compiler brings, those of other scripts."""
    installed = set(installed_families())
    for name in config.seminar_pdf_fonts:
        if name not in installed:
            warn("export", f"seminar_pdf_fonts names '{name}', which is no font of this system; it is passed over")
    own = [name for name in config.seminar_pdf_fonts if name in installed]
    return tuple(dict.fromkeys((*own, "Libertinus Serif", *families(config.language, installed))))


def _title(volume: Volume) -> str:
    """Return the title for its page, with its formulas where it is the course's."""
    course = domain_of(volume.env).book.course
    if course is None or words_of(course.title) != volume.title:
        return text(volume.title)
    spans = []
    for span in course.title.spans:
        try:
            shown = (
                f"#math.equation(alt: {string(span.value)}, ${formula(span.value, {})}$);"
                if span.kind == "math"
                else ""
            )
        except UnsettableError:
            shown = ""
        spans.append(shown or text(span.value))
    return "".join(spans)


def _logo(volume: Volume) -> str:
    """Return the picture on the title page, as ``latex_logo`` names it."""
    path = Path(volume.env.srcdir, volume.env.config.latex_logo or "")
    return volume.file(path, path.suffix.lower() if path.suffix.lower() != ".pdf" else ".png") if path.is_file() else ""


def _lay_out(volume: Volume, folder: Path) -> list[Path]:
    """Put the pictures beside the source; return those that cannot be drawn, in whose place a white one stands."""
    pdfs = {}
    for path, name in volume.pictures.items():
        if path.suffix.lower() == Path(name).suffix:
            shutil.copyfile(path, folder / name)
        else:
            pdfs[path] = folder / name
    failed = draw(pdfs)
    from sphinx_seminar.printing.typst.rasters import png

    for path in failed:
        pdfs[path].write_bytes(png(1, 1, [b"\xff\xff\xff"]))
    return failed


def _tell_missing(volume: Volume, letters: list[str]) -> None:
    """Tell of each script that some letters have no font, at the first place that has one of them."""
    scripts: dict[str, list[str]] = {}
    for letter in letters:
        # Signs and emoji are in no script, and in one font.
        of_words = letter.isalpha() or unicodedata.combining(letter)
        scripts.setdefault(unicodedata.name(letter, "").split(" ")[0] if of_words else "", []).append(letter)
    for found in scripts.values():
        first, *others = found
        name = unicodedata.name(first, f"U+{ord(first):04X}")
        more = f", nor {len(others)} more of its kind ({' '.join(others[:5])})" if others else ""
        message = (
            f"no font of this system has the letter '{first}' ({name}){more}; install one that has it, or name it in "
            "seminar_pdf_fonts. '\N{REPLACEMENT CHARACTER}' is printed in its place"
        )
        warn("export", message, _place_of(volume, first))


def _place_of(volume: Volume, letter: str) -> nodes.Node | str:
    for docname, node in walk(volume.tree, volume.docname):
        if any(isinstance(child, nodes.Text) and letter in child for child in node.children):
            place: nodes.Node | None = node
            while place is not None and not place.line:
                place = place.parent
            return place if place is not None else volume.path(docname)
    return volume.path(volume.docname)
