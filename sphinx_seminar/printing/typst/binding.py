"""Binding of a volume: compiling its markup with its pictures, and messages for its author."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.printing.arrangement import has_parts
from sphinx_seminar.printing.title_page import words_of
from sphinx_seminar.printing.typst import blocks, figures, front, inline
from sphinx_seminar.printing.typst.compiling import (
    Compiled,
    CompilingError,
    broken_pictures,
    compile_book,
    draw,
    families,
    installed_families,
)
from sphinx_seminar.printing.typst.formulas import UnsettableError
from sphinx_seminar.printing.typst.formulas.source import Macro, Source
from sphinx_seminar.printing.typst.writer import Writer, string, text, with_line
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.warnings_ import warn

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_seminar.printing.typst.volume import Volume

#: The functions that write nodes, by the nodes' classes.
_WAYS = {**inline.WAYS, **blocks.WAYS, **figures.WAYS}
_PAPERS = {"letter": "us-letter", "legal": "us-legal", "executive": "us-executive", "b5": "iso-b5", "a5": "a5"}
_DEFINITIONS = re.compile(r"\\(newcommand|renewcommand|providecommand|def|DeclareMathOperator)(?![A-Za-z])")


def bind(volume: Volume, builder: Builder, day: str, timestamp: int | None) -> bytes | None:
    """Return the PDF of a volume; ``None``, with a warning, where it could not be made."""
    config = volume.env.config
    volume.survey()
    index = front.index(volume, builder) if volume.whole and config.html_use_index else []
    volume.wanted.update(label for _letter, lines in index for line in lines for label in line.labels)
    writer = Writer(volume, _WAYS, volume.docname, macros=macros(config))
    source = _source(volume, writer, index, day, timestamp)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(Path(__file__).with_name("book.typ"), folder / "style.typ")
        _lay_out(volume, folder)
        compiled = _compiled(volume, folder, source, timestamp)
    if compiled is None:
        return None
    _tell_missing(volume, compiled.missing)
    if compiled.refused:
        message = f"the PDF of '{volume.docname}' does not claim to be PDF/UA; Typst says: {compiled.refused}"
        warn("export", message, volume.path(volume.docname))
    return compiled.pdf


def macros(config: Config) -> dict[str, Macro]:
    """Return the macros for formulas that ``conf.py`` defines, for MathJax or in LaTeX's preamble."""
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


def _source(volume: Volume, writer: Writer, index: front.Index, day: str, timestamp: int | None) -> str:
    config = volume.env.config
    language, region = _language(config.language)
    chapters = 2 if has_parts(volume.tree) else 1
    writer.level = chapters
    body = writer.blocks(volume.tree)
    pages = [body, front.index_chapter(index)]
    if volume.whole:
        pages[:0] = [front.title_page(volume, _title(volume, writer), day, _logo(volume)), front.contents(chapters)]
    options = {
        "title": string(volume.title),
        "authors": f"({''.join(f'{string(name)}, ' for name in volume.authors)})",
        "dated": "true" if timestamp is not None else "false",
        "language": string(language),
        "region": string(region) if region else "none",
        "fonts": f"({''.join(f'{string(name)}, ' for name in _fonts(config))})",
        "paper": string(_paper(config)),
        "size": _size(config),
    }
    given = ", ".join(f"{name}: {value}" for name, value in options.items())
    return "\n\n".join(['#import "style.typ": *', f"#show: book.with({given})", *filter(None, pages)]) + "\n"


def _language(name: str) -> tuple[str, str]:
    """Return language and region for Typst from a language code of Sphinx, such as "pt_BR" or "sr@latin"."""
    found = re.match(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?(?![a-z])", name.lower())
    return (found[1], (found[2] or "").upper()) if found is not None else ("en", "")


def _size(config: Config) -> str:
    size: str = config.latex_elements.get("pointsize", "")
    return size if re.fullmatch(r"\d+(?:\.\d+)?pt", size) else "10.5pt"


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


def _title(volume: Volume, writer: Writer) -> str:
    """Return the title of the title page, with formulas where it is the title of the course."""
    course = domain_of(volume.env).book.course
    if course is None or words_of(course.title) != volume.title:
        return text(volume.title)
    return "".join(map(writer.write, text_nodes(course.title)))


def _logo(volume: Volume) -> str:
    """Return the picture on the title page, as ``latex_logo`` names it."""
    path = Path(volume.env.srcdir, volume.env.config.latex_logo or "")
    return volume.file(path, volume.tree) if path.is_file() else ""


def _compiled(volume: Volume, folder: Path, source: str, timestamp: int | None) -> Compiled | None:
    """Compile a source; once more, without them, where pictures could not be read."""
    try:
        return compile_book(folder, source, timestamp)
    except CompilingError as error:
        if _replace_broken(volume, folder):
            return _compiled(volume, folder, source, timestamp)
        message = f"the PDF of '{volume.docname}' could not be made; Typst says: {error}"
        warn("export", message, volume.path(volume.docname))
        return None


def _lay_out(volume: Volume, folder: Path) -> None:
    """Put the pictures beside the source, those of PDFs as they are drawn."""
    pdfs = {}
    for path, (name, _node) in volume.pictures.items():
        if path.suffix.lower() == ".pdf":
            pdfs[path] = folder / name
        else:
            shutil.copyfile(path, folder / name)
    for path in draw(pdfs):
        _whiten(volume, path, folder)


def _replace_broken(volume: Volume, folder: Path) -> bool:
    """Put a white picture in the place of those that cannot be read; tell whether there were any."""
    paths = {name: path for path, (name, _node) in volume.pictures.items()}
    broken = broken_pictures(folder, paths)
    for name in broken:
        _whiten(volume, paths[name], folder)
    return bool(broken)


def _whiten(volume: Volume, path: Path, folder: Path) -> None:
    name, node = volume.pictures[path]
    Image.new("RGB", (1, 1), "white").save(folder / name, "PNG")
    shown = path.relative_to(volume.env.srcdir) if path.is_relative_to(volume.env.srcdir) else path
    message = f"the picture '{shown.as_posix()}' cannot be read; its place in the PDF stays white"
    warn("export", message, with_line(node) or volume.path(volume.docname))


def _tell_missing(volume: Volume, letters: list[str]) -> None:
    """Warn once a script of letters that no font has, at the first place of one of them."""
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
        warn("export", message, volume.place_of_letter(first))
