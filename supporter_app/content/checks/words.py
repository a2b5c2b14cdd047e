"""The catalogues of the program's own words: none missing, none doubtful, every placeholder kept."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.content.checks.plain_words import Said, check_plain_words
from supporter_app.content.manuscript import open_manuscript
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.i18n import MODIFIER

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


def check_words(root: Path) -> Iterator[Problem]:
    """Check every catalogue under the root; a copy of the course alone has none."""
    read: dict[str, dict[str, Said]] = {}
    for path in sorted((root / "i18n").glob("*/LC_MESSAGES/*.po")):
        file, locale = path.relative_to(root).as_posix(), path.parts[-3]
        plain, modifier, _name = locale.partition(MODIFIER)
        try:
            catalogue = _read(root, file)
        except ContentError as error:
            yield from error.problems
            continue
        yield from _entries(file, catalogue, whole=not modifier)
        said = _said(catalogue)
        if modifier:
            yield from check_plain_words(root, file, said, read.get(plain, {}))
        read[locale] = said


def _read(root: Path, file: str) -> "Catalog":
    """Read a catalogue; raises ContentError when it cannot be."""
    import io

    from babel.messages.pofile import PoFileError, read_po

    manuscript = open_manuscript(root, file)
    try:
        return read_po(io.StringIO(manuscript.text), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", 0) + 1
        raise ContentError((Problem(file, line, "words-broken"),)) from error


def _entries(file: str, catalogue: "Catalog", *, whole: bool) -> Iterator[Problem]:
    """Check each entry; a catalogue that holds only what differs has no empty one."""
    for message in catalogue:
        if message.id and not whole and not any(_forms(message.string)):
            yield Problem(file, message.lineno or 1, "words-empty", _forms(message.id)[0])
        elif message.id:
            asked, said = _forms(message.id), _forms(message.string)
            for code in _faults(asked[0], said, doubtful=message.fuzzy, whole=whole):
                yield Problem(file, message.lineno or 1, code, asked[0])


def _said(catalogue: "Catalog") -> dict[str, Said]:
    """Give what a catalogue says, by msgid."""
    filled = [each for each in catalogue if each.id and each.string]
    return {_forms(each.id)[0]: Said(_forms(each.string), each.lineno or 1) for each in filled}


def _forms(words: object) -> list[str]:
    """Give the forms of a message: one, or one for each number."""
    forms = words if isinstance(words, tuple | list) else [words]
    return [str(each or "") for each in forms]


def _faults(asked: str, said: list[str], *, doubtful: bool, whole: bool) -> Iterator[str]:
    wanted = set(PLACEHOLDER.findall(asked))
    filled = [set(PLACEHOLDER.findall(each)) for each in said]
    if not said or not all(said):
        yield "words-missing"
    elif doubtful:
        yield "words-fuzzy"
    elif any(each - wanted if whole else each != wanted for each in filled):
        yield "words-placeholder"
