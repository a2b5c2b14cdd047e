"""Looking for a person's name in whatever a program left on disk."""

import unicodedata
from pathlib import Path


def files_with(name: str, folder: Path) -> list[Path]:
    """List the files that hold a name, or a part of it between spaces, in any of the usual encodings."""
    words = {form for each in name.split() for form in (each, unicodedata.normalize("NFD", each))}
    wanted = {word.encode(code) for word in words for code in ("utf-8", "utf-16-le", "utf-16-be")}
    wanted |= {word.encode("cp932", "ignore") for word in words} - {b""}
    wanted |= {word.encode("unicode_escape") for word in words}
    return [path for path in folder.rglob("*") if path.is_file() and holds(path, wanted)]


def holds(path: Path, wanted: set[bytes]) -> bool:
    """Tell whether a file holds one of these."""
    content = path.read_bytes()
    return any(each in content for each in wanted)
