"""点検: everything is looked at off the screen's own thread; what is not fine comes first, with what to do."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.files import write_whole
from supporter_app.i18n import N_, _
from supporter_app.services.checkup import NAMES, Checkup
from supporter_app.services.finding import Finding, State
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToBackups, ToVault
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.ui.tasks import Tasks

TITLES = {
    State.WRONG: N_("Not fine"),
    State.ATTENTION: N_("To look at"),
    State.FINE: N_("Fine"),
}
FILE_NAME = "点検の結果.txt"


class CheckupScreen(Screen):
    """Begins to look as soon as it is opened; 中止 ends it without a result."""

    def __init__(self, reader: Reader, checkup: Checkup, tasks: "Tasks", repair: Callable[[], None]) -> None:
        """`repair` closes the records, puts right what can be, and opens the window again."""
        super().__init__(reader)
        self.checkup, self._tasks = checkup, tasks
        self.findings: tuple[Finding, ...] = ()
        self.column.addWidget(label(_("Check-up"), "title"))
        self.state = Section(_("Looking at the records"), _("This takes a few seconds. You may stop at any time."))
        self.stop = self.state.offer(_("Stop"))
        self.again = self.state.offer(_("Check once more"))
        self.save = self.state.offer(_("Save what was found"))
        self.repair = self.state.offer(_("Put right what can be put right"), "primary")
        self.backups = self.state.offer(_("See backups and go back"))
        self.stop.clicked.connect(self._stop)
        self.again.clicked.connect(self.begin)
        self.save.clicked.connect(self._ask_where)
        self.repair.clicked.connect(repair)
        self.backups.clicked.connect(lambda: self.go(ToBackups()))
        self.column.addWidget(self.state)
        self.results = QVBoxLayout()
        self.results.setSpacing(2 * theme.SPACE)
        self.column.addLayout(self.results)
        self.column.addStretch(1)
        self._number = 0
        self.begin()

    @property
    def running(self) -> bool:
        """Tell whether the look is still going on."""
        return not self.stop.isHidden()

    def begin(self) -> None:
        """Look at everything, from the beginning."""
        self._buttons(running=True)
        self.state.write(_("This takes a few seconds. You may stop at any time."))
        self.state.tell("")
        self._number = self._tasks.start(self._look, self._done, self._failed)

    def _look(self, stop: Event) -> object:
        del stop
        return self.checkup.run()

    def _stop(self) -> None:
        self._tasks.stop(self._number)
        self._buttons(running=False)
        self.state.tell(_("Stopped. Nothing was changed."))
        self.again.setFocus()

    def _done(self, found: object) -> None:
        self.findings = cast("tuple[Finding, ...]", found)
        while self.results.count():
            item = self.results.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for state, title in TITLES.items():
            each_of = [each for each in self.findings if each.state is state]
            if each_of:
                self.results.addWidget(_card(_(title), each_of, state))
        self._buttons(running=False)
        wrong = sum(each.state is State.WRONG for each in self.findings)
        self.state.write("")
        self.state.tell(
            _("{count} things are not fine. Below stands what is safe and what to do.").format(count=wrong)
            if wrong
            else _("Nothing is wrong with the records.")
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, SupporterError):
            raise error
        self._buttons(running=False)
        self.state.explain(error)

    def _buttons(self, *, running: bool) -> None:
        wrong, held = [each for each in self.findings if each.state is State.WRONG], self.stop.hasFocus()
        self.stop.setVisible(running)
        self.again.setVisible(not running)
        self.save.setVisible(not running and bool(self.findings))
        self.repair.setVisible(not running and any(each.mendable for each in wrong))
        asked = any(each.name == "backups" and each.state is not State.FINE for each in self.findings)
        self.backups.setVisible(not running and (bool(wrong) or asked))
        if held and not running:
            # The button under the keyboard is gone; it would land far away, at the top of the window.
            self.again.setFocus()

    def _ask_where(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save what was found"), FILE_NAME, "*.txt")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        """Write what was found for somebody to read before it is sent; there is no name in it."""
        try:
            write_whole(target, as_text(self.findings).encode())
        except SupporterError as error:
            self.state.explain(error)
            return
        self.state.tell(_("Saved: {name}").format(name=target.name))

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(_("The vault"), _("Check-up"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on 中止, or on looking once more."""
        return self.again if self.stop.isHidden() else self.stop

    def back(self) -> None:
        """Go back to the vault."""
        self.go(ToVault())

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop a look that is still going on, whichever way leads away."""
        self._tasks.stop(self._number)
        super().hideEvent(event)


def as_text(findings: tuple[Finding, ...]) -> str:
    """Write what was found, a line each, with what is safe and what to do."""
    lines = [_("Check-up")]
    for each in findings:
        lines.append(f"{_(TITLES[each.state])}　{_(NAMES[each.name])}：{each.what}")
        lines += [f"　　{words}" for words in (each.safe, each.next) if words]
    return "\r\n".join([*lines, ""])


def _card(title: str, findings: list[Finding], state: State) -> Section:
    made = Section(title, role="card" if state is State.FINE else "card-warm")
    for each in findings:
        if made.parts.count():
            made.parts.addSpacing(theme.SPACE)
        made.parts.addWidget(label(_(NAMES[each.name]), "strong"))
        made.parts.addWidget(label("\n".join(words for words in (each.what, each.safe, each.next) if words)))
    return made
