"""Papers: the learner's own paper, the record slip, the sheet of help lines, and the preview of each."""

from typing import TYPE_CHECKING

from supporter_app.domain.certificate import Paper, PaperRequest, RecordSlip
from supporter_app.domain.clock import Clock, today
from supporter_app.domain.completion import Completion
from supporter_app.domain.edition import ChapterId, Edition
from supporter_app.domain.furigana import FuriganaChoice
from supporter_app.domain.unprintable import Unprintable

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.services.consultation import Offer


class Certification:
    """Makes papers as PDF; fonts and the drawing library are loaded with the first one."""

    def __init__(self, library: "Library", clock: Clock) -> None:
        """Take the course and the clock."""
        self.library = library
        self.clock = clock

    def unprintable(self, name: str) -> tuple[Unprintable, ...]:
        """Find the letters of a name that no available font can draw."""
        from supporter_app.documents.fonts import unprintable

        return unprintable(name)

    def paper(self, request: PaperRequest, edition: Edition, completion: Completion) -> bytes:
        """Make one learner's paper, its line free for an empty name; raises UnprintableText before anything is made."""
        from supporter_app.documents.certificate import papers

        return papers((paper_of(request, edition, completion),))

    def record_slip(self, edition: Edition, completion: Completion) -> bytes:
        """Make the slip that a hall counts; it carries no name."""
        from supporter_app.documents.record_slip import record_slip

        return record_slip(slip_of(edition, completion))

    def recovery_sheet(self, code: str) -> bytes:
        """Make the page with the recovery code of the vault, to be printed once."""
        from supporter_app.documents.recovery_sheet import recovery_sheet

        return recovery_sheet(code, today(self.clock))

    def helpline_sheet(self, offers: "tuple[Offer, ...]", furigana: FuriganaChoice | None = None) -> bytes:
        """Make one page of help lines to keep in a pocket, with the furigana of whoever asks for it."""
        from supporter_app.documents.helpline_sheet import SheetLine, helpline_sheet
        from supporter_app.documents.ruby import Style

        style = Style(12, furigana, self.library.kanji()) if furigana is not None else None
        lines = tuple(SheetLine(each.line, each.check_first) for each in offers)
        return helpline_sheet(lines, today(self.clock), style)

    def render(self, pdf: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
        """Draw a page, counted from 0, on white: width and height in pixels, then RGB bytes."""
        from supporter_app.documents.preview import render

        return render(pdf, page, dpi)

    def pages(self, pdf: bytes) -> int:
        """Count the pages of a PDF."""
        from supporter_app.documents.preview import pages_of

        return pages_of(pdf)

    def words(self, pdf: bytes) -> str:
        """Give the words of a PDF, for those who do not see the preview."""
        from supporter_app.documents.preview import text_of

        return text_of(pdf)


def paper_of(request: PaperRequest, edition: Edition, completion: Completion) -> Paper:
    """Put together what stands on a paper; version and day are those of the completion, not of today."""
    return Paper(
        name=request.name,
        title=request.title,
        course=edition.title,
        edition=edition.name,
        content_version=completion.content_version,
        completed_on=completion.completed_on,
        landscape=request.landscape,
        sample=request.sample,
    )


def slip_of(edition: Edition, completion: Completion) -> RecordSlip:
    """Put together what stands on a record slip; a chapter that the course no longer has keeps its id."""
    titles: dict[ChapterId, str] = {entry.id: entry.title for entry in edition.chapters}
    return RecordSlip(
        course=edition.title,
        edition=edition.name,
        content_version=completion.content_version,
        completed_on=completion.completed_on,
        chapters=tuple(titles.get(chapter, chapter) for chapter in completion.chapters),
        code=completion.code.shown(),
        doubtful=bool(completion.marks),
    )
