"""What stands on papers, put together from the course: scenes, charts and lists become words that paper can show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from supporter_app.domain.course import (
    ActivitiesBlock,
    Block,
    BulletList,
    Care,
    Chapter,
    Figure,
    Heading,
    HelplinesBlock,
    Note,
    Page,
    Paragraph,
    Picture,
    ProgrammesBlock,
    SceneBlock,
    Table,
    Think,
)
from supporter_app.domain.edition import GENERAL, READ_BY_ALL, ChapterId, EditionId
from supporter_app.domain.ruby import RubyText, Run, marked_text, read_with, ruby_text
from supporter_app.domain.school import (
    NOTHING_TOLD,
    Card,
    Handout,
    HelpBox,
    HelpEntry,
    PaperChapter,
    PaperPage,
    PlainBlock,
    Show,
)
from supporter_app.i18n import _
from supporter_app.services.scene_on_paper import scene_on_paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from supporter_app.content.library import Library
    from supporter_app.services.consultation import Consultation, Offer

HARD_DAY = "worry=tsurai"
"""The filter of the lines one turns to whatever the trouble is."""
MOST_LINES = 6
"""As many as have room on the last page, above those for the young."""
NO_READINGS: Mapping[str, str] = MappingProxyType({})
AT_THE_FOOT = 2
"""Help lines at the foot of every page."""
FEW = 6
"""Examples of activities on a page of paper; all of them are in the program."""


@dataclass(frozen=True, slots=True)
class PaperSource:
    """The course, and the help lines as they are offered today."""

    library: "Library"
    consultation: "Consultation"

    def handout(self, edition: EditionId) -> Handout:
        """Put a whole edition together."""
        contents = self.library.edition(edition)
        chapters = tuple(self.chapter(edition, entry.id) for entry in contents.chapters)
        helped = [HelpBox(marked_text(_("Where you can talk (18 and younger)")), self.entries())]
        if not contents.for_children:
            helped.insert(0, HelpBox(marked_text(_("Where you can talk")), self._for_everyone()))
        title = read_with(contents.title, self.library.kanji().readings)
        told = self.told() if contents.for_children else NOTHING_TOLD
        return Handout(title, contents.name, contents.version, chapters, tuple(helped), told)

    def chapter(self, edition: EditionId, chapter: ChapterId) -> PaperChapter:
        """Put one chapter together."""
        found: Chapter = self.library.chapter(edition, chapter)
        return PaperChapter(marked_text(found.title), tuple(self.page(edition, page) for page in found.pages))

    def page(self, edition: EditionId, page: Page) -> PaperPage:
        """Put one page together, without the words for the trainer."""
        picture = next((block for block in page.blocks if isinstance(block, Picture)), None)
        drawing = self.library.picture(picture.name) if picture is not None else None
        blocks = tuple(plain for block in page.blocks for plain in self._plain(edition, block))
        scenes = (block.scene for block in page.blocks if isinstance(block, SceneBlock))
        scene = next((scene_on_paper(self.library.scene(edition, each)) for each in scenes), None)
        return PaperPage(page.title, drawing, blocks, scene)

    def show(self, edition: EditionId) -> Show:
        """Put a picture-card show together: the pages of the edition's one chapter that have a picture."""
        contents = self.library.edition(edition)
        chapter = self.library.chapter(edition, contents.chapters[0].id)
        cards = tuple(card for page in chapter.pages if (card := self._card(page)) is not None)
        return Show(marked_text(chapter.title), contents.name, contents.version, cards)

    def entries(self) -> tuple[HelpEntry, ...]:
        """Give the lines for children and young people."""
        return self._in_order(self.consultation.under18())

    def at_the_foot(self) -> tuple[HelpEntry, ...]:
        """Give the lines for the young that stand at the foot of every page: by telephone, as few as have room."""
        return tuple(each for each in self.entries() if each.number)[:AT_THE_FOOT]

    def told(self, most: int = AT_THE_FOOT) -> RubyText:
        """Write them as one line, no more than have room in it."""
        runs = [
            run for each in self.at_the_foot()[:most] for run in (Run("　"), *each.name.runs, Run(f" {each.reach}"))
        ]
        return RubyText((*marked_text(_("Talk to someone (18 and younger):")).runs, *runs))

    def _for_everyone(self) -> tuple[HelpEntry, ...]:
        """Give the lines for a hard day that are not for the young alone; who is in danger reads of 110 and 119."""
        offers = self.consultation.choose(HARD_DAY)
        return self._in_order(each for each in offers if not each.line.under18 and not each.line.urgent)[:MOST_LINES]

    def _in_order(self, offers: "Iterable[Offer]") -> tuple[HelpEntry, ...]:
        """Put lines into the order of the files, whatever the hour is."""
        readings = self.library.kanji().readings
        order = [line.id for line in self.library.helplines()]
        found = sorted(offers, key=lambda each: order.index(each.line.id))
        return tuple(_entry(offer, readings) for offer in found)

    def _card(self, page: Page) -> Card | None:
        picture = next((block for block in page.blocks if isinstance(block, Picture)), None)
        if picture is None:
            return None
        lines = tuple(block.text for block in page.blocks if isinstance(block, Paragraph))
        hints = tuple(
            line.text
            for block in page.blocks
            if isinstance(block, Note)
            for line in block.lines
            if isinstance(line, Paragraph)
        )
        return Card(self.library.picture(picture.name), page.title, lines, hints)

    def _plain(self, edition: EditionId, block: Block) -> tuple[PlainBlock, ...]:
        match block:
            case Paragraph() | Heading() | BulletList() | Table() | Think() | Care():
                return (block,)
            case ProgrammesBlock():
                return (BulletList(tuple(self._programmes(edition))),)
            case ActivitiesBlock(choose):
                return self._activities(edition, choose)
            case _:
                return self._looked_up(block)

    def _looked_up(self, block: Block) -> tuple[PlainBlock, ...]:
        """Write out what a page only calls for; pictures and notes are none of it."""
        match block:
            case Figure(dataset):
                return self._figure(dataset)
            case HelplinesBlock(choose):
                return self._helplines(choose)
            case _:
                return ()

    def _figure(self, dataset: str) -> tuple[PlainBlock, ...]:
        found = self.library.dataset(dataset)
        heading = tuple(ruby_text(text) for text in ("", *(each.label for each in found.series)))
        rows = tuple(
            tuple(ruby_text(text) for text in (row.label, *(f"{value:g}{found.unit}" for value in values)))
            for row, values in zip(found.rows, found.values, strict=True)
        )
        source = f"{found.note} {found.source.publisher}「{found.source.title}」".strip()
        said = (Heading(ruby_text(found.title)), Paragraph(ruby_text(found.summary)))
        return (*said, Table(heading, rows), Paragraph(ruby_text(source)))

    def _helplines(self, choose: str) -> tuple[PlainBlock, ...]:
        readings = self.library.kanji().readings
        offers = self.consultation.choose("all" if choose == "now" else choose)
        names = [(read_with(f"{each.line.name}　", readings), each.line.shown_reach()) for each in offers]
        lines = [RubyText((*name.runs, Run(reach, strong=True))) for name, reach in names]
        return (BulletList(tuple(lines)),)

    def _programmes(self, edition: EditionId) -> "Iterator[RubyText]":
        """List programmes; what they do is written for grown-up readers, the others read their names."""
        readings = self.library.kanji().readings
        for each in self.library.programmes():
            yield _told(each.name, each.what) if edition == GENERAL else read_with(each.name, readings)

    def _activities(self, edition: EditionId, choose: str) -> tuple[PlainBlock, ...]:
        found = [each for each in self.library.activities() if each.fits(choose)]
        readings = self.library.kanji().readings if edition in READ_BY_ALL else {}
        lines = [_told(each.title, each.organisation, readings) for each in found[:FEW]]
        more = ruby_text(_("More examples are in the program. Ask the group or the municipality whether they go on."))
        return (BulletList(tuple(lines)), Paragraph(more))


def _told(name: str, what: str, readings: Mapping[str, str] = NO_READINGS) -> RubyText:
    """Put a name before what is said of it, so that a list can be looked through by its names."""
    head = (replace(run, strong=True) for run in read_with(name, readings).runs)
    return RubyText((*head, Run(f"：{what}")))


def _entry(offer: "Offer", readings: Mapping[str, str]) -> HelpEntry:
    line = offer.line
    asked = {"year": offer.as_of.year, "month": offer.as_of.month}
    known = _("Paper: as of {year}-{month}.")
    if offer.check_first:
        known = _("Paper: as of {year}-{month}. If it has changed, go on to the next.")
    when = read_with(f"{line.hours}。{line.cost}。", readings)
    return HelpEntry(
        name=read_with(line.name, readings),
        reach=line.shown_reach(),
        number=bool(line.number),
        when=when,
        known=read_with(known.format(**asked), readings),
        dialled=line.dialled(),
    )
