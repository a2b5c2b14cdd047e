"""An edition's table of contents, read with the standard library alone so that the first screen opens at once."""

import re
from pathlib import Path

from supporter_app.content.manuscript import Manuscript, open_manuscript
from supporter_app.domain.edition import ChapterEntry, ChapterId, Edition, EditionId, ItemId, PageId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.furigana import SCHOOL_YEARS

HEAD = ("id", "title", "name", "version", "published")
OPTIONAL = ("grades",)
READING = re.compile(r"\{([^{}|]+)\|[^{}|]+\}")
ENTRY = ("id", "title", "pages", "items", "minutes", "counted", "phrases")


def contents_file(edition: EditionId) -> str:
    """Name an edition's table of contents, from the root of the course."""
    return f"curriculum/{edition}/course.toml"


def edition_ids(root: Path) -> tuple[EditionId, ...]:
    """List the editions that have a table of contents."""
    found = sorted(path.parent.name for path in (root / "curriculum").glob("*/course.toml"))
    return tuple(EditionId(name) for name in found)


def read_contents(root: Path, edition: EditionId) -> Edition:
    """Read a table of contents; raises ContentError with everything wrong in it."""
    return _ContentsReading(open_manuscript(root, contents_file(edition))).read(edition)


class _ContentsReading:
    """What is known while one table of contents is read."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.problems: list[Problem] = []

    def read(self, edition: EditionId) -> Edition:
        tables = self.manuscript.toml()
        for key in tables.keys() - {*HEAD, *OPTIONAL, "chapters"}:
            self._wrong("key-unknown", key, key)
        head = [self._text(tables, key) for key in HEAD]
        if head[0] and head[0] != edition:
            self._wrong("edition-id", head[0], "id")
        listed = tables.get("chapters")
        if not isinstance(listed, list) or not listed:
            self._wrong("no-chapters", "")
            listed = []
        entries = tuple(self._entry(number, table) for number, table in enumerate(listed))
        grades = self._grades(tables.get("grades"))
        if self.problems:
            raise ContentError(tuple(self.problems))
        name, title, short, version, published = head
        return Edition(EditionId(name), title, short, version, published, entries, grades)

    def _wrong(self, code: str, detail: str, *path: str | int) -> None:
        self.problems.append(self.manuscript.problem(self.manuscript.line_of(path), code, detail))

    def _text(self, table: dict[str, object], key: str, *path: str | int) -> str:
        value = table.get(key)
        if value is None:
            self._wrong("key-missing", key, *path)
        elif not isinstance(value, str) or not value:
            self._wrong("value-wrong", key, *path, key)
        return value if isinstance(value, str) else ""

    def _texts(self, table: dict[str, object], key: str, *path: str | int) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._wrong("value-wrong", key, *path, key)
            return ()
        return tuple(value)

    def _entry(self, number: int, table: object) -> ChapterEntry:
        path = ("chapters", number)
        if not isinstance(table, dict):
            self._wrong("value-wrong", "chapters", *path)
            table = {}
        for key in table.keys() - set(ENTRY):
            self._wrong("key-unknown", key, *path, key)
        counted = table.get("counted", True)
        if not isinstance(counted, bool):
            self._wrong("value-wrong", "counted", *path, "counted")
        marked = self._text(table, "title", *path)
        return ChapterEntry(
            id=ChapterId(self._text(table, "id", *path)),
            title=without_readings(marked),
            pages=tuple(PageId(each) for each in self._texts(table, "pages", *path)),
            items=tuple(ItemId(each) for each in self._texts(table, "items", *path)),
            minutes=self._minutes(table.get("minutes"), *path),
            counted=bool(counted),
            phrases=self._texts(table, "phrases", *path),
            marked=marked,
        )

    def _grades(self, value: object) -> tuple[int, int] | None:
        match value:
            case None:
                return None
            case [int(first), int(last)] if _years(first, last):
                return first, last
        self._wrong("grade-unknown", str(value), "grades")
        return None

    def _minutes(self, value: object, *path: str | int) -> tuple[int, int]:
        match value:
            case [int(quick), int(unhurried)] if not _switches(quick, unhurried):
                return quick, unhurried
        if value is None:
            self._wrong("key-missing", "minutes", *path)
        else:
            self._wrong("value-wrong", "minutes", *path, "minutes")
        return 0, 0


def _years(first: int, last: int) -> bool:
    return not _switches(first, last) and first in SCHOOL_YEARS and last in SCHOOL_YEARS and first <= last


def _switches(*numbers: int) -> bool:
    """Tell whether true or false stands where a number should; Python counts them as numbers."""
    return any(isinstance(each, bool) for each in numbers)


def without_readings(marked: str) -> str:
    """Leave the markup of readings out of a title."""
    return READING.sub(r"\1", marked)
