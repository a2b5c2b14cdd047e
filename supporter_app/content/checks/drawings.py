"""Pictures: every one of them can be drawn on paper."""

from collections.abc import Iterator

from supporter_app.content.checks.material import Material
from supporter_app.content.pictures import FOLDER, read_picture
from supporter_app.domain.errors import ContentError, Problem


def check_drawings(material: Material) -> Iterator[Problem]:
    """Check the pictures of all editions, used or not, and that nothing else lies beside them."""
    for path in sorted((material.root / FOLDER).glob("[!.]*")):
        if path.suffix not in {".svg", ".md"}:
            yield Problem(f"{FOLDER}/{path.name}", 1, "picture-other")
    for path in sorted((material.root / FOLDER).glob("*.svg")):
        try:
            read_picture(material.root, path.stem)
        except ContentError as error:
            yield from error.problems
