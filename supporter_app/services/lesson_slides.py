"""The pages of a lesson for the screen, in the order of its route: pages, questions, scene, worksheet, quiet time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supporter_app.domain.course import (
    BulletList,
    Care,
    Heading,
    HelplinesBlock,
    Page,
    Paragraph,
    Picture,
    SceneBlock,
    Table,
)
from supporter_app.domain.edition import ChapterId, EditionId, ItemId, PageId
from supporter_app.domain.lesson import Stop, StopKind
from supporter_app.domain.quiz import Scene, Step, Verdict
from supporter_app.domain.ruby import RubyText, Run, marked_text
from supporter_app.domain.school import WORKSHEET, HelpEntry, PaperPage
from supporter_app.i18n import _

if TYPE_CHECKING:
    from supporter_app.content.library import Library

SHOWN = (Paragraph, Heading, BulletList, Table, Care)
UNDER_18 = "under18"
GAP = "　"
"""Between an answer and what is said about it."""
STAYING = 4
"""Help lines that stay on the screen in the quiet minutes, voice first."""


@dataclass(frozen=True, slots=True)
class SlideSource:
    """The course and the help lines, as slides are put together from them."""

    library: "Library"
    entries: tuple[HelpEntry, ...]

    def slides(self, edition: EditionId, length: int) -> tuple[PaperPage, ...]:
        """Give the slides of a lesson of 40 or 45 minutes, with a title before them."""
        lesson = self.library.lesson(edition)
        said = (_("slides: resting is fine"), _("slides: not official"))
        first = PaperPage(lesson.title, None, tuple(Paragraph(marked_text(each)) for each in said))
        found = [slide for timed in lesson.route(length) for slide in self._stop(edition, timed.stop)]
        return (first, *found)

    def _stop(self, edition: EditionId, stop: Stop) -> Iterator[PaperPage]:
        match stop.kind:
            case StopKind.PAGE:
                assert stop.chapter is not None
                assert stop.page is not None
                yield from self._page(edition, stop.chapter, stop.page)
            case StopKind.ITEM:
                assert stop.chapter is not None
                assert stop.item is not None
                yield from self._item(edition, stop.chapter, stop.item)
            case StopKind.WORKSHEET:
                sheet = self.library.worksheet(edition, WORKSHEET)
                yield PaperPage(
                    sheet.title, None, (Paragraph(sheet.kept), Paragraph(sheet.ask), Paragraph(sheet.comfort))
                )
            case StopKind.QUIET:
                yield self._quiet()

    def _page(self, edition: EditionId, chapter: ChapterId, name: PageId) -> Iterator[PaperPage]:
        page = self.library.chapter(edition, chapter).page(name)
        assert page is not None, "check-content names a stop that is not there"
        picture = next((block for block in page.blocks if isinstance(block, Picture)), None)
        drawing = self.library.picture(picture.name) if picture is not None else None
        kept = tuple(
            block for block in page.blocks if isinstance(block, Paragraph | Heading | BulletList | Table | Care)
        )
        yield PaperPage(page.title, drawing, kept)
        for block in page.blocks:
            if isinstance(block, SceneBlock):
                yield from _scene(page, self.library.scene(edition, block.scene))
            elif isinstance(block, HelplinesBlock) and block.choose == UNDER_18:
                yield self._lines(self.entries)

    def _item(self, edition: EditionId, chapter: ChapterId, name: ItemId) -> Iterator[PaperPage]:
        """Ask first, with the choices; what can be said about each comes on the next slide."""
        item = next(each for each in self.library.quiz(edition, chapter).items if each.id == name)
        title = marked_text(_("slides: hands up"))
        choices = BulletList(tuple(each.text for each in item.choices), ordered=True)
        yield PaperPage(title, None, (Paragraph(item.prompt), choices))
        said = BulletList(tuple(each.text.followed_by(each.feedback, GAP) for each in item.choices), ordered=True)
        yield PaperPage(marked_text(_("slides: let us think")), None, (Paragraph(item.explanation), said))

    def _quiet(self) -> PaperPage:
        shown = sorted(self.entries, key=lambda each: not each.number)[:STAYING]
        return self._lines(tuple(shown), Paragraph(marked_text(_("slides: quiet time"))))

    def _lines(self, entries: tuple[HelpEntry, ...], *said: Paragraph) -> PaperPage:
        """Show help lines, each with its number large enough to copy."""
        lines = tuple(each.name.followed_by(RubyText((Run(each.reach, None, strong=True),)), GAP) for each in entries)
        return PaperPage(marked_text(_("Where you can talk (18 and younger)")), None, (BulletList(lines), *said))


def _scene(page: Page, scene: Scene) -> Iterator[PaperPage]:
    """Go the way of the best replies; each step is shown with its replies, then with what can be said about them."""
    step: Step | None = scene.step(scene.start)
    seen: set[str] = set()
    while step is not None and step.id not in seen:
        seen.add(step.id)
        replies = BulletList(tuple(each.text for each in step.replies), ordered=True)
        yield PaperPage(page.title, None, (Paragraph(step.text), replies))
        said = BulletList(tuple(each.text.followed_by(each.feedback, GAP) for each in step.replies), ordered=True)
        yield PaperPage(marked_text(_("slides: let us think")), None, (said,))
        best = next(each for each in step.replies if each.verdict is Verdict.BEST)
        step = scene.step(best.following) if best.following is not None else None
