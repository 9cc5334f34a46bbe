"""Photos of people: published small, upright, and without what a camera notes in them, such as the place."""

from __future__ import annotations

import hashlib
import os
import warnings
from pathlib import Path

#: Where, beside the doctrees, the smaller pictures stand.
PHOTOS_FOLDER = "seminar-photos"
#: The shorter side of a picture, in pixels: twice what a card shows.
SIDE = 256
#: The kinds of pictures that are read, with the endings of their files.
_KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def published_photo(source: Path, memory: Path) -> tuple[str, tuple[int, int]] | str:
    """Make the picture that is published of a photo, unless ``memory`` has it; a smaller one is not enlarged.

    Returns its name in ``memory``, with its width and height in pixels, or what is wrong with the photo.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        content = source.read_bytes()
        name = hashlib.sha256(f"{SIDE}".encode() + content).hexdigest()[:32]
        with warnings.catch_warnings():
            # A small file can unfold into any number of pixels.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=list(_KINDS)) as photo:
                kind = str(photo.format)
                target = memory / f"{name}{_KINDS[kind]}"
                if target.is_file():
                    with Image.open(target) as known:
                        return target.name, known.size
                upright = ImageOps.exif_transpose(photo) or photo
                factor = min(1.0, SIDE / max(1, min(upright.size)))
                size = (max(1, round(upright.width * factor)), max(1, round(upright.height * factor)))
                small = upright.convert("RGB" if kind == "JPEG" else "RGBA").resize(size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        reason = "it is no JPEG, PNG or WebP" if isinstance(error, UnidentifiedImageError) else str(error)
        return f"cannot be read as a photo ({reason.splitlines()[0] if reason else type(error).__name__})"
    memory.mkdir(parents=True, exist_ok=True)
    # A picture of its own, of which nothing is known but its pixels.
    bare = Image.frombytes(small.mode, small.size, small.tobytes())
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    bare.save(unfinished, format=kind, quality=85)
    unfinished.replace(target)
    return target.name, size
