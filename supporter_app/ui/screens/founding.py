"""Choosing a passphrase: typed twice, and the recovery code on paper before anything is kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import _
from supporter_app.services.certification import Certification
from supporter_app.services.names import Names
from supporter_app.ui.destinations import ToVault
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen, bring_up
from supporter_app.ui.screens.vault import passphrase_field
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.print_row import PrintRow
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.services.names import Founding

FILE_NAME = "回復コード.pdf"
FEWEST = 12


class FoundingScreen(Screen):
    """Two steps: the passphrase, then the code; leaving before the end keeps nothing."""

    def __init__(self, reader: Reader, names: Names, certification: Certification, after: Callable[[], None]) -> None:
        """`after` is called when the vault stands."""
        super().__init__(reader)
        self.names, self.certification, self._after = names, certification, after
        self.founding: Founding | None = None
        self.column.addWidget(label(_("Choose a passphrase"), "title"))
        self.column.addWidget(self._first())
        self.column.addWidget(self._second())
        self.column.addStretch(1)

    def _first(self) -> Section:
        words = _("Twelve letters or more. A few words that belong together only for you are easy to remember.")
        self.typing = Section(_("1. The passphrase"), words)
        self.one, self.two = passphrase_field(_("Passphrase")), passphrase_field(_("The same once more"))
        self.counted = label("", "small")
        self.seen = ChoiceCard(self.reader, _("Show what I type"), mark="several")
        self.typing.ask(self.one)
        self.typing.parts.addWidget(self.counted)
        self.typing.ask(self.two)
        self.typing.parts.addWidget(self.seen)
        self.one.textChanged.connect(self._count)
        self.seen.toggled.connect(self._see)
        self.make = self.typing.offer(_("Make the recovery code"), "primary")
        self.make.clicked.connect(self._prepare)
        self._count("")
        return self.typing

    def _second(self) -> Section:
        words = _("If the passphrase is forgotten, only this code opens the names. It is shown and printed this once.")
        self.paper = Section(_("2. The recovery code on paper"), words)
        self.out = PrintRow(self._sheet, FILE_NAME, landscape=lambda: False)
        self.paper.parts.addWidget(self.out)
        words = _("I have printed or saved the code, and keep it apart from this computer")
        self.sure = ChoiceCard(self.reader, words, mark="several")
        self.paper.parts.addWidget(self.sure)
        self.keep = self.paper.offer(_("Begin with this passphrase"), "primary")
        self.keep.clicked.connect(self._keep)
        self.sure.toggled.connect(self.keep.setEnabled)
        self.keep.setEnabled(False)
        self.paper.hide()
        return self.paper

    def _count(self, _words: str) -> None:
        told = _("{count} letters; {fewest} or more are needed")
        self.counted.setText(told.format(count=len(self.one.text()), fewest=FEWEST))

    def _see(self, seen: bool) -> None:  # noqa: FBT001 - Qt's own signature
        mode = self.one.EchoMode.Normal if seen else self.one.EchoMode.Password
        for each in (self.one, self.two):
            each.setEchoMode(mode)

    def _prepare(self) -> None:
        if self.one.text() != self.two.text():
            self.typing.tell(_("The two are not the same. Please type the second once more."))
            self.two.setFocus()
            return
        try:
            self.founding = self.names.prepare(self.one.text())
        except SupporterError as error:
            self.typing.explain(error)
            return
        self.typing.tell(_("Now the code. The passphrase is not kept before you have it on paper."))
        for each in (self.one, self.two, self.make):
            each.setEnabled(False)
        bring_up(self.paper, self.out.print_button)

    def _sheet(self) -> bytes | None:
        return None if self.founding is None else self.certification.recovery_sheet(self.founding.code.shown())

    def _keep(self) -> None:
        if self.founding is None:
            return
        try:
            self.names.found(self.founding)
        except SupporterError as error:
            self.paper.explain(error)
            return
        self._after()
        self.go(ToVault())

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(_("The vault"), _("Choose a passphrase"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start in the first field."""
        return self.one

    def back(self) -> None:
        """Go back to the vault; nothing was kept."""
        self.go(ToVault())


class RecoveryScreen(Screen):
    """Opens the vault by the printed code, with a new passphrase."""

    def __init__(self, reader: Reader, names: Names, after: Callable[[], None]) -> None:
        """`after` is called when the names are open."""
        super().__init__(reader)
        self.names, self._after = names, after
        self.column.addWidget(label(_("Open with the recovery code"), "title"))
        words = _("Type the code as it is printed. O and 0, I and 1 are taken for each other.")
        self.card = Section(_("Recovery code and a new passphrase"), words)
        self.code, self.one = passphrase_field(_("Recovery code")), passphrase_field(_("New passphrase"))
        self.code.setEchoMode(self.code.EchoMode.Normal)
        for each in (self.code, self.one):
            self.card.ask(each)
        self.open = self.card.offer(_("Open the vault"), "primary")
        self.open.clicked.connect(self._open)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def _open(self) -> None:
        try:
            self.names.recover(self.code.text(), self.one.text())
        except SupporterError as error:
            self.card.explain(error)
            return
        self._after()
        self.go(ToVault())

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(_("The vault"), _("Open with the recovery code"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start in the first field."""
        return self.code

    def back(self) -> None:
        """Go back to the vault."""
        self.go(ToVault())
