"""Papers of one learner: the named paper, the nameless slip, and the sheet of help lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from supporter_app.domain.certificate import Paper, PaperRequest
from supporter_app.domain.clock import Clock
from supporter_app.domain.completion import Completion
from supporter_app.domain.edition import Edition
from supporter_app.domain.errors import Unprintable

if TYPE_CHECKING:
    from supporter_app.content.library import Library
    from supporter_app.services.consultation import Offer


class Certification:
    """Makes papers; what a paper needs is imported when the first one is asked for, and no name is kept."""

    def __init__(self, library: "Library", clock: Clock) -> None:
        """Take the course and the clock."""
        self.library = library
        self.clock = clock

    def unprintable(self, name: str) -> tuple[Unprintable, ...]:
        """List the letters of a name that no font can draw."""
        from supporter_app.documents.fonts import unprintable

        return unprintable(name)

    def paper(self, request: PaperRequest, edition: Edition, completion: Completion) -> bytes:
        """Draw the paper as a PDF; raises UnprintableText, naming the letters, before anything is made."""
        from supporter_app.documents.certificate import papers

        return papers((paper_of(request, edition, completion),))

    def record_slip(self, edition: Edition, completion: Completion) -> bytes:
        """Draw the record slip as a PDF; it holds no name."""
        from supporter_app.documents.record_slip import record_slip

        return record_slip(edition, completion)

    def helpline_sheet(self, offers: Sequence["Offer"]) -> bytes:
        """Draw one page of help lines as a PDF."""
        from supporter_app.documents.helpline_sheet import helpline_sheet

        return helpline_sheet([offer.line for offer in offers])

    def render(self, pdf: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
        """Draw a page of a PDF for the screen: width, height, rows of red, green, blue."""
        from supporter_app.documents.preview import render

        return render(pdf, page, dpi)

    def words(self, pdf: bytes) -> str:
        """Give the words of a PDF, for those who do not see its picture."""
        from supporter_app.documents.preview import text_of

        return text_of(pdf)


def paper_of(request: PaperRequest, edition: Edition, completion: Completion) -> Paper:
    """Put together what stands on a paper."""
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
