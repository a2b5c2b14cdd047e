"""What a teacher is given: the guide of one page, the plan of the lesson by minutes, and a letter to guardians."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from supporter_app.domain.course import Block, BulletList, Care, Heading, Note, Page, Paragraph, Table, Think
from supporter_app.domain.edition import EditionId
from supporter_app.domain.lesson import StopKind, TimedStop
from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.domain.school import GUIDE, LETTER, WORKSHEET, LetterHead, PlainBlock, TeacherPaper
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.content.library import Library

SHARES = (14.5, 24.0, 61.5)
"""Widths of the columns of the plan: minutes, what is done, what to keep in mind."""
LOOKING_BACK = (
    N_("plan: looking back: nobody had to give a reason"),
    N_("plan: looking back: nobody had to show feelings"),
    N_("plan: looking back: everybody heard where to talk"),
)
LENGTH = re.compile(r"\(\d+分\)。?$")
"""Minutes at the end of a page's note; the plan has those of the lesson instead."""


@dataclass(frozen=True, slots=True)
class TeacherSource:
    """The course, as a teacher's papers are put together from it."""

    library: "Library"

    def guide(self, edition: EditionId) -> TeacherPaper:
        """Give the guide."""
        return self._written(edition, GUIDE, None)

    def leading(self, edition: EditionId) -> tuple[PlainBlock, ...]:
        """Give what stands of the guide before a show: its message, and the steps when a child speaks up."""
        found: list[PlainBlock] = []
        for page in self.library.teacher_text(edition, GUIDE).pages:
            kept = [each for each in page.blocks if isinstance(each, Paragraph) or _is_steps(each)]
            found += [Heading(page.title), *kept] if kept else []
        return tuple(found)

    def letter(self, edition: EditionId) -> TeacherPaper:
        """Give the letter; day, school and head are blanks for the school to fill in."""
        right = (_("letter: a day"), _("letter: a school"), _("letter: its head"))
        return self._written(edition, LETTER, LetterHead(right, (_("letter: to guardians"),)))

    def plan(self, edition: EditionId, length: int) -> TeacherPaper:
        """Put the plan of a lesson of 40 or 45 minutes together from its route."""
        contents = self.library.edition(edition)
        lesson = self.library.lesson(edition)
        route = lesson.route(length)
        heading = (_("plan: minutes"), _("plan: what"), _("plan: notes"))
        rows = tuple(self._row(edition, timed) for timed in route)
        blanks = (_("plan: day"), _("plan: class"), _("plan: teacher"), _("plan: present"))
        blocks: tuple[PlainBlock, ...] = (
            *(Paragraph(ruby_text(blank)) for blank in blanks),
            *_listed(_("plan: aims"), (_("plan: aim: to talk"), _("plan: aim: to pass on"), _("plan: aim: to know"))),
            *_listed(_("plan: prepare"), self._prepared(edition, route)),
            *_listed(_("plan: pages to keep in mind"), self._sensitive(edition, route)),
            Heading(ruby_text(_("plan: the way"))),
            Table(tuple(map(ruby_text, heading)), rows),
            Heading(ruby_text(_("plan: looking back"))),
            Paragraph(ruby_text(_("plan: nobody is marked"))),
            BulletList(tuple(ruby_text(_(each)) for each in LOOKING_BACK)),
            Heading(ruby_text(_("plan: afterwards"))),
            Paragraph(ruby_text(_("plan: what to do afterwards"))),
        )
        title = _("Plan of the lesson: {title} ({edition}, {minutes} minutes)").format(
            title=lesson.title.plain(), edition=contents.name, minutes=length
        )
        return TeacherPaper(title, None, blocks, self._foot(edition), SHARES)

    def _written(self, edition: EditionId, name: str, head: LetterHead | None) -> TeacherPaper:
        text = self.library.teacher_text(edition, name)
        blocks: list[PlainBlock] = []
        for page in text.pages:
            blocks.append(Heading(page.title))
            blocks += [b for b in page.blocks if isinstance(b, Paragraph | Heading | BulletList | Table | Think | Care)]
        return TeacherPaper(text.title, head, tuple(blocks), self._foot(edition))

    def _foot(self, edition: EditionId) -> str:
        contents = self.library.edition(edition)
        told = _("{edition}  Content: {version}").format(edition=contents.name, version=contents.version)
        return f"{told}　{_('This is not official material of the Cabinet Office.')}"

    def _row(self, edition: EditionId, timed: TimedStop) -> tuple[RubyText, ...]:
        minutes = _("{begin} to {end} minutes").format(begin=timed.begins, end=timed.begins + timed.minutes)
        what, notes = self._stop(edition, timed)
        return (ruby_text(minutes), ruby_text(what), ruby_text(notes))

    def _stop(self, edition: EditionId, timed: TimedStop) -> tuple[str, str]:
        """Say what happens at a stop, and what the teacher keeps in mind."""
        stop = timed.stop
        match stop.kind:
            case StopKind.PAGE:
                assert stop.chapter is not None
                page = self._page(edition, timed)
                mark = _("plan: announced before") if self._announced(edition, timed) else ""
                return f"{page.title.plain()}{mark}", _note(page)
            case StopKind.ITEM:
                assert stop.chapter is not None
                items = self.library.quiz(edition, stop.chapter).items
                item = next(each for each in items if each.id == stop.item)
                choices = "／".join(choice.text.plain() for choice in item.choices)
                told = _("plan: {choices}. Count hands only. {explanation}")
                shown = told.format(choices=choices, explanation=item.explanation.plain())
                return _("plan: show of hands: {prompt}").format(prompt=item.prompt.plain()), shown
            case StopKind.WORKSHEET:
                title = self.library.worksheet(edition, WORKSHEET).title.plain()
                return _("plan: worksheet: {title}").format(title=title), _("plan: how the worksheet is used")
            case StopKind.QUIET:
                return _("plan: quiet time"), _("plan: how quiet time is spent")

    def _page(self, edition: EditionId, timed: TimedStop) -> Page:
        stop = timed.stop
        assert stop.chapter is not None
        found = self.library.chapter(edition, stop.chapter).page(stop.page) if stop.page else None
        assert found is not None, "check-content names a stop that is not there"
        return found

    def _announced(self, edition: EditionId, timed: TimedStop) -> bool:
        """Tell whether the page before this one, in its chapter, announces it."""
        stop = timed.stop
        if stop.chapter is None or stop.page is None:
            return False
        pages = self.library.chapter(edition, stop.chapter).pages
        place = next(at for at, page in enumerate(pages) if page.id == stop.page)
        return place > 0 and pages[place - 1].announces_next()

    def _prepared(self, edition: EditionId, route: tuple[TimedStop, ...]) -> tuple[str, ...]:
        """Say what lies ready before the lesson: what is shown, the papers its way needs, and whom one can turn to."""
        things = [_("plan: prepare: the pages on a screen")]
        if any(timed.stop.kind is StopKind.WORKSHEET for timed in route):
            title = self.library.worksheet(edition, WORKSHEET).title.plain()
            things.append(_("plan: prepare: worksheets {title}").format(title=title))
        return (*things, _("plan: prepare: places and people"))

    def _sensitive(self, edition: EditionId, route: tuple[TimedStop, ...]) -> tuple[str, ...]:
        """List the announced pages with the minute at which they come."""
        told = _("About minute {minute}: {title}. The page before announces it; leaving it out is fine.")
        found = [timed for timed in route if self._announced(edition, timed)]
        lines = tuple(told.format(minute=each.begins, title=self._page(edition, each).title.plain()) for each in found)
        return lines or (_("plan: no page is announced"),)


def _listed(heading: str, lines: tuple[str, ...]) -> tuple[Heading, BulletList]:
    """Put a list under its heading."""
    return Heading(ruby_text(heading)), BulletList(tuple(map(ruby_text, lines)))


def _is_steps(block: Block) -> TypeGuard[BulletList]:
    """Tell whether a block says what is done in which order."""
    return isinstance(block, BulletList) and block.ordered


def _note(page: Page) -> str:
    """Give the words for the trainer on a page."""
    notes = [block for block in page.blocks if isinstance(block, Note)]
    lines = [line for note in notes for line in note.lines if isinstance(line, Paragraph)]
    return LENGTH.sub("。", "".join(line.text.plain() for line in lines)).replace("。。", "。")
