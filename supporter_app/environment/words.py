"""Compiles the catalogues of words; run with the Python of the virtual environment, which has Babel."""

import os
import sys
from pathlib import Path


def stale(root: Path) -> tuple[Path, ...]:
    """List the catalogues (.po) whose compiled form (.mo) is not there or older."""
    sources = sorted((root / "i18n").glob("*/LC_MESSAGES/*.po"))
    return tuple(source for source in sources if _is_older(source.with_suffix(".mo"), source))


def _is_older(compiled: Path, source: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_words(source: Path) -> None:
    """Write the .mo beside a .po, whole or not at all."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as handle:
        catalogue = read_po(handle)
    unfinished = source.with_suffix(f".{os.getpid()}.mo")
    with unfinished.open("wb") as handle:
        write_mo(handle, catalogue)
    unfinished.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_words(Path(name))
