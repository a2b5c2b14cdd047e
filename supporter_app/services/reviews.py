"""The review of an edition: a sheet goes out to the people who check it, and comes back as an overlay on this computer.

The overlay lies beside the records as `reviews/<edition>.json`; it can be handed on, and lapses where a text changes.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.clock import Clock, today
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError, ImportWrong, RequestRefused
from supporter_app.domain.review import Mark, Review, ReviewState, ReviewText, review_state
from supporter_app.files import is_there, read_limited, write_whole
from supporter_app.i18n import _
from supporter_app.storage.folder import REVIEWS, make_folder

if TYPE_CHECKING:
    from supporter_app.content.library import Library

LIMIT = 16_000_000
KEYS = ("place", "digest", "role", "day", "remark", "mark")
BOXES = {Mark.RIGHT: "○", Mark.WRONG: "×", Mark.OPEN: ""}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a sheet: rows found right, rows whose text has changed since it was written, rows of no text.

    `remarks` are those on texts that were not found right, place and words: what somebody now has to look at.
    """

    edition: EditionId
    taken: int
    changed: tuple[str, ...]
    unknown: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...] = ()


class Reviews:
    """Writes review sheets, takes them back, and tells how far the review is."""

    def __init__(self, data_dir: Path | None, library: "Library", clock: Clock) -> None:
        """Take the data folder (None: nothing is kept), the course and the clock."""
        self.data_dir = data_dir
        self.library = library
        self.clock = clock

    def sheet(self, edition: EditionId) -> bytes:
        """Write the sheet of an edition as a workbook; what was checked before is filled in."""
        from supporter_app.documents.tables.workbook import workbook
        from supporter_app.domain.table import Column, Table
        from supporter_app.exchange.review_sheet import COLUMNS

        contents = self.library.edition(edition)
        known = {(each.place, each.digest): each for each in sorted(self.reviews(edition), key=_weight)}
        rows = tuple(_row(text, known.get((text.place, text.digest))) for text in self._texts(edition))
        columns = tuple(Column(key, words) for key, words in COLUMNS.items())
        about = (
            (_("Edition"), contents.name),
            (_("Content version"), contents.version),
            (
                _("How to fill it in"),
                _("Put ○ where text and readings are right, × where not. Write your role once, not your name."),
            ),
        )
        return workbook(Table(_("Review sheet, {name}").format(name=contents.name), columns, rows, about))

    def take(self, content: bytes, file: str, edition: EditionId) -> Taken:
        """Take a filled sheet back; raises ImportWrong, and RequestRefused review-future for a day still to come."""
        from supporter_app.exchange.review_sheet import read_reviews

        before = self.reviews(edition)
        given = read_reviews(content, file, before)
        if any(each.day is not None and each.day > today(self.clock) for each in given):
            raise RequestRefused("review-future")
        now = {text.place: text.digest for text in self._texts(edition)}
        good = [each for each in given if now.get(each.place) == each.digest]
        changed = tuple(each.place for each in given if each.place in now and now[each.place] != each.digest)
        unknown = tuple(each.place for each in given if each.place not in now)
        if given and len(unknown) == len(given):
            raise ImportWrong(file, "review-edition", detail=edition)
        kept = {(each.place, each.role): each for each in (*before, *good)}
        self._keep(edition, tuple(kept.values()), file)
        open_ones = tuple((each.place, each.remark) for each in given if each.mark is not Mark.RIGHT)
        return Taken(edition, sum(each.mark is Mark.RIGHT for each in good), changed, unknown, open_ones)

    def edition_of(self, content: bytes, file: str) -> EditionId:
        """Find the edition a sheet is of, by all the texts on it; raises ImportWrong where it is of none."""
        from supporter_app.exchange.review_sheet import named_texts, read_reviews

        if not read_reviews(content, file):
            raise ImportWrong(file, "review-empty")
        named = named_texts(content, file)
        places, digests = ({each[part] for each in named} for part in (0, 1))
        best, most = None, 0
        for edition in self.library.editions():
            texts = self._texts(edition)
            held = sum((text.place in places) + 2 * (text.digest in digests) for text in texts)
            if held > most:
                best, most = edition, held
        if best is None:
            raise ImportWrong(file, "review-empty")
        return best

    def reviews(self, edition: EditionId) -> tuple[Review, ...]:
        """Give what was taken back on this computer; an overlay that cannot be read counts for nothing."""
        path = self._path(edition)
        if path is None or not is_there(path):
            return ()
        try:
            rows = json.loads(read_limited(path, LIMIT))
            return tuple(_read(row) for row in rows)
        except (ValueError, TypeError, KeyError, RecursionError):
            return ()

    def state(self, edition: EditionId) -> ReviewState:
        """Tell how many texts of an edition were checked; raises ContentError when it cannot be read."""
        return review_state(self._texts(edition), self.reviews(edition))

    def checked(self, edition: EditionId) -> bool:
        """Tell whether every text of an edition was checked as it reads now."""
        if not self.reviews(edition):
            return False
        try:
            return self.state(edition).whole
        except ContentError:
            return False

    def _texts(self, edition: EditionId) -> tuple[ReviewText, ...]:
        from supporter_app.content.review_texts import review_texts

        return review_texts(self.library.root, edition)

    def _path(self, edition: EditionId) -> Path | None:
        return None if self.data_dir is None else self.data_dir / REVIEWS / f"{edition}.json"

    def _keep(self, edition: EditionId, reviews: tuple[Review, ...], file: str) -> None:
        path = self._path(edition)
        if path is None:
            return
        rows = [_written(each) for each in sorted(reviews, key=lambda each: (each.place, each.role))]
        content = json.dumps(rows, ensure_ascii=False, indent=1).encode()
        if len(content) > LIMIT:
            raise ImportWrong(file, "too-large", detail=str(LIMIT // 1_000_000))
        make_folder(path.parent)
        write_whole(path, content)


def _written(review: Review) -> dict[str, str]:
    day = "" if review.day is None else review.day.isoformat()
    words = (review.place, review.digest, review.role, day, review.remark, review.mark.value)
    return dict(zip(KEYS, words, strict=True))


def _read(row: dict[str, str]) -> Review:
    """Read a review back; raises ValueError, TypeError or KeyError where it is none."""
    if not (set(row) <= set(KEYS) and all(isinstance(value, str) for value in row.values())):
        raise ValueError
    day = date.fromisoformat(row["day"]) if row["day"] else None
    mark = Mark(row.get("mark", Mark.RIGHT.value))
    if mark is Mark.RIGHT and (day is None or not row["role"]):
        raise ValueError
    return Review(row["place"], row["digest"], row["role"], day, row["remark"], mark)


def _weight(review: Review) -> tuple[int, date]:
    """Order what several people said of one text: what somebody found wrong weighs most, then what is newest."""
    return (Mark.OPEN, Mark.RIGHT, Mark.WRONG).index(review.mark), review.day or date.min


def _row(text: ReviewText, known: Review | None) -> tuple[str, ...]:
    said = ("", "", "", "")
    if known is not None:
        day = "" if known.day is None else known.day.isoformat()
        said = (BOXES[known.mark], known.role, day, known.remark)
    return (text.place, text.words, text.readings, *said, text.digest)
