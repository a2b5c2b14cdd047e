"""保管庫: the names, the backups, the check-up and the days of names, one card each."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import _
from supporter_app.services.backups import Backups
from supporter_app.services.names import Names
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToBackups, ToCheckup, ToExport, ToFounding, ToHome, ToRecovery, ToRetention
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.section import Section

TWO_FROM = 1000


class VaultScreen(Screen):
    """Says how names and backups stand; every card has its own way on."""

    def __init__(self, reader: Reader, names: Names, backups: Backups, after: Callable[[], None]) -> None:
        """`after` is called when names were opened or shut, so that the window knows."""
        super().__init__(reader)
        self.names, self.backups, self._after = names, backups, after
        self.column.addWidget(label(_("The vault"), "title"))
        self.column.addWidget(label(_("For those who hold courses. Names and records are looked after here.")))
        self.column.addWidget(self._names())
        self._ways = (self._backups(), self._checkup(), self._days(), self._files())
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * theme.SPACE)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.fit(self.width())
        self.follow()

    def _names(self) -> Section:
        self.card = Section(_("Names"))
        self.passphrase = passphrase_field(_("Passphrase"))
        self.passphrase.returnPressed.connect(self._open)
        self.asked = self.card.ask(self.passphrase)
        self.open = self.card.offer(_("Open the vault"), "primary")
        self.found = self.card.offer(_("Choose a passphrase"))
        self.shut = self.card.offer(_("Lock the names (Ctrl+L)"))
        self.recover = self.card.offer(_("Open with the recovery code"), "link")
        self.open.clicked.connect(self._open)
        self.shut.clicked.connect(self._shut)
        self.found.clicked.connect(lambda: self.go(ToFounding()))
        self.recover.clicked.connect(lambda: self.go(ToRecovery()))
        return self.card

    def _backups(self) -> Section:
        made = Section(_("Backups"), _("Backups are made by themselves. They hold the records, and no key to a name."))
        self.backup = made.offer(_("See backups and go back"))
        self.backup.clicked.connect(lambda: self.go(ToBackups()))
        return made

    def _checkup(self) -> Section:
        made = Section(_("Check-up"), _("Looks at everything that can go wrong with the records. Nothing is changed."))
        self.check = made.offer(_("Check the records"))
        self.check.clicked.connect(lambda: self.go(ToCheckup()))
        return made

    def _days(self) -> Section:
        made = Section(_("How long names stay"), _("Which session has names, until when, and how to erase them."))
        self.days = made.offer(_("See the days of names"))
        self.days.clicked.connect(lambda: self.go(ToRetention()))
        return made

    def _files(self) -> Section:
        made = Section(_("Files"), _("Sessions, attendance and completions as a table for Excel and other programs."))
        self.files = made.offer(_("Write into a file"))
        self.files.clicked.connect(lambda: self.go(ToExport()))
        return made

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of size."""
        super().set_reader(reader)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Stand what leads on in two columns where there is room."""
        columns = 2 if width >= self.reader.look.pixels(TWO_FROM) else 1
        for at, each in enumerate(self._ways):
            self._grid.removeWidget(each)
            self._grid.addWidget(each, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def follow(self) -> None:
        """Show how the names stand now."""
        locked, founded = self.names.shut, self.names.founded
        asks = locked and founded
        if locked:
            self.card.write(_("The names are in the vault. Numbers, attendance and counts go on without them."))
        elif founded:
            self.card.write(
                _("The names can be read now. They are locked by themselves after 30 minutes without a press.")
            )
        else:
            self.card.write(_("There is no passphrase yet. It is needed to keep names longer than until the report."))
        for each in (self.asked, self.passphrase):
            each.setVisible(asks)
        self.open.setVisible(locked)
        self.shut.setVisible(not locked)
        self.found.setVisible(not founded)
        self.recover.setVisible(asks)

    def _open(self) -> None:
        try:
            if self.names.founded:
                self.names.unlock(self.passphrase.text())
            else:
                self.names.reopen()
        except SupporterError as error:
            self.card.explain(error)
            return
        self.passphrase.clear()
        self.follow()
        self._after()
        self.shut.setFocus()
        self.card.tell(_("The names can be read now."))

    def _shut(self) -> None:
        self.names.lock()
        self.follow()
        self._after()
        (self.first_focus() or self.open).setFocus()
        self.card.tell(_("The names are locked."))

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(position=_("The vault"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start where something is asked, else on the first button."""
        ways = (self.passphrase, self.open, self.found, self.shut)
        return next((each for each in ways if not each.isHidden()), None)

    def back(self) -> None:
        """Go back to the first screen."""
        self.go(ToHome())


def passphrase_field(name: str) -> QLineEdit:
    """Make a field whose letters are hidden."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made
