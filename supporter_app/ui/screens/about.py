"""Versions, sources and the honest state of review of the course."""

from PySide6.QtWidgets import QWidget

from supporter_app import __version__
from supporter_app.domain.course import BulletList, Heading, Paragraph
from supporter_app.domain.edition import Edition
from supporter_app.domain.fact import Fact, Source
from supporter_app.domain.review import ReviewState
from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.domain.wareki import seireki
from supporter_app.i18n import _
from supporter_app.ui.destinations import Destination
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.ruby_document import TextBlock
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE, TITLE_STYLE, TextStyle


class AboutScreen(Screen):
    """What this course material is, who wrote it, and what nobody has checked yet."""

    def __init__(
        self,
        reader: Reader,
        edition: Edition,
        facts: tuple[Fact, ...],
        review: ReviewState,
        folder: str,
        origin: Destination,
    ) -> None:
        """Write the page; `folder` is where this person's data lives."""
        super().__init__(reader)
        self._origin = origin
        text = RubyBrowser(reader)
        text.show_blocks(tuple(_words(edition, facts, review, folder)))
        text.setAccessibleName(_("About this course material"))
        self.column.addWidget(text)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name the page."""
        return Caption(position=_("About this course material"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Read from the top."""
        return self.findChild(RubyBrowser)

    def back(self) -> None:
        """Go back to where this was opened."""
        self.go(self._origin)


def _words(
    edition: Edition, facts: tuple[Fact, ...], state: ReviewState, folder: str
) -> list[tuple[TextBlock, TextStyle]]:
    versions = (
        _("Edition: {name}, content version {version} ({published})").format(
            name=edition.name, version=edition.version, published=edition.published
        ),
        _("Program: version {version}").format(version=__version__),
        _("What this computer keeps lies in: {folder}").format(folder=folder),
    )
    written = (
        _("The text is original writing, based on published papers of the Cabinet Office and others."),
        _("It is not official course material of the Cabinet Office."),
        _("Program: MIT licence. Course text and pictures: CC BY 4.0. Fonts: SIL Open Font License."),
    )
    review = (
        *_standing(state),
        _("The numbers and hours of help lines await a check by telephone or on the page by a person."),
    )
    parts: list[tuple[TextBlock, TextStyle]] = [
        (Paragraph(ruby_text(_("About this course material"))), TITLE_STYLE),
        (_lines(versions), BODY_STYLE),
        (Heading(ruby_text(_("Who wrote it"))), HEADING_STYLE),
        (_lines(written), BODY_STYLE),
        (Heading(ruby_text(_("What has been checked"))), HEADING_STYLE),
        (_lines(review), BODY_STYLE),
        (Heading(ruby_text(_("Sources (adapted)"))), HEADING_STYLE),
        (BulletList(tuple(source_line(each) for each in sources_of(facts))), BODY_STYLE),
    ]
    return parts


def _standing(state: ReviewState) -> tuple[str, ...]:
    """Say honestly who has checked this edition, and that nobody has where nobody has."""
    if not state.checked or state.last is None:
        return (_("State of review: drafted. No expert in welfare or psychology has checked this text yet."),)
    counted = _("State of review: {checked} texts checked, {drafted} drafted; last on {day}, by: {roles}")
    return (
        counted.format(
            checked=state.checked, drafted=state.drafted, day=seireki(state.last), roles="、".join(state.roles)
        ),
    )


def _lines(words: tuple[str, ...]) -> BulletList:
    return BulletList(tuple(ruby_text(each) for each in words))


def sources_of(facts: tuple[Fact, ...]) -> list[Source]:
    """Give every source of the facts once, newest first."""
    found = {fact.source.id: fact.source for fact in facts}
    return sorted(found.values(), key=lambda source: source.date, reverse=True)


def source_line(source: Source) -> RubyText:
    """Write a source as one line."""
    return ruby_text(
        _("{title} ({publisher}, {date})").format(
            title=source.title, publisher=source.publisher, date=seireki(source.date)
        )
    )
