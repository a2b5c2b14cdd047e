"""名前の期限: which session has names, until when, and 「名前だけ消して集計は残す」."""

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.domain.session import NameKeeping, Session
from supporter_app.domain.wareki import seireki
from supporter_app.i18n import _
from supporter_app.services.classroom import Classroom
from supporter_app.services.erasure import Erased
from supporter_app.services.roster import RosterService
from supporter_app.services.wording import KEEPING
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToVault
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen, bring_up
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.ui.tasks import Tasks

Erase = Callable[[Session, Event], Erased | None]
"""Erases the names of a session for good; None where it was stopped before."""


class RetentionScreen(Screen):
    """A card for each session that has names; erasing takes a second press after what goes and stays was read."""

    def __init__(
        self, reader: Reader, classroom: Classroom, roster: RosterService, tasks: "Tasks", erase: Erase
    ) -> None:
        """`erase` makes a backup before names are erased, beside the window."""
        super().__init__(reader)
        self.classroom, self.roster, self._tasks, self._erase = classroom, roster, tasks, erase
        self._work = 0
        self.chosen: Session | None = None
        self.column.addWidget(label(_("How long names stay"), "title"))
        self.question = self._question()
        self.column.addWidget(self.question)
        self.report = Section(_("How it stands"))
        self.stop = self.report.offer(_("Stop"))
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.report.hide()
        self.column.addWidget(self.report)
        self.cards_holder = QWidget()
        self.cards = QVBoxLayout(self.cards_holder)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.cards.setSpacing(2 * theme.SPACE)
        self.column.addWidget(self.cards_holder)
        self.column.addStretch(1)
        self.sections: list[Section] = []
        self.follow()

    def _question(self) -> Section:
        made = Section(_("Erase the names and keep the counts?"), role="card-warm")
        self.stay = made.offer(_("Leave everything as it is"), "primary")
        self.erase = made.offer(_("Erase the names"))
        self.stay.clicked.connect(self._leave)
        self.erase.clicked.connect(self._do)
        made.hide()
        return made

    def follow(self) -> None:
        """Show the sessions that have names now."""
        for each in self.sections:
            each.hide()
            self.cards.removeWidget(each)
            each.deleteLater()
        named = [each for each in self.classroom.every() if not each.plan.nameless and not each.names_erased]
        self.sections = [self._card(each) for each in named]
        if not named:
            empty = _("No session on this computer has names.")
            self.sections = [Section(_("Nothing to erase"), empty)]
        for each in self.sections:
            self.cards.addWidget(each)

    def _card(self, session: Session) -> Section:
        plan, until = session.plan, session.names_until
        title = f"{seireki(plan.day)}　{plan.title}"
        lines = [_(KEEPING[plan.names]), _("{count} people on the roster").format(count=self.roster.count(session))]
        if until is not None:
            lines.append(_("The names stay until {day}.").format(day=seireki(until)))
        made = Section(title, "\n".join(lines))
        if plan.names is NameKeeping.UNTIL_REPORT and session.reported_on is None:
            done = made.offer(_("The report is done"), name=_("The report is done: {title}").format(title=title))
            done.clicked.connect(lambda: self.report_done(session))
        erase = made.offer(
            _("Erase only the names, keep the counts"), name=_("Erase only the names: {title}").format(title=title)
        )
        erase.clicked.connect(lambda: self.choose(session))
        return made

    def report_done(self, session: Session) -> None:
        """Write down that a report is done, which fixes the day of its names."""
        try:
            found = self.classroom.report_done(session.id)
        except SupporterError as error:
            self._tell_trouble(error)
            return
        self.follow()
        until = found.names_until
        if until is not None:
            self.stop.hide()
            self.report.show()
            self.report.tell(
                _("The names of this session stay until {day}, then they are erased.").format(day=seireki(until))
            )

    def choose(self, session: Session) -> None:
        """Say what goes and what stays, and ask."""
        self.chosen = session
        words = _("Erased: the names and readings of {title}, here and in every backup of this computer.")
        stays = _("What stays: numbers, attendance, completions and counts. It cannot be undone.")
        self.question.write("\n".join([words.format(title=session.plan.title), stays]))
        bring_up(self.question, self.stay)

    def _leave(self) -> None:
        self.chosen = None
        self.question.hide()

    def _do(self) -> None:
        """Erase beside the window; until the backup before it is made, 中止 leaves everything as it is."""
        session = self.chosen
        if session is None or self.working:
            return
        self._leave()
        self._working(on=True)
        self.report.tell(_("A backup is made first, then the names are erased."))
        self._work = self._tasks.start(lambda pace: self._erase(session, pace), self._done, self._failed)

    @property
    def working(self) -> bool:
        """Tell whether an erasure is going on."""
        return not self.stop.isHidden()

    def _working(self, *, on: bool) -> None:
        self.cards_holder.setEnabled(not on)
        self.report.show()
        self.stop.setVisible(on)
        self.stop.setEnabled(True)
        if on:
            self.stop.setFocus()

    def _stop(self) -> None:
        # Whether it came in time says the work itself: it may have begun to erase.
        self._tasks.ask_to_end(self._work)
        self.stop.setEnabled(False)

    def _done(self, found: object) -> None:
        self._working(on=False)
        self.follow()
        erased = cast("Erased | None", found)
        if erased is None:
            self.report.tell(_("Stopped. No name was erased."))
        else:
            self.report.tell("\n".join(report(erased)))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, SupporterError):
            raise error
        self._working(on=False)
        self._tell_trouble(error)

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for no result any more, whichever way leads away."""
        self._tasks.stop(self._work)
        super().hideEvent(event)

    def _tell_trouble(self, error: SupporterError) -> None:
        self.stop.hide()
        self.report.show()
        self.report.explain(error)

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(_("The vault"), _("How long names stay"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Leave it to もどる: a press too many erases nothing."""
        return None

    def back(self) -> None:
        """Go back to the vault."""
        self.go(ToVault())


def report(erased: Erased) -> list[str]:
    """Say how many names went, where was searched, and which copies lie elsewhere."""
    lines = [
        _("erase: {people} names were erased; numbers and counts stay").format(people=erased.people),
        _("erase: searched in the records, their backups and the file of keys"),
    ]
    if erased.carried:
        lines.append(_("erase: these copies were carried away; please erase them where they are"))
        lines += [f"・{each.place}" for each in erased.carried]
    return lines
