"""The catalogues of the program's own words: none missing, none doubtful, every placeholder kept."""

import re
from collections.abc import Iterator
from pathlib import Path

from supporter_app.content.manuscript import open_manuscript
from supporter_app.domain.errors import ContentError, Problem

PLACEHOLDER = re.compile(r"\{[a-z_]*\}")


def check_words(root: Path) -> Iterator[Problem]:
    """Check every catalogue under the root; a copy of the course alone has none."""
    for path in sorted((root / "i18n").glob("*/LC_MESSAGES/*.po")):
        yield from _catalogue(root, path.relative_to(root).as_posix())


def _catalogue(root: Path, file: str) -> Iterator[Problem]:
    import io

    from babel.messages.pofile import PoFileError, read_po

    try:
        text = open_manuscript(root, file).text
        catalogue = read_po(io.StringIO(text), abort_invalid=True)
    except ContentError as error:
        yield from error.problems
        return
    except (PoFileError, ValueError) as error:
        yield Problem(file, getattr(error, "lineno", 0) + 1, "words-broken")
        return
    for message in catalogue:
        if message.id:
            asked, said = _forms(message.id), _forms(message.string)
            for code in _faults(asked[0], said, doubtful=message.fuzzy):
                yield Problem(file, message.lineno or 1, code, asked[0])


def _forms(words: object) -> list[str]:
    """Give the forms of a message: one, or one for each number."""
    forms = words if isinstance(words, tuple | list) else [words]
    return [str(each or "") for each in forms]


def _faults(asked: str, said: list[str], *, doubtful: bool) -> Iterator[str]:
    if not said or not all(said):
        yield "words-missing"
    elif doubtful:
        yield "words-fuzzy"
    elif any(set(PLACEHOLDER.findall(each)) - set(PLACEHOLDER.findall(asked)) for each in said):
        yield "words-placeholder"
