"""The one door to what comes with the program: curriculum, quizzes, assets and catalogues."""

from pathlib import Path

from supporter_app.domain.errors import ResourceMissing

PACKAGE = Path(__file__).resolve().parent
PACKED = "data"
"""Where the wheel and the frozen program keep these folders; in a checkout they lie at the top of the repository."""


def root() -> Path:
    """Give the folder that holds curriculum, quizzes, assets and i18n."""
    packed = PACKAGE / PACKED
    return packed if packed.is_dir() else PACKAGE.parent


def path(*parts: str) -> Path:
    """Give the place of a part of the program; raises ResourceMissing when it is not there."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise ResourceMissing(found)
    return found
